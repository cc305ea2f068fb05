"""The edits of what was moved, divided or joined between two versions in, the same out, each with
the version that made it.

Blocks that stand in one of the two versions alone have stretches of their own, so those of a tie do
not pair up as those of one block do. What was written is known by its origin. What was taken out of
the blocks after they were moved, divided or joined still stands in those, for the versions between.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from build_tools.lineage.weave.way import Way
from build_tools.model import Edit, Edits, plain
from build_tools.model.weave import WovenBlock, WovenStretch, member

_Letter: TypeAlias = tuple[WovenBlock, WovenStretch] | None
"""Where a letter of one side stands; None for the line break between two blocks."""


@dataclass(frozen=True)
class TieMakers:
    """Who made what in one tie; its blocks hold text, and no tables."""

    way: Way
    labels: Sequence[str]
    """Of the versions."""
    old: Sequence[WovenBlock]
    new: Sequence[WovenBlock]

    def attributed(self, edits: Edits) -> Edits:
        """Edits between the two sides, cut where another version made what follows."""
        old, new = _letters(self.old, self.way.old), _letters(self.new, self.way.new)
        found: list[Edit] = []
        old_at = new_at = 0
        for edit in edits:
            old_end, new_end = old_at + len(plain(edit.old)), new_at + len(plain(edit.new))
            if edit.op == "=":
                found.append(edit)
            elif edit.op == "~" or not _is_text(edit):
                found.append(replace(edit, by=self.labels[self._tied]))
            else:
                found += self._by_maker(edit, [*old[old_at:old_end], *new[new_at:new_end]])
            old_at, new_at = old_end, new_end
        return tuple(found)

    @cached_property
    def _tied(self) -> int:
        """The version that moved, divided or joined them, or the last of several."""
        blocks = [each for each in (*self.new, *self.old) if self._is_lone(each)]
        return self.way.made_by(blocks[0].members)

    def _is_lone(self, woven: WovenBlock | WovenStretch) -> bool:
        """Whether it stands in one of the two versions alone."""
        return self.way.side(woven.members) != "both"

    def _by_maker(self, edit: Edit, letters: Sequence[_Letter]) -> Iterator[Edit]:
        """An edit that deletes or inserts these letters, in parts of one maker each."""
        start = 0
        runs = [(self._maker(letter), len(list(run))) for letter, run in groupby(letters)]
        for maker, group in groupby(runs, key=itemgetter(0)):
            stop = start + sum([length for _, length in group])
            part = edit.sliced(start, stop)
            went_with_it = maker == self._tied and not self._is_written(edit)
            by = self._taken_later(part.text) if went_with_it else maker
            yield replace(part, by=self.labels[by])
            start = stop

    def _maker(self, letter: _Letter) -> int:
        """The version that wrote a letter, or took it with its block or before."""
        if letter is None:
            return self._tied
        block, stretch = letter
        if not self._is_lone(stretch):
            return self._tied
        made = self.way.made_by(stretch.members)
        is_of_block = self._is_lone(block) and made == self.way.made_by(block.members)
        if not is_of_block or made in stretch.noise:
            return made
        return stretch.origin if self.way.made >> stretch.origin & 1 else made

    def _is_written(self, edit: Edit) -> bool:
        """Whether what an edit marks was written on the way, and not taken out; the way may lead
        back.
        """
        forward = next(leg.is_forward for leg in self.way.legs if leg.made == self._tied)
        return forward == (edit.op == "+")

    def _taken_later(self, text: str) -> int:
        """The version that took a text out after it was tied; that which tied it where none did."""
        found = [self._tied]
        for block in (*self.old, *self.new):
            for stretch in block.stretches:
                if self.way.side(stretch.members) is None and text.strip() in stretch.text:
                    found += self._touching(stretch)
        return max(found)

    def _touching(self, stretch: WovenStretch) -> Iterator[int]:
        """The versions that brought or took a stretch after it was tied."""
        for leg in self.way.legs:
            if leg.made > self._tied and leg.brings(stretch.members) != leg.takes(stretch.members):
                yield leg.made


def _is_text(edit: Edit) -> bool:
    """Whether an edit can be cut at its letters: a picture has none, and is not to be lost."""
    return all(run.text for run in (*edit.old, *edit.new))


def _letters(blocks: Sequence[WovenBlock], version: int) -> list[_Letter]:
    """Where each letter of a side stands, in the text of one version."""
    found: list[_Letter] = []
    for at, block in enumerate(blocks):
        found += [None] if at else []
        for stretch in block.stretches:
            if stretch.members & member(version):
                found += [(block, stretch)] * len(stretch.text)
    return found
