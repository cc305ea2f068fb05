"""A matching in, the similarity of each free old unit to every free new one that it may be a
version of.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import chain

from build_tools.compare import thresholds
from build_tools.compare.align.matching import Matching
from build_tools.compare.align.unit import Unit


def enough_for_groups(old: Unit, new: Unit) -> float:
    """How similar two units must be for the groups that they are of; more than 1 where they cannot
    be one.
    """
    if old.group == new.group:
        return 0.0
    return thresholds.MIN_SIMILARITY_OTHER_FORM if old.form == new.form else 2.0


class Candidates:
    """What each free unit may be a version of; below what any stage asks for nothing."""

    def __init__(self, matching: Matching) -> None:
        self._of_old: dict[int, dict[int, float]] = {}
        self._best_of_new: dict[int, float] = {}
        old, new = matching.old, matching.new
        least = min(thresholds.MIN_SIMILARITY_SAME_LABEL, thresholds.MIN_SIMILARITY_IN_PLACE)
        for i, possible in _possible(matching):
            row = self._of_old.setdefault(i, {})
            for j in possible:
                enough = least
                if old[i].group != new[j].group:
                    enough = max(least, enough_for_groups(old[i], new[j]))
                if enough <= 1 and (score := matching.similarity(i, j, enough)):
                    row[j] = score
                    self._best_of_new[j] = max(score, self._best_of_new.get(j, 0.0))

    def __bool__(self) -> bool:
        return bool(self._of_old)

    def of_old(self, i: int) -> dict[int, float]:
        """The new units that an old one is similar to, and how similar."""
        return self._of_old.get(i, {})

    def scores(self) -> Iterator[tuple[float, int, int]]:
        """Each similarity, with the old and the new position."""
        for i, row in self._of_old.items():
            for j, score in row.items():
                yield score, i, j

    def has_rival(self, i: int, j: int, margin: float) -> bool:
        """Whether either of two similar units is more similar to a third by more than a margin."""
        row = self._of_old[i]
        return max(*row.values(), self._best_of_new[j]) > row[j] + margin


def _possible(matching: Matching) -> Iterator[tuple[int, Iterable[int]]]:
    """For each free old unit the new ones that it is worth comparing with."""
    old = [i for i in matching.free_old() if not matching.old[i].is_bare_heading]
    new = [j for j in matching.free_new() if not matching.new[j].is_bare_heading]
    if len(old) * len(new) > thresholds.MAX_PAIRS:
        return _by_rare_words(matching, old, new)
    return ((i, new) for i in old)


def _by_rare_words(
    matching: Matching, old: list[int], new: list[int]
) -> Iterator[tuple[int, Iterable[int]]]:
    """For each old unit the new ones with its label, and those that share most of its rare
    words.
    """
    rare_words = RareWords({j: matching.words(matching.new[j]) for j in new})
    with_label: dict[str, list[int]] = {}
    for j in new:
        with_label.setdefault(matching.new[j].label, []).append(j)
    for i in old:
        best = rare_words.likeliest(matching.words(matching.old[i]))
        label = matching.old[i].label
        same = with_label.get(label, ()) if label else ()
        if len(same) > thresholds.RARE_WORD_UNITS:
            same = ()
        yield i, dict.fromkeys([*same, *best])


class RareWords:
    """Many units by their rare words, so that one need not be compared with each of them."""

    def __init__(self, words: Mapping[int, Set[str]]) -> None:
        holders: dict[str, list[int]] = {}
        for at, words_of_unit in words.items():
            for word in words_of_unit:
                holders.setdefault(word, []).append(at)
        most = thresholds.RARE_WORD_UNITS
        self._holders = {word: units for word, units in holders.items() if len(units) <= most}
        """The units that hold each rare word."""

    def likeliest(self, words: Set[str]) -> list[int]:
        """The positions of the units that share most rare words with some; where there are many,
        one such word is none.
        """
        rare = [self._holders[word] for word in words if word in self._holders]
        shared = Counter(chain.from_iterable(rare))
        likely = list(shared)
        if len(shared) > thresholds.MAX_CANDIDATES:
            likely = [at for at, count in shared.items() if count >= thresholds.MIN_RARE_WORDS]
        return sorted(likely, key=lambda at: (-shared[at], at))[: thresholds.MAX_CANDIDATES]
