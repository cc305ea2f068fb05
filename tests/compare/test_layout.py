"""How a table redline is laid out in rows and cells: once where both tables agree on the merged
cells, twice where they do not."""

import pytest

from build_tools.compare.tables import compare_tables, unchanged_table
from build_tools.compare.tables.layout import LayoutCell, LayoutRow, lay_out, unchanged_layout
from build_tools.model import new_content, old_content, plain
from tests.compare.small_tables import table

SIGNS = {"both": "=", "old": "-", "new": "+"}


def laid_out(old: str, new: str) -> list[str]:
    """Each row as its sign (two of it where it is repeated) and its cells: a text, how many rows
    and columns it spans where that is not one, `~` for a filler."""
    return [_row(row) for row in lay_out(compare_tables(table(old), table(new)))]


def _row(row: LayoutRow) -> str:
    sign = SIGNS[row.side] * (2 if row.repeated else 1)
    return " ".join([sign, *map(_cell, row.cells)])


def _cell(cell: LayoutCell) -> str:
    if cell.filler:
        return f"{SIGNS[cell.side]}~"
    old, new = plain(old_content(cell.edits)), plain(new_content(cell.edits))
    text = f"{old}→{new}" if old and new and old != new else old or new
    spans = f"[{cell.rowspan}x{cell.colspan}]" if (cell.rowspan, cell.colspan) != (1, 1) else ""
    return f"{text}{spans}"


GROUPED = "Kind|Part\nlens|glass\n^^|brass\nbox|wood"


@pytest.mark.parametrize(
    ("old", "new", "rows"),
    [
        pytest.param(
            GROUPED,
            GROUPED.replace("wood", "oak"),
            ["= Kind Part", "= lens[2x1] glass", "= brass", "= box wood→oak"],
            id="a merged cell that stayed is drawn once",
        ),
        pytest.param(
            GROUPED,
            GROUPED.replace("^^|brass", "^^|brass\n^^|steel"),
            [
                "= Kind Part",
                "-- lens[2x1] glass",
                "-- brass",
                "++ lens[3x1] glass",
                "++ brass",
                "+ steel",
                "= box wood",
            ],
            id="one that grew is drawn twice, with its rows",
        ),
        pytest.param(
            GROUPED,
            GROUPED.replace("^^|brass", "cap|brass"),
            [
                "= Kind Part",
                "-- lens[2x1] glass",
                "-- brass",
                "++ lens glass",
                "++ cap brass",
                "= box wood",
            ],
            id="one that was divided is drawn twice",
        ),
        pytest.param(
            "Kind|Part\nlens|glass\nbox|wood",
            "Kind|Part|Size\nlens|glass|2\ncap|brass|3",
            [
                "= Kind Part Size",
                "= lens glass 2",
                "- box wood +~",
                "+ cap brass 3",
            ],
            id="a deleted row and an inserted column share a filler",
        ),
    ],
)
def test_rows_are_laid_out(old: str, new: str, rows: list[str]) -> None:
    assert laid_out(old, new) == rows


def test_a_table_that_did_not_change_is_laid_out_once() -> None:
    """Two pages and two files of each version show it."""
    laid, rows = unchanged_layout(table(GROUPED))
    assert (laid, rows) == (unchanged_table(table(GROUPED)), lay_out(laid))
    rows.clear()  # who has the rows may do with them what he likes
    again, rows = unchanged_layout(table(GROUPED))
    assert again is laid
    assert rows == lay_out(laid)


def test_a_long_table_is_not_held() -> None:
    long = table("\n".join(["Kind|Part", *["lens|glass"] * 600]))
    assert unchanged_layout(long)[0] is not unchanged_layout(long)[0]
