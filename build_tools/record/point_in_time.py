"""A document and a day in, which of its texts was in force on that day out; pure.

When a version took effect is an interval of days. A day of effect is that day, a month its first to
its last day. One that is not recorded lies after the last dated step before it, its own amendment's
or an earlier version's, and before the next dated one: the first step of what was made from it that
does not come before the former. No version took effect before the one that it follows, and what is
recorded to have come had come when the record was read. Planned dates count for nothing.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from build_tools.language import gettext as _
from build_tools.language import listed, ngettext
from build_tools.model import (
    Amendment,
    Certainty,
    Document,
    InPart,
    Moment,
    Spell,
    TakingEffect,
    TextOnDay,
    Version,
)
from build_tools.record.once import holds, once_of_document, place_of
from build_tools.record.parts import begins_in_parts, days_of_parts, in_part

_DAY = dt.timedelta(days=1)


@once_of_document
def taken_effect(document: Document, today: dt.date) -> tuple[TakingEffect, ...]:
    """Between which days each version took effect that did, the first first; `today` is the day on
    which the record is read.
    """
    found: list[TakingEffect] = []
    following = _read_on(document, today)
    earliest_days = _earliest_effects(document)
    for version, earliest in zip(reversed(document.versions), reversed(earliest_days), strict=True):
        if not took_effect(document, version):
            continue
        latest = min([following, *_latest(document, version, earliest)])
        following = latest if earliest is None else max(latest, earliest)
        found.append(TakingEffect(version=version, earliest=earliest, latest=following))
    return tuple(reversed(found))


@once_of_document
def text_on_day(document: Document, day: dt.date, today: dt.date) -> TextOnDay:
    """Which text was in force at the end of a day, as the record says that is read on `today`."""
    return _text_on_day(document, taken_effect(document, today), day, today)


def _text_on_day(
    document: Document, effects: tuple[TakingEffect, ...], day: dt.date, today: dt.date
) -> TextOnDay:
    if day > today:
        return _outside(_("it was read on %(day)s, and holds nothing later", day=Moment(today)))
    if not effects:
        return _outside(_("no version is recorded to have taken effect"))
    first = effects[0]
    if not first.may_have_come(day):
        when = first.period
        if not first.is_dated:
            when = _("not before %(day)s", day=Moment(first.earliest))
        why = _(
            "%(version)s, the first version that it holds, took effect %(when)s",
            version=first.version.label,
            when=when,
        )
        return _outside(why)
    if first.earliest is None and day < (first_recorded_day(document) or first.latest):
        return _outside(_before_all_dates(document, first.version))
    return _with_parts(document, effects, _among(effects, day), day, today)


def _with_parts(
    document: Document,
    effects: tuple[TakingEffect, ...],
    text: TextOnDay,
    day: dt.date,
    today: dt.date,
) -> TextOnDay:
    """The same with how much was in force, where some version begins in parts."""
    if text.certainty is Certainty.OUTSIDE or not begins_in_parts(document):
        return text
    versions = [effect.version for effect in effects]
    led_to = [versions[: versions.index(each) + 1] for each in text.versions]
    found = tuple([_in_parts(document, each, day, today) for each in led_to])
    told = [each.told for each in dict.fromkeys(chain.from_iterable(found))]
    why = "; ".join([text.why, *told])
    if text.certainty is Certainty.BOUNDED:
        return replace(text, perhaps_in_part=found if told else (), why=why)
    return replace(text, in_part=found[0], why=why)


def _in_parts(
    document: Document, led_here: Iterable[Version], day: dt.date, today: dt.date
) -> tuple[InPart, ...]:
    """How much of each of these versions was in force, of which that was not all."""
    found = (in_part(document, version, day, today) for version in led_here)
    return tuple([each for each in found if each is not None])


@once_of_document
def spells(document: Document, today: dt.date) -> tuple[Spell, ...]:
    """All days, in stretches that have one answer each, the earliest first."""
    effects = taken_effect(document, today)
    turns = {today + _DAY, first_recorded_day(document) or today}
    turns |= set(days_of_parts(document, today))
    turns |= {effect.latest for effect in effects}
    turns |= {effect.earliest for effect in effects if effect.earliest is not None}
    found: list[Spell] = []
    first: dt.date | None = None
    for turn in [*sorted(turn for turn in turns if turn <= today + _DAY), None]:
        last = turn - _DAY if turn else None
        text = _text_on_day(document, effects, last or today + _DAY, today)
        if found and found[-1].text == text:
            first = found.pop().first
        found.append(Spell(first=first, last=last, text=text))
        first = turn
    return tuple(found)


def took_effect(document: Document, version: Version) -> bool:
    """Whether this is the text with which its amendment is recorded to have taken effect."""
    amendment = version.amendment
    if amendment is None or amendment.actual("effect") is None or amendment.withdrawn is not None:
        return False
    steps = amendment.steps_of(document.id)
    return not steps or steps[-1].new == version.label


def earliest_effect(document: Document, version: Version) -> dt.date | None:
    """The first day on which a version may have taken effect: no dated step of its own and no
    effect before it is later. None where the record holds none of these.
    """
    return _earliest_effects(document)[place_of(document, version)]


@once_of_document
def _earliest_effects(document: Document) -> list[dt.date | None]:
    """The same of each version, in their order."""
    found: list[dt.date | None] = []
    last: dt.date | None = None
    for version in document.versions:
        if version.amendment is not None and took_effect(document, version):
            days = [moment.day for moment in _until_effect(version.amendment) if moment.day]
            last = max([*days, *([last] if last else [])], default=None)
        found.append(last)
    return found


def may_have_taken_effect(document: Document, version: Version, day: dt.date) -> bool:
    """Whether nothing in the record says that a version had not taken effect by the end of a
    day: before all dates of the record nothing had.
    """
    amendment = version.amendment
    if amendment is None or amendment.actual("effect") is None:
        return False
    if not holds(document, version):
        return amendment.has_come("effect", day)
    earliest = earliest_effect(document, version) or first_recorded_day(document)
    return earliest is None or earliest <= day


@once_of_document
def first_recorded_day(document: Document) -> dt.date | None:
    """The first day on which the record holds that anything came about a document."""
    return min(_recorded_days(document), default=None)


@once_of_document
def _read_on(document: Document, today: dt.date) -> dt.date:
    """The day by which all that is recorded to have come had come: no record was written before the
    last of its own dates, on whatever day a site of it stands.
    """
    return max([today, *_recorded_days(document)])


def _recorded_days(document: Document) -> Iterator[dt.date]:
    for version in document.versions:
        if version.amendment is not None:
            for moment in _dated(version.amendment):
                if moment.day is not None:
                    yield moment.day


def _dated(amendment: Amendment) -> list[Moment]:
    """The dates on which the events of an amendment came, in their order."""
    return _dates_of(amendment, amendment.procedure.ids)


def _until_effect(amendment: Amendment) -> list[Moment]:
    """The same until it took effect. What takes effect part by part did so with its first part."""
    return _dates_of(amendment, _steps_around_effect(amendment)[0])


def _after_effect(amendment: Amendment) -> list[Moment]:
    """The same of the parts that took effect after the first."""
    return _dates_of(amendment, _steps_around_effect(amendment)[1])


def _steps_around_effect(amendment: Amendment) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids of the steps until the first with which an amendment took effect, that one too, and
    of those after it.
    """
    ids = amendment.procedure.ids
    came = (id_ for id_ in amendment.recorded("effect") if amendment.events[id_].actual)
    first = next(came, ids[-1])
    at = ids.index(first) + 1
    return ids[:at], ids[at:]


