"""A version in which provisions came or went, and the one that it goes from → which of its
provisions each reference means.

What a reference that was not touched means is what it meant before, whatever prints that number
now. Any other means what has the number in the text as it is.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from build_tools.check.cited import Cited
from build_tools.check.kept_references import PairedReference, paired_references, successors
from build_tools.check.series import Value
from build_tools.editing.renumber.counting import BEFORE, Breaks, Numbering, breaks
from build_tools.model import Block, Redline, Version
from build_tools.text.labels import Pointer, Provisions, original_anchor

LINK = re.compile(r"(?<=\]\(#)[^\s)]+(?=[\s)])")
"""The address in a link to a provision of the same text."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a reference means."""

    at: int | None
    """The position of the provision among the blocks; None where nobody can tell."""
    left: tuple[str, ...] = ()
    """What of the path is no block of its own: "a" where the limbs of a clause are not."""
    why: str = ""
    """Why nobody can tell."""
    before: "Meant | None" = None
    """What it meant before somebody wrote another number there."""


class Meanings:
    """The provisions of a version, and what references mean."""

    def __init__(self, version: Version, redline: Redline | None) -> None:
        """`redline` is from the version that this one goes from."""
        self.version = version
        self._blocks = version.blocks
        self.provisions = provisions_of(version)
        self._places = {each.anchor: at for at, each in enumerate(self._blocks) if each.anchor}
        self._same = same_numbers(version.blocks)
        self._old = provisions_of(redline.old) if redline else None
        self._became = dict(self._successors(redline)) if redline else {}
        self._redline = redline
        self._links = dict(self._kept_links(redline)) if redline else {}
        self._pairs = _by_place(paired_references(redline)) if redline else {}

    @property
    def base(self) -> Version | None:
        """The version that this one goes from."""
        return self._redline.old if self._redline else None

    def known_breaks(self) -> Breaks:
        """Where a series did not count on before, at the positions that these provisions have."""
        if self.base is None:
            return frozenset()
        old = self.base.blocks
        found = breaks(Numbering(self.base))
        now = {at: self._became.get(each.anchor) for at, each in enumerate(old) if each.anchor}
        pairs = [(BEFORE if one == BEFORE else now.get(one), now.get(two)) for one, two in found]
        return frozenset((one, two) for one, two in pairs if one is not None and two is not None)

    def known_firsts(self) -> dict[int, Value]:
        """Where a series began before that did not begin with a first, by the positions that its
        provisions have.
        """
        firsts: dict[int, Value] = {}
        for numbering in self.before():
            firsts |= self._firsts(numbering)
        return firsts

    def known_followed(self, start: int) -> dict[int, int]:
        """The tables that had the number of a provision before, from a position on, each with that;
        at the positions that they have now.
        """
        followed: dict[int, int] = {}
        for numbering in self.before():
            for at, each in numbering.numbered.items():
                pair = [at] if each.follows is None else [at, each.follows]
                now = [self._became.get(numbering.blocks[it].anchor) for it in pair]
                if len(now) == 2 and now[0] is not None and now[1] is not None:
                    followed[now[0]] = now[1]
        return {table: at for table, at in followed.items() if start <= at < table}

    def before(self) -> list[Numbering]:
        """The numbers of the version that this one goes from; none where there is none."""
        return [] if self.base is None else [Numbering(self.base)]

    def _firsts(self, before: Numbering) -> dict[int, Value]:
        firsts: dict[int, Value] = {}
        for members in before.series():
            first = members[0][1]
            now = [self._became.get(before.blocks[at].anchor) for at, _ in members]
            if first >= (2,):
                firsts |= {at: first for at in now if at is not None}
        return firsts

    def addresses(self, at: int, made: Sequence[Block]) -> dict[str, str]:
        """Where the links of a block to provisions of the text lead, by where they led, with the
        blocks as they are `made`.
        """
        moved: dict[str, str] = {}
        for link in set(LINK.findall(self._blocks[at].source)):
            now = self._places.get(link)
            if at in self._links and link in self._links[at]:
                now = self._became.get(link, now)
            if now is not None and made[now].anchor != link:
                moved[link] = made[now].anchor
        return moved

    def own(self, cited: Cited) -> Meant | None:
        """What a reference of the version to itself means; None where it points at nothing, and
        did before.
        """
        pair = self._pairs.get(_place(cited))
        return self.meant(cited.reference.pointers[0], cited.at, pair)

    def elsewhere(self, redline: Redline | None) -> Callable[[Cited], Meant | None]:
        """What references to the version mean that stand in a text of another document; `redline`
        is from the version that that one goes from.
        """
        pairs = _by_place(paired_references(redline)) if redline else {}
        return lambda cited: self.meant(cited.reference.pointers[0], None, pairs.get(_place(cited)))

    def meant(
        self, pointer: Pointer, at: int | None, pair: PairedReference | None = None
    ) -> Meant | None:
        """The same of a number; `at` is the position of its block, None in another document."""
        anchor, left = self.provisions.nearest(pointer, at)
        printed = self._nearest_copies(self._same.get(anchor, []), pointer, at)
        was = self._was(pair, at)
        if was is not None and pair is not None and pair.one_by_one:
            return was
        if len(printed) == 1:
            written = pair is not None and not pair.stayed
            return Meant(printed[0], left, before=self._before(pair, at) if written else None)
        if was is not None and was.at in printed:
            return was
        if not printed:
            return None
        lines = " and ".join(str(self._blocks[each].line) for each in printed)
        return Meant(None, left, f"several provisions have that number, on lines {lines}")

    def _was(self, pair: PairedReference | None, at: int | None) -> Meant | None:
        """What a reference that stayed meant in the version before, as it is now."""
        return self._before(pair, at) if pair is not None and pair.stayed else None

    def _before(self, pair: PairedReference | None, at: int | None) -> Meant | None:
        """What a reference meant in the version before, as it is now."""
        if pair is None or self._old is None:
            return None
        pointer = pair.was.reference.pointers[0]
        anchor, left = self._old.nearest(pointer, None if at is None else pair.was.at)
        if not anchor:
            return None
        became = self._became.get(anchor)
        if became is None:
            return Meant(None, left, "the provision that it means is gone")
        return Meant(became, left)

    def _nearest_copies(self, copies: Sequence[int], pointer: Pointer, at: int | None) -> list[int]:
        """Of provisions that print one number, that of the clause in which a reference by a letter
        alone stands.
        """
        if len(copies) < 2 or at is None or pointer.path[0][:1].isdecimal():
            return list(copies)
        around = set(self._around(self._blocks[at]))
        beside = [each for each in copies if self._blocks[each].within in around]
        return beside if len(beside) == 1 else list(copies)

    def _around(self, block: Block) -> Iterator[str]:
        """The anchors of what a block is and stands in."""
        while True:
            yield block.anchor or block.within
            if block.within not in self._places:
                return
            above = self._blocks[self._places[block.within]]
            if above is block:
                return
            block = above

    def _kept_links(self, redline: Redline) -> Iterator[tuple[int, set[str]]]:
        """Where the links of each block led before, by its position now."""
        by_place = {block.place: at for at, block in enumerate(self._blocks)}
        for passage in redline.passages:
            if passage.origin is not None and passage.new is not None:
                yield by_place[passage.new.place], set(LINK.findall(passage.origin.source))

    def _successors(self, redline: Redline) -> Iterator[tuple[str, int]]:
        """What became of each provision of the version before, by its anchor there."""
        by_place = {block.place: at for at, block in enumerate(self._blocks)}
        became = successors(redline)
        for block in redline.old.blocks:
            if block.anchor and block.line in became:
                yield block.anchor, by_place[became[block.line].place]

    def is_same_range(self, first: Cited, last: Cited) -> bool:
        """Whether a range that stayed takes in what it did before; one that was written anew means
        what it says.
        """
        pairs = [self._pairs.get(_place(each)) for each in (first, last)]
        stayed = [each.was for each in pairs if each is not None and each.stayed]
        if len(stayed) < 2 or self._old is None or self._redline is None:
            return True
        old = self._redline.old.blocks
        places = {block.anchor: at for at, block in enumerate(old) if block.anchor}
        was = [self._old.nearest(each.reference.pointers[0], each.at)[0] for each in stayed]
        now = [self._became.get(anchor) for anchor in was]
        if None in now or not all(was):
            return True
        ends = [at for at in now if at is not None]
        before = [old[at].anchor for at in _between(old, places[was[0]], places[was[1]])]
        after: list[int | None] = [*_between(self._blocks, ends[0], ends[1])]
        return [self._became.get(anchor) for anchor in before] == after


