"""A long table is laid out in parts on a screen, and is the same table to whoever reads it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from build_tools.render import redline_fragment
from build_tools.render.html.long_tables import LONG
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


@pytest.mark.parametrize(("rows", "last"), [(LONG - 2, "a pier"), (LONG, "<<"), (LONG, "^^")])
def test_a_short_table_and_one_with_merged_cells_stay_whole(rows: int, last: str) -> None:
    html = drawn(rows, last)
    assert "in-parts" not in html
    assert not any(f' role="{role}"' in html for role in ROLES)


def test_nothing_is_lost_by_the_parts() -> None:
    words = re.sub(r"<[^>]*>", " ", redline_fragment(compared("", table(LONG)))).split()
    assert [each for each in words if each.isdigit()][-1] == str(LONG)
    assert words.count("pier") == LONG


@pytest.fixture
def long_page(contexts: dict[str, BrowserContext], tmp_path: Path) -> Iterator[Page]:
    path = tmp_path / "long.html"
    path.write_text(redline_page(compared(table(LONG), table(LONG, "canoe"))), "utf-8")
    page = contexts["scripts"].new_page()
    page.goto(path.as_uri())
    yield page
    page.close()


_EDGES = """() => [...document.querySelectorAll(".in-parts tr:not(.fold)")].map(
  row => [...row.cells].map(cell => Math.round(cell.getBoundingClientRect().left)).join())"""


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
