"""A table whose covered cells are marked in, the span of each cell that covers others out; and
which rows such spans join.
"""

from collections.abc import Iterable, Iterator, Set
from operator import attrgetter
from typing import TypeAlias

from build_tools.model import GridPosition, Table

Span: TypeAlias = tuple[int, int]
"""How many rows and how many columns."""


def cell_origins(table: Table) -> dict[GridPosition, GridPosition]:
    """For each position of a table that of the cell which covers it, itself where no other does."""
    origins: dict[GridPosition, GridPosition] = {}
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row):
            match cell.merge:
                case "<<":
                    origins[r, c] = origins[r, c - 1]
                case "^^":
                    origins[r, c] = origins[r - 1, c]
                case _:
                    origins[r, c] = r, c
    return origins


def cell_spans(table: Table) -> dict[GridPosition, Span]:
    """For each cell that is not covered by another: how many rows and columns it covers."""
    spans: dict[GridPosition, Span] = {}
    for (r, c), origin in cell_origins(table).items():
        height, width = spans.get(origin, (1, 1))
        spans[origin] = max(height, r - origin[0] + 1), max(width, c - origin[1] + 1)
    return spans


def joined_rows(rows: Set[int], spans: Iterable[range]) -> set[int]:
    """Some rows, with all rows that a span joins to one of them, those that another span joins to
    these, and so on.
    """
    found = set(rows)
    for group in _overlapping(spans):
        if not found.isdisjoint(group):
            found.update(group)
    return found


def _overlapping(spans: Iterable[range]) -> Iterator[range]:
    """Stretches of rows, each of spans of which every next one shares a row with one before it."""
    start = stop = 0
    for span in sorted(spans, key=attrgetter("start")):
        if span.start >= stop:
            yield range(start, stop)
            start = span.start
        stop = max(stop, span.stop)
    yield range(start, stop)
