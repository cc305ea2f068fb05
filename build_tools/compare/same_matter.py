"""The blocks of two texts in, whether a provision is the same matter in both out: with more of its
words gone or come than left, a reference to it names something else now, whatever it is paired
with.
"""

from collections.abc import Container, Iterable, Sequence

from build_tools.compare import thresholds
from build_tools.compare.words import Vocabulary, similarity
from build_tools.model import Block, wording


class SameMatter:
    """What asks of two texts whether provisions of them are one matter."""

    def __init__(self, old: Sequence[Block], new: Sequence[Block]) -> None:
        self._old, self._new = old, new
        self._vocabulary = Vocabulary()

    def is_kept(self, i: int, j: int) -> bool:
        """Whether the provisions that begin at a position of the old text and of the new have at
        least half of their words in common, with all that stands in them. A paragraph that has
        something under it in one text alone is known by its own words.
        """
        old, new = within(self._old, i), within(self._new, j)
        if old[0].kind != "heading" and min(len(old), len(new)) == 1:
            old, new = old[:1], new[:1]
        if _said(old) == _said(new):
            return True
        least = thresholds.MIN_SIMILARITY
        return similarity(self._words(old), self._words(new), least) >= least

    def _words(self, blocks: Iterable[Block]) -> str:
        return self._vocabulary.encode("\n".join(_said(blocks)))


def within(blocks: Sequence[Block], at: int) -> Sequence[Block]:
    """The block at a position and all that stands in it: what is below a heading, up to the next
    that is not, or what is counted under the address of a paragraph.
    """
    own, end = blocks[at], at + 1
    addresses = {own.anchor}
    while end < len(blocks) and _is_in(blocks[end], own, addresses):
        addresses.add(blocks[end].anchor)
        end += 1
    return blocks[at:end]


def _is_in(block: Block, own: Block, addresses: Container[str]) -> bool:
    if own.kind == "heading":
        return block.kind != "heading" or block.depth > own.depth
    return bool(block.within) and block.within in addresses


def _said(blocks: Iterable[Block]) -> list[str]:
    """The words of blocks, without labels and the numbers of notes, which change by themselves."""
    return [block.text if block.table else wording(block.content) for block in blocks]
