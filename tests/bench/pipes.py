"""Pipe tables that can be edited: a source in; rows and columns with keys, and a source again,
out."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from build_tools.model import Cell, Table, joined, plain
from tests.bench.claims import FRESH

_DELIMITER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_PIPE = re.compile(r"(?<!\\)\|")
CellKey: TypeAlias = tuple[int, int]
"""The keys of a row and a column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PipeTable:
    """A table under amendment: keys of rows and columns in their order, and the markdown of each
    cell."""

    before: str
    after: str
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    cells: Mapping[CellKey, str]
    edited: Mapping[CellKey, str] = field(default_factory=dict)
    """What the cells that were changed or are new are meant to read."""
    rows_used: bool = False
    columns_used: bool = False
    """Whether a plant has changed what rows or columns there are, or their order."""
    moved: frozenset[CellKey] = frozenset()
    """The cells of the row and the column that were put elsewhere, which no other plant may
    change."""
    plants: int = 0
    """How many there are in it."""

    def drawn(self) -> str:
        """The source of the table."""
        grid = [[self.cells.get((row, column), "") for column in self.columns] for row in self.rows]
        lines = [f"| {' | '.join(row)} |" for row in grid]
        lines.insert(1, "|" + "---|" * len(self.columns))
        return self.before + "\n".join(lines) + "\n" + self.after

    def fresh(self, count: int = 1) -> range:
        """Keys that no row or column has."""
        start = max(FRESH, *(each + 1 for each in (*self.rows, *self.columns)))
        return range(start, start + count)

    def with_cells(
        self, cells: Mapping[CellKey, str], texts: Mapping[CellKey, str] | None = None
    ) -> "PipeTable":
        """With other markdown in some cells, which is meant to read as `texts`, or as it is
        written."""
        return replace(
            self, cells={**self.cells, **cells}, edited={**self.edited, **(texts or cells)}
        )

    def with_rows(self, rows: Iterable[int], moved: int | None = None) -> "PipeTable":
        """With these rows, of which one was put elsewhere."""
        cells = self.moved | {(moved, column) for column in self.columns if moved is not None}
        return replace(self, rows=tuple(rows), rows_used=True, moved=cells)

    def with_columns(self, columns: Iterable[int], *moved: int) -> "PipeTable":
        """With these columns, of which some were put elsewhere."""
        cells = self.moved | {(row, column) for row in self.rows for column in moved}
        return replace(self, columns=tuple(columns), columns_used=True, moved=cells)

    def holds(self, old: Table, new: Table) -> bool:
        """Whether a parsed table is what this pipe table is meant to be, cell for cell."""
        if (
            len(new.rows) != len(self.rows)
            or new.width != len(self.columns)
            or new.header_rows != old.header_rows
        ):
            return False
        return all(
            self._cell_holds(old, row, column, new.rows[r][c])
            for r, row in enumerate(self.rows)
            for c, column in enumerate(self.columns)
        )

    def _cell_holds(self, old: Table, row: int, column: int, cell: Cell) -> bool:
        if (row, column) in self.edited or row >= FRESH or column >= FRESH:
            return not cell.merge and plain(cell.content) == self.edited.get((row, column), "")
        was = old.rows[row][column]
        return (joined(was.content), was.merge) == (joined(cell.content), cell.merge)


def pipe_table_of(source: str, table: Table) -> PipeTable | None:
    """A table as a pipe table; None when its source is not of the plain kind that this module can
    write."""
    lines = source.split("\n")
    rule = next(
        (at for at, line in enumerate(lines) if "-" in line and _DELIMITER.fullmatch(line)), 0
    )
    if rule < 1:
        return None
    stop = next((at for at in range(rule + 1, len(lines)) if not lines[at].strip()), len(lines))
    texts = [_cells(line, table.width) for line in (lines[rule - 1], *lines[rule + 1 : stop])]
    if len(texts) != len(table.rows):
        return None
    return PipeTable(
        before="".join(line + "\n" for line in lines[: rule - 1]),
        after="\n".join(lines[stop:]) or "\n",
        rows=tuple(range(len(texts))),
        columns=tuple(range(table.width)),
        cells={(r, c): text for r, row in enumerate(texts) for c, text in enumerate(row)},
    )


def _cells(line: str, width: int) -> list[str]:
    line = line.strip()
    found = [cell.strip() for cell in _PIPE.split(line.removeprefix("|"))]
    if line.endswith("|") and not line.endswith("\\|"):
        found = found[:-1]
    return (found + [""] * width)[:width]
