"""The shape of tables, their captions, and headers that changed."""

import pytest

from tests.check.finding import TABLE, Cases, each, problems, said

ROWS = [
    (TABLE + "| A | 1 |\n| B |  |\n|  |  |\n", []),
    (TABLE + "| A \\| B | 1 |\n", []),
    ("Kind | Nights\n--- | ---\nA | 1\n", []),
    (TABLE + "| A |\n", ["3: the row has 1 cell, and the table 2 columns"]),
    (TABLE + "| A | 1 | 2 |\n", ["3: the row has 3 cells, and the table 2 columns"]),
    (
        "Table 1: A\n\n| A | B | C |\n|---|---|\n| A | 1 | 2 |\n",
        ["3: the header has 3 cells and the line of dashes below it 2: this is no table"],
    ),
    ("1.1 Either A | B\n- or C\n", []),
    ("1.1 A\n---\n", []),
    (
        f"Table 1: A\n\n{TABLE}| A | 1 |\n| B | 1 |  |\n",
        ["6: the row has 3 cells, and the table 2 columns"],
    ),
]

MERGES = [
    (TABLE + "| A | << |\n| B | 2 |\n| ^^ | 3 |\n", []),
    (TABLE + "| A << B | 1 ^^ |\n", []),
    (
        TABLE + "| << | 1 |\n",
        ["3: `<<` joins no cell: none is to the left of it, or the whole would be no rectangle"],
    ),
    (
        "| A | ^^ |\n|---|---|\n| B | C |\n",
        ["1: `^^` joins no cell: none is above it, or the whole would be no rectangle"],
    ),
]

CAPTIONS = [
    (f"1.1 A.\n\nTable 1.1: Boats\n\n{TABLE}\n1.2 B.\n", []),
    (f"1.1 A:\n\n(a) b\n\nTable 1.1: Boats\n\n{TABLE}", []),
    (f"1.1 A.\n\nTable 7: Boats\n\n{TABLE}", []),
    (f"1.1 A.\n\n{TABLE}", ["3: the table has no caption with a number"]),
    (
        f"1.1 A.\n\n1.2 B.\n\nTable 1.1: Boats\n\n{TABLE}",
        ["5: Table 1.1 does not stand in Clause 1.1 but after 1.2"],
    ),
]

CASES: Cases = {
    "ragged-row": ROWS,
    "merge": MERGES,
    "caption": CAPTIONS,
}


@pytest.mark.parametrize(("rule", "text", "expected"), each(CASES))
def test_each_rule(rule: str, text: str, expected: list[str]) -> None:
    assert sorted(said(rule, text)) == sorted(expected)


def test_a_column_keeps_the_header_that_it_had() -> None:
    before = f"Table 1: A\n\n{TABLE}| a | 1 |\n"
    assert said("header", before.replace("Nights", "Days"), before=before) == [
        "3: the header `Nights` became `Days`, and each cell below it may mean something else"
    ]
    assert said("header", before.replace("| 1 |", "| 2 |"), before=before) == []


def test_a_ragged_row_is_told_as_it_would_be_whole() -> None:
    (short,) = problems("ragged-row", f"{TABLE}| Fork |\n")
    assert (short.column, short.form) == (8, "| Fork | |")
    (long,) = problems("ragged-row", f"{TABLE}| Fork | 7 | 8 |\n")
    assert (long.column, long.form.partition(",")[0]) == (14, "| Fork | 7 |")
