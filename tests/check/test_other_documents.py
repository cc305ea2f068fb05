"""A reference to another document points at what it pointed at when it was written, whatever is put
into that document since."""

import datetime as dt
from collections.abc import Mapping

import pytest

from build_tools.check import check
from build_tools.model import Corpus, Document, Version
from build_tools.text.markdown import parse
from tests.recording import day, made

POND = "1.1 A pond.\n\n1.2 A jetty is kept.\n\n1.3 A boat is kept.\n\n1.4 A light is kept.\n"
"""What the boats' rules refer to."""
DUCKS = POND.replace("1.4 A", "1.5 A").replace("1.3 A", "1.4 A").replace(
    "1.2 A", "1.2 Ducks are fed.\n\n1.3 A"
)  # fmt: skip
"""The same with a clause put in before the jetty."""
BOATS = "1.1 As Clause 1.3 of the POND says.\n"
IN_FORCE, PROPOSED = {"effect": "2020-01-01"}, {"consultation-issued": "2022-01-01"}
LATER, DAY = {"effect": "2021-01-01"}, day("2022-06-01")


def moved(*documents: Document, as_of: dt.date = DAY) -> list[str]:
    found = check(Corpus(documents=documents, amendments=()), as_of).problems
    return [
        f"{each.path.removeprefix('versions/')}:{each.line}: {each.message}"
        for each in found
        if each.rule == "reference-moved"
    ]


SAID = "Clause 1.3 of the POND is not what it was in 1.0; that is Clause 1.4 in 2.0"


@pytest.mark.parametrize("dates", [PROPOSED, LATER])
def test_a_clause_put_into_one_document_moves_what_another_refers_to(
    dates: Mapping[str, str],
) -> None:
    pond = made("pond", (POND, IN_FORCE), (DUCKS, dates))
    assert moved(pond, made("boats", (BOATS, IN_FORCE))) == [f"boats/1.0.md:1: {SAID}"]


def test_a_reference_that_stands_is_no_mistake() -> None:
    pond = made("pond", (POND, IN_FORCE), (POND + "\n1.5 A bell.\n", LATER))
    assert not moved(pond, made("boats", (BOATS, IN_FORCE)))


def test_a_proposal_is_told_of_in_place_of_the_text_that_it_goes_on_from() -> None:
    pond = made("pond", (POND, IN_FORCE), (DUCKS, LATER))
    boats = made("boats", (BOATS, IN_FORCE), (BOATS + "\n1.2 More.\n", PROPOSED))
    assert moved(pond, boats) == [f"boats/2.0.md:1: {SAID}"]
    mended = made("boats", (BOATS, IN_FORCE), (BOATS.replace("1.3", "1.4"), PROPOSED))
    assert not moved(pond, mended)


def test_a_reference_is_held_to_the_version_for_which_it_was_written() -> None:
    """What was written when the ducks were there means the jetty."""
    pond = made("pond", (POND, IN_FORCE), (DUCKS, LATER))
    written_since = made("boats", (BOATS, {"effect": "2021-06-01"}))
    assert not moved(pond, written_since)
    kept_since = made("boats", (BOATS, IN_FORCE), (BOATS + "\n1.2 A.\n", {"effect": "2021-06-01"}))
    assert moved(pond, kept_since) == [f"boats/2.0.md:1: {SAID}"]


def test_what_changes_both_documents_is_held_to_itself() -> None:
    pond = made("pond", (POND, IN_FORCE), (DUCKS, PROPOSED), also={"boats": "2.0"})
    both = pond.versions[1].amendment
    boats = made("boats", (BOATS, IN_FORCE), (BOATS.replace("1.3", "1.4"), PROPOSED))
    first, second = boats.versions

    def with_text(text: str) -> Document:
        joint = Version(
            document="boats", label="2.0", blocks=parse(text), amendment=both, path=second.path
        )
        return Document(
            id="boats",
            title=boats.title,
            short_title="BOATS",
            place="",
            provenance="",
            fictional=True,
            versions=(first, joint),
        )

    assert not moved(pond, with_text(BOATS.replace("1.3", "1.4")))
    assert moved(pond, with_text(BOATS)) == [f"boats/2.0.md:1: {SAID}"]


TABLE = "Table 1: Kinds\n\n| Kind | Where |\n|---|---|\n| Raft | {} |\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.1 As Clauses 1.1 and 1.3 of the POND say.\n", ["1: Clause 1.3"]),
        ("1.1 As Clauses 1.2 to 1.4 of the POND say.\n", ["1: Clause 1.2", "1: Clause 1.4"]),
        (TABLE.format("Clause 1.3 of the POND"), ["5: Clause 1.3"]),
        ("1.1 As Clause 1.3 of the Lake says, and Clause 1.1 of the POND.\n", []),
    ],
)
def test_lists_ranges_and_cells_are_read(text: str, expected: list[str]) -> None:
    pond = made("pond", (POND, IN_FORCE), (DUCKS, LATER))
    found = moved(pond, made("boats", (text, IN_FORCE)))
    assert [each.removeprefix("boats/1.0.md:").split(" of the")[0] for each in found] == expected


def test_what_is_gone_is_said_to_be() -> None:
    gone = POND.replace("1.3 A boat is kept.\n\n", "")
    pond = made("pond", (POND, IN_FORCE), (gone, LATER))
    assert moved(pond, made("boats", (BOATS, IN_FORCE))) == [
        "boats/1.0.md:1: Clause 1.3 of the POND is not what it was in 1.0; that is no more in 2.0"
    ]
