"""The built site: no warning, the same bytes again, every link leads somewhere, nothing from
elsewhere, valid HTML."""

import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import pairwise, permutations
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

import pytest

from build_tools.compare.changes.row_addresses import row_addresses
from build_tools.model import Corpus
from build_tools.site.frame_fixes import fix_frame
from build_tools.site.page_policy import ThemeScripts, theme_scripts, with_policy
from tests.browsing import swept
from tests.invariants import faults
from tests.paths import ROOT
from tests.patience import PATIENCE
from tests.publishing import (
    BASE,
    content_of,
    copy_examples,
    environment,
    files_of,
    ids_of,
    mkdocs,
    page_tree,
    pages_of,
    targets_of,
    text_of,
    with_class,
)

EACH_KIND = (
    "index.html",
    "mtad/index.html",
    "mtad/v/4.0/index.html",
    "mtad/redline/3.0..4.0/index.html",
    "mtad/redline/1.0..2.0/index.html",
    "mtad/history/index.html",
    "mtad/at/index.html",
    "mtad/table/17.6/index.html",
    "mtad/table/3.2/index.html",
    "svtad/index.html",
    "svtad/table/7.2/index.html",
    "example/redline/1.0..2.0/index.html",
    "example/redline/2.0..3.0/index.html",
    "example/redline/3.0..4.0/index.html",
    "example/redline/4.0..5.0/index.html",
    "example/redline/5.0..6.0/index.html",
    "example/table/2.3/index.html",
    "amendments/index.html",
    "amendments/mtad-moc-secure-closure/index.html",
    "data/index.html",
    "reading/index.html",
)


SITE_URL = "https://law.example.org/sec/"


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site built from what `corpus pages` writes, by mkdocs without the plugin."""
    return without_the_plugin(tmp_path_factory.mktemp("again"), environment())


@pytest.fixture(scope="module")
def addressed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site built by the plugin for an address."""
    folder = tmp_path_factory.mktemp("addressed")
    mkdocs("build", "--strict", "-d", folder, env=environment(SITE_URL=SITE_URL))
    return folder


def without_the_plugin(folder: Path, env: Mapping[str, str]) -> Path:
    shutil.copytree(ROOT / "docs", folder / "docs")
    copy_examples(folder)
    out, config = str(folder / "docs"), str(folder / "mkdocs.yml")
    command = [sys.executable, "-m", "build_tools", "pages", "--out", out, "--config", config]
    subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True, timeout=PATIENCE)
    mkdocs("build", "--strict", "-d", "site", cwd=folder, env=env)
    return folder / "site"


# --- The same bytes -------------------------------------------------------------------------------


@pytest.mark.sweep
def test_the_plugin_and_the_command_make_the_same_site(site: Path, again: Path) -> None:
    assert_the_same(site, again)


@pytest.mark.sweep
def test_they_do_for_a_site_that_knows_its_address_too(addressed: Path, tmp_path: Path) -> None:
    assert_the_same(addressed, without_the_plugin(tmp_path, environment(SITE_URL=SITE_URL)))


def _without_space_between_blocks(html: bytes) -> bytes:
    return re.sub(rb">\s+<", b"><", html)


def assert_the_same(site: Path, again: Path) -> None:
    plugin, command = files_of(site), files_of(again)
    assert plugin.keys() == command.keys()
    # The plugin mends the theme's frame as well, which is no page of the record, and gives each
    # page its policy.
    mended = {
        name: with_policy(fix_frame(text.decode()), _material()).encode()
        for name, text in command.items()
        if name.endswith(".html")
    }
    # It has markdown pass over what is finished HTML, where a space between two blocks may become a
    # new line.
    for name, text in mended.items():
        mended[name], plugin[name] = map(_without_space_between_blocks, (text, plugin[name]))
    assert not [name for name, text in (command | mended).items() if plugin[name] != text]


@cache
def _material() -> ThemeScripts:
    """The inline scripts of the theme."""
    templates = files("material") / "templates/partials/javascripts"
    return theme_scripts(each.read_text("utf-8") for each in templates.iterdir())


@pytest.mark.sweep
def test_two_builds_are_the_same(site: Path, tmp_path: Path) -> None:
    mkdocs("build", "--strict", "-d", tmp_path, env=environment(PYTHONHASHSEED="7"))
    assert files_of(tmp_path) == files_of(site)


# --- Sitemap and feeds ----------------------------------------------------------------------------


