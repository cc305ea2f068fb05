"""A change as a lawyer cites it."""

from dataclasses import replace
from pathlib import Path

import pytest

from build_tools.language import speaking
from build_tools.model import Corpus, Redline
from build_tools.record import load
from build_tools.render.citation import amendment_date, cite_change, cite_shortly, dates_of
from tests.procedures import plant
from tests.recording import made
from tests.reviewing import compared


def test_a_citation_says_what_where_when_and_of_which_texts(closure: Redline) -> None:
    change = next(change for change in closure.changes if change.new == "31 January 2023")
    assert (
        cite_change(closure, change)
        == "Migration Testing Approach Document (MTAD), 3.0 → 4.0: Table 17.6, row MOC (Secure),"
        f" End date (cell), change {change.id}. Consultation issued 5 December 2022;"
        " consultation closes planned 16:00 on 13 January 2023, actual not recorded; conclusion"
        " planned 20 January 2023, expected by this date, actual not recorded; effect planned"
        " 27 January 2023, or within one month after, actual not recorded. SHA-256 of the old"
        f" text {closure.old.sha256}, of the new text {closure.new.sha256}."
    )


def test_a_short_citation_names_the_document_once_where_it_is_one(
    record: Corpus, closure: Redline
) -> None:
    assert cite_shortly(closure) == "MTAD 3.0 → 4.0"
    svtad = record.document("svtad").version("1.0")
    assert cite_shortly(replace(closure, old=svtad)) == "svtad@1.0 → mtad@4.0"
    assert cite_shortly(compared("The cat sat.", "The cat ran.")) == "old.md → new.md"


def test_a_citation_of_loose_files_names_them() -> None:
    redline = compared("The cat sat.", "The cat ran.")
    (change,) = redline.changes
    said = cite_change(redline, change)
    assert said.startswith("old.md → new.md: ")
    assert f". SHA-256 of the old text {redline.old.sha256}" in said


@pytest.mark.parametrize(
    ("language", "name", "within"),
    [
        ("en-GB", "Voting begins", "voting begins"),
        ("en-GB", "IPR review begins", "IPR review begins"),
        ("de", "Inkrafttreten", "Inkrafttreten"),
    ],
)
def test_a_step_is_called_within_a_sentence_as_its_language_writes_it(
    tmp_path: Path, language: str, name: str, within: str
) -> None:
    """In the titles of news, which take what is `done`, and in a citation."""
    step = f"{{id: begun, does: takes effect, name: {name}, stage: in force}}"
    code = f"language: {language}\nsteps:\n  - {step}\n"
    root = plant(tmp_path, code, "  begun: {planned: 2024-01-01}\n")
    version = load(root).documents[0].version("2.0")
    assert version.amendment is not None
    assert version.amendment.procedure.step("begun").told == within
    with speaking(language):
        assert dates_of(version).startswith(within[:1].upper() + within[1:])


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ({"direction": "2024-02-10", "effect": "2024-03-01"}, "in force since 1 March 2024"),
        ({"direction": "2024-02-10"}, "made 10 February 2024"),
        (
            {"direction": "2024-02-10", "effect": "date not recorded"},
            "made 10 February 2024; date of effect not recorded",
        ),
        ({"effect": "date not recorded"}, "date of effect not recorded"),
        (
            {"consultation-issued": "2025-02-01", "withdrawn": "2025-06-30"},
            "issued for consultation 1 February 2025; withdrawn 30 June 2025",
        ),
        ({}, "date not recorded"),
    ],
)
def test_what_took_effect_or_was_given_up_is_never_dated_as_a_draft(
    dates: dict[str, str], said: str
) -> None:
    (version,) = made("pond", ("1.1 A boat is lent.\n", dates)).versions
    assert amendment_date(version) == said
