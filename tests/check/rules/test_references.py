"""What references point at, and what it is called."""

import pytest

from tests.check.finding import TABLE, Cases, each, said

REFERENCES = [
    ("1.1 See Clause 1.1 and Section H14, Annex B and Schedule 3.\n", []),
    (f"1.1 See Table 1.\n\nTable 1: A\n\n{TABLE}", []),
    ("1.1 See Clause 1.1(a).\n\n(a) b\n", []),
    (
        (
            "1.1 See Clause 4.2 of the SVTAD, Clause 9 of the TMAD and Clause 4.2 of the Whole"
            " SVTAD.\n"
        ),
        [],
    ),
    ("1.1 See Clause 1.1[^2].\n\n[^2]: Note.\n", []),
    (
        TABLE + "| See Clause 3 | b |\n| See Clause 3 | b |\n",
        [
            "3: there is no Clause 3 in this version",
            "4: there is no Clause 3 in this version",
        ],
    ),
    ("1.1 See\n**Clause 1.2**.\n", ["2: there is no Clause 1.2 in this version"]),
    ("1.1 See Table 1.\n", ["1: there is no Table 1 in this version"]),
    ("1.1 See Clause 4.2.\n", ["1: there is no Clause 4.2 in this version"]),
    ("1.1 See Clause 1.1(b).\n\n(a) b\n", ["1: there is no Clause 1.1(b) in this version"]),
    ("1.1 See Clauses 1.1 and 1.2.\n", ["1: there is no 1.2 in this version"]),
    (
        "1.1 See Clause 9.9 of the SVTAD.\n",
        ["1: there is no Clause 9.9 in any version of the SVTAD"],
    ),
]

TITLES = [
    (
        (
            "## 1 Boats\n\n1.1 Under Clause 1 (Boats), Clause 1 (as amended) and Section H14"
            " (Testing).\n"
        ),
        [],
    ),
    ("## 1 Boats\n\n1.1 Under Clause 1.1 (Nothing).\n", []),
    ("## 1 Boats\n\n1.1 Under Clause 1 (Ships).\n", ["3: Clause 1 is called `Boats`, not `Ships`"]),
    (
        f"1.1 Table 1 (Ships).\n\nTable 1: Boats\n\n{TABLE}",
        ["1: Table 1 is called `Boats`, not `Ships`"],
    ),
]

CASES: Cases = {
    "reference": REFERENCES,
    "reference-title": TITLES,
}


@pytest.mark.parametrize(("rule", "text", "expected"), each(CASES))
def test_each_rule(rule: str, text: str, expected: list[str]) -> None:
    assert sorted(said(rule, text)) == sorted(expected)


# --- Against the version before -------------------------------------------------------------------

THREE = (
    "1.1 A visitor may take a boat.\n\n1.2 A boat is returned by dark.\n\n1.3 Breach of Clause 1.2"
    " is paid for.\n"
)

FOUR = "1.1 The Keeper lets in.\n\n" + THREE.replace("1.3", "1.4").replace(
    "1.2 A", "1.3 A"
).replace("1.1", "1.2")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FOUR, ["7: Clause 1.2 is not what it was in 1.0; that is Clause 1.3 now"]),
        (FOUR.replace("Clause 1.2", "Clause 1.3"), []),
        (THREE.replace("dark", "noon"), []),
        (FOUR.replace("Clause 1.2", "Clause 1.1"), []),
    ],
)
def test_a_reference_that_stayed_points_at_what_it_pointed_at(
    text: str, expected: list[str]
) -> None:
    assert said("reference-moved", text, before=THREE) == expected
