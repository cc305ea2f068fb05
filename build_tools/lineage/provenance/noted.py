"""A document, its weave and one of its versions in, the version with a note at each part that does
not come from the first version out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from build_tools.lineage.provenance.history import History
from build_tools.lineage.provenance.on_a_day import told_of
from build_tools.lineage.provenance.origins import (
    BlockOrigins,
    CellOrigins,
    WordsOrigin,
)
from build_tools.lineage.provenance.past import Past, Station
from build_tools.model import (
    Block,
    Came,
    Cell,
    Content,
    LastChange,
    Mark,
    NotedVersion,
    OriginNote,
    Run,
    Table,
    Touch,
    Version,
    joined,
    parts_of,
)
from build_tools.model.weave import WovenBlock, state_at
from build_tools.record.part_provisions import assigned

_Note: TypeAlias = tuple[int, Came, str | None]
"""A version by its place in the weave, what it did, and the part of it with which that begins."""


def noted_version(history: History, version: Version) -> NotedVersion:
    """A version of a document with its notes, numbered as the versions follow one another."""
    return _Noting(history, version).noted()


def address_in(history: History, origins: BlockOrigins, version: int) -> str:
    """The address that a block had at its place in a version, by its place in the weave: its own or
    that of what it stood in; or else where the version has it.
    """
    shape = state_at(history.weave.blocks[origins.place].states, version)
    return (shape.address if shape else "") or history.anchor_in(version, origins.id)


class _Noting:
    """What it takes to give notes to one version."""

    def __init__(self, history: History, version: Version) -> None:
        self._history, self._version = history, version
        self._own = history.number(version)
        self._origins = history.origins(self._own)
        self._past = Past(history.weave, self._own)
        path = self._past.path
        self._first = path[0]
        self._in_parts = {at for at in path if parts_of(history.versions[at].amendment)}
        """The versions that begin in parts."""
        self._numbers = _numbered(self._notes())

    def noted(self) -> NotedVersion:
        """The version with its notes."""
        versions = self._history.versions
        marked = iter([self._block(origins) for origins in self._origins])
        blocks = [
            block if block.kind == "front-matter" else _filled(block, next(marked))
            for block in self._version.blocks
        ]
        return NotedVersion(
            version=replace(self._version, blocks=tuple(blocks)),
            first=versions[self._first],
            notes=tuple(
                [
                    OriginNote(came=came, by=versions[by], part=part)
                    for by, came, part in self._numbers
                ]
            ),
            blocks=dict(self._last_changes()),
            touched=self._touched(),
        )

    # --- Notes ---

    def _notes(self) -> Iterator[_Note]:
        """The notes of all parts of the version."""
        for origins in self._origins:
            yield from self._notes_of_block(origins)

    def _notes_of_block(self, origins: BlockOrigins) -> list[_Note]:
        found = self._told(origins)
        return [*found, *self._rest(found, origins, origins.since.changed)]

    def _rest_of_block(self, origins: BlockOrigins) -> list[_Note]:
        """The note of what changed in a block, where nothing in it tells who did that."""
        return self._rest(self._told(origins), origins, origins.since.changed)

    def _told(self, origins: BlockOrigins) -> list[_Note]:
        """The notes of the words and of the cells of a block."""
        found = self._notes_of(_words_of(origins), origins)
        for cell in _cells_of(origins):
            found += [*self._notes_of(cell.words, origins), *self._rest_of_cell(cell, origins)]
        return found

    def _rest_of_cell(self, cell: CellOrigins, block: BlockOrigins) -> list[_Note]:
        return self._rest(self._notes_of(cell.words, block), block, cell.since.changed)

    def _rest(self, found: Iterable[_Note], block: BlockOrigins, changed: int) -> list[_Note]:
        told = changed == self._first or changed in {by for by, _, _ in found}
        return [] if told else [(changed, Came.CHANGED, self._part(block, changed))]

    def _notes_of(self, words: Iterable[WordsOrigin], block: BlockOrigins) -> list[_Note]:
        return [note for each in words if (note := self._note(each, block))]

    def _note(self, words: WordsOrigin, block: BlockOrigins) -> _Note | None:
        """The note of some words of a block; None for what stood there in the first version."""
        if words.back is not None:
            return words.back, Came.BROUGHT_BACK, self._part(block, words.back)
        if words.came == self._first:
            return None
        return words.came, Came.INSERTED, self._part(block, words.came)

    def _part(self, block: BlockOrigins, by: int) -> str | None:
        """The part with which begins what a version made of a block."""
        if by not in self._in_parts:
            return None
        return assigned(self._history.document, self._history.versions[by]).part_of(
            address_in(self._history, block, by)
        )

    def _last_changes(self) -> Iterator[tuple[int, LastChange]]:
        for at, origins in enumerate(self._origins):
            by = origins.since.changed
            if by == self._first:
                continue
            notes = self._notes_of_block(origins)
            yield (
                at,
                LastChange(
                    by=self._history.versions[by],
                    anchor=address_in(self._history, origins, by),
                    note=next(self._numbers[note] for note in notes if note[0] == by),
                ),
            )

    def _touched(self) -> Mapping[int, tuple[Touch, ...]]:
        found: dict[int, list[Touch]] = {}
        for at, origins in enumerate(self._origins) if self._in_parts else ():
            touches = list(self._touches(origins))
            if touches:
                found[at] = touches
        return {at: tuple(touches) for at, touches in found.items()}

    def _touches(self, origins: BlockOrigins) -> Iterator[Touch]:
        """What made a block what it is, of versions that take effect in parts, the last first."""
        for station in self._past.stations(origins.place):
            by = station.version
            if by not in self._in_parts or not self._is_touched(station):
                continue
            is_under = by < origins.since.changed
            if not (is_under and self._is_as_before(origins, station)):
                yield Touch(
                    by=self._history.versions[by],
                    anchor=address_in(self._history, replace(origins, place=station.place), by),
                    is_under=is_under,
                )

    def _is_touched(self, station: Station) -> bool:
        """Whether a version brought a block that stands there, marks something in it, or gave it
        its number.
        """
        weave, by = self._history.weave, station.version
        woven, base = weave.blocks[station.place], weave.versions[by].base
        now = state_at(woven.states, by)
        if base is None:
            return bool(now and now.label)
        if station.tie is None and not weave.touching[station.place] >> by & 1:
            return False
        passage, was = self._history.passages(by).get(station.place), state_at(woven.states, base)
        if self._says_the_same(woven, base, by):
            return False
        is_marked = passage is not None and next(passage.change_ids(), None) is not None
        return is_marked or bool(was and now and was.label != now.label)

    def _says_the_same(self, woven: WovenBlock, base: int, by: int) -> bool:
        """Whether a block at one place says in a version what it said in that from which it was
        made, but for the numbers of notes.
        """
        was, now = woven.at(base), woven.at(by)
        return was is not None and now is not None and told_of(was) == told_of(now)

    def _is_as_before(self, origins: BlockOrigins, station: Station) -> bool:
        """Whether a block says again what it said before a version."""
        base = self._history.weave.versions[station.version].base
        was = None if base is None else self._history.weave.blocks[station.place].at(base)
        return was is not None and told_of(was) == told_of(origins.block)

    # --- Contents ---

    def _block(self, origins: BlockOrigins) -> Block:
        content = self._content(_words_of(origins), self._rest_of_block(origins), origins)
        table = origins.block.table
        if table is None or origins.table is None:
            is_as_it_was = content == origins.block.content
            return origins.block if is_as_it_was else replace(origins.block, content=content)
        return replace(origins.block, table=self._table(table, origins, content))

    def _table(self, table: Table, block: BlockOrigins, caption: Content) -> Table:
        origins = block.table
        assert origins is not None
        rows = []
        for row, own in zip(table.rows, origins.cells, strict=True):
            cells = zip(row, own, strict=True)
            rows.append(tuple([self._cell(cell, each, block) for cell, each in cells]))
        return replace(table, rows=tuple(rows), caption=caption if origins.caption else ())

    def _cell(self, cell: Cell, origins: CellOrigins, block: BlockOrigins) -> Cell:
        if cell.merge:
            return cell
        return replace(
            cell, content=self._content(origins.words, self._rest_of_cell(origins, block), block)
        )

    def _content(
        self, words: Iterable[WordsOrigin], rest: Iterable[_Note], block: BlockOrigins
    ) -> Content:
        """Some words with their notes, and behind them that about what is gone."""
        gone = [Run("", (self._mark(note),)) for note in rest]
        return joined((*[self._run(each, block) for each in words], *gone))

    def _run(self, words: WordsOrigin, block: BlockOrigins) -> Run:
        note = self._note(words, block)
        if note is None:
            return words.run
        return Run(words.run.text, (self._mark(note), *words.run.marks))

    def _mark(self, note: _Note) -> Mark:
        return Mark("origin", str(self._numbers[note]))


def _numbered(notes: Iterable[_Note]) -> Mapping[_Note, int]:
    """Each note once with its number."""
    order = list(Came)
    ranked = sorted(set(notes), key=lambda note: (note[0], order.index(note[1]), note[2] or ""))
    return {note: number for number, note in enumerate(ranked, 1)}


def _words_of(origins: BlockOrigins) -> Sequence[WordsOrigin]:
    """The words of a block; of a table those of its caption."""
    return origins.table.caption if origins.table else origins.words


def _cells_of(origins: BlockOrigins) -> Iterator[CellOrigins]:
    for row in origins.table.cells if origins.table else ():
        yield from row


def _filled(block: Block, marked: Block) -> Block:
    if (marked.content, marked.table) == (block.content, block.table):
        return block  # most have no note, and to make them again takes longer than all the notes
    return replace(block, content=marked.content, table=marked.table)
