"""What two branches made of one table → one table with the rows, columns and cells of both, and
where the two conflict.

Cells are taken over as they are written in the one file or the other; nothing is written anew.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from build_tools.compare.tables import numbering_column
from build_tools.lineage.merge.chunks import BranchName, relabelled
from build_tools.lineage.merge.sequences import ResultItem
from build_tools.lineage.merge.table_branches import TableBranch, TableConflict, ThreeTables
from build_tools.lineage.merge.table_cells import ResultCell, result_row
from build_tools.lineage.merge.table_lines import merged_table_lines
from build_tools.model import Cell, Content, Table
from build_tools.text.markdown.table_source import row_line


@dataclass(frozen=True, slots=True)
class ResultTable:
    """The merged table."""

    caption_source: str
    """What stands before its first row, with this label."""
    caption_label: str
    caption: Content
    lines: tuple[str, ...]
    """As a file has them, the delimiter row after the first; where both branches changed one cell,
    it says both."""
    tail: str
    rows: tuple[tuple[Cell, ...], ...]
    words_of: tuple[BranchName | None, ...]
    """The branch that the caption and each cell come from."""
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
        return relabelled(self.caption_source, self.caption_label, label) + "\n".join(
            [*self.lines, self.tail]
        )

    @property
    def table(self) -> Table:
        """The table that the source says."""
        return Table(rows=self.rows, caption=self.caption)


def merge_tables(
    ours: TableBranch, theirs: TableBranch, consequential: frozenset[str]
) -> ResultTable | None:
    """Merge one table; None where both changed its caption."""
    base, our_table, their_table = ours.redline.old, ours.redline.new, theirs.redline.new
    caption = _merged_caption(base.caption, our_table.caption, their_table.caption)
    if caption is None:
        return None
    three = ThreeTables(base, ours, theirs, consequential, numbering_column(base))
    conflicts: list[TableConflict] = []
    columns = merged_table_lines(three, "column", conflicts)
    rows = merged_table_lines(three, "row", conflicts)
    grid = [result_row(three, row, columns) for row in rows]
    cells = list(chain.from_iterable(grid))
    conflicts += [cell.conflict for cell in cells if cell.conflict]
    named = theirs if caption == their_table.caption else ours
    return ResultTable(
        caption_source=named.source.caption_source,
        caption_label=named.label,
        caption=caption,
        lines=tuple(_lines(three, rows, columns, grid)),
        tail=theirs.source.tail,
        rows=tuple(map(_cells, grid)),
        words_of=(named.name, *(cell.content.branch for cell in cells)),
        conflicts=tuple(conflicts),
        renumbered=tuple(cell.renumbered for cell in cells if cell.renumbered),
    )


def _merged_caption(base: Content, ours: Content, theirs: Content) -> Content | None:
    """The caption of whoever changed it; None when both did."""
    if ours in (base, theirs):
        return theirs
    return ours if theirs == base else None


def _cells(merged: Sequence[ResultCell]) -> tuple[Cell, ...]:
    return tuple(each.content.cell for each in merged)


def _lines(
    three: ThreeTables,
    rows: Sequence[ResultItem],
    columns: Sequence[ResultItem],
    grid: Sequence[Sequence[ResultCell]],
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


def _delimiter_row(three: ThreeTables, columns: Sequence[ResultItem]) -> str:
    return f"|{'|'.join(_delimiter(three, column) for column in columns)}|"


def _delimiter(three: ThreeTables, column: ResultItem) -> str:
    if column.theirs is not None:
        return three.theirs.source.delimiters[column.theirs]
    assert column.ours is not None
    return three.ours.source.delimiters[column.ours]
