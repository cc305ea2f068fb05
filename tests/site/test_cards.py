"""The cards over a text: what a term means, what a reference points at, who cites a provision."""

from collections import Counter
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browsing import scrolls_sideways
from tests.site.test_accessibility import complaints_on_all_screens

Opened = Callable[..., Page]
ADDRESS = "mtad/v/4.0/#10.3"


def card(page: Page, number: int = 1) -> Locator:
    return page.locator(f"#page-card-{number}")


def term(page: Page, words: str) -> Locator:
    return page.locator('[id="10.3"] .term', has_text=words).first


@pytest.mark.sweep
def test_a_term_tells_its_meaning_and_that_of_a_term_in_it_and_escape_takes_both_away(
    opened: Opened,
) -> None:
    page = opened(ADDRESS)
    term(page, "Testing Participant").hover()
    expect(card(page)).to_contain_text("Testing Participant means a person")
    card(page).locator(".term", has_text="Migration Testing").hover()
    expect(card(page, 2)).to_contain_text("Migration Testing means the testing of Migration")
    assert card(page, 2).locator(".term").count() == 0
    page.keyboard.press("Escape")
    expect(card(page, 2)).to_be_hidden()
    expect(card(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(card(page)).to_be_hidden()
    term(page, "Open").hover()
    expect(card(page)).to_be_visible()
    page.locator("h1").hover()
    expect(card(page)).to_be_hidden()


@pytest.mark.sweep
def test_by_keyboard_a_term_is_come_to_told_entered_and_left(opened: Opened) -> None:
    page = opened(ADDRESS)
    page.locator('[id="10.3"] a.ref').first.focus()
    page.keyboard.press("Shift+Tab")  # the first term of the block is the stop before
    first = term(page, "Testing Participant")
    expect(first).to_be_focused()
    expect(card(page)).to_contain_text("Testing Participant means")
    assert first.get_attribute("aria-describedby") == "page-card-1"
    page.keyboard.press("ArrowRight")
    expect(term(page, "Migration DUST")).to_be_focused()
    expect(card(page)).to_contain_text("Migration DUST means")
    page.keyboard.press("Enter")
    expect(card(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(term(page, "Migration DUST")).to_be_focused()
    expect(card(page)).to_be_hidden()
    assert page.locator('[id="10.3"] .term[tabindex]').count() == 1

    # Enter on a reference leads where it points; into its card the arrow does.
    reference = page.locator('[id="10.3"] a.ref').first
    reference.focus()
    page.keyboard.press("ArrowDown")
    expect(card(page)).to_be_focused()
    expect(card(page)).to_contain_text("17.8")
    page.keyboard.press("Escape")
    expect(reference).to_be_focused()
    expect(card(page)).to_be_hidden()


def test_a_reference_shows_its_provision_with_its_limbs_and_a_table_whole(opened: Opened) -> None:
    page = opened(ADDRESS)
    page.locator('[id="10.3"] a.ref', has_text="17.8").hover()
    expect(card(page)).to_contain_text("17.8 While a Cohort is a Closing Cohort:")
    expect(card(page).locator("p", has_text="(a) DCC shall")).to_be_visible()
    assert ids_twice(page) == []
    page.locator("a.ref", has_text="Table 17.6").first.hover()
    expect(card(page).locator("table")).to_be_visible()
    assert ids_twice(page) == []
    page.locator("a.ref", has_text="Clause 5.3").first.hover()
    expect(card(page)).to_contain_text("SVTAD 1.0")
    assert ids_twice(page) == []


@pytest.mark.sweep
def test_a_heading_shows_its_first_provisions_and_no_more(opened: Opened) -> None:
    page = opened(ADDRESS)
    page.locator('a.ref[href$="#17"]').first.hover()
    expect(card(page)).to_contain_text("17 Migration DUST")
    expect(card(page)).to_contain_text("17.1")
    assert page.locator('p[id^="17."]').count() > 8
    expect(card(page).locator(":scope > p:not(.over-from)")).to_have_count(8)


def ids_twice(page: Page) -> list[str]:
    ids = page.locator("[id]").evaluate_all("all => all.map(e => e.id)")
    return [id_ for id_, count in Counter(ids).items() if count > 1]


@pytest.mark.sweep
def test_a_term_of_a_document_that_is_not_held_says_so(opened: Opened) -> None:
    page = opened("mtad/v/4.0/#3.1")
    page.locator('[id="3.1"] .term', has_text="Active").hover()
    expect(card(page)).to_contain_text("Defined in the SEC, which this record does not hold.")


@pytest.mark.sweep
def test_touched_once_a_reference_tells_and_touched_twice_it_leads(opened: Opened) -> None:
    page = opened(ADDRESS, width=390, height=844)
    browser = page.context.browser
    assert browser
    touch = browser.new_context(has_touch=True, viewport={"width": 390, "height": 844})
    phone = touch.new_page()
    phone.goto(page.url)
    reference = phone.locator('[id="10.3"] a.ref').first
    reference.tap()
    expect(card(phone)).to_contain_text("17.8")
    assert phone.url.endswith("#10.3")
    assert not scrolls_sideways(phone)
    reference.tap()
    expect(phone).to_have_url(page.url.replace("#10.3", "#17.8"))
    term(phone, "Open").tap()
    expect(card(phone)).to_contain_text("Open Cohort means")
    phone.locator('[id="10.2"]').tap(position={"x": 5, "y": 5})
    expect(card(phone)).to_be_hidden()
    touch.close()


@pytest.mark.sweep
def test_who_cites_a_provision_is_told_on_a_card_and_without_scripts_in_a_list(
    opened: Opened,
) -> None:
    page = opened(ADDRESS)
    page.locator('[id="table-17.6"] caption').hover()
    page.locator('[id="table-17.6"] a.cited-by').hover()
    expect(card(page)).to_contain_text("SVTAD 1.0, Clause 4.1(c)")
    plain = opened(ADDRESS, scripts=False)
    plain.locator('[id="table-17.6"] caption').hover()
    plain.locator('[id="table-17.6"] a.cited-by').click()
    expect(plain.locator('[id="page-cited-table-17.6"]')).to_be_visible()


@pytest.mark.sweep
def test_a_copy_of_the_text_is_the_text(opened: Opened) -> None:
    page = opened(ADDRESS)
    term(page, "Open").hover()
    expect(card(page)).to_be_visible()
    said = page.evaluate("""() => {
      getSelection().selectAllChildren(document.getElementById("10.3"));
      return String(getSelection());
    }""")
    assert said.strip().startswith("10.3 A Testing Participant may begin Migration DUST in an Open")
    assert "cited" not in said


@pytest.mark.sweep
def test_a_card_has_no_fault_on_any_screen(opened: Opened) -> None:
    page = opened(ADDRESS)
    term(page, "Open").hover()
    expect(card(page)).to_be_visible()
    assert not list(complaints_on_all_screens(page))
