"""What was changed and changed back between two versions: all that came and went, nothing that is a
change, each with the versions that did it."""

import itertools
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NoReturn

import pytest
from hypothesis import example, given

from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.weave import Placed, fold, weave_of_files, woven_redline
from build_tools.model import Redline, Version
from build_tools.text.markdown import parse
from tests.examples import repeatable
from tests.lineage.passing_histories import States, clause, passed, row, states, table
from tests.paths import SHARED
from tests.reviewing import version_of

BOATS = "raft punt canoe barge skiff dinghy kayak ferry".split()
SENTENCES = (
    "A visitor may borrow the raft from dawn until the bell rings",
    "Whoever loses an oar pays for it out of the deposit",
    "No dog swims between the piers while children are taught there",
    "The keeper writes every name into the book under the lamp",
    "On stormy days all lines are doubled and nothing leaves",
    "Lanterns hang from masts whenever mist hides our shore",
    "Two members choose which hulls get painted this spring",
    "Prices stand on that board beside her door",
)


def between(*texts: str, ends: tuple[int, int] = (0, -1)) -> Redline:
    """The redline of two of these texts, of which each was made from the one before."""
    versions = [version_of(text, f"{at}.md") for at, text in enumerate(texts, 1)]
    return woven_redline(weave_of_files(versions), versions[ends[0]], versions[ends[1]])


def told(found: Redline) -> list[tuple[str, str, str]]:
    return [(each.where, each.text, each.in_words) for each in found.changed_back]


# --- Each kind ------------------------------------------------------------------------------------

CLAUSE = "1.1 A visitor {} take one boat.\n\n1.2 It goes back by noon.\n"
TABLE = "Table 1.1: Boats\n\n| Boat | Time |\n|---|---|\n| Raft | {} |\n| Punt | noon |\n"


def test_a_word_that_was_replaced_and_put_back_is_told_with_both_versions() -> None:
    found = between(*map(CLAUSE.format, ("may", "shall", "may")))
    assert not found.changes
    assert told(found) == [
        ("Clause 1.1", "may", "taken out by 2, put back by 3"),
        ("Clause 1.1", "shall", "put in by 2, taken out by 3"),
    ]


def test_a_word_between_two_others_is_told_and_the_others_are_changes() -> None:
    found = between(*map(CLAUSE.format, ("may", "shall", "must")))
    assert [change.old for change in found.changes] == ["A visitor may take one boat."]
    assert told(found) == [("Clause 1.1", "shall", "put in by 2, taken out by 3")]


def test_a_provision_that_came_and_went_is_told_as_it_was_numbered() -> None:
    text = CLAUSE.format("may")
    found = between(text, f"{text}\n1.3 Boats are for two.\n", text)
    assert told(found) == [("Clause 1.3", "Boats are for two.", "put in by 2, taken out by 3")]
    assert [each.anchor for each in found.changed_back] == [""]


def test_a_provision_that_went_and_came_back_has_its_address() -> None:
    text = CLAUSE.format("may")
    found = between(text, text.partition("\n\n")[0] + "\n", text)
    assert told(found) == [("Clause 1.2", "It goes back by noon.", "taken out by 2, put back by 3")]
    assert [each.anchor for each in found.changed_back] == ["1.2"]


def test_a_word_that_came_into_what_then_went_is_told_either_way_round() -> None:
    """The old text of the provision is a deletion, and its last word is in neither end."""
    first, second = (CLAUSE.format(word) for word in ("may", "shall"))
    third = "1.1 It goes back by noon.\n"
    for ends in ((0, -1), (-1, 0)):
        found = between(first, second, third, ends=ends)
        passed = [(each.text, each.stands, each.came, each.went) for each in found.changed_back]
        assert passed == [("shall", False, ("2",), ("3",))]


NOON = CLAUSE.format("may")
MIDNIGHT, WITHOUT = NOON.replace("noon", "midnight"), NOON.partition("\n\n")[0] + "\n"


@pytest.mark.parametrize(
    ("between_them", "provision", "noon", "midnight"),
    [
        (
            (MIDNIGHT, WITHOUT),
            "taken out by 3, put back by 4",
            "taken out by 2, put back by 4",
            "put in by 2, taken out by 3",
        ),
        (
            (WITHOUT, MIDNIGHT),
            "taken out by 2, put back by 3",
            "taken out by 3, put back by 4",
            "put in by 3, taken out by 4",
        ),
    ],
)
def test_a_word_that_passed_by_another_and_an_absence_is_told_with_both(
    between_them: tuple[str, str], provision: str, noon: str, midnight: str
) -> None:
    """Of the versions that took out or put in the word itself, with its provision or alone."""
    assert told(between(NOON, *between_them, NOON)) == [
        ("Clause 1.2", "It goes back by noon.", provision),
        ("Clause 1.2", "noon", noon),
        ("Clause 1.2", "midnight", midnight),
    ]


