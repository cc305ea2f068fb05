"""Everything that ever stood in a sequence and what a version says of it in, everything in its new
order out. The same for blocks, rows and columns.
"""

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from build_tools.model import Side

T = TypeVar("T")
"""A thing of the sequence."""
S_contra = TypeVar("S_contra", contravariant=True)
"""What a redline says of a thing."""


class Loom(Protocol[T, S_contra]):
    """How a version is woven into things of one sort."""

    def stood(self, thing: T) -> bool:
        """Whether the version before has a thing."""

    def keep(self, thing: T, said: S_contra) -> None:
        """Let the version have what the one before it has."""

    def keys_of(self, thing: T) -> Iterable[Hashable]:
        """By what a thing is found again that the version before does not have: what it said in
        each version that had it, and what it was called; None for nothing.
        """

    def keys_in(self, said: S_contra) -> tuple[Hashable, Hashable]:
        """What it says that the version adds, and what that is called, as `keys_of` has them; None
        where it is not to be looked for by that.
        """

    def is_back(self, thing: T, said: S_contra) -> bool:
        """Whether what the version adds is a thing that said the same in an earlier one."""

    def is_back_changed(self, thing: T, said: S_contra) -> bool:
        """The same, for a thing that was called the same and said something else."""

    def bring_back(self, thing: T, said: S_contra) -> None:
        """Let the version have what an earlier one had."""

    def make(self, said: S_contra) -> T:
        """What no version had at this place."""


def woven(
    things: Sequence[T], said: Iterable[tuple[Side, S_contra]], loom: Loom[T, S_contra]
) -> list[T]:
    """Everything in its new order, of which a redline says what the version keeps, takes out and
    adds.

    What comes is put in after what stood before it. It is looked for among all that ever stood
    between the two things around it that are kept.
    """
    left = list(things)[::-1]
    done: list[T] = []
    region: list[tuple[Side, S_contra]] = []
    for side, of in said:
        if side != "both":
            region.append((side, of))
            continue
        done += _region(_before_kept(left, region, loom), region, loom)
        region = []
        kept = left.pop()
        loom.keep(kept, of)
        done.append(kept)
    return done + _region(left[::-1], region, loom)


def _before_kept(
    left: list[T], region: Sequence[tuple[Side, S_contra]], loom: Loom[T, S_contra]
) -> list[T]:
    """What stands before the next thing that is kept, taken off what is left."""
    out = sum(side == "old" for side, _ in region)
    taken: list[T] = []
    while out or not loom.stood(left[-1]):
        out -= loom.stood(left[-1])
        taken.append(left.pop())
    return taken


def _region(
    things: Sequence[T], said: Sequence[tuple[Side, S_contra]], loom: Loom[T, S_contra]
) -> list[T]:
    """What ever stood between two things that are kept, with what comes between them."""
    if not said:
        return list(things)
    taken_out = iter([place for place, thing in enumerate(things) if loom.stood(thing)])
    back = dict(_coming_back(things, said, loom))
    ahead = [*back.values(), len(things)]
    done: list[T] = []
    passed = 0
    for at, (side, of) in enumerate(said):
        if side == "old":
            until = next(taken_out) + 1
            if until <= ahead[0]:
                done += things[passed:until]
                passed = max(passed, until)
        elif at in back:
            place = ahead.pop(0)
            loom.bring_back(things[place], of)
            done += things[passed : place + 1]
            passed = place + 1
        else:
            done.append(loom.make(of))
    return [*done, *things[passed:]]


def _coming_back(
    things: Sequence[T], said: Sequence[tuple[Side, S_contra]], loom: Loom[T, S_contra]
) -> Iterator[tuple[int, int]]:
    """What is added and was there before, each with the place of that; both in order."""
    added = [(at, of) for at, (side, of) in enumerate(said) if side != "old"]
    gone = _gone_by_key(things, loom) if added else {}
    begin = 0
    for at, of in added:
        place = _place_of(of, things, gone, begin, loom)
        if place is not None:
            yield at, place
            begin = place + 1


def _gone_by_key(things: Sequence[T], loom: Loom[T, S_contra]) -> dict[Hashable, list[int]]:
    """The places of what the version before does not have, in order, by the keys of each."""
    found: dict[Hashable, list[int]] = {}
    for place, thing in enumerate(things):
        if not loom.stood(thing):
            for key in set(loom.keys_of(thing)) - {None}:
                found.setdefault(key, []).append(place)
    return found


def _place_of(
    said: S_contra,
    things: Sequence[T],
    gone: Mapping[Hashable, Sequence[int]],
    begin: int,
    loom: Loom[T, S_contra],
) -> int | None:
    """Where what is added was before, from a place on: as it is now, or else otherwise; None where
    it was not.
    """
    ways = zip(loom.keys_in(said), (loom.is_back, loom.is_back_changed), strict=True)
    for key, is_back in ways:
        places = gone.get(key, ())
        for at in range(bisect_left(places, begin), len(places)):
            if is_back(things[places[at]], said):
                return places[at]
    return None
