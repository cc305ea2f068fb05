"""A changed block, or the merged text → the numbers and references in it that may have to follow.

They are told and never changed: whether "Clause 4.3" is to follow a renumbering is for a person.
"""

from collections.abc import Iterable, Iterator, Sequence

from build_tools.lineage.merge.branch import Branch
from build_tools.lineage.merge.outcome import FollowUp
from build_tools.model import Block, prose
from build_tools.text.labels import original_anchor, references


def renumbered_references(branch: Branch, block: Block, other: Branch) -> Iterator[FollowUp]:
    """Where a block that `branch` changed names a provision that `other` renumbered."""
    for text in _texts(block):
        for found in references(text):
            if not found.document and found.anchor in other.renumbered:
                yield FollowUp(f"{block.citation} refers to {found.name}, which is renumbered")


def _texts(block: Block) -> Iterator[str]:
    """The texts of a block in which references are found."""
    if block.table is None:
        yield prose(block.content)
        return
    yield prose(block.table.caption)
    for row in block.table.rows:
        for cell in row:
            yield prose(cell.content)


def repeated_numbers(blocks: Sequence[Block], ours: Branch, theirs: Branch) -> Iterator[FollowUp]:
    """The blocks of the merged text whose number stands twice there and in neither branch did."""
    by_anchor = {block.anchor: block for block in blocks if block.anchor}
    known = _anchors(ours.blocks) | _anchors(theirs.blocks)
    for block in blocks:
        repeated = original_anchor(block.anchor)
        if block.anchor not in known and repeated in by_anchor:
            yield FollowUp(f"{by_anchor[repeated].citation} now stands twice")


def _anchors(blocks: Iterable[Block]) -> set[str]:
    return {block.anchor for block in blocks}
