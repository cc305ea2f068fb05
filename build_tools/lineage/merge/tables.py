"""What two hands made of one table → one table with the rows, columns and cells of both, and where
the two meet.

Cells are taken over as they are written in the one file or the other; nothing is written anew.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Literal, TypeAlias

from build_tools.compare.changes.citations import TableCitations
from build_tools.compare.tables import numbering_column
from build_tools.lineage.merge.sequences import Course, Positions, Slot, course, joint_order
from build_tools.model import Axis, Block, Cell, Table, TableRedline, row_text

Line: TypeAlias = Literal["row", "column"]
Picked: TypeAlias = tuple[str, Cell]
"""A cell as a file has it between two bars, and what it says."""
MARK = "[conflict:"
"""How each mark begins that stands where both hands changed the same."""
_DASHES = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_BAR = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Meeting:
    """A place in a table that both hands changed."""

    where: str
    """As a citation ends: "row MOC (Secure), End date"."""
    agreed: bool = False
    """Whether both made the same of it."""
    slight: bool = False
    """Whether what one of them did there only follows from something else."""
    rows: tuple[int | None, int | None] = (None, None)
    """The row in our table and in theirs; None where it is gone, or no one row is meant."""


@dataclass(frozen=True, slots=True)
class MergedGrid:
    """The joint table."""

    lines: tuple[str, ...]
    """As a file has them, the line of dashes after the first; where both hands changed one cell, it
    says both."""
    rows: tuple[tuple[Cell, ...], ...]
    meetings: tuple[Meeting, ...]
    whole: bool
    """Whether the places where the two meet are all cells, so that the table holds together."""
    renumbered: tuple[str, ...]
    """The rows that both renumbered, which now have the numbers of theirs."""


@dataclass(frozen=True, slots=True)
class Written:
    """A table as it stands in a file."""

    head: str
    """What stands before its first row: the caption."""
    rows: tuple[tuple[str, ...], ...]
    raw: tuple[str, ...]
    """The lines of the rows."""
    dashes: tuple[str, ...]
    ruled: str
    """The line of dashes."""
    tail: str

    def offset(self, row: int) -> int:
        """How many lines below the first of the block a row stands."""
        return self.head.count("\n") + row + (row > 0)


def written(block: Block) -> Written | None:
    """A table's rows as the file has them; None when they cannot be told apart line by line."""
    table = block.table
    assert table is not None
    lines = block.source.split("\n")
    at = next(
        (
            at
            for at, line in enumerate(lines)
            if at and "-" in line and _DASHES.fullmatch(line.strip())
        ),
        0,
    )
    if not at or block.quoted:
        return None
    body = lines[at + 1 : at + len(table.rows)]
    if len(body) != len(table.rows) - 1 or not all(line.strip() for line in body):
        return None
    raw = (lines[at - 1], *body)
    rows = tuple(_cells(line, table.width) for line in raw)
    tail = "\n".join(lines[at + len(table.rows) :])
    return Written(
        "\n".join([*lines[: at - 1], ""]),
        rows,
        raw,
        _cells(lines[at], table.width),
        lines[at],
        tail,
    )


def row_offset(block: Block, like: Block, row: int) -> int:
    """How many lines below its first a table has a row, `row` being its place in a table like it; 0
    if it has none.
    """
    file = written(block)
    if file is None or block.table is None or like.table is None:
        return 0
    rows = [row_text(cells) for cells in block.table.rows]
    text = row_text(like.table.rows[row])
    return file.offset(rows.index(text)) if text in rows else 0


def _cells(line: str, width: int) -> tuple[str, ...]:
    inner = line.strip().removeprefix("|")
    if re.search(r"(?<!\\)\|$", inner):
        inner = inner[:-1]
    cells = [cell.strip() for cell in _BAR.split(inner)]
    return tuple((cells + [""] * width)[:width])


