"""The blocks of a text in, its provisions that begin with a heading out, each with all that stands
in it: "§ 8" is its heading and what follows, up to the next heading of its level.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from build_tools.model import Block
from build_tools.text.label_runs import bearers


@dataclass(frozen=True, slots=True)
class Whole:
    """A provision, from its heading to the last block in it, by their citations."""

    heading: str
    last: str
    level: int
    """Of its heading."""
    is_alone: bool = False
    """Whether a paragraph without a number, which is cited by its name, is all that it has under
    its heading."""


def wholes(blocks: Sequence[Block]) -> dict[str, Whole]:
    """Each by its name, which cites nothing else; a heading that has none is none."""
    called = bearers([block.citation for block in blocks], _alone(blocks))
    names = {citation: name for name, citation in called.items()}
    found = {}
    for at, block in enumerate(blocks):
        if block.kind == "heading" and names[block.citation] != block.citation:
            end = _last(blocks, at)
            name = names[block.citation]
            last = blocks[end].citation
            found[name] = Whole(block.citation, last, block.depth, is_alone=last == name)
    return found


def _alone(blocks: Sequence[Block]) -> set[str]:
    """How the paragraphs are cited that stand alone under a heading."""
    return {
        two.citation
        for one, two in pairwise(blocks)
        if one.kind == "heading" and not two.label and one.citation.startswith(two.citation)
    }


def _last(blocks: Sequence[Block], heading: int) -> int:
    """Where a provision ends that begins with a heading; what a note holds is of the text, and a
    heading that is quoted in a provision ends nothing but what is quoted with it.
    """
    last, own = heading, blocks[heading]
    for at in range(heading + 1, len(blocks)):
        block = blocks[at]
        ends = block.kind == "heading" and block.depth <= own.depth and block.quoted <= own.quoted
        if ends or block.quoted < own.quoted:
            break
        if block.kind != "footnote" and not block.note_level:
            last = at
    return last
