"""Provisions that stand out of order → the lines of each in the order in which they should stand;
nothing where a program cannot be certain.
"""

from collections.abc import Sequence
from itertools import pairwise

from build_tools.model import Block
from build_tools.model.problems import LineRange


def reordered_lines(
    blocks: Sequence[Block], series: Sequence[Block], ranks: Sequence[int]
) -> tuple[LineRange, ...]:
    """The first and last line of each provision of a series, with all that stands in it, in the
    order of their ranks. Empty where something stands among them that is part of none.
    """
    positions = [blocks.index(block) for block in series]
    last = positions[-1]
    while last + 1 < len(blocks) and _belongs(blocks[last + 1], series[-1]):
        last += 1
    ranges: list[LineRange] = []
    for block, (start, end) in zip(series, pairwise([*positions, last + 1]), strict=True):
        if not all(_belongs(each, block) for each in blocks[start + 1 : end]):
            return ()
        ranges.append((block.line, _last_line(blocks[end - 1])))
    return tuple(lines for _, lines in sorted(zip(ranks, ranges, strict=True)))


def _belongs(block: Block, provision: Block) -> bool:
    """Whether a block is part of a provision, or a note, which stands where it is called."""
    parts = (f"{provision.anchor}.", f"{provision.anchor}-")
    inside = block.within == provision.anchor or block.within.startswith(parts)
    return inside or block.note_level > 0


def _last_line(block: Block) -> int:
    """The last line of a block that is not blank."""
    return block.line + block.source.rstrip().count("\n")
