"""Two versions of a weave in, the way from the one to the other out: which of them has something,
and which version on the way brought it or took it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise
from typing import Protocol, Self, TypeVar

from build_tools.model import Side
from build_tools.model.weave import Members, Weave, member


@dataclass(frozen=True, slots=True)
class Leg:
    """A part of a way: from one version to another, of which the one was made from the other."""

    left: int
    reached: int

    @property
    def made(self) -> int:
        """Of the two, the version that was made from the other."""
        return max(self.left, self.reached)

    @property
    def is_forward(self) -> bool:
        """Whether the one that is reached was made from the one that is left."""
        return self.made == self.reached

    def brings(self, members: Members) -> bool:
        """Whether something of these members stands only where the leg leads to."""
        return not members >> self.left & 1 and bool(members >> self.reached & 1)

    def takes(self, members: Members) -> bool:
        """Whether something of these members stands only where the leg begins."""
        return bool(members >> self.left & 1) and not members >> self.reached & 1


@dataclass(frozen=True)
class Way:
    """From one version of a weave to another, by way of those between."""

    old: int
    new: int
    legs: tuple[Leg, ...]

    @classmethod
    def of(cls, weave: Weave, old: int, new: int) -> Self:
        """Back to the last version that both were made from, and on from there."""
        back, forth = weave.path(old), weave.path(new)
        common = sum(a == b for a, b in zip(back, forth, strict=False))
        stations = [*back[common:][::-1], *forth[common - 1 :]]
        return cls(old, new, tuple([Leg(a, b) for a, b in pairwise(stations)]))

    @cached_property
    def stops(self) -> tuple[int, ...]:
        """The two versions and those between, in the order of the way."""
        return (self.old, *[leg.reached for leg in self.legs])

    @cached_property
    def members(self) -> Members:
        """The same as a set."""
        return sum(map(member, self.stops))

    @cached_property
    def made(self) -> Members:
        """The versions whose steps the way goes, forward or back. What none of them touches
        (`Weave.touching`) is the same all along.
        """
        return sum([member(leg.made) for leg in self.legs])

    def excursions(self, members: Members) -> tuple[tuple[Leg, Leg], ...]:
        """Of what stands in both of the two versions, or in neither: where that begins to be
        otherwise between them, and where it ends, by the legs that do it.
        """
        if self.side(members) in ("old", "new") or members & self.members in (0, self.members):
            return ()
        turning = [leg for leg in self.legs if leg.brings(members) or leg.takes(members)]
        return tuple(zip(turning[::2], turning[1::2], strict=True))

    def side(self, members: Members) -> Side | None:
        """Which of the two versions something stands in; None for neither."""
        old, new = members >> self.old & 1, members >> self.new & 1
        if old and new:
            return "both"
        if old or new:
            return "old" if old else "new"
        return None

    def made_by(self, members: Members) -> int:
        """The version that brought, or took, what stands in one of the two alone; the last one that
        did, whichever way is gone.
        """
        if members not in self._makers:
            came = bool(members >> self.new & 1)
            did = [leg for leg in self.legs if (leg.brings if came else leg.takes)(members)]
            self._makers[members] = max(leg.made for leg in did)
        return self._makers[members]

    @cached_property
    def _makers(self) -> dict[Members, int]:
        """Those that were asked for: of thousands of stretches most stand in a few sets."""
        return {}


def tied_together(weave: Weave, way: Way) -> dict[int, tuple[int, ...]]:
    """The places of blocks that moved, were divided or were joined on a way, each with all those
    that it is tied to.
    """
    by_id: dict[str, list[int]] = {}
    for place, block in enumerate(weave.blocks):
        by_id.setdefault(block.id, []).append(place)
    ties = [[*tie.old, *tie.new] for tie in weave.ties if way.made >> tie.version & 1]
    groups: dict[int, set[int]] = {}
    for tied in (*by_id.values(), *ties):
        standing = [place for place in tied if weave.blocks[place].members & way.members]
        if len(standing) > 1:
            group = set(standing).union(*[groups.get(place, ()) for place in standing])
            groups.update(dict.fromkeys(group, group))
    return {place: tuple(sorted(group)) for place, group in groups.items()}


class Placed(Protocol):
    """What stands in one version of two or in both."""

    @property
    def side(self) -> Side:
        """Which of the two it stands in."""


P = TypeVar("P", bound=Placed)


def deleted_first(things: Iterable[P]) -> Iterator[P]:
    """Things of a weave as a redline has them: where a stretch of what stands in one version alone
    begins with the new, each of its old parts changes places with the new one before it.
    """
    for is_kept, group in groupby(things, key=lambda thing: thing.side == "both"):
        if is_kept:
            yield from group
            continue
        parts = [list(part) for _, part in groupby(group, key=lambda thing: thing.side)]
        if parts[0][0].side == "new":
            parts = _changed_about(parts)
        for part in parts:
            yield from part


def _changed_about(parts: list[list[P]]) -> list[list[P]]:
    """The second before the first, the fourth before the third, and so on."""
    changed = list(parts)
    changed[0 : len(parts) // 2 * 2 : 2] = parts[1::2]
    changed[1::2] = parts[0 : len(parts) // 2 * 2 : 2]
    return changed