def _between(blocks: Sequence[Block], first: int, last: int) -> list[int]:
    """The positions of what a range of provisions takes in, its ends too."""
    end = blocks[first]
    return [
        at
        for at in range(first, last + 1)
        if blocks[at].label and (blocks[at].kind, blocks[at].within) == (end.kind, end.within)
    ]


Place: TypeAlias = tuple[int, int, int, str]
"""Of a reference: the position of its block, its first line, its first character, its text."""


def _place(cited: Cited) -> Place:
    return cited.at, cited.lines[0][0], cited.reference.start, cited.text


def _by_place(pairs: Iterable[PairedReference]) -> dict[Place, PairedReference]:
    return {_place(each.now): each for each in pairs}


def same_numbers(blocks: Sequence[Block]) -> dict[str, list[int]]:
    """The positions of all blocks that print the number of each, by the anchors of each."""
    by_anchor = {each.anchor: each for each in blocks if each.anchor}
    groups: dict[str, list[int]] = {}
    for at, block in enumerate(blocks):
        original = original_anchor(block.anchor) if block.anchor else None
        first = by_anchor.get(original or "")
        is_copy = first is not None and block.label != "" and first.label == block.label
        if block.anchor:
            groups.setdefault((original or "") if is_copy else block.anchor, []).append(at)
    by_copy: dict[str, list[int]] = {}
    for group in groups.values():
        by_copy |= {blocks[at].anchor: group for at in group}
    return by_copy


def provisions_of(version: Version) -> Provisions:
    """What the references in a version may point at."""
    return Provisions.of(version.blocks, version.bodies)
