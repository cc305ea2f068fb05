"""Two tables in, the one laid over the other out: a grid with the rows and columns of both, the
words compared in each cell.
"""

from collections.abc import Iterator, Sequence
from functools import cache, partial

from build_tools.compare.align import Matching
from build_tools.compare.tables.columns import align_columns
from build_tools.compare.tables.rows import align_rows
from build_tools.compare.words import NOTHING_RENUMBERED, Renumbering, compare_content
from build_tools.model import (
    Cell,
    CellRedline,
    Edits,
    Table,
    TableLine,
    TableRedline,
    deletion,
    insertion,
    unchanged,
)


def compare_tables(
    old: Table, new: Table, renumbering: Renumbering = NOTHING_RENUMBERED
) -> TableRedline:
    """Lay two tables over one another."""
    column_matching = align_columns(old, new)
    row_matching = align_rows(old, new, sorted(column_matching.pairs.items()))
    rows, columns = tuple(_table_lines(row_matching)), tuple(_table_lines(column_matching))
    overlay = _Overlay(old, new, renumbering)
    return TableRedline(
        old=old,
        new=new,
        rows=rows,
        columns=columns,
        cells=tuple(overlay.cells_of(row, columns) for row in rows),
        caption=compare_content(old.caption, new.caption, renumbering),
    )


def is_replaced(table: TableRedline) -> bool:
    """Whether two tables have so little in common that one is not a version of the other, as when
    rows became columns: no column, or no row below the headers and less than half of the columns.
    """
    columns = sum(_is_in_both(column) for column in table.columns)
    header_rows = table.new.header_rows
    below = (row.new for row in table.rows if _is_in_both(row) and row.new is not None)
    keeps_rows = any(row >= header_rows for row in below)
    others = max(table.old.width, table.new.width) - columns
    return not columns or (not keeps_rows and columns < others)


def _is_in_both(line: TableLine) -> bool:
    """Whether a row or column stands in both tables; one that moved is counted once."""
    return line.side == "both" or (line.side == "new" and line.moved)


def unchanged_table(table: Table) -> TableRedline:
    """A table laid over itself."""
    return TableRedline(
        old=table,
        new=table,
        rows=tuple(TableLine(side="both", old=at, new=at) for at in range(len(table.rows))),
        columns=tuple(TableLine(side="both", old=at, new=at) for at in range(table.width)),
        cells=tuple(tuple(map(_unchanged_cell, row)) for row in table.rows),
        caption=unchanged(table.caption),
    )


def same_table(old: Table | None, new: Table | None) -> bool:
    """Whether two blocks hold the same table, or none; how its columns are aligned is
    presentation.
    """
    if old is None or new is None:
        return old is new
    if old.rows != new.rows or old.header_rows != new.header_rows:
        return False
    return old.caption == new.caption


def _table_lines(matching: Matching) -> Iterator[TableLine]:
    """The rows or columns of both tables in reading order."""
    origins = {j: i for i, j in matching.pairs.items()}
    for i, j in matching.reading_order():
        if i is None:
            assert j is not None
            yield TableLine(side="new", old=origins.get(j), new=j)
        elif j is None:
            yield TableLine(side="old", old=i, new=matching.pairs.get(i))
        else:
            yield TableLine(side="both", old=i, new=j)


def _unchanged_cell(cell: Cell) -> CellRedline:
    return CellRedline(
        side="both", edits=unchanged(cell.content), old_merge=cell.merge, new_merge=cell.merge
    )


class _Overlay:
    """What it takes to compare the cells of two tables."""

    def __init__(self, old: Table, new: Table, renumbering: Renumbering) -> None:
        self._old, self._new, self._renumbering = old, new, renumbering
        self._compare_moved = cache(partial(compare_content, renumbering=renumbering))
        """What moved stands at two places, and is compared once."""

    def cells_of(self, row: TableLine, columns: Sequence[TableLine]) -> tuple[CellRedline, ...]:
        """The cells of one row of the grid."""
        return tuple(self._cell(row, column) for column in columns)

    def _cell(self, row: TableLine, column: TableLine) -> CellRedline:
        sides = row.side, column.side
        old = None if "new" in sides else self._old.cell(row.old, column.old)
        new = None if "old" in sides else self._new.cell(row.new, column.new)
        if old and new:
            return CellRedline(
                side="both",
                edits=compare_content(old.content, new.content, self._renumbering),
                old_merge=old.merge,
                new_merge=new.merge,
            )
        if old:
            return CellRedline(
                side="old",
                edits=deletion(old.content),
                old_merge=old.merge,
                moved_edits=self._moved_edits(row, column),
            )
        if new:
            return CellRedline(
                side="new",
                edits=insertion(new.content),
                new_merge=new.merge,
                moved_edits=self._moved_edits(row, column),
            )
        return CellRedline(side=row.side, filler=True)

    def _moved_edits(self, row: TableLine, column: TableLine) -> Edits:
        """Between what stood and what stands in a cell that moved with its row or column."""
        if not (row.moved or column.moved):
            return ()
        old, new = self._old.cell(row.old, column.old), self._new.cell(row.new, column.new)
        if old is None or new is None:
            return ()
        return self._compare_moved(old.content, new.content)
