"""A `w:tbl` → a rectangular grid with its merged cells (ECMA-376 Part 1, 17.4). How a cell reads is
for the caller.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from build_tools.model import Cell, Content, Table
from build_tools.word.read.content import without_uniform_emphasis
from build_tools.word.read.drawings import unread_warning
from build_tools.word.read.limits import FILLED_CELLS, Allowance
from build_tools.word.read.ooxml import Element, child, number, printed, switch, value, w
from build_tools.word.read.own_styles import emphasis_is_meant
from build_tools.word.read.report import Report

WIDEST = 256
"""Columns; Word itself allows 63, and a span of a billion is meant to exhaust whoever believes
it."""
_EMPTY = Cell()
_Row: TypeAlias = list[Cell]
_OpenMerges: TypeAlias = dict[int, int]
"""Where a vertical merge may go on: its first column, and how many it covers."""


@dataclass(slots=True)
class _Grid:
    """The rows of a table so far."""

    read: Callable[[Element], Content]
    allowance: Allowance
    report: Report
    rows: list[_Row] = field(default_factory=list)
    meant: set[tuple[int, int]] = field(default_factory=set)
    """By row and column, the cells in which bold and italics are marks of the words."""
    open_merges: _OpenMerges = field(default_factory=dict)

    def add(self, row: Element) -> None:
        """Add one `w:tr`."""
        properties = row.find(w("trPr"))
        cells = self.filled(_within(number(properties, "gridBefore"), 0))
        opened: _OpenMerges = {}
        for each in printed(row):
            if each.tag != w("tc"):
                _warn_of_left_out(each, self.report)
            elif len(cells) < WIDEST:
                self._add_cell(each, cells, opened)
        cells += self.filled(_within(number(properties, "gridAfter"), len(cells)))
        self.rows.append(cells)
        self.open_merges = opened

    def filled(self, count: int) -> _Row:
        """Empty cells that no element of the file is."""
        self.allowance.use(count, FILLED_CELLS, "cells that tables are filled up with")
        return [_EMPTY] * count

    def _add_cell(self, element: Element, cells: _Row, opened: _OpenMerges) -> None:
        properties = element.find(w("tcPr"))
        at = len(cells)
        span = max(1, _within(number(properties, "gridSpan"), at))
        self.filled(span - 1)
        content = self.read(element)
        if emphasis_is_meant(element):
            self.meant.add((len(self.rows), at))
        if value(properties, "hMerge") == "continue" or _bare(properties, "hMerge"):
            cells.append(Cell(merge="<<") if at and not content else Cell(content=content))
            return
        merge = child(properties, "vMerge")
        goes_on = (
            merge is not None
            and value(properties, "vMerge") != "restart"
            and self.open_merges.get(at) == span
        )
        if goes_on and not content:
            cells += [Cell(merge="^^") for _ in range(span)]
        else:
            cells += [Cell(content=content), *(Cell(merge="<<") for _ in range(span - 1))]
        if merge is not None:
            opened[at] = span


def read_table(
    element: Element,
    read: Callable[[Element], Content],
    report: Report,
    allowance: Allowance,
) -> Table | None:
    """The table that `element` is; None where it has no cell. `read` gives the content of a
    `w:tc`.
    """
    grid = _Grid(read, allowance, report)
    headers = []
    for each in printed(element):
        if each.tag == w("tr"):
            grid.add(each)
            headers.append(bool(switch(each.find(w("trPr")), "tblHeader")))
        else:
            _warn_of_left_out(each, report)
    rows = grid.rows
    width = max(map(len, rows), default=0)
    if not width:
        return None
    if any(len(row) < width for row in rows):
        report.count("tables have rows of different lengths; the short ones end in empty cells")
    for row in rows:
        row.extend(grid.filled(width - len(row)))
    _warn_of_headers(headers, rows, report)
    kept = [column for column in range(width) if _begins_cells(rows, column)]
    rows = list(_with_plain_header(rows, grid.meant))
    return Table(rows=tuple(_columns(rows, kept)))


def _warn_of_left_out(element: Element, report: Report) -> None:
    """Warn of what stands in a table and is no row, or in a row and is no cell."""
    if told := unread_warning(element):
        report.warn_between(told)


def _columns(rows: Iterable[_Row], kept: Sequence[int]) -> Iterator[tuple[Cell, ...]]:
    """The rows with these columns alone."""
    for row in rows:
        yield tuple([row[column] for column in kept])


def _begins_cells(rows: Sequence[_Row], column: int) -> bool:
    """Whether any cell begins in a column; one in which all go on from the left is none."""
    return any(not _continues_left(rows, row, column) for row in range(len(rows)))


def _with_plain_header(rows: Iterable[_Row], meant: Container[tuple[int, int]]) -> Iterator[_Row]:
    """The rows, those of the header without the bold or the italics of whole cells where these are
    not meant.

    In markdown that is the first row, and those that go on from it.
    """
    header = True
    for at, row in enumerate(rows):
        header = header and (at == 0 or any(cell.merge == "^^" for cell in row))
        if not header:
            yield row
            continue
        cells = enumerate(row)
        yield [cell if (at, column) in meant else _plain_cell(cell) for column, cell in cells]


def _plain_cell(cell: Cell) -> Cell:
    return replace(cell, content=without_uniform_emphasis(cell.content))


def _continues_left(rows: Sequence[_Row], row: int, column: int) -> bool:
    """Whether a cell goes on from the one on its left, or from one above that does."""
    while row and rows[row][column].merge == "^^":
        row -= 1
    return rows[row][column].merge == "<<"


def _within(number: int | None, taken: int) -> int:
    return min(max(number or 0, 0), WIDEST - taken)


def _bare(properties: Element | None, name: str) -> bool:
    """Whether a merge is there and says nothing more, which means that it goes on."""
    found = child(properties, name)
    return found is not None and value(properties, name) is None


def _warn_of_headers(headers: Sequence[bool], rows: Sequence[_Row], report: Report) -> None:
    """Say where the header is not that of Word: in markdown it is the first row, and what goes on
    from it.
    """
    marked = next((at for at, header in enumerate(headers) if not header), len(headers))
    shown = 1
    while shown < len(rows) and any(cell.merge == "^^" for cell in rows[shown]):
        shown += 1
    if marked > shown:
        report.warn_of_last(
            f"of {marked} header rows of this table the first alone is a header here"
        )
    elif not marked:
        report.count("tables mark no header row; the first row of each stands as one")
