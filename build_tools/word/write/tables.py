"""A passage that is a table in, its caption and rows as WordprocessingML out, merged cells as
`gridSpan` and `vMerge`.

Rows that were inserted, deleted or moved are tracked as rows (17.13.5.16, 17.13.5.12), words inside
cells as text. What the format cannot track, or LibreOffice cannot reject, is drawn twice, as it was
and as it is:

- a column that was inserted, deleted or moved: each row is deleted as it was, and inserted as it is
  below that; with cells merged downwards, the old table and below it the new one. What did not
  change in them has revisions of an author of its own, so that what did is seen. Word has tracked
  cells (17.13.5.1), but LibreOffice 7.4 would keep the column when they are rejected;
- a merged cell that is not the same region in both, a row that became a header: the rows that it
  touches.
"""

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from itertools import accumulate, chain, compress, pairwise
from typing import Literal

from build_tools.compare.tables import unchanged_table
from build_tools.compare.tables.layout import LayoutCell, LayoutRow, lay_out
from build_tools.model import (
    Block,
    CellRedline,
    Content,
    Edits,
    Passage,
    Run,
    Side,
    Table,
    TableLine,
    TableRedline,
    new_content,
    old_content,
    plain,
)
from build_tools.word.write.context import Revision
from build_tools.word.write.paragraph_marks import BodyPart, ParagraphXml, TableXml, mark_xml
from build_tools.word.write.runs import RunWriter, maker_of, whole_replacement
from build_tools.word.write.styles import SMALLER

_REVISIONS: dict[Side, Revision] = {"old": "del", "new": "ins", "both": ""}
_LETTER = 138
"""About how wide a bold letter is in a cell, in twentieths of a point, in a wide face such as
DejaVu Sans."""
_USUAL = 20
"""The usual size of type, in half points, for which this is."""
_MARGINS = 220
_SPACER = '<w:pStyle w:val="Spacer"/>'
_CAPTION = '<w:pStyle w:val="Caption"/>'
_LONGEST = 24
"""A word of more letters may be broken."""


def table_parts(passage: Passage, runs: RunWriter) -> Iterator[BodyPart]:
    """The caption, the table, and the small empty paragraph that keeps it apart from what
    follows.
    """
    lone = _REVISIONS[passage.side]
    table = passage.table or unchanged_table(passage.block.table or Table(rows=()))
    with runs.context.made_by(passage.by):
        caption = list(_caption(passage, table, lone, runs))
        if all(column.side == "both" for column in table.columns):
            old_table = passage.old.table if passage.old else None
            groups = [_RowGroup(table.new, lay_out(table), lone, old_table or table.new)]
            xml = _table_xml(groups, runs)
        else:
            xml = _reset_table_xml(table, runs)
    yield from caption
    yield TableXml(xml)
    yield spacer(lone, passage.by)


def is_replaced_by_next(passages: Sequence[Passage], at: int) -> bool:
    """Whether a table that stands in one of the texts is followed by one without a caption in the
    other.
    """
    if at + 1 >= len(passages):
        return False
    one, two = passages[at], passages[at + 1]
    tables = one.block.table, two.block.table
    return {one.side, two.side} == {"old", "new"} and None not in tables and not _captioned(two)


def replacement_parts(one: Passage, two: Passage, runs: RunWriter) -> Iterator[BodyPart]:
    """Both tables as one, so that there is no paragraph between them that only one of the texts
    has.
    """
    tables = [passage.block.table or Table(rows=()) for passage in (one, two)]
    groups = list(map(_whole_table, tables, (one, two)))
    yield from _caption(one, unchanged_table(tables[0]), groups[0].revision, runs)
    yield TableXml(_table_xml(groups, runs))
    yield spacer()


def spacer(revision: Revision = "", by: str = "") -> ParagraphXml:
    """A small empty paragraph."""
    return ParagraphXml(revision=revision, by=by, old_style=_SPACER, new_style=_SPACER)


def _caption(
    passage: Passage, table: TableRedline, lone: Revision, runs: RunWriter
) -> Iterator[ParagraphXml]:
    """The caption; one that stands in one of the texts alone is inserted or deleted as a
    paragraph.
    """
    runs = runs.set_in_bold()
    old, new = passage.old or passage.block, passage.new or passage.block
    in_old, in_new = _has_caption(old.label, table.old), _has_caption(new.label, table.new)
    if not in_old and not in_new:
        return
    revision: Revision = lone or ("" if in_old and in_new else "del" if in_old else "ins")
    if revision:
        label, shown = (old.label, table.old) if revision == "del" else (new.label, table.new)
        with runs.context.made_by(passage.by):
            inner = runs.content((*_title(label, shown), *shown.caption), revision)
    else:
        inner = runs.edits(caption_edits(old, new, table, passage.by))
    yield ParagraphXml(
        revision=revision,
        by=passage.by,
        old_style=_CAPTION,
        new_style=_CAPTION,
        inner=inner,
        lone=bool(revision),
    )


def _captioned(passage: Passage) -> bool:
    block = passage.block
    return block.table is not None and _has_caption(block.label, block.table)


def _has_caption(label: str, table: Table) -> bool:
    return bool(label or table.caption)


def caption_edits(old: Block, new: Block, table: TableRedline, by: str) -> Edits:
    """The caption of a table in both texts, its label before it; by whom that changed."""
    titles = _title(old.label, table.old), _title(new.label, table.new)
    return (*whole_replacement(*titles, by), *table.caption)


def _title(label: str, table: Table) -> Content:
    if not label:
        return ()
    return (Run(f"{label}: " if table.caption else label),)


