"""A table redline in; the same with the ids of its changes out: rows, columns and cells, cited by
the names that the table itself gives them.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Literal, TypeAlias

from build_tools.compare.changes.cells import CellChanges
from build_tools.compare.changes.ids import ChangeList
from build_tools.compare.changes.table_citations import TableCitations
from build_tools.language import gettext as _
from build_tools.model import (
    Cell,
    CellRedline,
    Change,
    Kind,
    Passage,
    RowTie,
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


IdOfTie: TypeAlias = Callable[[RowTie], str]
"""Gives the id of the change by which a row went from one table to another."""


def list_table_changes(
    passage: Passage,
    changes: ChangeList,
    id_of_tie: IdOfTie,
    relabelled: Mapping[str, str],
) -> TableRedline:
    """The table redline of a passage with an id on every row, column and cell that changed;
    `relabelled` has the old labels of the provisions round it, and the new.

    Of a table that stands in one text alone, these are the rows that stand in the other, and where
    it is part of one that was divided or joined, all others too.
    """
    lister = _TableLister(passage, changes, id_of_tie, relabelled)
    return lister.marked() if passage.side == "both" else lister.marked_alone()


def moved_to_another_table(tie: RowTie) -> Change:
    """The change of a row that went to another table, cited at its new place."""
    assert tie.old.table is not None
    assert tie.new.table is not None
    row = TableCitations(tie.new.table).row(tie.new_row)
    return Change(
        id="",
        kinds=("row-move",),
        where=f"{tie.new.citation}, {row}",
        anchor=tie.new.address,
        row=tie.new_row,
        old_row=tie.old_row,
        old=row_text(tie.old.table.rows[tie.old_row]),
        new=row_text(tie.new.table.rows[tie.new_row]),
    )


class _TableLister:
    def __init__(
        self,
        passage: Passage,
        changes: ChangeList,
        id_of_tie: IdOfTie,
        relabelled: Mapping[str, str],
    ) -> None:
        assert passage.table is not None
        self._passage, self._table = passage, passage.table
        self._where, self._anchor = passage.block.citation, passage.block.address
        self._id_of_tie = id_of_tie
        self._old, self._new = TableCitations(self._table.old), TableCitations(self._table.new)
        self._cells = CellChanges(self._table, self._old, self._new, relabelled)
        self._changes = changes
        self._given: set[tuple[bool, str]] = set()
        """The citations so far, each with whether it is of the old table."""
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

    def marked_alone(self) -> TableRedline:
        """The same for a table that stands in one text alone."""
        table, side = self._table, self._passage.side
        rows, cells = [], []
        for at, (row, row_cells) in enumerate(zip(table.rows, table.cells, strict=True)):
            if row.tie is None and not self._is_added_to_part(at):
                rows.append(row)
                cells.append(row_cells)
                continue
            lone = replace(row, side=side, old=at if side == "old" else None)
            lone = replace(lone, new=at if side == "new" else None)
            rows.append(replace(row, change=self._marked_row(lone).change))
            cells.append(tuple(self._marked_cells(lone, table.columns, row_cells)))
        return replace(table, rows=tuple(rows), cells=tuple(cells))

    def _is_added_to_part(self, at: int) -> bool:
        """Whether a row of a table that is part of another, and does not come from there, says
        anything below the headers.
        """
        table = self._table.new
        is_part = self._passage.tie is not None and at >= table.header_rows
        return is_part and any(cell.content for cell in table.rows[at])

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
        if row.tie:
            return replace(row, change=self._id_of_tie(row.tie))
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
            change_of = self._cells.moved_in if row.tie else self._cells.change
            change = change_of(row, column, cell)
            if change is None:
                yield cell
                continue
            where = self._cited(change.where, row=change.row, column=change.column)
            identity = self._cells.identity(change)
            id_ = self._changes.add(change, identity, where=where, anchor=self._anchor)
            yield replace(cell, change=id_)

    def _column_change(self, column: TableLine) -> Change:
        citations, at = self._cited_in(column)
        return Change(
            id="",
            kinds=(_COLUMN_KINDS[_event(column)],),
            where=self._cited(citations.named_column(at), gone=column.new is None, column=at),
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
            where=self._cited(citations.row(at), gone=row.new is None, row=at),
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

    def _cited(
        self,
        name: str,
        *,
        gone: bool = False,
        row: int | None = None,
        column: int | None = None,
    ) -> str:
        """The citation of a row, column or cell by its name; where a comma makes two names of one
        table one, the second by its place too.
        """
        where = f"{self._where}, {name}"
        if (gone, where) in self._given:
            places = [_("row %(name)s", name=row + 1)] if row is not None else []
            if column is not None:
                places.append(_("column %(name)s", name=column + 1))
            counted = ", ".join(places)
            where = _("%(where)s (%(places)s of the table)", where=where, places=counted)
        self._given.add((gone, where))
        return where

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
