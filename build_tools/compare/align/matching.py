"""What is being aligned and what was found: two sequences of units, the pairs between them, and
their order.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

from build_tools.compare import thresholds
from build_tools.compare.words import Vocabulary, dice_similarity, similarity

Pair: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One thing to be aligned."""

    key: Hashable
    """Equal for units of equal content; labels are left out of it, so that a renumbered unit is
    still itself."""
    group: str
    """Units of different groups are never paired."""
    label: str
    """The full label ("17.6-a"), or empty."""
    texts: tuple[str, ...]
    """The texts that likeness is measured on: a block's one text, or the cells of a row."""
    features: Callable[[], tuple[Counter[str], ...]] | None = None
    """For a table, gives its headers and the names of its rows. Most of it may change, and it is
    known by these."""
    min_words: int = field(default_factory=lambda: thresholds.MIN_WORDS_MOVED)
    """With fewer words than this it says too little to be known again elsewhere."""
    full_text: str = ""
    """The text with all that was left out of the key: it tells twins apart."""
    is_bare_heading: bool = False
    """Whether it is nothing but a label, as the heading "Art. 9" is: it goes with the text under
    it."""

    @property
    def words(self) -> int:
        """How many words the unit holds; the bars between the cells of a table are none."""
        return sum(len(part.split()) - part.count(" | ") for part in self.texts)

    @property
    def movable(self) -> bool:
        """Whether the unit says enough to be known again elsewhere."""
        return self.words >= self.min_words


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
    bound_old: set[int] = field(default_factory=set)
    bound_new: set[int] = field(default_factory=set)
    """The positions that are parts of a split or merge: they are nobody else's."""
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    _encoded: dict[str, str] = field(default_factory=dict)
    _in_order: list[Pair] | None = None
    """Given where it must be the mirror image of another matching's."""

    def add(self, stage: str, pairs: Iterable[Pair]) -> None:
        """Pair units that are both free; a pair with a unit already taken is dropped."""
        for i, j in pairs:
            if (
                i not in self.pairs
                and j not in self.taken
                and i not in self.bound_old
                and j not in self.bound_new
            ):
                self.pairs[i], self.stages[i] = j, stage
                self.taken.add(j)

    def split(self, i: int, parts: tuple[int, ...]) -> None:
        """Divide an old unit among free new ones, or its partner and free ones; the likeliest
        becomes its partner.
        """
        self.splits[i] = parts
        if i in self.pairs:
            self.drop(i)
        self.add("split", [(i, max(parts, key=lambda j: self.claim(i, j)))])
        self.bound_new.update(parts)

    def merge(self, j: int, parts: tuple[int, ...]) -> None:
        """Join free old units, or the partner and free ones, in a new one."""
        self.merges[j] = parts
        for i in parts:
            if i in self.pairs:
                self.drop(i)
        self.add("merge", [(max(parts, key=lambda i: self.claim(i, j)), j)])
        self.bound_old.update(parts)

    def drop(self, i: int) -> None:
        """Part a pair again."""
        self.taken.remove(self.pairs.pop(i))
        del self.stages[i]

    def free(self) -> tuple[list[int], list[int]]:
        """The positions without a pair, old and new."""
        return (
            [i for i in range(len(self.old)) if i not in self.pairs and i not in self.bound_old],
            [j for j in range(len(self.new)) if j not in self.taken and j not in self.bound_new],
        )

    def pairs_in_order(self) -> list[Pair]:
        """The heaviest set of pairs that keep their order; what is outside has moved."""
        return self._in_order or heaviest_increasing_subsequence(self.pairs.items(), self.weight)

    def weight(self, pair: Pair) -> float:
        """What it would cost to call a pair moved: as few as can be have moved, and of two that
        cross, the lighter one.

        A unit too short for a move would be deleted and inserted; one that kept its number while
        others did not has hardly moved; and what was edited is easier read in its place.
        """
        old, new = self.old[pair[0]], self.new[pair[1]]
        changes = 1.0 if old.movable else thresholds.MOVE_COST_TOO_SHORT
        kept = thresholds.MOVE_COST_SAME_LABEL * self.same_label(
            *pair
        ) + thresholds.MOVE_COST_EDITED * (old.key != new.key)
        return (
            changes
            + kept
            + thresholds.MOVE_COST_WORD * min(old.words + new.words, thresholds.MAX_MOVE_COST_WORDS)
        )

    def mirrored(self) -> "Matching":
        """The same pairs, seen from the other side."""
        names = {"split": "merge", "merge": "split"}
        return Matching(
            old=self.new,
            new=self.old,
            weights=self.weights,
            pairs={j: i for i, j in self.pairs.items()},
            stages={self.pairs[i]: names.get(stage, stage) for i, stage in self.stages.items()},
            taken=set(self.pairs),
            splits=self.merges,
            merges=self.splits,
            bound_old=self.bound_new,
            bound_new=self.bound_old,
            vocabulary=self.vocabulary,
            _encoded=self._encoded,
            _in_order=[(j, i) for i, j in self.pairs_in_order()],
        )

    def reading_order(self) -> Iterator[tuple[int | None, int | None]]:
        """Every position of both sides in reading order; one that has moved stands at both of its
        places.
        """
        i = j = 0
        for stop_old, stop_new in [*self.pairs_in_order(), (len(self.old), len(self.new))]:
            yield from ((at, None) for at in range(i, stop_old))
            yield from ((None, at) for at in range(j, stop_new))
            if stop_old < len(self.old):
                yield stop_old, stop_new
            i, j = stop_old + 1, stop_new + 1

    def gaps(self) -> Iterator[tuple[list[int], list[int]]]:
        """The free positions between each two neighbours of the pairs in order, where there are
        some on both sides.
        """
        free_old, free_new = self.free()
        i = j = 0
        for stop_old, stop_new in [*self.pairs_in_order(), (len(self.old), len(self.new))]:
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
        return set().union(*(self.encoded(part) for part in unit.texts))

    def similarity(self, i: int, j: int, threshold: float = 0.0) -> float:
        """How alike an old and a new unit are, 0 to 1; given as 0 below `threshold`."""
        old, new = self.old[i], self.new[j]
        score = _shared(old.features(), new.features()) if old.features and new.features else 0.0
        if score >= thresholds.TABLE_SURE:
            return score
        if len(self.weights) == 1:
            score = max(
                score, similarity(self.encoded(old.texts[0]), self.encoded(new.texts[0]), threshold)
            )
        else:
            parts = zip(self.weights, old.texts, new.texts, strict=True)
            score = sum(
                weight * similarity(self.encoded(one), self.encoded(other))
                for weight, one, other in parts
            )
            score /= sum(self.weights)
        return score if score >= threshold else 0.0

    def twins(self, i: int, j: int) -> float:
        """How good a pair two units of one key are, where either has others: the whole text tells,
        then the label.

        Never so much that fewer pairs would weigh more; of equal ones the first.
        """
        return (
            1.0
            + thresholds.DUPLICATE_SAME_FULL_TEXT * (self.old[i].full_text == self.new[j].full_text)
            + thresholds.DUPLICATE_SAME_LABEL * self.same_label(i, j)
            - thresholds.DUPLICATE_POSITION * (i + j)
        )

    def same_label(self, i: int, j: int) -> bool:
        """Whether an old and a new unit carry the same label."""
        return bool(self.old[i].label) and self.old[i].label == self.new[j].label

    def claim(self, i: int, j: int) -> float:
        """How good a claim one of several parts has to be what the whole became: most of the text,
        or its number.
        """
        return self.similarity(i, j) + thresholds.PART_LABEL_BONUS * self.same_label(i, j)


