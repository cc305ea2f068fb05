"""A redline → the references of its new text, each with what it was in the old one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from build_tools.check.cited import Cited, all_cited
from build_tools.model import Block, Redline, Version


@dataclass(frozen=True, slots=True)
class PairedReference:
    """A reference in two versions of its text."""

    was: Cited
    now: Cited
    one_by_one: bool
    """Whether its block has as many references as before, so that nothing had to be guessed."""

    @property
    def stayed(self) -> bool:
        """Whether it reads as it did."""
        was, now = self.was, self.now
        same = was.reference.anchor == now.reference.anchor
        return was.printed == now.printed and same


def paired_references(redline: Redline) -> Iterator[PairedReference]:
    """The references of each block that both versions have: one by one, where there are as many as
    before; else those that read the same, in their order.
    """
    old_places, new_places = _places(redline.old), _places(redline.new)
    for passage in redline.passages:
        if passage.origin is None or passage.new is None:
            continue
        old = list(all_cited(passage.origin, old_places[passage.origin.line], redline.old.bodies))
        new = list(all_cited(passage.new, new_places[passage.new.line], redline.new.bodies))
        for was, now in _paired(old, new):
            yield PairedReference(was, now, len(old) == len(new))


def successors(redline: Redline) -> Mapping[int, Block]:
    """What became of each old block, by its line: the new block that it is, where it is still
    there.
    """
    became: dict[int, Block] = {}
    for passage in redline.passages:
        if passage.old is not None and passage.successor is not None:
            became[passage.old.line] = passage.successor
    return became


def _paired(old: Sequence[Cited], new: Sequence[Cited]) -> Iterator[tuple[Cited, Cited]]:
    if len(old) == len(new):
        yield from zip(old, new, strict=True)
        return
    before, after = [each.printed for each in old], [each.printed for each in new]
    for match in SequenceMatcher(a=before, b=after, autojunk=False).get_matching_blocks():
        for at in range(match.size):
            yield old[match.a + at], new[match.b + at]


def _places(version: Version) -> dict[int, int]:
    """The position of each block of a version, by its line."""
    return {block.line: at for at, block in enumerate(version.blocks)}
