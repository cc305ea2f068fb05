"""Terms used without a definition, defined without a use, lost."""

import pytest

from tests.check.finding import TABLE, Cases, each, said

UNDEFINED = [
    ("1.1 The Harbour Book is kept.\n\n**Harbour Book** means a book.\n", []),
    (
        "1.1 Clause 1.1 and Table 2. The Keeper writes on Tuesday 3 January. A Visitor reads the"
        " MTAD.\n",
        [],
    ),
    ("1.1 The Device Model Combination (DMC) is a DMC; see Annex XX.\n", []),
    (f"1.1 For MOC (Secure).\n\nTable 1: Kinds\n\n{TABLE}| MOC (Secure) | 1 |\n", []),
    (f"1.1 A Harbour Book.\n\nTable 1: Terms\n\n{TABLE}| “Harbour Book” | a book |\n", []),
    ("1.1 DCC keeps the Harbour Book.\n\n1.2 See the Harbour Book.\n", [
        "1: `Harbour Book` is written as a defined term, and no definition is recorded",
        "1: `DCC` is written as a defined term, and no definition is recorded",
    ]),
]  # fmt: skip

UNUSED = [
    ("1.1 Keepers keep.\n\n**Keeper** means a person.\n", []),
    (
        "1.1 A.\n\n**Keeper** means a person. A Keeper has the key.\n",
        ["3: `Keeper` is defined and not used"],
    ),
    ("1.1 A Keeper's key.\n\n**Key** means a thing.\n", ["3: `Key` is defined and not used"]),
]

CASES: Cases = {
    "undefined-term": UNDEFINED,
    "unused-definition": UNUSED,
}


@pytest.mark.parametrize(("rule", "text", "expected"), each(CASES))
def test_each_rule(rule: str, text: str, expected: list[str]) -> None:
    assert sorted(said(rule, text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "1.1 A Keeper.\n",
            ["1: `Keeper` is used here; 1.0 defined it, and this version does not"],
        ),
        ("1.1 A person.\n", []),
        ("1.1 A housekeeper.\n", []),
    ],
)
def test_a_term_stays_defined_as_long_as_it_is_used(text: str, expected: list[str]) -> None:
    before = "1.1 A Keeper.\n\n**Keeper** means a person.\n"
    assert said("lost-definition", text, before=before) == expected
