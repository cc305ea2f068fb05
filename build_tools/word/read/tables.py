"""A `w:tbl` → a rectangular grid with its merged cells (ECMA-376 Part 1, 17.4). How a cell reads is
for the caller.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from build_tools.model import Cell, Content, Table
from build_tools.word.read.content import evened
from build_tools.word.read.ooxml import Element, child, number, printed, switch, value, w
from build_tools.word.read.report import Report

WIDEST = 256
"""Columns; Word itself allows 63, and a span of a billion is meant to exhaust whoever believes
it."""
_Row: TypeAlias = list[Cell]
_Open: TypeAlias = dict[int, int]
"""Where a vertical merge may go on: its first column, and how many it covers."""


@dataclass(slots=True)
class _Grid:
    read: Callable[[Element], Content]
    rows: list[_Row] = field(default_factory=list)
    open: _Open = field(default_factory=dict)

    def add(self, row: Element) -> None:
        """Add one `w:tr`."""
        properties = row.find(w("trPr"))
        cells: _Row = [Cell() for _ in range(_within(number(properties, "gridBefore"), 0))]
        opened: _Open = {}
        for each in printed(row):
            if each.tag == w("tc") and len(cells) < WIDEST:
                self._cell(each, cells, opened)
        cells += [Cell() for _ in range(_within(number(properties, "gridAfter"), len(cells)))]
        self.rows.append(cells)
        self.open = opened

    def _cell(self, element: Element, cells: _Row, opened: _Open) -> None:
        properties = element.find(w("tcPr"))
        at = len(cells)
        span = max(1, _within(number(properties, "gridSpan"), at))
        content = self.read(element)
        if value(properties, "hMerge") == "continue" or _bare(properties, "hMerge"):
            cells.append(Cell(merge="<<") if at and not content else Cell(content=content))
            return
        merge = child(properties, "vMerge")
        goes_on = (
            merge is not None
            and value(properties, "vMerge") != "restart"
            and self.open.get(at) == span
        )
        if goes_on and not content:
            cells += [Cell(merge="^^") for _ in range(span)]
        else:
            cells += [Cell(content=content), *(Cell(merge="<<") for _ in range(span - 1))]
        if merge is not None:
            opened[at] = span


def table(element: Element, read: Callable[[Element], Content], report: Report) -> Table | None:
    """The table that `element` is; None where it has no cell. `read` gives the content of a
    `w:tc`.
    """
    grid = _Grid(read)
    heads = []
    for row in printed(element):
        if row.tag == w("tr"):
            grid.add(row)
            heads.append(bool(switch(row.find(w("trPr")), "tblHeader")))
    width = max((len(row) for row in grid.rows), default=0)
    if not width:
        return None
    if any(len(row) < width for row in grid.rows):
        report.count("tables have rows of different lengths; the short ones end in empty cells")
    rows = [[*row, *(Cell() for _ in range(width - len(row)))] for row in grid.rows]
    kept = [
        c
        for c in range(width)
        if any(row[c].merge != "<<" and not _follows(rows, r, c) for r, row in enumerate(rows))
    ]
    _remark_headers(heads, rows, report)
    return Table(rows=tuple(_with_even_header(tuple(row[c] for c in kept) for row in rows)))


def _with_even_header(rows: Iterable[tuple[Cell, ...]]) -> Iterator[tuple[Cell, ...]]:
    """The rows, those of the header without the bold or the italics of whole cells.

    In markdown that is the first row, and those that go on from it.
    """
    header = True
    for at, row in enumerate(rows):
        header = header and (at == 0 or any(cell.merge == "^^" for cell in row))
        yield tuple(replace(cell, content=evened(cell.content)) for cell in row) if header else row


def _follows(rows: Sequence[_Row], row: int, column: int) -> bool:
    """Whether a cell that goes on from above goes on, at its top, from the one on its left."""
    while row and rows[row][column].merge == "^^":
        row -= 1
    return rows[row][column].merge == "<<"


def _within(number: int | None, taken: int) -> int:
    return min(max(number or 0, 0), WIDEST - taken)


def _bare(properties: Element | None, name: str) -> bool:
    """Whether a merge is there and says nothing more, which means that it goes on."""
    found = child(properties, name)
    return found is not None and value(properties, name) is None


def _remark_headers(heads: Sequence[bool], rows: Sequence[_Row], report: Report) -> None:
    """Say where the header is not that of Word: in markdown it is the first row, and what goes on
    from it.
    """
    marked = next((at for at, head in enumerate(heads) if not head), len(heads))
    shown = 1
    while shown < len(rows) and any(cell.merge == "^^" for cell in rows[shown]):
        shown += 1
    if marked > shown:
        report.say(f"of {marked} header rows of this table the first alone is a header here")
    elif not marked:
        report.count("tables mark no header row; the first row of each stands as one")
