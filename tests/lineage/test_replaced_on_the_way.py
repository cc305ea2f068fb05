"""Over several steps a reference follows only where what it names is one matter at both ends."""

from itertools import permutations

import pytest

from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.weave import fold, woven_redline
from tests.drafting import History
from tests.lineage.woven_histories import tree_of

MILL = """\
{first}4.{before} A miller grinds on weekdays.

4.{at} {said}

4.{after} The carter pays a fine under Clause 4.{at} within a month.
"""
FRAUD = "A miller who mixes chalk into flour to deceive a buyer loses the mill."
REEVE = "The reeve keeps the key of the weir and hands it over in spring."
SLUICE = "4.1 The sluice is opened at dawn by the youngest hand.\n\n"
WEIR = "4.1 The weir is mended in the week before the feast.\n\n4.2" + SLUICE.removeprefix("4.1")


def mill(said: str, first: str = "") -> str:
    """A text whose last clause names the one before it."""
    more = first.count("\n\n")
    return MILL.format(first=first, said=said, before=1 + more, at=2 + more, after=3 + more)


def follows(history: tuple[str, ...]) -> dict[tuple[int, int], bool]:
    """Whether the reference only follows, between any two texts in which it is printed
    otherwise."""
    chain: History = tuple((text, at - 1 if at else None) for at, text in enumerate(history))
    tree = tree_of(chain)
    weave = fold("pond", tree, Comparisons())
    found = {}
    for old, new in permutations(range(len(tree)), 2):
        made = woven_redline(weave, tree[old].version, tree[new].version)
        for change in made.changes:
            if "The carter pays" in change.new and change.old != change.new:
                found[old, new] = change.consequential
    return found


@pytest.mark.parametrize(
    ("history", "kept"),
    [
        ((mill(FRAUD), mill(REEVE), mill(REEVE, SLUICE)), {(1, 2), (2, 1)}),
        ((mill(FRAUD), mill(FRAUD, SLUICE), mill(REEVE, SLUICE)), {(0, 1), (1, 0)}),
        ((mill(FRAUD), mill(REEVE, SLUICE), mill(REEVE, WEIR)), {(1, 2), (2, 1)}),
        (
            (mill(FRAUD), mill(FRAUD, SLUICE), mill(FRAUD, WEIR)),
            {(0, 1), (1, 0), (0, 2), (2, 0), (1, 2), (2, 1)},
        ),
    ],
    ids=["replaced before", "replaced after", "replaced at once", "never"],
)
def test_a_reference_to_what_was_replaced_on_the_way_is_of_substance(
    history: tuple[str, ...], kept: set[tuple[int, int]]
) -> None:
    found = follows(history)
    assert {pair for pair, is_kept in found.items() if is_kept} == kept
    assert len(found) >= 4


def test_a_reference_to_what_was_reworded_again_and_again_is_of_substance() -> None:
    words = FRAUD.rstrip(".").split(), REEVE.rstrip(".").split()
    half = " ".join([*words[0][:9], *words[1][-9:]])
    found = follows((mill(FRAUD), mill(half, SLUICE), mill(REEVE, WEIR)))
    assert found[0, 1]
    assert found[1, 2]
    assert not found[0, 2]
    assert not found[2, 0]
