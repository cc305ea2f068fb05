"""The pairs of blocks in, what they say of numbers out: which provisions and which notes only
changed their number.
"""

from collections.abc import Sequence
from functools import lru_cache

from build_tools.compare.words import Renumbering
from build_tools.model import Block
from build_tools.text.labels import Reference, references


def find_renumbering(pairs: Sequence[tuple[Block, Block]]) -> Renumbering:
    """What the pairs, each of an old and a new block, say of provisions and notes that only changed
    their number.
    """
    renumbered = {
        old.anchor: new.anchor
        for old, new in pairs
        if old.anchor and new.anchor and old.anchor != new.anchor
    }
    notes = {old.label: new.label for old, new in pairs if old.kind == new.kind == "footnote"}
    if not renumbered:
        return Renumbering(notes)

    def same_provision(old: str, old_at: int, new: str, new_at: int) -> bool:
        before, after = _pointed_at(old, old_at), _pointed_at(new, new_at)
        return before in renumbered and renumbered[before] == after

    return Renumbering(notes, same_provision)


def _pointed_at(text: str, at: int) -> str | None:
    """The anchor that the cross-reference at an offset of a text points at."""
    return next(
        (found.anchor for found in _references(text) if found.start <= at < found.end), None
    )


@lru_cache(maxsize=16)
def _references(text: str) -> tuple[Reference, ...]:
    return tuple(references(text))
