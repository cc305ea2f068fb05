"""Placeholders, the names of documents, dates."""

import pytest

from tests.check.finding import TABLE, Cases, each, said

NAMES = [
    ("1.1 The Migration Testing Approach Document, not a Migration Testing Plan Document.\n", []),
    ("1.1 A Migration Control Approach Document and a Test Approach Document.\n", []),
    (
        "1.1 The Migration Test Approach Document.\n",
        [
            "1: `Migration Test Approach Document` is called `Migration Testing Approach Document`"
            " in the record"
        ],
    ),
]

WEEKDAYS = [
    ("1.1 On Tuesday 31 January 2023, Tue 31st Jan 2023 and 29 February 2024.\n", []),
    ("1.1 On Sunday; 31 January 2023 was a Tuesday.\n", []),
    ("1.1 On Monday 31 January 2023.\n", ["1: 31 January 2023 is a Tuesday, not a Monday"]),
    ("1.1 On Mon, 31st of January 2023.\n", ["1: 31 January 2023 is a Tuesday, not a Mon"]),
    ("1.1 On 29 February 2023.\n", ["1: there is no 29 February 2023"]),
]

DATES = [
    (
        (
            "1.1 It takes effect on 27 January 2023 after the consultation issued on 5 December"
            " 2022.\n"
        ),
        [],
    ),
    (
        "1.1 The end date is 31 January 2023, and responses are due by 16:00 on 13 January 2023.\n",
        [],
    ),
    (
        "1.1 It takes effect on 28 January 2023.\n",
        ["1: the date of `effect` is 27 January 2023 in the record, and here 28 January 2023"],
    ),
    (
        "1.1 After the consultation of 6 December 2022.\n",
        [
            "1: the date of `consultation issued` is 5 December 2022 in the record, and here 6"
            " December 2022"
        ],
    ),
]

CASES: Cases = {
    "document-name": NAMES,
    "weekday": WEEKDAYS,
    "date": DATES,
}


@pytest.mark.parametrize(("rule", "text", "expected"), each(CASES))
def test_each_rule(rule: str, text: str, expected: list[str]) -> None:
    assert sorted(said(rule, text)) == sorted(expected)


# --- Placeholders ---------------------------------------------------------------------------------


def left(placeholder: str) -> list[str]:
    return [f"1: the placeholder `{placeholder}` is left in a version that has been decided"]


PLACEHOLDERS = [
    *(
        (f"1.1 It ends on {placeholder}.\n", left(placeholder))
        for placeholder in (
            *("[●]", "[•]", "[]", "[ ]", "[…]", "[...]", "[__]", "[-]", "[?]", "[xx]", "[X]"),
            *("[TBC]", "[tbc]", "[T.B.C.]", "[TBA by DCC]", "TBC", "TBD", "XX", "XXXX"),
            *(
                "[date]",
                "[the effective date]",
                "[end date]",
                "[number]",
                "[name]",
                "[DD/MM/YYYY]",
                "[dd mm yyyy]",
            ),
            *("[insert date]", "[Insert the date of the direction]", "[enter value]", "\\[●\\]"),
        )
    ),
    ("1.1 A [note] in brackets, [the Data] and [1] and [sic].\n", []),
    ("1.1 A [date](https://example.org) that is a link.\n", []),
    ("1.1 As in Annex XX, Schedule XX and limb (XX).\n", []),
    ("1.1 Not recorded; see `[TBC]`.\n", []),
    (
        TABLE + "| A | [●] |\n",
        ["3: the placeholder `[●]` is left in a version that has been decided"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), PLACEHOLDERS)
def test_a_placeholder_may_stand_until_the_version_is_directed(
    text: str, expected: list[str]
) -> None:
    assert said("placeholder", text, directed=True) == expected
    assert said("placeholder", text) == []
