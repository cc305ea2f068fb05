"""A change as a lawyer cites it."""

from build_tools.model import Redline
from build_tools.render.citation import cite_change
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


def test_a_citation_of_loose_files_names_them() -> None:
    redline = compared("The cat sat.", "The cat ran.")
    (change,) = redline.changes
    said = cite_change(redline, change)
    assert said.startswith("old.md → new.md: ")
    assert f". SHA-256 of the old text {redline.old.sha256}" in said
