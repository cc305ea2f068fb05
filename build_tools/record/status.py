"""A record and a day in, the status of its versions and amendments on that day out: what is in
force, what is proposed. Pure; the day is always given.

The stage of an amendment by its own dates is the model's; here its successors count too, and which
of its texts it goes on with.
"""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator
from itertools import chain, islice

from build_tools.model import (
    Amendment,
    Certainty,
    Corpus,
    Document,
    Stage,
    Step,
    Version,
    parts_of,
)
from build_tools.record.once import once_of_document, place_of, version_called
from build_tools.record.parts import in_part
from build_tools.record.point_in_time import may_have_taken_effect, text_on_day


def in_force(document: Document, as_of: dt.date) -> Version | None:
    """The latest version that may have taken effect; None before the first may have.

    On the day on which a record is read that is the one in force for certain, since what is
    recorded to have come has come. On an earlier day it may be in force: `text_on_day` says so.
    """
    turns = _turns(document)
    before = bisect_right(turns, as_of)
    return _in_force(document, turns[before - 1] if before else as_of)


@once_of_document
def _turns(document: Document) -> list[dt.date]:
    """The days on which a version may come to stand otherwise, the first first: those that the
    record has of its versions, and each day after one. On how many days a document is looked at
    grows with the versions of all others; this does not.
    """
    amendments = [each.amendment for each in document.versions if each.amendment]
    days = set(chain.from_iterable(map(_days, amendments)))
    return sorted(days | {day + dt.timedelta(days=1) for day in days})


def _days(amendment: Amendment) -> Iterator[dt.date]:
    """All days that the record has of an amendment, those of plans too; of a month both ends."""
    dates = ((event.planned, event.actual) for event in amendment.events.values())
    for moment in filter(None, chain([amendment.withdrawn], *dates)):
        if moment.day is not None:
            yield moment.day
            yield moment.last_day


@once_of_document
def _in_force(document: Document, as_of: dt.date) -> Version | None:
    """The same, for one of the days on which that may be another."""
    for version, since in _may_take_effect(document):
        if since <= as_of and _own_stage(document, version, as_of) is Stage.IN_FORCE:
            return version
    return None


@once_of_document
def _may_take_effect(document: Document) -> list[tuple[Version, dt.date]]:
    """The versions whose amendments tell of an effect, the latest first, each with a day before
    which it was not in force: on how many days a document is looked at grows with the record.
    """
    found = []
    for version in reversed(document.versions):
        days = list(_effect_days(version.amendment)) if version.amendment else []
        if days:
            found.append((version, min(days)))
    return found


def _effect_days(amendment: Amendment) -> Iterator[dt.date]:
    """From when each of its effects that came counts; on an unrecorded date, from the first."""
    for step in amendment.recorded("effect"):
        if amendment.actual(step):
            yield amendment.counted_from(step) or dt.date.min


def predecessor(document: Document, version: Version) -> Version | None:
    """The version that the amendment of `version` went from; None for a first version, and where
    that is missing.
    """
    amendment = version.amendment
    base = amendment.base_of(document.id, version.label) if amendment else None
    return None if base is None else version_called(document, base)


def ancestry(document: Document, version: Version) -> list[Version]:
    """The versions that led to `version`, the first first, itself last."""
    chain = [version]
    while (before := predecessor(document, chain[0])) is not None:
        chain.insert(0, before)
    return chain


def carried_on_as(document: Document, version: Version, as_of: dt.date) -> Version | None:
    """The text with which the amendment of a version had gone on by a day, since it had to be made
    from another version; None where it goes on with this one.
    """
    following = _neighbour(document, version, 1)
    if following is None or not _has_begun(document, following, as_of):
        return None
    return following


def carried_on_from(document: Document, version: Version) -> Version | None:
    """The text of the same amendment that this one carries on; None for its first."""
    return _neighbour(document, version, -1)


def final_text(document: Document, version: Version) -> Version:
    """The last text with which the amendment of a version goes on, on whatever day."""
    following = _neighbour(document, version, 1)
    return version if following is None else final_text(document, following)


def _neighbour(document: Document, version: Version, offset: int) -> Version | None:
    """The text that the same amendment makes of a document so many steps later; None where there is
    none.
    """
    if version.amendment is None or len(version.amendment.steps) < 2:  # as most
        return None
    labels = [step.new for step in version.amendment.steps_of(document.id)]
    if len(labels) < 2 or version.label not in labels:
        return None
    at = labels.index(version.label) + offset
    return version_called(document, labels[at]) if 0 <= at < len(labels) else None


def _has_begun(document: Document, version: Version, as_of: dt.date) -> bool:
    """Whether a text that carries another on was there on a day.

    It is made from what had taken effect; where both amendments were directed before either did,
    from the day on which both were. The draft made after a consultation, which goes from what the
    draft as consulted went from, is there once the amendment has been concluded.
    """
    base, amendment = predecessor(document, version), version.amendment
    if base is None or base.amendment is None or amendment is None:
        return True
    before = carried_on_from(document, version)
    if before is not None and predecessor(document, before) == base:
        return amendment.is_concluded(as_of)
    if base.amendment.has_come("effect", as_of):
        return True
    was_directed = amendment.counted_from("direction") or amendment.counted_from("effect")
    by_then = was_directed is None or was_directed <= as_of
    return by_then and base.amendment.stage(as_of).is_directed


def displayed_version(document: Document, as_of: dt.date) -> Version:
    """The version that the document's own page shows: the one in force, or before one is, the
    first.
    """
    return in_force(document, as_of) or document.versions[0]


