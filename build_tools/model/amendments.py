"""What made a version: an amendment, its steps and its events, with dates as exact as they are
known, and the stage that follows from them on a day.
"""

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from build_tools.language import day_in_words, month_in_words
from build_tools.language import gettext as _
from build_tools.model.decisions import Decisions
from build_tools.model.procedure import (
    CONSULTED,
    EVENT_STAGES,
    KINDS,
    Procedure,
    ProcedureStep,
    Stage,
    stage_name,
)


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

    def is_before(self, other: "Moment") -> bool:
        """Whether it lies before another for certain: a month does when all of it does, and of one
        day a minute does when the other is a later minute.
        """
        if self.day is None or other.day is None:
            return False
        if self.last_day != other.day:
            return self.last_day < other.day
        return self.time is not None and other.time is not None and self.time < other.time

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
            return _("date not recorded")
        match self.precision:
            case "month":
                return month_in_words(self.day)
            case "minute":
                time = f"{self.time:%H:%M}"
                return _("%(time)s on %(day)s", time=time, day=day_in_words(self.day))
            case _:
                return day_in_words(self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event in the life of an amendment: when it was to come, and when it came."""

    planned: Moment | None = None
    actual: Moment | None = None
    note: str = ""
    """What the record says beside the date: "or within one month after"."""
    provisions: tuple[str, ...] = ()
    """What a part brings into force, as the record writes it: "1.3", "3 to 5"; empty where that is
    not recorded."""


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


_AGREEING = re.compile(r"agree|zustimm|einverstanden|\bstimm(?:en|st|t)\b.*\bzu\b", re.IGNORECASE)


def asks_agreement(question: str) -> bool:
    """Whether a question of a consultation asks whether somebody agrees, in any language."""
    return bool(_AGREEING.search(question))


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """What made a version."""

    id: str
    title: str
    route: str | None
    """By which power it was made, by the id that its procedure has for it; None when that is not
    recorded."""
    summary: str
    steps: tuple[Step, ...]
    """A later step of one document carries the earlier on: what the amendment does is the same, and
    it goes from another version."""
    events: dict[str, Event]
    """By the ids of the steps of its procedure; what the record is silent on is absent."""
    procedure: Procedure = CONSULTED
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

    def base_of(self, document: str, label: str) -> str | None:
        """The version from which it makes one of a document; None for a first version."""
        steps = (step for step in self.steps_of(document) if step.new == label)
        return next((step.old for step in steps if step.old is not None), None)

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

    def recorded(self, event: str) -> tuple[str, ...]:
        """The ids of the steps that the record tells of and that a name means: the kind of a step,
        or its id; in the order of the procedure.
        """
        if event not in KINDS:
            return (event,) if event in self.events else ()
        of_kind = (step.id for step in self.procedure.steps if step.kind == event)
        return tuple(id_ for id_ in of_kind if id_ in self.events)

    @property
    def steps_it_has(self) -> tuple[ProcedureStep, ...]:
        """Those of its procedure, but of the ways to take effect, at once or in one, two or more
        parts, those alone of which the record tells; the first where it tells of none.
        """
        first = [step.id for step in self.procedure.of_kind("effect")[:1]]
        effects = self.recorded("effect") or first
        steps = self.procedure.steps
        return tuple(step for step in steps if step.kind != "effect" or step.id in effects)

    def actual(self, event: str) -> Moment | None:
        """When `event` came, as far as the record says that it came; of several of a kind, the
        first.
        """
        came = (self.events[id_].actual for id_ in self.recorded(event))
        return next(filter(None, came), None)

    def planned(self, event: str) -> Moment | None:
        """When `event` was to come; of several of a kind, the first."""
        planned = (self.events[id_].planned for id_ in self.recorded(event))
        return next(filter(None, planned), None)

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
        moments = ((id_, self.events[id_].actual) for id_ in self.recorded(event))
        came, moment = next((each for each in moments if each[1]), ("", None))
        if moment is None:
            return None
        if moment.day is not None:  # as of most, which are asked for often
            return moment.day
        steps = self.procedure.ids
        at = steps.index(came)
        for name in (*reversed(steps[: at + 1]), *steps[at + 1 :]):
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
        return all(self.has_come(name, as_of) for name in self.events if self.actual(name))

    def stage(self, as_of: dt.date) -> Stage:
        """How far the amendment had come on `as_of`, its successors left aside.

        A consultation is open throughout its closing day, and closed after it whether or not
        anybody recorded that it closed; no other event is taken to have happened because it was
        planned.
        """
        if self.has_been_withdrawn(as_of):
            return Stage.WITHDRAWN
        latest = self.latest_step(as_of)
        if latest is None:
            return Stage.DRAFTING
        if latest.kind not in ("consultation-issued", "consultation-closes"):
            return EVENT_STAGES[latest.kind]
        if self._consultation_closed(as_of):
            return Stage.CONSULTATION_CLOSED
        return Stage.CONSULTATION_OPEN

    def latest_step(self, as_of: dt.date) -> ProcedureStep | None:
        """The last step of its procedure that had come on `as_of`; None where none had."""
        come = (step for step in reversed(self.procedure.steps) if self.has_come(step.id, as_of))
        return next(come, None)

    def in_words(self, stage: Stage, as_of: dt.date) -> str:
        """A stage of this amendment on `as_of` in the words of its procedure: once all of it has
        taken effect, in those of the last step, with whichever it did.
        """
        latest = self.latest_step(as_of)
        if latest is not None and EVENT_STAGES[latest.kind] is stage:
            is_whole = all(self.has_come(part, as_of) for part in self.recorded("effect"))
            last = self.procedure.steps[-1]
            return last.stage if latest.kind == "effect" and is_whole else latest.stage
        return next(self.words_of(stage), stage_name(stage))

    def decided_in_words(self, as_of: dt.date) -> str:
        """What its procedure calls it once it has been decided, whatever came after that: of a
        ballot that is under review since, "adopted".
        """
        steps = self.procedure.of_kind("direction")
        decided = (step.stage for step in steps if self.has_come(step.id, as_of))
        return next(decided, stage_name(Stage.DIRECTED))

    def words_of(self, stage: Stage) -> Iterator[str]:
        """What its procedure calls a stage, by each step that leads to it."""
        return (step.stage for step in self.procedure.steps if EVENT_STAGES[step.kind] is stage)

    def stage_before_effect(self, as_of: dt.date) -> Stage:
        """The same on a day before it took effect, though no date of its own says so."""
        effects = self.recorded("effect")
        events = {name: event for name, event in self.events.items() if name not in effects}
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
