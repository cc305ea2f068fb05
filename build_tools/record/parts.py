"""A version and a day in, how much of it was in force out, where its amendment takes effect in
parts; pure.

A part has begun from its day on; one that began in a month may have from the first of it. One that
began on a day which is not recorded may have begun with the first, and has when the next one has,
or when the record was read. What is planned has not begun; once its day is over and nothing is
recorded, nobody knows.
"""

import datetime as dt
from collections.abc import Iterator

from build_tools.model import Amendment, Change, Document, InPart, Moment, Version, parts_of
from build_tools.record.once import once_of_document
from build_tools.record.part_provisions import assigned


@once_of_document
def begins_in_parts(document: Document) -> bool:
    """Whether any version of a document does."""
    return any(parts_of(version.amendment) for version in document.versions)


def in_part(document: Document, version: Version, day: dt.date, today: dt.date) -> InPart | None:
    """How much of a version was in force at the end of a day, as the record says that is read on
    `today`; None where all of it was that ever will be, none was, or it begins at once.
    """
    amendment = version.amendment
    parts = parts_of(amendment)
    if amendment is None or not parts:
        return None
    latest = {part.id: _latest(amendment, part.id, today) for part in parts}
    earliest = {part.id: _earliest(amendment, part.id, today) for part in parts}
    begun = tuple(id_ for id_, last in latest.items() if last is not None and last <= day)
    perhaps = tuple(id_ for id_, first in earliest.items() if id_ not in begun and _may(first, day))
    if len(begun) == len(parts) or not (begun or perhaps):
        return None
    pending = tuple(part.id for part in parts if part.id not in (*begun, *perhaps))
    return InPart(
        version=version.label,
        begun=begun,
        perhaps=perhaps,
        pending=pending,
        waiting=tuple(_waiting(document, version, pending)),
        since=amendment.events[begun[0]].actual if begun else None,
        is_assigned=assigned(document, version).is_whole,
        is_first=amendment.base_of(document.id, version.label) is None,
    )


def _waiting(
    document: Document, version: Version, pending: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    entries = assigned(document, version).entries
    for part in parts_of(version.amendment):
        if part.id in pending:
            yield part.name, tuple(printed for printed, _ in entries.get(part.id, ()))


def has_begun(
    document: Document, version: Version, change: Change, day: dt.date, today: dt.date
) -> bool | None:
    """Whether a change that a version makes was in force at the end of a day, of a version that
    takes effect in parts and later ones left aside; None where that is not recorded.
    """
    part = assigned(document, version).part_of(change.anchor, is_of_the_old=change.is_of_the_old)
    amendment = version.amendment
    parts = [each.id for each in parts_of(amendment) if part in (None, each.id)]
    assert amendment is not None
    begun = {has_part_begun(amendment, each, day, today) for each in parts}
    return begun.pop() if len(begun) == 1 else None


def has_part_begun(
    amendment: Amendment, part: str, day: dt.date, today: dt.date | None = None
) -> bool | None:
    """The same of one part of an amendment, by default as the record says that is read on the
    day.
    """
    last = _latest(amendment, part, today or day)
    if last is not None and last <= day:
        return True
    return None if _may(_earliest(amendment, part, today or day), day) else False


def part_interval(
    version: Version, part: str, today: dt.date
) -> tuple[dt.date | None, dt.date] | None:
    """Between which days a part of a version began, both counted in; the first is None where the
    record holds nothing before. None where it has not begun.
    """
    amendment = version.amendment
    latest = _latest(amendment, part, today) if amendment else None
    if amendment is None or latest is None:
        return None
    earliest = _earliest(amendment, part, today)
    return (None if earliest == dt.date.min else earliest), latest


def _may(first: dt.date | None, day: dt.date) -> bool:
    return first is not None and first <= day


def _earliest(amendment: Amendment, part: str, today: dt.date) -> dt.date | None:
    """The first day on which a part may have begun; None where it has not."""
    moment = amendment.actual(part)
    if moment is None:
        return _passed(amendment, part, today)
    return moment.day or amendment.counted_from(part) or dt.date.min


def _passed(amendment: Amendment, part: str, today: dt.date) -> dt.date | None:
    """The day for which a part was planned that is not recorded to have begun, once that is over;
    None until then.
    """
    planned = amendment.planned(part)
    return planned.day if planned and planned.day and planned.last_day < today else None


def _latest(amendment: Amendment, part: str, today: dt.date) -> dt.date | None:
    """The day by which a part had begun; None where it has not."""
    moment = amendment.actual(part)
    if moment is None:
        return None
    if moment.day is not None:
        return moment.last_day
    return min(_days_after(amendment, part), default=today)


def _days_after(amendment: Amendment, part: str) -> Iterator[dt.date]:
    """By when each later part had begun, of those with a date."""
    ids = [each.id for each in parts_of(amendment)]
    for id_ in ids[ids.index(part) + 1 :]:
        moment: Moment | None = amendment.actual(id_)
        if moment is not None and moment.day is not None:
            yield moment.last_day


def days_of_parts(document: Document, today: dt.date) -> Iterator[dt.date]:
    """Each day on which it may be another question how much of a version was in force."""
    for version in document.versions:
        for part in parts_of(version.amendment):
            assert version.amendment is not None
            yield from filter(None, part_interval(version, part.id, today) or ())
            if version.amendment.actual(part.id) is None:
                yield from filter(None, [_passed(version.amendment, part.id, today)])
