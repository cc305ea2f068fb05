"""A table redline in, rows of cells with their spans out, as a page can draw them.

The drawn table is never ragged, and stays whole when its insertions or its deletions are taken
away. Where a merged cell is not the same region in both tables, no one cell could be right for
both; the rows it touches are drawn twice, whole, as they were and as they are, and marked as
repeated.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from build_tools.compare.tables import cell_spans
from build_tools.model import Axis, Edits, Side, TableRedline, deletion, insertion

Position: TypeAlias = tuple[int, int]
Region: TypeAlias = frozenset[Position]


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutCell:
    """One cell as drawn."""

    side: Side
    edits: Edits = ()
    rowspan: int = 1
    colspan: int = 1
    changes: tuple[str, ...] = ()
    """The ids of the changes that the cell itself and its column carry."""
    counterpart: int | None = None
    """For a column that moved, its number in the other table."""
    moved_edits: Edits = ()
    """For a cell that moved with its row or column: between what stood and what stands in it."""
    filler: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutRow:
    """One row as drawn."""

    side: Side
    cells: tuple[LayoutCell, ...]
    header: bool
    change: str = ""
    counterpart: int | None = None
    """For a row that moved, its number in the other table."""
    repeated: bool = False
    """Whether the row stands in both tables and is drawn twice: merged cells changed in it, or it
    became a header."""


def lay_out(table: TableRedline) -> list[LayoutRow]:
    """The rows of a table redline, from the top."""
    regions = _Regions(table)
    rows: list[LayoutRow] = []
    at = 0
    while at < len(table.rows):
        if at not in regions.redrawn:
            rows.append(_row(table, at, regions))
            at += 1
            continue
        stop = at
        while stop in regions.redrawn:
            stop += 1
        rows += [
            _repeated(table, row, "old", regions.old)
            for row in range(at, stop)
            if table.rows[row].side != "new"
        ]
        rows += [
            _repeated(table, row, "new", regions.new)
            for row in range(at, stop)
            if table.rows[row].side != "old"
        ]
        at = stop
    return rows


class _Regions:
    """Which positions of the joint grid are one merged cell, and which rows cannot be drawn once
    for both tables.
    """

    def __init__(self, table: TableRedline) -> None:
        old, new = self.old, self.new = _projected(table, "old"), _projected(table, "new")
        self.of: dict[Position, Region] = {}
        self.redrawn: set[int] = set()
        for position in old.keys() | new.keys():
            found = {side[position] for side in (old, new) if position in side}
            region = next(iter(found))
            if len(found) > 1 or not _is_rectangle(region):
                self.redrawn.update(row for each in found for row in _rows_through(each))
            self.of[position] = region
        self.redrawn.update(
            at
            for at, row in enumerate(table.rows)
            if row.side == "both" and _turned_header(table, row)
        )
        self._close(old, new)

    def _close(self, *sides: Mapping[Position, Region]) -> None:
        """A merged cell that reaches into a row drawn twice draws all of its rows twice."""
        regions = {region for side in sides for region in side.values() if len(region) > 1}
        grown = True
        while grown:
            grown = False
            for region in regions:
                rows = set(_rows_through(region))
                if rows & self.redrawn and not rows <= self.redrawn:
                    self.redrawn |= rows
                    grown = True


def _projected(table: TableRedline, side: Side) -> dict[Position, Region]:
    """The merged regions of one of the tables, in positions of the joint grid."""
    grid = table.old if side == "old" else table.new
    rows, columns = _at_home(table.rows, side), _at_home(table.columns, side)
    projected = {}
    for (row, column), (height, width) in cell_spans(grid).items():
        region = frozenset(
            (rows[row + r], columns[column + c]) for r in range(height) for c in range(width)
        )
        projected.update(dict.fromkeys(region, region))
    return projected


def _at_home(axes: Iterable[Axis], side: Side) -> dict[int, int]:
    """Where each row or column of one table stands in the joint grid."""
    other = "new" if side == "old" else "old"
    return {_index(axis, side): at for at, axis in enumerate(axes) if axis.side != other}


def _index(axis: Axis, side: Side) -> int:
    """The number of a row or column in one of the tables, in which it must stand."""
    index = axis.old if side == "old" else axis.new
    assert index is not None
    return index


def _is_rectangle(region: Region) -> bool:
    rows, columns = {row for row, _ in region}, {column for _, column in region}
    return (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1) == len(region)


def _height(region: Region) -> int:
    return len({row for row, _ in region})


def _width(region: Region) -> int:
    return len({column for _, column in region})


def _rows_through(region: Region) -> range:
    rows = [row for row, _ in region]
    return range(min(rows), max(rows) + 1)


def _row(table: TableRedline, at: int, regions: _Regions) -> LayoutRow:
    row = table.rows[at]
    return LayoutRow(
        side=row.side,
        cells=tuple(_cells(table, at, regions)),
        header=_is_header(table, row, row.side),
        change=row.change,
        counterpart=_counterpart(row),
    )


def _cells(table: TableRedline, at: int, regions: _Regions) -> Iterator[LayoutCell]:
    for column, (axis, cell) in enumerate(zip(table.columns, table.cells[at], strict=True)):
        if cell.filler:
            yield LayoutCell(side=axis.side, filler=True)
            continue
        region = regions.of[at, column]
        if (at, column) != min(region):
            continue
        yield LayoutCell(
            side=axis.side,
            edits=cell.edits,
            rowspan=_height(region),
            colspan=_width(region),
            changes=_carried(table, region),
            counterpart=_counterpart(axis),
            moved_edits=cell.moved_edits,
        )


def _repeated(
    table: TableRedline, at: int, side: Side, regions: Mapping[Position, Region]
) -> LayoutRow:
    """A row as one of the tables has it, filled up to the width of the joint grid."""
    axis = table.rows[at]
    return LayoutRow(
        side=side,
        cells=tuple(_repeated_cells(table, at, side, regions)),
        header=_is_header(table, axis, side),
        change=axis.change,
        counterpart=_counterpart(axis),
        repeated=axis.side == "both",
    )


def _repeated_cells(
    table: TableRedline, at: int, side: Side, regions: Mapping[Position, Region]
) -> Iterator[LayoutCell]:
    """The cells of one of the tables, with fillers under the columns of the other, which disappear
    with them.

    A filler that would stand inside a merged cell comes right after it.
    """
    grid, marked = (table.old, deletion) if side == "old" else (table.new, insertion)
    cells = grid.rows[_index(table.rows[at], side)]
    held, last = 0, -1
    for column, axis in enumerate(table.columns):
        if axis.side not in ("both", side):
            if column < last:
                held += 1
            else:
                yield LayoutCell(side=axis.side, filler=True)
            continue
        region = regions[at, column]
        last = max(c for _, c in region)
        if (at, column) == min(region):
            yield LayoutCell(
                side="both",
                edits=marked(cells[_index(axis, side)].content),
                rowspan=_height(region),
                colspan=_width(region),
                changes=_carried(table, region),
            )
        if column == last:
            yield from [LayoutCell(side="new" if side == "old" else "old", filler=True)] * held
            held = 0


def _carried(table: TableRedline, positions: Iterable[Position]) -> tuple[str, ...]:
    """The changes of the columns and cells that one drawn cell covers, each once."""
    found = (
        change
        for row, column in sorted(positions)
        for change in (table.columns[column].change, table.cells[row][column].change)
    )
    return tuple(dict.fromkeys(filter(None, found)))


def _counterpart(axis: Axis) -> int | None:
    """Where a row or column that moved stands in the other table."""
    return (axis.new if axis.side == "old" else axis.old) if axis.moved else None


def _is_header(table: TableRedline, row: Axis, side: Side) -> bool:
    """Whether a row is a header, in the old table for the old side, else in the new."""
    if side == "old":
        return row.old is not None and row.old < table.old.header_rows
    return row.new is not None and row.new < table.new.header_rows


def _turned_header(table: TableRedline, row: Axis) -> bool:
    """Whether a row is a header in one of the tables alone."""
    return _is_header(table, row, "old") != _is_header(table, row, "new")
