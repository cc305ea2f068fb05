"""A weave and one of its versions in, what something of that version was in each of the versions
that led to it out, the newest first; and what counts as a change of substance on the way.

Nothing counts that only follows from something else: a number or a reference that moved on, form
alone.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, Protocol, TypeVar

from build_tools.model import Block
from build_tools.model.weave import (
    Members,
    Weave,
    WovenBlock,
    WovenCell,
    WovenStretch,
    WovenTable,
    WovenTie,
    content_at,
    first_of,
    member,
    state_at,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """Since when something stands in a version; by places in `Weave.versions`."""

    came: int
    """The first version that had it, whatever its number and wherever it stood then."""
    changed: int
    """The version that last brought it, moved it, or changed it in substance."""


class Station(NamedTuple):
    """Where a block stood in one of the versions."""

    version: int
    place: int
    """In `Weave.blocks`."""
    tie: WovenTie | None
    """How it came to this place in this version, where it was moved, divided or joined."""


class Standing(Protocol):
    """What something was in one of the versions."""

    @property
    def version(self) -> int:
        """Which one."""


S = TypeVar("S", bound=Standing)


class Past:
    """The versions that led to one of a weave, and what stood in them."""

    def __init__(self, weave: Weave, version: int) -> None:
        self.weave = weave
        self.version = version
        self.path = weave.path(version)
        self._members: Members = sum(map(member, self.path))
        self._ties: dict[tuple[int, int], WovenTie] = {}
        for tie in weave.ties:
            self._ties |= dict.fromkeys([(tie.version, place) for place in tie.new], tie)

    def stations(self, place: int) -> Iterator[Station]:
        """Where the block that the version has at a place stood in each version that had it. Of
        several that were joined, where the first of them did.
        """
        for version in reversed(self.path):
            if self.weave.blocks[place].members >> version & 1:
                tie = self.tie(version, place)
                yield Station(version, place, tie)
                place = tie.old[0] if tie else place

    def stood(self, members: Members) -> int | None:
        """The version on the way since which what stands in these versions has stood without a
        break; None where there was one.
        """
        came = first_of(members & self._members)
        is_broken = (self._members & ~members) >> came
        return None if is_broken else came

    def is_steady(self, block: WovenBlock) -> bool:
        """Whether all of a block that is no table stands as it did when it came, at one place."""
        parts = [block.members, *(each.members for each in block.stretches)]
        held = {each & self._members for each in parts} - {0}
        return len(block.states) == len(held) == 1 and block.table is None

    def since(self, states: Sequence[S], is_changed: Callable[[S, S], bool]) -> Since:
        """Since when something stands that was in these states, the newest first; `is_changed` is
        asked of a state and the one before it.
        """
        came = states[-1].version
        for later, earlier in pairwise(states):
            if not self._follows(later, earlier) or is_changed(later, earlier):
                return Since(came=came, changed=later.version)
        return Since(came=came, changed=came)

    def written(self, stretch: WovenStretch) -> int:
        """The version that wrote a stretch, or the first on the way that had it, where it was
        written on another.
        """
        if self._members >> stretch.origin & 1:
            return stretch.origin
        return first_of(stretch.members & self._members)

    def brought_back(self, stretch: WovenStretch) -> int | None:
        """The version that brought a stretch back in substance, the last one that did; None for
        what stood since it was written.
        """
        if self.stood(stretch.members) is not None:
            return None
        held = stretch.members & self._members
        for earlier, later in reversed(list(pairwise(self.path))):
            if held >> later & 1 and not held >> earlier & 1 and later not in stretch.noise:
                return later if held & (member(later) - 1) else None
        return None

    def stood_between(self, gone: Iterable[WovenStretch], beside: Members) -> bool:
        """Whether one of some stretches that are gone was of substance in a version on the way that
        had what stands on both sides of them.
        """
        beside &= self._members
        return any(each.members & beside and not self._only_followed(each) for each in gone)

    def _only_followed(self, stretch: WovenStretch) -> bool:
        """Whether a stretch went each time only as it followed something else."""
        went = [
            later
            for earlier, later in pairwise(self.path)
            if stretch.members >> earlier & 1 and not stretch.members >> later & 1
        ]
        return all(later in stretch.noise for later in went)

    def tie(self, version: int, place: int) -> WovenTie | None:
        """How the block at a place came to it in a version; None where it was not moved,
        divided or joined.
        """
        base = self.weave.versions[version].base
        if base is None or self.weave.blocks[place].members >> base & 1:
            return None
        return self._ties.get((version, place))

    def _follows(self, later: Standing, earlier: Standing) -> bool:
        """Whether nothing lies between two states: it was not taken out and brought back."""
        return self.weave.versions[later.version].base == earlier.version


# --- What is of substance -------------------------------------------------------------------------


def is_changed_block(block: WovenBlock, old: int, new: int) -> bool:
    """Whether a step changed a block in substance that stands at one place in both versions."""
    if not block.consequential >> new & 1 and _shape_at(block, old) != _shape_at(block, new):
        return True
    if is_changed_text(block.stretches, old, new):
        return True
    return block.table is not None and _is_changed_table(block.table, old, new)


def is_changed_text(stretches: Iterable[WovenStretch], old: int, new: int) -> bool:
    """Whether a step changed what stands at one place, and not only what follows."""
    return any(_differs(each.members, old, new) and new not in each.noise for each in stretches)


def is_changed_cell(cell: WovenCell | None, old: int, new: int) -> bool:
    """The same of a cell, which may have been merged with another or parted from it; that counts
    for nothing where its text only follows.
    """
    if cell is None:
        return False
    if state_at(cell.merges, old) == state_at(cell.merges, new):
        return is_changed_text(cell.stretches, old, new)
    follows = any(new in each.noise for each in cell.stretches)
    return not follows or is_changed_text(cell.stretches, old, new)


def _is_changed_table(table: WovenTable, old: int, new: int) -> bool:
    before, after = state_at(table.states, old), state_at(table.states, new)
    if before is None or after is None or before.header_rows != after.header_rows:
        return True
    if any(_differs(line.members, old, new) for line in (*table.rows, *table.columns)):
        return True
    if is_changed_text(table.caption, old, new):
        return True
    return any(is_changed_cell(cell, old, new) for cell in table.cells.values())


def _shape_at(block: WovenBlock, version: int) -> tuple[object, ...]:
    """What a redline marks of a block but for its text: no address and no citation, which follow
    from what it stands in.
    """
    state = state_at(block.states, version)
    assert isinstance(state, Block)
    return state.kind, state.label, state.depth, state.quoted, state.note_level


def _differs(members: Members, old: int, new: int) -> bool:
    return bool((members >> old ^ members >> new) & 1)


def is_changed_on_the_way(
    new: WovenCell | None, version: int, old: WovenCell | None, before: int
) -> bool:
    """Whether a cell that moved with its row or its column says something else than it did.

    What came is known by its origin, and what only follows stands in place of what it follows. So
    what is gone without that was taken out.
    """
    new, old = new or WovenCell(), old or WovenCell()
    if state_at(new.merges, version) != state_at(old.merges, before):
        return True
    if content_at(new.stretches, version) == content_at(old.stretches, before):
        return False
    there = [each for each in new.stretches if each.members >> version & 1]
    if any(each.origin == version and version not in each.noise for each in there):
        return True
    return not any(version in each.noise for each in there)
