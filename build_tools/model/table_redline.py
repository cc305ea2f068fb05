"""Two tables laid over one another: its lines, its cells, and what befell each.

Both tables can be rebuilt from it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, compress
from typing import Literal

from build_tools.model.edits import Edits, Side, new_content, old_content
from build_tools.model.text import Block, Cell, CellMerge, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class CellRedline:
    """One position of a table redline's grid.

    `side` says whether the position stands in both tables or in one. A position in a deleted row or
    column is `old`, in an inserted one `new`; one that a deleted row and an inserted column share
    stands in neither table and is a filler without edits, which keeps the grid rectangular.
    """

    side: Side
    edits: Edits = ()
    old_merge: CellMerge = ""
    new_merge: CellMerge = ""
    filler: bool = False
    change: str = ""
    """The id of the change of this cell alone."""
    by: str = ""
    """The version that merged it with another cell, or parted it, where versions lie between; else
    empty."""
    moved_edits: Edits = ()
    """Of a cell that moved with its row or column: the edits between what stood in it and what
    stands in it, the same at both of its places. `edits` has it deleted at the one and inserted at
    the other."""

    def of(self, side: Literal["old", "new"]) -> Cell:
        """The cell of one of the tables, rebuilt from the edits."""
        if side == "old":
            return Cell(content=old_content(self.edits), merge=self.old_merge)
        return Cell(content=new_content(self.edits), merge=self.new_merge)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowTie:
    """A row that stands in one table of the old text, and in another of the new."""

    old: Block
    old_row: int
    """Counted from 0, header rows included, and so is the new one."""
    new: Block
    new_row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLine:
    """One row or column of a table redline, and what befell it."""

    side: Side
    """Which of the two tables it stands in, at this place."""
    old: int | None = None
    new: int | None = None
    """Where it stands in the old grid and in the new, counted from 0, header rows included.

    One that moved has both numbers at both of its places; one that was inserted or deleted has one.
    """
    tie: RowTie | None = None
    """Why a row that stands in one table alone is not the whole story: it went to another."""
    change: str = ""
    """The id of its insertion, deletion or move."""
    by: str = ""
    """The version that brought it or took it, where versions lie between; else empty."""

    @property
    def moved(self) -> bool:
        """Whether it stands elsewhere in the other table."""
        return self.side != "both" and self.old is not None and self.new is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRedline:
    """Two tables laid over one another: never ragged, every cell of both in it."""

    old: Table
    new: Table
    rows: tuple[TableLine, ...]
    columns: tuple[TableLine, ...]
    cells: tuple[tuple[CellRedline, ...], ...]
    caption: Edits

    def change_ids(self) -> Iterator[str]:
        """The ids of the changes of its rows, columns and cells, in this order; empty for one that
        did not change.
        """
        for line in (*self.rows, *self.columns):
            yield line.change
        for cell in chain.from_iterable(self.cells):
            yield cell.change

    def rejected(self) -> Table:
        """The old table, rebuilt from the cells."""
        return self._rebuilt("new", "old")

    def accepted(self) -> Table:
        """The new table, rebuilt from the cells."""
        return self._rebuilt("old", "new")

    def _rebuilt(self, dropped: Side, kept: Literal["old", "new"]) -> Table:
        stays = [column.side != dropped for column in self.columns]
        rows = []
        for row, cells in zip(self.rows, self.cells, strict=True):
            if row.side != dropped:
                rows.append(tuple([cell.of(kept) for cell in compress(cells, stays)]))
        table = self.old if kept == "old" else self.new
        content = old_content if kept == "old" else new_content
        return replace(table, rows=tuple(rows), caption=content(self.caption))
