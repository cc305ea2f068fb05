"""A table in; out how wide its columns are, in which size of type it is set, and whether on an
upright sheet or on a turned one.

No word is broken where any size of type or a turned sheet helps.
"""

from build_tools.model import Cell, Table, plain
from build_tools.text import printed_width
from build_tools.word.write.context import WriteContext
from build_tools.word.write.styles import SMALLER

_USUAL = 20
"""The usual size of type, in half points."""
_UPRIGHT = (_USUAL, *SMALLER[:-1])
"""The sizes that are tried on an upright sheet: the smallest is harder to read than a sheet is to
turn."""
_HALF_POINT = 10
"""In twentieths of a point, as widths are."""
_MARGINS = 220


def column_widths(table: Table, whole: int) -> list[int]:
    """The widths of the columns: room for the longest word of each, and the rest by how much text
    each holds.
    """
    size = int(type_size(table, whole) or _USUAL) * _HALF_POINT
    return printed_width.column_widths(_columns(table), whole, size, _MARGINS)


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


def _fitting(table: Table, whole: int, sizes: tuple[int, ...]) -> int | None:
    """The first of some sizes of type in which no word of a table need be broken, in half
    points.
    """
    tried = [size * _HALF_POINT for size in sizes]
    size = printed_width.fitting_size(_columns(table), whole, tried, _MARGINS)
    return None if size is None else round(size / _HALF_POINT)


def _columns(table: Table) -> list[list[str]]:
    """The texts of the cells of each column."""
    return [list(map(_text, column)) for column in zip(*table.rows, strict=True)]


def _text(cell: Cell) -> str:
    return plain(cell.content)
