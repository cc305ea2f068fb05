"""A weave in; which rows of the tables that were divided or joined in it are which rows of the
others out: for any two of its versions, told once for each two states that these tables ever had.

To lay tables over one another is not for a script, as little as to compare words.
"""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple, TypeAlias

from build_tools.compare.tables import DividedRows, divided_rows, same_table
from build_tools.compare.words import compare_content
from build_tools.lineage.weave.edits import EditsBetween
from build_tools.lineage.weave.table_redline import table_between
from build_tools.lineage.weave.tied_words import BACK, nearest
from build_tools.lineage.weave.way import Way
from build_tools.model import Block, Content, Edits, Passage, Tie, TieKind, Version
from build_tools.model.weave import Members, Weave, member, members_of, places_at

_Places: TypeAlias = tuple[int, ...]
_Pairs: TypeAlias = tuple[tuple[int, int], ...]


class TiedTables(NamedTuple):
    """The rows of a table that stand in another, and the columns that are one in both; all by their
    places in a weave.
    """

    old: int
    new: int
    columns: _Pairs
    rows: _Pairs


class ToldRows(NamedTuple):
    """What is told of some tables, from the versions of one state of them to those of another."""

    olds: _Places
    news: _Places
    before: Members
    after: Members
    tables: tuple[TiedTables, ...]


class DividedTables:
    """What the versions of a weave tell of the tables that were divided or joined in it."""

    def __init__(self, weave: Weave, versions: Sequence[Version]) -> None:
        """`versions` are those of the weave, in its order."""
        self._weave, self._versions = weave, versions
        self._labels = tuple([each.label for each in weave.versions])
        self._edits: dict[tuple[Content, Content], Edits] = {}

    def told(self) -> Iterator[ToldRows]:
        """Where any rows went, for each two states of the tables that a tie holds together."""
        for kind, olds, news in self._ties():
            found: dict[tuple[Members, tuple[TiedTables, ...]], Members] = {}
            for before in self._states(olds, news):
                for tables, after in self._told_from(before, kind, (olds, news)).items():
                    found[after, tables] = found.get((after, tables), 0) | before
            for (after, tables), before in found.items():
                if tables:
                    yield ToldRows(olds, news, before, after, tables)

    def _told_from(
        self, before: Members, kind: TieKind, places: tuple[_Places, _Places]
    ) -> dict[tuple[TiedTables, ...], Members]:
        """The rows that went from one state of some tables, and to which versions."""
        found: dict[tuple[TiedTables, ...], Members] = {}
        for after in self._states(*places[::-1]):
            tables = self._tables(kind, places, nearest(before, after))
            found[tables] = found.get(tables, 0) | after
        return found

    def edits(self) -> Iterator[tuple[Content, Content, Edits]]:
        """Of each cell of a row that was told of and went as another: what it said, what it says,
        and the edits between.
        """
        yield from ((before, after, edits) for (before, after), edits in self._edits.items())

    def _ties(self) -> Iterator[tuple[TieKind, _Places, _Places]]:
        for tie in self._weave.ties:
            if tie.kind != "move" and any(self._woven(each) for each in (*tie.old, *tie.new)):
                yield tie.kind, tie.old, tie.new
                yield BACK[tie.kind], tie.new, tie.old

    def _woven(self, place: int) -> object:
        return self._weave.blocks[place].table

    def _states(self, places: _Places, others: _Places) -> list[Members]:
        """The versions that have all of some places and none of the others, by how they have all
        of their tables.
        """
        shared = self._weave.members
        for place in places:
            shared &= self._weave.blocks[place].members
        for place in set(others) - set(places):
            shared &= ~self._weave.blocks[place].members
        found: dict[object, Members] = {}
        for version in members_of(shared):
            state = tuple([self._state(place, version) for place in (*places, *others)])
            found[state] = found.get(state, 0) | member(version)
        return list(found.values())

    def _state(self, place: int, version: int) -> object:
        """The table at a place, and which of its rows and columns these are."""
        woven = self._weave.blocks[place]
        there = woven.at(version)
        if there is None or woven.table is None:
            return None
        lines = woven.table.rows, woven.table.columns
        return there.table, *[tuple(places_at(each, version)) for each in lines]

    def _tables(
        self, kind: TieKind, places: tuple[_Places, _Places], ends: tuple[int, int]
    ) -> tuple[TiedTables, ...]:
        """The rows that went, between two versions."""
        way = Way.of(self._weave, *ends)
        old, new = map(self._blocks, places, ends)
        tie = Tie(kind=kind, old=old, new=new, edits=())
        standing = sorted({*places[0], *places[1]})
        passages = [self._passage(place, way, tie) for place in standing]
        return tuple([self._placed(each, standing, way) for each in divided_rows(passages)])

    def _passage(self, place: int, way: Way, tie: Tie) -> Passage:
        woven = self._weave.blocks[place]
        old, new = woven.at(way.old), woven.at(way.new)
        table = None
        if woven.table and old and new and old.table and new.table:
            tables = old.table, new.table
            if not same_table(*tables):
                table = table_between(woven.table, tables, EditsBetween(way, self._labels))
        return Passage(old=old, new=new, table=table, tie=tie)

    def _placed(self, found: DividedRows, standing: Sequence[int], way: Way) -> TiedTables:
        old, new = standing[found.old], standing[found.new]
        self._compare(found, self._block(old, way.old), self._block(new, way.new))
        rows = self._pairs(found.rows, (old, new), way, "rows")
        columns = self._pairs(found.columns, (old, new), way, "columns")
        return TiedTables(old, new, columns, rows)

    def _blocks(self, places: _Places, version: int) -> tuple[Block, ...]:
        return tuple([self._block(place, version) for place in places])

    def _block(self, place: int, version: int) -> Block:
        there = self._weave.blocks[place].at(version)
        assert there is not None
        return there

    def _pairs(self, pairs: _Pairs, tables: tuple[int, int], way: Way, axis: str) -> _Pairs:
        """Rows or columns of two tables, by their places in the weave."""
        olds, news = (
            places_at(getattr(self._weave.blocks[place].table, axis), version)
            for place, version in zip(tables, (way.old, way.new), strict=True)
        )
        return tuple([(olds[one], news[other]) for one, other in pairs])

    def _compare(self, found: DividedRows, old: Block, new: Block) -> None:
        assert old.table
        assert new.table
        for (old_row, new_row), (one, other) in product(found.rows, found.columns):
            before = old.table.rows[old_row][one].content
            after = new.table.rows[new_row][other].content
            if before != after and (before, after) not in self._edits:
                self._edits[before, after] = compare_content(before, after)
