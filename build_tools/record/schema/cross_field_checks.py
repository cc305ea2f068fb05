"""What the parts of a file, each right in itself, say against one another: of an amendment's, and
of that of the decisions after its consultation.
"""

import datetime as dt
from collections.abc import Iterator, Set
from zoneinfo import ZoneInfo

from build_tools.model import Event, Moment
from build_tools.record.schema.decision_models import DecisionsFile
from build_tools.record.schema.models import AmendmentFile, StepFile
from build_tools.record.schema.yaml_source import Loc
from build_tools.text.shown_addresses import shows_another


def contradictions(file: AmendmentFile) -> Iterator[tuple[Loc, str]]:
    """What the parts of an amendment, each right in itself, say against one another: where, and
    what is wrong.
    """
    before: dict[str, StepFile] = {}
    for at, step in enumerate(file.steps):
        if step.document in before:
            yield from _not_carried_on(("steps", at), before[step.document], step)
        before[step.document] = step
        if step.old == step.new:
            yield ("steps", at, "to"), f"goes from {step.old} to itself"
        if file.correction and step.old is None:
            yield (
                ("correction",),
                f"has nothing to correct: the step to {step.new} goes from no version",
            )
    events = file.dates.events
    parts = {step.id for step in file.procedure.of_kind("effect")}
    if file.withdrawn is not None:
        yield from _withdrawn_too_early(file.withdrawn, events, parts)
    yield from _out_of_order(events, parts)
    yield from _provisions_of_no_part(events, parts)
    yield from _closes_before_it_is_issued(events, file)
    yield from _told_by_no_clock(file, events)
    yield from _shown_otherwise(file)


def _shown_otherwise(file: AmendmentFile) -> Iterator[tuple[Loc, str]]:
    """Each source with an address in its title that is another than its own: a page shows the one
    and leads to the other.
    """
    for at, source in enumerate(file.sources):
        words = (word.strip("()<>,;") for word in source.title.split())
        shown = [word for word in words if "://" in word or word.startswith("www.")]
        if source.url and any(shows_another(word, source.url) for word in shown):
            yield ("sources", at, "url"), f"is not the address that its title shows: {source.title}"


def _not_carried_on(loc: Loc, before: StepFile, step: StepFile) -> Iterator[tuple[Loc, str]]:
    """What is wrong with a second step of one document, which carries the first on: it makes
    another version, and from another.
    """
    if step.new == before.new:
        message = f"`{step.document}` has a step to {step.new} already"
        yield (*loc, "document"), message
    elif step.old in (None, before.new):
        message = (
            f"`{step.document}` has a step already; a second carries the first on, and goes from"
            f" what the first went from, as the draft made after the consultation does, or from"
            f" what has been decided since, not from {step.old or 'nothing'}"
        )
        yield (*loc, "document" if step.old is None else "from"), message


def _told_by_no_clock(file: AmendmentFile, events: dict[str, Event]) -> Iterator[tuple[Loc, str]]:
    """Each minute that clocks of the record's time zone never show, as they are put forward then,
    or show twice.
    """
    zone = file.procedure.clock.id
    for name, event in events.items():
        for which, moment in (("planned", event.planned), ("actual", event.actual)):
            shown = _times_shown(moment, zone) if moment else 1
            if shown != 1:
                times = "twice" if shown else "never"
                message = f"is {moment}, which clocks of {zone} show {times}: name another minute"
                yield ("dates", name, which), message


def _times_shown(moment: Moment, zone: str) -> int:
    """How often a clock of a time zone shows a minute; once where no minute is told."""
    if moment.day is None or moment.time is None:
        return 1
    local = dt.datetime.combine(moment.day, moment.time, ZoneInfo(zone))
    if local.utcoffset() == local.replace(fold=1).utcoffset():
        return 1
    back = local.astimezone(dt.UTC).astimezone(ZoneInfo(zone))
    return 2 if back.time() == moment.time else 0


def repeated_decisions(file: DecisionsFile) -> Iterator[tuple[Loc, str]]:
    """Questions and changes on which a file decides a second time: where, and what is wrong."""
    questions = [("questions", "question", each.question) for each in file.questions]
    changes = [("changes", "change", each.change) for each in file.changes]
    for decisions in (questions, changes):
        decided: set[str] = set()
        for at, (part, key, about) in enumerate(decisions):
            if about in decided:
                yield (part, at, key), f"{key} {about} is decided on already"
            decided.add(about)


def _withdrawn_too_early(
    withdrawn: Moment, events: dict[str, Event], effects: Set[str]
) -> Iterator[tuple[Loc, str]]:
    """Where something came after an amendment had been given up; a month comes after a day only
    when all of it does.
    """
    for name, event in events.items():
        if name in effects and event.actual is not None:
            message = (
                "was withdrawn, yet took effect; what is in force is undone by a further amendment"
            )
            yield ("withdrawn",), message
        elif event.actual is not None and withdrawn.is_before(event.actual):
            yield ("withdrawn",), f"was withdrawn before `{name}` came, on {event.actual}"


def _out_of_order(events: dict[str, Event], parts: Set[str]) -> Iterator[tuple[Loc, str]]:
    """Each date that lies before one it must follow: of those that were planned, and of those on
    which something came. What takes effect in parts may do so in any order.
    """
    for which in ("planned", "actual"):
        before: tuple[str, Moment] | None = None
        for name, event in events.items():
            moment: Moment | None = getattr(event, which)
            if moment is None or moment.day is None:
                continue
            if before is not None and moment.is_before(before[1]):
                yield ("dates", name, which), _too_early(moment, before[0])
            elif name not in parts:
                before = name, moment


def _provisions_of_no_part(events: dict[str, Event], parts: Set[str]) -> Iterator[tuple[Loc, str]]:
    """Provisions where nothing takes effect, and those of what does so at once."""
    for name, event in events.items():
        if event.provisions and name not in parts:
            message = f"`{name}` brings nothing into force: `provisions` are those of a part"
            yield ("dates", name, "provisions"), message
        elif event.provisions and parts.isdisjoint(events.keys() - {name}):
            message = (
                "the amendment takes effect with this step alone, so all of it does: leave"
                " `provisions` out, or tell of the other part"
            )
            yield ("dates", name, "provisions"), message


def _closes_before_it_is_issued(
    events: dict[str, Event], file: AmendmentFile
) -> Iterator[tuple[Loc, str]]:
    """A consultation closes by itself on the day that was planned, so that day must follow the one
    on which it was issued.
    """
    asking, closing = file.recorded("consultation-issued"), file.recorded("consultation-closes")
    if not asking or not closing:
        return
    asks, close = asking[0], closing[0]
    issued, closes = events[asks], events[close]
    begins, ends = issued.actual or issued.planned, closes.actual or closes.planned
    told = bool(issued.actual) == bool(closes.actual)  # with all other dates of one kind
    if not told and begins and ends and ends.is_before(begins):
        which = "actual" if closes.actual else "planned"
        yield ("dates", close, which), _too_early(ends, asks)


def _too_early(moment: Moment, before: str) -> str:
    return f"{moment} comes before `{before}`, which it must follow"
