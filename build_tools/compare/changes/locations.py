"""From a change back to where it stands in its redline, for outputs that show one change at a time.

And what happened to it, in words: moved from where to where, split into what, joined to which cell.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.compare.changes.table_citations import TableCitations
from build_tools.model import (
    Block,
    Cell,
    CellMerge,
    Change,
    Passage,
    Redline,
    RowTie,
    Table,
    TableLine,
    TableRedline,
    Tie,
    joint_content,
    with_note_signs,
)

_MERGES: dict[CellMerge, str] = {
    "": "a cell of its own",
    "<<": "part of the cell on its left",
    "^^": "part of the cell above",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Where one change stands."""

    passage: Passage
    """Its block, or that of its table; the first of several that one move, split or merge holds
    together."""
    row: TableLine | None = None
    column: TableLine | None = None
    """Its row and column for a cell; one of them for a row or column."""

    @property
    def line(self) -> TableLine | None:
        """The row or column that was inserted, deleted or moved, when the change is of one."""
        return None if self.row and self.column else self.row or self.column

    def cells(self) -> Iterator[tuple[str, Cell | None, Cell | None]]:
        """Of a changed row or column: what each of its cells is called, the cell as it was, and as
        it is.
        """
        table = self.passage.table
        assert table is not None
        if self.row is not None:
            yield from _cells_of_row(table, self.row)
        elif self.column is not None:
            yield from _cells_of_column(table, self.column)


class Locations:
    """The locations of all the changes of one redline."""

    def __init__(self, redline: Redline) -> None:
        self._locations: dict[str, Location] = {}
        for passage in redline.passages:
            for id_, location in _locations(passage):
                self._locations.setdefault(id_, location)

    def of(self, change: Change) -> Location:
        """Where a change of this redline stands."""
        return self._locations[change.id]

    def describe(self, change: Change) -> Iterator[str]:
        """What happened to the whole of what a change is about, a sentence each; its kinds and its
        words say the rest.
        """
        location = self.of(change)
        passage = location.passage
        if change.level:
            yield change.level
        if location.row or location.column:
            yield from _describe_move(location)
            yield from _describe_merge(location)
        elif passage.tie:
            yield _describe_tie(passage.tie, change)
        elif passage.old and passage.new:
            yield from _describe_form(passage.old, passage.new)


def _locations(passage: Passage) -> Iterator[tuple[str, Location]]:
    """Each place of a passage where a change may be marked, with the id that is marked there."""
    yield passage.change, Location(passage=passage)
    table = passage.table
    if table is None:
        return
    for row in table.rows:
        yield row.change, Location(passage=passage, row=row)
    for column in table.columns:
        yield column.change, Location(passage=passage, column=column)
    for row, cells in zip(table.rows, table.cells, strict=True):
        for column, cell in zip(table.columns, cells, strict=True):
            yield cell.change, Location(passage=passage, row=row, column=column)


# --- Cells of a row or column ---------------------------------------------------------------------


def _cells_of_row(
    table: TableRedline, row: TableLine
) -> Iterator[tuple[str, Cell | None, Cell | None]]:
    old, new = TableCitations(table.old), TableCitations(table.new)
    for column in table.columns:
        was, now = _cells(table, row, column)
        if (was or now) and not _is_left(column):
            citations, at = (old, column.old) if column.new is None else (new, column.new)
            assert at is not None
            yield citations.column(at), was, now


def _cells_of_column(
    table: TableRedline, column: TableLine
) -> Iterator[tuple[str, Cell | None, Cell | None]]:
    old, new = TableCitations(table.old), TableCitations(table.new)
    for row in table.rows:
        was, now = _cells(table, row, column)
        if (was or now) and not _is_left(row):
            citations, at = (old, row.old) if row.new is None else (new, row.new)
            assert at is not None
            yield citations.row(at).removeprefix("row "), was, now


def _cells(
    table: TableRedline, row: TableLine, column: TableLine
) -> tuple[Cell | None, Cell | None]:
    """The cell of each of the two tables where a row and a column cross; None where they do not."""
    return table.old.cell(row.old, column.old), table.new.cell(row.new, column.new)


def _is_left(line: TableLine) -> bool:
    """Whether this is the place that a row or column has moved from."""
    return line.moved and line.side == "old"


# --- What happened to it, in words ----------------------------------------------------------------


def _describe_tie(tie: Tie, change: Change) -> str:
    old = [block.citation for block in tie.old]
    new = [block.citation for block in tie.new]
    # What has the same name in both, such as a paragraph under a heading, is found by its line.
    if old == new:
        old = [f"line {block.line}" for block in tie.old]
        new = [f"line {block.line}" for block in tie.new]
    match tie.kind:
        case "move":
            moved = with_note_signs(joint_content(tie.new))
            with_rest = "" if change.new == moved else ", with what stands under it"
            return f"moved from {old[0]} to {new[0]}{with_rest}"
        case "split":
            return f"{old[0]} split into {' and '.join(new)}"
        case "merge":
            return f"{' and '.join(old)} merged into {new[0]}"


def _describe_move(location: Location) -> Iterator[str]:
    """Where a row or column moved from and to, counted from 1 below the header."""
    line, table = location.line, location.passage.table
    if line is not None and line.tie is not None:
        yield _describe_row_tie(line.tie)
        return
    if line is None or table is None or line.old is None or line.new is None:
        return
    if line is location.row:
        old, new = line.old - table.old.header_rows, line.new - table.new.header_rows
        yield f"moved from row {old + 1} to row {new + 1}"
    else:
        yield f"moved from column {line.old + 1} to column {line.new + 1}"


def _describe_row_tie(tie: RowTie) -> str:
    """From which table a row moved to which."""
    places = []
    for block, row in ((tie.old, tie.old_row), (tie.new, tie.new_row)):
        header_rows = block.table.header_rows if block.table else 0
        places.append(
            f"row {row - header_rows + 1} of {block.label or f'the table on line {block.line}'}"
        )
    return f"moved from {places[0]} to {places[1]}"


def _describe_merge(location: Location) -> Iterator[str]:
    """How a cell was joined to its neighbours and how it is, when that changed."""
    row, column, table = location.row, location.column, location.passage.table
    if row is None or column is None or table is None:
        return
    was, now = _cells(table, row, column)
    if was and now and was.merge != now.merge:
        yield f"was {_MERGES[was.merge]}, now {_MERGES[now.merge]}"


def _describe_form(old: Block, new: Block) -> Iterator[str]:
    """What a block was and is: a heading that became a paragraph keeps its words."""
    if old.kind != new.kind:
        yield f"was a {_form(old)}, now a {_form(new)}"
    if old.table and new.table and old.has_other_headers(new):
        yield f"had {_header_rows(old.table)}, now has {_header_rows(new.table)}"


def _header_rows(table: Table) -> str:
    return f"{table.header_rows} header row{'' if table.header_rows == 1 else 's'}"


def _form(block: Block) -> str:
    form = block.kind.replace("-", " ")
    return f"{form} of level {block.depth}" if block.kind == "heading" else form
