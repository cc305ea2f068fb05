"""The lives of provisions: one id through renumbering, moves, splits and joins, under the numbers
that were planted; and what somebody calls a provision."""

from collections.abc import Sequence

import pytest

from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.provenance import (
    History,
    Provisions,
    ProvisionState,
    UnknownProvisionError,
    find_anchor,
)
from build_tools.model import Document
from tests.lineage.planted_chains import planted_chain, words_in
from tests.lineage.test_origins import PLANTS, score
from tests.recording import made
from tests.statutes import TEXT as STATUTE_TEXT


def provisions_of(*texts: str) -> Provisions:
    return Provisions(History(document(*texts), Comparisons()))


def document(*texts: str) -> Document:
    """Texts of which each was made from the one before, as a document of the record."""
    return made("pond", *[(text, {}) for text in texts])


def told(states: Sequence[ProvisionState]) -> list[tuple[int, str, tuple[str, ...]]]:
    """Of each state the version, the number that it then had, and what befell it."""
    return [(each.version, each.shown.label, each.befallen) for each in states]


def states_of(provisions: Provisions, version: int, anchor: str) -> list[ProvisionState]:
    id_ = provisions.id_at(version, anchor)
    assert id_ is not None
    return list(provisions.through(provisions.lives[id_]))


CLAUSES = {
    "boat": "A visitor may take a boat until dusk and brings it back to the jetty.",
    "refuse": "The keeper may refuse a visitor who was late twice in one summer.",
    "fire": "Nobody lights a fire within ten paces of the water or of the boathouse.",
    "swim": "Whoever swims tells the keeper first, and wears a red cap while swimming.",
    "pay": "A visitor pays for what was broken before another boat is lent to them.",
    "dogs": "Dogs stay on the bank unless they belong to the keeper or to the warden.",
}


def rules(*names: str, **changed: str) -> str:
    texts = CLAUSES | changed
    clauses = [f"1.{at} {texts[name]}" for at, name in enumerate(names, 1)]
    return "\n\n".join(["# Rules of the Pond", "## 1 Water", *clauses]) + "\n"


FIRST = rules("boat", "refuse", "fire", "swim", "pay")


@pytest.mark.parametrize("kinds", [PLANTS["clauses"], PLANTS["moves"]], ids=["clauses", "moves"])
def test_a_clause_has_one_id_and_the_numbers_that_were_planted(kinds: tuple[str, ...]) -> None:
    planted = planted_chain(5, 3, kinds, clauses=40)
    provisions = provisions_of(*planted.texts)
    by_word: dict[str, set[str]] = {}
    numbers: set[tuple[str, int, str]] = set()
    for at, text in enumerate(planted.texts):
        for line in text.split("\n\n"):
            number, _, rest = line.partition(" ")
            if number.startswith("1."):
                first = words_in(rest)[0]
                by_word.setdefault(first, set()).add(provisions.id_at(at, number) or "")
                numbers.add((first, at, number))
    ids = {first: next(iter(found)) for first, found in by_word.items() if len(found) == 1}
    assert len(ids) >= 0.99 * len(by_word)
    # A clause that is put in where another is taken out is that one, replaced under its number.
    assert len(set(ids.values())) >= 0.98 * len(ids)
    found = set()
    for first, id_ in ids.items():
        for anchor, members in provisions.lives[id_].anchors.items():
            found |= {(first, at, anchor) for at in range(4) if members >> at & 1}
    assert score(found, numbers) >= 0.98


def test_a_life_tells_each_state_under_the_number_that_it_then_had() -> None:
    provisions = provisions_of(
        FIRST,
        rules("boat", "dogs", "refuse", "fire", "swim", "pay"),
        rules(
            *("boat", "dogs", "refuse", "fire", "swim", "pay"),
            refuse=CLAUSES["refuse"].replace("twice", "three times"),
        ),
        rules("boat", "dogs", "fire", "swim", "pay"),
        rules("boat", "dogs", "refuse", "fire", "swim", "pay"),
    )
    assert told(states_of(provisions, 4, "1.3")) == [
        (4, "1.3", ("came back",)),
        (3, "1.3", ("taken out",)),
        (2, "1.3", ("changed",)),
        (1, "1.3", ("renumbered",)),
        (0, "1.2", ("came",)),
    ]
    assert provisions.id_at(0, "1.2") == provisions.id_at(4, "1.3") == "1.2@1.0"
    assert provisions.block_at(3, "1.2@1.0") is None
    assert [state.consequential for state in provisions.lives["1.2@1.0"].states][3]
    (reworded,) = provisions.lives["1.2@1.0"].states[2].changes
    assert "three times" in reworded.new
    unchanged = provisions.lives["1.1@1.0"]
    assert not unchanged.ever_changed
    assert provisions.lives["1.2@2.0"].ever_changed


