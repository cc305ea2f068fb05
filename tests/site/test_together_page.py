"""The page of two open proposals over one text: it says what it is, whose each mark is, and shows
both of what clashes."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Page

from build_tools.editing.amend import amend
from build_tools.lineage.comparisons import Comparisons
from build_tools.record import load
from build_tools.site.build import by_address, site_files
from build_tools.site.file_store import FileStore
from tests.browsing import scrolls_sideways, swept
from tests.paths import ROOT
from tests.publishing import AS_OF, building, copy_examples, marker, mkdocs, served, texts_of
from tests.running import replace_in
from tests.site.test_accessibility import complaints_on_all_screens

ADDRESS = "mtad/if/4.0+5.0/"
ROW = "| MOC (Secure) | DA | | Open |"


def with_second_proposal(root: Path, *, clashing: bool) -> None:
    """A second proposal from MTAD 3.0: it fills the cell that 4.0 fills, or a word elsewhere."""
    draft = amend(root, "mtad", AS_OF, title="A second proposal")
    if clashing:
        replace_in(draft.text_path, ROW, "| MOC (Secure) | DA | 1 May 2023 | Open |")
    replace_in(draft.text_path, "1.2 ", "1.2 Zebras aside, ")


@pytest.fixture(scope="module", params=[pytest.param(True, id="clash"), swept(False, "no clash")])
def pages(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    comparisons: Comparisons,
) -> dict[str, str]:
    root = shutil.copytree(ROOT / "versions", tmp_path_factory.mktemp("both") / "versions")
    with_second_proposal(root, clashing=request.param)
    docs = {"index.md": marker("status")}
    return texts_of(by_address(site_files(load(root), AS_OF, docs, comparisons, FileStore(()))))


def test_the_page_says_what_it_is_and_leads_to_both(pages: dict[str, str]) -> None:
    page = pages[f"{ADDRESS}index.md"]
    assert "Neither law nor a proposal." in page
    assert 'robots: "noindex"' in page
    for target in ("../../v/3.0/", "../../v/4.0/", "../../v/5.0/", "../../redline/3.0..5.0/"):
        assert f'href="{target}"' in page
    for place in ("", "amendments/mtad-5.0/", "amendments/mtad-moc-secure-closure/", "compare/"):
        target = urljoin(f"https://x.test/{place}", "/mtad/if/4.0+5.0/")
        links = [
            urljoin(f"https://x.test/{place}", each)
            for each in re.findall(r'href="([^"]+)"', pages[f"{place}index.md"])
        ]
        assert target in links


def test_each_mark_has_the_name_and_the_number_of_its_maker(pages: dict[str, str]) -> None:
    page = pages[f"{ADDRESS}index.md"]
    text = page.partition("## Text")[2]
    (zebras,) = re.findall(r"<ins[^>]*>Zebras aside,[^<]*</ins>", text)
    assert 'data-by="5.0" data-maker="1"' in zebras
    assert text.count('data-by="4.0" data-maker="0"') > 5
    own = re.sub(r'<section class="clash".*?</section>', "", text)
    for mark in re.findall(r"<(?:ins|del)\b[^>]*>", own):
        assert "data-by" in mark or "data-change" not in mark, mark


def test_a_clash_is_shown_as_both_have_it(pages: dict[str, str]) -> None:
    page = pages[f"{ADDRESS}index.md"]
    found = re.findall(r'<section class="clash" id="page-clash-(\d+)".*?</section>', page)
    if "1 May 2023" not in page:
        assert found == []
        assert "Nowhere: they touch different things." in page
        return
    assert found == ["1"]
    assert '<a href="#page-clash-1">Table 17.6, row MOC (Secure), End date</a>' in page
    clash = page.partition('id="page-clash-1"')[2].partition("</section>")[0]
    assert clash.index("MTAD 4.0 has it") < clash.index("31 January 2023")
    assert clash.index("MTAD 5.0 has it") < clash.index("1 May 2023")
    assert "[conflict:" not in page


def test_without_two_open_proposals_there_is_none(whole_site: dict[str, str | bytes]) -> None:
    assert not [name for name in whole_site if "/if/" in name]


# --- In a browser ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of the record with the second proposal."""
    folder = tmp_path_factory.mktemp("both")
    copy_examples(folder)
    with_second_proposal(folder / "versions", clashing=True)
    for name in ("docs", "mkdocs.yml"):
        (folder / name).symlink_to(ROOT / name)
    mkdocs("build", "-d", folder / "site", cwd=folder, env=building())
    with served(folder / "site") as found:
        yield found + ADDRESS


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(address)
    yield page
    page.close()


@pytest.mark.sweep
def test_it_is_read_by_keyboard_on_a_phone_in_the_dark_and_on_paper(opened: Page) -> None:
    assert not list(complaints_on_all_screens(opened))
    for width in (1280, 390):
        opened.set_viewport_size({"width": width, "height": 800})
        assert not scrolls_sideways(opened)
    opened.locator(".clashes a").first.focus()
    opened.keyboard.press("Enter")
    assert opened.url.endswith("#page-clash-1")
    labels, patterns, grounds = [], [], {}
    for scheme in ("light", "dark"):
        opened.emulate_media(color_scheme=scheme)
        for maker in ("0", "1"):
            mark = opened.locator(f'article ins[data-maker="{maker}"]').first
            labels.append(mark.evaluate("e => getComputedStyle(e, '::after').content"))
            patterns.append(mark.evaluate("e => getComputedStyle(e).textDecorationStyle"))
        grounds[scheme] = opened.evaluate("getComputedStyle(document.body).backgroundColor")
    assert patterns[0] != patterns[1]
    assert "4.0" in labels[0]
    assert "5.0" in labels[1]
    opened.emulate_media(media="print")
    for maker in ("0", "1"):
        assert opened.locator(f'.alternative[data-maker="{maker}"]').first.is_visible()
