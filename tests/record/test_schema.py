"""YAML in; checked values, or every problem at its line, out."""

import datetime as dt
import json
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Self

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError, model_validator

from build_tools.model import CONSULTED, EVENTS, Event, Moment, Source, Step
from build_tools.model.problems import CorpusError
from build_tools.record import load
from build_tools.record.schema import (
    json_schemas,
    read_amendment,
    read_decisions,
    read_document,
    read_front_matter,
)
from build_tools.record.schema.dates import read_moment
from build_tools.record.schema.field_types import Line, wrong
from build_tools.record.schema.messages import problems
from build_tools.record.schema.models import ConsultedDatesFile
from build_tools.record.schema.strict_model import StrictModel
from build_tools.record.schema.yaml_source import parse_yaml
from tests.paths import ROOT

PROCEDURE = load(ROOT / "versions").procedure
"""That of this record: its editors are told its steps and its routes."""

DOCUMENT = """\
title: Migration Testing Approach Document
short_title: MTAD
place: Provided for by Clause 4.2 of the SVTAD
provenance: A reconstruction
"""
FRONT_MATTER = """\
document: mtad
version: 4.0
amendment: mtad-moc-secure
provenance: Reconstruction for demonstration, not the legal text
"""
AMENDMENT = """\
title: Closing Migration DUST for MOC (Secure)
route: mtad-direction
summary: Sets an end date in Table 17.6.
steps:
  - document: mtad
    from: 3.0
    to: 4.10
    scope: [Table 17.6, 17.7]
dates:
  consultation-issued: {actual: 2022-12-05}
  consultation-closes: {planned: 2023-01-13T16:00}
  conclusion: {actual: date not recorded}
  effect: {planned: 2023-01, note: or within one month after}
questions:
  - Do you agree?
sources:
  - title: The consultation of 5 December 2022
    url: https://www.example.org/consultation
"""
DECISIONS = """\
questions:
  - question: 1
    said: Two ask for a month more.
    decision: accepted with modification
    reason: Two weeks are enough.
    changed: [c-00aa11]
  - question: 2
    decision: noted
    reason: All agree.
changes:
  - change: c-22bb33
    where: Clause 9.9
    decision: accepted
    reason: The report is late.
    elsewhere: The report is due in May.
unasked:
  - changed: [c-44cc55]
    reason: A slip of the pen.
"""
READERS: dict[str, Callable[[str, str], object]] = {
    "document": read_document,
    "front matter": read_front_matter,
    "amendment": partial(read_amendment, procedure=PROCEDURE),
    "decisions": read_decisions,
}
GOOD = {
    "document": DOCUMENT,
    "front matter": FRONT_MATTER,
    "amendment": AMENDMENT,
    "decisions": DECISIONS,
}


def mistakes(kind: str, text: str) -> list[str]:
    """What is wrong with a text of that kind: `line: message`."""
    try:
        READERS[kind]("f.yml", text)
    except CorpusError as error:
        return [f"{problem.line}: {problem.message}" for problem in error.problems]
    return []


# --- What is right --------------------------------------------------------------------------------


def test_a_document_is_read() -> None:
    value = read_document("f.yml", DOCUMENT + "fictional: true\n").value
    assert (value.title, value.short_title, value.fictional) == (
        "Migration Testing Approach Document",
        "MTAD",
        True,
    )
    assert not read_document("f.yml", DOCUMENT).value.fictional
    named = read_document("f.yml", DOCUMENT + "names: [Citizens Advice]\n").value
    assert (named.names, value.names) == (("Citizens Advice",), ())


def test_front_matter_is_read_and_numbers_stay_text() -> None:
    assert read_front_matter("f.md", FRONT_MATTER).value.version == "4.0"
    assert read_front_matter("f.md", FRONT_MATTER.replace("4.0", "1.10")).value.version == "1.10"


def test_an_amendment_is_read() -> None:
    amendment = read_amendment("f.yml", AMENDMENT, CONSULTED).value.amendment(
        "mtad-moc-secure", "f.yml", AMENDMENT
    )
    assert amendment.steps == (
        Step(document="mtad", old="3.0", new="4.10", scope=("Table 17.6", "17.7")),
    )
    assert amendment.events == {
        "consultation-issued": Event(actual=Moment(dt.date(2022, 12, 5))),
        "consultation-closes": Event(
            planned=Moment(dt.date(2023, 1, 13), "minute", dt.time(16, 0))
        ),
        "conclusion": Event(actual=Moment(None, "none")),
        "effect": Event(
            planned=Moment(dt.date(2023, 1, 1), "month"), note="or within one month after"
        ),
    }
    assert amendment.sources == (
        Source("The consultation of 5 December 2022", "https://www.example.org/consultation"),
    )
    assert (amendment.id, amendment.route, amendment.questions) == (
        "mtad-moc-secure",
        "mtad-direction",
        ("Do you agree?",),
    )


