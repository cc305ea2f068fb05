"""The page of a redline answers first: where its first change stands, and what keeps its place
while a reader goes about in it, measured in a browser.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Corpus
from build_tools.render.page.one_file import redline_page
from tests.browsing import wait_until, windows
from tests.reviewing import compared

Opened = Callable[..., Page]
MTAD = "mtad/redline/3.0..4.0/"
ADDRESSES = (MTAD, "mtad/redline/2.0..3.0/", "example/redline/1.0..2.0/", "mtad/compare/")

_FIGURES = """
async () => {
  // A card out of sight has the height that it last had in sight, until two frames are drawn.
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
  const seen = selector => [...document.querySelectorAll(selector)]
    .filter(e => e.checkVisibility())
    .map(e => e.getBoundingClientRect());
  const floor = Math.min(innerHeight, ...seen(".list").map(box => Math.max(box.bottom, 100)));
  return {
    text: seen(".text [data-change]")[0].top + scrollY,
    list: seen(".card")[0].top + scrollY,
    rows: seen(".card").filter(box => box.top >= 0 && box.bottom <= floor + 1).length,
    all: document.querySelectorAll(".card").length,
  };
}
"""


@pytest.fixture
def contexts(browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    """Windows of each test's own."""
    with windows(browser) as made:
        yield made


def test_the_first_change_stands_on_the_first_screen(opened: Opened) -> None:
    """On a desk in the list and in the text; on a phone in the list, with all that one needs under
    the thumb and the change where one stands as a sheet over the text.
    """
    page = opened(MTAD)
    found = page.evaluate(_FIGURES)
    assert found["text"] <= 520
    assert found["list"] <= 420
    assert (found["rows"] >= 15, found["all"]) == (True, 23)
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate(_FIGURES)["list"] <= 500
    bar = page.locator(".toolbar").bounding_box()
    assert bar is not None
    assert bar["y"] + bar["height"] == 844
    for name in ("Next change", "Previous change", "Remark", "Cite", "Views"):
        expect(page.locator(".walk").get_by_role("button", name=name)).to_be_visible()
    page.get_by_role("button", name="Next change").click()
    sheet, mark = (
        page.locator(each).first.bounding_box()
        for each in (".card.current .body", ".text .current")
    )
    assert sheet is not None
    assert mark is not None
    assert mark["y"] < sheet["y"] < bar["y"] <= sheet["y"] + sheet["height"] + 1


@pytest.mark.sweep
@pytest.mark.parametrize("address", ADDRESSES)
def test_so_it_does_on_every_redline_of_the_site(opened: Opened, address: str) -> None:
    page = opened(address)
    expect(page.locator(".card").first).to_be_visible()
    found = page.evaluate(_FIGURES)
    assert found["text"] <= 520
    assert found["list"] <= 420
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate(_FIGURES)["list"] <= 500


@pytest.mark.sweep
def test_so_it_does_in_one_file(
    contexts: dict[str, BrowserContext],
    record: Corpus,
    comparisons: Comparisons,
    tmp_path: Path,
) -> None:
    old, new = (record.document("mtad").version(label) for label in ("3.0", "4.0"))
    file = tmp_path / "redline.html"
    file.write_text(redline_page(comparisons.between(old, new)))
    page = contexts["scripts"].new_page()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(file.as_uri())
    found = page.evaluate(_FIGURES)
    assert (found["text"] <= 520, found["list"] <= 420, found["rows"] >= 15) == (True, True, True)


@pytest.mark.sweep
def test_the_controls_stand_in_one_line(opened: Opened) -> None:
    """The theme of the site clips what opens a disclosure, which would lift it."""
    tops = """[...document.querySelectorAll(".controls :is(label, summary)")]
      .filter(each => each.checkVisibility())
      .map(each => each.getBoundingClientRect().top)"""
    found = opened(MTAD).evaluate(tops)
    assert len(found) > 5
    assert len(set(found)) == 1


# --- What keeps its place -------------------------------------------------------------------------

_SETTLED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
_CURRENT = "() => document.getElementById('c-5f62fe30').getBoundingClientRect().top"


