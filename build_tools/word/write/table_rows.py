"""Rows of a table in, rows of WordprocessingML out, merged cells as `gridSpan` and `vMerge`; what
was inserted and deleted is tracked, in rows and in runs.

The rows of a table whose columns changed stand there as they were and as they are.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from itertools import accumulate, chain, compress, pairwise
from typing import Literal

from build_tools.compare.tables import unchanged_table
from build_tools.compare.tables.layout import LayoutCell, LayoutRow, lay_out, unchanged_layout
from build_tools.model import (
    CellRedline,
    Passage,
    Side,
    Table,
    TableLine,
    TableRedline,
    new_content,
    old_content,
)
from build_tools.word.write.column_widths import column_widths, sheet_width, type_size
from build_tools.word.write.context import Revision
from build_tools.word.write.paragraph_marks import mark_xml
from build_tools.word.write.runs import RunWriter, maker_of

REVISIONS: dict[Side, Revision] = {"old": "del", "new": "ins", "both": ""}
"""What befell what stands on one side, or on both."""


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows of one table, which stand in both tables or in one."""

    table: Table
    rows: list[LayoutRow]
    revision: Revision
    old_table: Table
    """The table as it was, which may differ in the alignment of its columns."""
    carries: bool = False
    """Whether the rows have the edits between both tables, though they are of one revision: what
    these keep is only carried along."""
    by: str = ""
    """The version that brought or took all of it; else empty."""
    column_sides: tuple[Side, ...] = ()
    """In which of the tables each column stands, where its cells are tracked by themselves."""
    sized_by: tuple[Table, Table] | None = None
    """The tables as they were and as they are, where these rows have the columns of both."""

    @property
    def ends(self) -> tuple[Table, Table]:
        """The tables of both texts, which decide about sheets and sizes of type."""
        return self.sized_by or (self.old_table, self.table)

    def cell_revision(self, column: int) -> Revision:
        """What befell the cells of a column, where they are tracked by themselves."""
        return REVISIONS[self.column_sides[column]] if self.column_sides else ""


def whole_table(table: Table, passage: Passage) -> RowGroup:
    """All rows of a table that stands in one of the texts."""
    _laid, rows = unchanged_layout(table)
    return RowGroup(table, rows, REVISIONS[passage.side], table, by=passage.by)


def table_xml(groups: Sequence[RowGroup], runs: RunWriter) -> str:
    """Groups of rows, one below the other."""
    return _framed(groups, chain.from_iterable(_rows_xml(groups, runs)), runs)


def reset_table_xml(table: TableRedline, runs: RunWriter) -> str:
    """A table whose columns changed: its rows as they were and as they are, side by side where no
    cell reaches down to another row.
    """
    groups = [_one_side(table, "old"), _one_side(table, "new")]
    old_rows, new_rows = _rows_xml(groups, runs)
    if any(cell.merge == "^^" for cell in chain(*table.old.rows, *table.new.rows)):
        return _framed(groups, [*old_rows, *new_rows], runs)
    rows: list[str] = []
    for line in table.rows:
        if line.side != "new":
            rows.append(next(old_rows))
        if line.side != "old":
            rows.append(next(new_rows))
    return _framed(groups, rows, runs)


def _one_side(table: TableRedline, side: Literal["old", "new"]) -> RowGroup:
    """One of the tables of a redline, with the edits between both in its cells."""
    shown = table.old if side == "old" else table.new
    stays = [column.side in ("both", side) for column in table.columns]
    laid = unchanged_table(shown)
    rows = [
        row
        for line, row in zip(table.rows, table.cells, strict=True)
        if line.side in ("both", side)
    ]
    cells = tuple(
        _with_edits(laid_row, compress(row, stays))
        for laid_row, row in zip(laid.cells, rows, strict=True)
    )
    lines = _with_makers(laid.rows, [line for line in table.rows if line.side in ("both", side)])
    columns = _with_makers(laid.columns, compress(table.columns, stays))
    whole = lay_out(replace(laid, cells=cells, rows=lines, columns=columns))
    return RowGroup(shown, whole, REVISIONS[side], shown, carries=True)


