"""What references point at, and what it is called."""

import pytest

from build_tools.check.fixes import apply_fixes
from build_tools.model import CITED, CitationWords
from tests.check.finding import TABLE, Cases, each, problems, said

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
    ("1.1 See Clauses 1.1 and 1.2.\n", ["1: there is no Clause 1.2 in this version"]),
    *[
        (
            f"1.1 The fee is:\n\n(a) one; or\n\n(b) two.\n\n1.2 See {words}.\n\n[^1]: A note.\n",
            expected,
        )
        for words, expected in (
            ("Clause 1.1(a), paragraph (b) of Clause 1.1 and Clause 1.1 or 1.2", []),
            ("Clause 1.1(a) or (z)", ["7: there is no Clause 1.1(z) in this version"]),
            ("Clause 1.1(a), (b) or (z)", ["7: there is no Clause 1.1(z) in this version"]),
            ("Clause 1.1 or 1.9", ["7: there is no Clause 1.9 in this version"]),
            (
                "paragraph (b) or (z) of Clause 1.1",
                ["7: there is no paragraph (z) of Clause 1.1 in this version"],
            ),
            ("Clause 1.1(a) to (z)", ["7: there is no Clause 1.1(z) in this version"]),
            ("Clause 1.1 (z)", ["7: there is no Clause 1.1 (z) in this version"]),
            ("Clause 1.1(a)[^1] or (z)[^1]", ["7: there is no Clause 1.1(z) in this version"]),
            (
                "Table 1.1 or 9.9",
                [
                    "7: there is no Table 1.1 in this version",
                    "7: there is no Table 9.9 in this version",
                ],
            ),
            ("either Clause 1.1 or 1.9", ["7: there is no Clause 1.9 in this version"]),
            (
                "sub-clause 1.9 or item 1.8",
                [
                    "7: there is no sub-clause 1.9 in this version",
                    "7: there is no item 1.8 in this version",
                ],
            ),
            ("paragraph (z)", []),
            ("Clause 9.9 of the Supply Licence or Clause 9.9 of that Agreement", []),
            ("the Supply Licence, Clause 9.9", []),
        )
    ],
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

_MOST = "with a capital in most references of this text"
CAPITALS = [
    ("1.1 Under Clause 1.1 and Clause 1.2.\n\n1.2 As paragraph (a) says.\n\n(a) A.\n", []),
    ("1.1 Under clause 1.1 and clause 1.2.\n\n1.2 B.\n", []),
    (
        "1.1 Under Clause 1.1 and Clause 1.2.\n\n1.2 By clause 1.1.\n",
        [f"3: `clause` is written {_MOST}"],
    ),
    (
        "1.1 Under Clauses 1.1 and 1.2 and clauses 1.1 or 1.2.\n\n1.2 B.\n",
        [f"1: `clause` is written {_MOST}", f"1: `clause` is written {_MOST}"],
    ),
    (
        "1.1 Under clause 1.1 and clause 1.2.\n\n1.2 By Clause 1.1.\n",
        ["3: `Clause` is written without one in most references of this text"],
    ),
    ("1.1 Under Clause 1.1 and clause 4.2 of the SVTAD.\n", []),
]

