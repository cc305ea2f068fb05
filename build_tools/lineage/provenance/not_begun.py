"""A version that is in force in part on a day in; out, which of its blocks say what is not in
force, or what nobody knows to be, and what of a version before it is law still.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from build_tools.lineage.provenance.days_of_parts import part_at
from build_tools.lineage.provenance.history import History
from build_tools.lineage.provenance.noted import noted_version
from build_tools.model import Document, InPart, NotBegun, NotedVersion, Redline, Touch, Version
from build_tools.record.part_provisions import assigned
from build_tools.record.parts import begins_in_parts
from build_tools.record.point_in_time import text_on_day
from build_tools.record.status import in_force


def parts_in_force(document: Document, version: Version, as_of: dt.date) -> tuple[InPart, ...]:
    """Of a version that is in force on a day, and of those that it was made from, how much of each
    is, where that is not all of it.
    """
    if not begins_in_parts(document) or in_force(document, as_of) != version:
        return ()
    return text_on_day(document, as_of, as_of).in_part


def not_begun_at(
    document: Document, noted: NotedVersion, parts: Sequence[InPart], shown: Iterable[int]
) -> Iterator[NotBegun]:
    """The same of the blocks at these positions: something that changed a block, or gave it a
    number, had not begun, though a later change may have.
    """
    by_version = {each.version: each for each in parts}
    for at in shown if parts else ():
        if found := _waiting(document, noted, at, by_version):
            yield found


@dataclass(frozen=True, slots=True, kw_only=True)
class NotBegunInWeave:
    """What of the version of a document that is in force in part is not in force, and what of those
    that it was made from is law still, by places in the weave; each is told as of that place.
    """

    version: int
    """The place of that version itself."""
    standing: Mapping[int, NotBegun]
    """Of its own blocks."""
    taken_out: Mapping[tuple[int, int], NotBegun]
    """Of blocks that it has no more: the place, and the version that took it out."""

    def of_version(self, history: History, version: Version) -> tuple[NotBegun, ...]:
        """Those of a version by the positions of its blocks; none of any other than this."""
        if history.number(version) != self.version:
            return ()
        places = enumerate(history.places_at(self.version))
        return tuple(
            replace(self.standing[place], at=at) for at, place in places if place in self.standing
        )


def not_begun_in_weave(history: History, as_of: dt.date) -> NotBegunInWeave | None:
    """The same of the version that is in force on a day; None where all of it is, or none is."""
    document = history.document
    version = in_force(document, as_of)
    parts = parts_in_force(document, version, as_of) if version else ()
    if version is None or not parts:
        return None
    number = history.number(version)
    places = history.places_at(number)
    waits = not_begun_at(document, noted_version(history, version), parts, range(len(places)))
    return NotBegunInWeave(
        version=number,
        standing={places[each.at]: replace(each, at=places[each.at]) for each in waits},
        taken_out=dict(_taken_out(history, number, parts)),
    )


def not_begun_between(
    history: History, redline: Redline, found: NotBegunInWeave
) -> tuple[NotBegun, ...]:
    """Of a redline of two versions of a document, those of the new one, and of the old one what the
    new has no more and is law until some part begins, or may be.
    """
    if history.number(redline.new) != found.version:
        return ()
    waits = found.of_version(history, redline.new)
    return *waits, *_taken_out_later(history, redline.old, found)


def _taken_out_later(
    history: History, version: Version, found: NotBegunInWeave
) -> Iterator[NotBegun]:
    """What of the old version of a redline waits to be taken out."""
    old, path = history.number(version), history.weave.path(found.version)
    steps = list(pairwise(path[path.index(old) :])) if old in path else []
    for at, place in enumerate(history.places_at(old)):
        members = history.weave.blocks[place].members
        after = next((after for _, after in steps if not members >> after & 1), None)
        if after is not None and (waits := found.taken_out.get((place, after))):
            yield replace(waits, at=at, address=version.body[at].address)


def _taken_out(
    history: History, number: int, parts: Sequence[InPart]
) -> Iterator[tuple[tuple[int, int], NotBegun]]:
    """What versions that led to one took out for good, and waits to be taken out."""
    by_version = {each.version: each for each in parts}
    for before, after in pairwise(history.weave.path(number)):
        if history.versions[after].label not in by_version:
            continue
        members = [woven.members for woven in history.weave.blocks]
        gone = [
            place
            for place, its in enumerate(members)
            if its >> before & 1 and not (its >> after | its >> number) & 1
        ]
        if gone:
            found = _taken_out_by(history, before, after, gone, by_version)
            yield from (((place, after), waits) for place, waits in found)


def _taken_out_by(
    history: History, before: int, after: int, gone: Sequence[int], parts: Mapping[str, InPart]
) -> Iterator[tuple[int, NotBegun]]:
    """Of the blocks at these places in the weave, which one version has and the next took out,
    those that wait to be.
    """
    by, noted = history.versions[after], noted_version(history, history.versions[before])
    positions = {place: at for at, place in enumerate(history.places_at(before))}
    for place in gone:
        at, begins = positions[place], part_at(history, after, place)
        if waits := _not_begun(by, begins, parts, noted.version.body[at].address, place):
            # What waited itself, or waits under something else, is not law still, or not so.
            is_law = _waiting(history.document, noted, at, parts) is None
            is_sure = waits.is_pending and is_law
            yield place, replace(waits, is_taken_out=True, is_pending=is_sure)


def _waiting(
    document: Document, noted: NotedVersion, at: int, parts: Mapping[str, InPart]
) -> NotBegun | None:
    """What the block at a position waits for, where it does; `parts` by their versions."""
    block = noted.version.body[at]
    for touch in _made_by(noted, at):
        part = assigned(document, touch.by).part_of(touch.anchor)
        if waits := _not_begun(touch.by, part, parts, block.address, at):
            return replace(waits, is_in_part=touch.is_under)
    return None


def _not_begun(
    by: Version, begins: str | None, parts: Mapping[str, InPart], address: str, at: int
) -> NotBegun | None:
    """What a version did to a block, where the part with which that begins has not begun; `parts`
    by their versions.
    """
    part = parts.get(by.label)
    if part is None or by.amendment is None or begins in part.begun:
        return None
    return NotBegun(
        at=at,
        address=address,
        version=by.label,
        amendment=by.amendment,
        part=begins,
        is_pending=begins in part.pending,
    )


def _made_by(noted: NotedVersion, at: int) -> Iterator[Touch]:
    """What made a block what it is: what last changed it in substance, and all else."""
    if change := noted.blocks.get(at):
        yield Touch(by=change.by, anchor=change.anchor, is_under=False)
    yield from noted.touched.get(at, ())
