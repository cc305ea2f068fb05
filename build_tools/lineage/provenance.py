"""A version and the redlines that led to it → who last changed each cell of its tables, and every
state that each table had.

A change that only follows from another, as a renumbering, leaves a cell with whoever changed it
before. Compares nothing itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from build_tools.lineage.comparisons import Comparisons
from build_tools.model import (
    Block,
    Change,
    Document,
    Passage,
    Redline,
    Table,
    TableRedline,
    Version,
)
from build_tools.record.status import ancestry


@dataclass(frozen=True, slots=True, kw_only=True)
class TableState:
    """A table as one version has it."""

    version: Version
    block: Block
    passage: Passage | None
    """The table laid over that of the version before; None where it first appears."""
    changes: tuple[Change, ...]
    """What changed in it since the version before."""
    last_changed_by: tuple[tuple[Version, ...], ...]
    """For each row and column, the version whose amendment last changed the cell in substance."""

    @property
    def table(self) -> Table:
        """The table itself."""
        assert self.block.table is not None
        return self.block.table


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLife:
    """Every state of one table, from the version that brought it to the last that has it."""

    label: str
    """As its last state prints it: "Table 17.6"."""
    anchor: str
    states: tuple[TableState, ...]


def table_lives(document: Document, version: Version, comparisons: Comparisons) -> list[TableLife]:
    """The lives of the labelled tables of `version`, through all the versions that led to it, in
    reading order.
    """
    chain = ancestry(document, version)
    lives: dict[int, tuple[TableState, ...]] = {}
    for before, after in zip([None, *chain], chain, strict=False):
        lives = dict(_carried_on(before, after, lives, comparisons))
    return [
        TableLife(label=states[-1].block.label, anchor=states[-1].block.anchor, states=states)
        for states in lives.values()
        if states[-1].block.label
    ]


def _carried_on(
    before: Version | None,
    after: Version,
    lives: dict[int, tuple[TableState, ...]],
    comparisons: Comparisons,
) -> Iterator[tuple[int, tuple[TableState, ...]]]:
    """The lives of the tables of `after`, by the line on which each stands."""
    if before is None:
        for block in after.blocks:
            if block.table is not None:
                yield block.line, (_first_state(after, block),)
        return
    compared = comparisons.between(before, after)
    for passage in compared.passages:
        if passage.new is None or passage.new.table is None:
            continue
        old = passage.old or (passage.tie.old[0] if passage.tie else None)
        past = lives.get(old.line, ()) if old else ()
        if not past:
            yield passage.new.line, (_first_state(after, passage.new),)
        else:
            changes = _changes_of(compared, passage)
            yield passage.new.line, (*past, _next_state(after, passage, changes, past[-1]))


def _first_state(version: Version, block: Block) -> TableState:
    assert block.table is not None
    cells = tuple((version,) * block.table.width for _ in block.table.rows)
    return TableState(version=version, block=block, passage=None, changes=(), last_changed_by=cells)


def _next_state(
    version: Version, passage: Passage, changes: Sequence[Change], past: TableState
) -> TableState:
    assert passage.new is not None
    assert passage.new.table is not None
    cells = past.last_changed_by
    if passage.table is not None:
        substantive = {change.id for change in changes if not change.consequential}
        cells = _last_changed_by(passage.table, version, past.last_changed_by, substantive)
    return TableState(
        version=version,
        block=passage.new,
        passage=passage,
        changes=tuple(changes),
        last_changed_by=cells,
    )


def _changes_of(compared: Redline, passage: Passage) -> list[Change]:
    """The changes of one passage, those of its table's rows, columns and cells among them, in
    reading order.
    """
    ids = set(passage.change_ids())
    return [change for change in compared.changes if change.id in ids]


def _last_changed_by(
    table: TableRedline,
    version: Version,
    past: tuple[tuple[Version, ...], ...],
    substantive: set[str],
) -> tuple[tuple[Version, ...], ...]:
    """Who last changed each cell: this version where the cell or its row or column is new, else
    whoever it was.
    """
    grid = [[version] * table.new.width for _ in table.new.rows]
    for row, cells in zip(table.rows, table.cells, strict=True):
        for column, cell in zip(table.columns, cells, strict=True):
            stands = (
                row.new is not None
                and column.new is not None
                and "old" not in (row.side, column.side)
            )
            if (
                stands
                and row.old is not None
                and column.old is not None
                and cell.change not in substantive
            ):
                assert row.new is not None
                assert column.new is not None
                grid[row.new][column.new] = past[row.old][column.old]
    return tuple(map(tuple, grid))
