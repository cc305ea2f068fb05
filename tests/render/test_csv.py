"""The list of changes as a spreadsheet reads it."""

import csv
import io

import pytest

from build_tools.model import Redline
from build_tools.render.change_rows import COLUMNS
from build_tools.render.csv import redline_csv
from tests.reviewing import compared


def rows_of(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def test_the_spreadsheet_has_every_change_whole(closure: Redline) -> None:
    rows = [row for row in rows_of(redline_csv(closure)) if row["number"]]
    assert list(rows[0]) == [*COLUMNS, "rests on"]
    said = [(row["id"], *(row[side].removeprefix("'") for side in ("was", "now"))) for row in rows]
    assert said == [(c.id, c.old, c.new) for c in closure.changes]
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


AS_TEXT = (
    *(
        "2.10",
        "2.1.",
        "17.6.1",
        "3-4",
        "3–4",
        "1/2",
        "0012",
        "1.10",
        "1,250.00",
        "£5",
        "(5)",
        "(1)",
    ),
    *("5%", "1E5", "10:30", "4 pm", "31 January 2023", "1 Jan", "March 2024", "1234567890123456"),
    *("2023-01-31", "31/01/2023", "5th May", "TRUE", "−5", ".5", "Sept. 2023", "JAN1"),
)
AS_THEY_ARE = (
    *("", "0", "7", "2023", "may", "March", "30 days", "12.5 MWh", "17.6A", "(a)", "17.6(a)"),
    *("2.10[^3]", "Clause 2.10", "May not", "1st class", "truest", "marching 5 miles", "E5"),
)


def now(text: str) -> str:
    """The field of a cell with that text."""
    table = "| Name | Value |\n|---|---|\n| One of the rows | {} |\n"
    (row,) = rows_of(redline_csv(compared(table.format("x"), table.format(text))))
    return row["now"]


@pytest.mark.parametrize("text", AS_TEXT)
def test_what_a_spreadsheet_would_show_otherwise_stays_text(text: str) -> None:
    assert now(text) == f"'{text}"


@pytest.mark.parametrize("text", AS_THEY_ARE)
def test_what_a_spreadsheet_shows_as_it_is_stands_as_it_is(text: str) -> None:
    assert now(text) == text


def test_a_long_field_is_not_searched_for_ever() -> None:
    assert now("5" + ", 5" * 20_000 + "x") == "5" + ", 5" * 20_000 + "x"
