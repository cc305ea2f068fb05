"""A weave and one of its versions in, where each part of that version comes from out: every block,
row, column, cell and stretch of words with the version that brought it and the one that last
changed it in substance.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from build_tools.lineage.provenance.past import (
    Past,
    Since,
    Station,
    is_changed_block,
    is_changed_cell,
    is_changed_on_the_way,
)
from build_tools.model import Block, Run, atom_kind
from build_tools.model.weave import (
    Members,
    Weave,
    WovenCell,
    WovenLine,
    WovenStretch,
    WovenTable,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsOrigin:
    """Words of a version that came, and went, as one; versions by their places in the weave."""

    run: Run
    came: int
    """The version that wrote them; for what only follows, that of what it follows."""
    back: int | None = None
    """The version that brought them back, where they had been taken out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellOrigins:
    """Where a cell of a table comes from."""

    since: Since
    words: tuple[WordsOrigin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableOrigins:
    """Where the parts of a table come from, by the rows and columns that it has in the version."""

    caption: tuple[WordsOrigin, ...]
    rows: tuple[Since, ...]
    """Changed by what changed one of its cells too; a column that came or went is no change of
    it."""
    columns: tuple[Since, ...]
    cells: tuple[tuple[CellOrigins, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockOrigins:
    """Where a block of a version comes from."""

    place: int
    """In `Weave.blocks`."""
    id: str
    """That lasts, see `WovenBlock`."""
    block: Block
    """As the version has it, in normal form and without its place in a file."""
    since: Since
    words: tuple[WordsOrigin, ...]
    """Joined, these are the content of the block."""
    table: TableOrigins | None = None


def origins_at(
    weave: Weave, version: int, before: Iterable[BlockOrigins] = ()
) -> tuple[BlockOrigins, ...]:
    """Where each block of a version comes from, in the order of its body; `before` is the same of
    the version from which it was made, where somebody has that: what the version does not touch
    comes from where it came.
    """
    past = Past(weave, version)
    known = {each.place: each for each in before if not weave.touching[each.place] >> version & 1}
    found = [known.get(at) or block_origins(past, at) for at in range(len(weave.blocks))]
    return tuple(filter(None, found))


def block_origins(past: Past, place: int) -> BlockOrigins | None:
    """Where the block at a place comes from; None where the version has none there."""
    woven = past.weave.blocks[place]
    block = woven.at(past.version)
    if block is None:
        return None
    came = past.stood(woven.members) if past.is_steady(woven) else None
    if came is not None and past.tie(came, place) is None:
        since = Since(came=came, changed=came)
        words = _words(past, woven.stretches)
        return BlockOrigins(place=place, id=woven.id, block=block, since=since, words=words)
    stations = list(past.stations(place))
    return BlockOrigins(
        place=place,
        id=woven.id,
        block=block,
        since=_block_since(past, stations),
        words=_words(past, woven.stretches),
        table=_table(past, stations, woven.table) if woven.table and block.table else None,
    )


def _block_since(past: Past, stations: list[Station]) -> Since:
    """Since when a block stands: a part of one that was divided, or what was joined of several,
    stands since then.
    """
    own = list(takewhile(lambda station: not _is_formed(station), stations))
    formed = len(own) < len(stations)
    return past.since(stations[: len(own) + formed], lambda *steps: _is_changed(past, *steps))


def _is_formed(station: Station) -> bool:
    return station.tie is not None and station.tie.kind != "move"


def _is_changed(past: Past, later: Station, earlier: Station) -> bool:
    block = past.weave.blocks[later.place]
    if later.tie:
        return not block.consequential >> later.version & 1
    return is_changed_block(block, earlier.version, later.version)


# --- Words ----------------------------------------------------------------------------------------


def _words(past: Past, stretches: Iterable[WovenStretch]) -> tuple[WordsOrigin, ...]:
    """The words of a version at one place, those that come from one version as one, unless
    something stood between them.
    """
    found: list[WordsOrigin] = []
    together: Members = 0
    gone: list[WovenStretch] = []
    for stretch in stretches:
        if not stretch.members >> past.version & 1:
            gone.append(stretch)
            continue
        came, back = past.written(stretch), past.brought_back(stretch)
        each = WordsOrigin(run=stretch.run, came=came, back=back)
        is_one = bool(found) and _are_one(found[-1], each)
        if is_one and not past.stood_between(gone, together & stretch.members):
            text = found.pop().run.text + each.run.text
            each = WordsOrigin(run=Run(text, each.run.marks), came=came, back=back)
        else:
            together = 0
        together |= stretch.members
        gone.clear()
        found.append(each)
    return tuple(found)


def _are_one(one: WordsOrigin, other: WordsOrigin) -> bool:
    same = (one.run.marks, one.came, one.back) == (other.run.marks, other.came, other.back)
    return same and not atom_kind(one.run.marks)


# --- Tables ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _TableState:
    """A table in one of the versions; its rows and columns by their ids."""

    version: int
    table: WovenTable
    rows: dict[int, int]
    columns: dict[int, int]

    def cell(self, row: int, column: int) -> WovenCell | None:
        """The cell of a row and a column that it has."""
        return self.table.cells.get((self.rows[row], self.columns[column]))


def _table(past: Past, stations: Iterable[Station], table: WovenTable) -> TableOrigins:
    states = list(_table_states(past, stations))
    rows, columns = states[0].rows, states[0].columns
    by_row = [_row(past, states, row, columns) for row in rows]
    return TableOrigins(
        caption=_words(past, table.caption),
        rows=tuple([_line_since(past, states, row, by_row=True) for row in rows]),
        columns=tuple([_line_since(past, states, column, by_row=False) for column in columns]),
        cells=tuple(by_row),
    )


def _table_states(past: Past, stations: Iterable[Station]) -> Iterator[_TableState]:
    for version, place, _ in stations:
        table = past.weave.blocks[place].table
        if table is None:
            return
        rows, columns = _standing(table.rows, version), _standing(table.columns, version)
        yield _TableState(version, table, rows, columns)


def _standing(lines: Iterable[WovenLine], version: int) -> dict[int, int]:
    return {line.id: at for at, line in enumerate(lines) if line.members >> version & 1}


def _row(
    past: Past, states: list[_TableState], row: int, columns: Iterable[int]
) -> tuple[CellOrigins, ...]:
    found = []
    for column in columns:
        cell = states[0].cell(row, column)
        since = _cell_since(past, states, row, column)
        words = _words(past, cell.stretches) if cell else ()
        found.append(CellOrigins(since=since, words=words))
    return tuple(found)


def _cell_since(past: Past, states: Iterable[_TableState], row: int, column: int) -> Since:
    own = [state for state in states if row in state.rows and column in state.columns]
    return past.since(own, lambda *steps: _is_changed_cell(row, column, *steps))


def _line_since(past: Past, states: Iterable[_TableState], line: int, *, by_row: bool) -> Since:
    """Since when a row or a column stands: it changed where it moved, or one of its cells did."""

    def lines_of(state: _TableState) -> dict[int, int]:
        return state.rows if by_row else state.columns

    def others_of(state: _TableState) -> dict[int, int]:
        return state.columns if by_row else state.rows

    def is_changed(later: _TableState, earlier: _TableState) -> bool:
        if later.table is earlier.table and lines_of(later)[line] != lines_of(earlier)[line]:
            return True
        for other in others_of(later).keys() & others_of(earlier).keys():
            if _is_changed_cell(*((line, other) if by_row else (other, line)), later, earlier):
                return True
        return False

    return past.since([state for state in states if line in lines_of(state)], is_changed)


def _is_changed_cell(row: int, column: int, later: _TableState, earlier: _TableState) -> bool:
    new, old = later.cell(row, column), earlier.cell(row, column)
    if new is old:
        return is_changed_cell(new, earlier.version, later.version)
    return is_changed_on_the_way(new, later.version, old, earlier.version)
