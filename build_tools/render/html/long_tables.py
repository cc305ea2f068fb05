"""The rows of a long table in; out what a browser needs to lay out those in sight alone.

A browser lays out a table whole, since each cell has a say in the widths of the columns. So on a
screen the rows of a long one stand in blocks, whose columns have widths that are worked out here,
and its parts say by their roles that they are those of a table. A row keeps its cells side by side,
so a table with merged cells stays one; on paper each does.
"""

from collections.abc import Iterator, Sequence

from build_tools.compare.tables.layout import LayoutRow
from build_tools.text.printed_width import Columns, column_widths, least_widths

LONG = 400
"""A table of fewer rows is laid out at once."""
_TOGETHER = 40
"""So many rows stand in one part: about two screens."""
_EM, _HEIGHT, _MARGINS, _WHOLE = 95, 100, 160, 6_000
"""The size by which words are measured, for a screen has a face less wide than those that paper may
have; in hundredths of a letter's height, that, what a cell has at its sides, and a table."""


def is_in_parts(rows: Sequence[LayoutRow]) -> bool:
    """Whether a table of these rows is laid out in parts."""
    return len(rows) >= LONG and not any(map(_has_merged_cells, rows))


def _has_merged_cells(row: LayoutRow) -> bool:
    return any(cell.colspan > 1 or cell.rowspan > 1 for cell in row.cells)


def parts_of(rows: Sequence[LayoutRow]) -> Iterator[Sequence[LayoutRow]]:
    """The same rows, so many together as a browser lays out at a time."""
    for at in range(0, len(rows), _TOGETHER):
        yield rows[at : at + _TOGETHER]


def table_style(columns: Columns) -> str:
    """The attribute that says how wide the columns of a table are; `columns` has the texts of the
    cells of each. No column is narrower than its longest word.
    """
    least = least_widths(columns, _EM, _MARGINS)
    widths = column_widths(columns, max(_WHOLE, sum(least)), _EM, _MARGINS)
    pairs = zip(least, widths, strict=True)
    tracks = " ".join([f"minmax({need / _HEIGHT:g}em,{width}fr)" for need, width in pairs])
    return f' style="--columns:{tracks};--least:{sum(least) / _HEIGHT:g}em"'


def part_style(rows: Sequence[LayoutRow]) -> str:
    """The attribute that says how many rows a part has, before it is laid out."""
    return f' style="--rows:{len(rows)}"'
