"""A table redline in, its changes out: rows, columns and cells, cited by the names that the table
itself gives them.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Literal, TypeAlias

from build_tools.compare.changes.citations import TableCitations
from build_tools.compare.tables import is_heading_row
from build_tools.model import (
    Axis,
    Cell,
    CellRedline,
    Change,
    Kind,
    Noise,
    Table,
    TableRedline,
    is_consequential,
    noise_of,
    plain,
    row_text,
)
from build_tools.text.labels import split_label

Add: TypeAlias = Callable[[Iterable[str], Change], str]
"""Lists a change under an id made from the given texts, and gives the id."""
What: TypeAlias = Literal["row", "column"]

_AXIS_KINDS: dict[tuple[What, str], Kind] = {
    ("row", "new"): "row-insert",
    ("row", "old"): "row-delete",
    ("row", "moved"): "row-move",
    ("column", "new"): "column-insert",
    ("column", "old"): "column-delete",
    ("column", "moved"): "column-move",
}


class GridCiter:
    """Cites one table redline."""

    def __init__(self, table: TableRedline, where: str, anchor: str, add: Add) -> None:
        self._table, self._where, self._anchor, self._add = table, where, anchor, add
        self._old, self._new = TableCitations(table.old), TableCitations(table.new)
        self._moves: dict[tuple[What, int | None], str] = {}
        self._alone = {
            "old": {row.old for row in table.rows if row.side == "old"},
            "new": {row.new for row in table.rows if row.side == "new"},
        }
        """The rows of each table that do not stand in the other, at their place."""

    def cited(self) -> TableRedline:
        """The table redline with an id on every row, column and cell that changed."""
        table = self._table
        columns = tuple(self._axis("column", axis) for axis in table.columns)
        rows, cells = [], []
        for row, line in zip(table.rows, table.cells, strict=True):
            rows.append(self._axis("row", row))
            cells.append(
                tuple(
                    self._cell(row, column, cell)
                    for column, cell in zip(columns, line, strict=True)
                )
            )
        return replace(table, rows=tuple(rows), columns=columns, cells=tuple(cells))

    def _axis(self, what: What, axis: Axis) -> Axis:
        """A row or column with the id of its insertion, deletion or move; a move has one id at both
        places.
        """
        if axis.side == "both":
            return axis
        key = (what, axis.old)
        if axis.moved and key in self._moves:
            return replace(axis, change=self._moves[key])
        id_ = self._axis_change(what, axis)
        if axis.moved:
            self._moves[key] = id_
        return replace(axis, change=id_)

    def _axis_change(self, what: What, axis: Axis) -> str:
        places, at = (self._new, axis.new) if axis.new is not None else (self._old, axis.old)
        assert at is not None
        texts = [
            _line(what, grid, at)
            for grid, at in ((self._table.old, axis.old), (self._table.new, axis.new))
        ]
        row = what == "row"
        change = Change(
            id="",
            kinds=(_AXIS_KINDS[what, "moved" if axis.moved else axis.side],),
            where=f"{self._where}, {places.row(at) if row else places.named_column(at)}",
            anchor=self._anchor,
            row=at if row else None,
            column=None if row else at,
            old_row=axis.old if row and axis.moved else None,
            old_column=axis.old if not row and axis.moved else None,
            old=row_text(texts[0]),
            new=row_text(texts[1]),
        )
        numbers = (self._old.numbers, self._new.numbers) if row else (None, None)
        unnumbered = (
            row_text(_without(cells, number)) for cells, number in zip(texts, numbers, strict=True)
        )
        return self._add((what, *unnumbered), change)

    def _cell(self, row: Axis, column: Axis, cell: CellRedline) -> CellRedline:
        """A cell with the id of its change; one that moved with its row or column is cited at its
        new place.
        """
        if (
            row.old is None
            or row.new is None
            or column.old is None
            or column.new is None
            or cell.filler
        ):
            return cell
        if "old" in (row.side, column.side):
            return cell
        old, new = (
            self._table.old.rows[row.old][column.old],
            self._table.new.rows[row.new][column.new],
        )
        header = row.old < self._table.old.header_rows or row.new < self._table.new.header_rows
        numbered = (
            not header and column.old == self._old.numbers and column.new == self._new.numbers
        )
        if (old.content, old.merge) == (new.content, new.merge) or (numbered and row.moved):
            return cell
        change = Change(
            id="",
            kinds=("cell",),
            where=f"{self._where}, {self._new.row(row.new)}, {self._new.column(column.new)}",
            anchor=self._anchor,
            row=row.new,
            column=column.new,
            old_row=row.old if row.moved else None,
            old_column=column.old if column.moved else None,
            old=plain(old.content),
            new=plain(new.content),
            edits=cell.edits if cell.side == "both" else cell.moved_edits,
        )
        if numbered or self._is_renumbered_heading(row.old, row.new):
            change = replace(
                change, kinds=("renumber",), noise=("renumbering",), consequential=True
            )
        elif old.merge == new.merge:
            kind: Kind = "cell" if any(edit.op in "+-" for edit in change.edits) else "format"
            noise, consequential = noise_of(change.edits), is_consequential(change.edits)
            change = replace(change, kinds=(kind,), noise=noise, consequential=consequential)
        elif seen := self._seen_as_before(row, column):
            noted: tuple[Noise, ...] = ("formatting",)
            change = replace(
                change,
                kinds=("format",),
                old=seen,
                new=seen,
                edits=(),
                noise=noted,
                consequential=True,
            )
        identity = (
            "cell",
            self._new.name(row.new),
            self._new.column(column.new),
            change.old,
            change.new,
        )
        return replace(cell, change=self._add(identity, change))

    def _is_renumbered_heading(self, old: int, new: int) -> bool:
        """Whether two rows are headings within the table and differ in their number alone: "Part
        C", "Part D".
        """
        rows = self._table.old.rows[old], self._table.new.rows[new]
        if not all(map(is_heading_row, rows)):
            return False
        before, after = (split_label(plain(row[0].content), heading=True) for row in rows)
        return before[0] != after[0] and before[1] == after[1] and bool(before[0] and after[0])

    def _seen_as_before(self, row: Axis, column: Axis) -> str:
        """The text that covers a position in both tables, where it comes from a row or column that
        was not in both.

        A merged cell that begins a row higher, because a row was inserted there, still covers what
        it did.
        """
        assert row.old is not None
        assert row.new is not None
        assert column.old is not None
        assert column.new is not None
        before, after = (
            self._table.old.covering(row.old, column.old),
            self._table.new.covering(row.new, column.new),
        )
        gone, come = self._alone["old"], self._alone["new"]
        if before[0] not in gone and after[0] not in come:
            return ""
        text = self._table.old.seen(row.old, column.old)
        return text if text == self._table.new.seen(row.new, column.new) else ""


def _line(what: What, table: Table, at: int | None) -> tuple[Cell, ...]:
    if at is None:
        return ()
    return table.rows[at] if what == "row" else tuple(row[at] for row in table.rows)


def _without(cells: tuple[Cell, ...], at: int | None) -> tuple[Cell, ...]:
    return cells if at is None else cells[:at] + cells[at + 1 :]
