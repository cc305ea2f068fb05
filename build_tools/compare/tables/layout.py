"""A table redline in, rows of cells with their spans out, as a page can draw them.

The drawn table is never ragged, and stays whole when its insertions or its deletions are taken
away. Where a merged cell is not the same region in both tables, no one cell could be right for
both; the rows it touches are drawn twice, whole, as they were and as they are, and marked as
repeated.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Literal

from build_tools.compare.tables.identity import numbering_column
from build_tools.compare.tables.overlay import unchanged_table
from build_tools.compare.tables.regions import Region, Regions, index, is_header
from build_tools.model import (
    CellRedline,
    Edits,
    Passage,
    RowTie,
    Side,
    Table,
    TableLine,
    TableRedline,
    deletion,
    insertion,
)

_HELD, _LONG = 64, 1_000
"""So many tables are held as they are laid out where they did not change, none of more cells: most
stand in both pages and both files of a version, and in those of the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutCell:
    """One cell as drawn."""

    side: Side
    edits: Edits = ()
    rowspan: int = 1
    colspan: int = 1
    changes: tuple[str, ...] = ()
    """The ids of the changes that the cell itself and its column carry."""
    counterpart: int | None = None
    """For a column that moved, its number in the other table."""
    moved_edits: Edits = ()
    """For a cell that moved with its row or column: between what stood and what stands in it."""
    filler: bool = False
    by: str = ""
    """The version that brought or took its column, or merged it with another; else empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutRow:
    """One row as drawn."""

    side: Side
    cells: tuple[LayoutCell, ...]
    header: bool
    change: str = ""
    counterpart: int | None = None
    """For a row that moved, its number in the other table, from 1 below the headers."""
    tie: RowTie | None = None
    """For a row that went to another table, from where to where."""
    repeated: bool = False
    """Whether the row stands in both tables and is drawn twice: merged cells changed in it, or it
    became a header."""
    by: str = ""
    """The version that brought it, took it or made that it is drawn twice; else empty."""
    address: str = ""
    """Under which it is found on the page of a version."""


def lay_out(table: TableRedline) -> list[LayoutRow]:
    """The rows of a table redline, from the top."""
    return list(_Layout(table).rows())


def laid_out(passage: Passage) -> tuple[TableRedline, list[LayoutRow]]:
    """The table of a passage laid over that of the other text, or over itself where it stands in
    one or did not change, and its rows as above.
    """
    if passage.table is not None:
        return passage.table, lay_out(passage.table)
    return unchanged_layout(passage.block.table or Table(rows=()))


def unchanged_layout(table: Table) -> tuple[TableRedline, list[LayoutRow]]:
    """The same of a table that did not change."""
    is_long = len(table.rows) * table.width > _LONG
    laid, rows = _unchanged_layout(table) if is_long else _held_layout(table)
    return laid, list(rows)


def _unchanged_layout(table: Table) -> tuple[TableRedline, list[LayoutRow]]:
    laid = unchanged_table(table)
    return laid, lay_out(laid)


_held_layout = lru_cache(maxsize=_HELD)(_unchanged_layout)


class _Layout:
    def __init__(self, table: TableRedline) -> None:
        self._table, self._regions = table, Regions(table)
        moved = any(row.moved or row.tie for row in table.rows)
        self._numbering = (
            (numbering_column(table.old), numbering_column(table.new)) if moved else (None, None)
        )

    def rows(self) -> Iterator[LayoutRow]:
        """A row once, or each stretch of rows drawn twice as the old table has it, then the new."""
        at = 0
        while at < len(self._table.rows):
            stop = at
            while stop in self._regions.drawn_twice:
                stop += 1
            if stop == at:
                yield self._row(at)
                at += 1
                continue
            yield from self._repeated_rows(range(at, stop), "old")
            yield from self._repeated_rows(range(at, stop), "new")
            at = stop

    def _row(self, at: int) -> LayoutRow:
        row = self._table.rows[at]
        return LayoutRow(
            side=row.side,
            cells=tuple(self._cells(at)),
            header=is_header(self._table, row, row.side),
            change=row.change,
            counterpart=self._number_elsewhere(row),
            tie=row.tie,
            by=row.by,
        )

    def _number_elsewhere(self, row: TableLine) -> int | None:
        at = _counterpart(row)
        there = self._table.new if row.side == "old" else self._table.old
        return None if at is None else there.row_number(at)

    def _cells(self, at: int) -> Iterator[LayoutCell]:
        cells = zip(self._table.columns, self._table.cells[at], strict=True)
        for number, (column, cell) in enumerate(cells):
            if cell.filler:
                yield LayoutCell(side=column.side, filler=True)
                continue
            region = self._regions.at(at, number)
            if region.origin == (at, number):
                yield self._cell(column, cell, region)

    def _cell(self, column: TableLine, cell: CellRedline, region: Region) -> LayoutCell:
        return LayoutCell(
            side=column.side,
            edits=cell.edits,
            rowspan=len(region.rows),
            colspan=len(region.columns),
            changes=self._changes_of(region),
            counterpart=_counterpart(column),
            moved_edits=() if self._counts_rows(column) else cell.moved_edits,
            by=column.by or cell.by,
        )

    def _counts_rows(self, column: TableLine) -> bool:
        """Whether a column only numbers the rows: a row that moved has the number of its place."""
        return (column.old, column.new) == self._numbering

    # --- Rows drawn twice -------------------------------------------------------------------------

    def _repeated_rows(self, rows: range, side: Literal["old", "new"]) -> Iterator[LayoutRow]:
        """Those of some rows that one of the tables has, as it has them, filled up to the width of
        the joint grid.
        """
        cells = chain.from_iterable(self._table.cells[rows.start : rows.stop])
        by = next((cell.by for cell in cells if cell.by), "")
        for at in rows:
            row = self._table.rows[at]
            if row.side not in ("both", side):
                continue
            yield LayoutRow(
                side=side,
                cells=tuple(self._repeated_cells(at, side)),
                header=is_header(self._table, row, side),
                change=row.change,
                counterpart=self._number_elsewhere(row),
                tie=row.tie,
                repeated=row.side == "both",
                by=row.by or by,
            )

    def _repeated_cells(self, at: int, side: Literal["old", "new"]) -> Iterator[LayoutCell]:
        """The cells of one of the tables, with fillers under the columns of the other, which
        disappear with them.

        A filler that would stand inside a merged cell comes right after it.
        """
        regions = self._regions.old if side == "old" else self._regions.new
        held: list[LayoutCell] = []
        last = -1
        for number, column in enumerate(self._table.columns):
            if column.side not in ("both", side):
                filler = LayoutCell(side=column.side, filler=True)
                if number < last:
                    held.append(filler)
                else:
                    yield filler
                continue
            region = regions[at, number]
            last = region.columns[-1]
            if region.origin == (at, number):
                yield self._repeated_cell(at, column, side, region)
            if number == last:
                yield from held
                held.clear()

    def _repeated_cell(
        self, at: int, column: TableLine, side: Literal["old", "new"], region: Region
    ) -> LayoutCell:
        table, mark = (self._table.old, deletion) if side == "old" else (self._table.new, insertion)
        cell = table.rows[index(self._table.rows[at], side)][index(column, side)]
        return LayoutCell(
            side="both",
            edits=mark(cell.content),
            rowspan=len(region.rows),
            colspan=len(region.columns),
            changes=self._changes_of(region),
        )

    def _changes_of(self, region: Region) -> tuple[str, ...]:
        """The changes of the columns and cells that one drawn cell covers, each once."""
        found: dict[str, None] = {}
        for row, column in region.positions():
            found[self._table.columns[column].change] = None
            found[self._table.cells[row][column].change] = None
        found.pop("", None)
        return tuple(found)


def _counterpart(line: TableLine) -> int | None:
    """Where a row or column that moved stands in the other table."""
    if not line.moved:
        return None
    return line.new if line.side == "old" else line.old