def _with_edits(
    laid: Sequence[CellRedline], cells: Iterable[CellRedline]
) -> tuple[CellRedline, ...]:
    pairs = zip(laid, cells, strict=True)
    return tuple([replace(each, edits=cell.edits) for each, cell in pairs])


def _with_makers(laid: Iterable[TableLine], lines: Iterable[TableLine]) -> tuple[TableLine, ...]:
    pairs = zip(laid, lines, strict=True)
    return tuple([replace(each, by=line.by) for each, line in pairs])


def _edges(groups: Sequence[RowGroup], runs: RunWriter) -> list[list[int]]:
    """Where the columns of each group end, on the widest of their sheets."""
    whole = max(_sheet_width(group, runs) for group in groups)
    return [list(accumulate(column_widths(group.table, whole))) for group in groups]


def _sheet_width(group: RowGroup, runs: RunWriter) -> int:
    tables = group.ends if group.sized_by else (group.table,)
    return max(sheet_width(each, runs.context) for each in tables)


def _grid_lines(groups: Sequence[RowGroup], runs: RunWriter) -> list[int]:
    """A line wherever one of the groups has one."""
    return sorted(set(chain.from_iterable(_edges(groups, runs))))


def _rows_xml(groups: Sequence[RowGroup], runs: RunWriter) -> list[Iterator[str]]:
    """The rows of each group, to be asked for in the order in which they will stand: notes are
    numbered as they are written, and LibreOffice 7.4 gives them to their references in that order.
    """
    lines = _grid_lines(groups, runs)
    layouts = [
        _GridLayout([0, *edges], lines, group, runs)
        for edges, group in zip(_edges(groups, runs), groups, strict=True)
    ]
    return [_group_rows_xml(*each, runs) for each in zip(groups, layouts, strict=True)]


def _group_rows_xml(group: RowGroup, layout: "_GridLayout", runs: RunWriter) -> Iterator[str]:
    for row in group.rows:
        with runs.context.made_by(row.by or group.by):
            xml = _row_xml(row, layout, group.revision or REVISIONS[row.side], runs)
        yield xml


def _framed(groups: Sequence[RowGroup], rows: Iterable[str], runs: RunWriter) -> str:
    """Rows as a table, in the grid of all their groups (17.4.48)."""
    lines = _grid_lines(groups, runs)
    columns = [right - left for left, right in pairwise([0, *lines])]
    grid = "".join([f'<w:gridCol w:w="{width}"/>' for width in columns])
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="RecordTable"/><w:tblW w:w="{lines[-1]}"'
        ' w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1"'
        ' w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1"'
        f' w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def _row_xml(row: LayoutRow, layout: "_GridLayout", revision: Revision, runs: RunWriter) -> str:
    with _maker(row.cells, layout, runs):
        tracked = f"<w:{revision} {runs.context.stamp()}/>" if revision else ""
    header = "<w:tblHeader/>" if row.header else ""
    style = "TableHeading" if row.header else "TableText"
    old_type, new_type = layout.type_sizes
    runs = runs.set_in_bold() if row.header else runs
    cells = []
    for placed in layout.placed(row.cells):
        own = [] if placed.cell is None else [placed.cell]
        old_align, new_align = layout.aligned(placed.column)
        old_style = f'<w:pStyle w:val="{style}{old_type}"/>{old_align}'
        new_style = f'<w:pStyle w:val="{style}{new_type}"/>{new_align}'
        of_cell = layout.cell_revision(placed.column)
        with _maker(own, layout, runs):
            properties = _tracked_properties(old_style, new_style, revision or of_cell, runs)
            inner = _content_xml(placed.cell, revision, layout, runs)
            tracked_cell = f"<w:cell{of_cell.title()} {runs.context.stamp()}/>" if of_cell else ""
        paragraph = f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"
        cells.append(f"<w:tc>{_cell_properties(placed, layout, tracked_cell)}{paragraph}</w:tc>")
    return f"<w:tr><w:trPr><w:cantSplit/>{header}{tracked}</w:trPr>{''.join(cells)}</w:tr>"


