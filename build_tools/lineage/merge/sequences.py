"""Two alignments of one base sequence → one merged sequence, and where the two conflict.

The three-way merge of diff3 (Khanna, Kunal and Pierce, "A Formal Investigation of Diff3", 2007),
on positions alone: of blocks, rows and columns alike. What moved is taken out at its old position
and put in at its new one. Nothing here knows what the items are.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

Positions: TypeAlias = tuple[int, ...]
"""Where items that follow one another stand in their sequence, counted from 0."""


@dataclass(frozen=True, slots=True)
class BranchAlignment:
    """How the sequence of one branch stands to the base.

    A gap is numbered by how many items of the base stand before it.
    """

    length: int
    """How many items the base has."""
    kept: Mapping[int, int]
    """By base position, the position in the branch of what stayed in its order, edited or not."""
    moved: frozenset[int]
    """Base positions of what stands at another place in the branch: moved, or merged into
    something."""
    inserted: Mapping[int, Positions]
    """For each gap, the positions in the branch of what was put in there."""


@dataclass(frozen=True, slots=True)
class ResultItem:
    """One item of the merged sequence, by its positions in the three; None where it does not stand,
    or has moved.
    """

    base: int | None
    ours: int | None
    theirs: int | None
    conflicting: bool = False
    """Whether it was put in where the other branch put something else in, or after something that
    the other took out."""


def branch_alignment(items: Iterable[tuple[int | None, int | None, bool]]) -> BranchAlignment:
    """The alignment of the items of base and branch in reading order: (base position, branch
    position, whether it stands at another place too).
    """
    kept: dict[int, int] = {}
    inserted: dict[int, Positions] = {}
    moved: set[int] = set()
    length = 0
    for base, branch, stands_elsewhere in items:
        if base is None and branch is not None:
            inserted[length] = (*inserted.get(length, ()), branch)
            continue
        assert base is not None
        if branch is not None:
            kept[base] = branch
        elif stands_elsewhere:
            moved.add(base)
        length += 1
    return BranchAlignment(length, kept, frozenset(moved), inserted)


def merge_sequences(
    ours: BranchAlignment, theirs: BranchAlignment, same: Callable[[Positions, Positions], bool]
) -> Iterator[ResultItem]:
    """The merged sequence: every item of the base, whoever took it out, and all that either branch
    put in.

    `same` says whether what both put in at one gap, by their positions, is the same.
    """
    for gap in range(ours.length + 1):
        yield from _inserted(gap, ours, theirs, same)
        if gap < ours.length:
            yield ResultItem(gap, ours.kept.get(gap), theirs.kept.get(gap))


def _inserted(
    gap: int,
    ours: BranchAlignment,
    theirs: BranchAlignment,
    same: Callable[[Positions, Positions], bool],
) -> Iterator[ResultItem]:
    mine, other = ours.inserted.get(gap, ()), theirs.inserted.get(gap, ())
    if mine and other and same(mine, other):
        for our_position, their_position in zip(mine, other, strict=True):
            yield ResultItem(None, our_position, their_position)
        return
    # What is put in follows what stands before it: a limb its clause, a note its sentence.
    both = bool(mine and other)
    theirs_conflict = both or _lost_before(gap, theirs, ours)
    ours_conflict = both or _lost_before(gap, ours, theirs)
    for position in other:
        yield ResultItem(None, None, position, theirs_conflict)
    for position in mine:
        yield ResultItem(None, position, None, ours_conflict)


def _lost_before(gap: int, here: BranchAlignment, there: BranchAlignment) -> bool:
    """Whether what stands before a gap is kept here and was taken out there."""
    return gap > 0 and gap - 1 in here.kept and gap - 1 not in there.kept
