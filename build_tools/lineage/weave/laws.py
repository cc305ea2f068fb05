"""A weave and the versions of which it was folded → nothing, where its laws hold."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from build_tools.model import (
    Block,
    Cell,
    Table,
    Version,
    Weave,
    WeaveError,
    WovenBlock,
    WovenLine,
    WovenStretch,
    joined,
)
from build_tools.model.weave import Members, members_of, state_of


def prove(weave: Weave, versions: Sequence[Version]) -> None:
    """WeaveError unless the weave gives each version back, has what it knows by one id at one place
    in each, and knows of each stretch when it was written.

    `versions` are those of the weave, in its order. With each of them given back, any two give a
    redline that rejects to the one and accepts to the other.
    """
    for number, version in enumerate(versions):
        for block, other in zip_longest(weave.at(number), version.body):
            if block is None or other is None or not _says_the_same(block, other):
                raise WeaveError(version, f"the weave does not give {_named(other or block)} back")
    for things in _known_by_id(weave):
        if twice := _standing_twice(things):
            first = next(members_of(twice))
            raise WeaveError(versions[first], "something stands at two places in the weave")
    for stretch in weave.stretches:
        if not _is_written_in_time(stretch):
            written = next(members_of(stretch.members), 0)
            raise WeaveError(versions[written], f"“{stretch.text}” has no origin in the weave")


def _known_by_id(weave: Weave) -> Iterator[Sequence[WovenBlock] | Sequence[WovenLine]]:
    """What is told apart by ids: the blocks, and the rows and the columns of each table."""
    yield weave.blocks
    for block in weave.blocks:
        if block.table:
            yield block.table.rows
            yield block.table.columns


def _standing_twice(things: Iterable[WovenBlock | WovenLine]) -> Members:
    """The versions in which two of these are the same."""
    standing: dict[str | int, Members] = {}
    twice = 0
    for each in things:
        known = standing.get(each.id, 0)
        twice |= known & each.members
        standing[each.id] = known | each.members
    return twice


def _named(block: Block | None) -> str:
    return (block.citation if block else "") or "a block without a citation"


def _is_written_in_time(stretch: WovenStretch) -> bool:
    """Whether it stands in some version, and in none before that in which it was written."""
    return 0 <= stretch.origin <= next(members_of(stretch.members), -1)


def _says_the_same(read: Block, there: Block) -> bool:
    """Whether a block that was read is one of a version, in all but its place in its file."""
    if state_of(read) != state_of(there) or read.content != joined(there.content):
        return False
    if read.table is None or there.table is None:
        return read.table is there.table
    return read.table == _in_normal_form(there.table)


def _in_normal_form(table: Table) -> Table:
    rows = tuple([_cells_in_normal_form(row) for row in table.rows])
    return replace(table, caption=joined(table.caption), rows=rows)


def _cells_in_normal_form(row: Iterable[Cell]) -> tuple[Cell, ...]:
    return tuple([replace(cell, content=joined(cell.content)) for cell in row])