def test_a_clause_that_moves_is_the_same_clause() -> None:
    moved = rules("refuse", "fire", "swim", "pay", "boat")
    provisions = provisions_of(FIRST, moved)
    assert provisions.id_at(1, "1.5") == "1.1@1.0"
    assert told(states_of(provisions, 1, "1.5")) == [
        (1, "1.5", ("moved", "renumbered")),
        (0, "1.1", ("came",)),
    ]


def test_what_was_divided_off_knows_what_it_was_part_of() -> None:
    whole = f"{CLAUSES['fire']} {CLAUSES['dogs']}"
    provisions = provisions_of(
        rules("boat", "fire", "swim", fire=whole), rules("boat", "fire", "dogs", "swim")
    )
    both = [states_of(provisions, 1, anchor) for anchor in ("1.2", "1.3")]
    for states in both:
        assert [state.version for state in states] == [1, 0]
        assert "divided" in states[0].befallen
        assert states[1].id == "1.2@1.0"
    assert {provisions.id_at(1, "1.2"), provisions.id_at(1, "1.3")} == {"1.2@1.0", "1.3@2.0"}


def test_what_was_joined_is_told_in_the_lives_of_both() -> None:
    whole = f"{CLAUSES['fire']} {CLAUSES['dogs']}"
    provisions = provisions_of(
        rules("boat", "fire", "dogs", "swim"), rules("boat", "fire", "swim", fire=whole)
    )
    lives = [provisions.lives[id_] for id_ in ("1.2@1.0", "1.3@1.0")]
    assert [life.states[0].befallen[0] for life in lives] == ["joined", "joined"]
    assert lives[0].states[0].others == ("1.3@1.0",)
    assert lives[1].states[0].others == ("1.2@1.0",)


def test_a_limb_follows_its_clause_and_a_change_in_it_is_one_of_the_clause() -> None:
    limbs = "\n\n(a) by a written notice; or\n\n(b) by ringing the bell.\n"
    first, longer = (
        rules("boat", *more, "refuse", refuse="The keeper may end a loan:").rstrip() + limbs
        for more in ((), ("dogs",))
    )
    reworded = longer.replace("ringing the bell", "blowing the horn")
    provisions = provisions_of(first, longer, reworded)
    assert list(provisions.lives["1.2-a@1.0"].anchors) == ["1.2-a", "1.3-a"]
    assert told(states_of(provisions, 2, "1.3-a")) == [
        (1, "(a)", ("renumbered",)),
        (0, "(a)", ("came",)),
    ]
    newest = states_of(provisions, 2, "1.3")[0]
    assert (newest.version, newest.befallen) == (2, ("changed",))
    assert [passage.block.label for passage in newest.passages] == ["(b)"]


def test_a_number_knows_everybody_who_bore_it() -> None:
    provisions = provisions_of(FIRST, rules("boat", "dogs", "refuse", "fire", "swim", "pay"))
    assert provisions.bearers("1.2") == {"1.2@1.0": 0b01, "1.2@2.0": 0b10}
    assert provisions.bearers("1.1") == {"1.1@1.0": 0b11}
    assert provisions.bearers("9.9") == {}


TEXT = (
    "# Rules\n\n## 1 Words\n\n1.1 In these Rules:\n\n"
    "**Night Boat** means a boat with a lantern.\n\n"
    "## 2 Boats\n\n2.1 The keeper may refuse:\n\n(a) a visitor; or\n\n(b) a dog.\n\n"
    "2.9 A boat is in Table 2.1.\n\nTable 2.1: Boats\n\n"
    "| Boat | Time |\n|---|---|\n| Raft | 1 |\n\n"
    "2.10 Nobody swims.\n"
)


@pytest.mark.parametrize(
    ("name", "anchor"),
    [
        ("2.1", "2.1"),
        ("Clause 2.1", "2.1"),
        ("cl 2.1(a)", "2.1-a"),
        ("cl. 2.1 (b)", "2.1-b"),
        ("2.1-b", "2.1-b"),
        ("Table 2.1", "table-2.1"),
        ("table 2.1", "table-2.1"),
        ("night boat", "def-night-boat"),
        ("  2.10 ", "2.10"),
    ],
)
def test_a_provision_is_found_by_what_people_call_it(name: str, anchor: str) -> None:
    assert find_anchor(provisions_of(TEXT), 0, name) == anchor


