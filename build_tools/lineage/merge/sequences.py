"""What two hands made of one sequence → one sequence with the work of both, and where the two meet.

Of blocks, rows and columns alike. What moved is taken out at its old place and put in at its new
one. Nothing here knows what the things are.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

Positions: TypeAlias = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """What one hand made of a sequence. A gap is named by how many things of the old sequence stand
    before it.
    """

    length: int
    kept: Mapping[int, int]
    """Old positions and the new ones of what stayed in its order, edited or not."""
    elsewhere: frozenset[int]
    """Old positions of what was taken out here and stands in another place: moved, or merged into
    something."""
    inserted: Mapping[int, Positions]
    """For each gap, the new positions of what was put in there."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing of the joint sequence, by its positions in the three; None where it does not stand,
    or has moved.
    """

    base: int | None
    ours: int | None
    theirs: int | None
    meets: bool = False
    """Whether it was put in where the other hand put something else in, or after something that the
    other took out."""


def course(places: Iterable[tuple[int | None, int | None, bool]]) -> Course:
    """The course of a sequence of (old position, new position, stands elsewhere too), in reading
    order.
    """
    kept: dict[int, int] = {}
    inserted: dict[int, Positions] = {}
    elsewhere: set[int] = set()
    length = 0
    for old, new, moved in places:
        if old is None and new is not None:
            inserted[length] = (*inserted.get(length, ()), new)
            continue
        assert old is not None
        if new is not None:
            kept[old] = new
        elif moved:
            elsewhere.add(old)
        length += 1
    return Course(length, kept, frozenset(elsewhere), inserted)


def joint_order(
    ours: Course, theirs: Course, same: Callable[[Positions, Positions], bool]
) -> Iterator[Slot]:
    """The joint sequence: every thing of the old one, whoever took it out, and all that either put
    in.

    `same` says whether what both put in at one place, given as new positions of each, is the same
    thing.
    """
    for gap in range(ours.length + 1):
        yield from _inserted(gap, ours, theirs, same)
        if gap < ours.length:
            yield Slot(gap, ours.kept.get(gap), theirs.kept.get(gap))


def _inserted(
    gap: int, ours: Course, theirs: Course, same: Callable[[Positions, Positions], bool]
) -> Iterator[Slot]:
    mine, other = ours.inserted.get(gap, ()), theirs.inserted.get(gap, ())
    if mine and other and same(mine, other):
        yield from (Slot(None, j, k) for j, k in zip(mine, other, strict=True))
        return
    both = bool(mine and other)
    # What is put in follows what stands before it: a limb its clause, a note its sentence.
    yield from (Slot(None, None, k, both or _is_lost(gap, theirs, ours)) for k in other)
    yield from (Slot(None, j, None, both or _is_lost(gap, ours, theirs)) for j in mine)


def _is_lost(gap: int, here: Course, there: Course) -> bool:
    """Whether what stands before a gap is kept here and was taken out there."""
    return gap > 0 and gap - 1 in here.kept and gap - 1 not in there.kept
