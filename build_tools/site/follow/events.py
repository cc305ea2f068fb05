"""Amendments and a day in, what had happened to them by the end of that day out, newest first.
Pure.

Every event stands in the record, or follows from a date in it. What is said of one on a day is true
on every later day: a feed of yesterday is a part of the feed of today.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from zoneinfo import ZoneInfo

from build_tools.model import (
    Amendment,
    Document,
    Moment,
    ProcedureStep,
    Stage,
    TimeZone,
    parts_of,
)
from build_tools.record.parts import has_part_begun
from build_tools.record.point_in_time import taken_effect

CLOSES_SOON = dt.timedelta(days=7)
"""How long before its close a consultation is said to close soon."""


class EventKind(StrEnum):
    """What can happen to an amendment, in the order in which it happens."""

    ISSUED = "consultation-issued"
    CLOSES_SOON = "consultation-closes-soon"
    CLOSED = "consultation-closed"
    CONCLUDED = "concluded"
    DIRECTED = "directed"
    IN_FORCE = "in-force"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class PastEvent:
    """One thing that happened to an amendment."""

    amendment: Amendment
    kind: EventKind
    when: Moment
    """As exact as the record has it."""
    counted_from: dt.date
    """The day from which it counts as having happened, where the record has only a month or no
    date."""
    step: ProcedureStep | None = None
    """The step of its procedure that came; None for what is none."""

    @property
    def term(self) -> str:
        """What feeds know it by: its kind, or the id that a procedure of its own has for the
        step.
        """
        step = self.step
        return str(self.kind) if step is None or step.id == step.kind else step.id

    @property
    def instant(self) -> dt.datetime:
        """Where it stands in the order of time: its minute, or else the first of its day, in
        UTC.
        """
        return (
            instant(self.when, self.amendment.procedure.clock)
            if self.when.time
            else dt.datetime.combine(self.counted_from, dt.time(), dt.UTC)
        )

    @property
    def is_exact(self) -> bool:
        """Whether the record has its day."""
        return self.when.precision in ("minute", "day")


def instant(moment: Moment, zone: TimeZone) -> dt.datetime:
    """A minute of the record, which is in `zone`, in UTC; of what is less exact the first minute of
    its first day, in UTC itself. It must have a day.
    """
    assert moment.day is not None
    if moment.time is None:
        return dt.datetime.combine(moment.day, dt.time(), dt.UTC)
    return dt.datetime.combine(moment.day, moment.time, ZoneInfo(zone.id)).astimezone(dt.UTC)


def past_events(
    amendments: Iterable[Amendment], as_of: dt.date, documents: Collection[Document] = ()
) -> tuple[PastEvent, ...]:
    """What had certainly happened by the end of the day `as_of`, newest first; what nothing dates
    is left out. `documents` are those that the amendments change, whose later steps tell by when
    what has no date of its own had happened.
    """
    events: list[PastEvent] = []
    for amendment in amendments:
        for event in _dated_events(amendment):
            name = event.step.id if event.step else None
            if event.counted_from <= as_of and (
                name is None or has_certainly_come(amendment, name, as_of, documents)
            ):
                events.append(event)
    return tuple(sorted(events, key=_chronological, reverse=True))


def has_certainly_come(
    amendment: Amendment, event: str, as_of: dt.date, documents: Collection[Document]
) -> bool:
    """Whether a step had come by the end of a day, as the record says that is read on that day; one
    of which it does not hold the date, by the next that is dated.
    """
    if event in [part.id for part in parts_of(amendment)]:
        return has_part_begun(amendment, event, as_of) is True
    moment = amendment.actual(event)
    if moment is None or moment.day is not None or not amendment.has_come(event, as_of):
        return amendment.has_come(event, as_of)
    steps = amendment.procedure.ids
    at = steps.index(amendment.recorded(event)[0])
    later = (amendment.actual(name) for name in steps[at + 1 :])
    if any(each is not None and each.day is not None and each.day <= as_of for each in later):
        return True
    effects = chain.from_iterable(taken_effect(document, as_of) for document in documents)
    return all(each.latest <= as_of for each in effects if each.version.amendment == amendment)


_KINDS = {
    "consultation-issued": EventKind.ISSUED,
    "consultation-closes": EventKind.CLOSED,
    "conclusion": EventKind.CONCLUDED,
    "direction": EventKind.DIRECTED,
    "effect": EventKind.IN_FORCE,
}
"""What has happened once a step of each kind has come."""
_ORDER = {kind: at for at, kind in enumerate(EventKind)}


def _chronological(event: PastEvent) -> tuple[dt.datetime, int, str]:
    return event.instant, _ORDER[event.kind], event.amendment.id


def _dated_events(amendment: Amendment) -> Iterator[PastEvent]:
    """All that the record has happen to an amendment, on whatever day."""
    for step in amendment.procedure.steps:
        event, kind = step.id, _KINDS[step.kind]
        if amendment.correction and kind is EventKind.IN_FORCE:
            kind = EventKind.CORRECTED
        when, day = amendment.actual(event), amendment.counted_from(event)
        if when is not None and day is not None:
            yield PastEvent(amendment=amendment, kind=kind, when=when, counted_from=day, step=step)
    yield from _closes_soon(amendment)
    yield from _withdrawn(amendment)


def _closes_soon(amendment: Amendment) -> Iterator[PastEvent]:
    """A week before the close that was announced, where the consultation was issued by the day
    before and is open.
    """
    closes = announced_close(amendment)
    if closes is None or closes.day is None or closes.precision == "month":
        return
    day = closes.day - CLOSES_SOON
    before = day - dt.timedelta(days=1)
    if {amendment.stage(before), amendment.stage(day)} == {Stage.CONSULTATION_OPEN}:
        yield PastEvent(
            amendment=amendment, kind=EventKind.CLOSES_SOON, when=Moment(day), counted_from=day
        )


def _withdrawn(amendment: Amendment) -> Iterator[PastEvent]:
    """Its withdrawal; on an unrecorded date, it counts from the last thing that happened before."""
    if (when := amendment.withdrawn) is None:
        return
    days = [day for event in amendment.events if (day := amendment.counted_from(event)) is not None]
    if day := when.day or max(days, default=None):
        yield PastEvent(amendment=amendment, kind=EventKind.WITHDRAWN, when=when, counted_from=day)


def announced_close(amendment: Amendment) -> Moment | None:
    """When a consultation was to close, as those it asks were told; where no plan is recorded, when
    it closed.
    """
    return amendment.planned("consultation-closes") or amendment.actual("consultation-closes")