CASES: Cases = {
    "reference-capital": CAPITALS,
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


BEFORE = """\
1.1 A visitor may take a boat.

1.2 A boat is returned:

(a) by dark; or

(b) at noon.

1.3 A visitor keeps Clause 1.2.
"""
FOLLOWED = [
    ("Clause 1.2", "Clause 1.3"),
    ("Clause 1.2(b)", "Clause 1.3(b)"),
    ("paragraph (a) of Clause 1.2", "paragraph (a) of Clause 1.3"),
    ("Clauses 1.2(a) or (b)", "Clauses 1.3(a) or (b)"),
    ("Clauses 1.1 and 1.2", "Clauses 1.2 and 1.3"),
    ("Clauses 1.1 to 1.3", "Clauses 1.2 to 1.4"),
    ("the **Keeper** and Clause 1.2", "the **Keeper** and Clause 1.3"),
    ("Clause 1.2, Clause 1.1 and Clause 1.2", "Clause 1.3, Clause 1.2 and Clause 1.3"),
    # where markup stands between the words, no program finds them in the line
    ("Clause **1.2**", "Clause **1.2**"),
]


@pytest.mark.parametrize(("printed", "mended"), FOLLOWED)
def test_a_reference_is_mended_where_it_is_certain_what_it_means(printed: str, mended: str) -> None:
    before = BEFORE.replace("Clause 1.2", printed)
    moved = before.replace("1.3 ", "1.4 ").replace("1.2 A", "1.3 A").replace("1.1 A", "1.2 A")
    text = f"1.1 The Keeper lets a visitor in.\n\n{moved}"
    after = text
    for _ in range(4):
        after = apply_fixes(after, problems("reference-moved", after, before=before))
    assert after == text.replace(printed, mended)


SECTIONS = CitationWords(provision="Section")
PARAGRAPHS = CitationWords(provision="§", limbs=(("(1)", "Abs."), ("1.", "Nr.")), language="de")
GERMAN = "## § 1 Weide\n\n(1) Die Weide dient dem Ort.\n\n(2) {}\n"


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        (SECTIONS, "1.1 See Section 1.2.\n", ["1: there is no Section 1.2 in this version"]),
        (SECTIONS, "1.1 See Section 99.\n", ["1: there is no Section 99 in this version"]),
        (SECTIONS, "1.1 See Section 99 of the Pilotage Act 1987, Article 5 and Rule 3.1.\n", []),
        (
            SECTIONS,
            "1.1 See paragraph (b) of Section 1.1.\n\n(a) b\n",
            ["1: there is no paragraph (b) of Section 1.1 in this version"],
        ),
        (SECTIONS, "1.1 See Section 1.1 and Clause 1.1.\n", []),
        (CITED, "1.1 See paragraph (b) of Section 1.1 and subsection 1.1 of section 2.\n", []),
        (PARAGRAPHS, GERMAN.format("Siehe § 1 Abs. 1, Abs. 2 und § 5 Abs. 2 BGB."), []),
        (
            PARAGRAPHS,
            GERMAN.format("Siehe § 55 Absatz 1 Nummer 2, § 1 Abs. 3 und Tabelle 9."),
            [
                "5: there is no Tabelle 9 in this version",
                "5: there is no § 1 Abs. 3 in this version",
                "5: there is no § 55 in this version",
            ],
        ),
        (PARAGRAPHS, GERMAN.format("Siehe Artikel 6 Absatz 1 und Section 9."), []),
    ],
)
def test_a_text_refers_to_its_provisions_by_the_word_of_its_record(
    words: CitationWords, text: str, expected: list[str]
) -> None:
    assert said("reference", text, words=words) == expected


def test_a_clause_named_by_mistake_does_not_make_sections_those_of_an_act() -> None:
    before = "1.1 See Section 1.2.\n\n1.2 A.\n\n1.3 B.\n"
    after = "1.1 See Section 1.2.\n\n1.2 A. See Clause 1.3.\n\n1.3 B.\n"
    for rule in ("reference", "reference-moved"):
        assert said(rule, after, before=before, words=SECTIONS) == []


def test_the_nearest_of_its_kind_is_offered_for_a_provision_that_is_not_there() -> None:
    text = "1.1 See Clause 1.9.\n\n1.2 A.\n\n1.3 B. See Clause 7.4.\n"
    told = problems("reference", text)
    assert [each.form for each in told] == ["a provision of this version, such as Clause 1.3", ""]


def test_for_a_provision_whose_number_stands_twice_renumbering_is_offered() -> None:
    before = "1.1 A boat.\n\n1.2 See Clause 1.1.\n"
    after = "1.1 A sail is new here.\n\n1.1 A boat.\n\n1.2 See Clause 1.1.\n"
    (told,) = problems("reference-moved", after, before=before)
    assert told.form == "corpus renumber mtad@2.0, by which it gets a number of its own"
