"""A redline in, the invariants that it violates out, in words; none for one that may be published.

It is judged by what is drawn: each block is rebuilt as the page draws it, from the edits, and what
is marked is held against what is listed. Nothing of how the redline was made is asked or trusted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Literal, TypeAlias

from build_tools.compare.tables import same_table
from build_tools.model import (
    Block,
    Cell,
    CellRedline,
    Content,
    Edits,
    Passage,
    Redline,
    Side,
    Table,
    TableLine,
    TableRedline,
    Tie,
    joined,
    joint_content,
    new_content,
    old_content,
    plain,
)

_End: TypeAlias = Literal["old", "new"]


def violations(redline: Redline) -> list[str]:
    """The invariants that do not hold of a redline, each in words."""
    found = []
    passages = redline.passages
    if not _gives(passages, "old", redline.old.body):
        found.append("rejecting every change does not give the old text")
    if not _gives(passages, "new", redline.new.body):
        found.append("accepting every change does not give the new text")
    if not all(map(_gives_its_moves, passages)):
        found.append("what stands elsewhere too is not what stands there")
    ids = [change.id for change in redline.changes]
    if len(ids) != len(set(ids)):
        found.append("two changes have one id")
    if set(ids) != set(chain.from_iterable(map(Passage.change_ids, passages))):
        found.append("what is marked is not what is listed")
    if any(map(_hides_a_difference, passages)):
        found.append("the texts differ where nothing is marked")
    return found


# --- Reject and accept ----------------------------------------------------------------------------


def _gives(passages: Sequence[Passage], side: _End, text: Sequence[Block]) -> bool:
    """Whether the blocks of one side are those of that text, as the passages carry them, as they
    are drawn, and as the edits rebuild them.
    """
    own = [passage for passage in passages if _block(passage, side) is not None]
    if [_block(passage, side) for passage in own] != list(text):
        return False
    content = old_content if side == "old" else new_content
    for passage, block in zip(own, text, strict=True):
        drawn = passage.drawn(side)
        if drawn is None or not _is_one(drawn, block):
            return False
        if content(passage.edits) != joined(block.content):
            return False
        if passage.table and not _is_whole(passage.table, side, block.table):
            return False
    return True


def _block(passage: Passage, side: _End) -> Block | None:
    return passage.old if side == "old" else passage.new


def _is_one(drawn: Block, block: Block) -> bool:
    """Whether a block is drawn as it stands in its text, contents in normal form."""
    if drawn is block:
        return True
    if joined(drawn.content) != joined(block.content):
        return False
    if drawn.table is None or block.table is None:
        return replace(drawn, content=block.content) == block
    same = same_table(_normal(drawn.table), _normal(block.table))
    return same and replace(drawn, content=block.content, table=block.table) == block


def _is_whole(table: TableRedline, side: _End, own: Table | None) -> bool:
    """Whether every row and column of one of two tables is drawn once, in its order."""
    rows, columns = _numbers(table.rows, side), _numbers(table.columns, side)
    carried = table.old if side == "old" else table.new
    if carried != own:
        return False
    return rows == list(range(len(carried.rows))) and columns == list(range(carried.width))


def _numbers(lines: Sequence[TableLine], side: _End) -> list[int | None]:
    """Where the rows or columns that are drawn for one of two tables stand in it."""
    dropped: Side = "new" if side == "old" else "old"
    kept = [line for line in lines if line.side != dropped]
    return [line.old if side == "old" else line.new for line in kept]


def _gives_its_moves(passage: Passage) -> bool:
    """Whether text that stands at several places is at each what the edits between them say."""
    if passage.tie and not _gives_tie(passage, passage.tie):
        return False
    return passage.table is None or all(_moved_cells_hold(passage.table))


def _gives_tie(passage: Passage, tie: Tie) -> bool:
    if old_content(tie.edits) != joint_content(tie.old):
        return False
    if new_content(tie.edits) != joint_content(tie.new):
        return False
    return (passage.old is None or passage.old in tie.old) and (
        passage.new is None or passage.new in tie.new
    )


def _moved_cells_hold(table: TableRedline) -> Iterator[bool]:
    """Of each cell that moved, whether the edits give what stood in it and what stands in it."""
    for row, cells in zip(table.rows, table.cells, strict=True):
        for column, cell in zip(table.columns, cells, strict=True):
            if cell.moved_edits:
                yield old_content(cell.moved_edits) in _places(table.old, row, column, "old")
                yield new_content(cell.moved_edits) in _places(table.new, row, column, "new")


def _places(table: Table, row: TableLine, column: TableLine, side: _End) -> Iterator[Content]:
    """What may stand in one of the two cells that a cell moved between: that of its own table, or
    of a row of another one.
    """
    at = (row.old, column.old) if side == "old" else (row.new, column.new)
    own = table.cell(*at)
    if own is not None and row.tie is None:
        yield joined(own.content)
    elif row.tie is not None:
        tied, number = (
            (row.tie.old, row.tie.old_row) if side == "old" else (row.tie.new, row.tie.new_row)
        )
        cells = tied.table.rows[number] if tied.table else ()
        yield from (joined(cell.content) for cell in cells)
    else:
        yield ()


def _normal(table: Table) -> Table:
    """A table with its contents in normal form."""
    return replace(
        table,
        rows=tuple(tuple(map(_normal_cell, row)) for row in table.rows),
        caption=joined(table.caption),
    )


def _normal_cell(cell: Cell) -> Cell:
    return replace(cell, content=joined(cell.content))


# --- What differs is marked -----------------------------------------------------------------------


def _hides_a_difference(passage: Passage) -> bool:
    """Whether anything that is shown as kept is not the same, but for white space, in both
    texts.
    """
    old, new = passage.old, passage.new
    if old is None or new is None:
        return not passage.change
    if _place(old) != _place(new) and not passage.change:
        return True
    if _keeps_what_differs(passage.edits):
        return True
    if passage.table:
        return _table_hides_a_difference(passage.table)
    return not same_table(old.table, new.table)


def _place(block: Block) -> tuple[str, str, int, int, int]:
    """What a block is, what it is called, and its level."""
    return block.kind, block.label, block.depth, block.quoted, block.note_level


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
