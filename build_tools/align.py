"""Alignment: two sequences of units (blocks, or the rows of a table) in, the pairs that are one thing out.

Stages run in order, each on what the earlier ones left: exact before label, label before likeness, in order before out
of order. A pair below the floor of similarity is not a pair. The pairs are one to one, and each says which stage found
it; `Matching.spine` picks those that keep their order, and the others are moves.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from build_tools.words import Vocabulary, common, contained, similarity

FLOOR = 0.5
"""Two units less alike than this are not versions of one another."""
LABEL_FLOOR = 0.3
"""The floor for units that carry the same label."""
MOVE_FLOOR = 0.6
"""The floor for units out of order: elsewhere in the text, likeness alone must carry the claim."""
MOVE_WORDS = 4
"""A unit of fewer words is too common for a move to be believed."""
JOIN_FLOOR = 0.75
"""How alike a unit and the parts it was divided into, taken together, must be."""
PART_FLOOR = 0.6
"""How much of each part must come from the whole."""
JOIN_RUN = 8
"""A unit divided into more parts than this was rewritten."""
RIVAL = 0.15
"""A pair gives way when either of its units is more alike to a third by this much."""
MANY = 40_000
"""Above this number of possible pairs, only units that share a rare word are compared."""

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


Stage: TypeAlias = Callable[[Matching], None]


def align(
    old: Sequence[Unit], new: Sequence[Unit], stages: Iterable[Stage], weights: tuple[float, ...] = (1.0,)
) -> Matching:
    """Run the stages over two sequences of units, whose parts count by `weights`."""
    matching = Matching(old, new, weights)
    for stage in stages:
        stage(matching)
    return matching


# --- The stages ------------------------------------------------------------------------------------------------------


def identical(matching: Matching) -> None:
    """Units of equal content: first those unique on both sides, then their neighbours, then the rest of each gap."""
    old, new = matching.old, matching.new
    unique_old, unique_new = _unique_positions(old), _unique_positions(new)
    unique = [(i, unique_new[key]) for key, i in unique_old.items() if key in unique_new]
    matching.add("identical", _kept_or_weighty(matching, unique))
    for step in (1, -1):
        for i, j in sorted(matching.pairs.items(), reverse=step < 0):
            while 0 <= (i := i + step) < len(old) and 0 <= (j := j + step) < len(new) and old[i].key == new[j].key:
                if i in matching.pairs or j in matching.taken:
                    break
                matching.add("identical", [(i, j)])
    for gap_old, gap_new in list(matching.gaps()):
        codes_old = "".join(matching.vocabulary.code(old[i].key) for i in gap_old)
        codes_new = "".join(matching.vocabulary.code(new[j].key) for j in gap_new)
        matching.add("identical", ((gap_old[i], gap_new[j]) for i, j in common(codes_old, codes_new)))


def alike(matching: Matching) -> None:
    """Units in order whose texts are alike; a label in common helps, a better partner for either hinders."""
    candidates = _Candidates(matching)
    pairs: list[tuple[int, int, float]] = []
    for gap_old, gap_new in matching.gaps():
        inside = set(gap_new)
        for i in gap_old:
            for j, score in candidates.of_old[i].items():
                same = bool(matching.old[i].label) and matching.old[i].label == matching.new[j].label
                if j in inside and score >= (LABEL_FLOOR if same else FLOOR) and not candidates.rivalled(i, j):
                    pairs.append((i, j, score + (0.2 if same else 0.0)))
    chosen = heaviest(pairs)
    labels = [(i, j) for i, j in chosen if matching.old[i].label and matching.old[i].label == matching.new[j].label]
    matching.add("same label", labels)
    matching.add("alike", chosen)


def moved(matching: Matching) -> None:
    """Units out of order: the most alike first, and only where the text is long and like enough to be believed."""
    candidates = _Candidates(matching)
    weighty = sorted(
        (-score, i, j)
        for i, row in candidates.of_old.items()
        for j, score in row.items()
        if score >= MOVE_FLOOR and matching.old[i].words >= MOVE_WORDS
    )
    matching.add("moved", ((i, j) for _, i, j in weighty))


def split_and_merged(matching: Matching) -> None:
    """One old unit whose text now stands in several new ones, and several that became one."""
    mirror = {j: i for i, j in matching.pairs.items()}
    gaps = list(_gaps_with_edges(matching))
    for i, parts in _joins(matching, matching.old, matching.new, matching.pairs, gaps):
        matching.splits[i] = parts
        matching.add("split", [(i, max(parts, key=lambda j: matching.likeness(i, j)))])
    gaps = [(new, old) for old, new in gaps]
    for j, parts in _joins(matching, matching.new, matching.old, mirror, gaps):
        if j not in matching.pairs.values() or not set(parts) & set(matching.splits):
            matching.merges[j] = parts
            matching.add("merge", [(max(parts, key=lambda i: matching.likeness(i, j)), j)])


def _gaps_with_edges(matching: Matching) -> Iterator[tuple[list[int], list[int]]]:
    """Each gap of the spine with the pair before it and the pair after it."""
    free_old, free_new = map(set, matching.free())
    last = (len(matching.old), len(matching.new))
    before = (-1, -1)
    for after in [*matching.spine(), last]:
        old = [at for at in range(before[0] + 1, after[0]) if at in free_old]
        new = [at for at in range(before[1] + 1, after[1]) if at in free_new]
        if old or new:
            edges = [edge for edge in (before, after) if edge not in ((-1, -1), last)]
            yield sorted([*old, *(i for i, _ in edges)]), sorted([*new, *(j for _, j in edges)])
        before = after


def _joins(
    matching: Matching,
    wholes: Sequence[Unit],
    parts: Sequence[Unit],
    partner: dict[int, int],
    gaps: Iterable[tuple[list[int], list[int]]],
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """For each whole the run of neighbouring parts, at most one of them its partner, that it is best divided into."""
    spoken_for = set(partner.values())
    for gap_wholes, gap_parts in gaps:
        for whole in gap_wholes:
            usable = [at for at in gap_parts if at not in spoken_for or partner.get(whole) == at]
            best = max(_runs(matching, wholes[whole], parts, usable, partner.get(whole)), default=(0.0, ()))
            if best[1]:
                spoken_for.update(best[1])
                yield whole, best[1]


def _runs(
    matching: Matching, whole: Unit, parts: Sequence[Unit], usable: list[int], partner: int | None
) -> Iterator[tuple[float, tuple[int, ...]]]:
    """Every run of two or more neighbouring parts that together are the whole, with how alike they are to it."""
    text = matching.encoded(whole.parts[0])
    alone = similarity(text, matching.encoded(parts[partner].parts[0])) if partner is not None else 0.0
    for start in range(len(usable)):
        joined = ""
        for stop in range(start, min(start + JOIN_RUN, len(usable))):
            part = matching.encoded(parts[usable[stop]].parts[0])
            joined += part
            contiguous = usable[stop] - usable[start] == stop - start and parts[usable[stop]].group == whole.group
            if not contiguous or not part or len(joined) > 1.5 * len(text) or contained(part, text) < PART_FLOOR:
                break
            run = tuple(usable[start : stop + 1])
            score = similarity(text, joined, JOIN_FLOOR)
            if len(run) > 1 and score > alone and (partner is None or partner in run):
                yield score, run


def _unique_positions(units: Sequence[Unit]) -> dict[Hashable, int]:
    counts = Counter(unit.key for unit in units)
    return {unit.key: at for at, unit in enumerate(units) if counts[unit.key] == 1}


def _kept_or_weighty(matching: Matching, pairs: list[Pair]) -> list[Pair]:
    """The pairs that keep their order, and of the others those whose text is long enough to be believed."""
    kept = set(heaviest((i, j, 1.0 + matching.old[i].words) for i, j in pairs))
    return [pair for pair in pairs if pair in kept or matching.old[pair[0]].words >= MOVE_WORDS]


class _Candidates:
    """The likeness of every free old unit to every free new one that it may be a version of."""

    def __init__(self, matching: Matching) -> None:
        self.of_old: dict[int, dict[int, float]] = {}
        self._best_new: dict[int, float] = {}
        free_old, free_new = matching.free()
        possible = _all_pairs if len(free_old) * len(free_new) <= MANY else _pairs_by_rare_words
        for i, js in possible(matching, free_old, free_new):
            row = self.of_old.setdefault(i, {})
            for j in js:
                if matching.old[i].group == matching.new[j].group and (score := matching.likeness(i, j, LABEL_FLOOR)):
                    row[j] = score
                    self._best_new[j] = max(score, self._best_new.get(j, 0.0))

    def rivalled(self, i: int, j: int) -> bool:
        """Whether either unit is clearly more alike to a third."""
        row = self.of_old[i]
        return max(*row.values(), self._best_new[j]) > row[j] + RIVAL


def _all_pairs(_matching: Matching, old: list[int], new: list[int]) -> Iterator[tuple[int, Iterable[int]]]:
    return ((i, new) for i in old)


def _pairs_by_rare_words(matching: Matching, old: list[int], new: list[int]) -> Iterator[tuple[int, Iterable[int]]]:
    """For each old unit the new ones with its label, and those that share most of its rare words."""
    holders: dict[str, list[int]] = {}
    labelled: dict[str, list[int]] = {}
    for j in new:
        labelled.setdefault(matching.new[j].label, []).append(j)
        for word in matching.words(matching.new[j]):
            holders.setdefault(word, []).append(j)
    for i in old:
        shared: Counter[int] = Counter()
        for word in matching.words(matching.old[i]):
            if len(held := holders.get(word, ())) <= 20:
                shared.update(held)
        best = [j for j, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:8]]
        same = labelled.get(matching.old[i].label, []) if matching.old[i].label else []
        yield i, dict.fromkeys([*same, *best])


# --- Order -----------------------------------------------------------------------------------------------------------


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
