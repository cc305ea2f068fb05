"""The rows of a long table in; out what a browser needs to lay out those in sight alone.

A browser lays out a table whole, since each cell has a say in the widths of the columns. So on a
screen the rows of a long one stand in blocks, whose columns have widths that are worked out here,
and its parts say by their roles that they are those of a table; on paper it is one. A part ends
where no merged cell goes on, and one in which a cell reaches over rows is one grid. What did not
change folds inside of a part, for the fewer parts there are, the less has a browser to look after.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from build_tools.compare.tables.layout import LayoutCell, LayoutRow
from build_tools.text.printed_width import Columns, column_widths, least_widths

IN_PARTS = "in-parts"
"""The class of the frame of such a table; a page with one has the style `long-tables.css`."""
LONG = 400
"""A table of fewer rows is laid out at once, and so is one of which so many are merged together."""
_TOGETHER = 40
"""So many rows stand in one part: about two screens."""
_FOLDED = 100
"""So many rows that did not change fold at once; of more, those after them fold by themselves."""
_FOLDS = 4
"""So many folds has a part at most, for `review.css` has a rule for each."""
_EM, _HEIGHT, _MARGINS, _WHOLE = 95, 100, 160, 6_000
"""The size by which words are measured, for a screen has a face less wide than those that paper may
have; in hundredths of a letter's height, that, what a cell has at its sides, and a table."""


class Stretch(NamedTuple):
    """Rows of a part that fold together, or that do not fold."""

    rows: Sequence[LayoutRow]
    fold: int = 0
    """Its number among the folds of its part, from 1; 0 where it does not fold."""
    unchanged: int = 0
    """How many rows without a change begin here, those of the parts below with them."""
    goes_on: bool = False
    """Whether the part above ends with rows of the same group."""


def is_in_parts(rows: Sequence[LayoutRow]) -> bool:
    """Whether a table of these rows is laid out in parts."""
    return len(rows) >= LONG and all(len(part) < LONG for part in parts_of(rows))


def parts_of(rows: Sequence[LayoutRow], most: int = _TOGETHER) -> Iterator[Sequence[LayoutRow]]:
    """The same rows, so many together as a browser lays out at a time, and those with them that a
    merged cell joins to them.
    """
    start = reach = 0
    for at, row in enumerate(rows):
        if at - start >= most and at >= reach:
            yield rows[start:at]
            start = at
        reach = max(reach, at + _height(row))
    if rows:
        yield rows[start:]


def folding_parts(
    groups: Iterable[Sequence[LayoutRow]], folds: Iterable[bool]
) -> Iterator[Sequence[Stretch]]:
    """Groups of rows, of which some fold, in parts; `folds` says which."""
    part: list[Stretch] = []
    for group, is_folded in zip(groups, folds, strict=True):
        left = len(group)
        for rows in parts_of(group, _FOLDED if is_folded else _TOGETHER):
            number = 1 + sum(each.fold > 0 for each in part) if is_folded else 0
            if part and (_size(part) + len(rows) > _TOGETHER or number > _FOLDS):
                yield part
                part, number = [], min(number, 1)
            part.append(Stretch(rows, number, left, is_folded and left < len(group)))
            left -= len(rows)
    if part:
        yield part


def _size(part: Iterable[Stretch]) -> int:
    return sum(len(each.rows) for each in part)


def _height(row: LayoutRow) -> int:
    return max((cell.rowspan for cell in row.cells), default=1)


def reaches_over_rows(rows: Iterable[LayoutRow]) -> bool:
    """Whether a cell of some rows is merged with one below it."""
    return any(_height(row) > 1 for row in rows)


def table_style(columns: Columns) -> str:
    """The attribute that says how wide the columns of a table are; `columns` has the texts of the
    cells of each. No column is narrower than its longest word.
    """
    least = least_widths(columns, _EM, _MARGINS)
    widths = column_widths(columns, max(_WHOLE, sum(least)), _EM, _MARGINS)
    pairs = zip(least, widths, strict=True)
    tracks = " ".join([f"minmax({need / _HEIGHT:g}em,{width}fr)" for need, width in pairs])
    return f' style="--columns:{tracks};--least:{sum(least) / _HEIGHT:g}em"'


def part_style(rows: int) -> str:
    """The attribute that says how many rows a part has, before it is laid out."""
    return f' style="--rows:{rows}"'


def cell_style(cell: LayoutCell) -> str:
    """The attribute that says over how many columns and rows a merged cell reaches."""
    spans = [f"--across:{cell.colspan}"] if cell.colspan > 1 else []
    spans += [f"--down:{cell.rowspan}"] if cell.rowspan > 1 else []
    return f' style="{";".join(spans)}"' if spans else ""
