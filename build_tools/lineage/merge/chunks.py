"""The chunks of a merged text, each as a file has it → the text.

Blocks are taken over as they are written in the one file or the other; only a label may be put in
place of another.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from build_tools.model import Block, Cell, joined, prose

BranchName: TypeAlias = Literal["ours", "theirs"]
Fingerprint: TypeAlias = tuple[object, ...]
"""What a block is and says, its label apart; two blocks with the same are the same."""

CONFLICT_MARKER = "[conflict:"
"""How each mark begins that stands where both branches changed the same."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of the merged text."""

    source: str
    branch: BranchName | None = None
    """The branch that it comes from as it stands there."""
    position: int = -1
    """Which of that branch's blocks it is."""
    fingerprint: Fingerprint | None = None
    """What it must say once it is read again; None for a conflict marker."""
    shown: Literal["always", "marked", "unmarked"] = "always"
    """Whether it stands in the text at all, or only where conflicts are marked, or only where they
    are not."""
    ours: int | None = None
    theirs: int | None = None
    """Which block of each branch it is; None where it is in none of it."""
    words_of: tuple[BranchName | None, ...] = ()
    """The branch that each of its texts comes from, as `texts_of` has them, which says what the
    references in it mean; None for one that says both."""


def texts_of(block: Block) -> Iterator[str]:
    """The texts of a block in which references are found: its own, or the caption and the cells of
    a table.
    """
    if block.table is None:
        yield prose(block.content)
        return
    yield prose(block.table.caption)
    for row in block.table.rows:
        for cell in row:
            yield prose(cell.content)


def marker(words: str) -> Chunk:
    """A conflict marker that says these words."""
    return Chunk(f"{CONFLICT_MARKER} {words}]", shown="marked")


def joined_chunks(chunks: Sequence[Chunk], lengths: Mapping[BranchName, int]) -> str:
    """The chunks as one text: as their file has them where they follow one another there, else a
    line apart.

    `lengths` says how many blocks each branch has, so that the last one of a file ends as the file
    does.
    """
    text = ""
    for chunk, after in zip(chunks, [*chunks[1:], None], strict=True):
        text += chunk.source
        if after is not None:
            follows = (chunk.branch, chunk.position + 1) == (after.branch, after.position)
            if chunk.branch is None or not follows:
                text = text.rstrip("\n") + "\n\n"
        elif chunk.branch is None or chunk.position != lengths[chunk.branch] - 1:
            text = text.rstrip("\n") + "\n"
    return text


def fingerprint(block: Block) -> Fingerprint:
    """What a block is and says, whatever its label is and however its columns are aligned."""
    depth = block.depth if block.kind == "heading" else 0
    grid: object = None
    if block.table is not None:
        grid = joined(block.table.caption), tuple(map(_row_fingerprint, block.table.rows))
    place = block.kind, block.quoted, block.note_level, depth
    return *place, bool(block.label), joined(block.content), grid


def _row_fingerprint(cells: Sequence[Cell]) -> Fingerprint:
    return tuple((joined(cell.content), cell.merge) for cell in cells)


def relabelled(source: str, old: str, new: str) -> str:
    """A block's source with another label at its head."""
    return source.replace(old, new, 1) if old else source
