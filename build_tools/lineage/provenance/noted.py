"""A document, its weave and one of its versions in, the version with a note at each part that does
not come from the first version out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeAlias

from build_tools.lineage.provenance.history import History
from build_tools.lineage.provenance.origins import (
    BlockOrigins,
    CellOrigins,
    TableOrigins,
    WordsOrigin,
)
from build_tools.model import (
    Block,
    Came,
    Cell,
    Content,
    LastChange,
    Mark,
    NotedVersion,
    OriginNote,
    Renumbering,
    Run,
    Table,
    Version,
    joined,
)
from build_tools.model.weave import state_at

_Note: TypeAlias = tuple[int, Came]
"""A version by its place in the weave, and what it did."""


def noted_version(history: History, version: Version) -> NotedVersion:
    """A version of a document with its notes, numbered as the versions follow one another."""
    return _Noting(history, version).noted()


class _Noting:
    """What it takes to give notes to one version."""

    def __init__(self, history: History, version: Version) -> None:
        self._history, self._version = history, version
        self._origins = history.origins(history.number(version))
        self._first = history.weave.path(history.number(version))[0]
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
            notes=tuple([OriginNote(came=came, by=versions[by]) for by, came in self._numbers]),
            blocks=dict(self._last_changes()),
            renumbered=dict(self._renumberings()),
        )

    # --- Notes ---

    def _notes(self) -> Iterator[_Note]:
        """The notes of all parts of the version."""
        for origins in self._origins:
            yield from self._notes_of_block(origins)

    def _notes_of_block(self, origins: BlockOrigins) -> list[_Note]:
        found = self._told(origins)
        return [*found, *self._rest(found, origins.since.changed)]

    def _rest_of_block(self, origins: BlockOrigins) -> list[_Note]:
        """The note of what changed in a block, where nothing in it tells who did that."""
        return self._rest(self._told(origins), origins.since.changed)

    def _told(self, origins: BlockOrigins) -> list[_Note]:
        """The notes of the words and of the cells of a block."""
        found = self._notes_of(_words_of(origins))
        for cell in _cells_of(origins):
            found += [*self._notes_of(cell.words), *self._rest_of_cell(cell)]
        return found

    def _rest_of_cell(self, cell: CellOrigins) -> list[_Note]:
        return self._rest(self._notes_of(cell.words), cell.since.changed)

    def _rest(self, found: Iterable[_Note], changed: int) -> list[_Note]:
        told = changed == self._first or changed in {by for by, _ in found}
        return [] if told else [(changed, Came.CHANGED)]

    def _notes_of(self, words: Iterable[WordsOrigin]) -> list[_Note]:
        return list(filter(None, map(self._note, words)))

    def _note(self, words: WordsOrigin) -> _Note | None:
        """The note of some words; None for what stood there in the first version."""
        if words.back is not None:
            return words.back, Came.BROUGHT_BACK
        return None if words.came == self._first else (words.came, Came.INSERTED)

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
                    anchor=self._address(origins, by) or self._history.anchor_in(by, origins.id),
                    note=next(self._numbers[note] for note in notes if note[0] == by),
                ),
            )

    def _address(self, origins: BlockOrigins, version: int) -> str:
        """The address that a block had at its place in a version, its own or that of what it stood
        in; empty where it stood elsewhere.
        """
        shape = state_at(self._history.weave.blocks[origins.place].states, version)
        return shape.address if shape else ""

    def _renumberings(self) -> Iterator[tuple[int, Renumbering]]:
        """Of each block that has another number than before, the last step that gave it one."""
        weave = self._history.weave
        steps = list(pairwise(weave.path(self._history.number(self._version))))[::-1]
        for at, origins in enumerate(self._origins):
            states, touching = weave.blocks[origins.place].states, weave.touching[origins.place]
            for old, new in steps if len(states) > 1 else ():
                if not touching >> new & 1:
                    continue
                was, now = state_at(states, old), state_at(states, new)
                if was and now and was.label != now.label:
                    yield at, Renumbering(by=self._history.versions[new], anchor=now.anchor)
                    break

    # --- Contents ---

    def _block(self, origins: BlockOrigins) -> Block:
        content = self._content(_words_of(origins), self._rest_of_block(origins))
        table = origins.block.table
        if table is None or origins.table is None:
            is_as_it_was = content == origins.block.content
            return origins.block if is_as_it_was else replace(origins.block, content=content)
        return replace(origins.block, table=self._table(table, origins.table, content))

    def _table(self, table: Table, origins: TableOrigins, caption: Content) -> Table:
        rows = []
        for row, own in zip(table.rows, origins.cells, strict=True):
            cells = zip(row, own, strict=True)
            rows.append(tuple([self._cell(cell, each) for cell, each in cells]))
        return replace(table, rows=tuple(rows), caption=caption if origins.caption else ())

    def _cell(self, cell: Cell, origins: CellOrigins) -> Cell:
        if cell.merge:
            return cell
        return replace(cell, content=self._content(origins.words, self._rest_of_cell(origins)))

    def _content(self, words: Iterable[WordsOrigin], rest: Iterable[_Note]) -> Content:
        """Some words with their notes, and behind them that about what is gone."""
        gone = [Run("", (self._mark(note),)) for note in rest]
        return joined((*map(self._run, words), *gone))

    def _run(self, words: WordsOrigin) -> Run:
        note = self._note(words)
        if note is None:
            return words.run
        return Run(words.run.text, (self._mark(note), *words.run.marks))

    def _mark(self, note: _Note) -> Mark:
        return Mark("origin", str(self._numbers[note]))


def _numbered(notes: Iterable[_Note]) -> Mapping[_Note, int]:
    """Each note once with its number."""
    order = list(Came)
    ranked = sorted(set(notes), key=lambda note: (note[0], order.index(note[1])))
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
