"""A version and the redlines that led to it → who last changed each cell of its tables, and every
state that each table had.

A change that only follows from another, as a renumbering, leaves a cell with whoever changed it
before. Compares nothing itself.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import TypeAlias

from build_tools.lineage.comparisons import Comparisons
from build_tools.model import (
    Block,
    BlockPlace,
    Change,
    Document,
    Passage,
    Redline,
    Table,
    TableRedline,
    Version,
)
from build_tools.record.status import ancestry

VersionGrid: TypeAlias = tuple[tuple[Version, ...], ...]
"""A version for each row and column of a table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableState:
    """A table as one version has it."""

    version: Version
    block: Block
    passage: Passage | None
    """The table laid over that of the version before; None where it first appears."""
    changes: tuple[Change, ...]
    """What changed in it since the version before."""
    last_changed_by: VersionGrid
    """For each row and column, the version whose amendment last changed the cell in substance."""

    @property
    def table(self) -> Table:
        """The table itself."""
        assert self.block.table is not None
        return self.block.table


TableStates: TypeAlias = tuple[TableState, ...]
"""Of one table, the oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLife:
    """Every state of one table, from the version that brought it to the last that has it."""

    label: str
    """As its last state prints it: "Table 17.6"."""
    anchor: str
    states: TableStates


def table_lives(document: Document, version: Version, comparisons: Comparisons) -> list[TableLife]:
    """The lives of the labelled tables of `version`, through all the versions that led to it, in
    reading order.
    """
    first, *later = ancestry(document, version)
    states: dict[BlockPlace, TableStates] = {}
    for block in first.blocks:
        if block.table is not None:
            states[block.place] = (_first_state(first, block),)
    before = first
    for after in later:
        redline = comparisons.between(before, after)
        states = dict(_carried_on(redline, after, states))
        before = after
    return [_life(each) for each in states.values() if each[-1].block.label]


def _life(states: TableStates) -> TableLife:
    last = states[-1].block
    return TableLife(label=last.label, anchor=last.anchor, states=states)


def _carried_on(
    redline: Redline, version: Version, states: Mapping[BlockPlace, TableStates]
) -> Iterator[tuple[BlockPlace, TableStates]]:
    """The states of each table up to `version`, which the redline leads to, from those before it;
    both by where the table begins.
    """
    for passage in redline.passages:
        block = passage.new
        if block is None or block.table is None:
            continue
        past = states.get(passage.origin.place, ()) if passage.origin else ()
        if past:
            yield block.place, (*past, _next_state(redline, version, passage, block, past[-1]))
        else:
            yield block.place, (_first_state(version, block),)


def _first_state(version: Version, block: Block) -> TableState:
    assert block.table is not None
    cells = tuple((version,) * block.table.width for _ in block.table.rows)
    return TableState(version=version, block=block, passage=None, changes=(), last_changed_by=cells)


def _next_state(
    redline: Redline, version: Version, passage: Passage, block: Block, past: TableState
) -> TableState:
    ids = set(passage.change_ids())
    changes = [change for change in redline.changes if change.id in ids]
    cells = past.last_changed_by
    if passage.side != "both":
        cells = _carried_over(passage, version, cells)
    elif passage.table is not None:
        substantive = {change.id for change in changes if not change.consequential}
        cells = _last_changed_by(passage.table, version, cells, substantive)
    return TableState(
        version=version,
        block=block,
        passage=passage,
        changes=tuple(changes),
        last_changed_by=cells,
    )


def _carried_over(passage: Passage, version: Version, past: VersionGrid) -> VersionGrid:
    """Who last changed each cell of a table that moved, or is part of one that was divided: whoever
    it was where a cell of its row and column reads as it did, else this version.
    """
    new, origin = passage.block.table, passage.origin
    assert new is not None
    assert origin is not None
    assert origin.table is not None
    grid = [[version] * new.width for _ in new.rows]
    for row, old_row in _origins_of_rows(passage, origin):
        for column, (old, cell) in enumerate(
            zip(origin.table.rows[old_row], new.rows[row], strict=False)
        ):
            if old == cell:
                grid[row][column] = past[old_row][column]
    return tuple(map(tuple, grid))


def _origins_of_rows(passage: Passage, origin: Block) -> Iterator[tuple[int, int]]:
    """The rows of a table that stands elsewhere now, each with the row that it was before."""
    if passage.table is None:
        assert passage.block.table is not None
        assert origin.table is not None
        count = min(len(passage.block.table.rows), len(origin.table.rows))
        yield from ((row, row) for row in range(count))
        return
    for line in passage.table.rows:
        if line.tie and line.tie.old.place == origin.place:
            yield line.tie.new_row, line.tie.old_row


def _last_changed_by(
    table: TableRedline, version: Version, past: VersionGrid, substantive: Set[str]
) -> VersionGrid:
    """Who last changed each cell: this version where the cell or its row or column is new, else
    whoever it was.
    """
    grid = [[version] * table.new.width for _ in table.new.rows]
    for row, cells in zip(table.rows, table.cells, strict=True):
        for column, cell in zip(table.columns, cells, strict=True):
            if cell.change in substantive or "old" in (row.side, column.side):
                continue
            if row.old is not None and column.old is not None:
                assert row.new is not None
                assert column.new is not None
                grid[row.new][column.new] = past[row.old][column.old]
    return tuple(map(tuple, grid))
