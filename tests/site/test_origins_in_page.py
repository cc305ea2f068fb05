"""Where each part of a text comes from, on the page of a version: there on wish, and otherwise the
page is what it would be without."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from build_tools.model import Corpus
from build_tools.site import urls
from build_tools.site.version_text import page_lines
from tests.browsing import scrolls_sideways, swept
from tests.invariants import tree
from tests.publishing import text_of, with_class
from tests.site.test_accessibility import complaints_on_all_screens

Pages = dict[str, str]
Opened = Callable[..., Page]
SWITCH = "Where each part comes from"
ADDRESS = "mtad/v/4.0/"


def without_origins(line: str) -> str:
    """A line of the text without what says where it comes from, and without links to elsewhere in
    the record."""
    line = re.sub(r'<span class="acts">.*?</span>|<a class="last-change"[^>]*></a>', "", line)
    line = re.sub(r'<a class="ref"[^>]*>(.*?)</a>', r"\1", line)
    line = re.sub(r'<tr id="[^"]*">', "<tr>", line)
    line = re.sub(r'<span class="term[^>]*>(.*?)</span>', r"\1", line)
    line = re.sub(r'<span data-origin="\d+">(.*?)</span>', r"\1", line)
    return re.sub(r"</(strong|em|code|s)><\1>", "", line)


def test_without_what_says_so_the_page_is_the_text_alone(record: Corpus, pages: Pages) -> None:
    for document in record.documents:
        for version in document.versions:
            page = pages[urls.version(document.id, version.label)]
            told = set(map(without_origins, page.splitlines()))
            wanted = [line for line in page_lines(version) if line]
            assert not [line for line in wanted[1:] if line not in told]


def test_it_costs_little(record: Corpus, pages: Pages) -> None:
    for document in record.documents:
        for version in document.versions:
            page = pages[urls.version(document.id, version.label)]
            mine = re.findall(r'<span data-origin="\d+">|<a class="last-change"[^>]*></a>', page)
            share = 0.25 if document.fictional else 0.1  # nearly all of that was changed once
            assert sum(map(len, mine)) < share * len(page)


def test_a_first_version_has_no_switch(record: Corpus, pages: Pages) -> None:
    for document in record.documents:
        first, *later = document.versions
        assert 'id="page-origins"' not in pages[urls.version(document.id, first.label)]
        for version in later:
            assert 'id="page-origins"' in pages[urls.version(document.id, version.label)]


def test_each_number_has_its_note_and_each_provision_leads_to_what_changed_it(
    pages: Pages,
) -> None:
    page = pages[urls.version("mtad", "4.0")]
    body = tree(re.sub(r"\A---\n.*?\n---\n", "", page, count=1, flags=re.DOTALL))
    (box,) = with_class(body, "origin-notes")
    notes = [text_of(each) for each in box.iter("li")]
    used = {
        int(each.get("data-origin", "")) for each in body.iter() if "data-origin" in each.attrib
    }
    assert used == set(range(1, len(notes) + 1))
    assert "concluded 15 September 2022]" in notes[1]
    assert "date not recorded" not in notes[1]
    links = with_class(body, "last-change")
    assert {each.get("href", "").rpartition("#")[0] for each in links} == {
        f"../../redline/{old}..{new}/"
        for old, new in (("1.0", "2.0"), ("2.0", "3.0"), ("3.0", "4.0"))
    }
    (row,) = [each for each in links if each.get("href", "").endswith("#table-17.6")]
    said = row.get("aria-label", "")
    assert said == "Last changed by Closure of Migration DUST for MOC (Secure), MTAD 4.0"


def test_what_leads_to_a_change_leads_to_a_place_of_that_page(pages: Pages) -> None:
    for address in (urls.version("mtad", "4.0"), urls.version("example", "6.0")):
        for href in re.findall(r'<a class="last-change" href="([^"]+)"', pages[address]):
            path, _, anchor = href.partition("#")
            target = pages[f"{address.split('/')[0]}/{path.removeprefix('../../')}index.md"]
            assert f'id="{anchor}"' in target, href


# --- In a browser ---------------------------------------------------------------------------------


@pytest.mark.parametrize("scripts", [swept("yes"), False])
def test_nothing_shows_until_it_is_asked_for(opened: Opened, scripts: object) -> None:
    page = opened(ADDRESS, scripts=bool(scripts))
    mark = page.locator("[data-origin]").first
    line = page.locator(".last-change").first
    drawn = "element => getComputedStyle(element, '::after').content"
    assert mark.evaluate(drawn) == "none"
    expect(line).to_be_hidden()
    expect(page.locator(".origin-notes")).to_be_hidden()
    page.get_by_label(SWITCH).check()
    assert mark.evaluate(drawn).replace('"', "").replace(" ", "") in ("[1]", "[attr(data-origin)]")
    expect(line).to_be_visible()
    expect(page.locator(".origin-notes li").first).to_be_visible()


def test_words_that_are_pointed_at_say_where_they_come_from(opened: Opened) -> None:
    page = opened(ADDRESS)
    told = page.locator("#page-origin")
    page.get_by_text("31 January 2023", exact=True).first.hover()
    expect(told).to_be_hidden()
    page.get_by_label(SWITCH).check()
    page.get_by_text("31 January 2023", exact=True).first.hover()
    expect(told).to_contain_text("inserted by Closure of Migration DUST for MOC (Secure), MTAD 4.0")
    page.get_by_text("FOC (BG)", exact=True).last.hover()
    expect(told).to_contain_text("as in the first version of this record, MTAD 1.0")


@pytest.mark.sweep
def test_by_keyboard_all_of_them_are_one_stop_and_arrows_walk(opened: Opened) -> None:
    page = opened(ADDRESS, 375)
    page.get_by_label(SWITCH).focus()
    assert page.locator("[data-origin][tabindex]").count() == 0
    page.keyboard.press("Space")
    assert page.locator("[data-origin][tabindex]").count() == 1
    stops = page.locator("[data-origin]:not(:has(a[href]))")  # a link is a stop of its own
    page.locator("[data-origin][tabindex]").focus()
    told = page.locator("#page-origin")
    expect(told).to_contain_text(f"{stops.first.get_attribute('data-origin')} [")
    page.keyboard.press("End")
    expect(stops.last).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Home")
    expect(stops.first).to_be_focused()
    assert page.locator("[data-origin][tabindex]").count() == 1
    assert not scrolls_sideways(page)
    page.keyboard.press("Escape")
    expect(told).to_be_hidden()
    page.keyboard.press("Enter")
    expect(told).to_be_visible()


@pytest.mark.sweep
def test_axe_has_nothing_to_say_while_it_is_on(opened: Opened) -> None:
    page = opened(ADDRESS)
    page.get_by_label(SWITCH).check()
    page.get_by_text("31 January 2023", exact=True).first.hover()
    assert not list(complaints_on_all_screens(page))


@pytest.mark.sweep
def test_in_print_the_numbers_and_their_notes_stand_where_it_is_on(opened: Opened) -> None:
    page = opened(ADDRESS)
    page.emulate_media(media="print")
    expect(page.locator(".origins")).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_label(SWITCH).check()
    page.emulate_media(media="print")
    expect(page.locator(".origin-notes li").first).to_be_visible()
    expect(page.locator("#page-origin")).to_be_hidden()
