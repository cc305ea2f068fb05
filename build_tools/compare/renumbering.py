"""Two texts and the pairs of their blocks in, what they say of numbers out: which provisions and
which notes only changed their number, and which references follow them.
"""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from functools import lru_cache

from build_tools.compare.words import Following, FollowingReference, Renumbering
from build_tools.model import Version
from build_tools.text.labels import Pointer, Provisions, Reference, joined_anchor, references


class Renumberings:
    """What became of the numbers of two versions, of which some blocks are pairs."""

    def __init__(self, old: Version, new: Version, pairs: Mapping[int, int]) -> None:
        """The pairs are of positions in the two bodies."""
        old_blocks, new_blocks = old.body, new.body
        blocks = [(old_blocks[i], new_blocks[j]) for i, j in pairs.items()]
        self._notes = {
            before.label: after.label
            for before, after in blocks
            if before.kind == after.kind == "footnote"
        }
        self._renumbered = {
            before.anchor: after.anchor
            for before, after in blocks
            if before.anchor and after.anchor and before.anchor != after.anchor
        }
        self._old, self._new = _Text(old), _Text(new)

    def between(self, i: int | None, j: int | None) -> Renumbering:
        """What is known of the texts of an old block and a new one, at their positions."""
        if i is None or j is None or not self._renumbered:
            return Renumbering(self._notes)

        def following(old: str, new: str) -> Following:
            followers = list(self._old.follower(old, i, self._renumbered.get))
            followed = list(self._new.follower(new, j, str)) if followers else []
            in_both = _provisions(followers) & _provisions(followed)
            return _among(followers, in_both), _among(followed, in_both)

        return Renumbering(self._notes, following)


class _Text:
    """A version, and where the references in it point."""

    def __init__(self, version: Version) -> None:
        self._version = version
        self._provisions = Provisions([block.anchor for block in version.body])

    def follower(
        self, prose: str, at: int, renumbered: Callable[[str], str | None]
    ) -> Iterator[FollowingReference]:
        """The numbers of the references in a text of the block at a position, each with the new
        anchor of its provision; without those that have none.
        """
        for pointer in self._pointers(prose):
            anchor, rest = self._provisions.nearest(pointer, at)
            if provision := renumbered(anchor):
                yield FollowingReference(
                    start=pointer.start, end=pointer.end, provision=joined_anchor(provision, *rest)
                )

    def _pointers(self, prose: str) -> Iterator[Pointer]:
        """The numbers in the references of a text to its own document."""
        for reference in _references(prose):
            if not reference.document or self._version.is_called(reference.document):
                yield from reference.pointers


@lru_cache(maxsize=16)
def _references(prose: str) -> tuple[Reference, ...]:
    return tuple(references(prose))


def _provisions(references_: Sequence[FollowingReference]) -> set[str]:
    return {each.provision for each in references_}


def _among(
    references_: Sequence[FollowingReference], provisions: Container[str]
) -> list[FollowingReference]:
    return [each for each in references_ if each.provision in provisions]