def test_a_mistake_can_be_shown_at_any_part_that_was_read() -> None:
    checked = read_amendment("f.yml", AMENDMENT, CONSULTED)
    problem = checked.problem(("steps", 0, "from"), "no such version")
    assert (problem.line, problem.column, problem.source) == (6, 11, "    from: 3.0")
    # What is not there is shown at what is round it.
    assert checked.problem(("steps", 0, "gone"), "no").line == 5
    assert checked.problem(("withdrawn",), "no").line == 1


def test_front_matter_lines_are_counted_in_the_file() -> None:
    with pytest.raises(CorpusError) as caught:
        read_front_matter("versions/mtad/4.0.md", FRONT_MATTER.replace("mtad-moc-secure", "../etc"))
    assert (
        str(caught.value)
        == "versions/mtad/4.0.md:4: schema: `amendment` must be small letters, figures, points and"
        " hyphens, not `../etc`\n    amendment: ../etc\n               ^\n    expected:"
        " amendment: rules-4.0-shorter-notice"
    )


# --- What is wrong --------------------------------------------------------------------------------

ROUTES = (
    "`route` must be one of `mtad-direction`, `sos-designation`, `sec-modification`,"
    " `dcc-publication`"
)
KEYS = (
    "the keys here are `title`, `route`, `summary`, `steps`, `dates`, `withdrawn`, `correction`,"
    " `corrections`, `questions`, `addressee`, `sources`"
)
KEYS_OF_DOCUMENT = (
    "2: unknown key `x`; the keys here are `title`, `short_title`, `place`, `provenance`,"
    " `fictional`, `names`, `provision`, `limbs`, `rules`, `kept_redlines`, `sections`"
)
MISTAKES = [
    # kind, what is replaced, by what, what is said
    ("document", "short_title: MTAD\n", "", ["1: missing key `short_title`"]),
    (
        "document",
        "short_title",
        "shorttitle",
        [
            "1: missing key `short_title`",
            "2: unknown key `shorttitle`; did you mean `short_title`?",
        ],
    ),
    ("document", "MTAD", "''", ["2: `short_title` is empty"]),
    ("document", "MTAD", "", ["2: `short_title` is empty"]),
    ("document", "MTAD", "[MTAD]", ["2: `short_title` must be text, not a list"]),
    (
        "document",
        "A reconstruction\n",
        "A\nfictional: yes\n",
        ["5: `fictional` must be true or false, not `yes`"],
    ),
    (
        "document",
        "title: Mig",
        "title: {x}\nx{y}: Mig",
        [
            "1: `title` must be text, not keys with values",
            (
                "2: unknown key `x{y}`; the keys here are `title`, `short_title`, `place`,"
                " `provenance`, `fictional`, `names`, `provision`, `limbs`, `rules`,"
                " `kept_redlines`, `sections`"
            ),
        ],
    ),
    ("front matter", "4.0", "v4", ["3: `version` must be a number such as 4.0 or 17.6A, not `v4`"]),
    (
        "front matter",
        "4.0",
        "../../etc/passwd",
        ["3: `version` must be a number such as 4.0 or 17.6A, not `../../etc/passwd`"],
    ),
    (
        "front matter",
        "4.0",
        "٤.٠",
        ["3: `version` must be a number such as 4.0 or 17.6A, not `٤.٠`"],
    ),
    (
        "front matter",
        "mtad\n",
        "MTAD\n",
        ["2: `document` must be small letters, figures, points and hyphens, not `MTAD`"],
    ),
    (
        "amendment",
        "mtad-direction",
        "mtad-directon",
        [f"2: {ROUTES}, not `mtad-directon`; did you mean `mtad-direction`?"],
    ),
    ("amendment", "mtad-direction", "[]", [f"2: {ROUTES}, not a list"]),
    ("amendment", "effect:", "efect:", ["13: unknown key `efect`; did you mean `effect`?"]),
    ("amendment", "    to: 4.10\n", "", ["5: missing key `to`"]),
    ("amendment", "4.10", "3.0", ["7: goes from 3.0 to itself"]),
    ("amendment", "[Table 17.6, 17.7]", "Table 17.6", ["8: `scope` must be a list, not text"]),
    ("amendment", "[Table 17.6, 17.7]", "[Table 17.6, '']", ["8: `scope` entry 2 is empty"]),
    (
        "amendment",
        "    scope:",
        "  - mtad\n  - document: mtad\n    to: 5.0\n    scope:",
        ["8: `steps` entry 2 must be keys with values, not text"],
    ),
    (
        "amendment",
        "    scope:",
        "  - document: mtad\n    to: 5.0\n    scope:",
        [
            "8: `mtad` has a step already; a second carries the first on, and goes from what the"
            " first went from, as the draft made after the consultation does, or from what has been"
            " decided since, not from nothing"
        ],
    ),
    (
        "decisions",
        "    changed: [c-00aa11]\n",
        "",
        [
            "2: `questions` entry 1 is accepted with modification and names no change: `changed`"
            " lists those of the text, `elsewhere` tells of another, and where nothing was asked it"
            " is noted"
        ],
    ),
    (
        "decisions",
        "    decision: noted",
        "    changed: [c-00aa11]\n    decision: not accepted",
        [
            "7: `questions` entry 2 is not accepted and names changes that were made for it: it was"
            " accepted, or they stand under `unasked`"
        ],
    ),
    (
        "decisions",
        "decision: noted",
        "decision: Noted",
        [
            "8: `decision` must be one of `accepted`, `accepted with modification`,"
            " `not accepted`, `noted`, not `Noted`; did you mean `noted`?"
        ],
    ),
    (
        "decisions",
        "[c-44cc55]",
        "[Clause 2]",
        ["17: `changed` entry 1 must be the id of a change such as c-3f9a1c, not `Clause 2`"],
    ),
    ("decisions", "question: 2", "question: 1", ["7: question 1 is decided on already"]),
    (
        "decisions",
        "question: 2",
        "question: 0",
        ["7: `question` must be the number of a question, from 1, not `0`"],
    ),
    (
        "decisions",
        "unasked:",
        "  - {change: c-22bb33, decision: noted, reason: Again.}\nunasked:",
        ["16: change c-22bb33 is decided on already"],
    ),
    ("decisions", "    reason: All agree.\n", "", ["7: missing key `reason`"]),
    ("decisions", "[c-44cc55]", "[]", ["17: `changed` must have at least one entry"]),
    (
        "amendment",
        "  - Do you agree?",
        "  - Do you agree?\n  - [a]",
        ["16: `questions` entry 2 must be text, not a list"],
    ),
    (
        "amendment",
        "https://www.example.org/consultation",
        "http://example.org",
        ["18: `url` must be an address that begins with https://, not `http://example.org`"],
    ),
    (
        "amendment",
        "https://www.example.org/consultation",
        "javascript:alert(1)",
        ["18: `url` must be an address that begins with https://, not `javascript:alert(1)`"],
    ),
    (
        "amendment",
        "2022-12-05}",
        "2022-13-40}",
        ["10: `actual` is not a date: there is no month 13"],
    ),
    (
        "amendment",
        "2022-12-05}",
        "2022-02-30}",
        ["10: `actual` is not a date: February 2022 has no day 30"],
    ),
    (
        "amendment",
        "2022-12-05}",
        "0000-01-01}",
        ["10: `actual` must lie in the years 1000 to 2999, not in 0000"],
    ),
    (
        "amendment",
        "planned: 2023-01,",
        "planned: 9999-12-31,",
        ["13: `planned` must lie in the years 1000 to 2999, not in 9999"],
    ),
    (
        "amendment",
        "2022-12-05}",
        "5 December 2022}",
        ["10: `actual` must be a day, a minute or a month in figures, not `5 December 2022`"],
    ),
    ("amendment", "2022-12-05}", "[2022]}", ["10: `actual` must be a date"]),
    ("amendment", "2022-12-05}", "''}", ["10: `actual` is empty"]),
    ("amendment", "T16:00", "T24:00", ["11: `planned` is not a date: there is no time 24:00"]),
    (
        "amendment",
        "2023-01-13T16:00",
        "date not recorded",
        ["11: `planned` must be a date: leave it out when the record has none"],
    ),
    (
        "amendment",
        "{actual: date not recorded}",
        "{}",
        ["12: `conclusion` says nothing: leave it out when the record is silent"],
    ),
    (
        "amendment",
        "{actual: date not recorded}",
        "2022-12",
        ["12: `conclusion` must be keys with values, not text"],
    ),
    (
        "amendment",
        "title: The consultation of 5 December 2022",
        "title: https://www.gov.example/consultation",
        [
            "18: is not the address that its title shows: https://www.gov.example/consultation",
        ],
    ),
    (
        "amendment",
        "title: The consultation of 5 December 2022",
        "title: The consultation of 5 December 2022 (www.example.org, Annex.docx)",
        [],
    ),
    (
        "amendment",
        "date not recorded",
        "2022-12-04",
        ["12: 4 December 2022 comes before `consultation-issued`, which it must follow"],
    ),
    (
        "amendment",
        "date not recorded",
        "2022-11",
        ["12: November 2022 comes before `consultation-issued`, which it must follow"],
    ),
    (
        "amendment",
        "planned: 2023-01,",
        "planned: 2022-12,",
        ["13: December 2022 comes before `consultation-closes`, which it must follow"],
    ),
    (
        "amendment",
        "2023-01-13T16:00",
        "2022-12-04T16:00",
        ["11: 16:00 on 4 December 2022 comes before `consultation-issued`, which it must follow"],
    ),
    (
        "amendment",
        "2022-12-05}\n  consultation-closes: {planned: 2023-01-13T16:00}",
        "2022-12-05T09:30}\n  consultation-closes: {planned: 2022-12-05T09:00}",
        ["11: 09:00 on 5 December 2022 comes before `consultation-issued`, which it must follow"],
    ),
    (
        "amendment",
        "{planned: 2023-01-13T16:00}",
        "{planned: 2022-12-01, actual: 2022-12-10}",
        [],
    ),
    (
        "amendment",
        "questions:",
        "withdrawn: 2022-12-04\nquestions:",
        ["14: was withdrawn before `consultation-issued` came, on 5 December 2022"],
    ),
    ("amendment", "questions:", "withdrawn: 2022-12\nquestions:", []),
    (
        "document",
        "title: Mig",
        'title: "a\\nb"\nx: Mig',
        ["1: `title` must stand on one line", KEYS_OF_DOCUMENT],
    ),
    (
        "amendment",
        "summary: Sets",
        "summary: |\n  One.\n\n  Two.\nx: Sets",
        [f"7: unknown key `x`; {KEYS}"],
    ),
    (
        "amendment",
        "questions:",
        "withdrawn: never\nquestions:",
        ["14: `withdrawn` must be a day, a minute or a month in figures, not `never`"],
    ),
    (
        "amendment",
        "planned: 2023-01,",
        "withdrawn: 2023-01,",
        [
            "13: unknown key `withdrawn`; the keys here are `planned`, `actual`, `note`,"
            " `provisions`"
        ],
    ),
    (
        "amendment",
        "  effect: {planned: 2023-01,",
        "withdrawn: 2023-02\nx: {",
        [f"14: unknown key `x`; {KEYS}"],
    ),
]


