"""A weave and the versions of which it was folded → nothing, where its laws hold."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, zip_longest

from build_tools.model import (
    Block,
    Cell,
    Table,
    Version,
    Weave,
    WeaveError,
    WovenStretch,
    joined,
)
from build_tools.model.weave import members_of


def prove(weave: Weave, versions: Sequence[Version]) -> None:
    """WeaveError unless the weave gives each version back, and knows of each stretch when it was
    written.

    `versions` are those of the weave, in its order. With each of them given back, any two give a
    redline that rejects to the one and accepts to the other.
    """
    for number, version in enumerate(versions):
        read, wanted = weave.at(number), map(in_normal_form, version.body)
        for block, other in zip_longest(read, wanted):
            if block != other:
                raise WeaveError(version, f"the weave does not give {_named(other or block)} back")
    for stretch in stretches_of(weave):
        if not _is_written_in_time(stretch):
            first = next(members_of(stretch.members), 0)
            raise WeaveError(versions[first], f"“{stretch.text}” has no origin in the weave")


def _named(block: Block | None) -> str:
    return (block.citation if block else "") or "a block without a citation"


def _is_written_in_time(stretch: WovenStretch) -> bool:
    """Whether it stands in some version, and in none before that in which it was written."""
    return 0 <= stretch.origin <= next(members_of(stretch.members), -1)


def stretches_of(weave: Weave) -> Iterator[WovenStretch]:
    """Every stretch of a weave, at each of its places."""
    for block in weave.blocks:
        yield from block.stretches
        if block.table:
            yield from block.table.caption
            cells = block.table.cells.values()
            yield from chain.from_iterable([cell.stretches for cell in cells])


def in_normal_form(block: Block) -> Block:
    """A block as a weave gives it back: its runs joined, without its place in a file."""
    return replace(
        block,
        content=joined(block.content),
        table=_table_in_normal_form(block.table) if block.table else None,
        line=1,
        source="",
    )


def _table_in_normal_form(table: Table) -> Table:
    rows = tuple([_cells_in_normal_form(row) for row in table.rows])
    return replace(table, caption=joined(table.caption), rows=rows)


def _cells_in_normal_form(row: Iterable[Cell]) -> tuple[Cell, ...]:
    return tuple([replace(cell, content=joined(cell.content)) for cell in row])
