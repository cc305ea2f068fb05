"""The policy of a page: it allows the inline scripts of the theme, and no other; the pages of
`mkdocs serve` may reload themselves."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from build_tools.render.page.content_policy import content_policy, hash_source
from build_tools.render.page.page_margins import page_margins
from build_tools.site.live_reload import allow_last_script
from build_tools.site.page_policy import barred, theme_scripts, with_policy
from tests.browsing import EACH_KIND
from tests.publishing import served

THEME = theme_scripts(
    ['{% if x %}<script>scope("{{ config.scope | d(base_url) }}",location)</script>{% endif %}']
)
PAGE = '<!doctype html><html><head><meta charset="utf-8"><title>T</title>{}</head></html>'


def policy(inside: str) -> str:
    found = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', inside)
    assert found
    return found[1]


def test_a_script_of_the_theme_is_allowed_wherever_the_page_lies() -> None:
    for way in (".", "../../..", "/below/a/path", ""):
        script = f'scope("{way}",location)'
        page = with_policy(PAGE.format(f"<script>{script}</script>"), THEME)
        assert hash_source(script) in policy(page)
        assert not barred(page, THEME)


@pytest.mark.parametrize("root", ["/", "/law/the%20pond/", "/law/the pond/", "/~us/@law/"])
def test_a_script_of_the_theme_is_allowed_whatever_the_address_of_the_site(root: str) -> None:
    theme = theme_scripts(['<script>var s=new URL("{{ base_url }}",location)</script>'])
    assert not barred(f'<script>var s=new URL("{root}",location)</script>', theme)


def test_no_address_brings_a_script_of_its_own() -> None:
    theme = theme_scripts(['<script>var s=new URL("{{ base_url }}",location)</script>'])
    for root in ('",alert(1),"', "a`b`", "a\\u0022", "a=b", "a;b"):
        assert barred(f'<script>var s=new URL("{root}",location)</script>', theme), root


def test_the_policy_comes_before_all_that_it_is_about() -> None:
    page = with_policy(PAGE.format("<script>x</script>"), THEME)
    assert page.startswith('<!doctype html><html><head><meta charset="utf-8"><meta http-equiv=')
    assert page.count("http-equiv") == 1


def test_whatever_else_is_inline_is_barred() -> None:
    others = [
        '<script>scope("",alert(1),"",location)</script>',
        '<script>scope(".",location);alert(1)</script>',
        "<SCRIPT type=module>alert(1)</SCRIPT >",
        "<style>ins{display:none}</style>",
        "<style>@page { margin: 1cm; } ins { display: none }</style>",
        '<style>@page { margin: 1cm; @top-left { content: "x"} } ins{display:none} }</style>',
    ]
    for other in others:
        page = PAGE.format(other)
        assert len(barred(page, THEME)) == 1, other
        assert policy(with_policy(page, THEME)) == policy(with_policy(PAGE.format(""), THEME))


def test_data_and_what_is_printed_at_the_edges_are_not() -> None:
    style = f"@page {{ {page_margins('MTAD 3.0', 'R&D ' + chr(34) + 'x', 'ü')} }}"
    data = '<script type="application/ld+json">{}</script><script src="a.js"></script>'
    page = PAGE.format(f"<style>{style}</style>{data}")
    assert not barred(page, THEME)
    assert hash_source(style) in policy(with_policy(page, THEME))


def test_no_other_host_is_allowed_and_no_inline_script_without_a_hash() -> None:
    for made in (content_policy(), policy(with_policy(PAGE.format(""), THEME))):
        assert made.startswith("default-src 'none'; script-src ")
        assert not re.search(r"https?:|\*|unsafe-eval", made)
        assert "unsafe" not in made.replace("style-src-attr 'unsafe-inline'", "")


def test_the_last_script_of_a_served_page_is_allowed() -> None:
    page = with_policy(PAGE.format(""), THEME)
    served = page.replace("</html>", "<body><script>mine</script><script>reload(7)</script></body>")
    allowed = policy(allow_last_script(served.encode()).decode())
    assert hash_source("reload(7)") in allowed
    assert hash_source("mine") not in allowed
    assert allow_last_script(page.encode()) == page.encode()


# --- The whole site -------------------------------------------------------------------------------


def test_every_page_of_the_site_has_one(site: Path) -> None:
    pages = {path: path.read_text() for path in site.rglob("*.html")}
    assert len(pages) > 50
    for path, page in pages.items():
        assert page.index("Content-Security-Policy") < page.index("<title>"), path
        assert page.index("Content-Security-Policy") < page.index("<script"), path
        assert policy(page).startswith("default-src 'none'; script-src 'self' file: 'sha256-"), path


@pytest.mark.sweep
@pytest.mark.parametrize("where", ["on a disk", "below a path"])
def test_a_page_works_as_it_did(site: Path, browser: Browser, tmp_path: Path, where: str) -> None:
    said: list[str] = []
    context = browser.new_context()
    page = context.new_page()
    page.on("console", lambda message: said.append(f"{page.url} {message.text}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    (tmp_path / "below").mkdir()
    (tmp_path / "below/a path").symlink_to(site)
    with served(tmp_path) as host:
        root = f"{site.as_uri()}/" if where == "on a disk" else f"{host}below/a%20path/"
        for address in EACH_KIND.values():
            page.goto(f"{root}{address}index.html", wait_until="load")
            assert page.evaluate("document.body.dataset.mdColorScheme") == "default"
            assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontWeight")
            if page.locator(".review").count():
                page.get_by_label("Side by side").click()
                page.locator(".pair").first.wait_for()
            assert page.pdf()
        page.keyboard.press("g")
        page.get_by_role("combobox", name="Find").fill("17.6")
        page.get_by_role("option").first.click()
        expect(page).to_have_url(re.compile(r"/mtad/(index\.html)?#17\.6$"))
        page.wait_for_load_state()
        assert page.locator("[id='17.6']").is_visible()
    context.close()
    assert not [each for each in said if "NOT_FOUND" not in each]
    assert where == "on a disk" or not said