@pytest.mark.parametrize(
    "address",
    [
        "https://www.example.org@elsewhere.invalid/consultation",
        "https://www.example.org:pass@elsewhere.invalid/",
        "https://www.ex\u0430mple.org/consultation",
        "https://elsewhere.invalid\\@www.example.org/",
        "https://elsewhere.invalid\\.example.org/",
        "https://www.example.org%2eelsewhere.invalid/",
        "https://www.example.org\u2024elsewhere.invalid/",
        "https://localhost/",
        "https:///consultation",
    ],
)
def test_an_address_shows_where_it_leads(address: str) -> None:
    given = GOOD["amendment"].replace("https://www.example.org/consultation", address)
    assert mistakes("amendment", given)
    other = "https://www.example.org:8443/a@b?c=d\u00e9#e"
    assert mistakes("amendment", given.replace(address, other)) == []


@pytest.mark.parametrize(("kind", "old", "new", "said"), MISTAKES)
def test_a_mistake_is_told_at_its_line(kind: str, old: str, new: str, said: list[str]) -> None:
    assert mistakes(kind, GOOD[kind]) == []
    assert old in GOOD[kind]
    assert mistakes(kind, GOOD[kind].replace(old, new, 1)) == said


class _Silent(StrictModel):
    """A file that is refused as a whole, whatever it says."""

    title: Line | None = None

    @model_validator(mode="after")
    def _is_refused(self) -> Self:
        raise wrong("says nothing")


