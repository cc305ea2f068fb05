"""A table in; out how wide its columns are, in which size of type it is set, and whether on an
upright sheet or on a turned one.

No word is broken where any size of type or a turned sheet helps.
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, pairwise

from build_tools.model import Table, plain
from build_tools.word.write.context import WriteContext
from build_tools.word.write.styles import SMALLER

_LETTER = 138
"""About how wide a bold letter is in a cell, in twentieths of a point, in a wide face such as
DejaVu Sans."""
_USUAL = 20
"""The usual size of type, in half points, for which this is."""
_UPRIGHT = (_USUAL, *SMALLER[:-1])
"""The sizes that are tried on an upright sheet: the smallest is harder to read than a sheet is to
turn."""
_MARGINS = 220
_LONGEST = 24
"""A word of more letters may be broken."""
_BREAK = re.compile(r"\s+|(?<=\w-)(?=\w)")
"""Where a line may end: Word ends one behind a hyphen."""


def column_widths(table: Table, whole: int) -> list[int]:
    """The widths of the columns: room for the longest word of each, and the rest by how much text
    each holds.
    """
    columns = list(_columns(table))
    size = float(type_size(table, whole) or _USUAL)
    needed = [_needed_width(texts, size) for texts in columns]
    if sum(needed) >= whole:
        return _proportional(whole, needed)
    weights = [math.sqrt(sum(map(len, texts)) + 1) for texts in columns]
    wanted = [whole * weight / sum(weights) for weight in weights]
    over = [max(want - need, 0) for want, need in zip(wanted, needed, strict=True)]
    rest = _proportional(whole - sum(needed), over)
    return [need + more for need, more in zip(needed, rest, strict=True)]


def type_size(table: Table, whole: int) -> str:
    """The largest size of type in which no word of a table need be broken, in half points, or else
    the smallest; nothing for the usual one.
    """
    size = _fitting(table, whole, (_USUAL, *SMALLER)) or SMALLER[-1]
    return "" if size == _USUAL else str(size)


def sheet_width(table: Table, context: WriteContext) -> int:
    """How wide the text of the sheet is on which a table is set."""
    return context.turned_width if needs_turned_sheet(table, context) else context.width


def needs_turned_sheet(table: Table, context: WriteContext) -> bool:
    """Whether a table would have words broken on an upright sheet, or be in type that is too small;
    none of a note has a sheet of its own.
    """
    if context.part != "document" or context.turned_width <= context.width:
        return False
    return _fitting(table, context.width, _UPRIGHT) is None


def _fitting(table: Table, whole: int, sizes: Iterable[int]) -> int | None:
    """The first of some sizes of type in which no word of a table need be broken."""
    columns = list(_columns(table))
    for size in sizes:
        if sum([_needed_width(texts, size) for texts in columns]) <= whole:
            return size
    return None


def _columns(table: Table) -> Iterator[list[str]]:
    """The texts of the cells of each column."""
    for column in range(table.width):
        yield [plain(row[column].content) for row in table.rows]


def _needed_width(texts: Iterable[str], size: float) -> int:
    """Room for the longest word of a column, in type of so many half points."""
    words = chain.from_iterable(map(_BREAK.split, texts))
    letters = max(map(len, words), default=1)
    return round(min(letters, _LONGEST) * _LETTER * size / _USUAL) + _MARGINS


def _proportional(whole: int, parts: Sequence[float]) -> list[int]:
    """Whole numbers in proportion to `parts`, which come to `whole`: two tables of one width end on
    one line.
    """
    edges = [round(whole * edge / sum(parts)) for edge in accumulate(parts)]
    return [right - left for left, right in pairwise([0, *edges])]