def _maker(
    cells: Sequence[LayoutCell], layout: "_GridLayout", runs: RunWriter
) -> AbstractContextManager[None]:
    """Who makes the revision of these cells: nobody whose words they are, where they are only
    carried along.
    """
    if not layout.carries:
        return runs.context.made_by(cells[0].by if len(cells) == 1 else "")
    edits = chain.from_iterable(cell.edits for cell in cells)
    changed = [edit for edit in edits if edit.op in "+-"]
    return runs.context.made_by(maker_of(changed)) if changed else runs.context.carrying()


def _cell_properties(placed: "_PlacedCell", layout: "_GridLayout", tracked: str) -> str:
    width, columns = layout.across(placed)
    across = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    down = f'<w:vMerge w:val="{placed.merge}"/>' if placed.merge else ""
    return f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{across}{down}{tracked}</w:tcPr>'


def _tracked_properties(old: str, new: str, revision: Revision, runs: RunWriter) -> str:
    """The properties of a paragraph in a cell, in both texts; what changed in them is tracked."""
    mark = mark_xml(revision, runs.context)
    if revision == "del":
        return f"{old}{mark}"
    if old == new or revision:
        return f"{new}{mark}"
    return f"{new}{mark}<w:pPrChange {runs.context.stamp()}><w:pPr>{old}</w:pPr></w:pPrChange>"


def _content_xml(
    cell: LayoutCell | None, revision: Revision, layout: "_GridLayout", runs: RunWriter
) -> str:
    if cell is None:
        return ""
    if not revision:
        return runs.edits(cell.edits)
    if not layout.carries:
        return runs.made_by(cell.edits, revision)
    side_of = old_content if revision == "del" else new_content
    parts: list[str] = []
    for edit in cell.edits:
        kept = edit.op in "=~"
        with runs.context.carrying() if kept else runs.context.made_by(edit.by):
            parts.append(runs.content(side_of((edit,)), revision))
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class _PlacedCell:
    """A cell at its place in a row; none where one above reaches down to it."""

    column: int
    width: int
    merge: str
    cell: LayoutCell | None


class _GridLayout:
    """How wide the columns are, and which cells above still reach down."""

    def __init__(
        self, edges: Sequence[int], lines: Sequence[int], group: RowGroup, runs: RunWriter
    ) -> None:
        self._edges = edges
        self._lines = lines
        self._group = group
        self.carries = group.carries
        self.cell_revision = group.cell_revision
        self.type_sizes = tuple(
            type_size(each, sheet_width(each, runs.context)) for each in group.ends
        )
        """That of the table as it was, and as it is."""
        self._open: dict[int, tuple[int, int]] = {}

    def placed(self, cells: Iterable[LayoutCell]) -> Iterator[_PlacedCell]:
        """The cells of the next row from the left, those that continue one above among them
        (17.4.84).
        """
        waiting, column = iter(cells), 0
        while column < len(self._edges) - 1:
            if column in self._open:
                rows, width = self._open.pop(column)
                found = _PlacedCell(column, width, "continue", None)
            else:
                cell = next(waiting)
                rows, width = cell.rowspan, cell.colspan
                found = _PlacedCell(column, width, "restart" if rows > 1 else "", cell)
            if rows > 1:
                self._open[column] = rows - 1, width
            yield found
            column += width

    def across(self, placed: _PlacedCell) -> tuple[int, int]:
        """How wide a cell is, and how many columns of the joint grid it covers."""
        left, right = self._edges[placed.column], self._edges[placed.column + placed.width]
        return right - left, bisect_right(self._lines, right) - bisect_right(self._lines, left)

    def aligned(self, column: int) -> tuple[str, str]:
        """How the text of a column was aligned, and how it is."""
        return _align_xml(self._group.old_table, column), _align_xml(self._group.table, column)


def _align_xml(table: Table, column: int) -> str:
    align = table.aligns[column] if column < len(table.aligns) else ""
    return f'<w:jc w:val="{align}"/>' if align in ("center", "right") else ""
