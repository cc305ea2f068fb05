"""A table redline in, its merged cells as regions of the joint grid out, and the rows that cannot
be drawn once for both tables.

The joint grid has every row and column of both tables; a region is what one cell covers in it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from build_tools.compare.tables.spans import cell_spans, joined_rows
from build_tools.model import GridPosition, Side, TableLine, TableRedline


@dataclass(frozen=True, slots=True)
class Region:
    """The positions that one cell of one of the tables covers: where its rows and its columns
    cross. Those of the other table, in between, are none of it.
    """

    rows: tuple[int, ...]
    columns: tuple[int, ...]

    @property
    def origin(self) -> GridPosition:
        """The position at which the cell is drawn."""
        return self.rows[0], self.columns[0]

    @property
    def is_one_cell(self) -> bool:
        """Whether nothing is merged."""
        return len(self.rows) == len(self.columns) == 1

    @property
    def is_rectangle(self) -> bool:
        """Whether no row or column of the other table stands in between."""
        return _is_run(self.rows) and _is_run(self.columns)

    @property
    def rows_through(self) -> range:
        """Its rows, and those in between."""
        return range(self.rows[0], self.rows[-1] + 1)

    def positions(self) -> Iterator[GridPosition]:
        """Row by row."""
        return product(self.rows, self.columns)


class Regions:
    """The regions of both tables, and which rows have to be drawn twice."""

    def __init__(self, table: TableRedline) -> None:
        self.old, self.new = _regions(table, "old"), _regions(table, "new")
        self.drawn_twice: set[int] = set(_rows_that_turned_header(table))
        """The rows that stand differently in both tables."""
        for old, new in self._pairs():
            self._compare(old, new)
        regions = _each_once([*self.old.values(), *self.new.values()])
        tall = [region.rows_through for region in regions if not region.is_one_cell]
        # A merged cell that reaches into a row drawn twice draws all of its rows twice.
        self.drawn_twice = joined_rows(self.drawn_twice, tall)

    def at(self, row: int, column: int) -> Region:
        """The region that a position lies in, in a row that is drawn once."""
        return self.new.get((row, column)) or self.old[row, column]

    def _pairs(self) -> Iterable[tuple[Region | None, Region | None]]:
        """The regions of the old and the new table that lie at one position, each pair once."""
        pairs: dict[tuple[int, int], tuple[Region | None, Region | None]] = {}
        for position in self.old.keys() | self.new.keys():
            old, new = self.old.get(position), self.new.get(position)
            pairs[id(old), id(new)] = old, new
        return pairs.values()

    def _compare(self, old: Region | None, new: Region | None) -> None:
        """Where the tables do not agree on a region, or it has a hole, its rows are drawn twice."""
        agreed = old is None or new is None or old == new
        for region in (old, new):
            if region and not (agreed and region.is_rectangle):
                self.drawn_twice.update(region.rows_through)


def _each_once(regions: Iterable[Region]) -> Iterable[Region]:
    """Regions without those that stand among them already, which are known by being the same
    object.
    """
    return {id(region): region for region in regions}.values()


def is_header(table: TableRedline, row: TableLine, side: Side) -> bool:
    """Whether a row is a header, in the old table for the old side, else in the new."""
    if side == "old":
        return row.old is not None and row.old < table.old.header_rows
    return row.new is not None and row.new < table.new.header_rows


def index(line: TableLine, side: Side) -> int:
    """The number of a row or column in one of the tables, in which it must stand."""
    at = line.old if side == "old" else line.new
    assert at is not None
    return at


def _regions(table: TableRedline, side: Side) -> Mapping[GridPosition, Region]:
    """The regions of one of the tables, by each position that they cover."""
    grid = table.old if side == "old" else table.new
    rows, columns = _in_joint_grid(table.rows, side), _in_joint_grid(table.columns, side)
    found: dict[GridPosition, Region] = {}
    for (row, column), (height, width) in cell_spans(grid).items():
        region = Region(tuple(rows[row : row + height]), tuple(columns[column : column + width]))
        if height == width == 1:
            found[region.origin] = region
            continue
        for position in region.positions():
            found[position] = region
    return found


def _in_joint_grid(lines: Sequence[TableLine], side: Side) -> list[int]:
    """Where each row or column of one table stands in the joint grid."""
    return [at for at, line in enumerate(lines) if line.side in ("both", side)]


def _rows_that_turned_header(table: TableRedline) -> Iterator[int]:
    """The rows that are headers in one of the tables alone."""
    for at, row in enumerate(table.rows):
        if row.side == "both" and is_header(table, row, "old") != is_header(table, row, "new"):
            yield at


def _is_run(numbers: tuple[int, ...]) -> bool:
    return numbers[-1] - numbers[0] + 1 == len(numbers)
