"""A table whose columns changed in, the rows of one table that has the columns of both texts out:
each cell of a column that came or went is tracked as a cell (17.13.5.1, 17.13.5.2).
"""

from dataclasses import replace
from typing import Literal

from build_tools.compare.tables.layout import lay_out
from build_tools.compare.tables.regions import Regions, index
from build_tools.model import (
    Align,
    Cell,
    CellRedline,
    Table,
    TableLine,
    TableRedline,
    new_content,
    old_content,
)
from build_tools.word.write.table_rows import RowGroup


def with_all_columns(table: TableRedline) -> RowGroup | None:
    """The rows of both tables with the columns of both; None where rows would have to stand there
    twice, because merged cells changed or a column stands inside one.
    """
    if Regions(table).drawn_twice:
        return None
    return RowGroup(
        _joint(table, "new"),
        lay_out(table),
        "",
        _joint(table, "old"),
        column_sides=tuple([column.side for column in table.columns]),
        sized_by=(table.old, table.new),
    )


def _joint(table: TableRedline, side: Literal["old", "new"]) -> Table:
    """A table with the columns of both; those that stand in both are aligned as in one of them."""
    rows = tuple([tuple(map(_joint_cell, row)) for row in table.cells])
    aligns = tuple([_align(table, column, side) for column in table.columns])
    return replace(table.new, rows=rows, aligns=aligns)


def _joint_cell(cell: CellRedline) -> Cell:
    return Cell(content=new_content(cell.edits) or old_content(cell.edits))


def _align(table: TableRedline, column: TableLine, side: Literal["old", "new"]) -> Align:
    standing = side if column.side == "both" else column.side
    aligns = (table.old if standing == "old" else table.new).aligns
    at = index(column, standing)
    return aligns[at] if at < len(aligns) else ""
