"""The rules for texts. Each table reads: the text, and what is said of it; of what is right,
nothing is said."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from build_tools.check import RECORD_RULES, RULES, Findings, check
from build_tools.check.fixes import apply_fixes
from build_tools.model import Amendment, Corpus, Document, Event, Moment, Step, Version, Waiver
from build_tools.model.problems import Problem
from build_tools.record import load
from build_tools.text.markdown import parse
from tests.paths import RECORD, ROOT

DAY = dt.date(2023, 2, 1)
TABLE = "| Kind | Nights |\n|---|---|\n"
RECORDED = {"consultation-issued": dt.date(2022, 12, 5), "effect": dt.date(2023, 1, 27)}


def version(
    id_: str, label: str, text: str, events: dict[str, Event], scope: tuple[str, ...] = ()
) -> Version:
    old = "1.0" if label != "1.0" else None
    amendment = Amendment(
        id=f"{id_}-{label}",
        title="",
        route="mtad-direction",
        summary="",
        steps=(Step(document=id_, old=old, new=label, scope=scope),),
        events=events,
    )
    return Version(
        document=id_,
        label=label,
        blocks=parse(text),
        amendment=amendment,
        path=f"versions/{id_}/{label}.md",
    )


def document(id_: str, title: str, *versions: Version) -> Document:
    named = {"id": id_, "title": title, "short_title": id_.upper(), "place": "", "provenance": ""}
    return Document(**named, fictional=True, versions=versions)


def findings(
    text: str,
    *,
    directed: bool = False,
    before: str = "",
    scope: tuple[str, ...] = (),
    waivers: Iterable[Waiver] = (),
) -> Findings:
    """What is found in a text in a corpus that also holds the SVTAD, with a single clause 4.2."""
    events = {name: Event(planned=Moment(day)) for name, day in RECORDED.items()}
    if directed:
        events["direction"] = Event(actual=Moment(DAY))
    labels = {"1.0": before, "2.0": text} if before else {"1.0": text}
    versions = (version("mtad", label, each, events, scope) for label, each in labels.items())
    svtad = version("svtad", "1.0", "4.2 DCC consults.\n", {"direction": Event(actual=Moment(DAY))})
    documents = (
        document("mtad", "Migration Testing Approach Document", *versions),
        document("svtad", "The whole SVTAD", svtad),
    )
    return check(Corpus(documents=documents, amendments=(), waivers=tuple(waivers)), DAY)


def problems(rule: str, text: str, **given: Any) -> list[Problem]:
    """What one rule finds in a text, on the newest version."""
    newest = "2.0" if given.get("before") else "1.0"
    found = findings(text, **given).problems
    return [
        each for each in found if each.rule == rule and each.path == f"versions/mtad/{newest}.md"
    ]


def said(rule: str, text: str, **given: Any) -> list[str]:
    return [f"{problem.line}: {problem.message}" for problem in problems(rule, text, **given)]


# --- Characters -----------------------------------------------------------------------------------

CHARACTERS = [
    ("1.1 Plain – “quoted”, naïve, £5, ½, •\u00a0and a non-breaking space.\n", []),
    ("1.1 A\tB\n", ["1: holds a tab"]),
    ("Text\n\n1.1 A\x02B\n", ["3: holds the character U+0002, which cannot be seen"]),
    ("1.1 A\u202eB\n", ["1: holds the character U+202E, which cannot be seen"]),
    ("1.1 A\u200bB\n", ["1: holds the character U+200B, which cannot be seen"]),
    ("1.1 A\u00adB\n", ["1: holds the character U+00AD, which cannot be seen"]),
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

# --- Words ----------------------------------------------------------------------------------------


def left(placeholder: str) -> list[str]:
    return [f"1: the placeholder `{placeholder}` is left in a version that has been directed"]


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
        ["3: the placeholder `[●]` is left in a version that has been directed"],
    ),
]

# --- Labels and references ------------------------------------------------------------------------

DUPLICATES = [
    ("1.1 A:\n\n(a) b\n\n(b) c\n\n1.2 B:\n\n(a) b\n", []),
    ("1.1 A:\n\n(a) b\n\n(2) c\n", []),
    ("## Notes\n\n## Notes\n", []),
    (
        "1.1 A.\n\n1.2 B.\n\n1.1 C.\n",
        ["5: `1.1` stands here a second time; the first is on line 1"],
    ),
    (
        "1.1 A:\n\n(a) b\n\n1.2 B.\n\n1.1 C:\n\n(a) d\n",
        ["7: `1.1` stands here a second time; the first is on line 1"],
    ),
    (
        "1.1 A:\n\n(a) b\n\n(b) c\n\n(a) d\n",
        ["7: `(a)` stands here a second time; the first is on line 3"],
    ),
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
    (
        "**Term** means a.\n\n**Term** means b.\n",
        ["3: `Term` stands here a second time; the first is on line 1"],
    ),
]
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

# --- Footnotes and tables -------------------------------------------------------------------------

FOOTNOTES = [
    ("1.1 A.[^1]\n\n[^1]: Note.\n", []),
    ("1.1 A.[^1] B.[^1]\n\n[^1]: Note, with another.[^b]\n\n[^b]: Note.\n", []),
    ("1.1 A `[^1]`.\n", []),
    ("1.1 A.[^2]\n", ["1: there is no footnote `[^2]`"]),
    ("1.1 A.\n\n[^1]: Note.\n", ["3: nothing refers to footnote `[^1]`"]),
    (
        "1.1 A.[^1]\n\n[^1]: Note.\n\n[^1]: Note.\n",
        ["5: footnote `[^1]` stands here a second time"],
    ),
]
ROWS = [
    (TABLE + "| A | 1 |\n| B |  |\n|  |  |\n", []),
    (TABLE + "| A \\| B | 1 |\n", []),
    ("Kind | Nights\n--- | ---\nA | 1\n", []),
    (TABLE + "| A |\n", ["3: the row has 1 cell, and the table 2 columns"]),
    (TABLE + "| A | 1 | 2 |\n", ["3: the row has 3 cells, and the table 2 columns"]),
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

# --- Look-alikes, quotation marks, addresses ------------------------------------------------------

LOOK_ALIKES = [
    ("1.1 Naïve, ½, µ, 5 kΩ, λόγος, Москва, straße and É.\n", []),
    ("1.1 A `Сohort` in code.\n", []),
    ("1.1 The Сohort.\n", ["1: `Сohort` holds U+0421, which only looks like `C`"]),
    ("1.1 The Cοhort.\n", ["1: `Cοhort` holds U+03BF, which only looks like `o`"]),
    ("1.1 In ２０２３（1）.\n", ["1: `２０２３` holds U+FF12, which only looks like `2`"]),
]
_STRAIGHT = "holds a straight quotation mark or apostrophe, and most in this text are curly"
_CURLY = "holds a curly quotation mark or apostrophe, and most in this text are straight"
QUOTES = [
    ('1.1 A "word" and DCC\'s own.\n', []),
    ("1.1 A “word” and DCC’s own.\n", []),
    ('1.1 A “word” and DCC’s own, and `x = "y"`.\n', []),
    ("1.1 A “word”.\n\n1.2 DCC's own.\n", [f"3: {_STRAIGHT}"]),
    ('1.1 A "word".\n\n1.2 DCC’s own.\n', [f"3: {_CURLY}"]),
]
LINKS = [
    (
        "1.1 [A](https://example.org), [b](mailto:a@example.org), [c](#1.1) and"
        " <https://example.org>: no more.\n",
        [],
    ),
    ("1.1 Note: see `[a](http://example.org)`; [date](TBC).\n", []),
    ("1.1 [A](http://example.org).\n", ["1: a link may not begin with `http:`"]),
    ("1.1 [A](javascript:alert(1)).\n", ["1: a link may not begin with `javascript:`"]),
    ("1.1 <ftp://example.org>\n\n[b]: file:///etc/passwd\n", [
        "1: a link may not begin with `ftp:`",
        "3: a link may not begin with `file:`",
    ]),
]  # fmt: skip
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

# --- Series ---------------------------------------------------------------------------------------

GAPS = [
    ("1.1 A.\n\n1.2 B.\n\n1.2A C.\n\n1.3 D:\n\n(a) e\n\n(b) f\n\n2.1 G:\n\n(a) h\n", []),
    ("1.1 A:\n\n(h) b\n\n(i) c\n\n(j) d\n", ["3: `(h)` is the first here"]),
    ("1.1 A:\n\n(a) b:\n\n(i) c\n\n(ii) d\n\n(b) e\n", []),
    ("## 1 A\n\n## 2 B\n\n## 4 C\n", ["5: `4` follows `2`, and what is between them is missing"]),
    ("1.1 A.\n\n1.3 B.\n", ["3: `1.3` follows `1.1`, and what is between them is missing"]),
    ("1.1 A.\n\n1.1B B.\n", ["3: `1.1B` follows `1.1`, and what is between them is missing"]),
    ("1.1 A:\n\n(a) b\n\n(c) d\n", ["5: `(c)` follows `(a)`, and what is between them is missing"]),
    ("1.1 A:\n\n(y) b\n\n(z) c\n\n(aa) d\n\n(bb) e\n", ["3: `(y)` is the first here"]),
    ("1.1 A:\n\n(a) b\n\n(aa) c\n\n(b) d:\n\n(i) e\n\n(ii) f\n\n(c) g\n", []),
    ("4.2 DCC consults.\n", []),
]
ORDER = [
    ("1.1 A.\n\n1.9 B.\n\n1.10 C.\n", []),
    ("1.1 A.\n\n1.3 B.\n\n1.2 C.\n", ["5: `1.2` stands after `1.3`"]),
    ("1.1 A:\n\n(b) c\n\n(a) d\n", ["5: `(a)` stands after `(b)`"]),
    ("## 2 A\n\n## 1 B\n", ["3: `1` stands after `2`"]),
]

# --- Titles, terms, captions ----------------------------------------------------------------------

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
UNDEFINED = [
    ("1.1 The Harbour Book is kept.\n\n**Harbour Book** means a book.\n", []),
    (
        "1.1 Clause 1.1 and Table 2. The Keeper writes on Tuesday 3 January. A Visitor reads the"
        " MTAD.\n",
        [],
    ),
    ("1.1 The Device Model Combination (DMC) is a DMC; see Annex XX.\n", []),
    (f"1.1 For MOC (Secure).\n\nTable 1: Kinds\n\n{TABLE}| MOC (Secure) | 1 |\n", []),
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

EACH = {
    "unseen-character": CHARACTERS,
    "look-alike": LOOK_ALIKES,
    "html": HTML,
    "link-scheme": LINKS,
    "quotes": QUOTES,
    "document-name": NAMES,
    "weekday": WEEKDAYS,
    "date": DATES,
    "duplicate": DUPLICATES,
    "gap": GAPS,
    "order": ORDER,
    "reference": REFERENCES,
    "reference-title": TITLES,
    "undefined-term": UNDEFINED,
    "unused-definition": UNUSED,
    "footnote": FOOTNOTES,
    "ragged-row": ROWS,
    "merge": MERGES,
    "caption": CAPTIONS,
}


@pytest.mark.parametrize(
    ("rule", "text", "told"), [(rule, *case) for rule, cases in EACH.items() for case in cases]
)
def test_each_rule(rule: str, text: str, told: list[str]) -> None:
    assert sorted(said(rule, text)) == sorted(told)


@pytest.mark.parametrize(("text", "told"), PLACEHOLDERS)
def test_a_placeholder_may_stand_until_the_version_is_directed(text: str, told: list[str]) -> None:
    assert said("placeholder", text, directed=True) == told
    assert said("placeholder", text) == []


# --- Against the version before -------------------------------------------------------------------

THREE = (
    "1.1 A visitor may take a boat.\n\n1.2 A boat is returned by dark.\n\n1.3 Breach of Clause 1.2"
    " is paid for.\n"
)
FOUR = "1.1 The Keeper lets in.\n\n" + THREE.replace("1.3", "1.4").replace(
    "1.2 A", "1.3 A"
).replace("1.1", "1.2")
KEEPER = "**Keeper** means a person.\n"


@pytest.mark.parametrize(
    ("rule", "before", "text", "told"),
    [
        ("reference-moved", THREE, FOUR, [
            "7: Clause 1.2 is not what it was in 1.0; that is Clause 1.3 now",
        ]),
        ("reference-moved", THREE, FOUR.replace("Clause 1.2", "Clause 1.3"), []),
        ("reference-moved", THREE, THREE.replace("dark", "noon"), []),
        ("reference-moved", THREE, FOUR.replace("Clause 1.2", "Clause 1.1"), []),
        ("lost-definition", f"1.1 A Keeper.\n\n{KEEPER}", "1.1 A Keeper.\n", [
            "1: `Keeper` is used here; 1.0 defined it, and this version does not",
        ]),
        ("lost-definition", f"1.1 A Keeper.\n\n{KEEPER}", "1.1 A person.\n", []),
        ("lost-definition", f"1.1 A Keeper.\n\n{KEEPER}", "1.1 A housekeeper.\n", []),
        ("header", f"Table 1: A\n\n{TABLE}| a | 1 |\n",
         f"Table 1: A\n\n{TABLE.replace('Nights', 'Days')}| a | 1 |\n", [
            "3: the header `Nights` became `Days`, and each cell below it may mean something else",
        ]),
        ("header", f"Table 1: A\n\n{TABLE}| a | 1 |\n", f"Table 1: A\n\n{TABLE}| a | 2 |\n", []),
        ("gap", "1.1 A first one.\n\n1.3 A third one.\n",
         "1.1 A first one.\n\n1.3 The third one.\n", []),
    ],
)  # fmt: skip
def test_each_rule_on_a_step(rule: str, before: str, text: str, told: list[str]) -> None:
    assert said(rule, text, before=before) == told


@pytest.mark.parametrize(
    ("scope", "told"),
    [
        (("1.1", "1.2"), []),
        (("1",), []),
        ((), []),
        (("1.1",), ["3: Clause 1.2 is changed, and `mtad-2.0` does not name it in its scope"]),
        (
            ("Table 1.2", "1.1"),
            ["3: Clause 1.2 is changed, and `mtad-2.0` does not name it in its scope"],
        ),
        (
            ("1.11", "1.2"),
            ["1: Clause 1.1 is changed, and `mtad-2.0` does not name it in its scope"],
        ),
    ],
)
def test_what_is_changed_lies_in_the_scope(scope: tuple[str, ...], told: list[str]) -> None:
    text = "1.1 A visitor may take a boat.\n\n1.2 A boat is returned by dark.\n"
    changed = text.replace("a boat", "a raft").replace("dark", "noon")
    assert said("scope", changed, before=text, scope=scope) == told


def test_renumbering_need_not_be_declared() -> None:
    assert (
        said("scope", FOUR.replace("Clause 1.2", "Clause 1.3"), before=THREE, scope=("1.1",)) == []
    )


def test_a_definition_and_a_table_lie_in_the_clause_before_them() -> None:
    text = f"1.1 Words:\n\n{KEEPER}\nTable 9: A\n\n{TABLE}| a | 1 |\n"
    changed = text.replace("a person", "a woman").replace("| 1 |", "| 2 |")
    for scope in (("1.1",), ("Keeper", "Table 9")):
        assert said("scope", changed, before=text, scope=scope) == []
    assert len(said("scope", changed, before=text, scope=("Keeper",))) == 1


# --- All together ---------------------------------------------------------------------------------


def test_a_problem_shows_the_place_the_rule_and_the_right_form() -> None:
    (problem,) = problems("placeholder", "1.1 A.\n\n1.2 It ends on [●].\n", directed=True)
    assert (
        str(problem)
        == "versions/mtad/1.0.md:3: placeholder: the placeholder `[●]` is left in a version that"
        " has been directed\n    1.2 It ends on [●].\n                   ^\n    expected: the"
        " value, or: not recorded"
    )


def test_all_mistakes_are_told_in_one_run_in_reading_order() -> None:
    text = (
        "1.1 A <i>word</i>.[^2]\n\n1.1 It ends on [TBC].\n\nTable 2: B\n\n| << | b |\n|---|---|\n|"
        " a |\n\n1.3 See Clause 7.\tX\n\n[^1]: Note.\n"
    )
    found = findings(text, directed=True).problems
    assert [problem.line for problem in found if "mtad" in problem.path] == [
        1,
        1,
        1,
        3,
        3,
        7,
        9,
        11,
        11,
        13,
    ]


def test_a_warning_is_given_until_the_version_is_directed() -> None:
    text = "1.1 A “word”.\n\n1.2 DCC's <b>own.\n"
    assert {each.severity for each in findings(text).problems} == {"warning", "error"}
    assert [each.rule for each in findings(text, directed=True).problems] == ["html"]


def test_the_record_of_the_tests_has_no_mistake() -> None:
    assert check(load(RECORD), DAY).problems == ()


def test_the_words_of_amendments_are_checked_at_their_lines() -> None:
    record = load(ROOT / "versions")
    yaml = (
        "# Monday 31 January 2023\ntitle: On Monday 31 January 2023\nsummary: A Migration Test"
        " Approach Document\n"
    )
    amendments = [
        replace(each, text=yaml)
        for each in record.amendments
        if each.id == "mtad-moc-secure-closure"
    ]
    found = check(replace(record, amendments=tuple(amendments)), DAY).problems
    assert [(Path(each.path).name, each.line, each.rule) for each in found] == [
        ("mtad-moc-secure-closure.yml", 2, "weekday"),
        ("mtad-moc-secure-closure.yml", 3, "document-name"),
    ]


# --- Waivers --------------------------------------------------------------------------------------

WEEKDAY = "1.1 On Monday 31 January 2023.\n\n1.2 Still on Monday 31 January 2023.\n"


def waiver(line: str, rule: str = "weekday") -> Waiver:
    return Waiver(
        rule=rule,
        file="versions/mtad/1.0.md",
        line=line,
        reason="As published.",
        path="waivers.yml",
        number=2,
    )


def test_a_waiver_takes_one_line_out_and_its_reason_is_shown() -> None:
    found = findings(WEEKDAY, waivers=[waiver("Still on")])
    assert [each.line for each in found.problems] == [1]
    assert [(each.problem.line, each.reason) for each in found.waived] == [(3, "As published.")]


@pytest.mark.parametrize(
    ("line", "rule", "severity", "message"),
    [
        (
            "31 January",
            "weekday",
            "error",
            "`line` stands on lines 1, 3; quote enough of one of them",
        ),
        ("1.1 On", "weekdays", "error", "there is no rule `weekdays` that could be waived"),
        ("1.1 On", "schema", "error", "there is no rule `schema` that could be waived"),
        (
            *("1.1 On Tuesday", "weekday", "warning"),
            (
                "waives nothing: `weekday` finds nothing on a line of versions/mtad/1.0.md that"
                " holds these words"
            ),
        ),
    ],
)
def test_a_waiver_that_waives_no_single_line_is_told_of(
    line: str, rule: str, severity: str, message: str
) -> None:
    found = findings(WEEKDAY, waivers=[waiver(line, rule)])
    told = [
        (each.path, each.line, each.severity, each.message)
        for each in found.problems
        if each.rule == "waiver"
    ]
    assert told == [("waivers.yml", 2, severity, message)]
    assert len([each for each in found.problems if each.rule == "weekday"]) == 2


# --- Mending --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("1.1 A\tb\u200bc.\n", "1.1 A bc.\n"),
        ("1.1 The Сοhort and `Сohort`.\n", "1.1 The Cohort and `Сohort`.\n"),
        (
            '1.1 “One”, “two”, “three”.\n\n1.2 It\'s "so" ("so").\n\n1.3 `"`\n',
            '1.1 “One”, “two”, “three”.\n\n1.2 It’s “so” (“so”).\n\n1.3 `"`\n',
        ),
        ('1.1 "One", "two".\n\n1.2 It’s “so”.\n', '1.1 "One", "two".\n\n1.2 It\'s "so".\n'),
        (
            "1.1 A Migration Test Approach Document.\n",
            "1.1 A Migration Testing Approach Document.\n",
        ),
        ("## 1 Boats\n\n1.1 See Clause 1 (Ships).\n", "## 1 Boats\n\n1.1 See Clause 1 (Boats).\n"),
        ("1.1 On Monday 31 January 2023.\n", "1.1 On Monday 31 January 2023.\n"),
        (
            "1.1 A Migration Test Approach Document\tof the Сohort.\n",
            "1.1 A Migration Testing Approach Document of the Cohort.\n",
        ),
    ],
)
def test_what_a_program_can_know_is_mended(text: str, after: str) -> None:
    for _ in range(3):
        text = apply_fixes(text, [each for each in findings(text).problems if "mtad" in each.path])
    assert text == after
    assert all(each.mended is None for each in findings(text).problems)


def test_each_fixable_rule_gives_the_mended_line_and_no_other() -> None:
    texts = [text for cases in EACH.values() for text, _ in cases]
    mending = {
        each.rule for text in texts for each in findings(text).problems if each.mended is not None
    }
    assert mending == {rule.id for rule in RULES if rule.fixable}


# --- The pages of the rules -----------------------------------------------------------------------

PAGES = ROOT / "docs" / "rules"
_EXAMPLE = re.compile(r"^## (Before|Wrong|Right)\n\n```\w+\n(.*?\n)```$", re.MULTILINE | re.DOTALL)


def test_each_rule_has_a_page() -> None:
    assert {path.stem for path in PAGES.glob("*.md")} - {"index"} == {
        rule.id for rule in RULES
    } | set(RECORD_RULES)


@pytest.mark.parametrize("rule", [rule.id for rule in RULES if rule.id != "overlap"])
def test_the_examples_on_its_page_are_what_the_rule_says(rule: str) -> None:
    examples = dict(_EXAMPLE.findall((PAGES / f"{rule}.md").read_text()))
    given = {
        "before": examples.get("Before", ""),
        "directed": rule == "placeholder",
        "scope": ("1.1",),
    }
    assert problems(rule, examples["Wrong"], **given)
    assert not problems(rule, examples["Right"], **given)