@pytest.mark.sweep
def test_the_sitemap_lists_every_page_that_may_be_indexed(addressed: Path) -> None:
    listed = re.findall("<loc>(.*)</loc>", (addressed / "sitemap.xml").read_text())
    wanted = {
        SITE_URL + name
        for name, page in pages_of(addressed).items()
        if name != "404.html"
        and not [meta for meta in page.iter("meta") if meta.get("name") == "robots"]
    }
    assert len(wanted) > 20
    assert set(listed) == wanted
    assert len(listed) == len(wanted)
    assert not (addressed / "sitemap.xml.gz").exists()


def test_a_site_without_an_address_has_no_sitemap(site: Path) -> None:
    assert not list(site.rglob("sitemap.xml*"))


@pytest.mark.parametrize("folder", ["site", swept("addressed")])
def test_a_feed_is_found_from_the_pages_that_it_tells_of(
    folder: str, request: pytest.FixtureRequest
) -> None:
    site: Path = request.getfixturevalue(folder)
    for name, page in pages_of(site).items():
        links = [link for link in page.iter("link") if link.get("type") == "application/atom+xml"]
        assert all("alternate" in (link.get("rel") or "").split() for link in links)
        feeds = [link.get("href") or "" for link in links]
        paths = [urlsplit(urljoin(BASE + name, feed)).path.lstrip("/") for feed in feeds]
        assert all((site / path).is_file() for path in paths), name
        assert ("feed.xml" in paths) == (name != "404.html")
        if found := re.match(r"(mtad|amendments/[^/]+)/(v/.*|history/)?$", name):
            assert f"{found[1]}/feed.xml" in paths


def test_every_feed_and_calendar_is_linked_with_its_type(site: Path) -> None:
    types = {
        "feed.xml": "application/atom+xml",
        "feed.json": "application/feed+json",
        "calendar.ics": "text/calendar",
    }
    linked = {
        urlsplit(urljoin(BASE + name, link.get("href") or "")).path.lstrip("/"): link.get("type")
        for name, page in pages_of(site).items()
        for link in page.iter("a")
        if (link.get("href") or "").rpartition("/")[2] in types
    }
    there = [path for path in files_of(site) if path.rpartition("/")[2] in types]
    assert len(there) > 40
    assert linked == {path: types[path.rpartition("/")[2]] for path in there}


# --- Links ----------------------------------------------------------------------------------------


def pairs_of(page: Element) -> Iterator[str]:
    """The addresses of any two versions on the page that compares them: "1.0..3.0"."""
    for choice in page.iter("select"):
        if choice.get("name") == "old":
            labels = [text_of(option).partition(",")[0] for option in choice.iter("option")]
            yield from map("..".join, permutations(labels, 2))


def test_every_link_within_the_site_leads_somewhere(site: Path) -> None:
    pages = pages_of(site)
    known = {name: {*ids_of(page), *pairs_of(page)} for name, page in pages.items()}
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    dead, followed = set(), 0
    for name, page in pages.items():
        if name == "404.html":
            continue
        for path, fragment in targets_of(page, name):
            followed += 1
            if path not in known and path not in files:
                dead.add(f"{name} links to {path}, which is not there")
            elif fragment and fragment not in known.get(path, set()) and fragment != "__skip":
                dead.add(f"{name} links to {path}#{fragment}, which is not there")
    assert not dead, "\n".join(sorted(dead))
    assert followed > 2000


def test_every_reference_in_the_text_of_the_law_leads_to_its_provision(site: Path) -> None:
    page = page_tree(site / "mtad/index.html")
    links = {(text_of(link), link.get("href")) for link in with_class(page, "ref")}
    assert ("Table 17.6", "#table-17.6") in links
    assert ("Clause 4.2", "../svtad/#4.2") in links


# --- Nothing from elsewhere -----------------------------------------------------------------------

_LOADS = dict.fromkeys(
    ("audio", "embed", "iframe", "img", "input", "script", "source", "track", "video"),
    ("src", "srcset"),
)
_LINKS_THAT_LOAD = {
    "stylesheet",
    "icon",
    "preload",
    "prefetch",
    "preconnect",
    "dns-prefetch",
    "modulepreload",
    "manifest",
}


def loads(page: Element) -> Iterator[str]:
    """The addresses that a browser asks for when it shows a page."""
    for element in page.iter():
        names: tuple[str, ...] = _LOADS.get(str(element.tag), ())
        if element.tag == "link" and _LINKS_THAT_LOAD & set((element.get("rel") or "").split()):
            names = ("href",)
        yield from (value for name in names if (value := element.get(name)))
        yield from re.findall(r"url\(['\"]?([^)'\"]+)", element.get("style") or "")


