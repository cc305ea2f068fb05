"""The merged text → the numbers and references in it that may have to follow.

They are told and never changed: whether "Clause 4.3" is to follow a renumbering is for a person.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from build_tools.lineage.merge.branch import Branch
from build_tools.lineage.merge.chunks import BranchName, Chunk, texts_of
from build_tools.lineage.merge.outcome import FollowUp
from build_tools.model import Block
from build_tools.text.labels import Pointer, Provisions, Reference, original_anchor, references


class _Places:
    """The blocks of one text by what a reference in it points at."""

    def __init__(self, blocks: Sequence[Block], bodies: tuple[str, ...]) -> None:
        self.blocks, self._bodies = blocks, bodies

    @cached_property
    def _provisions(self) -> Provisions:
        return Provisions.of(self.blocks, self._bodies)

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {block.anchor: at for at, block in enumerate(self.blocks) if block.anchor}

    def named(self, pointer: Pointer, at: int) -> int | None:
        """The position of the block at which a number in the block at a position points."""
        return self._positions.get(self._provisions.named(pointer, at))


def moved_references(
    blocks: Sequence[Block], chunks: Sequence[Chunk], branches: Mapping[BranchName, Branch]
) -> Iterator[FollowUp]:
    """Each reference of the merged text that points at something else there than in the branch
    that its words come from. `blocks` are those of the merged text, one for each chunk.
    """
    bodies = branches["ours"].bodies
    merged = _Places(blocks, bodies)
    own = {name: _Places(branch.blocks, bodies) for name, branch in branches.items()}
    for at, branch, reference in _references(blocks, chunks, bodies):
        there = _position(chunks[at], branch)
        pointer = reference.pointers[0]
        meant = own[branch].named(pointer, there) if there is not None else None
        if meant is None:
            continue
        now = merged.named(pointer, at)
        if now is None or _position(chunks[now], branch) != meant:
            became = _became(blocks, chunks, branch, meant)
            told = f"which is {became.citation} now" if became else "which is gone"
            yield FollowUp(f"{blocks[at].citation} refers to {reference.name}, {told}")


def _references(
    blocks: Sequence[Block], chunks: Sequence[Chunk], bodies: tuple[str, ...]
) -> Iterator[tuple[int, BranchName, Reference]]:
    """The references of the merged text to itself: the position of the block, the branch that the
    words come from, and the reference.
    """
    for at, (block, chunk) in enumerate(zip(blocks, chunks, strict=True)):
        # A mark has no words of a branch, and neither has what was read as something else.
        for text, branch in zip(texts_of(block), chunk.words_of, strict=False):
            if branch is not None:
                own = (each for each in references(text, bodies) if not each.document)
                yield from ((at, branch, reference) for reference in own)


def _became(
    blocks: Sequence[Block], chunks: Sequence[Chunk], branch: BranchName, meant: int
) -> Block | None:
    """The block of the merged text that a block of a branch is; None where it is gone."""
    for block, chunk in zip(blocks, chunks, strict=True):
        if _position(chunk, branch) == meant:
            return block
    return None


def _position(chunk: Chunk, branch: BranchName) -> int | None:
    return chunk.ours if branch == "ours" else chunk.theirs


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
