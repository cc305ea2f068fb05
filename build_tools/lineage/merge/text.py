"""The stretches of which a joint text is made, each as a file has it → the text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from build_tools.model import Block, joined

Hand: TypeAlias = Literal["ours", "theirs"]
Seen: TypeAlias = tuple[object, ...]
"""What a block says, its label apart."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the joint text."""

    source: str
    hand: Hand | None = None
    """The file that it comes from as it stands there."""
    at: int = -1
    """Which of that file's blocks it is."""
    says: Seen | None = None
    """What it must say once it is read again; None for a mark."""


def joined_pieces(pieces: Sequence[Piece], lengths: Mapping[Hand, int]) -> str:
    """The pieces as one text: as their file has them where they follow one another there, else a
    line apart.

    `lengths` says how many blocks each file has, so that the last one of a file ends as the file
    does.
    """
    text = ""
    for piece, after in zip(pieces, [*pieces[1:], None], strict=True):
        text += piece.source
        if after is None:
            whole = piece.hand is not None and piece.at == lengths[piece.hand] - 1
            text = text if whole else text.rstrip("\n") + "\n"
        elif piece.hand is None or (piece.hand, piece.at + 1) != (after.hand, after.at):
            text = text.rstrip("\n") + "\n\n"
    return text


def says(block: Block) -> Seen:
    """What a block says and what it is, whatever its label is and however its columns are
    aligned.
    """
    depth = block.depth if block.kind == "heading" else 0
    grid: object = None
    if block.table is not None:
        rows = tuple(
            tuple((joined(cell.content), cell.merge) for cell in row) for row in block.table.rows
        )
        grid = joined(block.table.caption), rows
    return block.kind, block.quoted, depth, bool(label_of(block)), joined(block.content), grid


def label_of(block: Block) -> str:
    """The label of a block, or of its table."""
    return block.table.label if block.table else block.label


def relabelled(source: str, was: str, label: str) -> str:
    """A block's source with another label at its head."""
    return source.replace(was, label, 1) if was else source
