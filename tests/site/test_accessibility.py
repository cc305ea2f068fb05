"""The pages by the rules of axe: nothing to complain of on any kind of page, whatever the screen
and its colours.

axe finds what a machine can find, which is the smaller part of what makes a page accessible;
docs/accessibility.md says what nobody has looked at.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

from tests.browsing import KINDS, swept
from tests.running import Run

Opened = Callable[..., Page]
SCREENS = {"desk": 1280, "phone": 375}
SCHEMES: dict[Literal["light", "dark"], str] = {"light": "default", "dark": "slate"}
"""The schemes that a reader's system may ask for, and what Material calls each."""
COLOUR, NOT_COLOUR = (
    "rule => rule.tags.includes('cat.color')",
    "rule => !rule.tags.includes('cat.color')",
)

# Every rule that axe has, even where it leaves it off by itself (target-size, the experimental
# ones); but none of level AAA, which is not the aim, and none that axe has given up.
_COMPLAINTS = """
async without => {
  const asked = axe.getRules()
    .filter(rule => !rule.tags.some(tag => /aaa|deprecated/.test(tag)))
    .filter(WANTED);
  const options = {runOnly: asked.map(rule => rule.ruleId), resultTypes: ["violations"]};
  const said = await axe.run({exclude: without}, options);
  return said.violations.flatMap(
    rule => rule.nodes.map(node => `${rule.id}: ${node.target}: ${node.failureSummary}`)
  );
}
"""
# A colour on its way to another is nobody's choice.
_ADOPT = """
css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets.push(sheet);
}
"""
"""An element of a style would be barred by the policy of the page."""
_AT_REST = "*, ::before, ::after { transition: none !important }"
_COLOURS = """
() => [...document.querySelectorAll("article *")].map(element => {
  const {color, backgroundColor} = getComputedStyle(element);
  return `${element.checkVisibility()} ${color} ${backgroundColor}`;
})
"""


def complaints(page: Page, wanted: str = "rule => true", without: Sequence[str] = ()) -> list[str]:
    """What axe says against a page as it now stands, or against what is not in some places: rule,
    place and reason."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
        page.evaluate(_ADOPT, _AT_REST)
    said: list[str] = page.evaluate(_COMPLAINTS.replace("WANTED", wanted), without)
    return said


def complaints_on_all_screens(page: Page) -> Iterator[str]:
    """The same for each width and scheme."""
    colours: dict[str, list[str]] = {}
    for screen, width in SCREENS.items():
        page.set_viewport_size({"width": width, "height": 800})
        yield from (f"{screen}: {said}" for said in complaints(page, NOT_COLOUR))
        for scheme, name in SCHEMES.items():
            page.emulate_media(color_scheme=scheme)
            expect(page.locator("body")).to_have_attribute("data-md-color-scheme", name)
            # The colours of a long text take axe seconds; where they are those of the wider screen,
            # once is enough.
            before, colours[scheme] = colours.get(scheme), page.evaluate(_COLOURS)
            without = ["article"] if colours[scheme] == before else []
            yield from (f"{screen}, {scheme}: {said}" for said in complaints(page, COLOUR, without))


# The colours of a long text take axe longest.
_LONG = ("in force", "redline")
_LOOKED_AT = [swept(each.values[0], each.id) if each.id in _LONG else each for each in KINDS]


@pytest.mark.parametrize("address", [*_LOOKED_AT, pytest.param("404.html", id="not found")])
def test_axe_has_nothing_against_a_page(opened: Opened, address: str) -> None:
    assert not list(complaints_on_all_screens(opened(address)))


@pytest.mark.sweep
def test_axe_has_nothing_against_the_search(opened: Opened) -> None:
    page = opened("", SCREENS["phone"])
    page.locator(".find-open").first.click()
    field = page.get_by_role("combobox", name="Find")
    for query in ("cohort", "17.99"):
        field.fill(query)
        expect(page.get_by_role("option").first).to_be_visible()
        assert not list(complaints_on_all_screens(page))


@pytest.mark.sweep
def test_axe_has_nothing_against_the_menu_of_a_phone(opened: Opened) -> None:
    page = opened("mtad/", SCREENS["phone"])
    page.locator(".md-header label[for='__drawer']").click()
    expect(page.locator(".md-nav--primary")).to_be_in_viewport()
    assert not complaints(page)


@pytest.mark.sweep
@pytest.mark.parametrize("scheme", ["light", swept("dark")])
def test_axe_has_nothing_against_a_pack(
    browser: Browser, run: Run, tmp_path: Path, scheme: Literal["light", "dark"]
) -> None:
    assert run("pack", "mtad-moc-secure-closure", "-o", tmp_path / "pack").code == 0
    page = browser.new_page(color_scheme=scheme)
    for name in ("draft-direction", "response-template", "summary-of-changes"):
        page.goto((tmp_path / f"pack/{name}.html").as_uri())
        for screen, width in SCREENS.items():
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") == width
            assert not [f"{name}, {screen}: {said}" for said in complaints(page)]
    page.close()


PLANTED = {
    "aria-dialog-name": '<div role="dialog">A dialog without a name</div>',
    "color-contrast": '<p style="color: #999; background: #fff">Faint words</p>',
    "landmark-unique": '<nav aria-label="Twice"></nav><nav aria-label="Twice"></nav>',
    "link-in-text-block": (
        '<p>Words and <a href="#" style="text-decoration: none; color: #444">a link</a> in them</p>'
    ),
    "target-size": '<p style="font-size: 8px"><button>a</button><button>b</button></p>',
}


def test_axe_finds_what_was_planted(opened: Opened) -> None:
    page = opened("404.html")
    page.locator("article").evaluate(
        "(e, html) => e.insertAdjacentHTML('beforeend', html)", "".join(PLANTED.values())
    )
    assert PLANTED.keys() <= {said.split(": ")[1] for said in complaints_on_all_screens(page)}


def test_a_page_says_its_language(opened: Opened) -> None:
    expect(opened("").locator("html")).to_have_attribute("lang", "en-GB")