def test_what_is_wrong_with_a_whole_file_is_told_of_it() -> None:
    text = "# Of no use.\ntitle: Rules\n"
    yaml = parse_yaml("rules.yml", text)
    with pytest.raises(ValidationError) as refused:
        _Silent.model_validate(yaml.value)
    (problem,) = problems(refused.value, _Silent, yaml)
    assert str(problem.path) == "rules.yml"
    assert (problem.line, problem.message, problem.form) == (2, "the file says nothing", "")


def test_a_correction_corrects_a_version() -> None:
    corrects = AMENDMENT.replace("questions:", "correction: true\nquestions:")
    for text, expected in ((corrects, True), (AMENDMENT, False)):
        read = read_amendment("f.yml", text, CONSULTED).value
        assert read.amendment("id", "f.yml", "").correction is expected
    first = corrects.replace("    from: 3.0\n", "")
    assert mistakes("amendment", first) == [
        "13: has nothing to correct: the step to 4.10 goes from no version"
    ]


def test_what_took_effect_was_not_withdrawn() -> None:
    text = AMENDMENT.replace("planned: 2023-01,", "actual: 2023-01,").replace(
        "questions:", "withdrawn: 2023-02\nquestions:"
    )
    assert mistakes("amendment", text) == [
        "14: was withdrawn, yet took effect; what is in force is undone by a further amendment"
    ]


