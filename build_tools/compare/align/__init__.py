"""Alignment: two sequences of units (blocks, or the rows of a table) in, the pairs that are one
thing out.

Stages run in order, each on what the earlier ones left: identical before similar, in order before
out of order. What is not similar enough is not a pair (`thresholds`). The pairs are one to one, and
each says which stage found it; `Matching.pairs_in_order` picks those that keep their order, and the
others are moves.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from build_tools.compare.align.bare_headings import match_bare_headings
from build_tools.compare.align.candidates import RareWords
from build_tools.compare.align.identical import match_identical
from build_tools.compare.align.in_place import match_in_place
from build_tools.compare.align.matching import Matching
from build_tools.compare.align.moved import match_moved
from build_tools.compare.align.over_its_text import match_over_its_text
from build_tools.compare.align.reordered import match_reordered
from build_tools.compare.align.same_term import match_same_term
from build_tools.compare.align.similar import match_similar
from build_tools.compare.align.splits import match_splits, match_verbatim_splits
from build_tools.compare.align.subsequence import (
    Pair,
    heaviest_increasing_subsequence,
    lexicographic,
)
from build_tools.compare.align.table_splits import match_table_splits
from build_tools.compare.align.unit import TableFeatures, Unit

__all__ = [
    "Matching",
    "MatchingStage",
    "Pair",
    "RareWords",
    "TableFeatures",
    "Unit",
    "align",
    "heaviest_increasing_subsequence",
    "lexicographic",
    "match_bare_headings",
    "match_identical",
    "match_in_place",
    "match_moved",
    "match_over_its_text",
    "match_reordered",
    "match_same_term",
    "match_similar",
    "match_splits",
    "match_table_splits",
    "match_verbatim_splits",
]

MatchingStage: TypeAlias = Callable[[Matching], None]
"""Finds pairs in a matching and adds them to it."""


def align(
    old: Sequence[Unit],
    new: Sequence[Unit],
    stages: Iterable[MatchingStage],
    weights: tuple[float, ...] = (1.0,),
) -> Matching:
    """Run the stages over two sequences of units, whose texts count by `weights`.

    They always run from the sequence that sorts first, so that the way back pairs what the way
    there does.
    """
    backwards = [unit.texts for unit in new] < [unit.texts for unit in old]
    first, second = (new, old) if backwards else (old, new)
    matching = Matching(first, second, weights)
    for stage in stages:
        stage(matching)
    return matching.mirrored() if backwards else matching
