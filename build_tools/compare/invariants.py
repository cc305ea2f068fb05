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
    content = old_content if side == "old" else new_content
    found = [
        (block, passage)
        for passage in passages
        if (block := passage.old if side == "old" else passage.new)
    ]
    if [block for block, _ in found] != list(text):
        return False
    for block, passage in found:
        if content(passage.edits) != joined(block.content):
            return False
        if passage.table is not None:
            table = passage.table.rejected() if side == "old" else passage.table.accepted()
            if block.table is None or table != _normal(block.table):
                return False
    return True


def _hides_a_difference(passage: Passage) -> bool:
    """Whether anything that is shown as kept is not the same, but for white space, in both
    texts.
    """
    if passage.old is None or passage.new is None:
        return not passage.change
    return (
        (passage.old.label != passage.new.label and not passage.change)
        or _keeps_what_differs(passage.edits)
        or (
            _grid_hides_a_difference(passage.table)
            if passage.table
            else not same_table(passage.old.table, passage.new.table)
        )
    )


def _grid_hides_a_difference(table: TableRedline) -> bool:
    cells = [cell for row in table.cells for cell in row]
    return (
        any(axis.side != "both" and not axis.change for axis in (*table.rows, *table.columns))
        or any(
            cell.side == "both" and cell.old_merge != cell.new_merge and not cell.change
            for cell in cells
        )
        or any(
            _keeps_what_differs(edits) for edits in (table.caption, *(cell.edits for cell in cells))
        )
    )


def _keeps_what_differs(edits: Edits) -> bool:
    kept_edits = (edit for edit in edits if edit.op in "=~" and edit.old != edit.new)
    return any(plain(edit.old).split() != plain(edit.new).split() for edit in kept_edits)


def _normal(table: Table) -> Table:
    """A table with its contents in normal form."""
    rows = tuple(
        tuple(replace(cell, content=joined(cell.content)) for cell in row) for row in table.rows
    )
    return replace(table, rows=rows, caption=joined(table.caption))
