"""A document's history and one of its versions in, the lives of the tables of that version out:
every state that each had, and who last changed each of its cells.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from build_tools.lineage.provenance.history import History
from build_tools.lineage.provenance.origins import BlockOrigins, CellOrigins, block_origins
from build_tools.lineage.provenance.past import Past, Station
from build_tools.model import Block, Change, Passage, Table, Version

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


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLife:
    """Every state of one table, from the version that brought it to the last that has it."""

    label: str
    """As its last state prints it: "Table 17.6"."""
    anchor: str
    states: tuple[TableState, ...]
    """The oldest first."""


def table_lives(history: History, version: Version) -> list[TableLife]:
    """The lives of the labelled tables of a version, through all the versions that led to it, in
    reading order.
    """
    past = Past(history.weave, history.number(version))
    lives = []
    for place, woven in enumerate(history.weave.blocks):
        block = woven.at(past.version)
        if block is not None and block.table is not None and block.label:
            states = tuple(_states(history, past, place))
            lives.append(TableLife(label=block.label, anchor=block.anchor, states=states))
    return lives


def _states(history: History, past: Past, place: int) -> Iterator[TableState]:
    stations = list(past.stations(place))
    for at, station in reversed(list(enumerate(stations))):
        then = Past(history.weave, station.version)
        origins = block_origins(then, station.place)
        if origins is not None and origins.table is not None:
            is_first = at + 1 == len(stations)
            yield _state(history, station, origins, is_first=is_first)


def _state(
    history: History, station: Station, origins: BlockOrigins, *, is_first: bool
) -> TableState:
    version = history.versions[station.version]
    redline, passage = history.redline(station.version), None
    changes: list[Change] = []
    if redline is not None and not is_first:
        passage = history.passages(station.version)[station.place]
        ids = set(passage.change_ids())
        changes = [change for change in redline.changes if change.id in ids]
    return TableState(
        version=version,
        block=origins.block,
        passage=passage,
        changes=tuple(changes),
        last_changed_by=_last_changed_by(history, origins),
    )


def _last_changed_by(history: History, origins: BlockOrigins) -> VersionGrid:
    assert origins.table is not None
    return tuple([_versions_of(history, row) for row in origins.table.cells])


def _versions_of(history: History, row: Iterable[CellOrigins]) -> tuple[Version, ...]:
    return tuple([history.versions[cell.since.changed] for cell in row])