def view(page: Page, name: str) -> None:
    """Choose a view where its name is: Playwright would scroll the page first, though it sticks."""
    box = page.locator(".views label", has_text=name).bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 30, box["y"] + 10)
    page.evaluate(_SETTLED)


@pytest.mark.sweep
def test_a_change_of_view_keeps_the_change_where_it_is(opened: Opened) -> None:
    page = opened(MTAD)
    for _ in range(11):
        page.keyboard.press("j")
    stood = page.evaluate(_CURRENT)
    for name in ("Side by side", "New text alone", "Side by side", "Changes marked"):
        view(page, name)
        assert abs(page.evaluate(_CURRENT) - stood) < 3, name
    page.locator("[name=only]").press("Space")
    page.evaluate(_SETTLED)
    assert abs(page.evaluate(_CURRENT) - stood) < 3


@pytest.mark.sweep
def test_a_change_of_view_keeps_the_topmost_block_where_nothing_was_walked(opened: Opened) -> None:
    page = opened(MTAD)
    page.mouse.move(800, 400)
    page.locator("[id='8.1']").evaluate("""e => new Promise(done => {
      addEventListener("scrollend", () => done(), { once: true });
      scrollTo(0, e.getBoundingClientRect().top - 140);
    })""")
    page.evaluate(_SETTLED)
    top = "id => document.getElementById(id).getBoundingClientRect().top"
    stood = page.evaluate(top, "8.1")
    for name in ("Side by side", "New text alone", "Changes marked"):
        view(page, name)
        assert abs(page.evaluate(top, "8.1") - stood) < 60, name


@pytest.mark.sweep
@pytest.mark.parametrize("query", ["?view=sides", "?view=new", "?only=1", ""])
@pytest.mark.parametrize("place", ["c-fa1a5e30", "c-5f62fe30", "17.10"])
def test_a_link_with_a_view_lands_clear_of_every_bar(
    opened: Opened, query: str, place: str
) -> None:
    page = opened(f"{MTAD}{query}#{place}")
    clear = """id => {
      const shown = e => e.checkVisibility() ? e : e.parentElement.closest("[id], p");
      const place = shown(document.getElementById(id));
      const top = place.getBoundingClientRect().top;
      const bars = [".md-header", ".toolbar", ".sides-head"]
        .map(name => document.querySelector(name)).concat(place.closest("table")?.tHead ?? [])
        .filter(e => e.checkVisibility()).map(e => e.getBoundingClientRect().bottom);
      return Math.max(...bars) <= top && top < 700;
    }"""
    wait_until(page, clear, place)
    page.evaluate(_SETTLED)
    assert page.evaluate(clear, place)


LONG = "Table 1: Lent\n\n| Device | Days |\n|---|---|\n" + "".join(
    f"| Device {at} | {at} days |\n" for at in range(1, 90)
)


@pytest.mark.sweep
def test_the_head_of_a_table_stays_with_its_rows(
    contexts: dict[str, BrowserContext], tmp_path: Path
) -> None:
    file = tmp_path / "redline.html"
    file.write_text(redline_page(compared(LONG, LONG.replace("| 60 days", "| 61 days"))))
    page = contexts["scripts"].new_page()
    page.set_viewport_size({"width": 1280, "height": 600})
    page.goto(file.as_uri())
    page.keyboard.press("j")
    page.evaluate(_SETTLED)
    head, bar, cell = (
        page.locator(each).first.bounding_box()
        for each in (".text thead", ".toolbar", ".text td.current, .text td .current")
    )
    assert head is not None
    assert bar is not None
    assert cell is not None
    assert abs(head["y"] - bar["y"] - bar["height"]) < 3
    assert cell["y"] >= head["y"] + head["height"]


# --- Going about ----------------------------------------------------------------------------------


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.innerText"))


