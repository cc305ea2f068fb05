"""A text in pages by section: what stands on which, and that whoever names a provision finds it."""

import datetime as dt
import json
import re
from collections import Counter
from dataclasses import replace
from urllib.parse import urljoin

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Corpus, Document, Version
from build_tools.site import urls
from build_tools.site.build import by_address, site_files
from build_tools.site.file_store import FileStore
from build_tools.site.manifest_schema import manifest_schema
from build_tools.site.pages.contents import contents
from build_tools.site.sections import Sections, divided
from build_tools.text.markdown import parse
from tests.dividing import TEXT
from tests.drafting import DRAFTS, MARKDOWN, Draft, drafted
from tests.publishing import BASE, texts_of
from tests.recording import made

DAY = dt.date(2024, 1, 1)
SINCE = {"effect": "2020-01-01"}
FIRST = TEXT.replace("WHEN", "daily")
SECOND = FIRST.replace("## 3 Feeding\n\n3.1 Nobody feeds a Duck.\n\n", "").replace(
    "daily", "weekly"
)


def pond(*texts: str, sections: bool = True) -> Document:
    return replace(made("pond", *((text, SINCE) for text in texts)), sections=sections)


def pages_of(*documents: Document) -> dict[str, str]:
    files = site_files(
        Corpus(documents=documents, amendments=()), DAY, {}, Comparisons(), FileStore(())
    )
    return texts_of(by_address(files))


def sections_of(text: str) -> Sections:
    found = divided("pond", pond(text).versions[0])
    assert found is not None
    return found


def test_a_text_is_divided_at_its_highest_headings_and_a_note_is_where_it_is_first_called() -> None:
    sections, body = sections_of(FIRST), pond(FIRST).versions[0].body
    shown = [[body[at].anchor or body[at].kind for at in each.positions] for each in sections.all]
    assert [each.name for each in sections.all] == ["1 Definitions", "2 Swimming", "3 Feeding"]
    assert [each.page for each in sections.all] == [urls.section("pond", name) for name in "123"]
    assert shown[0][:3] == ["1", "1.1", "def-duck"]
    assert [body[at].label for at in sections.all[0].positions if body[at].note_level] == ["1"]
    assert [body[at].label for at in sections.all[1].positions if body[at].note_level] == ["2"]
    assert shown[2] == ["3", "3.1"]
    assert [body[at].kind for at in sections.opening] == ["heading", "paragraph"]
    assert sections.page_of("table-2.2-ducks") == urls.section("pond", "2")
    assert sections.page_of("nowhere") == "pond/index.md"


def test_a_text_of_fewer_than_two_sections_stands_on_one_page() -> None:
    for text in ("", "# Title\n\n1.1 A.\n", "# Title\n\n## 1 One\n\n1.1 A.\n"):
        assert divided("pond", pond(text).versions[0]) is None
    assert urls.whole("pond") not in pages_of(pond("# Title\n\n1.1 A.\n"))


def test_a_numbered_first_heading_is_a_section_and_a_title_is_none() -> None:
    numbered = sections_of("# 1. Scope\n\n1.1 All.\n\n# 2. Terms\n\n2.1 None.\n")
    assert [each.name for each in numbered.all] == ["1. Scope", "2. Terms"]
    titled = sections_of("# Rules\n\n# 1. Scope\n\n1.1 All.\n\n# 2. Terms\n\n2.1 None.\n")
    assert [each.name for each in titled.all] == ["1. Scope", "2. Terms"]
    page = pages_of(pond("# 1. Scope\n\n1.1 All.\n\n# 2. Terms\n\n2.1 None.\n"))
    headings = re.findall(r"^# .*", page[urls.section("pond", "1")], re.MULTILINE)
    assert len(headings) == 1
    assert "Scope" in headings[0]
    assert "# Rules of the pond" in page["pond/index.md"]


def test_sections_before_schedules_that_are_headed_as_the_title_are_sections() -> None:
    schedules = "# Schedule 1 Maps\n\n1 A map.\n\n# Schedule 2 Fees\n\n1 None.\n"
    text = (
        f"# Rules\n\nAll.\n\n## 1 One\n\n1.1 A.\n\n## 2 Two\n\n### Of it\n\n2.1 B.\n\n{schedules}"
    )
    names = ["1 One", "2 Two", "Schedule 1 Maps", "Schedule 2 Fees"]
    assert [each.name for each in sections_of(text).all] == names
    listed = [f"{part['label']} {part['title']}" for part in contents(pond(text).versions[0])]
    assert listed == names


