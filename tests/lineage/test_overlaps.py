"""Two open proposals that touch the same are told of; what one of them only renumbers, or what
builds on it, is not."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from build_tools.check import check
from build_tools.lineage.comparisons import Comparisons, pairs_to_compare
from build_tools.lineage.merge import Merged, merge
from build_tools.lineage.overlaps import overlaps
from build_tools.model import Amendment, Corpus, Document, Event, Moment, Redline, Step, Version
from build_tools.record.status import in_force, proposals
from build_tools.text.markdown import parse

DAY = dt.date(2024, 6, 1)
BASE = "1.1 One boat.\n\n1.2 Two boats.\n\n1.3 Three boats, as in Clause 1.2.\n\n1.4 Four boats.\n"


def made(label: str, old: str | None, text: str, effect: dt.date | None = None) -> Version:
    events = {"effect": Event(actual=Moment(effect))} if effect else {}
    return Version(
        document="pond",
        label=label,
        blocks=parse(text),
        path=f"versions/pond/{label}.md",
        amendment=Amendment(
            id=f"pond-{label}",
            title="",
            route=None,
            summary="",
            steps=(Step(document="pond", old=old, new=label),),
            events=events,
        ),
    )


def record(*versions: Version) -> Corpus:
    document = Document(
        id="pond",
        title="",
        short_title="Pond",
        place="",
        provenance="",
        fictional=True,
        versions=versions,
    )
    return Corpus(
        documents=(document,),
        amendments=tuple(version.amendment for version in versions if version.amendment),
    )


FIRST = made("1.0", None, BASE, dt.date(2024, 1, 1))


def overlap_problems(*versions: Version) -> list[str]:
    corpus = record(FIRST, *versions)
    found = (problem for problem in check(corpus, DAY).problems if problem.rule == "overlap")
    return [f"{problem.path}:{problem.line}: {problem.message}" for problem in found]


def edited(*pairs: tuple[str, str], text: str = BASE) -> str:
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


def test_two_proposals_that_touch_one_clause_are_told_of_with_both_places() -> None:
    added = made(
        "2.0", "1.0", edited(("1.1 One", "1.0 No boat.\n\n1.1 One"), ("Four boats", "4 boats"))
    )
    assert overlap_problems(added, made("3.0", "1.0", edited(("Four boats", "Forty boats")))) == [
        "versions/pond/3.0.md:7: Clause 1.4 is touched by the open proposal `pond-2.0` as well"
        " (versions/pond/2.0.md:9)"
    ]


def test_a_cell_is_told_of_at_the_line_of_its_row() -> None:
    """In the file as it stands, even where another amendment has taken effect since."""
    table = "Table 1: Boats\n\n| Boat | Oars |\n|---|---|\n| Raft | none |\n| Punt | one |\n"
    first = made("1.0", None, f"{BASE}\n{table}", dt.date(2024, 1, 1))
    second = made("2.0", "1.0", first.text.replace("1.1 One boat.\n\n", ""), dt.date(2024, 5, 1))
    third = made("3.0", "1.0", first.text.replace("| Punt | one |", "| Punt | two |"))
    fourth = made("4.0", "2.0", second.text.replace("| Punt | one |", "| Punt | no |"))
    (found,) = overlaps(record(first, second, third, fourth), DAY, Comparisons())
    assert found.where == "Table 1, row Punt, Oars"
    for version, line in ((third, found.one_line), (fourth, found.other_line)):
        assert "Punt" in version.text.split("\n")[line - 1]


def test_even_where_both_make_the_same_of_it() -> None:
    same = edited(("Four boats", "4 boats"))
    assert len(overlap_problems(made("2.0", "1.0", same), made("3.0", "1.0", same))) == 1


@pytest.mark.parametrize("overtaken", [False, True], ids=["as made", "overtaken"])
def test_each_pair_is_merged_once_and_each_proposal_carried_on_once(
    overtaken: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    merges = []

    def counted(ours: Redline, theirs: Redline, **how: Any) -> Merged:
        merges.append((ours.new.name, theirs.new.name))
        return merge(ours, theirs, **how)

    monkeypatch.setattr("build_tools.lineage.overlaps.merge", counted)
    second = made("2.0", "1.0", edited(("Two", "2")), dt.date(2024, 5, 1))
    texts = [edited(("Four boats", f"{number} boats")) for number in range(5, 11)]
    open_ = [made(f"{at}.0", "1.0", text) for at, text in enumerate(texts, 3)]
    corpus = record(FIRST, *([second] if overtaken else []), *open_)
    assert sum(problem.rule == "overlap" for problem in check(corpus, DAY).problems) == 15
    assert len(merges) == 15 + (6 if overtaken else 0)


SILENT = {
    "they touch different clauses": (edited(("One", "1")), "1.0", edited(("Four", "4"))),
    "one only renumbers what the other rewords": (
        edited(("1.4 Four", "1.5 Four")),
        "1.0",
        edited(("Four", "4")),
    ),
    "one builds on the other": (edited(("One", "1")), "2.0", edited(("One", "Eleven"))),
}


@pytest.mark.parametrize(("first", "base", "second"), SILENT.values(), ids=SILENT)
def test_nothing_is_told_where(first: str, base: str, second: str) -> None:
    assert overlap_problems(made("2.0", "1.0", first), made("3.0", base, second)) == []


def test_what_only_follows_a_renumbering_is_no_overlap() -> None:
    renumbered = edited(
        ("1.2 Two", "1.2 A raft.\n\n1.3 Two"),
        ("1.3 Three", "1.4 Three"),
        ("1.4 Four", "1.5 Four"),
        ("Clause 1.2", "Clause 1.3"),
    )
    assert (
        overlap_problems(
            made("2.0", "1.0", renumbered), made("3.0", "1.0", edited(("Three boats", "3 boats")))
        )
        == []
    )


def test_one_that_has_been_decided_is_told_of_as_that_where_the_other_can_still_be_mended() -> None:
    """2.0 is a proposal; 3.0, from the same text, has been directed and is not in force yet."""
    second = made("2.0", "1.0", edited(("Four boats", "4 boats")))
    third = made("3.0", "1.0", edited(("Four boats", "Forty boats")))
    assert third.amendment
    directed = {"direction": Event(actual=Moment(dt.date(2024, 5, 1)))}
    third = replace(third, amendment=replace(third.amendment, events=directed))
    assert overlap_problems(second, third) == [
        "versions/pond/2.0.md:7: Clause 1.4 is touched by `pond-3.0`, made, not in force yet, as"
        " well (versions/pond/3.0.md:7)"
    ]
    (document,) = record(FIRST, second, third).documents
    assert [version.label for version in proposals(document, DAY)] == ["2.0"]


def test_one_that_was_overtaken_is_held_against_what_is_in_force() -> None:
    """2.0 is in force; 3.0 was begun before it, and 4.0 after it."""
    second = made("2.0", "1.0", edited(("One", "1")), dt.date(2024, 5, 1))
    third = made("3.0", "1.0", edited(("Four", "4")))
    fourth = made("4.0", "2.0", edited(("One", "1"), ("Two", "2")))
    assert overlap_problems(second, third, fourth) == []
    conflicting = made("4.0", "2.0", edited(("One", "1"), ("Four", "Forty")))
    assert [line.split(" is ")[0] for line in overlap_problems(second, third, conflicting)] == [
        "versions/pond/4.0.md:7: Clause 1.4"
    ]
    # Both left alone what 2.0 changed, so that neither is told of it.
    (document,) = record(FIRST, second, third, fourth).documents
    assert [version.label for version in proposals(document, DAY)] == ["3.0", "4.0"]


def test_a_proposal_stays_one_when_a_later_label_takes_effect_first() -> None:
    second = made("2.0", "1.0", edited(("Four", "4")))
    third = made("3.0", "1.0", edited(("One", "1")), dt.date(2024, 5, 1))
    (document,) = record(FIRST, second, third).documents
    current = in_force(document, DAY)
    assert current is third
    assert [version.label for version in proposals(document, DAY)] == ["2.0"]
    shown = [(old.label, new.label) for old, new in pairs_to_compare(document, DAY)]
    assert shown == [("1.0", "2.0"), ("1.0", "3.0"), ("3.0", "2.0")]


def test_what_the_version_in_force_was_made_from_is_no_proposal() -> None:
    """A record may say nothing of when an earlier version took effect."""
    second = made("2.0", "1.0", edited(("Four", "4")))
    third = made("3.0", "2.0", edited(("One", "1")), dt.date(2024, 5, 1))
    (document,) = record(FIRST, second, third).documents
    assert proposals(document, DAY) == ()


# --- What both only renumber ----------------------------------------------------------------------

THINGS = "boats oars sails ropes keels masts decks helms nets hooks".split()


def rules(inserted: dict[int, str]) -> str:
    """Ten clauses with limbs, a table that numbers them, and references between them; other things
    put in before some of them, and all that follows from it.
    """
    named = [word for at, thing in enumerate(THINGS) for word in (inserted.get(at), thing) if word]
    number = {thing: at for at, thing in enumerate(named, 1)}
    lines = ["## 1 Things"]
    for thing in named:
        text = f"1.{number[thing]} The keeper of the {thing} keeps the {thing} in order"
        if thing in THINGS and THINGS.index(thing) % 3 == 2:
            other = THINGS[THINGS.index(thing) - 2]
            first, last = number["boats"], number["keels"]
            text += f", as Clause 1.{number[other]} and Clauses 1.{first} to 1.{last} say"
        lines.append(f"{text}.")
        if thing in THINGS and THINGS.index(thing) % 4 == 1:
            lines += ["(a) one part of it;", f"(b) another, as Clause 1.{number['oars']}(a)."]
    rows = [f"| {number[thing]} | {thing} | Clause 1.{number[thing]} |" for thing in named]
    table = "\n".join(["Table 1: T\n", "| No | Thing | Clause |", "|---|---|---|", *rows])
    return "\n\n".join([*lines, table]) + "\n"


@pytest.mark.parametrize(("one", "other"), [(0, 1), (1, 2), (2, 4), (4, 3), (5, 6), (9, 0)])
def test_what_both_only_renumber_is_no_overlap(one: int, other: int) -> None:
    first = made("1.0", None, rules({}), dt.date(2024, 1, 1))
    second = made("2.0", "1.0", rules({one: "rafts"}))
    third = made("3.0", "1.0", rules({other: "punts"}))
    corpus = record(first, second, third)
    assert [each.where for each in overlaps(corpus, DAY, Comparisons())] == []


def test_overlaps_are_looked_for_once_in_a_corpus(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = []

    def counted(*of: Any) -> list[Any]:
        looked.append(of)
        return []

    monkeypatch.setattr("build_tools.check.context.overlaps", counted)
    proposed = [made(f"{at}.0", "1.0", edited(("One", str(at)))) for at in range(2, 9)]
    check(record(FIRST, *proposed), DAY)
    assert len(looked) == 1
