"""The rows, or the columns, of two branches of a table → those of the merged one, and where they
conflict.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from build_tools.lineage.merge.sequences import (
    BranchAlignment,
    Positions,
    ResultItem,
    branch_alignment,
    merge_sequences,
)
from build_tools.lineage.merge.table_branches import Direction, TableConflict, ThreeTables
from build_tools.model import CellRedline, Table, TableLine, TableRedline, row_text


def merged_table_lines(
    three: ThreeTables, direction: Direction, conflicts: list[TableConflict]
) -> list[ResultItem]:
    """The rows or columns of the merged table; where they conflict is added to `conflicts`."""
    ours = _alignment(three.ours.table_lines(direction))
    theirs = _alignment(three.theirs.table_lines(direction))
    items: list[ResultItem] = []
    for item in merge_sequences(ours, theirs, partial(_same, three, direction)):
        in_both = item.ours is not None and item.theirs is not None
        if item.base is None or in_both:
            items.append(item)
        if item.base is not None and not in_both:
            conflicts += _removal(three, direction, item, ours.moved | theirs.moved)
        elif item.base is None and (item.conflicting or in_both):
            conflicts.append(
                _table_line_conflict(three, direction, item, agreed=not item.conflicting)
            )
    return items


def _alignment(lines: Sequence[TableLine]) -> BranchAlignment:
    """What became of the rows or columns; one that moved is gone here and new there."""
    return branch_alignment(
        (
            line.old if line.side != "new" else None,
            line.new if line.side != "old" else None,
            line.moved,
        )
        for line in lines
    )


def _same(three: ThreeTables, direction: Direction, ours: Positions, theirs: Positions) -> bool:
    """Whether both put in the same rows or columns."""
    mine = [_text(three.ours.redline.new, direction, position) for position in ours]
    other = [_text(three.theirs.redline.new, direction, position) for position in theirs]
    return mine == other


def _text(table: Table, direction: Direction, position: int) -> str:
    if direction == "row":
        return row_text(table.rows[position])
    return row_text(row[position] for row in table.rows)


def _removal(
    three: ThreeTables, direction: Direction, item: ResultItem, moved: frozenset[int]
) -> Iterator[TableConflict]:
    """The conflict of a row or column that a branch took out or moved, if there is one."""
    assert item.base is not None
    if item.ours is None and item.theirs is None:
        yield _table_line_conflict(three, direction, item, agreed=item.base not in moved)
        return
    keeper = three.theirs if item.ours is None else three.ours
    changes = {cell.change for cell in _cells_of(keeper.redline, direction, item.base)}
    if changes - three.consequential - {""}:
        yield _table_line_conflict(three, direction, item, agreed=False)


def _cells_of(redline: TableRedline, direction: Direction, base: int) -> Iterator[CellRedline]:
    """The cells of one row or column of the base."""
    for row, cells in zip(redline.rows, redline.cells, strict=True):
        for column, cell in zip(redline.columns, cells, strict=True):
            if (row if direction == "row" else column).old == base:
                yield cell


def _table_line_conflict(
    three: ThreeTables, direction: Direction, item: ResultItem, *, agreed: bool
) -> TableConflict:
    rows = (item.ours, item.theirs) if direction == "row" else (None, None)
    where = three.row_name(item) if direction == "row" else three.column_name(item)
    return TableConflict(where, agreed, rows=rows, breaks=not agreed)
