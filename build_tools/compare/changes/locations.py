"""From a change back to where it stands in its redline, for outputs that show one change at a time.

And what befell it, in words: moved from where to where, split into what, joined to which cell.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from build_tools.compare.changes.citations import Citations, TableCitations
from build_tools.model import Axis, Block, Cell, Change, Merge, Passage, Redline, TableRedline, Tie

_MERGES: dict[Merge, str] = {
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
    row: Axis | None = None
    column: Axis | None = None
    """Its row and column for a cell; one of them for a row or column."""

    @property
    def line(self) -> Axis | None:
        """The row or column that was inserted, deleted or moved, when the change is of one."""
        return None if self.row and self.column else self.row or self.column

    def cells(self) -> Iterator[tuple[str, Cell | None, Cell | None]]:
        """Of a changed row or column: what each of its cells is called, the cell as it was, and as
        it is.
        """
        table, line = self.passage.table, self.line
        assert table is not None
        assert line is not None
        of_row = line is self.row
        old, new = TableCitations(table.old), TableCitations(table.new)
        for other in table.columns if of_row else table.rows:
            row, column = (line, other) if of_row else (other, line)
            was, now = _cell(table, "old", row, column), _cell(table, "new", row, column)
            if (was or now) and not (other.moved and other.side == "old"):
                grid, at = (new, other.new) if other.new is not None else (old, other.old)
                assert at is not None
                yield grid.column(at) if of_row else grid.row(at).removeprefix("row "), was, now


class Locations:
    """The locations of all the changes of one redline."""

    def __init__(self, redline: Redline) -> None:
        self._redline = redline
        self._locations: dict[str, Location] = {}
        for passage in redline.passages:
            for id_, location in _locations(passage):
                self._locations.setdefault(id_, location)

    def of(self, change: Change) -> Location:
        """Where a change of this redline stands."""
        return self._locations[change.id]

    def describe(self, change: Change) -> Iterator[str]:
        """What befell the whole of what a change is about, a sentence each; its kinds and its words
        say the rest.
        """
        location = self.of(change)
        if location.row or location.column:
            yield from _of_line(location)
            yield from _of_merge(location)
        elif location.passage.tie:
            yield self._of_tie(location.passage.tie)
        elif location.passage.old and location.passage.new:
            yield from _of_form(location.passage.old, location.passage.new)

    def _of_tie(self, tie: Tie) -> str:
        before, after = self._citations
        olds, news = [before.of(block) for block in tie.old], [after.of(block) for block in tie.new]
        # What has no number of its own, such as a paragraph under a heading, is found by its line.
        if olds == news or len(set(olds)) < len(olds) or len(set(news)) < len(news):
            olds, news = ([f"line {block.line}" for block in side] for side in (tie.old, tie.new))
        match tie.kind:
            case "move":
                return f"moved from {olds[0]} to {news[0]}"
            case "split":
                return f"{olds[0]} split into {' and '.join(news)}"
            case "merge":
                return f"{' and '.join(olds)} merged into {news[0]}"

    @cached_property
    def _citations(self) -> tuple[Citations, Citations]:
        passages = self._redline.passages
        return Citations([each.old for each in passages if each.old]), Citations(
            [each.new for each in passages if each.new]
        )


def _locations(passage: Passage) -> Iterator[tuple[str, Location]]:
    yield passage.change, Location(passage=passage)
    if (table := passage.table) is None:
        return
    yield from ((row.change, Location(passage=passage, row=row)) for row in table.rows)
    yield from (
        (column.change, Location(passage=passage, column=column)) for column in table.columns
    )
    for row, cells in zip(table.rows, table.cells, strict=True):
        for column, cell in zip(table.columns, cells, strict=True):
            yield cell.change, Location(passage=passage, row=row, column=column)


def _cell(table: TableRedline, side: str, row: Axis, column: Axis) -> Cell | None:
    """The cell of one of the two tables where a row and a column cross; None where they do not."""
    grid, at = (
        (table.old, (row.old, column.old)) if side == "old" else (table.new, (row.new, column.new))
    )
    return None if at[0] is None or at[1] is None else grid.rows[at[0]][at[1]]


def _of_line(location: Location) -> Iterator[str]:
    """Where a row or column moved from and to, counted from 1 below the header."""
    line, table = location.line, location.passage.table
    if line is None or table is None or line.old is None or line.new is None:
        return
    if line is location.row:
        yield (
            f"moved from row {line.old - table.old.header_rows + 1} to row"
            f" {line.new - table.new.header_rows + 1}"
        )
    else:
        yield f"moved from column {line.old + 1} to column {line.new + 1}"


def _of_merge(location: Location) -> Iterator[str]:
    """How a cell was joined to its neighbours and how it is, when that changed."""
    if location.row is None or location.column is None or location.passage.table is None:
        return
    was = _cell(location.passage.table, "old", location.row, location.column)
    now = _cell(location.passage.table, "new", location.row, location.column)
    if was and now and was.merge != now.merge:
        yield f"was {_MERGES[was.merge]}, now {_MERGES[now.merge]}"


def _of_form(old: Block, new: Block) -> Iterator[str]:
    """What a block was and is: a heading that became a paragraph keeps its words."""
    if (was := _form(old)) != (now := _form(new)):
        yield f"was a {was}, now a {now}"


def _form(block: Block) -> str:
    form = (
        f"heading of level {block.depth}"
        if block.kind == "heading"
        else block.kind.replace("-", " ")
    )
    return f"{form} in a quotation" if block.quoted else form
