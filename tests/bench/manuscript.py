"""A text under amendment: its blocks as they can be edited, and the proof that they came out
as meant.

Plants take a `Manuscript` and give another, or None where they found no place. `proved` parses what
was written; markdown has surprises, and a text that did not come out as meant is not used.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from build_tools.model import Block, joined
from build_tools.text.markdown import parse
from tests.bench.claims import FRESH, Plant
from tests.bench.pipes import PipeTable

CONFUSABLE = 0.5
"""The share of words, beyond which two texts may be versions of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceBlock:
    """A block as it is meant to stand in the new text."""

    key: int
    """Its position in the old text; from `FRESH` on for one that was inserted."""
    source: str
    kind: str = "paragraph"
    text: str = ""
    label: str = ""
    touched: bool = False
    reformatted: bool = False
    """Whether its marks are meant to differ from those it had."""
    relevelled: bool = False
    """Whether its depth is meant to differ from the one it had."""
    gone: bool = False
    """Whether this is no more than the place from which a block was taken."""
    pipe_table: PipeTable | None = None
    """For a table that is edited."""

    @property
    def markdown(self) -> str:
        """What stands in the new text."""
        return "" if self.gone else self.pipe_table.drawn() if self.pipe_table else self.source


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """The old blocks, the blocks of the new text as they are meant, and what was planted."""

    old: tuple[Block, ...]
    blocks: tuple[SourceBlock, ...]
    plants: tuple[Plant, ...] = ()
    renumbers: bool = False
    """Whether an item came or went, so that a markdown list may have given others new numbers."""

    @property
    def text(self) -> str:
        """The new text."""
        return "".join(block.markdown for block in self.blocks)

    @property
    def before(self) -> str:
        """The old text."""
        return "".join(block.source for block in self.old)

    @property
    def fresh(self) -> int:
        """A key that no block has."""
        return max(FRESH, *(block.key + 1 for block in self.blocks))

    def free(self, at: int) -> bool:
        """Whether the block at a position is as it was, and those beside it."""
        return not any(block.touched for block in self.blocks[max(at - 1, 0) : at + 2])

    def has_free_sides(self, at: int) -> bool:
        """Whether the blocks beside a position are as they were."""
        return not any(
            block.touched
            for block in (*self.blocks[max(at - 1, 0) : at], *self.blocks[at + 1 : at + 2])
        )

    def is_unique(self, at: int) -> bool:
        """Whether no other block of the old text reads like the one at a position: who could say
        which one moved?"""
        return sum(block.text == self.blocks[at].text for block in self.old) == 1

    def old_block(self, at: int) -> Block:
        """The old block that the block at a position was made of."""
        return self.old[self.blocks[at].key]

    def with_blocks(self, start: int, stop: int, *blocks: SourceBlock) -> "Manuscript":
        """With other blocks in place of some."""
        return replace(self, blocks=(*self.blocks[:start], *blocks, *self.blocks[stop:]))

    def with_plant(self, plant: Plant, *, renumbers: bool = False) -> "Manuscript":
        """With one more plant on the list."""
        return replace(self, plants=(*self.plants, plant), renumbers=self.renumbers or renumbers)


def opened(text: str) -> Manuscript:
    """A text before anything was planted."""
    old = parse(text)
    blocks = tuple(
        SourceBlock(
            key=at, source=block.source, kind=block.kind, text=block.text, label=block.label
        )
        for at, block in enumerate(old)
    )
    return Manuscript(old=old, blocks=blocks)


def proved(manuscript: Manuscript) -> tuple[Block, ...] | None:
    """The blocks of the new text; None when they are not what was meant."""
    new = parse(manuscript.text)
    blocks = [block for block in manuscript.blocks if not block.gone]
    if len(new) != len(blocks) or not all(
        _as_meant(manuscript, *pair) for pair in zip(blocks, new, strict=True)
    ):
        return None
    return new


def _as_meant(manuscript: Manuscript, source_block: SourceBlock, block: Block) -> bool:
    old = manuscript.old[source_block.key] if source_block.key < FRESH else None
    if block.kind != source_block.kind or not _label_as_meant(manuscript, source_block, block):
        return False
    if source_block.pipe_table and old and old.table and block.table:
        return old.table.caption == block.table.caption and source_block.pipe_table.holds(
            old.table, block.table
        )
    if block.text != source_block.text:
        return False
    if old is not None and source_block.relevelled and old.depth == block.depth:
        return False
    if old is None or source_block.touched:
        return not (
            source_block.reformatted and old and joined(old.content) == joined(block.content)
        )
    return _substance(old) == _substance(block)


def _label_as_meant(manuscript: Manuscript, source_block: SourceBlock, block: Block) -> bool:
    if block.label == source_block.label:
        return True
    listed = all(
        label[:-1].isdigit() and label[-1] in ".)" for label in (source_block.label, block.label)
    )
    return manuscript.renumbers and listed and not source_block.touched


def _substance(block: Block) -> tuple[object, ...]:
    depth = block.depth if block.kind == "heading" else 0
    return depth, block.quoted, block.term, joined(block.content), block.table


def apart(
    manuscript: Manuscript, kinds: tuple[str, ...] = ("paragraph", "heading")
) -> Iterator[int]:
    """The positions of the free blocks of some kinds that have something to read."""
    for at, block in enumerate(manuscript.blocks):
        if manuscript.free(at) and block.kind in kinds and block.text.strip():
            yield at


def confusable(manuscript: Manuscript) -> bool:
    """Whether what was put in is like what was taken out or changed elsewhere, so that it could be
    the same, moved.

    Nobody could then say what was planted. Measured is how many words two texts share, in whatever
    order.
    """
    standing = {
        source_block.key: source_block
        for source_block in manuscript.blocks
        if not source_block.gone
    }
    changed = [
        block.text
        for key, block in enumerate(manuscript.old)
        if key not in standing or standing[key].text != block.text or standing[key].pipe_table
    ]
    fresh = [source_block.text for source_block in standing.values() if source_block.key >= FRESH]
    before, after = ([Counter(text.split()) for text in texts] for texts in (changed, fresh))
    return any(
        (one & other).total() >= CONFUSABLE * max(one.total(), other.total())
        for one in before
        for other in after
    )


def stands_alone(source: str) -> bool:
    """Whether a source is no list item, quotation or continuation, so that anything may stand
    before it."""
    return source[:1] not in (
        "",
        " ",
        "\t",
        ">",
        "-",
        "*",
        "+",
        "|",
        "`",
        "~",
    ) or source.startswith("**")


def spaced(source: str) -> str:
    """A source with an empty line after it."""
    return source.rstrip("\n") + "\n\n"


def words_of(block: Block) -> int:
    """How many words a block has."""
    return len(block.text.split())
