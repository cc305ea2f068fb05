"""A table whose covered cells are marked in, the span of each cell that covers others out."""

from typing import TypeAlias

from build_tools.model import GridPosition, Table

Span: TypeAlias = tuple[int, int]
"""How many rows and how many columns."""


def cell_spans(table: Table) -> dict[GridPosition, Span]:
    """For each cell that is not covered by another: how many rows and columns it covers."""
    origins: dict[GridPosition, GridPosition] = {}
    spans: dict[GridPosition, Span] = {}
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row):
            match cell.merge:
                case "<<":
                    origin = origins[r, c - 1]
                case "^^":
                    origin = origins[r - 1, c]
                case _:
                    origin = (r, c)
            origins[r, c] = origin
            height, width = spans.get(origin, (1, 1))
            spans[origin] = max(height, r - origin[0] + 1), max(width, c - origin[1] + 1)
    return spans
