"""A record and a day in, the status of its versions and amendments on that day out: what is in
force, what is proposed, what is planned. Pure; the day is always given.

The stage of an amendment by its own dates is the model's; here its successors count too.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.model import EVENTS, Amendment, Corpus, Document, Moment, Stage, Version


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedEvent:
    """An event that was planned and is not recorded to have come."""

    when: Moment
    event: str
    amendment: Amendment


def in_force(document: Document, as_of: dt.date) -> Version | None:
    """The latest version that has taken effect; None before the first has."""
    for version in reversed(document.versions):
        if _own_stage(version, as_of) is Stage.IN_FORCE:
            return version
    return None


def predecessor(document: Document, version: Version) -> Version | None:
    """The version that the amendment of `version` went from; None for a first version, and where
    that is missing.
    """
    if version.amendment is None:
        return None
    for step in version.amendment.steps:
        if step.document == document.id and step.new == version.label and step.old is not None:
            return next((each for each in document.versions if each.label == step.old), None)
    return None


def ancestry(document: Document, version: Version) -> list[Version]:
    """The versions that led to `version`, the first first, itself last."""
    chain = [version]
    while (before := predecessor(document, chain[0])) is not None:
        chain.insert(0, before)
    return chain


def displayed_version(document: Document, as_of: dt.date) -> Version:
    """The version that the document's own page shows: the one in force, or before one is, the
    first.
    """
    return in_force(document, as_of) or document.versions[0]


def proposals(document: Document, as_of: dt.date) -> tuple[Version, ...]:
    """The versions that may still take effect, in the order of their labels: several may go from
    one version.

    One whose label comes before that of the version in force is a proposal yet, unless the other
    was made from it.
    """
    current = in_force(document, as_of)
    taken_up = {version.label for version in ancestry(document, current)} if current else set()
    done = (Stage.IN_FORCE, Stage.WITHDRAWN)
    return tuple(
        version
        for version in document.versions
        if version.label not in taken_up and _own_stage(version, as_of) not in done
    )


def superseded_by(document: Document, version: Version, as_of: dt.date) -> Version | None:
    """The version that replaced this one in force; None when none has, or this one never was."""
    if _own_stage(version, as_of) is not Stage.IN_FORCE:
        return None
    later = document.versions[document.versions.index(version) + 1 :]
    return next((other for other in later if _own_stage(other, as_of) is Stage.IN_FORCE), None)


def version_stage(document: Document, version: Version, as_of: dt.date) -> Stage:
    """How far one version has come, later versions of its document counted."""
    if superseded_by(document, version, as_of):
        return Stage.SUPERSEDED
    return _own_stage(version, as_of)


def stage_on_day(stage: Stage, as_of: dt.date) -> str:
    """A stage after the day on which it holds: "Status on 20 December 2022: consultation open"."""
    return f"Status on {as_of.day} {as_of:%B %Y}: {stage}"


def status_on_day(document: Document, version: Version, as_of: dt.date) -> str:
    """How a version stands on a day, and on which."""
    return stage_on_day(version_stage(document, version, as_of), as_of)


def amendment_stage(corpus: Corpus, amendment: Amendment, as_of: dt.date) -> Stage:
    """How far an amendment has come: superseded once every version that it made is."""
    own = amendment.stage(as_of)
    if own is not Stage.IN_FORCE:
        return own
    for step in amendment.steps:
        document = corpus.document(step.document)
        if superseded_by(document, document.version(step.new), as_of) is None:
            return own
    return Stage.SUPERSEDED


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
        and event.event != "consultation-closes"
        and not _is_overtaken(event, as_of)
    )


def _is_overtaken(event: PlannedEvent, as_of: dt.date) -> bool:
    """Whether a later event of the amendment has come."""
    later = EVENTS[EVENTS.index(event.event) :]
    return any(event.amendment.has_come(name, as_of) for name in later)


def _planned_events(corpus: Corpus, as_of: dt.date) -> list[PlannedEvent]:
    """What is planned and is not recorded to have come, on whatever day, soonest first."""
    events: list[PlannedEvent] = []
    for amendment in corpus.amendments:
        if not amendment.has_been_withdrawn(as_of):
            events += _not_come(amendment, as_of)
    return sorted(events, key=_when)


def _not_come(amendment: Amendment, as_of: dt.date) -> Iterator[PlannedEvent]:
    for event in EVENTS:
        moment = amendment.planned(event)
        if moment is not None and not amendment.has_come(event, as_of):
            yield PlannedEvent(when=moment, event=event, amendment=amendment)


def _when(event: PlannedEvent) -> tuple[dt.date, int, str]:
    return event.when.day or dt.date.max, EVENTS.index(event.event), event.amendment.id


def _own_stage(version: Version, as_of: dt.date) -> Stage:
    """By the dates of the version's amendment alone; what no amendment made is a draft."""
    return version.amendment.stage(as_of) if version.amendment else Stage.DRAFTING
