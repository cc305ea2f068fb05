"""The page that says which text was in force on a day: its list and its field."""

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from playwright.sync_api import Browser, Page, expect

from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.provenance import History, Provisions, provision_on_day
from build_tools.model import Certainty, Corpus
from build_tools.record.point_in_time import text_on_day
from build_tools.site import urls
from build_tools.site.context import SiteContext
from build_tools.site.file_store import FileStore
from tests.browsing import scrolls_sideways, swept
from tests.publishing import AS_OF, page_tree, text_of

Pages = dict[str, str]
ANSWERS = {
    "2022-08-10": "MTAD 2.0: it took effect between 1 May 2022 and 4 August 2022",
    "2022-06-01": "MTAD 1.0 or MTAD 2.0: the record does not hold the day on which 2.0",
    "1900-01-01": "Outside the record: it holds no date before 1 May 2022",
    "2100-01-01": "Outside the record: it was read on 23 November 2026",
}
EVERY_YEAR = [dt.date(year, month, 2) for year in range(2016, 2029) for month in range(1, 13)]


def links_of(item: Element) -> list[str]:
    return [link.get("href", "") for link in item.iter("a")]


def rows(site: Path, document: str) -> list[tuple[str, str, str, list[str]]]:
    """The spells of a page: their first and last day, their words and what they link to."""
    page = page_tree(site / document / "at/index.html")
    return [
        (item.get("data-first", ""), item.get("data-last", "9999"), text_of(item), links_of(item))
        for item in page.iter("li")
        if "data-spell" in item.attrib
    ]


def test_every_day_has_one_answer_and_its_texts_without_a_script(
    record: Corpus, site: Path
) -> None:
    for document in record.documents:
        told = rows(site, document.id)
        for day in [*EVERY_YEAR, AS_OF]:
            written = day.isoformat()
            ((_, _, words, links),) = [row for row in told if row[0] <= written <= row[1]]
            text = text_on_day(document, day, AS_OF)
            assert text.why in words
            shown = [f"../v/{version.label}/" for version in text.versions]
            assert [link for link in links if "/v/" in link] == shown
            assert sum("/redline/" in link for link in links) == max(len(shown) - 1, 0)


def test_the_pages_of_a_document_lead_to_it(record: Corpus, pages: Pages) -> None:
    for document in record.documents:
        target = urls.on_a_day(document.id)
        shown = [urls.version(document.id, version.label) for version in document.versions]
        for page in (urls.document(document.id), urls.history(document.id), *shown):
            assert f'href="{urls.link(page, target)}"' in pages[page]


# --- With a script --------------------------------------------------------------------------------


@pytest.mark.sweep
@pytest.mark.parametrize(
    "day", ["2022-06-01", swept("2022-08-10"), swept("1900-01-01"), swept("2100-01-01")]
)
def test_the_field_answers_at_once_and_the_address_can_be_shared(
    opened: Callable[..., Page], day: str
) -> None:
    answer = ANSWERS[day]
    page = opened("mtad/at/")
    expect(page.locator("#day-answer")).to_be_hidden()
    page.get_by_label("Which text was in force on").fill(day)
    expect(page.locator("#day-answer")).to_contain_text(answer)
    assert page.url.endswith(f"/mtad/at/#{day}")
    again = opened(f"mtad/at/#{day}", 375)
    expect(again.locator("#day-answer")).to_contain_text(answer)
    assert not scrolls_sideways(again)
    page.get_by_label("Which text was in force on").fill("")
    expect(page.locator("#day-answer")).to_be_hidden()


def test_printed_it_is_the_question_with_its_answer_or_else_the_list(
    opened: Callable[..., Page],
) -> None:
    page = opened("mtad/at/")
    page.emulate_media(media="print")
    every = page.locator(".timeline")
    expect(every).to_be_visible()
    page.emulate_media(media="screen")
    page.get_by_label("Which text was in force on").fill("2022-06-01")
    page.get_by_label("and what was said in").select_option(label="Clause 17.6")
    asked = page.locator(".asked")
    expect(asked).to_have_text(
        "Which text was in force on 1 June 2022 and what was said in Clause 17.6?"
    )
    expect(asked).to_be_hidden()
    expect(every).to_be_visible()
    page.emulate_media(media="print")
    expect(asked).to_be_visible()
    expect(page.locator("#day-answer")).to_contain_text("What became of Clause 17.6")
    expect(page.locator(".banner-provenance")).to_be_visible()
    for left_out in (every, page.locator("article h2"), page.locator("table.dates")):
        expect(left_out.first).to_be_hidden()