def test_a_heading_over_all_others_is_not_the_only_section() -> None:
    for above in ("Issued in May.\n\n# Rules", "# Rules\n\n## Part A", "## Rules"):
        found = sections_of(f"{above}\n\n### 1 One\n\n1.1 A.\n\n### 2 Two\n\n2.1 B.\n")
        assert [each.name for each in found.all] == ["1 One", "2 Two"]


def test_a_note_that_a_caption_or_a_note_refers_to_is_with_it() -> None:
    table = "Table 1.1: Who[^1]\n\n| A | B |\n|---|---|\n| x | y |\n"
    notes = "[^1]: One; see[^2].\n[^2]: Two.\n[^3]: Of nothing.\n"
    text = f"# T\n\n## 1 One\n\n{table}\n## 2 Two\n\n2.1 B[^2].\n\n{notes}"
    sections, body = sections_of(text), pond(text).versions[0].body
    labels = [
        [body[at].label for at in each.positions if body[at].kind == "footnote"]
        for each in sections.all
    ]
    assert labels == [["1", "2"], ["3"]]


def every_block_is_on_one_page(text: str) -> None:
    version = Version(document="pond", label="1.0", blocks=parse(text), amendment=None, path="")
    sections = divided("pond", version)
    if sections is None:
        return
    shown = [*sections.opening]
    for each in sections.all:
        shown += each.positions
        assert version.body[each.positions[0]] == each.heading
        assert all(
            sections.page_of(version.body[at].anchor) == each.page
            for at in each.positions
            if version.body[at].anchor
        )
    assert sorted(shown) == list(range(len(version.body)))
    # In the order of the text, but for notes.
    text_alone = [at for at in shown if not version.body[at].note_level]
    assert text_alone == sorted(text_alone)


@given(DRAFTS)
def test_each_provision_of_a_draft_is_on_one_page_and_all_together_are_the_text(
    draft: Draft,
) -> None:
    every_block_is_on_one_page(drafted(draft))


@given(MARKDOWN)
def test_so_is_each_block_of_any_text(text: str) -> None:
    every_block_is_on_one_page(text)


def ids(page: str) -> list[str]:
    """Every id of a page, those of headings of markdown too."""
    return re.findall(r'\bid="([^"]+)"', page) + re.findall(r"\{#(\S+) ", page)


def links(page: str) -> list[str]:
    return re.findall(r'\bhref="([^"]+)"', page)


def places(site: dict[str, str], page: str) -> list[tuple[str, str]]:
    """The pages below the document that a page leads to, with the fragment."""
    here = BASE + urls.link(urls.HOME, page).removeprefix("./")
    found = []
    for href in links(site[page]):
        there, _, anchor = urljoin(here, href).removeprefix(BASE).partition("#")
        target = f"{there}index.md"
        if anchor and target in site and there.startswith(("pond/section", "pond/whole")):
            found.append((target, anchor))
        if anchor and there == "pond/":
            found.append((target, anchor))
    return found


def test_whoever_names_a_provision_lands_on_the_page_that_has_it() -> None:
    site = pages_of(pond(FIRST, SECOND))
    sections = divided("pond", pond(SECOND).versions[0])
    assert sections is not None
    told = Counter[str]()
    for page in site:
        if not page.endswith(".md") or page == "pond/whole/index.md":
            continue
        for target, anchor in places(site, page):
            assert anchor in ids(site[target]), (page, target, anchor)
            if target == "pond/index.md":
                # Nobody is sent to the contents for what stands in a section.
                assert anchor.startswith("page-") or sections.page_of(anchor) == target
            told[target] += 1
    assert all(told[section.page] for section in sections.all)


def test_every_address_of_the_whole_text_is_answered_by_the_contents() -> None:
    site = pages_of(pond(FIRST, SECOND))
    whole = pages_of(pond(FIRST, SECOND, sections=False))["pond/index.md"]
    theirs = {each for each in ids(whole) if not each.startswith(("page-cited-", "page-origin"))}
    assert theirs <= set(ids(site["pond/index.md"]))
    # What keeps the address of a provision on a page has none to keep here.
    assert 'script: ["acts", "cards", "sections"]' in site["pond/index.md"]
    duplicated = [each for each, times in Counter(ids(site["pond/index.md"])).items() if times > 1]
    assert not duplicated


