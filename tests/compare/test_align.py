"""Alignment: which stage pairs which units, and which units are nobody's pair."""

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.compare.align import (
    Matching,
    Unit,
    align,
    heaviest_increasing_subsequence,
    lexicographic,
    match_identical,
    match_moved,
    match_similar,
    match_splits,
)
from build_tools.compare.redline import STAGES
from tests.examples import repeatable

CHEAP = repeatable(200)


def units(*texts: str) -> list[Unit]:
    """Units of `label: text`, or of a text without a label."""
    found = []
    for line in texts:
        label, colon, text = line.rpartition(": ")
        found.append(Unit(key=text, group="text", label=label if colon else "", texts=(text,)))
    return found


def matched(old: list[str], new: list[str]) -> Matching:
    return align(units(*old), units(*new), STAGES)


def pairs(old: list[str], new: list[str]) -> dict[tuple[int, int], str]:
    found = matched(old, new)
    return {(i, j): found.stages[i] for i, j in sorted(found.pairs.items())}


KEEP = "DCC shall keep the Test Log for two years after the last entry in it"
STATE = "The report shall state the date on which the test was run"
STATED = "The report shall state the date and the time at which the test was run"
GIVE = "DCC shall give notice as soon as it is practicable to do so"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param([KEEP], [KEEP], {(0, 0): "identical"}, id="the same"),
        pytest.param([STATE], [STATED], {(0, 0): "similar"}, id="reworded"),
        pytest.param(
            [f"4.2: {STATE}"],
            [f"4.2: {STATED}"],
            {(0, 0): "same label"},
            id="reworded under its number",
        ),
        pytest.param([STATE], [GIVE], {}, id="not similar enough"),
        pytest.param(
            [f"4.2: {STATE}"],
            [f"4.2: {GIVE}"],
            {(0, 0): "in place"},
            id="one number, nothing else in common",
        ),
        pytest.param([f"4.2: {STATE}"], [f"9.9: {STATE}"], {(0, 0): "identical"}, id="renumbered"),
        pytest.param(
            [f"4.1: {STATE}", f"4.2: {KEEP}"],
            [f"4.1: {GIVE}", f"4.2: {STATE}", f"4.3: {KEEP}"],
            {(0, 1): "identical", (1, 2): "identical"},
            id="renumbered by an insertion: content before number",
        ),
        pytest.param(
            [f"4.1: {STATE}", f"4.2: {KEEP}"],
            [f"4.1: {GIVE}", f"4.2: {STATED}", f"4.3: {KEEP}"],
            {(0, 1): "similar", (1, 2): "identical"},
            id="renumbered by an insertion and reworded: content before number",
        ),
        pytest.param(
            [STATE, KEEP, GIVE],
            [KEEP, GIVE, STATE],
            {(0, 2): "identical", (1, 0): "identical", (2, 1): "identical"},
            id="moved",
        ),
        pytest.param(
            [STATE, KEEP, f"{GIVE} and once more"],
            [KEEP, f"{GIVE} and once more", STATED],
            {(0, 2): "moved", (1, 0): "identical", (2, 1): "identical"},
            id="moved and reworded",
        ),
        pytest.param(
            ["Open", KEEP],
            [KEEP, "Open"],
            {(0, 1): "identical", (1, 0): "identical"},
            id="what is too short to be believed to have moved keeps its place",
        ),
        pytest.param(
            ["1: A", GIVE, "2: B", GIVE, "3: C", GIVE],
            ["1: A", GIVE, "3: C", GIVE],
            {(0, 0): "identical", (1, 1): "identical", (4, 2): "identical", (5, 3): "identical"},
            id="boilerplate goes with its neighbours",
        ),
        pytest.param(
            [GIVE, GIVE],
            [GIVE, GIVE, GIVE],
            {(0, 0): "identical", (1, 1): "identical"},
            id="one boilerplate more",
        ),
    ],
)
def test_a_pair_names_the_stage_that_found_it(
    old: list[str], new: list[str], expected: dict[tuple[int, int], str]
) -> None:
    assert pairs(old, new) == expected


def test_a_unit_gives_way_to_a_better_partner_of_its_pair() -> None:
    old = [f"5.1: {STATE} by the Participant"]
    new = [
        f"5.1: {STATE} or was to be but for a fault of DCC run",
        f"5.2: {STATE} by the Participant at last",
    ]
    assert pairs(old, new) == {(0, 1): "similar"}


def test_a_text_that_became_a_note_is_one_but_none_that_became_a_table() -> None:
    note = Unit(key=("footnote", KEEP), group="footnote", label="", texts=(KEEP,))
    prose = Unit(key=("text", KEEP), group="text", label="", texts=(KEEP,))
    table = Unit(key=("table", KEEP), group="table", label="", texts=(KEEP,))
    assert align([note], [prose], STAGES).pairs == {0: 0}
    assert not align([table], [prose], STAGES).pairs