def _shared(old: tuple[Counter[str], ...], new: tuple[Counter[str], ...]) -> float:
    """How much the signs of two tables have in common."""
    shares = map(dice_similarity, old, new)
    return sum(
        weight * share
        for weight, share in zip(thresholds.TABLE_FEATURE_WEIGHTS, shares, strict=True)
    )


def heaviest_increasing_subsequence(
    pairs: Iterable[Pair], weight: Callable[[Pair], float]
) -> list[Pair]:
    """The pairs, strictly increasing on both sides, whose weights (all above 0) sum to the most;
    O(n log n).

    A Fenwick tree over the new positions holds the best chain that ends at or before each.
    """
    found = sorted(pairs, key=lambda pair: (pair[0], -pair[1]))
    if all(one[0] < next_[0] and one[1] < next_[1] for one, next_ in pairwise(found)):
        return found
    ranks = {j: rank for rank, j in enumerate(sorted({j for _, j in found}), start=1)}
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(ranks) + 1)
    previous: list[int] = []
    best = (0.0, -1)
    for at, pair in enumerate(found):
        chain = (0.0, -1)
        rank = ranks[pair[1]] - 1
        while rank:
            if tree[rank][0] > chain[0]:
                chain = tree[rank]
            rank -= rank & -rank
        previous.append(chain[1])
        here = (chain[0] + weight(pair), at)
        if here[0] > best[0]:
            best = here
        rank = ranks[pair[1]]
        while rank < len(tree):
            if here[0] > tree[rank][0]:
                tree[rank] = here
            rank += rank & -rank
    chosen: list[Pair] = []
    at = best[1]
    while at >= 0:
        chosen.append(found[at])
        at = previous[at]
    return chosen[::-1]
