"""A row and a column of the merged table → the cell where they cross.

A cell is taken over as it is written in the one file or the other; where both branches changed it,
it says both under a conflict marker.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from build_tools.lineage.merge.chunks import CONFLICT_MARKER, BranchName
from build_tools.lineage.merge.sequences import ResultItem
from build_tools.lineage.merge.table_branches import TableBranch, TableConflict, ThreeTables
from build_tools.model import Cell, TableRedline


class SourceCell(NamedTuple):
    """A cell as a file writes it, and as it is read."""

    written: str
    """As a file has it between two bars."""
    cell: Cell
    branch: BranchName | None = None
    """The branch whose cell it is; None where it says both, or nothing."""


@dataclass(frozen=True, slots=True)
class ResultCell:
    """What becomes of one cell."""

    content: SourceCell
    conflict: TableConflict | None = None
    renumbered: str = ""
    """The row that it numbers, where both gave that another number."""


def result_row(
    three: ThreeTables, row: ResultItem, columns: Sequence[ResultItem]
) -> list[ResultCell]:
    """The cells of a row of the merged table."""
    return [_result_cell(three, row, column) for column in columns]


def _result_cell(three: ThreeTables, row: ResultItem, column: ResultItem) -> ResultCell:
    mine = _source_cell(three.ours, row.ours, column.ours)
    other = _source_cell(three.theirs, row.theirs, column.theirs)
    if mine is None and other is None:
        # A row that one branch put in crosses a column that the other put in.
        conflict = _cell_conflict(three, row, column, breaks=True)
        return ResultCell(SourceCell("", Cell()), conflict)
    if mine is None or other is None:
        return ResultCell(mine or other or SourceCell("", Cell()))
    if row.base is None or column.base is None:
        return ResultCell(other)  # both put in the same row or column
    return _changed_cell(three, row, column, mine, other)


def _changed_cell(
    three: ThreeTables,
    row: ResultItem,
    column: ResultItem,
    mine: SourceCell,
    other: SourceCell,
) -> ResultCell:
    """A cell that all three have."""
    assert row.base is not None
    assert column.base is not None
    base = three.base.rows[row.base][column.base]
    if base == mine.cell:
        return ResultCell(other)
    if base == other.cell:
        return ResultCell(mine)
    if column.base == three.numbering_column:
        return ResultCell(other, renumbered=three.row_name(row))
    if mine.cell == other.cell:
        return ResultCell(other, _cell_conflict(three, row, column, agreed=True))
    both = f"{CONFLICT_MARKER} in force “{other.written}”; proposed “{mine.written}”]"
    return ResultCell(SourceCell(both, other.cell), _cell_conflict(three, row, column))


def _source_cell(branch: TableBranch, row: int | None, column: int | None) -> SourceCell | None:
    if row is None or column is None:
        return None
    cell = branch.redline.new.rows[row][column]
    return SourceCell(branch.source.cells[row][column], cell, branch.name)


def _cell_conflict(
    three: ThreeTables,
    row: ResultItem,
    column: ResultItem,
    *,
    agreed: bool = False,
    breaks: bool = False,
) -> TableConflict:
    names, position = three.naming(column)
    return TableConflict(
        where=f"{three.row_name(row)}, {names.column(position)}",
        agreed=agreed,
        consequential=_only_follows(three, row, column),
        rows=(row.ours, row.theirs),
        breaks=breaks,
    )


def _only_follows(three: ThreeTables, row: ResultItem, column: ResultItem) -> bool:
    """Whether the change of a cell by either branch only follows from another."""
    changes: set[str] = set()
    for branch in (three.ours, three.theirs):
        changes |= set(_changes_at(branch.redline, row.base, column.base))
    return not changes.isdisjoint(three.consequential)


def _changes_at(redline: TableRedline, row: int | None, column: int | None) -> Iterator[str]:
    """The changes of the cell at a position of the base."""
    for row_line, cells in zip(redline.rows, redline.cells, strict=True):
        if row_line.old != row:
            continue
        for column_line, cell in zip(redline.columns, cells, strict=True):
            if column_line.old == column:
                yield cell.change
