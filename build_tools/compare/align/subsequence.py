"""Weighted pairs in, the heaviest of them that keep their order out: which of the things that were
paired stayed in order, so that the others have moved.
"""

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import TypeAlias

Pair: TypeAlias = tuple[int, int]
"""A position on the old side and one on the new."""
_Chain: TypeAlias = tuple[float, int]
"""What the pairs of a chain weigh, and which pair it ends with, -1 for none."""
_EMPTY: _Chain = (0, -1)
_BASE = 1 << 40
"""More than any count can come to in one text."""


def heaviest_increasing_subsequence(
    pairs: Iterable[Pair], weight: Callable[[Pair], float]
) -> list[Pair]:
    """The pairs, strictly increasing on both sides, whose weights (all above 0) sum to the most;
    O(n log n).

    The longest increasing subsequence with weights: a Fenwick tree over the new positions holds the
    best chain that ends at or before each.
    """
    found = sorted(pairs, key=lambda pair: (pair[0], -pair[1]))
    if _increase(found):
        return found
    positions = sorted({j for _, j in found})
    ranks = {j: rank for rank, j in enumerate(positions, start=1)}
    tree = [_EMPTY] * (len(ranks) + 1)
    previous: list[int] = []
    best = _EMPTY
    for at, pair in enumerate(found):
        rank = ranks[pair[1]]
        before = _best_before(tree, rank)
        chain = (before[0] + weight(pair), at)
        previous.append(before[1])
        _enter(tree, rank, chain)
        if chain[0] > best[0]:
            best = chain
    return _traced(found, previous, best[1])


def lexicographic(*counts: int) -> int:
    """Counts as one weight: of two sums of such weights the first counts decide, then the second,
    and so on.
    """
    weight = 0
    for count in counts:
        weight = weight * _BASE + count
    return weight


def _increase(pairs: list[Pair]) -> bool:
    return all(one[0] < other[0] and one[1] < other[1] for one, other in pairwise(pairs))


def _best_before(tree: list[_Chain], rank: int) -> _Chain:
    """The heaviest chain that ends before a rank."""
    best = _EMPTY
    rank -= 1
    while rank:
        if tree[rank][0] > best[0]:
            best = tree[rank]
        rank -= rank & -rank
    return best


def _enter(tree: list[_Chain], rank: int, chain: _Chain) -> None:
    """Enter a chain that ends at a rank."""
    while rank < len(tree):
        if chain[0] > tree[rank][0]:
            tree[rank] = chain
        rank += rank & -rank


def _traced(pairs: list[Pair], previous: list[int], at: int) -> list[Pair]:
    """The pairs of the chain that ends with the one at `at`."""
    chain: list[Pair] = []
    while at >= 0:
        chain.append(pairs[at])
        at = previous[at]
    return chain[::-1]
