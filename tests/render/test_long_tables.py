"""A long table is laid out in parts on a screen, and is the same table to whoever reads it."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import BrowserContext, Page, expect

from build_tools.compare.tables.layout import LayoutCell, LayoutRow
from build_tools.render import redline_fragment
from build_tools.render.html.long_tables import LONG, Stretch, folding_parts, parts_of
from build_tools.render.page.one_file import redline_page
from tests.browsing import wait_until
from tests.reviewing import compared

ROLES = ("table", "rowgroup", "row", "columnheader", "cell")


def table(rows: int, boat: str = "raft", last: str = "a pier") -> str:
    """A table of so many rows; each tenth has the boat that is named."""
    head = "Table 1.1: Boats\n\n| No. | Boat | Where it lies |\n|---|---|---|\n"
    lines = [f"| {at} | {'punt' if at % 10 else boat} | pier {at} |\n" for at in range(1, rows)]
    return head + "".join(lines) + f"| {rows} | raft | {last} |\n"


def drawn(rows: int, last: str = "a pier") -> str:
    return redline_fragment(compared(table(rows, last=last), table(rows, "canoe", last)))


def test_each_part_of_a_long_table_says_what_it_is() -> None:
    html = drawn(LONG)
    assert "in-parts" in html
    for names, role in (
        ("table", "table"),
        ("thead|tbody", "rowgroup"),
        ("tr", "row"),
        ("th", "columnheader"),
        ("td", "cell"),
    ):
        opened = re.findall(rf"<(?:{names})\b[^>]*>", html)
        assert opened
        assert all(f' role="{role}"' in each for each in opened)


@pytest.mark.parametrize(("rows", "boat"), [(LONG - 2, "punt"), (LONG, "^^")])
def test_a_short_table_and_one_that_is_one_cell_high_stay_whole(rows: int, boat: str) -> None:
    old = table(rows).replace("punt", boat).replace("raft", boat)
    html = redline_fragment(compared(old, old.replace("pier 7 ", "jetty ")))
    assert "in-parts" not in html
    assert not any(f' role="{role}"' in html for role in ROLES)


def row(height: int = 1) -> LayoutRow:
    return LayoutRow(side="both", cells=(LayoutCell(side="both", rowspan=height),), header=False)


def is_crossed(rows: Sequence[LayoutRow], at: int) -> bool:
    """Whether a merged cell reaches over the edge before a row."""
    return any(start + each.cells[0].rowspan > at for start, each in enumerate(rows[:at]))


@given(st.lists(st.sampled_from([1, 1, 1, 2, 3, 30]).map(row), max_size=120), st.integers(1, 20))
def test_a_part_ends_as_soon_as_no_merged_cell_goes_on(rows: list[LayoutRow], most: int) -> None:
    parts = list(parts_of(rows, most))
    assert list(chain.from_iterable(parts)) == rows
    edges = list(accumulate(map(len, parts)))[:-1]
    assert not any(is_crossed(rows, edge) for edge in edges)
    for part in parts:
        assert all(is_crossed(part, at) for at in range(most, len(part)))


@given(st.lists(st.tuples(st.integers(3, 450) | st.integers(1, 9), st.booleans()), max_size=12))
def test_what_folds_is_counted_once_and_opened_from_where_it_begins(
    sizes: list[tuple[int, bool]],
) -> None:
    groups = [[row()] * size for size, _ in sizes]
    parts = list(folding_parts(groups, [folds for _, folds in sizes]))
    assert list(chain.from_iterable(map(rows_of, parts))) == list(chain.from_iterable(groups))
    stretches = list(chain.from_iterable(parts))
    begun = [each.unchanged for each in stretches if each.fold and not each.goes_on]
    assert begun == [size for size, folds in sizes if folds]
    for part in parts:
        numbers = [each.fold for each in part if each.fold]
        assert numbers == list(range(1, len(numbers) + 1))
        assert len(numbers) <= 4
    for above, below in pairwise(parts):
        assert not any(each.goes_on for each in below[1:])
        if below[0].goes_on:
            (before,) = above
            assert before.unchanged == len(before.rows) + below[0].unchanged


def rows_of(part: Sequence[Stretch]) -> list[LayoutRow]:
    return list(chain.from_iterable(each.rows for each in part))


def test_nothing_is_lost_by_the_parts() -> None:
    words = re.sub(r"<[^>]*>", " ", redline_fragment(compared("", table(LONG)))).split()
    assert [each for each in words if each.isdigit()][-1] == str(LONG)
    assert words.count("pier") == LONG


@pytest.fixture
def new_page(contexts: dict[str, BrowserContext]) -> Iterator[Page]:
    page = contexts["scripts"].new_page()
    yield page
    page.close()


@pytest.fixture
def long_page(new_page: Page, tmp_path: Path) -> Page:
    return opened(new_page, tmp_path, table(LONG), table(LONG, "canoe"))


def opened(page: Page, folder: Path, old: str, new: str) -> Page:
    """The page of a redline, with all its marks whatever was looked at before."""
    path = folder / "long.html"
    path.write_text(redline_page(compared(old, new)), "utf-8")
    page.goto(f"{path.as_uri()}?view=marked")
    return page


_EDGES = """() => [...document.querySelectorAll(".in-parts tr:not(.fold)")].map(
  row => [...row.cells].map(cell => Math.round(cell.getBoundingClientRect().left)).join())"""


@pytest.mark.sweep
def test_the_columns_of_all_parts_stand_in_line(long_page: Page) -> None:
    assert len(set(long_page.evaluate(_EDGES))) == 1
    long_page.set_viewport_size({"width": 390, "height": 800})
    assert len(set(long_page.evaluate(_EDGES))) == 1


def test_a_change_in_a_part_out_of_sight_is_brought_into_sight(long_page: Page) -> None:
    last = long_page.locator(".card").last.get_attribute("data-id")
    row = f"document.getElementById('{last}').closest('tr')"
    assert long_page.evaluate(f"{row}.getBoundingClientRect().top > innerHeight")
    long_page.evaluate("id => (location.hash = id)", last)
    seen = "box => box.top > 0 && box.bottom < innerHeight"
    wait_until(long_page, f"({seen})({row}.getBoundingClientRect())")


def test_it_is_printed_as_one_table(long_page: Page) -> None:
    long_page.emulate_media(media="print")
    shown = "name => getComputedStyle(document.querySelector(`.in-parts ${name}`)).display"
    names = ("table", "tbody", "thead", "tr:not(.fold)", "td")
    kinds = [long_page.evaluate(shown, name) for name in names]
    assert kinds == ["table", "table-row-group", "table-header-group", "table-row", "table-cell"]


def merged(boat: str, *, without: int = -1) -> str:
    """A table in which some cells are merged, one row left out; each tenth has the boat."""
    rows = [f"| {at} | {'punt' if at % 10 else boat} | pier {at} |\n" for at in range(LONG + 10)]
    for at in range(4, LONG, 20):
        rows[at] = f"| {at} | no boat | << |\n"
        rows[at + 2] = f"| {at + 2} | ^^ | pier {at + 2} |\n"
        rows[at + 4] = f"| ^^ | punt | pier {at + 4} |\n"
    del rows[without : without + 1]
    head = "| No. | Where it lies | << |\n| ^^ | Boat | Place |\n|---|---|---|\n"
    return f"Table 1.1: Boats\n\n{head}{''.join(rows)}"


@pytest.fixture
def merged_page(new_page: Page, tmp_path: Path) -> Page:
    return opened(new_page, tmp_path, merged("raft"), merged("canoe", without=212))


_COLUMNS = """() => {
  const edge = (cell, side) => Math.round(cell.getBoundingClientRect()[side]);
  const shown = all => [...all].filter(each => each.getClientRects().length);
  const heads = shown(document.querySelectorAll(".in-parts th")).map(cell => edge(cell, "left"));
  const columns = [...new Set(heads)].sort((a, b) => a - b);
  const placed = cell => columns.findIndex(left => Math.abs(left - edge(cell, "left")) < 3);
  const rows = document.querySelectorAll(".in-parts tr:not(.fold)");
  return [...rows].map(row => shown(row.cells).map(placed).join());
}"""


@pytest.mark.parametrize("view", ["marked", "new"])
def test_a_merged_cell_stands_on_a_screen_where_it_stands_on_paper(
    merged_page: Page, view: str
) -> None:
    assert merged_page.locator(".merged").count() > 5
    merged_page.locator(f"[value={view}]").click()
    screen = merged_page.evaluate(_COLUMNS)
    merged_page.emulate_media(media="print")
    assert screen == merged_page.evaluate(_COLUMNS)
    assert {"0,1,2", "1,2", "0,2", "0,1"} <= set(screen)


@pytest.mark.sweep
def test_a_row_of_a_part_with_merged_cells_is_gone_to(merged_page: Page) -> None:
    gone = merged_page.locator("tr.del")
    change = gone.get_attribute("data-change")
    for view in ("marked", "sides"):
        merged_page.locator(f"[value={view}]").click()
        merged_page.evaluate("location.hash = 'page-changes'; scrollTo(0, 0)")
        merged_page.evaluate("id => (location.hash = id)", change)
        seen = "box => box.height > 0 && box.top > 0 && box.bottom < innerHeight"
        cell = "document.querySelector('.was tr.del td') ?? document.querySelector('tr.del td')"
        wait_until(merged_page, f"({seen})(({cell}).getBoundingClientRect())")
        expect(merged_page.locator("td.current").first).to_be_visible()


@pytest.mark.sweep
def test_side_by_side_a_part_is_copied_when_it_comes_near(long_page: Page) -> None:
    words = "() => document.querySelector('.in-parts').textContent"
    before = long_page.evaluate(words)
    long_page.locator("[value=sides]").click()
    empty, waiting = long_page.locator(".was tbody:empty"), long_page.locator(".now .waiting")
    count = empty.count()
    assert 3 < count == waiting.count()
    # Its old words are shown on the other side until then, so that they are found.
    old = waiting.last.locator("del").last
    assert old.evaluate("e => getComputedStyle(e).display") == "inline"
    last = long_page.locator(".card").last.get_attribute("data-id")
    long_page.evaluate("id => (location.hash = id)", last)
    expect(long_page.locator(".was td.current")).to_be_visible()
    expect(long_page.locator(".now td.current")).to_be_visible()
    top = "all => all.map(each => each.getBoundingClientRect().top)"
    was, now = long_page.locator("td.current").evaluate_all(top)
    assert abs(was - now) < 40, "the sides do not stand in line"
    assert 0 < empty.count() < count
    long_page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(empty).to_have_count(0)
    expect(waiting).to_have_count(0)
    rows = "side => document.querySelectorAll(`.${side} tr`).length"
    assert long_page.evaluate(rows, "was") == long_page.evaluate(rows, "now")
    long_page.locator("[value=marked]").click()
    assert long_page.evaluate(words) == before


def test_what_is_unfolded_is_unfolded_on_both_sides(long_page: Page) -> None:
    long_page.locator("[name=only]").check()
    long_page.locator("[value=sides]").click()
    second = ".in-parts tbody:first-of-type .f2"
    long_page.locator(f".now {second} input").click()
    for side in ("was", "now"):
        shown = long_page.locator(f".{side} .in-parts tbody:first-of-type tr").filter(visible=True)
        assert shown.locator("td:first-child:not([colspan])").all_text_contents()[1:10] == [
            str(at) for at in range(11, 20)
        ]


def test_rows_without_a_change_are_opened_part_by_part(new_page: Page, tmp_path: Path) -> None:
    old = table(2 * LONG)
    page = opened(new_page, tmp_path, old, old.replace(f"| pier {LONG + 20} |", "| a jetty |"))
    page.locator("[name=only]").check()
    folds = page.locator(".fold").filter(visible=True)
    # What a browser has not laid out yet has no inner text.
    before, behind = f"… {LONG + 19} rows unchanged", f"… {LONG - 20} rows unchanged"
    expect(folds).to_have_text([before, behind])
    folds.first.locator("input").click()
    expect(folds.nth(1)).to_have_text(f"… {LONG - 81} rows unchanged")
    expect(page.locator("tr", has_text="pier 100").first).to_be_visible()
    expect(page.locator("tr", has_text="pier 101").first).to_be_hidden()
