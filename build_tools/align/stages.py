"""The stages that pair one unit with one: identical, alike in order, moved; each on what the earlier ones left."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence

from build_tools.align.matching import Matching, Pair, Unit, heaviest
from build_tools.words import common

FLOOR = 0.5
"""Two units less alike than this are not versions of one another."""
LABEL_FLOOR = 0.3
"""The floor for units that carry the same label."""
MOVE_FLOOR = 0.6
"""The floor for units out of order: elsewhere in the text, likeness alone must carry the claim."""
MOVE_WORDS = 4
"""A unit of fewer words is too common for a move to be believed."""
RIVAL = 0.15
"""A pair gives way when either of its units is more alike to a third by this much."""
MANY = 40_000
"""Above this number of possible pairs, only units that share a rare word are compared."""


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