@dataclass(slots=True)
class GridMerge:
    """Merges one table; `base` to `ours` and `base` to `theirs` are given as redlines of it."""

    ours: TableRedline
    theirs: TableRedline
    our_file: Written
    their_file: Written
    slight: frozenset[str]
    """The ids of the changes that only follow from others."""
    meetings: list[Meeting] = field(default_factory=list)
    renumbered: list[str] = field(default_factory=list)
    broken: bool = False

    def merged(self) -> MergedGrid:
        """The joint table, row by row."""
        columns = list(self._slots("column"))
        rows = list(self._slots("row"))
        picked = [[self._cell(row, column) for column in columns] for row in rows]
        as_theirs = [column.theirs for column in columns] == list(range(self.theirs.new.width))
        lines = [
            self._line(row, cells, as_theirs=as_theirs)
            for row, cells in zip(rows, picked, strict=True)
        ]
        ruled = self.their_file.ruled if as_theirs else f"|{'|'.join(map(self._dashes, columns))}|"
        return MergedGrid(
            lines=(*lines[:1], ruled, *lines[1:]),
            rows=tuple(tuple(cell for _, cell in cells) for cells in picked),
            meetings=tuple(self.meetings),
            whole=not self.broken and bool(rows) and bool(columns),
            renumbered=tuple(self.renumbered),
        )

    def _slots(self, what: Line) -> Iterator[Slot]:
        """The rows or columns of the joint table."""
        ours, theirs = (
            _course(table.rows if what == "row" else table.columns)
            for table in (self.ours, self.theirs)
        )
        for slot in joint_order(ours, theirs, partial(self._same, what)):
            if slot.base is None:
                if slot.meets or (slot.ours is not None and slot.theirs is not None):
                    self._meet_line(what, slot, agreed=not slot.meets)
                yield slot
            elif slot.ours is not None and slot.theirs is not None:
                yield slot
            else:
                self._removed(what, slot, ours, theirs)

    def _removed(self, what: Line, slot: Slot, ours: Course, theirs: Course) -> None:
        """A row or column that one of the two took out or moved, or both."""
        assert slot.base is not None
        elsewhere = slot.base in ours.elsewhere or slot.base in theirs.elsewhere
        if slot.ours is None and slot.theirs is None:
            self._meet_line(what, slot, agreed=not elsewhere)
            return
        changed = self._changed(what, slot.base, self.theirs if slot.ours is None else self.ours)
        if changed - self.slight:
            self._meet_line(what, slot)

    def _changed(self, what: Line, base: int, table: TableRedline) -> set[str]:
        """The changes of the cells of one row or column of the old table."""
        return {
            cell.change
            for row, cells in zip(table.rows, table.cells, strict=True)
            for column, cell in zip(table.columns, cells, strict=True)
            if cell.change and (row if what == "row" else column).old == base
        }

    def _cell(self, row: Slot, column: Slot) -> Picked:
        mine = _at(self.our_file, self.ours.new, row.ours, column.ours)
        other = _at(self.their_file, self.theirs.new, row.theirs, column.theirs)
        if mine is None or other is None:
            if mine is None and other is None:
                self._meet_cell(row, column)
                self.broken = True
            return mine or other or ("", Cell())
        if row.base is None or column.base is None:
            return other  # both put in the same row or column
        base = self.ours.old.rows[row.base][column.base]
        if base in (mine[1], other[1]):
            return other if mine[1] == base else mine
        agreed = mine[1] == other[1]
        if column.base == numbering_column(self.ours.old):
            self.renumbered.append(self._named("row", row))
            return other
        self._meet_cell(row, column, agreed=agreed)
        if agreed:
            return other
        return f"{MARK} in force “{other[0]}”; proposed “{mine[0]}”]", other[1]

    def _meet_line(self, what: Line, slot: Slot, *, agreed: bool = False) -> None:
        """A row or column that both touch; where they do not agree, the table is not to be put
        together.
        """
        rows = (slot.ours, slot.theirs) if what == "row" else (None, None)
        self.meetings.append(Meeting(self._named(what, slot), agreed, rows=rows))
        self.broken |= not agreed

    def _meet_cell(self, row: Slot, column: Slot, *, agreed: bool = False) -> None:
        places, at = self._seen(column)
        where = f"{self._named('row', row)}, {places.column(at)}"
        self.meetings.append(
            Meeting(where, agreed, self._is_slight(row, column), (row.ours, row.theirs))
        )

    def _is_slight(self, row: Slot, column: Slot) -> bool:
        """Whether the change of a cell by either hand only follows from another."""
        for table in (self.ours, self.theirs):
            for axis, cells in zip(table.rows, table.cells, strict=True):
                for other, cell in zip(table.columns, cells, strict=True):
                    if (axis.old, other.old) == (
                        row.base,
                        column.base,
                    ) and cell.change in self.slight:
                        return True
        return False

    def _same(self, what: Line, mine: Positions, other: Positions) -> bool:
        """Whether both put in the same rows or columns."""
        ours, theirs = self.ours.new, self.theirs.new
        return [_texts(what, ours, at) for at in mine] == [_texts(what, theirs, at) for at in other]

    def _named(self, what: Line, slot: Slot) -> str:
        places, at = self._seen(slot)
        return places.row(at) if what == "row" else places.named_column(at)

    def _seen(self, slot: Slot) -> tuple[TableCitations, int]:
        """The table that names a row or column, theirs if it is in it, and its position there."""
        for table, at in (
            (self.theirs.new, slot.theirs),
            (self.ours.old, slot.base),
            (self.ours.new, slot.ours),
        ):
            if at is not None:
                return TableCitations(table), at
        raise AssertionError(slot)

    def _line(self, row: Slot, cells: Sequence[Picked], *, as_theirs: bool) -> str:
        """A row as theirs has it where it is the same, so that no line changes without need."""
        sources = [source for source, _ in cells]
        if (
            as_theirs
            and row.theirs is not None
            and tuple(sources) == self.their_file.rows[row.theirs]
        ):
            return self.their_file.raw[row.theirs]
        return _barred(sources)

    def _dashes(self, column: Slot) -> str:
        if column.theirs is not None:
            return self.their_file.dashes[column.theirs]
        assert column.ours is not None
        return self.our_file.dashes[column.ours]


def _course(axes: Iterable[Axis]) -> Course:
    """What became of the rows or columns of a table; one that moved is gone here and new there."""
    return course(
        (
            axis.old if axis.side != "new" else None,
            axis.new if axis.side != "old" else None,
            axis.moved,
        )
        for axis in axes
    )


def _texts(what: Line, table: Table, at: int) -> str:
    return row_text(table.rows[at] if what == "row" else [row[at] for row in table.rows])


def _at(file: Written, table: Table, row: int | None, column: int | None) -> Picked | None:
    return (
        None if row is None or column is None else (file.rows[row][column], table.rows[row][column])
    )


def _barred(cells: Iterable[str]) -> str:
    return "".join(["|", *(f" {cell} |" if cell else " |" for cell in cells)])