HEADED = (
    "# IV. Keepers\n\n## A. Boats\n\nA boat is lent.\n\n## B. Payment information\n\nKept.\n\n"
    "# V. Lights\n\n## A. Boats\n\nA boat has a light.\n\n## What visitors pay\n\nNothing.\n"
)


@pytest.mark.parametrize(
    ("name", "anchor"),
    [
        ("IV.B", "IV-B"),
        ("IV.B, heading", "IV-B"),
        ("Payment information", "IV-B"),
        ("B. payment information", "IV-B"),
        ("What visitors  pay", "what-visitors-pay"),
    ],
)
def test_what_is_under_a_heading_is_found_by_its_citation_and_by_words_of_its_own(
    name: str, anchor: str
) -> None:
    assert find_anchor(provisions_of(HEADED), 0, name) == anchor


def test_words_that_head_several_find_none_of_them() -> None:
    with pytest.raises(UnknownProvisionError):
        find_anchor(provisions_of(HEADED), 0, "Boats")


PARAGRAPHS = (
    "# Teich\n\n## § 2 Enten\n\n(1) Sie schwimmen.\n\n(2) Es gilt:\n\n1. so;\n\n2. anders.\n\n"
    "## § 3 Gänse\n\nKeine.\n"
)


@pytest.mark.parametrize(
    ("name", "anchor"),
    [
        ("§ 2", "section-2"),
        ("§ 2 Abs. 1", "section-2-1"),
        ("§ 2 Absatz 2 Nr. 1", "section-2-2-1"),
        ("§ 2 (1)", "section-2-1"),
    ],
)
def test_a_paragraph_is_found_as_german_law_cites_it(name: str, anchor: str) -> None:
    assert find_anchor(provisions_of(PARAGRAPHS), 0, name) == anchor


@pytest.mark.parametrize("name", ["§ 2 Abs. 7", "§ 2 Abs. 2 Nr. 3", "§ 4 Abs. 1"])
def test_what_is_cited_within_another_is_not_taken_for_that(name: str) -> None:
    with pytest.raises(UnknownProvisionError):
        find_anchor(provisions_of(PARAGRAPHS), 0, name)


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("2.2", ["2.1", "2.9"]),
        ("2.1(c)", ["2.1-b", "2.9"]),
        ("2.11", ["2.10"]),
        ("0.5", ["1"]),
        ("lanterns", []),
    ],
)
def test_what_is_not_there_is_told_with_what_stands_nearest(name: str, near: list[str]) -> None:
    with pytest.raises(UnknownProvisionError) as error:
        find_anchor(provisions_of(TEXT), 0, name)
    assert [block.anchor for block in error.value.neighbours] == near
    assert not error.value.elsewhere


def test_a_number_that_only_another_version_has_is_told() -> None:
    provisions = provisions_of(TEXT, TEXT.replace("\n\n2.10 Nobody swims.", ""))
    with pytest.raises(UnknownProvisionError) as error:
        find_anchor(provisions, 1, "2.10")
    assert error.value.elsewhere == [(0, "2.10")]


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("§ 9", ["section-3"]),
        ("§ 2 Abs. 7", ["section-2-3", "section-2a"]),
        ("§ 2 Abs. 2 Nr. 3", ["section-2-2-2", "section-2-3"]),
        ("Tabelle 9", ["tabelle-1"]),
    ],
)
def test_in_a_statute_too_what_stands_nearest_is_of_its_kind(name: str, near: list[str]) -> None:
    with pytest.raises(UnknownProvisionError) as error:
        find_anchor(provisions_of(STATUTE_TEXT), 0, name)
    assert [block.anchor for block in error.value.neighbours] == near


ALONE = (
    "# Ordnung\n\n## § 7 Zeit\n\nSie endet am {day}.\n\n## § 8 Maß\n\n(1) Ein Maß hat zwei Eimer.\n"
)


def test_a_heading_over_nothing_with_an_address_is_cited_as_the_whole_provision() -> None:
    provisions = provisions_of(ALONE.format(day="1. Mai"), ALONE.format(day="3. Juni"))
    states = states_of(provisions, 1, "section-7")
    assert [(each.version, each.cited) for each in states] == [(1, "§ 7"), (0, "§ 7")]
    assert provisions.cited_at(1, provisions.id_at(1, "section-8") or "") == "§ 8, heading"


def test_what_was_taken_out_is_cited_as_it_last_stood() -> None:
    first = ALONE.format(day="1. Mai")
    provisions = provisions_of(first, first.replace("## § 7 Zeit\n\nSie endet am 1. Mai.\n\n", ""))
    (gone, stood) = states_of(provisions, 0, "section-7")
    assert (gone.block, gone.cited, stood.cited) == (None, "§ 7", "§ 7")
