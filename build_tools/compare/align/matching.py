"""What is being aligned and what was found: two sequences of units, the pairs between them, and
their order.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from build_tools.compare import thresholds
from build_tools.compare.align.subsequence import (
    Pair,
    heaviest_increasing_subsequence,
    lexicographic,
)
from build_tools.compare.align.unit import TableFeatures, Unit
from build_tools.compare.words import Vocabulary, dice_similarity, similarity

REORDERED = "reordered"
"""The stage of the pairs that are believed to have moved however short they are."""
OVER_ITS_TEXT = "over its text"
"""The stage of the headings that stayed over some of what stood under them, and so did not move."""
_MIRRORED = {"split": "merge", "merge": "split"}


class Gap(NamedTuple):
    """The free positions between two neighbours of the pairs in order, some on both sides."""

    old: list[int]
    new: list[int]

    @property
    def only_pair(self) -> Pair | None:
        """The one old and the one new position, if there is no more than one of either."""
        return (self.old[0], self.new[0]) if len(self.old) == len(self.new) == 1 else None

    def mirrored(self) -> "Gap":
        """The same gap, seen from the other side."""
        return Gap(self.new, self.old)


@dataclass(slots=True)
class Matching:
    """The state that the stages work on: the units of both sides, and the pairs found so far.

    Positions count from 0; `i` is one of an old unit and `j` one of a new.
    """

    old: Sequence[Unit]
    new: Sequence[Unit]
    weights: tuple[float, ...] = (1.0,)
    """How much each text of a unit counts when similarity is measured."""
    pairs: dict[int, int] = field(default_factory=dict)
    """Old position to new."""
    origins: dict[int, int] = field(default_factory=dict)
    """New position to old: the mirror of `pairs`."""
    stages: dict[int, str] = field(default_factory=dict)
    """Old position to the name of the stage that found its pair."""
    splits: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """Old position to the new ones that its text was divided among, in order."""
    merges: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """New position to the old ones whose texts were joined in it, in order."""
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    _parts_old: set[int] = field(default_factory=set)
    _parts_new: set[int] = field(default_factory=set)
    """The positions that are parts of a merge or split: they are nobody else's."""
    _encoded: dict[str, str] = field(default_factory=dict)
    _in_order: list[Pair] | None = None
    """None while it is not known; given where it must be the mirror image of another
    matching's."""
    _gaps: list[Gap] | None = None
    """None while they are not known: most stages find nothing, and leave the gaps as they were."""

    # --- What was found ---------------------------------------------------------------------------

    def is_free_old(self, i: int) -> bool:
        """Whether an old unit has no pair and is no part of a merge."""
        return i not in self.pairs and i not in self._parts_old

    def is_free_new(self, j: int) -> bool:
        """Whether a new unit has no pair and is no part of a split."""
        return j not in self.origins and j not in self._parts_new

    def free_old(self) -> list[int]:
        """The old positions without a pair."""
        return [i for i in range(len(self.old)) if self.is_free_old(i)]

    def free_new(self) -> list[int]:
        """The new positions without a pair."""
        return [j for j in range(len(self.new)) if self.is_free_new(j)]

    def add(self, stage: str, pairs: Iterable[Pair]) -> None:
        """Pair units that are both free; a pair with a unit already taken is dropped."""
        for i, j in pairs:
            if self.is_free_old(i) and self.is_free_new(j):
                self.pairs[i] = j
                self.origins[j] = i
                self.stages[i] = stage
                self._in_order = self._gaps = None

    def add_split(self, i: int, parts: tuple[int, ...]) -> None:
        """Divide an old unit among free new ones, or its partner and free ones; the likeliest
        becomes its partner.
        """
        self.splits[i] = parts
        if i in self.pairs:
            self.remove(i)
        likeliest = max(parts, key=lambda j: self._partner_score(i, j))
        self.add("split", [(i, likeliest)])
        self._parts_new.update(parts)
        self._gaps = None

    def add_merge(self, j: int, parts: tuple[int, ...]) -> None:
        """Join free old units, or the partner and free ones, in a new one."""
        self.merges[j] = parts
        for i in parts:
            if i in self.pairs:
                self.remove(i)
        likeliest = max(parts, key=lambda i: self._partner_score(i, j))
        self.add("merge", [(likeliest, j)])
        self._parts_old.update(parts)
        self._gaps = None

    def _partner_score(self, i: int, j: int) -> float:
        """How likely one of several parts is what the whole became: the one with most of the text,
        or with its label.
        """
        return self.similarity(i, j) + thresholds.PART_LABEL_BONUS * self.same_label(i, j)

    def remove(self, i: int) -> None:
        """Part a pair again."""
        del self.origins[self.pairs.pop(i)]
        del self.stages[i]
        self._in_order = self._gaps = None

    def mirrored(self) -> "Matching":
        """The same pairs, seen from the other side."""
        return Matching(
            old=self.new,
            new=self.old,
            weights=self.weights,
            pairs=self.origins,
            origins=self.pairs,
            stages={self.pairs[i]: _MIRRORED.get(at, at) for i, at in self.stages.items()},
            splits=self.merges,
            merges=self.splits,
            vocabulary=self.vocabulary,
            _parts_old=self._parts_new,
            _parts_new=self._parts_old,
            _encoded=self._encoded,
            _in_order=[(j, i) for i, j in self.pairs_in_order()],
        )

    # --- Order ------------------------------------------------------------------------------------

    def pairs_in_order(self) -> list[Pair]:
        """The pairs that stayed in order: those that it would cost most to call moved; the others
        have moved.
        """
        if self._in_order is None:
            self._in_order = heaviest_increasing_subsequence(self.pairs.items(), self.move_cost)
        return self._in_order

    def move_cost(self, pair: Pair) -> float:
        """What it would cost to call a pair moved: as few as can be have moved; then rather one
        that changed its label with the others, and of two that cross, the one of fewer words.

        A unit too short for a move would be deleted and inserted, which is two changes; what only
        says that nothing stands at its place has never moved, nor has a heading over its text.
        """
        i, j = pair
        old, new = self.old[i], self.new[j]
        unbelievable = old.is_too_short and not self.may_move(i)
        changes = thresholds.MOVE_COST_TOO_SHORT if unbelievable else 1
        if old.is_placeholder:
            changes = 0
        elif self.stages.get(i) == OVER_ITS_TEXT:
            changes = len(self.old)
        stayed = self.same_label(i, j) and old.number == new.number
        return lexicographic(changes, stayed, old.word_count + new.word_count)

    def may_move(self, i: int) -> bool:
        """Whether it would be believed of an old unit that it stands elsewhere."""
        return self.old[i].is_movable or self.stages.get(i) == REORDERED

    def reading_order(self) -> Iterator[tuple[int | None, int | None]]:
        """Every position of both sides in reading order; one that has moved stands at both of its
        places.
        """
        i = j = 0
        for next_i, next_j in self.pairs_in_order():
            yield from ((at, None) for at in range(i, next_i))
            yield from ((None, at) for at in range(j, next_j))
            yield next_i, next_j
            i, j = next_i + 1, next_j + 1
        yield from ((at, None) for at in range(i, len(self.old)))
        yield from ((None, at) for at in range(j, len(self.new)))

    def gaps(self) -> Sequence[Gap]:
        """The gaps between the pairs in order, and before and after them all."""
        if self._gaps is None:
            self._gaps = list(self._gaps_between())
        return self._gaps

    def _gaps_between(self) -> Iterator[Gap]:
        free_old, free_new = self.free_old(), self.free_new()
        i = j = 0
        for next_i, next_j in chain(self.pairs_in_order(), [(len(self.old), len(self.new))]):
            stop_i = bisect_left(free_old, next_i, i)
            stop_j = bisect_left(free_new, next_j, j)
            if stop_i > i and stop_j > j:
                yield Gap(free_old[i:stop_i], free_new[j:stop_j])
            i, j = stop_i, stop_j

    # --- How similar units are --------------------------------------------------------------------

    def encoded(self, text: str) -> str:
        """`text` as a string of one character a word, remembered."""
        found = self._encoded.get(text)
        if found is None:
            found = self._encoded[text] = self.vocabulary.encode(text)
        return found

    def words(self, unit: Unit) -> set[str]:
        """The words of a unit, encoded."""
        return set(chain.from_iterable(map(self.encoded, unit.texts)))

    def similarity(self, i: int, j: int, threshold: float = 0.0) -> float:
        """How similar an old and a new unit are, 0 to 1; given as 0 below `threshold`."""
        old, new = self.old[i], self.new[j]
        if len(self.weights) > 1:
            score = self._weighted_similarity(old, new)
        else:
            one, other = self.encoded(old.texts[0]), self.encoded(new.texts[0])
            score = similarity(one, other, threshold)
        if old.features and new.features:
            score = max(score, _feature_similarity(old.features(), new.features()))
        return score if score >= threshold else 0.0

    def _weighted_similarity(self, old: Unit, new: Unit) -> float:
        score = 0.0
        for weight, one, other in zip(self.weights, old.texts, new.texts, strict=True):
            score += weight * similarity(self.encoded(one), self.encoded(other))
        return score / sum(self.weights)

    def same_label(self, i: int, j: int) -> bool:
        """Whether an old and a new unit carry the same label."""
        return bool(self.old[i].label) and self.old[i].label == self.new[j].label


def _feature_similarity(old: TableFeatures, new: TableFeatures) -> float:
    """How similar two tables are by their headers and the names of their rows."""
    headers = dice_similarity(old.headers, new.headers)
    names = dice_similarity(old.names, new.names)
    weight = thresholds.TABLE_HEADER_WEIGHT
    return weight * headers + (1 - weight) * names
