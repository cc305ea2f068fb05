"""What is being aligned and what was found: two sequences of units, the pairs between them, and their order."""

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from build_tools.words import Vocabulary, similarity

Pair: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One thing to be aligned."""

    key: Hashable
    """Equal for units of equal content; labels are left out of it, so that a renumbered unit is still itself."""
    group: str
    """Units of different groups are never paired."""
    label: str
    """The full label ("17.6-a"), or empty."""
    parts: tuple[str, ...]
    """The texts that likeness is measured on: a block's one text, or the cells of a row."""

    @property
    def words(self) -> int:
        """How many words the unit holds."""
        return sum(len(part.split()) for part in self.parts)


@dataclass(slots=True)
class Matching:
    """The state that the stages work on: the units of both sides, and the pairs found so far."""

    old: Sequence[Unit]
    new: Sequence[Unit]
    weights: tuple[float, ...] = (1.0,)
    """How much each part of a unit counts when likeness is measured."""
    pairs: dict[int, int] = field(default_factory=dict)
    """Old position to new."""
    stages: dict[int, str] = field(default_factory=dict)
    """Old position to the name of the stage that found its pair."""
    taken: set[int] = field(default_factory=set)
    """New positions that have a pair."""
    splits: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """Old position to the new ones that its text was divided among, in order."""
    merges: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """New position to the old ones whose texts were joined in it, in order."""
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    _encoded: dict[str, str] = field(default_factory=dict)

    def add(self, stage: str, pairs: Iterable[Pair]) -> None:
        """Pair units that are both free; a pair with a unit already taken is dropped."""
        for i, j in pairs:
            if i not in self.pairs and j not in self.taken:
                self.pairs[i], self.stages[i] = j, stage
                self.taken.add(j)

    def free(self) -> tuple[list[int], list[int]]:
        """The positions without a pair, old and new."""
        return (
            [i for i in range(len(self.old)) if i not in self.pairs],
            [j for j in range(len(self.new)) if j not in self.taken],
        )

    def spine(self) -> list[Pair]:
        """The heaviest set of pairs that keep their order; what is outside has moved."""
        return heaviest((i, j, 1.0 + self.old[i].words) for i, j in self.pairs.items())

    def order(self) -> Iterator[tuple[int | None, int | None]]:
        """Every position of both sides in reading order; one that has moved stands at both of its places."""
        i = j = 0
        for stop_old, stop_new in [*self.spine(), (len(self.old), len(self.new))]:
            yield from ((at, None) for at in range(i, stop_old))
            yield from ((None, at) for at in range(j, stop_new))
            if stop_old < len(self.old):
                yield stop_old, stop_new
            i, j = stop_old + 1, stop_new + 1

    def gaps(self) -> Iterator[tuple[list[int], list[int]]]:
        """The free positions between each two neighbours of the spine, where there are some on both sides."""
        free_old, free_new = self.free()
        i = j = 0
        for stop_old, stop_new in [*self.spine(), (len(self.old), len(self.new))]:
            k, m = bisect_left(free_old, stop_old, i), bisect_left(free_new, stop_new, j)
            if k > i and m > j:
                yield free_old[i:k], free_new[j:m]
            i, j = k, m

    def encoded(self, text: str) -> str:
        """`text` as a string of one character a word, remembered."""
        if text not in self._encoded:
            self._encoded[text] = self.vocabulary.encode(text)
        return self._encoded[text]

    def words(self, unit: Unit) -> set[str]:
        """The words of a unit, encoded."""
        return set().union(*(self.encoded(part) for part in unit.parts))

    def likeness(self, i: int, j: int, floor: float = 0.0) -> float:
        """How alike an old and a new unit are, 0 to 1; given as 0 below `floor`."""
        parts = zip(self.weights, self.old[i].parts, self.new[j].parts, strict=True)
        if len(self.weights) == 1:
            return similarity(self.encoded(self.old[i].parts[0]), self.encoded(self.new[j].parts[0]), floor)
        score = sum(weight * similarity(self.encoded(old), self.encoded(new)) for weight, old, new in parts)
        score /= sum(self.weights)
        return score if score >= floor else 0.0


def heaviest(pairs: Iterable[tuple[int, int, float]]) -> list[Pair]:
    """The set of pairs, strictly increasing on both sides, whose weights sum to the most; O(n log n).

    A Fenwick tree over the new positions holds the best chain that ends at or before each.
    """
    found = sorted(pairs, key=lambda pair: (pair[0], -pair[1]))
    ranks = {j: rank for rank, j in enumerate(sorted({j for _, j, _ in found}), start=1)}
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(ranks) + 1)
    previous: list[int] = []
    best = (0.0, -1)
    for at, (_, j, weight) in enumerate(found):
        chain = (0.0, -1)
        rank = ranks[j] - 1
        while rank:
            chain = max(chain, tree[rank], key=lambda entry: entry[0])
            rank -= rank & -rank
        previous.append(chain[1])
        here = (chain[0] + weight, at)
        best = max(best, here, key=lambda entry: entry[0])
        rank = ranks[j]
        while rank < len(tree):
            tree[rank] = max(tree[rank], here, key=lambda entry: entry[0])
            rank += rank & -rank
    chosen: list[Pair] = []
    at = best[1]
    while at >= 0:
        chosen.append(found[at][:2])
        at = previous[at]
    return chosen[::-1]
