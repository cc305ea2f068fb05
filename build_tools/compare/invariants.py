"""A redline in, the invariants that it violates out, in words; none for one that may be published.

It is judged by what is drawn: the edits are replayed, and what is marked is held against what is
listed. Nothing of how the redline was made is asked or trusted.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import Literal

from build_tools.compare.tables import same_table
from build_tools.model import (
    Block,
    Cell,
    CellRedline,
    Edits,
    Passage,
    Redline,
    Table,
    TableRedline,
    joined,
    new_content,
    old_content,
    plain,
)


def violations(redline: Redline) -> list[str]:
    """The invariants that do not hold of a redline, each in words."""
    found = []
    if not _gives(redline.passages, "old", redline.old.body):
        found.append("rejecting every change does not give the old text")
    if not _gives(redline.passages, "new", redline.new.body):
        found.append("accepting every change does not give the new text")
    ids = [change.id for change in redline.changes]
    if len(ids) != len(set(ids)):
        found.append("two changes have one id")
    if set(ids) != set(chain.from_iterable(map(Passage.change_ids, redline.passages))):
        found.append("what is marked is not what is listed")
    if any(_hides_a_difference(passage) for passage in redline.passages):
        found.append("the texts differ where nothing is marked")
    return found


def _gives(passages: Sequence[Passage], side: Literal["old", "new"], text: Sequence[Block]) -> bool:
    """Whether replaying the passages for one side gives the blocks of that text, their contents in
    normal form.
    """
    if side == "old":
        found = [(passage.old, passage) for passage in passages if passage.old]
    else:
        found = [(passage.new, passage) for passage in passages if passage.new]
    if [block for block, _ in found] != list(text):
        return False
    return all(_gives_block(passage, side, block) for block, passage in found)


def _gives_block(passage: Passage, side: Literal["old", "new"], block: Block) -> bool:
    content = old_content if side == "old" else new_content
    if content(passage.edits) != joined(block.content):
        return False
    if passage.table is None:
        return True
    table = passage.table.rejected() if side == "old" else passage.table.accepted()
    return block.table is not None and table == _normal(block.table)


def _normal(table: Table) -> Table:
    """A table with its contents in normal form."""
    return replace(
        table,
        rows=tuple(tuple(map(_normal_cell, row)) for row in table.rows),
        caption=joined(table.caption),
    )


def _normal_cell(cell: Cell) -> Cell:
    return replace(cell, content=joined(cell.content))


def _hides_a_difference(passage: Passage) -> bool:
    """Whether anything that is shown as kept is not the same, but for white space, in both
    texts.
    """
    old, new = passage.old, passage.new
    if old is None or new is None:
        return not passage.change
    if old.label != new.label and not passage.change:
        return True
    if _keeps_what_differs(passage.edits):
        return True
    if passage.table:
        return _table_hides_a_difference(passage.table)
    return not same_table(old.table, new.table)


def _table_hides_a_difference(table: TableRedline) -> bool:
    if any(line.side != "both" and not line.change for line in (*table.rows, *table.columns)):
        return True
    if _keeps_what_differs(table.caption):
        return True
    return any(map(_cell_hides_a_difference, chain.from_iterable(table.cells)))


def _cell_hides_a_difference(cell: CellRedline) -> bool:
    joined_otherwise = cell.side == "both" and cell.old_merge != cell.new_merge
    return (joined_otherwise and not cell.change) or _keeps_what_differs(cell.edits)


def _keeps_what_differs(edits: Edits) -> bool:
    kept = (edit for edit in edits if edit.op in "=~" and edit.old != edit.new)
    return any(plain(edit.old).split() != plain(edit.new).split() for edit in kept)