def test_a_text_split_in_two() -> None:
    found = matched([f"{STATE}, and {KEEP}"], [STATE, KEEP])
    assert found.splits == {0: (0, 1)}
    assert not found.merges


def test_two_texts_merged() -> None:
    found = matched([STATE, KEEP], [f"{STATE}. {KEEP}"])
    assert found.merges == {0: (0, 1)}
    assert not found.splits


def test_an_insertion_after_a_text_is_no_split_of_it() -> None:
    assert not matched([STATE], [STATE, KEEP]).splits


def test_order_shows_every_position_and_a_moved_one_at_both_places() -> None:
    found = matched([STATE, KEEP, f"{GIVE} and once more"], [KEEP, f"{GIVE} and once more", STATE])
    assert list(found.reading_order()) == [(0, None), (1, 0), (2, 1), (None, 2)]


def test_the_stages_leave_alone_what_earlier_ones_paired() -> None:
    found = Matching(units(KEEP, STATE), units(STATE, KEEP))
    found.add("given", [(0, 0)])
    for stage in (match_identical, match_similar, match_moved, match_splits):
        stage(found)
    assert found.pairs[0] == 0
    assert found.stages[0] == "given"


def test_many_units_are_paired_by_their_rare_words() -> None:
    old = [
        f"Clause about number{at} and the common words of all of these clauses" for at in range(250)
    ]
    new = [f"{line} now" for line in old]
    found = matched(old, [*new[:100], "Something else entirely, of no kin", *new[100:]])
    assert found.pairs == {at: at if at < 100 else at + 1 for at in range(250)}


def test_more_duplicates_than_can_be_ranked_keep_their_order() -> None:
    old = [GIVE] * 201
    assert matched(old, [*old, KEEP]).pairs == {at: at for at in range(201)}


TEXTS = st.lists(
    st.sampled_from(
        (KEEP, STATE, STATED, GIVE, f"{STATE}, and {KEEP}", "Open", f"4.1: {KEEP}", f"4.2: {STATE}")
    ),
    max_size=8,
)


@CHEAP
@given(TEXTS, TEXTS)
def test_the_way_back_pairs_what_the_way_there_does(old: list[str], new: list[str]) -> None:
    there, back = matched(old, new), matched(new, old)
    assert there.pairs == back.origins
    assert there.origins == back.pairs
    assert there.splits == back.merges
    assert there.merges == back.splits
    assert there.pairs_in_order() == [(i, j) for j, i in back.pairs_in_order()]


@CHEAP
@given(TEXTS, st.data())
def test_pairs_are_one_to_one_and_order_is_complete(old: list[str], data: st.DataObject) -> None:
    new = data.draw(st.permutations(old))[: data.draw(st.integers(0, 8))]
    found = matched(old, list(new))
    assert len(set(found.pairs.values())) == len(found.pairs)
    order = list(found.reading_order())
    assert [i for i, _ in order if i is not None] == list(range(len(old)))
    assert [j for _, j in order if j is not None] == list(range(len(new)))


@CHEAP
@given(
    st.dictionaries(
        st.tuples(st.integers(0, 5), st.integers(0, 5)), st.integers(1, 9).map(float), max_size=8
    )
)
def test_heaviest_increasing_subsequence_is_the_best_of_all_chains(
    weights: dict[tuple[int, int], float],
) -> None:
    def increases(chain: Sequence[tuple[int, int]]) -> bool:
        return all(one[0] < two[0] and one[1] < two[1] for one, two in itertools.pairwise(chain))

    chosen = heaviest_increasing_subsequence(weights, weights.__getitem__)
    assert increases(chosen)
    chains = (
        chain
        for size in range(len(weights) + 1)
        for chain in itertools.combinations(sorted(weights), size)
    )
    assert sum(map(weights.__getitem__, chosen)) == max(
        sum(map(weights.__getitem__, chain)) for chain in chains if increases(chain)
    )


COUNTS = st.lists(st.tuples(*[st.integers(0, 99)] * 3), max_size=9)


@CHEAP
@given(COUNTS, COUNTS)
def test_sums_of_lexicographic_weights_are_in_lexicographic_order(
    one: list[tuple[int, ...]], other: list[tuple[int, ...]]
) -> None:
    sums = [tuple(map(sum, zip((0, 0, 0), *counts, strict=True))) for counts in (one, other)]
    weights = [sum(lexicographic(*each) for each in counts) for counts in (one, other)]
    assert (weights[0] < weights[1]) == (sums[0] < sums[1])


def test_heaviest_increasing_subsequence_prefers_one_weighty_pair_to_two_light_ones() -> None:
    weights = {(0, 2): 5.0, (1, 0): 1.0, (2, 1): 1.0}
    assert heaviest_increasing_subsequence(weights, weights.__getitem__) == [(0, 2)]
