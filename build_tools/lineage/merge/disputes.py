"""What becomes of each place of a text, places in dispute among it → the chunks of the text and the
conflicts: what stands together in dispute is one conflict, between one pair of marks.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from build_tools.lineage.merge.chunks import Chunk, marker
from build_tools.lineage.merge.outcome import Conflict, FollowUp

OutcomePart: TypeAlias = Chunk | Conflict | FollowUp
_END = marker("end")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A block of which the branches made different things, to be decided by somebody."""

    conflict: Conflict
    ours: Chunk | None = None
    theirs: Chunk | None = None
    """As each has it; None where it is gone, or went elsewhere."""
    begins: bool = False
    """Whether it is a place of its own, also right after another: a provision that both have."""


Part: TypeAlias = OutcomePart | Dispute


def settled_parts(
    parts: Iterable[Part], on_conflict: Literal["mark", "ours"]
) -> Iterator[OutcomePart]:
    """The parts with what is in dispute between marks, place by place; or as ours has it, each
    block by itself.
    """
    place: list[Dispute] = []
    for part in parts:
        match part:
            case Dispute() if on_conflict == "ours":
                yield part.conflict
                yield from filter(None, (part.theirs, part.ours))
            case Dispute():
                if place and part.begins:
                    yield from _marked(place)
                    place = []
                place.append(part)
            case Chunk():
                yield from _marked(place)
                place = []
                yield part
            case _:
                yield part
    yield from _marked(place)


def _marked(place: Sequence[Dispute]) -> Iterator[OutcomePart]:
    """One place in dispute: the conflict, and both texts between marks."""
    if not place:
        return
    where = _where([each.conflict.where for each in place])
    ours = [each.ours for each in place if each.ours]
    theirs = [each.theirs for each in place if each.theirs]
    yield _one_conflict([each.conflict for each in place], where)
    if theirs:
        yield marker(f"{where}, in force{'' if ours else '; not here as proposed'}")
        yield from theirs
    if ours:
        yield marker(f"{where}, as proposed{'' if theirs else '; not here in what is in force'}")
        yield from ours
    if not (ours or theirs):
        yield marker(f"{where}, moved or taken out by both")
    yield _END


def _where(named: Iterable[str]) -> str:
    """The place in words: "Clause 1.2", "Clause 1.2 to Clause 1.4"."""
    first, *others = dict.fromkeys(named)
    return f"{first} to {others[-1]}" if others else first


def _one_conflict(conflicts: Sequence[Conflict], where: str) -> Conflict:
    return replace(
        conflicts[0],
        where=where,
        ours=next((each.ours for each in conflicts if each.ours), None),
        theirs=next((each.theirs for each in conflicts if each.theirs), None),
        consequential=all(each.consequential for each in conflicts),
    )
