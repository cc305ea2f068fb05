"""The list of changes as a spreadsheet reads it."""

import csv
import io

import pytest

from build_tools.model import Redline
from build_tools.render.csv import COLUMNS, redline_csv
from tests.reviewing import compared


def rows_of(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def test_the_spreadsheet_has_every_change_whole(closure: Redline) -> None:
    rows = rows_of(redline_csv(closure))
    assert list(rows[0]) == list(COLUMNS)
    assert [(row["id"], row["was"], row["now"]) for row in rows] == [
        (c.id, c.old, c.new) for c in closure.changes
    ]
    assert [row["number"] for row in rows] == [str(number + 1) for number in range(len(rows))]
    assert [row["consequential"] for row in rows] == [
        ", ".join(change.noise) if change.consequential else "" for change in closure.changes
    ]


@pytest.mark.parametrize("sign", "=+-@")
def test_no_text_is_a_formula_to_a_spreadsheet(sign: str) -> None:
    redline = compared(
        "Nothing here is to be counted.", f"Nothing here is to be counted.\n\n\\{sign}HYPERLINK(1)"
    )
    (row,) = rows_of(redline_csv(redline))
    assert row["now"] == f"'{sign}HYPERLINK(1)"