def test_a_month_may_hold_the_day_that_it_follows() -> None:
    assert (
        mistakes("amendment", AMENDMENT.replace("{actual: date not recorded}", "{actual: 2022-12}"))
        == []
    )


def test_all_mistakes_of_a_file_are_told_in_one_run() -> None:
    text = """\
title: &a Hello
route: none
summary: *a
efect: 3
steps:
  - document: ../mtad
    to: 4,0
dates:
  effect: {planned: 2022-13}
sources: []
title: again
"""
    assert mistakes("amendment", text) == [
        "1: `&a` is an anchor: write the value out wherever it is meant",
        f"2: {ROUTES}, not `none`",
        "3: `*a` is an alias: write the value out",
        f"4: unknown key `efect`; {KEYS}",
        "6: `document` must be small letters, figures, points and hyphens, not `../mtad`",
        "7: `to` must be a number such as 4.0 or 17.6A, not `4,0`",
        "9: `planned` is not a date: there is no month 13",
        "10: `sources` must have at least one entry",
        "11: key `title` stands here a second time",
    ]


# --- Hostile YAML ---------------------------------------------------------------------------------

BILLION_LAUGHS = 'a: &a "lol"\n' + "".join(
    f"{name}: &{name} [{', '.join(['*' + below] * 9)}]\n"
    for below, name in zip("abcdefgh", "bcdefghi", strict=True)
)
HOSTILE = [
    ("", "1: is empty"),
    ("# only a comment\n", "1: is empty"),
    ("- a\n- b\n", "1: must be keys with values, not a list"),
    ("just text\n", "1: must be keys with values, not text"),
    (
        "title: [\n",
        "2: cannot be read as YAML: expected the node content, but found '<stream end>'",
    ),
    (
        "title: a\n\tplace: b\n",
        "2: cannot be read as YAML: found character '\\t' that cannot start any token",
    ),
    (
        "a:\n  - b: c\n# d:\n  e: f\n",
        "4: cannot be read as YAML: expected <block end>, but found '?'",
    ),
    ("title: 'a\n", "2: cannot be read as YAML: found unexpected end of stream"),
    ("title: a\x07\n", "1: holds the character U+0007, which cannot be seen"),
    ("title: a\n---\ntitle: b\n", "2: a second YAML document begins here; a file holds one"),
    ("title: " + "[" * 100, "1: is nested more than 50 deep"),
    ("{a: " * 100, "1: is nested more than 50 deep"),
    ("[" * 999_999, "1: is nested more than 50 deep"),
    ("- " * 400_000, "1: is nested more than 50 deep"),
    ("? [a]\n: b\n", "1: a key must be text, not a list"),
    ("? {a: b}\n: c\n", "1: a key must be text, not keys with values"),
    ("title: " + "x" * 1_000_000, "0: is 1,000,007 characters long; at most 1,000,000 are read"),
    ("a: " + "{" + "b, " * 1000 + "}", "1: has too many mistakes to read on"),
]


@pytest.mark.parametrize(("text", "said"), HOSTILE)
def test_what_cannot_be_read_is_told(text: str, said: str) -> None:
    assert said in mistakes("document", text)


