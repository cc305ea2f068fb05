"""A text under amendment: its blocks as pieces that can be edited, and the proof that they came out
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
from tests.bench.pipes import Sheet

CONFUSABLE = 0.5
"""The share of words, beyond which two texts may be versions of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
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
    gone: bool = False
    """Whether this is no more than the place from which a block was taken."""
    sheet: Sheet | None = None
    """For a table that is edited."""

    @property
    def markdown(self) -> str:
        """What stands in the new text."""
        return "" if self.gone else self.sheet.drawn() if self.sheet else self.source


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """The old blocks, the pieces of the new text, and what was planted."""

    old: tuple[Block, ...]
    pieces: tuple[Piece, ...]
    plants: tuple[Plant, ...] = ()
    renumbers: bool = False
    """Whether an item came or went, so that a markdown list may have given others new numbers."""

    @property
    def text(self) -> str:
        """The new text."""
        return "".join(piece.markdown for piece in self.pieces)

    @property
    def before(self) -> str:
        """The old text."""
        return "".join(block.source for block in self.old)

    @property
    def fresh(self) -> int:
        """A key that no piece has."""
        return max(FRESH, *(piece.key + 1 for piece in self.pieces))

    def free(self, at: int) -> bool:
        """Whether the piece at a position is as it was, and those beside it."""
        return not any(piece.touched for piece in self.pieces[max(at - 1, 0) : at + 2])

    def has_free_sides(self, at: int) -> bool:
        """Whether the pieces beside a position are as they were."""
        return not any(
            piece.touched
            for piece in (*self.pieces[max(at - 1, 0) : at], *self.pieces[at + 1 : at + 2])
        )

    def is_unique(self, at: int) -> bool:
        """Whether no other block of the old text reads like the piece at a position: who could say
        which one moved?"""
        return sum(block.text == self.pieces[at].text for block in self.old) == 1

    def block(self, at: int) -> Block:
        """The old block that the piece at a position was made of."""
        return self.old[self.pieces[at].key]

    def with_pieces(self, start: int, stop: int, *pieces: Piece) -> "Manuscript":
        """With other pieces in place of some."""
        return replace(self, pieces=(*self.pieces[:start], *pieces, *self.pieces[stop:]))

    def with_plant(self, plant: Plant, *, renumbers: bool = False) -> "Manuscript":
        """With one more plant on the list."""
        return replace(self, plants=(*self.plants, plant), renumbers=self.renumbers or renumbers)


def opened(text: str) -> Manuscript:
    """A text before anything was planted."""
    old = parse(text)
    pieces = tuple(
        Piece(key=at, source=block.source, kind=block.kind, text=block.text, label=block.label)
        for at, block in enumerate(old)
    )
    return Manuscript(old=old, pieces=pieces)


def proved(manuscript: Manuscript) -> tuple[Block, ...] | None:
    """The blocks of the new text; None when they are not what was meant."""
    new = parse(manuscript.text)
    pieces = [piece for piece in manuscript.pieces if not piece.gone]
    if len(new) != len(pieces) or not all(
        _as_meant(manuscript, *pair) for pair in zip(pieces, new, strict=True)
    ):
        return None
    return new


def _as_meant(manuscript: Manuscript, piece: Piece, block: Block) -> bool:
    old = manuscript.old[piece.key] if piece.key < FRESH else None
    if block.kind != piece.kind or not _label_as_meant(manuscript, piece, block):
        return False
    if piece.sheet and old and old.table and block.table:
        return old.table.caption == block.table.caption and piece.sheet.holds(
            old.table, block.table
        )
    if block.text != piece.text:
        return False
    if old is None or piece.touched:
        return not (piece.reformatted and old and joined(old.content) == joined(block.content))
    return _substance(old) == _substance(block)


def _label_as_meant(manuscript: Manuscript, piece: Piece, block: Block) -> bool:
    if block.label == piece.label:
        return True
    listed = all(label[:-1].isdigit() and label[-1] in ".)" for label in (piece.label, block.label))
    return manuscript.renumbers and listed and not piece.touched


def _substance(block: Block) -> tuple[object, ...]:
    depth = block.depth if block.kind == "heading" else 0
    return depth, block.quoted, block.term, joined(block.content), block.table


def apart(
    manuscript: Manuscript, kinds: tuple[str, ...] = ("paragraph", "heading")
) -> Iterator[int]:
    """The positions of the free pieces of some kinds that have something to read."""
    for at, piece in enumerate(manuscript.pieces):
        if manuscript.free(at) and piece.kind in kinds and piece.text.strip():
            yield at


def confusable(manuscript: Manuscript) -> bool:
    """Whether what was put in is like what was taken out or changed elsewhere, so that it could be
    the same, moved.

    Nobody could then say what was planted. Measured is how many words two texts share, in whatever
    order.
    """
    standing = {piece.key: piece for piece in manuscript.pieces if not piece.gone}
    changed = [
        block.text
        for key, block in enumerate(manuscript.old)
        if key not in standing or standing[key].text != block.text or standing[key].sheet
    ]
    fresh = [piece.text for piece in standing.values() if piece.key >= FRESH]
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