def proposals(document: Document, as_of: dt.date) -> tuple[Version, ...]:
    """The versions that are proposed and not decided yet, in the order of their labels: several may
    go from one version.
    """
    waiting = pending(document, as_of)
    return tuple(each for each in waiting if not awaits_effect(document, each, as_of))


def awaits_effect(document: Document, version: Version, as_of: dt.date) -> bool:
    """Whether a version has been decided and is not in force yet: adopted, enacted, directed."""
    return _own_stage(document, version, as_of) is Stage.DIRECTED


@once_of_document
def pending(document: Document, as_of: dt.date) -> tuple[Version, ...]:
    """The versions that may still take effect, proposed or decided, in the order of their labels.

    One whose label comes before that of the version in force may yet, unless the other was made
    from it.
    """
    current = in_force(document, as_of)
    taken_up = {version.label for version in ancestry(document, current)} if current else set()
    done = (Stage.IN_FORCE, Stage.WITHDRAWN, Stage.CARRIED_ON)
    return tuple(
        version
        for version in document.versions
        if version.label not in taken_up
        and _is_current(document, version, as_of)
        and _own_stage(document, version, as_of) not in done
    )


def superseded_by(document: Document, version: Version, as_of: dt.date) -> Version | None:
    """The version that replaced this one in force; None when none has, or this one never was."""
    if _own_stage(document, version, as_of) is not Stage.IN_FORCE:
        return None
    later = islice(document.versions, place_of(document, version) + 1, None)
    return next(
        (other for other in later if _own_stage(document, other, as_of) is Stage.IN_FORCE), None
    )


def version_stage(document: Document, version: Version, as_of: dt.date) -> Stage:
    """How far one version has come, later versions of its document counted."""
    if superseded_by(document, version, as_of):
        return Stage.SUPERSEDED
    return _own_stage(document, version, as_of)


def superseded_in_part_by(document: Document, version: Version, as_of: dt.date) -> Version | None:
    """The version that replaced this one and is in force in part alone, so that some of this is
    law yet; None where none has, or where all of it is.
    """
    successor = superseded_by(document, version, as_of)
    if successor is None or not parts_of(successor.amendment):
        return None
    latest = in_force(document, as_of) == successor
    return successor if latest and in_part(document, successor, as_of, as_of) else None


def is_over(document: Document, version: Version, as_of: dt.date) -> bool:
    """Whether a version is no law any more and will be none."""
    over = Stage.SUPERSEDED, Stage.WITHDRAWN, Stage.CARRIED_ON
    if version_stage(document, version, as_of) not in over:
        return False
    return superseded_in_part_by(document, version, as_of) is None


def was_directed(document: Document, version: Version, as_of: dt.date) -> bool:
    """Whether this text has been directed, so that it may never change again; one that was carried
    on before its amendment was directed has not.
    """
    amendment = version.amendment
    if amendment is None or not amendment.stage(as_of).is_directed:
        return False
    if _own_stage(document, version, as_of).is_directed:
        return True
    day = amendment.counted_from("direction") or amendment.counted_from("effect") or as_of
    return _own_stage(document, version, day).is_directed


def may_be_in_force(
    document: Document, version: Version, as_of: dt.date, today: dt.date | None = None
) -> bool:
    """Whether a version is one of several of which the record does not hold which was in force;
    `today` is the day on which it is read, `as_of` unless another is given.
    """
    text = text_on_day(document, as_of, today or as_of)
    return text.certainty is Certainty.BOUNDED and version in text.versions


def amendment_stage(corpus: Corpus, amendment: Amendment, as_of: dt.date) -> Stage:
    """How far an amendment has come: superseded once every version that it made is."""
    own = amendment.stage(as_of)
    if own is not Stage.IN_FORCE:
        return own
    stages = [version_stage(*text, as_of) for text in final_texts(corpus, amendment)]
    return own if own in stages else stages[0]


def final_texts(corpus: Corpus, amendment: Amendment) -> Iterator[tuple[Document, Version]]:
    """With which text an amendment ends in each document that it amends."""
    for step in amendment.steps:
        document = corpus.document(step.document)
        yield document, final_text(document, document.version(step.new))


def current_steps(corpus: Corpus, amendment: Amendment, as_of: dt.date) -> tuple[Step, ...]:
    """What an amendment does to each document on a day: the steps that had begun and were not
    carried on.
    """
    return tuple(step for step in amendment.steps if _is_current_step(corpus, step, as_of))


def _is_current_step(corpus: Corpus, step: Step, as_of: dt.date) -> bool:
    document = corpus.document(step.document)
    return _is_current(document, document.version(step.new), as_of)


def _is_current(document: Document, version: Version, as_of: dt.date) -> bool:
    """Whether an amendment goes on with this one of its texts on a day."""
    begun = carried_on_from(document, version) is None or _has_begun(document, version, as_of)
    return begun and carried_on_as(document, version, as_of) is None


def _own_stage(document: Document, version: Version, as_of: dt.date) -> Stage:
    """How far one version has come, by its amendment alone; what no amendment made is a draft, and
    so is a text on a day before it carried another on.
    """
    if version.amendment is None:
        return Stage.DRAFTING
    if len(version.amendment.steps) > 1:  # most have one, and carry no text on
        if carried_on_as(document, version, as_of) is not None:
            return Stage.CARRIED_ON
        if not _is_current(document, version, as_of):
            return Stage.DRAFTING
    stage = version.amendment.stage(as_of)
    if stage is Stage.IN_FORCE and not may_have_taken_effect(document, version, as_of):
        return version.amendment.stage_before_effect(as_of)
    return stage
