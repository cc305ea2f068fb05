"""How wide the columns of a table have to be on paper, by the words in their cells: columns in, a
size of type or widths out. Words are measured in ems of a wide face, so that another face has room.

No word is broken where any size of type helps. Widths and sizes are in twentieths of a point.
"""

import math
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, chain, pairwise
from unicodedata import east_asian_width

Columns = Sequence[Sequence[str]]
"""The texts of the cells of each column."""

LONGEST = 24
"""A word of more letters may be broken."""
_LETTER, _BROAD = 0.69, 1.05
"""About how many ems a bold letter takes in a wide face such as DejaVu Sans, as letters come in
words, and one of the broadest, which may come alone."""
_BROADEST = frozenset("W@%‰—…")
_HELD = 4096
"""Of so many words it is held how wide they are: a table is measured for each sheet that is tried,
and again in each file."""
_BREAK = re.compile(r"\s+|(?<=\w-)(?=\w)")
"""Where a line may end: browsers and Word end one behind a hyphen."""


def fitting_size(columns: Columns, whole: int, sizes: Iterable[int], margins: int) -> int | None:
    """The first of some sizes of type in which no word need be broken in a table of that width,
    whose cells have margins; None where there is none.
    """
    ems = list(map(_longest_word, columns))
    for size in sizes:
        if sum(_needed_widths(ems, size, margins)) <= whole:
            return size
    return None


def least_widths(columns: Columns, size: int, margins: int) -> list[int]:
    """The widths in which the longest word of each column has room; in the unit of `size`."""
    return _needed_widths(map(_longest_word, columns), size, margins)


def column_widths(columns: Columns, whole: int, size: int, margins: int) -> list[int]:
    """The widths of the columns: room for the longest word of each, and the rest by how much text
    each holds.
    """
    needed = least_widths(columns, size, margins)
    if sum(needed) >= whole:
        return _proportional(whole, needed)
    weights = [math.sqrt(sum(map(len, texts)) + 1) for texts in columns]
    wanted = [whole * weight / sum(weights) for weight in weights]
    over = [max(want - need, 0) for want, need in zip(wanted, needed, strict=True)]
    rest = _proportional(whole - sum(needed), over)
    return [need + more for need, more in zip(needed, rest, strict=True)]


def has_long_word(columns: Columns) -> bool:
    """Whether a word stands in a table that may be broken wherever it stands."""
    return any(len(word) > LONGEST for word in _words(chain.from_iterable(columns)))


def _needed_widths(ems: Iterable[float], size: int, margins: int) -> list[int]:
    return [round(each * size + margins) for each in ems]


def _longest_word(texts: Iterable[str]) -> float:
    """The room for the longest word of a column, in ems."""
    return max([_ems(word[:LONGEST]) for word in _words(texts)], default=_LETTER)


def _words(texts: Iterable[str]) -> Iterable[str]:
    return chain.from_iterable(map(_BREAK.split, texts))


@lru_cache(maxsize=_HELD)
def _ems(word: str) -> float:
    return sum(map(_breadth, word)) or _LETTER


def _breadth(letter: str) -> float:
    return _BROAD if letter in _BROADEST or east_asian_width(letter) in "WF" else _LETTER


def _proportional(whole: int, parts: Sequence[float]) -> list[int]:
    """Whole numbers in proportion to `parts`, which come to `whole`: two tables of one width end on
    one line.
    """
    edges = [round(whole * edge / sum(parts)) for edge in accumulate(parts)]
    return [right - left for left, right in pairwise([0, *edges])]
