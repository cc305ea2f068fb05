"""A woven table and the way between two versions in, the one table laid over the other out; one
that stands in one of the versions alone laid over itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal

from build_tools.compare.tables import unchanged_table
from build_tools.compare.words import compare_content
from build_tools.lineage.weave.edits import EditsBetween
from build_tools.lineage.weave.way import deleted_first
from build_tools.model import (
    CellRedline,
    Content,
    Edit,
    Edits,
    Side,
    Table,
    TableLine,
    TableRedline,
)
from build_tools.model.weave import WovenCell, WovenLine, WovenTable, state_at

_NOTHING = WovenCell()


def table_between(
    woven: WovenTable, tables: tuple[Table, Table], edits: EditsBetween
) -> TableRedline:
    """The two tables of a woven table, the old and the new, laid over one another."""
    overlay = _Overlay(woven, edits)
    old, new = tables
    return TableRedline(
        old=old,
        new=new,
        rows=tuple([each.line for each in overlay.rows]),
        columns=tuple([each.line for each in overlay.columns]),
        cells=tuple([overlay.cells_of(row) for row in overlay.rows]),
        caption=edits(woven.caption),
    )


def lone_table(
    woven: WovenTable, table: Table, side: Literal["old", "new"], by: str, edits: EditsBetween
) -> TableRedline | None:
    """A table that one version alone has, with who brought or took each of its parts; None where
    that is `by`, who brought or took the whole of it.
    """
    rows = [place for place, line in enumerate(woven.rows) if edits.way.side(line.members) == side]
    columns = [at for at, line in enumerate(woven.columns) if edits.way.side(line.members) == side]
    made = replace(
        unchanged_table(table),
        rows=_lone_lines([woven.rows[place] for place in rows], edits),
        columns=_lone_lines([woven.columns[place] for place in columns], edits),
        cells=tuple([_lone_cells(woven, row, columns, edits) for row in rows]),
    )
    return made if set(_named(made)) - {"", by} else None


def _lone_lines(lines: Sequence[WovenLine], edits: EditsBetween) -> tuple[TableLine, ...]:
    made = [edits.label(line.members) for line in lines]
    return tuple([TableLine(side="both", old=at, new=at, by=by) for at, by in enumerate(made)])


def _lone_cells(
    woven: WovenTable, row: int, columns: Sequence[int], edits: EditsBetween
) -> tuple[CellRedline, ...]:
    cells = [woven.cells.get((row, column), _NOTHING) for column in columns]
    return tuple([_lone_cell(cell, edits) for cell in cells])


def _lone_cell(cell: WovenCell, edits: EditsBetween) -> CellRedline:
    """A cell as it stands, in parts of one maker each."""
    parts = []
    for edit in edits.of_one_side(cell.stretches):
        content = edit.old or edit.new
        parts.append(Edit("=", content, content, by=edit.by))
    way = edits.way
    merge = state_at(cell.merges, way.old) or state_at(cell.merges, way.new) or ""
    return CellRedline(side="both", edits=tuple(parts), old_merge=merge, new_merge=merge)


def _named(table: TableRedline) -> Iterator[str]:
    yield from (line.by for line in (*table.rows, *table.columns))
    for cell in chain.from_iterable(table.cells):
        yield from (edit.by for edit in cell.edits)


@dataclass(frozen=True, slots=True)
class _Line:
    """A row or column that stands in one of the tables, or in both."""

    place: int
    """In the woven table."""
    line: TableLine

    @property
    def side(self) -> Side:
        """Which of the two tables it stands in."""
        return self.line.side


class _Overlay:
    """What it takes to lay the two tables over one another."""

    def __init__(self, woven: WovenTable, edits: EditsBetween) -> None:
        self._woven, self._edits = woven, edits
        self.rows = _lines(woven.rows, edits)
        self.columns = _lines(woven.columns, edits)
        self._places = _places(self.rows), _places(self.columns)

    def cells_of(self, row: _Line) -> tuple[CellRedline, ...]:
        """The cells of one row of the grid."""
        return tuple([self._cell(row, column) for column in self.columns])

    def _cell(self, row: _Line, column: _Line) -> CellRedline:
        woven = self._woven.cells.get((row.place, column.place), _NOTHING)
        way = self._edits.way
        sides = row.side, column.side
        if "old" not in sides and "new" not in sides:
            return CellRedline(
                side="both",
                edits=self._edits(woven.stretches),
                old_merge=state_at(woven.merges, way.old) or "",
                new_merge=state_at(woven.merges, way.new) or "",
                by=self._edits.label_of_state(woven.merges),
            )
        alone = self._edits.of_one_side(woven.stretches)
        moved = self._moved_edits(row.line, column.line)
        if "new" not in sides:
            merge = state_at(woven.merges, way.old) or ""
            return CellRedline(side="old", edits=alone, old_merge=merge, moved_edits=moved)
        if "old" not in sides:
            merge = state_at(woven.merges, way.new) or ""
            return CellRedline(side="new", edits=alone, new_merge=merge, moved_edits=moved)
        return CellRedline(side=row.side, filler=True)

    def _moved_edits(self, row: TableLine, column: TableLine) -> Edits:
        """Between what stood and what stands in a cell that moved with its row or column."""
        if not (row.moved or column.moved):
            return ()
        old = self._content("old", row.old, column.old)
        new = self._content("new", row.new, column.new)
        return () if old is None or new is None else compare_content(old, new)

    def _content(self, side: Side, row: int | None, column: int | None) -> Content | None:
        """What stands in a cell of one of the tables."""
        if row is None or column is None:
            return None
        rows, columns = self._places
        cell = self._woven.cells.get((rows[side, row], columns[side, column]), _NOTHING)
        way = self._edits.way
        return cell.at(way.old if side == "old" else way.new).content


def _lines(woven: Sequence[WovenLine], edits: EditsBetween) -> list[_Line]:
    """The rows or the columns of both tables in reading order."""
    sides = [edits.way.side(line.members) for line in woven]
    olds = _numbers(woven, [side in ("old", "both") for side in sides])
    news = _numbers(woven, [side in ("new", "both") for side in sides])
    old_places, new_places = _lone_ids(woven, sides, "old"), _lone_ids(woven, sides, "new")
    found = []
    for place, side in enumerate(sides):
        if side is None:
            continue
        id_ = woven[place].id
        old = old_places.get(id_) if side == "new" else place
        new = new_places.get(id_) if side == "old" else place
        line = TableLine(
            side=side,
            old=None if old is None else olds[old],
            new=None if new is None else news[new],
            by="" if side == "both" else edits.label(woven[place].members),
        )
        found.append(_Line(place, line))
    return list(deleted_first(found))


def _numbers(woven: Sequence[WovenLine], stands: Sequence[bool]) -> dict[int, int]:
    """The numbers in one table of the rows or columns that stand in it, by their places."""
    places = [place for place in range(len(woven)) if stands[place]]
    return {place: number for number, place in enumerate(places)}


def _lone_ids(
    woven: Sequence[WovenLine], sides: Sequence[Side | None], wanted: Side
) -> dict[int, int]:
    """The places of what stands in one of the tables alone, by what stands there."""
    lines = enumerate(zip(woven, sides, strict=True))
    return {line.id: place for place, (line, side) in lines if side == wanted}


def _places(lines: Sequence[_Line]) -> dict[tuple[Side, int], int]:
    """The places of rows or columns, by their numbers in each of the tables."""
    found: dict[tuple[Side, int], int] = {}
    for each in lines:
        if each.side != "new" and each.line.old is not None:
            found["old", each.line.old] = each.place
        if each.side != "old" and each.line.new is not None:
            found["new", each.line.new] = each.place
    return found