def _dates_of(amendment: Amendment, steps: Iterable[str]) -> list[Moment]:
    moments = (amendment.actual(step) for step in steps)
    return [moment for moment in moments if moment is not None and moment.day is not None]


def _latest(document: Document, version: Version, earliest: dt.date | None) -> Iterator[dt.date]:
    """The days after which a version did not take effect: those of its later parts, its own, or
    else the next dated step of each amendment that was made from it.
    """
    assert version.amendment is not None
    for moment in _after_effect(version.amendment):
        yield moment.last_day
    effect = version.amendment.actual("effect")
    if effect is not None and effect.day is not None:
        yield effect.last_day
        return
    for amendment in _made_from(document, version):
        for moment in _dated(amendment):
            if moment.day and (earliest is None or moment.day >= earliest):
                yield moment.last_day


def _made_from(document: Document, version: Version) -> Iterator[Amendment]:
    """The amendments that began from a version."""
    for other in document.versions:
        steps = other.amendment.steps_of(document.id) if other.amendment else ()
        if steps and steps[0].old == version.label and steps[0].new == other.label:
            assert other.amendment is not None
            yield other.amendment


def _among(effects: tuple[TakingEffect, ...], day: dt.date) -> TextOnDay:
    """Which versions may have been in force, of those that took effect."""
    versions = []
    for at, effect in enumerate(effects):
        superseded = at + 1 < len(effects) and effects[at + 1].has_come(day)
        if effect.may_have_come(day) and not superseded:
            versions.append(effect.version)
    undated = tuple(
        effect.version
        for effect in effects
        if effect.may_have_come(day) and not effect.has_come(day)
    )
    if not undated:
        last = next(effect for effect in effects if effect.version is versions[0])
        why = _("it took effect %(period)s, and no later version had by then", period=last.period)
        return TextOnDay(certainty=Certainty.CERTAIN, versions=tuple(versions), why=why)
    labels = listed([version.label for version in undated])
    return TextOnDay(
        certainty=Certainty.BOUNDED,
        versions=tuple(versions),
        perhaps_none=not effects[0].has_come(day),
        undated=undated,
        why=ngettext(
            "the record does not hold the day on which %(versions)s took effect",
            "the record does not hold the days on which %(versions)s took effect",
            len(undated),
            versions=labels,
        ),
    )


def _outside(why: str) -> TextOnDay:
    return TextOnDay(certainty=Certainty.OUTSIDE, why=why)


def _before_all_dates(document: Document, first: Version) -> str:
    begin = first_recorded_day(document)
    if begin:
        return _(
            "it holds no date before %(day)s, and not when %(version)s, its first version,"
            " took effect",
            day=Moment(begin),
            version=first.label,
        )
    return _(
        "it holds no date at all, and not when %(version)s, its first version, took effect",
        version=first.label,
    )


def answer_in_words(text: TextOnDay) -> str:
    """The answer and its reason: "1.0 or 2.0: the record does not hold the day on which 2.0 took
    effect".
    """
    match text.certainty:
        case Certainty.OUTSIDE:
            return f"{_('outside the record')}: {text.why}"
        case _:
            labels = [version.label for version in text.versions]
            none = [_("none of this record")] if text.perhaps_none else []
            return f"{listed([*none, *labels], 'or')}: {text.why}"
