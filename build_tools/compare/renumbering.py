"""The pairs of blocks in, what they say of numbers out: which provisions and which notes only
changed their number.
"""

from collections.abc import Container, Iterable, Sequence
from functools import lru_cache
from itertools import chain

from build_tools.compare.words import FollowingReference, Renumbering
from build_tools.compare.words.renumbering import Following
from build_tools.model import Block
from build_tools.text.labels import Number, references


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

    def following(old: str, new: str) -> Following:
        """The references of two texts to one provision that has another number in the new one."""
        followers = [(at, renumbered[at.anchor]) for at in _numbers(old) if at.anchor in renumbered]
        followed = [(at, at.anchor) for at in _numbers(new)] if followers else []
        in_both = {anchor for _, anchor in followers} & {anchor for _, anchor in followed}
        return _named(followers, in_both), _named(followed, in_both)

    return Renumbering(notes, following)


def _named(
    provisions: Iterable[tuple[Number, str]], wanted: Container[str]
) -> list[FollowingReference]:
    """The numbers of the provisions that are wanted, in order."""
    return [
        FollowingReference(start=at.start, end=at.end, provision=provision)
        for at, provision in provisions
        if provision in wanted
    ]


@lru_cache(maxsize=16)
def _numbers(text: str) -> tuple[Number, ...]:
    """The numbers in the cross-references of a text to the document that it is of."""
    own = (reference for reference in references(text) if not reference.document)
    return tuple(chain.from_iterable(reference.numbers for reference in own))