def test_a_provision_that_is_back_under_its_number_is_the_same_and_another_is_not() -> None:
    clauses = [clause("noon"), clause(None), clause("dusk")]
    weave = weave_of_files([version_of(text, "") for text in clauses])
    assert [block.id for block in weave.blocks] == ["1.1@1", "1.2@1", "1.9@1"]
    clauses[2] = clauses[2].replace("It goes back to the pier", "Nobody swims under the bridge")
    weave = weave_of_files([version_of(text, "") for text in clauses])
    assert {block.id for block in weave.blocks} == {"1.1@1", "1.2@1", "1.2@3", "1.9@1"}


def test_a_row_that_is_back_under_its_name_is_the_same_and_another_is_not() -> None:
    def rows(*texts: str) -> int:
        weave = weave_of_files([version_of(text, "") for text in texts])
        table = next(block.table for block in weave.blocks if block.table)
        return len(table.rows)

    assert rows(row("noon"), row(None), row("dusk")) == 4
    assert rows(row("noon"), row(None), row("dusk").replace("Punt", "Canoe")) == 5


@repeatable(60)
@pytest.mark.parametrize("drawn_as", [clause, row, table])
@given(states)
@example(["noon", None, "midnight", "noon"])
@example(["noon", "midnight", None, "dusk", "midnight", "noon"])
def test_each_word_that_passed_is_told_however_often_what_it_stands_in_went(
    drawn_as: Callable[[str | None], str], of: States
) -> None:
    found = between(*map(drawn_as, of)).changed_back
    if of[0] is None and of[-1] is None:
        said = {word for each in found for word in re.findall(r"\w+", each.text)}
        assert {each for each in of if each} <= said
        return
    for word, stands, *turns in passed(of):
        wanted = sorted(turns, key=int)
        assert any(
            each.stands == stands
            and word in re.findall(r"\w+", each.text)
            and sorted((*each.came, *each.went), key=int) == wanted
            for each in found
        ), (word, wanted)


def test_rows_columns_and_cells_that_came_and_went_are_told() -> None:
    text = TABLE.format("one hour")
    row = text + "| Canoe | midnight |\n"
    assert told(between(text, row, text)) == [
        ("Table 1.1, row Canoe", "Canoe | midnight", "put in by 2, taken out by 3")
    ]
    cell = told(between(text, TABLE.format("two nights"), text))
    assert {(where, words) for where, _, words in cell} == {
        ("Table 1.1, row Raft, Time", "taken out by 2, put back by 3"),
        ("Table 1.1, row Raft, Time", "put in by 2, taken out by 3"),
    }
    assert "two nights" in [said for _, said, _ in cell]
    wide = "Table 1.1: Boats\n\n| Boat | Time | Fee |\n|---|---|---|\n" + (
        "| Raft | one hour | 5 pebbles |\n| Punt | noon | 6 pebbles |\n"
    )
    assert told(between(text, wide, text)) == [
        (
            "Table 1.1, column Fee",
            "Fee | 5 pebbles | 6 pebbles",
            "put in by 2, taken out by 3",
        )
    ]


def test_the_number_of_a_note_is_no_part_of_the_word_before_it() -> None:
    """Where the words decide, as they do of what moved."""
    clause = "1.{} The keeper lends the raft to every visitor who asks{}.\n\n"
    rest = "1.{} Oars are dried under the roof.\n\n1.{} Lamps burn from dusk to dawn.\n\n"
    first = clause.format(1, "") + rest.format(2, 3)
    noted = clause.format(1, " today[^4]") + rest.format(2, 3) + "[^4]: By the bridge.\n"
    found = between(first, noted, rest.format(1, 2) + clause.format(3, ""))
    assert ("today [^4]", "put in by 2, taken out by 3") in [each[1:] for each in told(found)]


@pytest.mark.parametrize(
    ("always", "passing"),
    [
        ("", "1.2 It goes back {}.\n"),
        ("", TABLE),
        (TABLE.format("dusk"), TABLE.format("dusk") + "| Barge | {} |\n"),
    ],
    ids=["provision", "table", "row"],
)
def test_what_came_later_into_what_came_and_went_is_told_too(always: str, passing: str) -> None:
    clause = "1.1 Boats.\n\n"
    texts = always, passing.format("by noon"), passing.format("at midnight"), always
    entries = told(between(*[clause + text for text in texts]))
    assert ("at midnight", "put in by 3, taken out by 4") in [each[1:] for each in entries]
    assert [each[2] for each in entries if "by noon" in each[1]] == ["put in by 2, taken out by 4"]


