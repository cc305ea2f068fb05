"""Where each part of a version comes from: held to what was planted, and to a replay of the steps
that knows no weave."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.provenance import BlockOrigins, WordsOrigin, origins_at
from build_tools.lineage.weave import fold, weave_of_files
from build_tools.model import Redline, TableRedline, joined
from tests.drafting import History, histories
from tests.lineage.planted_chains import planted_chain, words_in
from tests.lineage.woven_histories import law, tree_of
from tests.reviewing import version_of

Grid: TypeAlias = list[list[int]]


def origins_of(*texts: str) -> list[tuple[BlockOrigins, ...]]:
    """Of each of some texts, of which each was made from the one before."""
    weave = weave_of_files([version_of(text, f"v{at}.md") for at, text in enumerate(texts)])
    return [origins_at(weave, at) for at in range(len(texts))]


def all_words(blocks: Sequence[BlockOrigins]) -> Iterator[WordsOrigin]:
    for block in blocks:
        yield from block.words
        if block.table:
            yield from block.table.caption
            for row in block.table.cells:
                for cell in row:
                    yield from cell.words


# --- Laws -----------------------------------------------------------------------------------------


@law
@given(histories())
def test_the_words_of_a_version_are_its_text_and_each_came_on_the_way_to_it(
    history: History,
) -> None:
    tree = tree_of(history)
    weave = fold("pond", tree, Comparisons())
    for at, (version, _) in enumerate(tree):
        path = set(weave.path(at))
        blocks = origins_at(weave, at)
        assert [block.block for block in blocks] == list(weave.at(at))
        for block, there in zip(blocks, version.body, strict=True):
            assert joined(tuple(each.run for each in block.words)) == joined(there.content)
            assert {block.since.came, block.since.changed} <= path
            assert block.since.came <= block.since.changed
        for words in all_words(blocks):
            assert words.came in path
            assert words.back is None or (words.back in path and words.back > words.came)


@law
@given(histories())
def test_who_changed_what_is_what_a_replay_of_the_steps_finds(history: History) -> None:
    tree = tree_of(history)
    comparisons = Comparisons()
    weave = fold("pond", tree, comparisons)
    replayed: list[list[int]] = []
    for at, (version, base) in enumerate(tree):
        if base is None:
            replayed.append([at] * len(version.body))
        else:
            redline = comparisons.between(tree[base].version, version)
            replayed.append(list(_replayed(redline, at, replayed[base])))
        assert [block.since.changed for block in origins_at(weave, at)] == replayed[at]


@law
@given(histories())
def test_what_a_version_does_not_touch_comes_from_where_it_came(history: History) -> None:
    tree = tree_of(history)
    weave = fold("pond", tree, Comparisons())
    for at, (_, base) in enumerate(tree):
        if base is not None:
            assert origins_at(weave, at, origins_at(weave, base)) == origins_at(weave, at)


WORDS = "alder birch cedar elder hazel juniper larch maple olive poplar rowan willow".split()
SHORTER_OR_LONGER = st.lists(st.sets(st.integers(0, 11), min_size=8), min_size=2, max_size=4)


@law
@given(SHORTER_OR_LONGER, st.booleans())
def test_no_stretch_spans_a_place_where_something_stood_between(
    held: list[set[int]], in_a_cell: bool
) -> None:
    """Of words that come and go in one order, those of a stretch stood side by side in each version
    that had them all since they came."""
    lists = [[WORDS[at] for at in sorted(each)] for each in held]
    form = "| Tree |\n|---|\n| {} |\n" if in_a_cell else "1.1 {}.\n"
    versions = [" ".join(words) for words in lists]
    for at, blocks in enumerate(origins_of(*[form.format(text) for text in versions])):
        for each in all_words(blocks):
            found = re.findall("[a-z]+", each.run.text)
            for on_the_way in range(each.came, at + 1):
                is_whole = set(found) <= set(lists[on_the_way])
                assert not is_whole or " ".join(found) in versions[on_the_way]


def test_a_provision_of_which_the_number_alone_changed_was_changed_then() -> None:
    oars = "A visitor who takes a raft brings back both oars.\n"
    _, last = origins_of(
        f"1.1 Boats are wooden.\n\n1.2 {oars}", f"1.1 Boats are wooden.\n\n1.5 {oars}"
    )
    assert [(each.since.came, each.since.changed) for each in last] == [(0, 0), (0, 1)]


def _replayed(redline: Redline, at: int, before: Sequence[int]) -> Iterator[int]:
    """Who last changed each block of the new text of a step: whoever it was, where the step changed
    nothing of substance in it."""
    consequential = {change.id for change in redline.changes if change.consequential}
    old = [passage.old for passage in redline.passages if passage.old]
    known = {id(block): changed for block, changed in zip(old, before, strict=True)}
    for passage in redline.passages:
        if passage.new is None:
            continue
        touched = set(passage.change_ids()) - consequential
        if passage.side == "both":
            yield at if touched else known[id(passage.old)]
        elif passage.tie and not touched:
            yield known[id(passage.tie.old[0])]
        else:
            yield at


@law
@given(histories())
def test_who_changed_which_cell_is_what_a_replay_of_the_steps_finds(history: History) -> None:
    """Of tables that stay where they are, held to the step before."""
    tree = tree_of(history)
    comparisons = Comparisons()
    weave = fold("pond", tree, comparisons)
    for at, (version, base) in enumerate(tree):
        if base is None:
            continue
        redline = comparisons.between(tree[base].version, version)
        before = {block.place: block for block in origins_at(weave, base)}
        after = iter(origins_at(weave, at))
        consequential = {change.id for change in redline.changes if change.consequential}
        for passage in redline.passages:
            block = next(after) if passage.new else None
            if block is None or passage.table is None or passage.side != "both":
                continue
            changed = _changed_cells(block)
            replayed = _replayed_cells(
                passage.table, at, _changed_cells(before[block.place]), consequential
            )
            assert changed == replayed


def _changed_cells(block: BlockOrigins) -> Grid:
    assert block.table is not None
    return [[cell.since.changed for cell in row] for row in block.table.cells]


def _replayed_cells(table: TableRedline, at: int, before: Grid, consequential: set[str]) -> Grid:
    """Who last changed each cell: this version where the cell or its row or column is new, else
    whoever it was."""
    grid = [[at] * table.new.width for _ in table.new.rows]
    for row, cells in zip(table.rows, table.cells, strict=True):
        for column, cell in zip(table.columns, cells, strict=True):
            if "old" in (row.side, column.side) or {cell.change} - consequential - {""}:
                continue
            if row.old is None or column.old is None or row.tie:
                continue
            assert row.new is not None
            assert column.new is not None
            grid[row.new][column.new] = before[row.old][column.old]
    return grid


# --- What was planted -----------------------------------------------------------------------------

PLANTS = {
    "words": ("reword",) * 12,
    "clauses": (*("insert",) * 4, *("delete",) * 3, *("reword",) * 6),
    "moves": (*("move",) * 4, *("reword",) * 4, "insert"),
    "divisions": (*("split",) * 4, *("join",) * 3, *("reword",) * 3),
    "tables": (*("row",) * 2, *("cell",) * 3, "insert"),
}
FORTY = (
    *("reword",) * 18,
    *("insert",) * 5,
    *("delete",) * 4,
    *("move",) * 4,
    *("split",) * 3,
    *("join",) * 2,
    *("row",) * 2,
    *("cell",) * 2,
)


@pytest.mark.parametrize("kinds", PLANTS.values(), ids=PLANTS)
def test_every_planted_word_has_its_origin(kinds: tuple[str, ...]) -> None:
    assert min(scores(3, 3, kinds, clauses=40)) >= 0.99


@pytest.mark.sweep
@pytest.mark.parametrize("seed", range(6))
def test_five_amendments_of_forty_edits_are_told_apart(seed: int) -> None:
    assert len(FORTY) == 40
    assert min(scores(seed, 5, FORTY, clauses=160)) >= 0.99


def scores(seed: int, amendments: int, kinds: tuple[str, ...], clauses: int) -> list[float]:
    """How right the origins of words, the origins of references and who last changed each clause
    are, over all the texts of a planted chain."""
    planted = planted_chain(seed, amendments, kinds, clauses=clauses)
    found: list[set[Any]] = [set(), set(), set()]
    wanted: list[set[Any]] = [set(), set(), set()]
    for at, blocks in enumerate(origins_of(*planted.texts)):
        text = planted.texts[at]
        wanted[0] |= {(at, word, planted.written[word]) for word in words_in(text)}
        for words in all_words(blocks):
            found[0] |= {(at, word, words.came) for word in words_in(words.run.text)}
        references = planted.references[at]
        wanted[1] |= {(at, word, planted.written[word]) for word in references}
        found[1] |= {(at, word, came) for word, came in _origins_of_references(blocks)}
        wanted[2] |= {(at, *each) for each in planted.changed[at].items()}
        for block in blocks:
            if block.block.kind == "paragraph" and block.block.label:
                first = words_in(block.block.text)[0]
                found[2].add((at, first, block.since.changed))
    return [score(*each) for each in zip(found, wanted, strict=True)]


def _origins_of_references(blocks: Sequence[BlockOrigins]) -> Iterator[tuple[str, int]]:
    """By the word before it, the origin of each character of the number of a reference."""
    for block in blocks:
        came = [each.came for each in block.words for _ in each.run.text]
        text = "".join(each.run.text for each in block.words)
        for reference in re.finditer(r"([a-z]+\d+) under Clause (\d+\.\d+)", text):
            for origin in set(came[reference.start(2) : reference.end(2)]):
                yield reference[1], origin


def score(found: set[Any], wanted: set[Any]) -> float:
    """The harmonic mean of precision and recall; 1 where there is nothing to find."""
    return 2 * len(found & wanted) / (len(found) + len(wanted)) if found or wanted else 1


# --- What counts ----------------------------------------------------------------------------------

ONE = (
    "# Rules\n\n1.1 A visitor may take a boat until dusk.\n\n"
    "1.2 The keeper may refuse a visitor under Clause 1.1.\n\n"
    "Table 1: Boats\n\n| No. | Boat | Time |\n|---|---|---|\n"
    "| 1 | Raft | 1 hour |\n| 2 | Punt | 2 hours |\n"
)


def since(blocks: Sequence[BlockOrigins], words: str) -> tuple[int, int]:
    found = next(block for block in blocks if words in block.block.text)
    return found.since.came, found.since.changed


def test_a_number_and_the_references_that_follow_it_change_nothing() -> None:
    renumbered = (
        ONE.replace("1.2 The", "1.3 The")
        .replace("1.1 A", "1.1 Nobody swims after noon.\n\n1.2 A")
        .replace("Clause 1.1", "Clause 1.2")
    )
    *_, last = origins_of(ONE, renumbered)
    assert since(last, "until dusk") == (0, 0)
    assert since(last, "may refuse") == (0, 0)
    assert since(last, "swims") == (1, 1)
    assert {words.came for words in all_words(last)} == {0, 1}
    assert {words.run.text for words in all_words(last) if words.came} == {
        "Nobody swims after noon."
    }


def test_what_comes_back_was_written_when_it_was_and_changed_when_it_came_back() -> None:
    without = ONE.replace(" until dusk", "")
    *_, last = origins_of(ONE, without, ONE)
    assert since(last, "until dusk") == (0, 2)
    (words,) = [words for words in all_words(last) if "dusk" in words.run.text]
    assert (words.came, words.back) == (0, 2)


def test_a_clause_that_moves_keeps_its_words_and_when_it_came() -> None:
    title, first, *rest = ONE.split("\n\n")
    moved = "\n\n".join([title, *rest[:1], first, *rest[1:]])
    *_, last = origins_of(ONE, moved)
    assert {words.came for words in all_words(last)} == {0}
    came, changed = zip(
        *(since(last, words) for words in ("until dusk", "may refuse")), strict=True
    )
    assert set(came) == {0}
    assert sorted(changed) == [0, 1]


@pytest.mark.parametrize("reworded", ["2 hours", "3 hours"])
def test_a_table_that_moves_keeps_the_origins_of_its_cells(reworded: str) -> None:
    title, first, second, *table = ONE.split("\n\n")
    moved = "\n\n".join([title, *table, first, second]).replace("2 hours", reworded)
    *_, last = origins_of(ONE, moved)
    (found,) = [block.table for block in last if block.table]
    changed = [[cell.since.changed for cell in row] for row in found.cells]
    assert changed == [[0, 0, 0], [0, 0, 0], [0, 0, int(reworded == "3 hours")]]
    assert {row.came for row in found.rows} == {0}
    assert {words.came for words in all_words(last)} == {0, int(reworded == "3 hours")}


def test_rows_columns_and_cells_know_when_they_came_and_changed() -> None:
    wider = (
        ONE.replace("| Time |\n|---", "| Time | Oars |\n|---|---")
        .replace("1 hour |", "1 hour | none |")
        .replace("2 hours |", "2 hours | two |")
    )
    longer = wider.replace("| 1 | Raft", "| 1 | Canoe | 4 hours | one |\n| 2 | Raft")
    longer = longer.replace("| 2 | Punt | 2 hours", "| 3 | Punt | 5 hours")
    *_, last = origins_of(ONE, wider, longer)
    (found,) = [block.table for block in last if block.table]
    assert [(row.came, row.changed) for row in found.rows] == [(0, 0), (2, 2), (0, 0), (0, 2)]
    columns = [(column.came, column.changed) for column in found.columns]
    assert columns == [(0, 0), (0, 0), (0, 2), (1, 1)]
    changed = [[cell.since.changed for cell in row] for row in found.cells]
    assert changed == [[0, 0, 0, 1], [2, 2, 2, 2], [0, 0, 0, 1], [0, 0, 2, 1]]


def test_words_of_a_proposal_that_another_version_writes_too_are_of_that_version() -> None:
    """2.0 and 3.0 are both made of 1.0 and put the same words in; 3.0 is not made of 2.0."""
    with_words = ONE.replace("until dusk", "until dusk or rain")
    tree = tree_of(((ONE, None), (with_words, 0), (with_words, 0)))
    weave = fold("pond", tree, Comparisons())
    for at in (1, 2):
        (words,) = [each for each in all_words(origins_at(weave, at)) if "rain" in each.run.text]
        assert (words.came, words.back) == (at, None)
