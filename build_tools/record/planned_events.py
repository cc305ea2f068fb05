"""A record and a day in; out comes what is planned and has not come: what is due, and what is
overdue. Pure; the day is always given.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.model import Amendment, Corpus, Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedEvent:
    """An event that was planned and is not recorded to have come."""

    when: Moment
    event: str
    amendment: Amendment


def upcoming_events(corpus: Corpus, as_of: dt.date) -> tuple[PlannedEvent, ...]:
    """What is planned for `as_of` or later and is not recorded to have come, soonest first."""
    return tuple(event for event in _planned_events(corpus, as_of) if event.when.last_day >= as_of)


def overdue_events(corpus: Corpus, as_of: dt.date) -> tuple[PlannedEvent, ...]:
    """What was planned for a day before `as_of` and is not recorded to have come, soonest first.

    A consultation's closing is left out: it closes by itself. So is what a later event of the
    amendment overtook.
    """
    return tuple(
        event
        for event in _planned_events(corpus, as_of)
        if event.when.last_day < as_of
        and event.amendment.procedure.step(event.event).kind != "consultation-closes"
        and not _is_overtaken(event, as_of)
    )


def _is_overtaken(event: PlannedEvent, as_of: dt.date) -> bool:
    """Whether a later event of the amendment has come."""
    steps = event.amendment.procedure.ids
    later = steps[steps.index(event.event) :]
    return any(event.amendment.has_come(name, as_of) for name in later)


def _planned_events(corpus: Corpus, as_of: dt.date) -> list[PlannedEvent]:
    """What is planned and is not recorded to have come, on whatever day, soonest first."""
    events: list[PlannedEvent] = []
    for amendment in corpus.amendments:
        if not amendment.has_been_withdrawn(as_of):
            events += _not_come(amendment, as_of)
    return sorted(events, key=_when)


def _not_come(amendment: Amendment, as_of: dt.date) -> Iterator[PlannedEvent]:
    for event in amendment.procedure.ids:
        moment = amendment.planned(event)
        if moment is not None and not amendment.has_come(event, as_of):
            yield PlannedEvent(when=moment, event=event, amendment=amendment)


def _when(event: PlannedEvent) -> tuple[dt.date, int, str]:
    at = event.amendment.procedure.ids.index(event.event)
    return event.when.day or dt.date.max, at, event.amendment.id