ESCAPES = {
    r"\f": "U+000C",
    r"\t": "U+0009",
    r"\N": "U+0085",
    r"\L": "U+2028 (LINE SEPARATOR)",
    r"\ud800": "U+D800",
    r"\u061C": "U+061C (ARABIC LETTER MARK)",
    r"\U000E0041": "U+E0041 (TAG LATIN CAPITAL LETTER A)",
}


SCALARS = [
    (kind, at, line)
    for kind, text in GOOD.items()
    for at, line in enumerate(text.splitlines())
    if not line.endswith(":") and "{" not in line
]


@pytest.mark.parametrize(("escape", "name"), ESCAPES.items())
@pytest.mark.parametrize(("kind", "at", "line"), SCALARS)
def test_no_escape_brings_in_what_cannot_be_seen(
    escape: str, name: str, kind: str, at: int, line: str
) -> None:
    lines = GOOD[kind].splitlines()
    before = re.match(r".*: |\s*- ", line)
    assert before
    lines[at] = f'{before[0]}"a{escape}b"'
    number = at + (2 if kind == "front matter" else 1)
    said = f"{number}: holds the character {name}, which cannot be seen"
    assert mistakes(kind, "\n".join(lines)).count(said) == 1


def test_tags_build_nothing() -> None:
    text = DOCUMENT.replace("short_title: ", "short_title: !!python/object/apply:os.system ")
    assert mistakes("document", text) == [
        "2: `tag:yaml.org,2002:python/object/apply:os.system` is a tag: leave it out"
    ]


def test_aliases_do_not_unfold() -> None:
    said = mistakes("document", BILLION_LAUGHS)
    assert "2: `*a` is an alias: write the value out" in said
    assert len(said) < 200


def test_a_merge_key_is_a_key_like_any_other() -> None:
    assert mistakes("document", DOCUMENT + "<<: {fictional: true}\n")[0].startswith(
        "5: unknown key `<<`"
    )


@given(st.text(max_size=200))
def test_no_text_brings_the_reader_down(text: str) -> None:
    for kind in READERS:
        mistakes(kind, text)


# --- Dates ----------------------------------------------------------------------------------------

MOMENTS = [
    ("2022-12-05", Moment(dt.date(2022, 12, 5)), "5 December 2022"),
    (
        "2022-12-05T16:00",
        Moment(dt.date(2022, 12, 5), "minute", dt.time(16, 0)),
        "16:00 on 5 December 2022",
    ),
    ("2022-05", Moment(dt.date(2022, 5, 1), "month"), "May 2022"),
    ("2024-02-29", Moment(dt.date(2024, 2, 29)), "29 February 2024"),
    ("date not recorded", Moment(None, "none"), "date not recorded"),
]


@pytest.mark.parametrize(("text", "moment", "printed"), MOMENTS)
def test_a_moment_is_as_exact_as_it_was_written(text: str, moment: Moment, printed: str) -> None:
    assert read_moment(text) == moment
    assert str(moment) == printed


@pytest.mark.parametrize(
    "text",
    [
        "2022",
        "2022-5",
        "22-05-01",
        "2022-12-05T16",
        "2022-12-05 16:00",
        "2022-12-05T16:00Z",
        "٢٠٢٢-٠٥",
    ],
)
def test_other_forms_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="must be a day, a minute or a month in figures"):
        read_moment(text)


# --- Schemas for editors --------------------------------------------------------------------------

EXPORTED = ROOT / "versions" / "schema"


@pytest.mark.parametrize(("name", "schema"), json_schemas(PROCEDURE).items())
def test_editors_have_the_same_schemas(
    name: str, schema: dict[str, object], golden: Callable[[Path, str], None]
) -> None:
    golden(EXPORTED / f"{name}.json", json.dumps(schema, indent=2, ensure_ascii=False) + "\n")


def test_the_dates_are_those_of_the_model() -> None:
    fields = ConsultedDatesFile.model_fields
    assert [info.alias or name for name, info in fields.items()] == list(EVENTS)


def test_an_editor_knows_each_key_and_refuses_others() -> None:
    schema = json_schemas(PROCEDURE)["amendment"]
    assert schema["additionalProperties"] is False
    assert schema["properties"]["route"]["enum"] == [
        "mtad-direction",
        "sos-designation",
        "sec-modification",
        "dcc-publication",
    ]
    assert "null" not in json.dumps(schema)
    assert all(
        field.get("description") or "$ref" in field for field in schema["properties"].values()
    )
