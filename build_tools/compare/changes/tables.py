"""A table redline in; the same with the ids of its changes out: rows, columns and cells, cited by
the names that the table itself gives them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal, TypeAlias

from build_tools.compare.changes.cells import CellChanges
from build_tools.compare.changes.ids import ChangeList
from build_tools.compare.changes.table_citations import TableCitations
from build_tools.model import (
    Cell,
    CellRedline,
    Change,
    Kind,
    Table,
    TableLine,
    TableRedline,
    row_text,
)

_Event: TypeAlias = Literal["insert", "delete", "move"]

_ROW_KINDS: dict[_Event, Kind] = {
    "insert": "row-insert",
    "delete": "row-delete",
    "move": "row-move",
}
_COLUMN_KINDS: dict[_Event, Kind] = {
    "insert": "column-insert",
    "delete": "column-delete",
    "move": "column-move",
}


def list_table_changes(
    table: TableRedline,
    where: str,
    anchor: str,
    changes: ChangeList,
    relabelled: Mapping[str, str],
) -> TableRedline:
    """The table redline with an id on every row, column and cell that changed; `where` and `anchor`
    are those of the table, `relabelled` has the old labels of the provisions round it, and the new.
    """
    return _TableLister(table, where, anchor, changes, relabelled).marked()


class _TableLister:
    def __init__(
        self,
        table: TableRedline,
        where: str,
        anchor: str,
        changes: ChangeList,
        relabelled: Mapping[str, str],
    ) -> None:
        self._table, self._where, self._anchor = table, where, anchor
        self._old, self._new = TableCitations(table.old), TableCitations(table.new)
        self._cells = CellChanges(table, self._old, self._new, relabelled)
        self._changes = changes
        self._moved_rows: dict[int | None, str] = {}
        self._moved_columns: dict[int | None, str] = {}
        """The id of each move, by where the row or column stood in the old table."""

    def marked(self) -> TableRedline:
        """Columns first, then row by row, each with its cells."""
        table = self._table
        columns = tuple(self._marked_column(column) for column in table.columns)
        rows, cells = [], []
        for row, row_cells in zip(table.rows, table.cells, strict=True):
            rows.append(self._marked_row(row))
            cells.append(tuple(self._marked_cells(row, columns, row_cells)))
        return replace(table, rows=tuple(rows), columns=columns, cells=tuple(cells))

    def _marked_column(self, column: TableLine) -> TableLine:
        """A column with the id of its insertion, deletion or move; a move has one id at both
        places.
        """
        if column.side == "both":
            return column
        id_ = self._moved_columns.get(column.old) if column.moved else None
        if id_ is None:
            change = self._column_change(column)
            id_ = self._changes.add(change, ("column", change.old, change.new))
            if column.moved:
                self._moved_columns[column.old] = id_
        return replace(column, change=id_)

    def _marked_row(self, row: TableLine) -> TableLine:
        """A row with the id of its insertion, deletion or move; a move has one id at both
        places.
        """
        if row.side == "both":
            return row
        id_ = self._moved_rows.get(row.old) if row.moved else None
        if id_ is None:
            id_ = self._changes.add(self._row_change(row), self._row_identity(row))
            if row.moved:
                self._moved_rows[row.old] = id_
        return replace(row, change=id_)

    def _marked_cells(
        self, row: TableLine, columns: tuple[TableLine, ...], cells: tuple[CellRedline, ...]
    ) -> Iterator[CellRedline]:
        for column, cell in zip(columns, cells, strict=True):
            change = self._cells.change(row, column, cell)
            if change is None:
                yield cell
                continue
            where = f"{self._where}, {change.where}"
            id_ = self._changes.add(
                replace(change, where=where, anchor=self._anchor),
                self._cells.identity(change),
            )
            yield replace(cell, change=id_)

    def _column_change(self, column: TableLine) -> Change:
        citations, at = self._cited_in(column)
        return Change(
            id="",
            kinds=(_COLUMN_KINDS[_event(column)],),
            where=f"{self._where}, {citations.named_column(at)}",
            anchor=self._anchor,
            column=at,
            old_column=column.old if column.moved else None,
            old=row_text(_column_cells(self._table.old, column.old)),
            new=row_text(_column_cells(self._table.new, column.new)),
        )

    def _row_change(self, row: TableLine) -> Change:
        citations, at = self._cited_in(row)
        return Change(
            id="",
            kinds=(_ROW_KINDS[_event(row)],),
            where=f"{self._where}, {citations.row(at)}",
            anchor=self._anchor,
            row=at,
            old_row=row.old if row.moved else None,
            old=row_text(_row_cells(self._table.old, row.old)),
            new=row_text(_row_cells(self._table.new, row.new)),
        )

    def _row_identity(self, row: TableLine) -> tuple[str, str, str]:
        """What makes the id of a row: its texts without its number, which changes by itself."""
        old = _without(_row_cells(self._table.old, row.old), self._old.numbering)
        new = _without(_row_cells(self._table.new, row.new), self._new.numbering)
        return "row", row_text(old), row_text(new)

    def _cited_in(self, line: TableLine) -> tuple[TableCitations, int]:
        """The table that a row or column is cited in, the new one where it stands there, and its
        number in it.
        """
        if line.new is not None:
            return self._new, line.new
        assert line.old is not None
        return self._old, line.old


def _event(line: TableLine) -> _Event:
    """What happened to a row or column that does not stand in both tables, at its place."""
    if line.moved:
        return "move"
    return "insert" if line.side == "new" else "delete"


def _row_cells(table: Table, at: int | None) -> tuple[Cell, ...]:
    return () if at is None else table.rows[at]


def _column_cells(table: Table, at: int | None) -> tuple[Cell, ...]:
    return () if at is None else tuple(row[at] for row in table.rows)


def _without(cells: tuple[Cell, ...], at: int | None) -> tuple[Cell, ...]:
    return cells if at is None else cells[:at] + cells[at + 1 :]