def test_a_section_has_the_text_of_the_whole_and_names_its_neighbours() -> None:
    site = pages_of(pond(FIRST))
    whole = site["pond/whole/index.md"]
    page = site[urls.section("pond", "2")]
    text = {"1", "1.1", "def-duck", "2", "2.1", "2.2", "table-2.2", "3", "3.1", "fn-1", "fn-2"}
    assert text & set(ids(page)) == {"2", "2.1", "2.2", "table-2.2", "fn-2"}
    assert text <= set(ids(whole))
    assert 'rel="prev" href="../1/"' in page
    assert 'rel="next" href="../3/"' in page
    assert 'Notes in other sections: <a href="../1/#fn-1">1</a>' in page
    assert 'data-term="../1/#def-duck"' in page
    assert 'href="../1/#1.1"' in page
    assert 'href="#table-2.2"' in page
    assert "robots" not in page.split("---")[1]
    assert "robots" in whole.split("---")[1]


def test_a_link_that_an_author_made_into_the_text_leads_across() -> None:
    text = FIRST.replace("2.2 Clause 1.1 binds it.[^1]", "2.2 [It](#1.1), [so](#2.1), [not](#no).")
    text = text.replace("| Ducks | daily |", "| Ducks | [daily](#3.1) |")
    site = pages_of(pond(text))
    page = site[urls.section("pond", "2")]
    for link in ('href="../1/#1.1">It', 'href="#2.1">so', 'href="#no">not', '../3/#3.1">daily'):
        assert link in page
    assert 'href="#1.1">It' in site[urls.whole("pond")]


@pytest.mark.parametrize("sections", [True, False])
def test_a_link_that_an_author_made_is_on_no_page_that_lacks_what_it_names(sections: bool) -> None:
    text = FIRST.replace("a bird.[^1]", "a bird, [see](#2.1).").replace("[^1]: Of any kind.\n", "")
    text = text.replace("binds it.[^1]", "[binds](#1.1) it.").replace("daily", "[daily](#3.1)")
    later = text.replace("Nobody feeds", "[No person](#def-duck) feeds").replace("binds", "rules")
    site = pages_of(pond(text, later.replace("[daily]", "[weekly]"), sections=sections))
    assert "a bird, see." in site["pond/terms/index.md"]
    assert any("No person</ins>" in page for name, page in site.items() if "/clause/" in name)
    dead = [
        (name, href)
        for name, page in site.items()
        for href in links(page)
        if name.endswith(".md") and href.startswith("#") and href[1:] not in ids(page)
    ]
    assert dead == []


def test_what_no_wish_divides_is_as_it_was() -> None:
    one = pages_of(pond(FIRST, sections=False))
    assert not [page for page in one if "/section/" in page or "/whole/" in page]
    assert "sections" not in one["pond/index.md"]


def test_a_section_that_is_no_more_keeps_its_address() -> None:
    site = pages_of(pond(FIRST, SECOND))
    page = site[urls.section("pond", "3")]
    assert "POND 2.0 has no section at this address" in page
    assert 'href="../../v/1.0/#3"' in page
    assert "robots" in page.split("---")[1]


def test_addresses_of_a_text_that_is_too_short_now_are_kept() -> None:
    site = pages_of(pond(FIRST, "# The Rules of the Pond\n\n## 1 Definitions\n\n1.1 None.\n"))
    assert 'href="../../#1">What is cited so in POND 2.0' in site[urls.section("pond", "1")]
    assert "What is cited so" not in site[urls.section("pond", "3")]
    assert 'id="1.1"' in site["pond/index.md"]
    assert 'id="1.1"' in site[urls.whole("pond")]


def test_the_manifest_names_the_pages_of_a_divided_text_alone() -> None:
    site = pages_of(pond(FIRST, SECOND))
    divided_text, one = (
        json.loads(pages[urls.MANIFEST])
        for pages in (site, pages_of(pond(FIRST, SECOND, sections=False)))
    )
    for listed in (divided_text, one):
        Draft202012Validator(manifest_schema()).validate(listed)
    assert divided_text["format"] == one["format"] + 1
    (told,), (plain,) = divided_text["documents"], one["documents"]
    assert told.keys() - plain.keys() == {"sections", "whole"}
    assert told["whole"] == "pond/whole/"
    assert [each["url"] for each in told["sections"]] == ["pond/section/1/", "pond/section/2/"]
    for section in told["sections"]:
        assert section["anchor"] in section["anchors"]
        assert set(section["anchors"]) <= set(ids(site[f"{section['url']}index.md"]))


def test_the_jump_box_leads_to_sections() -> None:
    index = pages_of(pond(FIRST, SECOND))[urls.FIND_INDEX]
    assert '"anchor":"2.1","citation":"Clause 2.1"' in index
    assert '"section":"section/2/"' in index
    assert "section" not in pages_of(pond(FIRST, sections=False))[urls.FIND_INDEX].replace(
        "/section", ""
    )
