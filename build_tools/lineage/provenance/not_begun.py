"""A version that is in force in part on a day in; out, which of its blocks say what is not in
force, or what nobody knows to be, and what of a version before it is law still.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from build_tools.lineage.provenance.history import History
from build_tools.lineage.provenance.noted import noted_version
from build_tools.model import Block, Document, InPart, NotBegun, NotedVersion, Redline, Version
from build_tools.model.weave import state_at
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


def not_begun_between(history: History, redline: Redline, as_of: dt.date) -> tuple[NotBegun, ...]:
    """Of a redline of two versions of a document, those of the new one, and of the old one what the
    new has no more and is law until some part begins, or may be.
    """
    new = redline.new
    parts = parts_in_force(history.document, new, as_of)
    if not parts:
        return ()
    noted = noted_version(history, new)
    waits = not_begun_at(history.document, noted, parts, range(len(new.body)))
    return *waits, *_taken_out_later(history, redline, parts)


def _taken_out_later(
    history: History, redline: Redline, parts: Sequence[InPart]
) -> Iterator[NotBegun]:
    """What of the old version of a redline waits to be taken out."""
    old, new = history.number(redline.old), history.number(redline.new)
    path = history.weave.path(new)
    steps = list(pairwise(path[path.index(old) :])) if old in path else []
    by_version = {each.version: each for each in parts}
    for at, origins in enumerate(history.origins(old)):
        woven = history.weave.blocks[origins.place]
        gone = [step for step in steps if not woven.members >> step[1] & 1]
        if not gone or woven.members >> new & 1:
            continue
        before, after = gone[0]
        shape = state_at(woven.states, before)
        if shape is None:
            continue
        by = history.versions[after]
        begins = assigned(history.document, by).part_of(shape.address, is_of_the_old=True)
        found = _not_begun(by, begins, by_version, origins.block, at)
        if found:
            yield replace(found, is_taken_out=True)


def _waiting(
    document: Document, noted: NotedVersion, at: int, parts: Mapping[str, InPart]
) -> NotBegun | None:
    """What the block at a position waits for, where it does; `parts` by their versions."""
    block = noted.version.body[at]
    made_by = _made_by(noted, at)
    begins = ((by, assigned(document, by).part_of(anchor)) for by, anchor in made_by)
    found = (_not_begun(by, part, parts, block, at) for by, part in begins)
    return next(filter(None, found), None)


def _not_begun(
    by: Version, begins: str | None, parts: Mapping[str, InPart], block: Block, at: int
) -> NotBegun | None:
    """What a version did to a block, where the part with which that begins has not begun; `parts`
    by their versions.
    """
    part = parts.get(by.label)
    if part is None or by.amendment is None or begins in part.begun:
        return None
    return NotBegun(
        at=at,
        address=block.address,
        version=by.label,
        amendment=by.amendment,
        part=begins,
        is_pending=begins in part.pending,
    )


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