def is_on_another_host(address: str) -> bool:
    return bool(urlsplit(address).netloc)


def test_no_page_asks_another_host_for_anything(site: Path) -> None:
    asked = {(name, address) for name, page in pages_of(site).items() for address in loads(page)}
    assert len(asked) > 100
    assert not [each for each in asked if is_on_another_host(each[1])]


def test_no_style_asks_another_host_for_anything(site: Path) -> None:
    styles = [*site.rglob("*.css")]
    assert len(styles) >= 3
    for path in styles:
        asked = re.findall(r"url\(\s*['\"]?([^)'\"]+)|@import\s+['\"]([^'\"]+)", path.read_text())
        assert not [address for pair in asked for address in pair if is_on_another_host(address)], (
            path
        )


def test_the_sites_own_script_asks_for_nothing(site: Path) -> None:
    script = (site / "assets/corpus.js").read_text()
    assert not re.search(r"https?:|//\w+\.|fetch\(|XMLHttpRequest|import\(|WebSocket", script)


# --- The pages' own form --------------------------------------------------------------------------


def test_pages_that_show_text_not_in_force_ask_not_to_be_indexed(site: Path) -> None:
    for name, page in pages_of(site).items():
        robots = [meta.get("content") for meta in page.iter("meta") if meta.get("name") == "robots"]
        not_in_force = re.search("/(v|redline|table|clause|provision|compare|if)/", name)
        assert robots == (["noindex"] if not_in_force else []), name


def test_no_id_stands_twice_on_a_page(site: Path) -> None:
    for name, page in pages_of(site).items():
        twice = [id_ for id_, count in Counter(ids_of(page)).items() if count > 1]
        assert not twice, f"{name}: {twice}"


def test_what_a_page_has_beside_its_text_takes_no_address_of_a_text(
    site: Path, record: Corpus
) -> None:
    """No anchor of a text begins as the page's own ids do: `test_no_anchor_is_one_of_a_page`."""
    known: set[str] = set()
    for document in record.documents:
        for version in document.versions:
            known.update(block.anchor for block in version.blocks)
            known.update(*row_addresses(version).values())
    seen = set()
    for name, page in pages_of(site).items():
        with_text = {id_ for id_ in ids_of(page) if id_ in known and id_[0].isdigit()}
        for id_ in ids_of(page) if with_text else ():
            seen.add(id_)
            of_text = id_ in known or re.fullmatch(r".+@.+|c-[0-9a-f]+(-.+)?", id_)
            assert of_text or id_.startswith(("page-", "__")), f"{name}: {id_}"
    assert {"page-about", "page-text", "page-origins", "page-compare-old"} <= seen
    for script in ROOT.glob("build_tools/*/**/*.js"):
        named = re.findall(r"\bid(?:: | = )[\"`']([a-z-]+)[\"`']", script.read_text())
        assert all(id_.startswith("page-") for id_ in named), (script, named)


@pytest.mark.parametrize("name", EACH_KIND)
def test_the_html_of_a_page_is_valid(site: Path, name: str) -> None:
    text = (site / name).read_text()
    (article,) = re.findall(r"<article[^>]*>(.*)</article>", text, re.DOTALL)
    assert not faults(article)


@pytest.mark.parametrize("name", EACH_KIND)
def test_a_page_has_one_title_and_headings_without_gaps(site: Path, name: str) -> None:
    content = content_of(page_tree(site / name))
    levels = [
        int(element.tag[1])
        for element in content.iter()
        if re.fullmatch(r"h[1-6]", str(element.tag))
    ]
    assert levels.count(1) == 1
    assert levels[0] == 1
    gaps = [(before, after) for before, after in pairwise(levels) if after > before + 1]
    assert not gaps


@pytest.mark.parametrize("name", EACH_KIND)
def test_every_table_has_a_header(site: Path, name: str) -> None:
    for table in content_of(page_tree(site / name)).iter("table"):
        assert list(table.iter("th")), "a table without a header says nothing to who cannot see it"


def test_no_deleted_words_reach_titles_or_contents(site: Path) -> None:
    for name, page in pages_of(site).items():
        if "/redline/" in name and with_class(page, "review"):
            contents = with_class(page, "md-nav--secondary")
            assert contents
            assert not [
                mark for part in contents for mark in part.iter() if mark.tag in ("ins", "del")
            ]
            (title,) = (element.text or "" for element in page.iter("title"))
            assert "what changed" in title
