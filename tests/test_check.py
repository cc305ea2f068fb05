"""The rules for texts. Each table reads: the text, and what is said of it; of what is right, nothing is said."""

import datetime as dt
from pathlib import Path

import pytest

from build_tools.check import RULES, check
from build_tools.corpus import load
from build_tools.errors import Problem
from build_tools.model import Amendment, Corpus, Document, Event, Moment, Version
from build_tools.parse import parse

DAY = dt.date(2023, 2, 1)
TABLE = "| Kind | Nights |\n|---|---|\n"


def document(id_: str, text: str, direction: dt.date) -> Document:
    amendment = Amendment(
        id=f"{id_}-first",
        title="",
        route="mtad-direction",
        summary="",
        steps=(),
        events={"direction": Event(actual=Moment(direction))},
    )
    version = Version(
        document=id_,
        label="1.0",
        text=text,
        blocks=parse(text),
        sha256="",
        amendment=amendment,
        path=f"versions/{id_}/1.0.md",
    )
    return Document(
        id=id_,
        title=f"The whole {id_.upper()}",
        short_title=id_.upper(),
        place="",
        provenance="",
        fictional=True,
        versions=(version,),
    )


def problems(text: str, direction: dt.date = DAY) -> list[Problem]:
    """What is wrong with a text in a corpus that also holds the SVTAD, with a single clause 4.2."""
    documents = (document("mtad", text, direction), document("svtad", "4.2 DCC consults.\n", DAY))
    return check(Corpus(documents=documents, amendments=()), DAY)


def mistakes(text: str, direction: dt.date = DAY) -> list[str]:
    return [f"{problem.line}: {problem.message}" for problem in problems(text, direction)]


# --- Characters ------------------------------------------------------------------------------------------------------

CHARACTERS = [
    ("1.1 Plain – “quoted”, naïve, £5, ½, •\u00a0and a non-breaking space.\n", []),
    ("1.1 A\tB\n", ["1: holds a tab"]),
    ("Text\n\n1.1 A\x02B\n", ["3: holds the character U+0002, which cannot be seen"]),
    ("1.1 A\u202eB\n", ["1: holds the character U+202E, which cannot be seen"]),
    ("1.1 A\u200bB\n", ["1: holds the character U+200B, which cannot be seen"]),
    ("```\na\tb\n```\n", ["2: holds a tab"]),
]
HTML = [
    ("1.1 a < b, a<5 and c > d, <https://example.org> and `<b>`\n", []),
    (TABLE + "| a<br>b | c<br/>d |\n", []),
    ("```\n<b>\n```\n", []),
    (
        "1.1 A <b>bold</b> word.\n",
        [
            "1: `</b>` is HTML; only <br> may stand in a text",
            "1: `<b>` is HTML; only <br> may stand in a text",
        ],
    ),
    ("Text\n\n<!-- hidden -->\n", ["3: `<!--` is HTML; only <br> may stand in a text"]),
    ('<div class="x">\n', ['1: `<div class="x">` is HTML; only <br> may stand in a text']),
]

# --- Words -----------------------------------------------------------------------------------------------------------


def left(placeholder: str) -> list[str]:
    return [f"1: the placeholder `{placeholder}` is left in a version that has been directed"]


PLACEHOLDERS = [
    *(
        (f"1.1 It ends on {placeholder}.\n", left(placeholder))
        for placeholder in (
            *("[●]", "[•]", "[]", "[ ]", "[…]", "[...]", "[__]", "[-]", "[?]", "[xx]", "[X]"),
            *("[TBC]", "[tbc]", "[T.B.C.]", "[TBA by DCC]", "TBC", "TBD", "XX", "XXXX"),
            *("[date]", "[the effective date]", "[end date]", "[number]", "[name]", "[DD/MM/YYYY]", "[dd mm yyyy]"),
            *("[insert date]", "[Insert the date of the direction]", "[enter value]", "\\[●\\]"),
        )
    ),
    ("1.1 A [note] in brackets, [the Data] and [1] and [sic].\n", []),
    ("1.1 A [date](https://example.org) that is a link.\n", []),
    ("1.1 As in Annex XX, Schedule XX and limb (XX).\n", []),
    ("1.1 Not recorded; see `[TBC]`.\n", []),
    (TABLE + "| A | [●] |\n", ["3: the placeholder `[●]` is left in a version that has been directed"]),
]

# --- Labels and references -------------------------------------------------------------------------------------------