def test_what_came_later_into_two_cells_is_told_cell_by_cell() -> None:
    clause = "1.1 Boats.\n\n"
    table = "| Boat | Time | Fee |\n|---|---|---|\n| Punt | {} | {} |\n"
    tables = ["", table.format("", ""), table.format("dusk", "five"), ""]
    found = between(*[clause + each for each in tables])
    texts = [text for _, text, came in told(found) if came == "put in by 3, taken out by 4"]
    assert texts == ["dusk", "five"]


def test_words_of_a_row_that_went_and_came_back_are_told_once() -> None:
    table = TABLE.format("one hour")
    rows = [table + f"| Barge | {words} |\n" for words in ("by noon", "at midnight")]
    entries = told(between(rows[0], rows[1], table, rows[0]))
    assert [each[2] for each in entries if "midnight" in each[1]] == ["put in by 2, taken out by 3"]
    assert ("Table 1.1, row Barge", "Barge | by noon", "taken out by 3, put back by 4") in entries


def test_a_provision_that_moved_and_moved_back_did_not_come_and_go() -> None:
    clauses = [
        f"A visitor who takes the {boat} of pier {at} rows." for at, boat in enumerate(BOATS)
    ]
    text = "\n\n".join(["# Boats", *clauses]) + "\n"
    moved = "\n\n".join(["# Boats", *clauses[1:5], clauses[0], *clauses[5:]]) + "\n"
    found = between(text, moved, text)
    assert {each.kind for each in found.changed_back} <= {"move"}
    assert between(text, moved, moved).changed_back == ()


def test_what_two_proposals_both_took_out_is_told_of_both() -> None:
    """The way from the one to the other leads over what both were made from."""
    texts = CLAUSE.format("may"), CLAUSE.format("shall"), CLAUSE.format("must")
    one, two, three = (
        Version(document="pond", label=f"{at}.0", blocks=parse(text))
        for at, text in enumerate(texts, 1)
    )
    weave = fold("pond", [Placed(one, None), Placed(two, 0), Placed(three, 0)], Comparisons())
    assert told(woven_redline(weave, two, three)) == [
        ("Clause 1.1", "may", "taken out by 2.0 and by 3.0")
    ]


def test_where_no_version_lies_between_nothing_came_and_went() -> None:
    assert between(CLAUSE.format("may"), CLAUSE.format("must")).changed_back == ()


def test_other_marks_alone_are_no_words_that_came_and_went() -> None:
    assert told(between(*map(CLAUSE.format, ("may", "**may**", "may")))) == []
    assert told(between(*map(CLAUSE.format, ("", "may", "**may**")))) == []


# --- Planted words --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Planted:
    """A word that no other text has, where it stands, and in which versions."""

    word: str
    place: int
    standing: frozenset[int]


def history(seed: int, versions: int) -> tuple[list[str], list[Planted]]:
    """Texts in which words come and go, clauses move, and rows too."""
    chance = random.Random(seed)
    places = 14
    planted = []
    for at in range(24):
        turns = [chance.random() < 0.4 for _ in range(versions)]
        standing = [sum(turns[: version + 1]) % 2 == 1 for version in range(versions)]
        stands = frozenset(version for version in range(versions) if standing[version])
        planted.append(Planted(f"zug{seed}x{at}z", chance.randrange(places), stands))
    order = list(range(8))
    rows = list(range(8, places))
    texts = []
    for version in range(versions):
        if chance.random() < 0.5:
            order.insert(chance.randrange(8), order.pop(chance.randrange(8)))
        if chance.random() < 0.3:
            rows.insert(chance.randrange(6), rows.pop(chance.randrange(6)))
        texts.append(drawn(version, order, rows, planted))
    return texts, planted


def drawn(
    version: int, order: Sequence[int], rows: Sequence[int], planted: Sequence[Planted]
) -> str:
    def words(place: int) -> str:
        here = [each for each in planted if each.place == place and version in each.standing]
        return "".join(f" {each.word}" for each in here)

    def clause(at: int, place: int) -> str:
        return f"1.{at} {SENTENCES[place]}{words(place)}."

    lines = [f"| {BOATS[place - 8]} | for {place} hours{words(place)} a day |" for place in rows]
    table = "\n".join(["Table 1.9: Hours", "", "| Boat | Hours |", "|---|---|", *lines])
    clauses = [clause(at, place) for at, place in enumerate(order, 1)]
    return "\n\n".join(["# 1 Boats", *clauses, table]) + "\n"


def found_in(texts: Iterable[str], planted: Sequence[Planted]) -> set[str]:
    joined = " ".join(texts)
    return {each.word for each in planted if each.word in joined}


