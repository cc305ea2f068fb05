"""What two branches made of one table → one table with the rows, columns and cells of both, and
where the two conflict.

Cells are taken over as they are written in the one file or the other; nothing is written anew.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Literal, NamedTuple, TypeAlias

from build_tools.compare.changes.table_citations import TableCitations
from build_tools.compare.tables import numbering_column
from build_tools.lineage.merge.chunks import CONFLICT_MARKER, relabelled
from build_tools.lineage.merge.sequences import (
    Alignment,
    MergedItem,
    Positions,
    align,
    merge_sequences,
)
from build_tools.model import (
    Axis,
    Block,
    Cell,
    CellRedline,
    Content,
    Passage,
    Table,
    TableRedline,
    row_text,
)
from build_tools.text.markdown.table_source import TableSource, row_line, table_source

_Direction: TypeAlias = Literal["row", "column"]


@dataclass(frozen=True, slots=True)
class TableBranch:
    """The table as one branch has it."""

    redline: TableRedline
    """From the base."""
    source: TableSource
    label: str

    def axes(self, direction: _Direction) -> Sequence[Axis]:
        """The rows or columns of the redline."""
        return self.redline.rows if direction == "row" else self.redline.columns


def table_branch(block: Block | None, passage: Passage) -> TableBranch | None:
    """The table of a branch; None when it has not changed or is not written line by line."""
    if block is None or passage.table is None:
        return None
    source = table_source(block)
    return TableBranch(passage.table, source, block.label) if source else None


@dataclass(frozen=True, slots=True)
class TableConflict:
    """A row, column or cell that both branches changed."""

    where: str
    """As a citation ends: "row MOC (Secure), End date"."""
    agreed: bool = False
    """Whether both made the same of it."""
    consequential: bool = False
    """Whether what one of them did there only follows from something else."""
    rows: tuple[int | None, int | None] = (None, None)
    """The row in ours and in theirs; None where it is gone, or no one row is meant."""
    breaks: bool = False
    """Whether the table cannot be put together before it is decided."""


@dataclass(frozen=True, slots=True)
class MergedTable:
    """The merged table."""

    head: str
    """What stands before its first row, with this label."""
    head_label: str
    caption: Content
    lines: tuple[str, ...]
    """As a file has them, the delimiter row after the first; where both branches changed one cell,
    it says both."""
    tail: str
    rows: tuple[tuple[Cell, ...], ...]
    conflicts: tuple[TableConflict, ...]
    renumbered: tuple[str, ...]
    """The rows that both renumbered, which now have the numbers of theirs."""

    @property
    def whole(self) -> bool:
        """Whether the table holds together: conflicts, if any, are of single cells."""
        has_cells = bool(self.rows and self.rows[0])
        return has_cells and not any(conflict.breaks for conflict in self.conflicts)

    def source(self, label: str) -> str:
        """The table as a file has it, with a label."""
        return relabelled(self.head, self.head_label, label) + "\n".join([*self.lines, self.tail])

    @property
    def table(self) -> Table:
        """The table that the source says."""
        return Table(rows=self.rows, caption=self.caption)


class _SourceCell(NamedTuple):
    written: str
    """As a file has it between two bars."""
    cell: Cell


@dataclass(frozen=True, slots=True)
class _MergedCell:
    """What becomes of one cell."""

    content: _SourceCell
    conflict: TableConflict | None = None
    renumbered: str = ""
    """The row that it numbers, where both gave that another number."""


@dataclass(frozen=True, slots=True)
class _ThreeWay:
    """The table of the base and what the two branches made of it."""

    base: Table
    ours: TableBranch
    theirs: TableBranch
    consequential: frozenset[str]
    """The ids of the changes that only follow from others."""
    numbering_column: int | None
    """The column of the base that numbers its rows."""


def merge_tables(
    ours: TableBranch, theirs: TableBranch, consequential: frozenset[str]
) -> MergedTable | None:
    """Merge one table; None where both changed its caption."""
    base, our_table, their_table = ours.redline.old, ours.redline.new, theirs.redline.new
    caption = _merged_caption(base.caption, our_table.caption, their_table.caption)
    if caption is None:
        return None
    three = _ThreeWay(base, ours, theirs, consequential, numbering_column(base))
    conflicts: list[TableConflict] = []
    columns = _merged_axes(three, "column", conflicts)
    rows = _merged_axes(three, "row", conflicts)
    grid = [_merged_row(three, row, columns) for row in rows]
    cells = list(chain.from_iterable(grid))
    conflicts += [cell.conflict for cell in cells if cell.conflict]
    named = theirs if caption == their_table.caption else ours
    return MergedTable(
        head=named.source.head,
        head_label=named.label,
        caption=caption,
        lines=tuple(_lines(three, rows, columns, grid)),
        tail=theirs.source.tail,
        rows=tuple(map(_cells, grid)),
        conflicts=tuple(conflicts),
        renumbered=tuple(cell.renumbered for cell in cells if cell.renumbered),
    )


def _merged_caption(base: Content, ours: Content, theirs: Content) -> Content | None:
    """The caption of whoever changed it; None when both did."""
    if ours in (base, theirs):
        return theirs
    return ours if theirs == base else None


def _cells(merged: Sequence[_MergedCell]) -> tuple[Cell, ...]:
    return tuple(each.content.cell for each in merged)


# --- Rows and columns -----------------------------------------------------------------------------


def _merged_axes(
    three: _ThreeWay, direction: _Direction, conflicts: list[TableConflict]
) -> list[MergedItem]:
    """The rows or columns of the merged table; where they conflict is added to `conflicts`."""
    ours = _alignment(three.ours.axes(direction))
    theirs = _alignment(three.theirs.axes(direction))
    items: list[MergedItem] = []
    for item in merge_sequences(ours, theirs, partial(_same, three, direction)):
        in_both = item.ours is not None and item.theirs is not None
        if item.base is None or in_both:
            items.append(item)
        if item.base is not None and not in_both:
            conflicts += _removal(three, direction, item, ours.moved | theirs.moved)
        elif item.base is None and (item.conflicting or in_both):
            conflicts.append(_axis_conflict(three, direction, item, agreed=not item.conflicting))
    return items


def _alignment(axes: Sequence[Axis]) -> Alignment:
    """What became of the rows or columns; one that moved is gone here and new there."""
    return align(
        (
            axis.old if axis.side != "new" else None,
            axis.new if axis.side != "old" else None,
            axis.moved,
        )
        for axis in axes
    )


def _same(three: _ThreeWay, direction: _Direction, ours: Positions, theirs: Positions) -> bool:
    """Whether both put in the same rows or columns."""
    mine = [_text(three.ours.redline.new, direction, position) for position in ours]
    other = [_text(three.theirs.redline.new, direction, position) for position in theirs]
    return mine == other


def _text(table: Table, direction: _Direction, position: int) -> str:
    if direction == "row":
        return row_text(table.rows[position])
    return row_text(row[position] for row in table.rows)


def _removal(
    three: _ThreeWay, direction: _Direction, item: MergedItem, moved: frozenset[int]
) -> Iterator[TableConflict]:
    """The conflict of a row or column that a branch took out or moved, if there is one."""
    assert item.base is not None
    if item.ours is None and item.theirs is None:
        yield _axis_conflict(three, direction, item, agreed=item.base not in moved)
        return
    keeper = three.theirs if item.ours is None else three.ours
    changes = {cell.change for cell in _cells_of(keeper.redline, direction, item.base)}
    if changes - three.consequential - {""}:
        yield _axis_conflict(three, direction, item, agreed=False)


def _cells_of(redline: TableRedline, direction: _Direction, base: int) -> Iterator[CellRedline]:
    """The cells of one row or column of the base."""
    for row, cells in zip(redline.rows, redline.cells, strict=True):
        for column, cell in zip(redline.columns, cells, strict=True):
            if (row if direction == "row" else column).old == base:
                yield cell


def _axis_conflict(
    three: _ThreeWay, direction: _Direction, item: MergedItem, *, agreed: bool
) -> TableConflict:
    rows = (item.ours, item.theirs) if direction == "row" else (None, None)
    where = _row_name(three, item) if direction == "row" else _column_name(three, item)
    return TableConflict(where, agreed, rows=rows, breaks=not agreed)


# --- Cells ----------------------------------------------------------------------------------------


def _merged_row(
    three: _ThreeWay, row: MergedItem, columns: Sequence[MergedItem]
) -> list[_MergedCell]:
    return [_merged_cell(three, row, column) for column in columns]


def _merged_cell(three: _ThreeWay, row: MergedItem, column: MergedItem) -> _MergedCell:
    mine = _source_cell(three.ours, row.ours, column.ours)
    other = _source_cell(three.theirs, row.theirs, column.theirs)
    if mine is None and other is None:
        # A row that one branch put in crosses a column that the other put in.
        conflict = _cell_conflict(three, row, column, breaks=True)
        return _MergedCell(_SourceCell("", Cell()), conflict)
    if mine is None or other is None:
        return _MergedCell(mine or other or _SourceCell("", Cell()))
    if row.base is None or column.base is None:
        return _MergedCell(other)  # both put in the same row or column
    return _changed_cell(three, row, column, mine, other)


def _changed_cell(
    three: _ThreeWay,
    row: MergedItem,
    column: MergedItem,
    mine: _SourceCell,
    other: _SourceCell,
) -> _MergedCell:
    """A cell that all three have."""
    assert row.base is not None
    assert column.base is not None
    base = three.base.rows[row.base][column.base]
    if base == mine.cell:
        return _MergedCell(other)
    if base == other.cell:
        return _MergedCell(mine)
    if column.base == three.numbering_column:
        return _MergedCell(other, renumbered=_row_name(three, row))
    if mine.cell == other.cell:
        return _MergedCell(other, _cell_conflict(three, row, column, agreed=True))
    both = f"{CONFLICT_MARKER} in force “{other.written}”; proposed “{mine.written}”]"
    return _MergedCell(_SourceCell(both, other.cell), _cell_conflict(three, row, column))


def _source_cell(branch: TableBranch, row: int | None, column: int | None) -> _SourceCell | None:
    if row is None or column is None:
        return None
    return _SourceCell(branch.source.cells[row][column], branch.redline.new.rows[row][column])


def _cell_conflict(
    three: _ThreeWay,
    row: MergedItem,
    column: MergedItem,
    *,
    agreed: bool = False,
    breaks: bool = False,
) -> TableConflict:
    names, position = _naming(three, column)
    return TableConflict(
        where=f"{_row_name(three, row)}, {names.column(position)}",
        agreed=agreed,
        consequential=_only_follows(three, row, column),
        rows=(row.ours, row.theirs),
        breaks=breaks,
    )


def _only_follows(three: _ThreeWay, row: MergedItem, column: MergedItem) -> bool:
    """Whether the change of a cell by either branch only follows from another."""
    changes: set[str] = set()
    for branch in (three.ours, three.theirs):
        changes |= set(_changes_at(branch.redline, row.base, column.base))
    return not changes.isdisjoint(three.consequential)


def _changes_at(redline: TableRedline, row: int | None, column: int | None) -> Iterator[str]:
    """The changes of the cell at a position of the base."""
    for row_axis, cells in zip(redline.rows, redline.cells, strict=True):
        if row_axis.old != row:
            continue
        for column_axis, cell in zip(redline.columns, cells, strict=True):
            if column_axis.old == column:
                yield cell.change


# --- Names ----------------------------------------------------------------------------------------


def _row_name(three: _ThreeWay, row: MergedItem) -> str:
    names, position = _naming(three, row)
    return names.row(position)


def _column_name(three: _ThreeWay, column: MergedItem) -> str:
    names, position = _naming(three, column)
    return names.named_column(position)


def _naming(three: _ThreeWay, item: MergedItem) -> tuple[TableCitations, int]:
    """The table that names a row or column, theirs if it is in it, and its position there."""
    if item.theirs is not None:
        return TableCitations(three.theirs.redline.new), item.theirs
    if item.base is not None:
        return TableCitations(three.base), item.base
    assert item.ours is not None
    return TableCitations(three.ours.redline.new), item.ours


# --- Lines ----------------------------------------------------------------------------------------


def _lines(
    three: _ThreeWay,
    rows: Sequence[MergedItem],
    columns: Sequence[MergedItem],
    grid: Sequence[Sequence[_MergedCell]],
) -> Iterator[str]:
    """The lines of the merged table: as theirs has them where they are the same, so that none
    changes without need.
    """
    theirs = three.theirs.source
    width = three.theirs.redline.new.width
    as_theirs = [column.theirs for column in columns] == list(range(width))
    for at, (row, cells) in enumerate(zip(rows, grid, strict=True)):
        written = tuple(cell.content.written for cell in cells)
        if as_theirs and row.theirs is not None and written == theirs.cells[row.theirs]:
            yield theirs.lines[row.theirs]
        else:
            yield row_line(written)
        if at == 0:
            yield theirs.delimiter_row if as_theirs else _delimiter_row(three, columns)


def _delimiter_row(three: _ThreeWay, columns: Sequence[MergedItem]) -> str:
    return f"|{'|'.join(_delimiter(three, column) for column in columns)}|"


def _delimiter(three: _ThreeWay, column: MergedItem) -> str:
    if column.theirs is not None:
        return three.theirs.source.delimiters[column.theirs]
    assert column.ours is not None
    return three.ours.source.delimiters[column.ours]
