"""The stage that pairs units of equal content: those unique on both sides first, then their
neighbours, then duplicates in the gaps between.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence, Set

from build_tools.compare import thresholds
from build_tools.compare.align.boilerplate import Boilerplate
from build_tools.compare.align.matching import Gap, Matching
from build_tools.compare.align.subsequence import (
    Pair,
    heaviest_increasing_subsequence,
    lexicographic,
)
from build_tools.compare.align.unit import Unit
from build_tools.compare.words import longest_common_subsequence


def match_identical(matching: Matching) -> None:
    """Pair units of equal content; one too short or too common to be believed to have moved only in
    order.
    """
    unique_old, unique_new = unique_positions(matching.old), unique_positions(matching.new)
    pairs = [(i, unique_new[key]) for key, i in unique_old.items() if key in unique_new]
    in_order = set(heaviest_increasing_subsequence(pairs, matching.move_cost))
    boilerplate = Boilerplate(matching)
    for i, j in pairs:
        if (i, j) in in_order or (matching.old[i].is_movable and not boilerplate.holds(i, j)):
            matching.add("identical", [(i, j)])
    match_identical_neighbours(matching, unique_old.keys() & unique_new.keys())
    match_duplicates_in_gaps(matching)


def unique_positions(units: Sequence[Unit]) -> dict[Hashable, int]:
    """Where each content stands that one unit has, and no other."""
    counts = Counter(unit.key for unit in units)
    positions: dict[Hashable, int] = {}
    for at, unit in enumerate(units):
        if counts[unit.key] == 1 and not unit.is_bare_heading:
            positions[unit.key] = at
    return positions


# --- Neighbours -----------------------------------------------------------------------------------


def match_identical_neighbours(matching: Matching, unique: Set[Hashable]) -> None:
    """Go from each pair to its neighbours, down and then up, while they are of equal content.

    Duplicates go along only with what moved, and with their own label: those in order find each
    other in their gap.
    """
    in_order = set(matching.pairs_in_order())
    for step in (1, -1):
        for pair in sorted(matching.pairs.items(), reverse=step < 0):
            i, j = pair[0] + step, pair[1] + step
            while _goes_along(matching, i, j, unique, moved=pair not in in_order):
                matching.add("identical", [(i, j)])
                i, j = i + step, j + step


def _goes_along(matching: Matching, i: int, j: int, unique: Set[Hashable], *, moved: bool) -> bool:
    """Whether the units at two positions are one because those beside them are."""
    if not (0 <= i < len(matching.old) and 0 <= j < len(matching.new)):
        return False
    old, new = matching.old[i], matching.new[j]
    if old.key != new.key or old.is_bare_heading or i in matching.pairs or j in matching.origins:
        return False
    return old.key in unique or (moved and old.label == new.label)


# --- Duplicates -----------------------------------------------------------------------------------


def match_duplicates_in_gaps(matching: Matching) -> None:
    """Pair what is of equal content between two neighbours of the pairs in order: as many as keep
    their order.

    Of several ways to do so, the one that keeps most of the full texts, then most of the labels,
    then the first.
    """

    def rank(pair: Pair) -> float:
        i, j = pair
        same_text = matching.old[i].full_text == matching.new[j].full_text
        return lexicographic(1, same_text, matching.same_label(i, j), -(i + j))

    for gap in matching.gaps():
        if _count_equal(matching, gap) <= thresholds.MAX_PAIRS_IDENTICAL:
            equal = _equal(matching, gap)
            matching.add("identical", heaviest_increasing_subsequence(equal, rank))
        else:
            matching.add("identical", _common(matching, gap))


def _count_equal(matching: Matching, gap: Gap) -> int:
    """How many pairs of equal content there are in a gap."""
    olds = (matching.old[i] for i in gap.old)
    old = Counter(unit.key for unit in olds if not unit.is_bare_heading)
    new = Counter(matching.new[j].key for j in gap.new)
    return sum(count * new[key] for key, count in old.items())


def _equal(matching: Matching, gap: Gap) -> Iterator[Pair]:
    """Every pair of equal content in a gap."""
    positions: dict[Hashable, list[int]] = defaultdict(list)
    for j in gap.new:
        positions[matching.new[j].key].append(j)
    for i in gap.old:
        unit = matching.old[i]
        if not unit.is_bare_heading:
            yield from ((i, j) for j in positions.get(unit.key, ()))


def _common(matching: Matching, gap: Gap) -> Iterator[Pair]:
    """As many pairs of equal content in a gap as keep their order, any of them."""
    old = matching.vocabulary.codes(matching.old[i].key for i in gap.old)
    new = matching.vocabulary.codes(matching.new[j].key for j in gap.new)
    for i, j in longest_common_subsequence(old, new):
        yield gap.old[i], gap.new[j]
