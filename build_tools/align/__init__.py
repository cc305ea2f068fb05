"""Alignment: two sequences of units (blocks, or the rows of a table) in, the pairs that are one thing out.

Stages run in order, each on what the earlier ones left: exact before label, label before likeness, in order before out
of order. A pair below the floor of similarity is not a pair. The pairs are one to one, and each says which stage found
it; `Matching.spine` picks those that keep their order, and the others are moves.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from build_tools.align.joins import split_and_merged
from build_tools.align.matching import Matching, Pair, Unit, heaviest
from build_tools.align.stages import alike, identical, moved

__all__ = ["Matching", "Pair", "Stage", "Unit", "align", "alike", "heaviest", "identical", "moved", "split_and_merged"]

Stage: TypeAlias = Callable[[Matching], None]


def align(
    old: Sequence[Unit], new: Sequence[Unit], stages: Iterable[Stage], weights: tuple[float, ...] = (1.0,)
) -> Matching:
    """Run the stages over two sequences of units, whose parts count by `weights`."""
    matching = Matching(old, new, weights)
    for stage in stages:
        stage(matching)
    return matching
