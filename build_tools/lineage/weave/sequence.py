"""Everything that ever stood in a sequence and what a version says of it in, everything in its new
order out. The same for blocks, rows and columns.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
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

    def is_back(self, thing: T, said: S_contra) -> bool:
        """Whether what the version adds is a thing that an earlier one had."""

    def is_back_changed(self, thing: T, said: S_contra) -> bool:
        """The same, for a thing that does not say all that it said."""

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
    gone = [place for place, thing in enumerate(things) if not loom.stood(thing)]
    for at, (side, of) in enumerate(said):
        if side == "old":
            continue
        place = _place_of(of, things, gone, loom)
        if place is not None:
            yield at, place
            gone = gone[bisect_right(gone, place) :]


def _place_of(
    said: S_contra, things: Sequence[T], places: Sequence[int], loom: Loom[T, S_contra]
) -> int | None:
    """Where what is added was before: as it is now, or else otherwise; None where it was not."""
    for is_back in (loom.is_back, loom.is_back_changed):
        for place in places:
            if is_back(things[place], said):
                return place
    return None
