"""A redline of the base → what a merge asks of that branch, by the positions of the blocks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_tools.lineage.merge.chunks import BranchName, Fingerprint, fingerprint
from build_tools.lineage.merge.sequences import BranchAlignment, branch_alignment
from build_tools.model import Block, BlockPlace, Passage, Redline


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """One of the two texts that were made from the base."""

    name: BranchName
    blocks: Sequence[Block]
    bodies: tuple[str, ...]
    """Those of its version."""
    alignment: BranchAlignment
    kept: Mapping[int, Passage]
    """By base position, the passage of what stayed in its order."""
    became: Mapping[int, tuple[Fingerprint, ...]]
    """By base position, what a block became that was moved or merged, and where that stands."""
    came_from: Mapping[int, int]
    """By the position of what moved or was put together, the base position of what it was."""
    consequential: frozenset[str]
    """The ids of the changes that only follow from something else."""

    def block(self, position: int | None) -> Block | None:
        """The block at a position; None where there is none."""
        return None if position is None else self.blocks[position]

    def only_follows(self, base: int) -> bool:
        """Whether what was done to a block of the base only follows from something else."""
        return base in self.kept and self.kept[base].change in self.consequential


def branch_of(redline: Redline, name: BranchName) -> Branch:
    """The branch that a redline of the base leads to."""
    blocks = redline.new.body
    kept: dict[int, Passage] = {}
    moved: dict[int, tuple[Block, ...]] = {}
    gaps: dict[BlockPlace, int] = {}
    base = -1
    for passage in redline.passages:
        base += passage.old is not None
        if passage.side == "both":
            kept[base] = passage
        elif passage.new is not None:
            gaps[passage.new.place] = base
        elif passage.tie is not None:
            moved[base] = passage.tie.new
    return Branch(
        name=name,
        blocks=blocks,
        bodies=redline.new.bodies,
        alignment=branch_alignment(_positions(redline)),
        kept=kept,
        became={base: _became(new, gaps) for base, new in moved.items()},
        came_from=dict(_came_from(redline)),
        consequential=frozenset(each.id for each in redline.changes if each.consequential),
    )


def _positions(redline: Redline) -> Iterator[tuple[int | None, int | None, bool]]:
    """The blocks of both texts in reading order, as `branch_alignment` takes them."""
    base = branch = -1
    for passage in redline.passages:
        base += passage.old is not None
        branch += passage.new is not None
        yield (
            base if passage.old is not None else None,
            branch if passage.new is not None else None,
            passage.tie is not None,
        )


def _became(blocks: Sequence[Block], gaps: Mapping[BlockPlace, int]) -> tuple[Fingerprint, ...]:
    """The blocks, each with the base position after which it stands; `gaps` has that by place."""
    return tuple((each.label, fingerprint(each), gaps.get(each.place)) for each in blocks)


def _came_from(redline: Redline) -> Iterator[tuple[int, int]]:
    """The positions of blocks that stand elsewhere than in the base, with those where they
    stood.
    """
    old = {block.place: at for at, block in enumerate(redline.old.body)}
    branch = -1
    for passage in redline.passages:
        branch += passage.new is not None
        if passage.new is not None and passage.old is None and passage.tie is not None:
            for block in passage.tie.old[:1]:
                yield branch, old[block.place]
