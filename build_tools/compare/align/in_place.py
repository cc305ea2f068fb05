"""The stage that pairs what was replaced at its place: under its number, over or under its heading,
or alone between two pairs.
"""

import re
from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias

from build_tools.compare import thresholds
from build_tools.compare.align.matching import Gap, Matching
from build_tools.compare.align.subsequence import Pair, heaviest_increasing_subsequence
from build_tools.compare.align.unit import Unit
from build_tools.text.labels import counts_on

Number: TypeAlias = tuple[str, ...]
"""A label in its parts: "17", "6" and "a" of "17.6-a"; empty where there is none."""

_SEPARATORS = re.compile(r"[.-]")


def match_in_place(matching: Matching) -> None:
    """Pair what is still free between two pairs, when one may be what stood at the place of the
    other.

    A number says so, a heading whose text stayed under it, or that there is nothing else; then the
    texts may have nothing in common.
    """
    gaps = matching.gaps()
    if not gaps:
        return
    numbering = _Numbering(matching)
    elsewhere = _titles(matching.old, matching.free_old()) & _titles(
        matching.new, matching.free_new()
    )
    for gap in gaps:
        found = [*numbering.of_one_number(gap), *_over_one_text(matching, gap)]
        replaced = (
            (i, j) for i, j in found if not elsewhere & {matching.old[i].key, matching.new[j].key}
        )
        matching.add("in place", heaviest_increasing_subsequence(replaced, matching.move_cost))
    for gap in matching.gaps():
        pair = gap.only_pair
        if pair and (_may_replace_alone(matching, *pair) or numbering.is_next_after_a_pair(*pair)):
            matching.add("in place", [pair])


def may_replace(old: Unit, new: Unit, similarity: float) -> bool:
    """Whether a unit may be what stood at its place: little similarity will do, and of a date or a
    rubric none.
    """
    if old.group != new.group:
        return old.form == new.form and similarity >= thresholds.MIN_SIMILARITY_OTHER_FORM
    if similarity >= thresholds.MIN_SIMILARITY_IN_PLACE:
        return True
    if old.label != new.label or old.is_bare_heading or new.is_bare_heading:
        return False
    return max(old.word_count, new.word_count) <= thresholds.REPLACED_WHOLE_WORDS


# --- Under a number -------------------------------------------------------------------------------


class _Numbering:
    """Which labels of a matching are one number: those that the numbered pairs beside them
    translate into one another, because the numbering stood still there, or moved on with what it
    stands in.

    Text is numbered so, and notes by themselves: a table is known by its rows.
    """

    def __init__(self, matching: Matching) -> None:
        self._old = [_number(unit) for unit in matching.old]
        self._new = [_number(unit) for unit in matching.new]
        self._matching = matching
        self._numbered: dict[str, list[Pair]] = {}
        """By group, the numbered pairs in order: notes have a series of their own."""
        for i, j in matching.pairs_in_order():
            if self._old[i] and self._new[j]:
                self._numbered.setdefault(matching.old[i].group, []).append((i, j))

    def of_one_number(self, gap: Gap) -> Iterator[Pair]:
        """The pairs in a gap that carry one number, two headings or two that are none."""
        old_units, new_units = self._matching.old, self._matching.new
        new = {(self._new[j], bool(new_units[j].heading_level)): j for j in gap.new if self._new[j]}
        for i in gap.old if new else ():
            for number in self._translated(i):
                j = new.get((number, bool(old_units[i].heading_level)))
                if j is not None:
                    yield i, j

    def _translated(self, i: int) -> set[Number]:
        """What the number of a free old unit is in the new text, as the numbered pairs above and
        below it have it.
        """
        number = self._old[i]
        if not number:
            return set()
        numbered = self._numbered.get(self._matching.old[i].group, [])
        after = bisect_left(numbered, (i, 0))
        beside = numbered[max(after - 1, 0) : after + 1]
        bases = [self._bases(pair) for pair in beside] or [((), ())]
        found = {new + number[len(old) :] for old, new in bases if number[: len(old)] == old}
        return found | set(self._wholes(number, beside))

    def _wholes(self, number: Number, pairs: Sequence[Pair]) -> Iterator[Number]:
        """What a number is in the new text, as those say that stand in what has it."""
        for i, j in pairs:
            old, new = self._old[i], self._new[j]
            if len(number) < len(old) == len(new) and old[: len(number)] == number:
                yield new[: len(number)]

    def is_next_after_a_pair(self, i: int, j: int) -> bool:
        """Whether two units of text follow in one series right on a pair that moved on with it."""
        one, other = self._matching.old[i], self._matching.new[j]
        both_text = one.group == other.group == "text"
        both_headings = one.heading_level == other.heading_level
        if not both_text or not both_headings or self._matching.pairs.get(i - 1) != j - 1:
            return False
        old, new = self._old[i], self._new[j]
        above = self._old[i - 1], self._new[j - 1]
        return _follows(above[0], old) and _follows(above[1], new)

    def _bases(self, pair: Pair) -> tuple[Number, Number]:
        """The numbers of a pair without what both end with: nothing, where it kept its number."""
        old, new = self._old[pair[0]], self._new[pair[1]]
        while old and new and old[-1] == new[-1]:
            old, new = old[:-1], new[:-1]
        return old, new


