"""Tables: two tables in, one grid out that holds every cell of both and is never ragged.

Spans are already a grid. `columns` are paired by header and content, then `rows` by the content of
the paired columns, then words inside each cell. `numbers` tells which column only numbers the rows.
A row or column that moved stands at both of its places.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from build_tools.compare.align import Matching, Pair
from build_tools.compare.tables.columns import align_columns
from build_tools.compare.tables.identity import (
    is_heading_row,
    is_sequential,
    numbering_column,
    table_features,
)
from build_tools.compare.tables.rows import align_rows
from build_tools.compare.words import NOTHING_RENUMBERED, Renumbering, compare_content
from build_tools.model import (
    Axis,
    Cell,
    CellRedline,
    Content,
    Edits,
    Table,
    TableRedline,
    deletion,
    insertion,
    unchanged,
)

__all__ = [
    "cell_spans",
    "compare_tables",
    "is_heading_row",
    "is_sequential",
    "numbering_column",
    "same_table",
    "table_features",
    "unchanged_table",
]


def compare_tables(
    old: Table, new: Table, renumbering: Renumbering = NOTHING_RENUMBERED
) -> TableRedline:
    """Lay two tables over one another."""
    columns = align_columns(old, new)
    rows = align_rows(old, new, sorted(columns.pairs.items()))
    row_axes, column_axes = _axes(rows), _axes(columns)
    compare_moved = cache(compare_content)
    return TableRedline(
        old=old,
        new=new,
        rows=row_axes,
        columns=column_axes,
        cells=tuple(
            tuple(
                _cell(old, new, row, column, renumbering, compare_moved) for column in column_axes
            )
            for row in row_axes
        ),
        caption=compare_content(old.caption, new.caption, renumbering),
    )


def unchanged_table(table: Table) -> TableRedline:
    """A table laid over itself."""
    return TableRedline(
        old=table,
        new=table,
        rows=tuple(Axis(side="both", old=at, new=at) for at in range(len(table.rows))),
        columns=tuple(Axis(side="both", old=at, new=at) for at in range(table.width)),
        cells=tuple(
            tuple(
                CellRedline(
                    side="both",
                    edits=unchanged(cell.content),
                    old_merge=cell.merge,
                    new_merge=cell.merge,
                )
                for cell in row
            )
            for row in table.rows
        ),
        caption=unchanged(table.caption),
    )


def _axes(matching: Matching) -> tuple[Axis, ...]:
    """The rows or columns of both tables in reading order."""
    origins = {j: i for i, j in matching.pairs.items()}
    axes = []
    for i, j in matching.reading_order():
        if j is None and i is not None:
            axes.append(Axis(side="old", old=i, new=matching.pairs.get(i)))
        elif i is None and j is not None:
            axes.append(Axis(side="new", old=origins.get(j), new=j))
        else:
            axes.append(Axis(side="both", old=i, new=j))
    return tuple(axes)


def _cell(
    old: Table,
    new: Table,
    row: Axis,
    column: Axis,
    renumbering: Renumbering,
    compare_moved: Callable[[Content, Content], Edits],
) -> CellRedline:
    before = _at(old, row.old, column.old) if row.side != "new" and column.side != "new" else None
    after = _at(new, row.new, column.new) if row.side != "old" and column.side != "old" else None
    if before is None and after is None:
        return CellRedline(side=row.side, filler=True)
    return CellRedline(
        side="both" if before and after else "old" if before else "new",
        edits=_edits(before, after, renumbering),
        old_merge=before.merge if before else "",
        new_merge=after.merge if after else "",
        moved_edits=_moved_edits(old, new, row, column, compare_moved),
    )


def _moved_edits(
    old: Table,
    new: Table,
    row: Axis,
    column: Axis,
    compare_moved: Callable[[Content, Content], Edits],
) -> Edits:
    """Between what stood and what stands in a cell that moved with its row or column."""
    if not (row.moved or column.moved):
        return ()
    before, after = _at(old, row.old, column.old), _at(new, row.new, column.new)
    return compare_moved(before.content, after.content) if before and after else ()


def _at(table: Table, row: int | None, column: int | None) -> Cell | None:
    return None if row is None or column is None else table.rows[row][column]


def _edits(before: Cell | None, after: Cell | None, renumbering: Renumbering) -> Edits:
    if before is None:
        return insertion(after.content if after else ())
    if after is None:
        return deletion(before.content)
    return compare_content(before.content, after.content, renumbering)


def same_table(old: Table | None, new: Table | None) -> bool:
    """Whether two blocks hold the same table, or none; how its columns are aligned is
    presentation.
    """
    if old is None or new is None:
        return old is new
    return replace(old, aligns=()) == replace(new, aligns=())


def cell_spans(table: Table) -> dict[Pair, Pair]:
    """For each cell that is not covered by another, by row and column: how many rows and columns it
    covers.
    """
    origins: dict[Pair, Pair] = {}
    covered: dict[Pair, list[Pair]] = {}
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row):
            match cell.merge:
                case "<<":
                    origins[r, c] = origins[r, c - 1]
                case "^^":
                    origins[r, c] = origins[r - 1, c]
                case _:
                    origins[r, c] = (r, c)
            covered.setdefault(origins[r, c], []).append((r, c))
    return {
        origin: (max(r for r, _ in cells) - origin[0] + 1, max(c for _, c in cells) - origin[1] + 1)
        for origin, cells in covered.items()
    }
