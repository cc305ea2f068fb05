"""A version that is in force in part on a day in; out, which of its blocks say what is not in
force, or what nobody knows to be.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from build_tools.model import Document, InPart, NotBegun, NotedVersion, Version
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


def not_begun_on(
    document: Document, version: Version, as_of: dt.date, noted: Callable[[], NotedVersion]
) -> tuple[NotBegun, ...]:
    """Those of a version; `noted` gives the version with its notes, and is asked only where some of
    it waits.
    """
    parts = parts_in_force(document, version, as_of)
    if not parts:
        return ()
    return tuple(not_begun_at(document, noted(), parts, range(len(version.body))))


def not_begun_at(
    document: Document, noted: NotedVersion, parts: Sequence[InPart], shown: Iterable[int]
) -> Iterator[NotBegun]:
    """The same of the blocks at these positions: what last changed a block, or gave it the number
    it has, had not begun.
    """
    by_version = {each.version: each for each in parts}
    for at in shown if parts else ():
        if found := _waiting(document, noted, at, by_version):
            yield found


def _waiting(
    document: Document, noted: NotedVersion, at: int, parts: Mapping[str, InPart]
) -> NotBegun | None:
    """What the block at a position waits for, where it does; `parts` by their versions."""
    for by, anchor in _made_by(noted, at):
        part = parts.get(by.label)
        if part is None or by.amendment is None:
            continue
        begins = assigned(document, by).part_of(anchor)
        if begins not in part.begun:
            return NotBegun(
                at=at,
                address=noted.version.body[at].address,
                version=by.label,
                amendment=by.amendment,
                part=begins,
                is_pending=begins in part.pending,
            )
    return None


def _made_by(noted: NotedVersion, at: int) -> Iterator[tuple[Version, str]]:
    """The versions that made a block what it is, each with the address that it had there."""
    change, renumbered = noted.blocks.get(at), noted.renumbered.get(at)
    if change:
        yield change.by, change.anchor
    if renumbered:
        yield renumbered.by, renumbered.anchor
    block, is_first = noted.version.body[at], noted.first.label == noted.version.label
    if not change and is_first and block.label:
        yield noted.first, block.address
