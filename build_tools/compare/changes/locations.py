"""From a change back to where it stands in its redline, for outputs that show one change at a time.

And what happened to it, in words: moved from where to where, split into what, joined to which cell.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.compare.changes.table_citations import TableCitations
from build_tools.language import N_, ngettext
from build_tools.language import gettext as _
from build_tools.model import (
    Block,
    BlockKind,
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

_FORMS: dict[BlockKind, str] = {
    "paragraph": N_("paragraph"),
    "table": N_("table"),
    "code": N_("code"),
    "rule": N_("dividing line"),
    "footnote": N_("footnote"),
    "front-matter": N_("front matter"),
}
_MERGES: dict[CellMerge, str] = {
    "": N_("a cell of its own"),
    "<<": N_("part of the cell on its left"),
    "^^": N_("part of the cell above"),
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
            yield citations.name_in_column(at), was, now


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
        old = [_("line %(number)s", number=block.line) for block in tie.old]
        new = [_("line %(number)s", number=block.line) for block in tie.new]
    match tie.kind:
        case "move":
            moved = with_note_signs(joint_content(tie.new))
            ends = {"old": old[0], "new": new[0]}
            if change.new == moved:
                return _("moved from %(old)s to %(new)s", **ends)
            return _("moved from %(old)s to %(new)s, with what stands under it", **ends)
        case "split":
            return _("%(old)s split into %(new)s", old=old[0], new=_(" and ").join(new))
        case "merge":
            return _("%(old)s merged into %(new)s", old=_(" and ").join(old), new=new[0])


def _describe_move(location: Location) -> Iterator[str]:
    """Where a row or column moved from and to, counted from 1 below the header."""
    line, table = location.line, location.passage.table
    if line is not None and line.tie is not None:
        yield _describe_row_tie(line.tie)
        return
    if line is None or table is None or not line.moved:
        return
    assert line.old is not None
    assert line.new is not None
    if line is location.row:
        old, new = table.old.row_number(line.old), table.new.row_number(line.new)
        yield _("moved from row %(old)s to row %(new)s", old=old, new=new)
    else:
        ends = {"old": line.old + 1, "new": line.new + 1}
        yield _("moved from column %(old)s to column %(new)s", **ends)


def _describe_row_tie(tie: RowTie) -> str:
    """From which table a row moved to which."""
    places = []
    for block, row in ((tie.old, tie.old_row), (tie.new, tie.new_row)):
        assert block.table is not None, "a row stands in a table"
        number = block.table.row_number(row)
        table = block.label or _("the table on line %(number)s", number=block.line)
        places.append(_("row %(row)s of %(table)s", row=number, table=table))
    return _("moved from %(old)s to %(new)s", old=places[0], new=places[1])


def _describe_merge(location: Location) -> Iterator[str]:
    """How a cell was joined to its neighbours and how it is, when that changed."""
    row, column, table = location.row, location.column, location.passage.table
    if row is None or column is None or table is None:
        return
    was, now = _cells(table, row, column)
    if was and now and was.merge != now.merge:
        was_in, is_in = _(_MERGES[was.merge]), _(_MERGES[now.merge])
        yield _("was %(old)s, now %(new)s", old=was_in, new=is_in)


def _describe_form(old: Block, new: Block) -> Iterator[str]:
    """What a block was and is: a heading that became a paragraph keeps its words."""
    if old.kind != new.kind:
        yield _("was a %(old)s, now a %(new)s", old=_form(old), new=_form(new))
    if old.table and new.table and old.has_other_headers(new):
        counts = _header_rows(old.table), _header_rows(new.table)
        yield _("had %(old)s, now has %(new)s", old=counts[0], new=counts[1])


def _header_rows(table: Table) -> str:
    return ngettext("%(num)s header row", "%(num)s header rows", table.header_rows)


def _form(block: Block) -> str:
    if block.kind == "heading":
        return _("heading of level %(level)s", level=block.depth)
    return _(_FORMS[block.kind])
