"""What one state of the record brings against another."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from build_tools.model import Corpus
from build_tools.record import load
from build_tools.record.changeset import Changeset, Fact, find_changeset
from tests.running import replace_in

AS_OF = dt.date(2026, 11, 23)


def brought(record: Corpus, root: Path, as_of: dt.date = AS_OF) -> Changeset:
    return find_changeset(record, load(root), as_of, "at 1a2b3c4")


def test_the_same_record_brings_nothing(record: Corpus, copied: Path) -> None:
    assert brought(record, copied) == Changeset(texts=(), facts=())


def test_a_changed_text_is_held_against_what_it_was(record: Corpus, copied: Path) -> None:
    replace_in(copied / "mtad/4.0.md", "DCC shall", "DCC may")
    (change,) = brought(record, copied).texts
    assert (change.fate, change.name, change.directed) == ("changed", "mtad@4.0", False)
    assert change.old
    assert change.new
    assert change.old.name == "mtad@4.0 at 1a2b3c4"
    assert change.old.text == record.document("mtad").version("4.0").text
    assert change.new.text == (copied / "mtad/4.0.md").read_text()


@pytest.mark.parametrize(
    ("version", "as_of", "directed"),
    [
        ("2.0", AS_OF, True),  # superseded
        ("3.0", AS_OF, True),  # in force
        ("4.0", AS_OF, False),  # its consultation has closed
        ("3.0", dt.date(2022, 1, 1), False),  # not yet
    ],
)
def test_a_directed_text_that_changed_is_a_breach(
    record: Corpus, unsealed: Path, version: str, as_of: dt.date, directed: bool
) -> None:
    replace_in(unsealed / f"mtad/{version}.md", "DCC shall", "DCC may")
    found = brought(record, unsealed, as_of)
    assert bool(found.breaches) is directed


def test_taking_the_direction_back_does_not_hide_a_breach(record: Corpus, unsealed: Path) -> None:
    replace_in(unsealed / "mtad/3.0.md", "DCC shall", "DCC may")
    amendment = unsealed / "amendments/mtad-foc-np-closure.yml"
    lines = amendment.read_text().splitlines(keepends=True)
    amendment.write_text(
        "".join(line for line in lines if not line.lstrip().startswith(("direction:", "effect:")))
    )
    found = brought(record, unsealed)
    assert [change.name for change in found.breaches] == ["mtad@3.0"]
    assert [fact.name for fact in found.facts[0].facts] == ["direction", "effect"]


def test_a_removed_version_is_told_and_a_directed_one_is_a_breach(record: Corpus) -> None:
    mtad = record.document("mtad")
    for index, directed in ((0, True), (3, False)):
        kept = tuple(version for version in mtad.versions if version is not mtad.versions[index])
        documents = tuple(
            replace(document, versions=kept) if document is mtad else document
            for document in record.documents
        )
        found = find_changeset(record, replace(record, documents=documents), AS_OF, "before")
        (change,) = found.texts
        assert (change.fate, change.new, bool(found.breaches)) == ("removed", None, directed)
        assert change.name == f"{mtad.versions[index].name} before"


def test_an_added_version_is_held_against_the_one_that_it_goes_from(record: Corpus) -> None:
    mtad = record.document("mtad")
    fewer = replace(mtad, versions=mtad.versions[:3])
    before = replace(
        record, documents=tuple(fewer if each is mtad else each for each in record.documents)
    )
    (change,) = find_changeset(before, record, AS_OF, "before").texts
    assert (change.fate, change.directed) == ("added", False)
    assert change.old == mtad.version("3.0")
    assert change.new == mtad.version("4.0")


def test_against_no_record_everything_is_added(record: Corpus) -> None:
    found = find_changeset(Corpus(documents=(), amendments=()), record, AS_OF, "before")
    assert {*(change.fate for change in found.texts), *(change.fate for change in found.facts)} == {
        "added"
    }
    assert len(found.texts) == sum(len(document.versions) for document in record.documents)
    assert len(found.facts) == len(record.documents) + len(record.amendments)


def test_dates_and_other_facts_of_an_amendment_are_told_as_they_were_and_are(
    record: Corpus, copied: Path
) -> None:
    amendment = copied / "amendments/mtad-moc-secure-closure.yml"
    replace_in(
        amendment,
        "effect: {planned: 2023-01-27, note: or within one month after}",
        "effect: {actual: 2023-02}",
    )
    replace_in(amendment, "route: mtad-direction\n", "route: sec-modification\n")
    replace_in(amendment, "addressee: DCC (the address is not recorded)", "addressee: DCC")
    (change,) = brought(record, copied).facts
    assert (change.fate, change.what, change.id) == (
        "changed",
        "amendment",
        "mtad-moc-secure-closure",
    )
    assert change.facts == (
        Fact(
            "effect", "planned 27 January 2023, or within one month after", "actual February 2023"
        ),
        Fact("route", "mtad-direction", "sec-modification"),
        Fact("addressee", "DCC (the address is not recorded)", "DCC"),
    )


def test_the_description_of_a_document_is_told(record: Corpus, copied: Path) -> None:
    replace_in(copied / "mtad/document.yml", "short_title: MTAD", "short_title: MigTAD")
    (change,) = brought(record, copied).facts
    assert (change.what, change.id) == ("document", "mtad")
    assert change.facts == (Fact("short title", "MTAD", "MigTAD"),)


def test_what_a_document_is_held_to_and_how_it_is_cited_is_told(
    record: Corpus, copied: Path
) -> None:
    replace_in(copied / "mtad/document.yml", "place:", "rules: relaxed\nprovision: Rule\nplace:")
    (change,) = brought(record, copied).facts
    assert change.facts == (Fact("rules", "", "relaxed"), Fact("provision", "", "Rule"))


def test_what_was_decided_is_told(record: Corpus, copied: Path) -> None:
    decided = "unasked:\n  - {changed: [c-0123ab], reason: A slip of the pen.}\n"
    (copied / "decisions").mkdir()
    (copied / "decisions/mtad-moc-secure-closure.yml").write_text(decided)
    (change,) = brought(record, copied).facts
    assert (change.what, change.id) == ("amendment", "mtad-moc-secure-closure")
    assert change.facts == (Fact("decisions", "", decided),)


def test_corrections_of_the_record_are_told_with_their_reasons(
    record: Corpus, copied: Path
) -> None:
    reason = "corrections:\n  - {fact: route, reason: It was printed later.}\ndates:"
    replace_in(copied / "amendments/svtad-first-version.yml", "dates:", reason)
    (change,) = brought(record, copied).facts
    told = "route was not recorded: It was printed later."
    assert change.facts == (Fact("corrections", "", told),)
