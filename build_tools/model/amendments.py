"""What made a version: an amendment, its steps and its events, with dates as exact as they are
known, and the stage that follows from them on a day.
"""

import calendar
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Literal, TypeAlias

from build_tools.model.decisions import Decisions


class Stage(StrEnum):
    """How far an amendment has come; always derived from its dates and a day, never stored."""

    DRAFTING = "drafting"
    CONSULTATION_OPEN = "consultation open"
    CONSULTATION_CLOSED = "consultation closed"
    CONCLUDED = "concluded"
    DIRECTED = "directed"
    IN_FORCE = "in force"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    CARRIED_ON = "carried on"
    """Of a version alone: its amendment has gone on with another text, made from what has been
    directed since."""

    @property
    def is_directed(self) -> bool:
        """Whether the amendment has been directed, so that its text may never change again."""
        return self in (Stage.DIRECTED, Stage.IN_FORCE, Stage.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as exact as the record has it: a minute, a day, a month, or only the fact that it
    came.
    """

    day: dt.date | None
    """The day, or the first day of the month; None when it is recorded that it came but not
    when."""
    precision: Literal["minute", "day", "month", "none"] = "day"
    time: dt.time | None = None

    def come_by(self, as_of: dt.date) -> bool | None:
        """Whether it had come at the end of the day `as_of`; None when the record does not say when
        it came.

        A month counts from its first day, the earliest that the record allows.
        """
        return None if self.day is None else self.day <= as_of

    @property
    def last_day(self) -> dt.date:
        """The day, or the last day of the month: the latest that the record allows."""
        if self.day is None:
            return dt.date.max
        if self.precision != "month":
            return self.day
        return self.day.replace(day=calendar.monthrange(self.day.year, self.day.month)[1])

    @property
    def written(self) -> str:
        """As the files of the record write it: "2023-01-27"."""
        if self.day is None:
            return "date not recorded"
        match self.precision:
            case "month":
                return self.day.isoformat()[:7]
            case "minute":
                return f"{self.day.isoformat()}T{self.time:%H:%M}"
            case _:
                return self.day.isoformat()

    def __str__(self) -> str:
        if self.day is None:
            return "date not recorded"
        match self.precision:
            case "month":
                return f"{self.day:%B %Y}"
            case "minute":
                return f"{self.time:%H:%M} on {self.day.day} {self.day:%B %Y}"
            case _:
                return f"{self.day.day} {self.day:%B %Y}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event in the life of an amendment: when it was to come, and when it came."""

    planned: Moment | None = None
    actual: Moment | None = None
    note: str = ""
    """What the record says beside the date: "or within one month after"."""


Route: TypeAlias = Literal[
    "mtad-direction", "sos-designation", "sec-modification", "dcc-publication"
]
EVENT_STAGES: Mapping[str, Stage] = MappingProxyType(
    {
        "consultation-issued": Stage.CONSULTATION_OPEN,
        "consultation-closes": Stage.CONSULTATION_CLOSED,
        "conclusion": Stage.CONCLUDED,
        "direction": Stage.DIRECTED,
        "effect": Stage.IN_FORCE,
    }
)
"""The events in the life of an amendment, in the order in which they come, and the stage that each
leads to."""
EVENTS = tuple(EVENT_STAGES)
"""Their names alone, in the same order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What an amendment does to one document."""

    document: str
    old: str | None
    """The label of the version it goes from; None for a document's first version."""
    new: str
    """The label of the version it makes."""
    scope: tuple[str, ...] = ()
    """The provisions that it says it touches, as printed: "Table 17.6", "17.7"."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact of the record comes from."""

    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A mistake in what the record said of an amendment that had made law, and why it was one."""

    fact: str
    """What was wrong: "direction"."""
    was: str
    """What stood there, as the record writes it; empty when nothing did."""
    reason: str


def asks_agreement(question: str) -> bool:
    """Whether a question of a consultation asks whether somebody agrees."""
    return "agree" in question.casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """What made a version."""

    id: str
    title: str
    route: Route | None
    """By which power it was made; None when that is not recorded."""
    summary: str
    steps: tuple[Step, ...]
    """A later step of one document carries the earlier on: what the amendment does is the same, and
    it goes from another version."""
    events: dict[str, Event]
    """By the names in `EVENTS`; an event that the record is silent on is absent."""
    withdrawn: Moment | None = None
    questions: tuple[str, ...] = ()
    addressee: str = ""
    """To whom responses to its consultation go; empty when that is not recorded."""
    sources: tuple[Source, ...] = ()
    correction: bool = False
    """Whether it puts right a mistake in the version before, and does nothing else."""
    corrections: tuple[Correction, ...] = ()
    """Of what the record said of it once it had made law."""
    decisions: Decisions | None = None
    """What was decided after its consultation; None where nothing is recorded."""
    path: str = ""
    text: str = ""
    """Of its file, so that what is wrong with its words can be shown at its line."""
    direction: str = ""
    """The amending words that the record keeps beside it; empty where it keeps none."""
    direction_path: str = ""

    def steps_of(self, document: str) -> tuple[Step, ...]:
        """What it does to one document: each step but the last was carried on as the next."""
        return tuple([step for step in self.steps if step.document == document])

    def revision_of(self, document: str) -> tuple[Step, Step] | None:
        """The step that made the draft of one document as consulted, and that which made the draft
        after the consultation, from the same version; None where the draft stayed as it was.
        """
        steps = self.steps_of(document)
        for at in range(len(steps) - 1, 0, -1):
            if steps[at].old == steps[at - 1].old:
                first = at - 1
                while first > 0 and steps[first - 1].old == steps[at].old:
                    first -= 1
                return steps[first], steps[at]
        return None

    def actual(self, event: str) -> Moment | None:
        """When `event` came, as far as the record says that it came."""
        return self.events[event].actual if event in self.events else None

    def planned(self, event: str) -> Moment | None:
        """When `event` was to come."""
        return self.events[event].planned if event in self.events else None

    def has_come(self, event: str, as_of: dt.date) -> bool:
        """Whether `event` had come at the end of the day `as_of`."""
        if self.actual(event) is None:
            return False
        day = self.counted_from(event)
        return day is None or day <= as_of

    def is_concluded(self, as_of: dt.date) -> bool:
        """Whether its consultation had been concluded on a day, or the amendment directed since."""
        return any(self.has_come(event, as_of) for event in ("conclusion", "direction", "effect"))

    def counted_from(self, event: str) -> dt.date | None:
        """The day from which `event` counts as having come; None when it did not come, or no date
        says when.

        An event that came on an unrecorded date is taken to have come with the nearest dated one
        before it, or, where none is, with the nearest dated one after it. A month counts from its
        first day.
        """
        if self.actual(event) is None:
            return None
        at = EVENTS.index(event)
        for name in (*reversed(EVENTS[: at + 1]), *EVENTS[at + 1 :]):
            moment = self.actual(name)
            if moment is not None and moment.day is not None:
                return moment.day
        return None

    def has_been_withdrawn(self, as_of: dt.date) -> bool:
        """Whether it had been given up at the end of the day `as_of`; on an unrecorded date, after
        all that it saw.
        """
        if self.withdrawn is None:
            return False
        come = self.withdrawn.come_by(as_of)
        if come is not None:
            return come
        return all(self.has_come(name, as_of) for name in EVENTS if self.actual(name))

    def stage(self, as_of: dt.date) -> Stage:
        """How far the amendment had come on `as_of`, its successors left aside.

        A consultation is open throughout its closing day, and closed after it whether or not
        anybody recorded that it closed; no other event is taken to have happened because it was
        planned.
        """
        if self.has_been_withdrawn(as_of):
            return Stage.WITHDRAWN
        latest = next((event for event in reversed(EVENTS) if self.has_come(event, as_of)), None)
        if latest is None:
            return Stage.DRAFTING
        if latest not in ("consultation-issued", "consultation-closes"):
            return EVENT_STAGES[latest]
        if self._consultation_closed(as_of):
            return Stage.CONSULTATION_CLOSED
        return Stage.CONSULTATION_OPEN

    def stage_before_effect(self, as_of: dt.date) -> Stage:
        """The same on a day before it took effect, though no date of its own says so."""
        events = {name: event for name, event in self.events.items() if name != "effect"}
        return replace(self, events=events).stage(as_of)

    @property
    def closes(self) -> Moment | None:
        """When its consultation closed, or else is to close; None where neither is recorded."""
        return self.actual("consultation-closes") or self.planned("consultation-closes")

    def _consultation_closed(self, as_of: dt.date) -> bool:
        closes = self.closes
        if closes is None:
            return False
        if closes.day is None:
            return self.has_come("consultation-closes", as_of)
        return closes.last_day < as_of