# --- Rows -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _RowGroup:
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


def _whole_table(table: Table, passage: Passage) -> _RowGroup:
    rows = lay_out(unchanged_table(table))
    return _RowGroup(table, rows, _REVISIONS[passage.side], table, by=passage.by)


def _table_xml(groups: Sequence[_RowGroup], runs: RunWriter) -> str:
    """Groups of rows, one below the other."""
    return _framed(groups, chain.from_iterable(_rows_xml(groups, runs)), runs)


def _reset_table_xml(table: TableRedline, runs: RunWriter) -> str:
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


def _one_side(table: TableRedline, side: Literal["old", "new"]) -> _RowGroup:
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
    return _RowGroup(shown, whole, _REVISIONS[side], shown, carries=True)


def _with_edits(
    laid: Sequence[CellRedline], cells: Iterable[CellRedline]
) -> tuple[CellRedline, ...]:
    pairs = zip(laid, cells, strict=True)
    return tuple([replace(each, edits=cell.edits) for each, cell in pairs])


def _with_makers(laid: Iterable[TableLine], lines: Iterable[TableLine]) -> tuple[TableLine, ...]:
    pairs = zip(laid, lines, strict=True)
    return tuple([replace(each, by=line.by) for each, line in pairs])


def _edges(group: _RowGroup, runs: RunWriter) -> list[int]:
    """Where the columns of a group end."""
    return list(accumulate(_widths(group.table, runs.context.width)))


def _grid_lines(groups: Sequence[_RowGroup], runs: RunWriter) -> list[int]:
    """A line wherever one of the groups has one."""
    return sorted(set(chain.from_iterable([_edges(group, runs) for group in groups])))


def _rows_xml(groups: Sequence[_RowGroup], runs: RunWriter) -> list[Iterator[str]]:
    """The rows of each group, to be asked for in the order in which they will stand: notes are
    numbered as they are written, and LibreOffice 7.4 gives them to their references in that order.
    """
    lines = _grid_lines(groups, runs)
    return [_group_rows_xml(group, lines, runs) for group in groups]


def _group_rows_xml(group: _RowGroup, lines: Sequence[int], runs: RunWriter) -> Iterator[str]:
    layout = _GridLayout([0, *_edges(group, runs)], lines, group)
    for row in group.rows:
        with runs.context.made_by(row.by or group.by):
            xml = _row_xml(row, layout, group.revision or _REVISIONS[row.side], runs)
        yield xml


def _framed(groups: Sequence[_RowGroup], rows: Iterable[str], runs: RunWriter) -> str:
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
        with _maker(own, layout, runs):
            properties = _tracked_properties(old_style, new_style, revision, runs)
            inner = _content_xml(placed.cell, revision, layout, runs)
        paragraph = f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"
        cells.append(f"<w:tc>{_cell_properties(placed, layout)}{paragraph}</w:tc>")
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


def _cell_properties(placed: "_PlacedCell", layout: "_GridLayout") -> str:
    width, columns = layout.across(placed)
    across = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    down = f'<w:vMerge w:val="{placed.merge}"/>' if placed.merge else ""
    return f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{across}{down}</w:tcPr>'


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

    def __init__(self, edges: Sequence[int], lines: Sequence[int], group: _RowGroup) -> None:
        self._edges = edges
        self._lines = lines
        self._group = group
        self.carries = group.carries
        self.type_sizes = tuple(
            _smaller_type(each, edges[-1]) for each in (group.old_table, group.table)
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


# --- Widths ---------------------------------------------------------------------------------------


def _widths(table: Table, whole: int) -> list[int]:
    """The widths of the columns: room for the longest word of each, and the rest by how much text
    each holds.
    """
    columns = [_column_texts(table, column) for column in range(table.width)]
    size = float(_smaller_type(table, whole) or _USUAL)
    needed = [_needed_width(texts, size) for texts in columns]
    if sum(needed) >= whole:
        return _proportional(whole, needed)
    weights = [math.sqrt(sum(map(len, texts)) + 1) for texts in columns]
    wanted = [whole * weight / sum(weights) for weight in weights]
    over = [max(want - need, 0) for want, need in zip(wanted, needed, strict=True)]
    rest = _proportional(whole - sum(needed), over)
    return [need + more for need, more in zip(needed, rest, strict=True)]


def _column_texts(table: Table, column: int) -> list[str]:
    return [plain(row[column].content) for row in table.rows]


def _smaller_type(table: Table, whole: int) -> str:
    """The largest size of type in which no word of a table need be broken, in half points, or else
    the smallest; nothing for the usual one.
    """
    columns = [_column_texts(table, column) for column in range(table.width)]
    for size in (_USUAL, *SMALLER):
        if sum([_needed_width(texts, size) for texts in columns]) <= whole:
            return "" if size == _USUAL else str(size)
    return str(SMALLER[-1])


def _needed_width(texts: Iterable[str], size: float) -> int:
    """Room for the longest word of a column, in type of so many half points."""
    words = chain.from_iterable(map(str.split, texts))
    letters = max(map(len, words), default=1)
    return round(min(letters, _LONGEST) * _LETTER * size / _USUAL) + _MARGINS


def _proportional(whole: int, parts: Sequence[float]) -> list[int]:
    """Whole numbers in proportion to `parts`, which come to `whole`: two tables of one width end on
    one line.
    """
    edges = [round(whole * edge / sum(parts)) for edge in accumulate(parts)]
    return [right - left for left, right in pairwise([0, *edges])]
