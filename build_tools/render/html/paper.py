"""A table redline in; out the classes and the columns by which a printed page keeps every cell on
its sheet: smaller type, a turned sheet, and only then broken words.

They say nothing to a screen. The widths are those of the narrowest printed page that we make: A4
with the margins of `print.css`.
"""

from collections.abc import Iterable, Sequence
from math import ceil
from typing import NamedTuple

from build_tools.model import CellRedline, TableRedline, plain
from build_tools.text.printed_width import Columns, column_widths, fitting_size, has_long_word


class _Sheet(NamedTuple):
    """A way to set a table: its classes, how wide the text of the sheet is, and its size of type,
    both in twentieths of a point.
    """

    classes: tuple[str, ...]
    width: int
    size: int


_UPRIGHT, _TURNED = 9600, 14500
_SHEETS = (
    _Sheet((), _UPRIGHT, 180),
    _Sheet(("paper-8",), _UPRIGHT, 160),
    _Sheet(("paper-7",), _UPRIGHT, 140),
    _Sheet(("paper-turned",), _TURNED, 180),
    _Sheet(("paper-turned", "paper-8"), _TURNED, 160),
    _Sheet(("paper-turned", "paper-7"), _TURNED, 140),
    _Sheet(("paper-turned", "paper-6"), _TURNED, 120),
)
"""From what reads best to what holds most."""
_MARGINS = 200
"""Of a cell on both sides, with its border."""
_LETTER = 100
"""About how wide a letter is."""
_MOST_LINES = 44
"""A table of more lines, as far as can be told, is longer than a sheet and goes on to the next."""
_SET_IN = 1500
"""How much narrower a table may be that stands in a note or a quotation."""


class PaperLayout(NamedTuple):
    """How a table is printed."""

    classes: tuple[str, ...]
    """Of its frame."""
    columns: str = ""
    """Its `colgroup`, where the columns have fixed widths, so that words are broken rather than
    cells lost."""


def paper_layout(table: TableRedline, *, set_in: bool = False) -> PaperLayout:
    """How a table is printed so that no cell is lost; `set_in` where it stands in a note or in a
    quotation.
    """
    columns = drawn_columns(table)
    narrower = _SET_IN if set_in else 0
    fitting = next((sheet for sheet in _SHEETS if _fits(columns, sheet, narrower)), None)
    sheet = fitting or _SHEETS[-1]
    widths = column_widths(columns, sheet.width, sheet.size, _MARGINS)
    classes = (*sheet.classes, *(("paper-long",) if _lines(columns, widths) > _MOST_LINES else ()))
    if fitting and not has_long_word(columns):
        return PaperLayout(classes)
    shares = [f"{100 * width / sheet.width:.4g}%" for width in widths]
    cols = "".join(f'<col style="--share:{share}">' for share in shares)
    return PaperLayout((*classes, "paper-fixed"), f"<colgroup>{cols}</colgroup>")


def _fits(columns: Columns, sheet: _Sheet, narrower: int) -> bool:
    width = sheet.width - narrower
    return fitting_size(columns, width, [sheet.size], _MARGINS) is not None


def _lines(columns: Columns, widths: Sequence[int]) -> int:
    """About how many lines of text the rows of a table take together."""
    breadth = [max(width - _MARGINS, 1) / _LETTER for width in widths]
    rows = zip(*columns, strict=True)
    return sum(_row_lines(row, breadth) for row in rows)


def _row_lines(row: Iterable[str], breadth: Iterable[float]) -> int:
    return max(ceil((len(text) + 1) / room) for text, room in zip(row, breadth, strict=True))


def drawn_columns(table: TableRedline) -> list[list[str]]:
    """What is drawn in the cells of each column, old words and new."""
    return [list(map(_drawn, column)) for column in zip(*table.cells, strict=True)]


def _drawn(cell: CellRedline) -> str:
    return "".join([plain(edit.old if edit.op == "-" else edit.new) for edit in cell.edits])
