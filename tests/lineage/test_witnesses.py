"""The witnesses of an amendment: which there are, and what each says where they differ."""

import datetime as dt
from dataclasses import replace

import pytest

from build_tools.language import speaking
from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.witnesses import amendment_witnesses
from build_tools.model import Amendment, Corpus
from build_tools.record.lookup import find_amendment
from build_tools.render.witness_summary import sources_differ, witness_summary

DAY = dt.date(2026, 11, 28)
MOC = "mtad-moc-secure-closure"
EXAMPLE = "example-2.0-insert-renumber-reword"


def told(record: Corpus, amendment: Amendment, comparisons: Comparisons) -> str:
    found = amendment_witnesses(record, amendment, DAY, comparisons)
    summary = witness_summary(found, 100_000)
    assert sources_differ(found) == ("Sources differ" in summary)
    return summary


def test_there_are_two_without_a_direction_and_three_with_one(
    record: Corpus, comparisons: Comparisons
) -> None:
    two = told(record, find_amendment(record, MOC), comparisons)
    assert "mtad@4.0: two witnesses, the text and the declared scope, which say the same" in two
    three = told(record, find_amendment(record, EXAMPLE), comparisons)
    assert "three witnesses, the text, the declared scope and the direction" in three


def test_a_summary_of_them_has_its_limit(record: Corpus, comparisons: Comparisons) -> None:
    amendment = replace(find_amendment(record, EXAMPLE), direction="1. Dance.\n" * 30)
    found = amendment_witnesses(record, amendment, DAY, comparisons)
    cut = witness_summary(found, 2000)
    assert "Sources differ" in cut
    assert "no room here" in cut
    assert len(cut.encode()) < 2200


def test_a_first_version_has_none(record: Corpus, comparisons: Comparisons) -> None:
    assert told(record, find_amendment(record, "mtad-first-version"), comparisons) == ""


@pytest.mark.parametrize(
    ("scope", "wanted"),
    [
        (("Table 2.3",), "| the same as the text |"),
        (("2.1", "2.3", "Table 2.3", "4", "5.2", "3.1"), "| 3.1 | does not change it | names it |"),
    ],
)
def test_a_scope_that_says_otherwise_is_told_of(
    record: Corpus, comparisons: Comparisons, scope: tuple[str, ...], wanted: str
) -> None:
    amendment = find_amendment(record, EXAMPLE)
    steps = tuple([replace(step, scope=scope) for step in amendment.steps])
    assert wanted in told(record, replace(amendment, steps=steps), comparisons)


def test_a_direction_that_says_otherwise_is_told_of(
    record: Corpus, comparisons: Comparisons
) -> None:
    amendment = find_amendment(record, EXAMPLE)
    other = amendment.direction.replace("“two Instruments”", "“three Instruments”")
    assert other != amendment.direction
    summary = told(record, replace(amendment, direction=other), comparisons)
    (row,) = [line for line in summary.split("\n") if line.startswith("| Clause 2.1 |")]
    assert row.count("two Instruments") == 1
    assert row.count("three Instruments") == 1
    assert "names it" in row


def test_what_a_direction_cannot_do_is_told_in_the_language_that_is_spoken(
    record: Corpus, comparisons: Comparisons
) -> None:
    amendment = find_amendment(record, EXAMPLE)
    direction = amendment.direction.replace("“two Instruments”", "“no such words”")
    assert direction != amendment.direction
    with speaking("de"):
        (found,) = amendment_witnesses(
            record, replace(amendment, direction=f"{direction}\n99. Dance.\n"), DAY, comparisons
        )
    said = [each.direction for each in found.of_direction]
    assert any(each.startswith("„Dance.“") and "nicht lesbar" in each for each in said)
    assert "„2.1 A Borrower may have no such words" in " ".join(said)
    assert not [each for each in said if "cannot" in each or "“2.1" in each]