DUPLICATES = [
    ("1.1 A:\n\n(a) b\n\n(b) c\n\n1.2 B:\n\n(a) b\n", []),
    ("1.1 A:\n\n(a) b\n\n(2) c\n", []),
    ("## Notes\n\n## Notes\n", []),
    ("1.1 A.\n\n1.2 B.\n\n1.1 C.\n", ["5: `1.1` stands here a second time; the first is on line 1"]),
    ("1.1 A:\n\n(a) b\n\n1.2 B.\n\n1.1 C:\n\n(a) d\n", ["7: `1.1` stands here a second time; the first is on line 1"]),
    ("1.1 A:\n\n(a) b\n\n(b) c\n\n(a) d\n", ["7: `(a)` stands here a second time; the first is on line 3"]),
    (
        "1.1 A.\n\n1.1 B.\n\n1.1 C.\n",
        [
            "3: `1.1` stands here a second time; the first is on line 1",
            "5: `1.1` stands here a second time; the first is on line 1",
        ],
    ),
    (
        f"Table 1: A\n\n{TABLE}\nTable 1: B\n\n{TABLE}",
        ["6: `Table 1` stands here a second time; the first is on line 1"],
    ),
    ("**Term** means a.\n\n**Term** means b.\n", ["3: `Term` stands here a second time; the first is on line 1"]),
]
REFERENCES = [
    ("1.1 See Clause 1.1 and Section H14, Annex B and Schedule 3.\n", []),
    (f"1.1 See Table 1.\n\nTable 1: A\n\n{TABLE}", []),
    ("1.1 See Clause 1.1(a).\n\n(a) b\n", []),
    ("1.1 See Clause 4.2 of the SVTAD, Clause 9 of the TMAD and Clause 4.2 of the Whole SVTAD.\n", []),
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
    ("1.1 See Clause 9.9 of the SVTAD.\n", ["1: there is no Clause 9.9 in any version of the SVTAD"]),
]

# --- Footnotes and tables --------------------------------------------------------------------------------------------

FOOTNOTES = [
    ("1.1 A.[^1]\n\n[^1]: Note.\n", []),
    ("1.1 A.[^1] B.[^1]\n\n[^1]: Note, with another.[^b]\n\n[^b]: Note.\n", []),
    ("1.1 A `[^1]`.\n", []),
    ("1.1 A.[^2]\n", ["1: there is no footnote `[^2]`"]),
    ("1.1 A.\n\n[^1]: Note.\n", ["3: nothing refers to footnote `[^1]`"]),
    ("1.1 A.[^1]\n\n[^1]: Note.\n\n[^1]: Note.\n", ["5: footnote `[^1]` stands here a second time"]),
]
ROWS = [
    (TABLE + "| A | 1 |\n| B |  |\n|  |  |\n", []),
    (TABLE + "| A \\| B | 1 |\n", []),
    ("Kind | Nights\n--- | ---\nA | 1\n", []),
    (TABLE + "| A |\n", ["3: the row has 1 cell, and the table 2 columns"]),
    (TABLE + "| A | 1 | 2 |\n", ["3: the row has 3 cells, and the table 2 columns"]),
    (f"Table 1: A\n\n{TABLE}| A | 1 |\n| B | 1 |  |\n", ["6: the row has 3 cells, and the table 2 columns"]),
]
MERGES = [
    (TABLE + "| A | << |\n| B | 2 |\n| ^^ | 3 |\n", []),
    (TABLE + "| A << B | 1 ^^ |\n", []),
    (TABLE + "| << | 1 |\n", ["3: `<<` joins no cell: none is to the left of it, or the whole would be no rectangle"]),
    (
        "| A | ^^ |\n|---|---|\n| B | C |\n",
        ["1: `^^` joins no cell: none is above it, or the whole would be no rectangle"],
    ),
]


@pytest.mark.parametrize(
    ("text", "said"),
    [*CHARACTERS, *HTML, *PLACEHOLDERS, *DUPLICATES, *REFERENCES, *FOOTNOTES, *ROWS, *MERGES],
)
def test_each_rule(text: str, said: list[str]) -> None:
    assert mistakes(text) == said


def test_a_placeholder_may_stand_until_the_version_is_directed() -> None:
    assert mistakes("1.1 It ends on [●].\n", DAY) == left("[●]")
    assert mistakes("1.1 It ends on [●].\n", DAY + dt.timedelta(days=1)) == []


def test_a_problem_shows_the_place_and_the_right_form() -> None:
    (problem,) = problems("1.1 A.\n\n1.2 It ends on [●].\n")
    assert str(problem) == (
        "versions/mtad/1.0.md:3: the placeholder `[●]` is left in a version that has been directed\n"
        "    1.2 It ends on [●].\n"
        "                   ^\n"
        "    expected: the value, or: not recorded"
    )


def test_all_mistakes_are_told_in_one_run_in_reading_order() -> None:
    text = (
        "1.1 A <i>word</i>.[^2]\n\n1.1 It ends on [TBC].\n\nTable 2: B\n\n| << | b |\n|---|---|\n| a |\n\n"
        "1.3 See Clause 7.\tX\n\n[^1]: Note.\n"
    )
    said = [problem.line for problem in problems(text)]
    assert said == [1, 1, 1, 3, 3, 7, 9, 11, 11, 13]


def test_each_rule_says_what_it_is_for() -> None:
    assert all(rule.__doc__ for rule in RULES)


def test_the_record_of_the_tests_has_no_mistake() -> None:
    assert check(load(Path(__file__).parent / "record"), DAY) == []
