"""Redlines as Word files, judged by LibreOffice: what it leaves when it accepts or rejects every
change.

Paragraph for paragraph and cell for cell that must be the clean file of the new version, or of the
old. LibreOffice 7.4 gives a paragraph that a deletion runs into the style of the one that went, so
styles are left to `revisions`, the other judge; what else it does of its own is listed here by
name.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise, permutations

import pytest

from build_tools.compare.redline import redline
from build_tools.lineage.weave import weave_of_document, woven_redline
from build_tools.model import Corpus, Redline, Version
from build_tools.record.files import load_file
from build_tools.word import redline_docx, version_docx
from tests.browsing import swept
from tests.real_pairs import sides, some_pairs
from tests.reviewing import compared, version_of
from tests.word.cases import CASES, LEVELS, SHEETS
from tests.word.office import Left, Office, Verdict

LEFT_EMPTY = {
    ("P071", "reject"): "tables were inserted with nothing that stays between them",
    ("P075", "reject"): "tables were inserted with nothing that stays between them",
    ("P110", "reject"): "tables were inserted with nothing that stays between them",
    ("P113", "accept"): "a table was deleted before one that has no caption",
    ("P113", "reject"): "tables were inserted with nothing that stays between them",
    ("P176", "reject"): "tables were inserted with nothing that stays between them",
}
"""Where LibreOffice leaves an empty paragraph before a table: no paragraph mark there can go, and
Word takes it out."""


def one_in_eight(cases: Iterable[str]) -> list[object]:
    """The names of cases; seven in eight are left to the long run, for the office takes its time,
    and the other judge has them all in every run."""
    return [
        pytest.param(case, marks=pytest.mark.sweep if at % 8 else ())
        for at, case in enumerate(cases)
    ]


def texts(left: Sequence[Left]) -> list[tuple[object, object]]:
    """Paragraphs and tables without the levels of headings."""
    return [(each[0], each[-1]) for each in left]


def judged(office: Office, result: Redline) -> dict[Verdict, tuple[list[object], list[object]]]:
    """For each verdict what is left and what ought to be."""
    said = {block.address: ["Said of it."] for block in result.new.blocks[::5]}
    file = redline_docx(result, said=said)
    ends: dict[Verdict, Version] = {"accept": result.new, "reject": result.old}
    return {
        verdict: (
            [*texts(office.left(file, verdict))],
            [*texts(office.left(version_docx(version), "keep"))],
        )
        for verdict, version in ends.items()
    }


def hold(office: Office, result: Redline, name: str = "") -> None:
    for verdict, (found, wanted) in judged(office, result).items():
        if (name, verdict) in LEFT_EMPTY:
            assert found != wanted, "LibreOffice has learnt it: take this off the list"
            assert filled(found) == filled(wanted), verdict
        else:
            assert found == wanted, verdict


def filled(left: Sequence[object]) -> list[object]:
    """What is not an empty paragraph."""
    return [each for each in left if each != ("p", "")]


@pytest.mark.parametrize("document", [swept("mtad"), "example"])
def test_each_step_of_the_record_accepts_to_the_new_version_and_rejects_to_the_old(
    office: Office, record: Corpus, document: str
) -> None:
    versions = record.document(document).versions
    for old, new in pairwise(versions):
        hold(office, redline(old, new))


@pytest.mark.sweep
@pytest.mark.parametrize("document", ["mtad", "example"])
def test_so_does_what_was_woven_of_all_steps(office: Office, record: Corpus, document: str) -> None:
    """Its changes are of several authors, and some have no date."""
    found = record.document(document)
    weave = weave_of_document(found)
    first, last = found.versions[0], found.versions[-1]
    hold(office, woven_redline(weave, first, last, found.versions))


@pytest.mark.sweep
@pytest.mark.parametrize("document", ["mtad", "example"])
def test_so_does_the_redline_of_any_two_versions(
    office: Office, record: Corpus, document: str
) -> None:
    for old, new in permutations(record.document(document).versions, 2):
        hold(office, redline(old, new))


@pytest.mark.sweep
@pytest.mark.parametrize("pair", [*some_pairs(20, stride=2)])
def test_so_does_a_real_amendment(office: Office, pair: str) -> None:
    old, new = sides(pair)
    hold(office, redline(load_file(old), load_file(new)), pair)


@pytest.mark.parametrize("case", one_in_eight(CASES))
def test_so_does(office: Office, case: str) -> None:
    old, new = CASES[case]
    hold(office, compared(old, new))
    hold(office, compared(new, old))


@pytest.mark.parametrize("case", one_in_eight(SHEETS))
def test_so_does_a_table_on_a_turned_sheet_but_for_empty_paragraphs(
    office: Office, case: str
) -> None:
    for old, new in permutations(SHEETS[case]):
        for found, wanted in judged(office, compared(old, new)).values():
            assert filled(found) == filled(wanted)


@pytest.mark.parametrize("case", one_in_eight(LEVELS))
def test_accepting_and_rejecting_give_levels_and_alignment_too(office: Office, case: str) -> None:
    old, new = LEVELS[case]
    clean = {text: office.levels(version_docx(version_of(text)), "keep") for text in LEVELS[case]}
    assert clean[old] != clean[new]
    for before, after in ((old, new), (new, old)):
        file = redline_docx(compared(before, after))
        assert office.levels(file, "accept") == clean[after]
        assert office.levels(file, "reject") == clean[before]


def test_the_judge_resolves_what_it_is_told_to_and_sees_what_is_left(office: Office) -> None:
    file = redline_docx(compared("A b.", "A c."))
    assert texts(office.left(file, "accept"))[0] == ("p", "A c.")
    assert texts(office.left(file, "reject"))[0] == ("p", "A b.")
    with pytest.raises(AssertionError, match="neither accepted nor rejected"):
        office.left(file, "keep")


def test_headings_have_their_levels_and_tables_their_spans(office: Office) -> None:
    text = "# A\n\n## 1 B\n\n|a|b|\n|---|---|\n|c|<<|\n"
    left = office.left(version_docx(version_of(text)), "keep")
    assert left == [
        ("p", 1, "A"),
        ("p", 2, "1\tB"),
        ("table", (("a", "b"), ("c [2x1]", "^"))),
        ("p", 0, ""),
        ("p", 0, ""),
    ]