@pytest.mark.sweep
def test_the_focus_goes_with_the_walk_and_letters_remark_and_cite(
    opened: Opened, contexts: dict[str, BrowserContext]
) -> None:
    page = opened(MTAD)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for _ in range(11):
        page.keyboard.press("j")
    assert focused(page) == "Table 17.6, row MOC (Secure), End date"
    for name in ("Cite", "Cite in full", "Remark"):
        page.keyboard.press("Tab")
        assert focused(page) == name
        assert page.evaluate("!!document.activeElement.closest('.card.current')")
    page.keyboard.press("c")
    expect(page.locator(".card.current [data-act=cite]")).to_have_text("Copied")
    address = page.url.split("#")[0]
    assert page.evaluate("navigator.clipboard.readText()") == (
        f"MTAD 3.0 → 4.0, Table 17.6, row MOC (Secure), End date, {address}#c-5f62fe30"
    )
    page.keyboard.press("r")
    page.keyboard.type("Why then?")
    expect(page.locator(".card.current textarea")).to_have_value("Why then?")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert focused(page) == "Table 17.6, row MOC (Secure), Status"


@pytest.mark.sweep
def test_the_list_follows_the_text_as_it_scrolls(opened: Opened) -> None:
    page = opened(MTAD, height=400)
    page.locator(".text ins", has_text="recorded in the Test Log").evaluate(
        "e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 200)"
    )
    expect(page.locator(".card.here .number")).to_have_text(re.compile("1[4-7]"))
    assert page.locator(".card.here").evaluate(
        """card => {
          const box = card.getBoundingClientRect();
          const list = card.closest(".list").getBoundingClientRect();
          return box.top >= list.top && box.bottom <= list.bottom;
        }"""
    )
    at = int(page.locator(".card.here .number").inner_text())
    assert page.locator(".position").inner_text() == f"{at} of 23"
    page.keyboard.press("j")
    expect(page.locator(".card.current .number")).to_have_text(re.compile(f"{at}|{at + 1}"))


@pytest.mark.sweep
def test_the_kind_stands_in_the_address_and_counts_add_up(opened: Opened) -> None:
    page = opened(MTAD)
    kind = page.get_by_role("combobox", name="Kind")
    counts = [int(each.split()[-1]) for each in kind.locator("option").all_inner_texts()]
    assert counts[0] == sum(counts[1:]) == 23
    kind.select_option("cell")
    assert urlsplit(page.url).query == "kind=cell"
    page.go_back()
    expect(page.locator(".card:not(.filtered)")).to_have_count(23)
    page = opened(f"{MTAD}?kind=cell")
    expect(page.locator(".card:not(.filtered)")).to_have_count(5)
    said = page.locator(".counted").text_content() or ""
    whole, own, following, *classes = map(int, re.findall(r"\d+", said.partition(". By kind")[0]))
    assert whole == own + following == 23
    assert following == sum(classes)


_COPY: Any = """
part => {
  const range = document.createRange(), taken = {};
  range.selectNodeContents(part);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  const data = new DataTransfer();
  part.dispatchEvent(
    new ClipboardEvent("copy", {clipboardData: data, bubbles: true, cancelable: true})
  );
  return data.getData("text/plain");
}
"""


@pytest.mark.sweep
def test_a_copy_of_the_marked_text_can_be_read_as_plain_text(opened: Opened) -> None:
    page = opened(MTAD)
    # The script for it is fetched when something is selected.
    wait_until(page, f"() => ({_COPY})(document.getElementById('17.6'))")
    copied = page.locator("[id='17.6']").evaluate(_COPY)
    assert copied == (
        "17.6 The End Date for each Cohort is shown in Table 17.6. A Cohort is open while its cell "
        "in the End date column is empty [inserted: , and is closing while the date in that cell "
        "has not passed]. DCC closes a Cohort by inserting an End Date under Clause 17.7, and "
        "reopens it by removing the End Date under Clause [deleted: 17.9] [inserted: 17.10].[^3]"
    )
    row = page.locator(".text tr", has_text="31 January 2023").evaluate(_COPY)
    assert row.split("\t") == [
        "MOC (Secure)",
        "DA",
        "[inserted: 31 January 2023]",
        "[deleted: Open] [inserted: Closes on the End Date[^4]]",
    ]
    assert page.locator("[id='18.1']").evaluate(_COPY) == "", "the browser's own copy is as good"
