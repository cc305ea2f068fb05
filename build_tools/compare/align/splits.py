"""The stages that pair one unit with several: what was split, and what was merged.

A merge is a split seen from the other side: both are found by the same search for a whole and the
run of neighbouring parts that it was divided into. Tables are divided by rows: `table_splits`.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain, count
from typing import TypeAlias

from build_tools.compare import thresholds
from build_tools.compare.align.candidates import RareWords
from build_tools.compare.align.matching import Gap, Matching
from build_tools.compare.align.unit import Unit
from build_tools.compare.words import containment, similarity

PartRun: TypeAlias = tuple[int, ...]
"""The positions of neighbouring parts."""


def match_verbatim_splits(matching: Matching) -> None:
    """Pair what was split or merged word for word, before a similarity may take one of its parts
    away.
    """
    old = _texts(matching, matching.old, matching.free_old())
    new = _texts(matching, matching.new, matching.free_new())
    for i, parts in _verbatim(old, matching.free_old(), new, matching.free_new()):
        matching.add_split(i, parts)
    for j, parts in _verbatim(new, matching.free_new(), old, matching.free_old()):
        matching.add_merge(j, parts)


def match_splits(matching: Matching) -> None:
    """Pair one old unit whose text now stands in several new ones, and several that became one."""
    search = _Search(matching, matching.old, matching.new, matching.pairs, {*matching.free_new()})
    for i, parts in search.found(matching.gaps()):
        matching.add_split(i, parts)
    partners = {j: i for i, j in matching.pairs.items() if i not in matching.splits}
    search = _Search(matching, matching.new, matching.old, partners, {*matching.free_old()})
    gaps = [gap.mirrored() for gap in matching.gaps()]
    for j, parts in search.found(gaps):
        matching.add_merge(j, parts)


# --- Word for word --------------------------------------------------------------------------------

_FormedText: TypeAlias = tuple[str, str]
"""The form of a unit and its encoded text."""


def _texts(matching: Matching, units: Sequence[Unit], free: list[int]) -> dict[int, _FormedText]:
    """The texts of the free units by position, none of a table; most units have found their pair
    before.
    """
    texts = {at: "" if units[at].features else units[at].texts[0] for at in free}
    return {at: (units[at].form, matching.encoded(text)) for at, text in texts.items()}


def _verbatim(
    wholes: Mapping[int, _FormedText],
    free_wholes: list[int],
    parts: Mapping[int, _FormedText],
    free_parts: list[int],
) -> Iterator[tuple[int, PartRun]]:
    """Each whole that is a run of neighbouring parts, word for word."""
    free = {at for at in free_parts if parts[at][1]}
    beginnings = _Beginnings(parts, free)
    for whole in free_wholes:
        for start in beginnings.of(wholes[whole]):
            if run := _spelling(wholes[whole], parts, free, start):
                free.difference_update(run)
                yield whole, run
                break


class _Beginnings:
    """Where runs of free parts begin, by the text of their first two."""

    def __init__(self, parts: Mapping[int, _FormedText], free: Set[int]) -> None:
        self._starts: dict[_FormedText, list[int]] = {}
        for at in sorted(free):
            if at + 1 in free and parts[at][0] == parts[at + 1][0]:
                form, text = parts[at]
                starts = self._starts.setdefault((form, text + parts[at + 1][1]), [])
                if len(starts) < thresholds.MAX_EQUAL_BEGINNINGS:
                    starts.append(at)
        lengths: dict[str, set[int]] = {}
        for _, text in self._starts:
            lengths.setdefault(text[0], set()).add(len(text))
        self._lengths = {word: sorted(found) for word, found in lengths.items()}
        """By the first word of both texts, how long they are."""

    def of(self, whole: _FormedText) -> list[int]:
        """The starts of the runs whose first two parts a whole begins with, in order."""
        form, text = whole
        lengths = self._lengths.get(text[:1], [])
        lengths = lengths[: bisect_right(lengths, len(text))]
        beginnings = (self._starts.get((form, text[:length]), ()) for length in lengths)
        return sorted(chain.from_iterable(beginnings))


def _spelling(
    whole: _FormedText, parts: Mapping[int, _FormedText], free: set[int], start: int
) -> PartRun:
    """The run of free parts from `start` on that spells a whole, none if there is none."""
    form, text = whole
    joined = ""
    at = start
    while at in free and len(joined) < len(text) and parts[at][0] == form:
        joined += parts[at][1]
        if not text.startswith(joined):
            return ()
        at += 1
    return tuple(range(start, at)) if joined == text and at > start + 1 else ()


# --- Nearly so ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Search:
    """Wholes on one side and parts on the other."""

    matching: Matching
    wholes: Sequence[Unit]
    parts: Sequence[Unit]
    partners: Mapping[int, int]
    """Whole to the part that it is paired with."""
    free: set[int]
    """The parts that are nobody's."""

    def found(self, gaps: Iterable[Gap]) -> Iterator[tuple[int, PartRun]]:
        """For each whole the run of neighbouring parts that it is best divided into.

        Of a whole that has a partner, that one and free ones round it; of another, free ones in its
        gap.
        """
        usable = [*self._round_partners(), *self._in_gaps(gaps)]
        for whole, parts in usable:
            partner = self.partners.get(whole)
            left = [at for at in parts if at in self.free or at == partner]
            if len(left) < 2 or self.wholes[whole].features:
                continue
            _, run = max(self._runs(self.wholes[whole], left, partner), default=(0.0, ()))
            if run:
                self.free.difference_update(run)
                yield whole, run

    def _round_partners(self) -> Iterator[tuple[int, range]]:
        """Each whole with its partner and the free parts on either side of that."""
        most = thresholds.MAX_SPLIT_PARTS
        for whole, partner in self.partners.items():
            start, stop = partner, partner + 1
            while start - 1 in self.free and partner - start < most:
                start -= 1
            while stop in self.free and stop - partner < most:
                stop += 1
            if stop - start > 1:
                yield whole, range(start, stop)

    def _in_gaps(self, gaps: Iterable[Gap]) -> Iterator[tuple[int, Sequence[int]]]:
        """Each whole in a gap with the parts in it, of many only those that share rare words with
        it and their neighbours; a gap is seen with the wholes on its old side.
        """
        for gap in gaps:
            if len(gap.old) * len(gap.new) <= thresholds.MAX_PAIRS:
                yield from ((whole, gap.new) for whole in gap.old)
                continue
            rare_words = RareWords({at: self.matching.words(self.parts[at]) for at in gap.new})
            inside = set(gap.new)
            for whole in gap.old:
                likeliest = rare_words.likeliest(self.matching.words(self.wholes[whole]))
                near = chain.from_iterable((at - 1, at, at + 1) for at in likeliest)
                yield whole, sorted(inside.intersection(near))

    def _runs(
        self, whole: Unit, usable: list[int], partner: int | None
    ) -> Iterator[tuple[float, PartRun]]:
        """Every run of two or more neighbouring parts that together are the whole, with how similar
        they are to it.
        """
        text = self._text(whole)
        alone = 0.0
        if partner is not None:
            alone = similarity(text, self._text(self.parts[partner]))
        # With more words, parts could not be similar enough even if the whole stood in them.
        longest = len(text) * (2 / thresholds.MIN_SIMILARITY_SPLIT - 1)
        texts = {at: self._text(self.parts[at]) for at in usable}
        contained = {
            at for at, part in texts.items() if len(part) <= longest and _is_contained(part, text)
        }
        for start, at in enumerate(usable):
            if at not in contained:
                continue
            window = usable[start : start + thresholds.MAX_SPLIT_PARTS]
            for run, joined in self._growing(whole.form, window, contained):
                if len(joined) > longest:
                    break
                score = similarity(text, joined, thresholds.MIN_SIMILARITY_SPLIT)
                if score > alone and (partner is None or partner in run):
                    yield score, run

    def _growing(
        self, form: str, positions: Sequence[int], contained: Set[int]
    ) -> Iterator[tuple[PartRun, str]]:
        """Runs of the contained ones of the parts at some positions, from the first on, each one
        longer, with their joined texts; between parts that say enough something else may have been
        put.
        """
        joined = ""
        run: PartRun = ()
        for at, expected in zip(positions, count(positions[0]), strict=False):
            part = self._text(self.parts[at])
            if not part or at != expected or self.parts[at].form != form:
                return
            if at not in contained or not self._may_follow(run, at):
                continue
            joined += part
            run = (*run, at)
            if len(run) > 1:
                yield run, joined

    def _may_follow(self, run: PartRun, at: int) -> bool:
        """Whether a part may be the next of a run: of one that does not follow right on it, or on a
        run that is parted already, all must say enough.
        """
        if not run or at - run[0] == len(run):
            return True
        return all(self.parts[each].is_movable for each in (*run, at))

    def _text(self, unit: Unit) -> str:
        return self.matching.encoded(unit.texts[0])


def _is_contained(part: str, whole: str) -> bool:
    """Whether enough of a part stands in a whole, both encoded."""
    return containment(part, whole) >= thresholds.MIN_CONTAINMENT_PART