@pytest.mark.sweep
def test_the_field_is_filled_in_by_keyboard(opened: Callable[..., Page]) -> None:
    page = opened("mtad/at/")
    page.get_by_label("Which text was in force on").focus()
    page.keyboard.type("12052022")  # as the browser of the test writes a day
    expect(page.locator("#day-answer")).to_contain_text("MTAD 3.0: it took effect")


@pytest.mark.parametrize("anchor", ["17.6", *map(swept, ("17.10", "table-17.6", "10.3"))])
def test_a_provision_has_the_answers_that_it_has_of_itself(
    record: Corpus, comparisons: Comparisons, opened: Callable[..., Page], anchor: str
) -> None:
    """Certain, bounded and outside the record, in the words of Python; and what is the same in all
    versions that may have been in force is certain."""
    document = record.document("mtad")
    provisions = Provisions(History(document, comparisons))
    shown = provisions.history.number(document.version("3.0"))
    page = opened("mtad/at/")
    seen = set()
    id_ = provisions.id_at(shown, anchor)
    assert id_ is not None
    block = provisions.block_at(shown, id_)
    assert block is not None
    page.get_by_label("and what was said in").select_option(label=block.citation)
    for day in ANSWERS:
        page.get_by_label("Which text was in force on").fill(day)
        found = provision_on_day(provisions, id_, dt.date.fromisoformat(day), AS_OF)
        answer = page.locator("#day-answer")
        expect(answer).to_contain_text(f": {found.why}.")
        links = [link for link in answer.get_by_role("link").all() if "of" in link.inner_text()]
        told = [link.get_attribute("href") for link in links[: len(found.texts)]]
        assert told[: len(found.texts)] == [
            f"../v/{text.versions[-1].label}/#{text.blocks[0].anchor}" for text in found.texts
        ]
        seen.add(found.certainty)
        there = opened(f"mtad/at/{page.url[page.url.index('#') :]}")
        expect(there.locator("#day-answer")).to_have_text(answer.text_content() or "")
        there.close()
    assert seen == set(Certainty)


def test_without_a_script_each_provision_leads_to_its_days(
    record: Corpus, pages: Pages, comparisons: Comparisons
) -> None:
    context = SiteContext(record, AS_OF, comparisons, FileStore(), "")
    for document in record.documents:
        address = urls.on_a_day(document.id)
        for life in context.provision_pages(document).lives:
            target = context.provision_pages(document).address(life)
            assert f'href="{urls.link(address, target, "page-days")}"' in pages[address]
            assert "{#page-days}" in pages[target]


def test_without_a_script_there_is_no_field(opened: Callable[..., Page]) -> None:
    page = opened("mtad/at/", scripts=False)
    expect(page.locator("#day")).to_be_hidden()
    expect(page.locator("[data-spell]").first).to_be_visible()


# --- From a disk ----------------------------------------------------------------------------------


@pytest.mark.sweep
def test_from_a_disk_what_a_script_links_to_is_the_page_in_a_folder(
    record: Corpus, site: Path, browser: Browser
) -> None:
    document = record.document("mtad")
    page = browser.new_page()
    page.goto(f"{(site / 'mtad/at/index.html').as_uri()}#2022-08-10")
    page.get_by_label("and what was said in").select_option(label="Clause 17.6")
    answer = page.locator("#day-answer")
    for link, file in (("Clause 17.6 of", "v/2.0"), ("What became of", "clause/17.6")):
        answer.get_by_role("link", name=link).first.click()
        expect(page).to_have_url(re.compile(rf"/mtad/{file}[^/]*/index\.html(#.*)?$"))
        expect(page).to_have_title(re.compile(document.short_title))
        page.go_back()


@pytest.mark.sweep
def test_the_links_to_other_versions_keep_the_provision_where_they_name_files(
    opened: Callable[..., Page],
) -> None:
    page = opened("mtad/v/4.0/")
    link = page.locator("nav.versions").get_by_role("link", name="MTAD 2.0", exact=True)
    link.evaluate("link => { link.href = '../2.0/index.html'; location.hash = '17.6'; }")
    expect(link).to_have_attribute("href", re.compile(r"/mtad/v/2\.0/index\.html#17\.6"))