def signed(found: Redline, planted: Sequence[Planted], sign: str) -> set[str]:
    """The words that the redline marks as taken out, or as put in."""
    edits = itertools.chain.from_iterable([change.edits for change in found.changes])
    return found_in([edit.text for edit in edits if edit.op == sign], planted)


def hold(seed: int, versions: int) -> None:
    """Hold the box of any two versions of a history to what was planted."""
    texts, planted = history(seed, versions)
    all_ = [version_of(text, f"v{at}.md") for at, text in enumerate(texts)]
    weave = weave_of_files(all_)
    for old, new in itertools.permutations(range(versions), 2):
        found = woven_redline(weave, all_[old], all_[new])
        way = frozenset(range(min(old, new), max(old, new) + 1))
        in_neither, in_both = set(), set()
        for each in planted:
            if each.standing & way and not each.standing & {old, new}:
                in_neither.add(each.word)
            elif {old, new} <= each.standing and not way <= each.standing:
                in_both.add(each.word)
        words = [each for each in found.changed_back if each.kind != "move"]
        assert found_in([e.text for e in words if not e.stands], planted) == in_neither
        told_again = found_in([e.text for e in words if e.stands], planted)
        # What came back within other words is new, and the redline marks it at both.
        anew = signed(found, planted, "-") & signed(found, planted, "+")
        assert told_again <= in_both <= told_again | anew
        changed = {each.word for each in planted if len(each.standing & {old, new}) == 1}
        assert not changed & found_in([e.text for e in words], planted)
        for entry in found.changed_back:
            assert {*entry.came, *entry.went} <= {str(at + 1) for at in way}
            assert entry.in_words


@pytest.mark.parametrize("seed", range(3))
def test_each_word_that_came_and_went_is_in_the_box_and_no_other(seed: int) -> None:
    hold(seed, 4)


@pytest.mark.sweep
def test_each_word_that_came_and_went_is_in_the_box_of_long_histories() -> None:
    for seed in range(10, 40):
        hold(seed, 6)


def test_the_versions_that_are_told_are_those_that_did_it() -> None:
    checked = 0
    for seed in range(2):
        texts, planted = history(seed, 5)
        versions = [version_of(text, f"v{at}.md") for at, text in enumerate(texts)]
        found = woven_redline(weave_of_files(versions), versions[0], versions[-1])
        for each in planted:
            turns = [at for at in range(1, 5) if (at in each.standing) != (at - 1 in each.standing)]
            entries = [entry for entry in found.changed_back if each.word in entry.text]
            if len(turns) == 2 and not {0, 4} & each.standing:
                (entry,) = entries
                assert (entry.came, entry.went) == ((str(turns[0] + 1),), (str(turns[1] + 1),))
                checked += 1
    assert checked > 5


# --- Real chains, by words alone ------------------------------------------------------------------

CHAINS = SHARED / "corpora" / "chains"


def words_of(version: Version) -> Counter[str]:
    return counted("\n".join([block.text for block in version.body]))


def counted(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


@pytest.mark.sweep
def test_of_real_chains_no_word_is_lost_and_none_is_made_up(
    missing: Callable[[str], NoReturn],
) -> None:
    """A word that neither end has and a version between them has came and went: it is told. What is
    told stands in a version between the two, or in both of them."""
    if not CHAINS.is_dir():
        missing(f"there are no chains at {CHAINS}")
    for folder in sorted(each for each in CHAINS.iterdir() if each.is_dir()):
        paths = sorted(folder.glob("v*.md"))
        versions = [version_of(path.read_text("utf-8"), f"{at}") for at, path in enumerate(paths)]
        weave = weave_of_files(versions)
        words = [*map(words_of, versions)]
        size = sum(version.text.count("") for version in versions)
        pairs = itertools.permutations(range(len(versions)), 2)
        apart = [(old, new) for old, new in pairs if abs(old - new) > 1]
        for old, new in random.Random(folder.name).sample(apart, 8 if size > 3e6 else 30):
            found = woven_redline(weave, versions[old], versions[new]).changed_back
            between_them = words[min(old, new) + 1 : max(old, new)]
            at_the_ends = words[old] | words[new]
            came_and_went = Counter[str]()
            for there in between_them:
                lone = {word: n for word, n in there.items() if word not in at_the_ends}
                came_and_went |= Counter(lone)
            told_ = counted("\n".join([each.text for each in found if not each.stands]))
            assert not came_and_went - told_, f"{folder.name}: {old}..{new}"
            at_both = words[old] & words[new]
            for each in found:
                said = counted(each.text)
                places = between_them
                if each.stands:
                    # What went and came back whole is told as it is now.
                    places = [at_both if each.kind == "text" else words[new]]
                assert any(all(there[word] >= said[word] for word in said) for there in places)
