"""A matching in, which of its units are boilerplate out: what reads the same elsewhere but for its
numbers, so that nobody can say where one of them went.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property, lru_cache

from build_tools.compare import thresholds
from build_tools.compare.align.matching import Matching
from build_tools.compare.align.unit import Unit

_NUMBER = re.compile(r"\d(?:[.,]?\d)*")


class Boilerplate:
    """The short texts of both sides that stand there more than once, their numbers aside."""

    def __init__(self, matching: Matching) -> None:
        self._matching = matching

    def holds(self, i: int, j: int) -> bool:
        """Whether an old or a new unit is boilerplate."""
        if self._matching.old[i].is_placeholder:
            return True
        old, new = _without_numbers(self._matching.old[i]), _without_numbers(self._matching.new[j])
        return self._counts_old[old] > 1 or self._counts_new[new] > 1

    @cached_property
    def _counts_old(self) -> Counter[str]:
        return _counts(self._matching.old)

    @cached_property
    def _counts_new(self) -> Counter[str]:
        return _counts(self._matching.new)


def _counts(units: Sequence[Unit]) -> Counter[str]:
    """How often each short text of the blocks stands there."""
    short = (unit for unit in units if unit.group == "text")
    return Counter(map(_without_numbers, filter(_is_short, short)))


def _is_short(unit: Unit) -> bool:
    return unit.word_count < thresholds.MOVED_SHORT_WORDS


def _without_numbers(unit: Unit) -> str:
    return _text_without_numbers(unit.texts[0])


@lru_cache(maxsize=2**14)
def _text_without_numbers(text: str) -> str:
    return _NUMBER.sub("", text.casefold())
