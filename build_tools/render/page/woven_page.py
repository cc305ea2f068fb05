"""A weave in, what a page holds of it out: all that a script needs to draw the redline of any two
versions, and to list and cite its changes.

Text stands as HTML already, so that the script knows nothing of markup. What it cannot work out
from the two versions alone is told version by version, by the redlines of the steps: what rows and
columns are called, and which numbers only follow. Pair by pair it is told nothing but at which
places a reference names another matter in the end, though it followed in each step.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from build_tools.compare.changes.block_numbers import is_told_apart
from build_tools.compare.changes.table_citations import TableCitations
from build_tools.lineage.weave.replaced_on_the_way import all_replaced
from build_tools.lineage.weave.tied_rows import DividedTables, ToldRows
from build_tools.lineage.weave.tied_words import WovenTies, moved_cells
from build_tools.model import Block, Change, Content, Edits, Passage, Redline, Table, Version
from build_tools.model.weave import (
    Members,
    Weave,
    WovenBlock,
    WovenCell,
    WovenLine,
    WovenTable,
    WovenText,
    member,
    members_of,
    places_at,
    state_at,
)
from build_tools.render.html.inline import code_html, content_html, direction
from build_tools.render.html.layout import layout_classes
from build_tools.render.page.woven_numbers import woven_numbers
from build_tools.render.page.woven_proofs import WovenBodies, proof_of, told_edits, unseen_names
from build_tools.render.weave_format import without_label

_CellPlace = tuple[int, int, int]
"""The places of a block of a weave, and of a row and a column of its table."""


def woven_page_data(
    weave: Weave, versions: Sequence[Version], steps: Mapping[int, Redline]
) -> dict[str, Any]:
    """What the script of a page is given of a weave, of its versions in their order, and of the
    redlines that led to each that was made from another, by the number of that.

    `sets` are sets of versions, a sign for each version; all else names them by their numbers.
    """
    writer = _Writer(weave, versions, _followed_cells(weave, steps))
    blocks = [writer.block(place) for place in range(len(weave.blocks))]
    tied = [writer.tied(*told) for told in WovenTies(weave, versions).told()]
    divided = DividedTables(weave, versions)
    rows = [writer.rows(told) for told in divided.told()]
    divisions = [tie for tie in weave.ties if tie.kind != "move"]
    count = len(weave.versions)
    return {
        "sets": [f"{members:0{count}b}"[::-1] for members in writer.sets],
        "blocks": blocks,
        "numbers": woven_numbers(weave),
        "replaced": {f"{old},{new}": places for old, new, places in all_replaced(weave, versions)},
        "tied": tied,
        "rows": rows,
        "cells": _told_cells(divided.edits()),
        "ties": [[tie.kind, tie.version, tie.old, tie.new] for tie in divisions],
        "proofs": [proof_of(version) for version in versions],
        "unseen": unseen_names(versions),
    }


class _Writer:
    """What it takes to write the blocks of a weave."""

    def __init__(
        self,
        weave: Weave,
        versions: Sequence[Version],
        followed: Mapping[_CellPlace, Members],
    ) -> None:
        self.sets: dict[Members, int] = {}
        """The sets of versions so far, each with its number."""
        self._weave, self._followed = weave, followed
        self._bodies = WovenBodies(weave, versions)
        count = Counter(block.id for block in weave.blocks)
        moved = [id_ for id_, places in count.items() if places > 1]
        self._moved = {id_: number for number, id_ in enumerate(moved)}
        self._tied = set(chain.from_iterable((*tie.old, *tie.new) for tie in weave.ties))

    def block(self, place: int) -> dict[str, Any]:
        """A block; what most have, or none, is left out."""
        block = self._weave.blocks[place]
        is_code = any(shape.kind == "code" for _, shape in block.states)
        data = {
            "states": [[self.set(each), _state(shape)] for each, shape in block.states],
            "moved": self._moved.get(block.id),
            "lines": self._lines(place, block),
            "dir": 1 if direction(tuple([each.run for each in block.stretches])) else None,
            "text": self._text(
                block.stretches,
                # Of a text that stands elsewhere too it is told which of it was written there.
                None if block.id in self._moved or place in self._tied else block.members,
                code_html if is_code else None,
            ),
            "table": self._table(place, block.table) if block.table else None,
        }
        return {name: value for name, value in data.items() if value not in (None, [])}

    def tied(
        self,
        olds: Sequence[int],
        news: Sequence[int],
        before: Members,
        after: Members,
        said: Mapping[str, Any],
    ) -> list[Any]:
        """What befell the words of what is tied, from one of its texts to another."""
        told = {**said, **told_edits(said["edits"])} if "edits" in said else said
        return [list(olds), list(news), self.set(before), self.set(after), told]

    def rows(self, told: ToldRows) -> list[Any]:
        """The rows that went from one to another of the tables that were divided or joined."""
        tables = [list(table) for table in told.tables]
        return [told.olds, told.news, self.set(told.before), self.set(told.after), tables]

    def set(self, members: Members) -> int:
        """The number of a set of versions."""
        return self.sets.setdefault(members, len(self.sets))

    def _text(
        self,
        stretches: WovenText,
        members: Members | None,
        written: Callable[[Content], str] | None = None,
    ) -> list[Any]:
        """Stretches: the HTML alone of one that all these versions have; else with its set, the
        version in which it was written, and the classes of those in which it only followed.
        """
        found: list[Any] = []
        for each in stretches:
            html = (written or content_html)((each.run,))
            said: list[Any] = [html, self.set(each.members), each.origin, dict(each.noise)]
            found.append(html if each.members == members else said[: 4 if each.noise else 3])
        return found

    def _lines(self, place: int, block: WovenBlock) -> list[int]:
        """Of what stands elsewhere too, and of a table without a label, the line on which it begins
        in each version, 0 where it does not stand: what has the same name in two versions, or none,
        is told apart by it.
        """
        is_named = block.table is None or all(shape.label for _, shape in block.states)
        if is_named and block.id not in self._moved and place not in self._tied:
            return []
        return [
            self._bodies.line(place, version) if block.members >> version & 1 else 0
            for version in range(len(self._weave.versions))
        ]

    def _table(self, place: int, table: WovenTable) -> dict[str, Any]:
        members = sum(each for each, _ in table.states)
        named = _Named.of_all(table)
        columns = [(each.members, each.columns) for each in named]
        rows = [(each.members, each.rows) for each in named]
        return {
            "states": [[self.set(each.members), each.headers, each.numbering] for each in named],
            "caption": self._text(table.caption, members),
            "columns": self._lines_of(table.columns, columns),
            "rows": self._lines_of(table.rows, rows),
            "cells": [self._cells(place, table, row) for row in range(len(table.rows))],
            "moved": _told_cells(moved_cells(table)),
        }

    def _lines_of(
        self,
        lines: Sequence[WovenLine],
        named: Sequence[tuple[Members, Sequence[tuple[str, ...]]]],
    ) -> list[list[Any]]:
        """Rows or columns, each with its id, its set, and how it is cited, and called, in which
        versions.
        """
        standing = _Standing(lines)
        found = []
        for place, line in enumerate(lines):
            names: dict[tuple[str, ...], Members] = {}
            for members, called in named:
                if shared := members & line.members:
                    name = called[standing.position(place, next(members_of(shared)))]
                    names[name] = names.get(name, 0) | shared
            told = [[self.set(members), *name] for name, members in names.items()]
            found.append([line.id, self.set(line.members), told])
        return found

    def _cells(self, place: int, table: WovenTable, row: int) -> list[Any]:
        """The cells of a row, one for each column; 0 where nothing ever stood."""
        found: list[Any] = []
        for column, line in enumerate(table.columns):
            cell = table.cells.get((row, column))
            members = table.rows[row].members & line.members
            followed = self._followed.get((place, row, column), 0)
            found.append(self._cell(cell, members, followed) if cell else 0)
        return found

    def _cell(self, cell: WovenCell, members: Members, followed: Members) -> Any:
        text = self._text(cell.stretches, members)
        if not cell.merges and not followed:
            return text[0] if len(text) == 1 and isinstance(text[0], str) else text
        data: dict[str, Any] = {"text": text}
        if cell.merges:
            data["merges"] = [[self.set(each), merge] for each, merge in cell.merges]
        return data | ({"follows": self.set(followed)} if followed else {})


def _told_cells(cells: Iterable[tuple[Content, Content, Edits]]) -> list[list[Any]]:
    """What befell the words of cells, by what these said and say."""
    return [
        [content_html(before), content_html(after), told_edits(edits)]
        for before, after, edits in cells
    ]


def _state(shape: Block) -> dict[str, Any]:
    """What a block is but for its content, `{}` for the label in its anchor and its citation."""
    classes = " ".join(layout_classes(Passage(new=shape)))
    data = {
        "kind": "" if shape.kind == "paragraph" else shape.kind,
        "label": shape.label,
        "anchor": without_label(shape.anchor, shape.label),
        "within": "" if shape.anchor else shape.within,
        "where": without_label(shape.citation, shape.label),
        "depth": shape.depth,
        "classes": classes,
        "quoted": shape.quoted,
        "note": shape.note_level,
        "term": 1 if shape.term else 0,
        "apart": 1 if is_told_apart(shape) else 0,
    }
    return {name: value for name, value in data.items() if value}


class _Named(NamedTuple):
    """A table as it was in some versions, and what its rows and columns are called there: how each
    is cited, and its name; of a column, where that is another, what makes the ids of its changes.
    """

    members: Members
    headers: int
    numbering: int | None
    rows: Sequence[tuple[str, ...]]
    columns: Sequence[tuple[str, ...]]

    @classmethod
    def of_all(cls, table: WovenTable) -> "list[_Named]":
        """One for each way in which the table ever stood."""
        read: dict[Table, Members] = {}
        for version in members_of(sum(members for members, _ in table.states)):
            there = table.at(version)
            assert there is not None
            read[there] = read.get(there, 0) | member(version)
        return [cls._of(members, TableCitations(there)) for there, members in read.items()]

    @classmethod
    def _of(cls, members: Members, citations: TableCitations) -> "_Named":
        table = citations.table
        return cls(
            members,
            table.header_rows,
            citations.numbering,
            [(citations.row(at), citations.name(at)) for at in range(len(table.rows))],
            [_column_names(citations, at) for at in range(table.width)],
        )


def _column_names(citations: TableCitations, at: int) -> tuple[str, ...]:
    names = citations.named_column(at), citations.column(at)
    key = citations.column_key(at)
    return names if key == names[1] else (*names, key)


class _Standing:
    """Which of the rows or columns of a woven table a version has, found once for each version."""

    def __init__(self, lines: Sequence[WovenLine]) -> None:
        self._lines = lines
        self._places: dict[int, list[int]] = {}

    def places(self, version: int) -> list[int]:
        """The places among all lines of those that the version has, in their order."""
        if version not in self._places:
            self._places[version] = places_at(self._lines, version)
        return self._places[version]

    def position(self, place: int, version: int) -> int:
        """How many lines the version has before that at a place."""
        return bisect_left(self.places(version), place)


# --- What only follows ----------------------------------------------------------------------------


def _followed_cells(weave: Weave, steps: Mapping[int, Redline]) -> dict[_CellPlace, Members]:
    """The cells that say no other thing after a step, though another number stands in them or
    another cell covers them, with the versions that made these steps.
    """
    found: dict[_CellPlace, Members] = defaultdict(int)
    for version, redline in steps.items():
        tables = _tables(weave, version)
        for change in filter(_is_followed_cell, redline.changes):
            place, rows, columns = tables[change.anchor]
            row = rows.places(version)[change.row or 0]
            column = columns.places(version)[change.column or 0]
            found[place, row, column] |= member(version)
    return found


def _is_followed_cell(change: Change) -> bool:
    if change.row is None or change.column is None or not change.consequential:
        return False
    return change.kinds == ("renumber",) or not change.edits


def _tables(weave: Weave, version: int) -> dict[str, tuple[int, _Standing, _Standing]]:
    """The tables of a version by the addresses of their changes: the place, the rows, the columns
    of each.
    """
    found = {}
    for place, block in enumerate(weave.blocks):
        shape = state_at(block.states, version)
        if block.table is not None and shape is not None:
            lines = _Standing(block.table.rows), _Standing(block.table.columns)
            found[shape.address] = (place, *lines)
    return found