def _follows(number: Number, next_: Number) -> bool:
    """Whether a number is the next of a series: "4.6" after "4.5", "c" after "b"."""
    same_series = len(number) == len(next_) and number[:-1] == next_[:-1]
    return bool(number) and same_series and counts_on(number[-1], next_[-1])


def _number(unit: Unit) -> Number:
    """The number that a text stands under; a definition has a term, and a bare heading is known by
    what stands under it.
    """
    if unit.form != "prose" or not unit.label or unit.is_definition:
        return ()
    return _parts(unit.label)


@lru_cache(maxsize=2**14)
def _parts(label: str) -> Number:
    return tuple(_SEPARATORS.split(label))


# --- Over or under a heading ----------------------------------------------------------------------


def _titles(units: Sequence[Unit], free: list[int]) -> set[Hashable]:
    """The headings among some units that say more than their number."""
    headings = (units[at] for at in free if units[at].heading_level)
    return {unit.key for unit in headings if not unit.is_bare_heading}


def _over_one_text(matching: Matching, gap: Gap) -> Iterator[Pair]:
    """The headings of one level in a gap that stand over one text."""
    of_level: dict[int, list[int]] = {}
    for j in filter(lambda at: _has_title(matching.new[at]), gap.new):
        of_level.setdefault(matching.new[j].heading_level, []).append(j)
    for i in gap.old if of_level else ():
        same_level = of_level.get(matching.old[i].heading_level, [])
        under = _first_partner(matching, section(matching.old, i)) if same_level else None
        if under is None or not _has_title(matching.old[i]):
            continue
        above = bisect_left(same_level, under)
        if above and under in section(matching.new, same_level[above - 1]):
            yield i, same_level[above - 1]


def _has_title(unit: Unit) -> bool:
    return unit.heading_level > 0 and not unit.is_bare_heading


def _first_partner(matching: Matching, old: range) -> int | None:
    """The new position of the first of some old units that has a pair."""
    return next((matching.pairs[i] for i in old if i in matching.pairs), None)


def section(units: Sequence[Unit], at: int) -> range:
    """The positions of what stands under a heading: up to the next that is not below it."""
    level = units[at].heading_level
    stop = at + 1
    while stop < len(units) and not 0 < units[stop].heading_level <= level:
        stop += 1
    return range(at + 1, stop)


def _is_all_under_one_heading(matching: Matching, i: int, j: int) -> bool:
    """Whether two units are all that stands under the two headings of a pair."""
    if matching.pairs.get(i - 1) != j - 1 or not matching.old[i - 1].heading_level:
        return False
    return _ends_its_section(matching.old, i) and _ends_its_section(matching.new, j)


def _ends_its_section(units: Sequence[Unit], at: int) -> bool:
    return at + 1 == len(units) or units[at + 1].heading_level > 0


# --- Alone ----------------------------------------------------------------------------------------


def _may_replace_alone(matching: Matching, i: int, j: int) -> bool:
    """Whether the only units between two pairs may be one: similar ones, and of unnumbered texts a
    rubric for another text, or all that there is under a heading.
    """
    old, new = matching.old[i], matching.new[j]
    if may_replace(old, new, matching.similarity(i, j, thresholds.MIN_SIMILARITY_IN_PLACE)):
        return True
    if not (_is_unnumbered(old) and _is_unnumbered(new)):
        return False
    shorter = min(old.word_count, new.word_count)
    return shorter <= thresholds.REPLACED_WHOLE_WORDS or _is_all_under_one_heading(matching, i, j)


def _is_unnumbered(unit: Unit) -> bool:
    return unit.group == "text" and not unit.label and not unit.heading_level
