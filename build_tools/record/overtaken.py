"""A version and a day in; out what its text must hold, and does not: the version that is in force
when it takes effect. Pure.

Amendments are often directed in one order and take effect in another: what was made from the
version in force then would undo, once it takes effect, whatever took effect between.
"""

import datetime as dt
from bisect import bisect_left
from collections.abc import Collection

from build_tools.model import Amendment, Document, Stage, Version
from build_tools.record.once import once_of_document, place_of
from build_tools.record.status import ancestry, carried_on_as, final_text, in_force


def overtaken_by(document: Document, version: Version, as_of: dt.date) -> Version | None:
    """What an amendment's text has to hold, as far as the record knows on a day, and was not made
    from; None where it was, and for a first version.

    Of a proposal, that is what is in force; where it builds on another that was carried on, the
    text with which that goes on. Once it has been directed it is what will be in force
    when it takes effect; once it has taken effect, what was.
    """
    if version.amendment is None or len(lineage := ancestry(document, version)) < 2:
        return None
    if version.amendment.stage(as_of).is_directed:
        base = _before_effect(document, version, as_of)
    elif carried_on_as(document, lineage[-2], as_of) is not None:
        base = final_text(document, lineage[-2])
    else:
        base = in_force(document, as_of)
    made_from = {each.label for each in lineage}
    return None if base is None or base.label in made_from else base


def to_overtake(document: Document, version: Version, as_of: dt.date) -> Version | None:
    """What has been directed and is to take effect before an open proposal is planned to, which was
    not made from it; None where nothing is, or nobody planned when the proposal takes effect.
    """
    amendment = version.amendment
    if amendment is None or amendment.planned("effect") is None:
        return None
    if amendment.stage(as_of) not in _OPEN or carried_on_as(document, version, as_of):
        return None
    lineage = ancestry(document, version)
    base = _before_effect(document, version, as_of)
    return base if len(lineage) > 1 and base in to_come(document, as_of, lineage) else None


def to_come(
    document: Document, as_of: dt.date, without: Collection[Version] = ()
) -> tuple[Version, ...]:
    """The versions that have been directed and are to take effect, in that order, without some."""
    effects = [(day, document.versions[at]) for day, at in _certain_effects(document, as_of)]
    return tuple(each for day, each in effects if day > as_of and each not in without)


_OPEN = frozenset(
    {Stage.DRAFTING, Stage.CONSULTATION_OPEN, Stage.CONSULTATION_CLOSED, Stage.CONCLUDED}
)
"""The stages at which an amendment may still become law, or another text than it is."""


def _before_effect(document: Document, version: Version, as_of: dt.date) -> Version | None:
    """What is in force, or was directed and will be, when a version takes effect."""
    assert version.amendment is not None
    effect = _effect_day(version.amendment) or dt.date.max, place_of(document, version)
    effects = _certain_effects(document, as_of)
    for _, at in reversed(effects[: bisect_left(effects, effect)]):
        other = document.versions[at]
        if other.amendment != version.amendment and version not in ancestry(document, other):
            return other
    return None


@once_of_document
def _certain_effects(document: Document, as_of: dt.date) -> list[tuple[dt.date, int]]:
    """When each version that has a certain effect has it, with its place, the first first."""
    days = [_certain_effect(document, version, as_of) for version in document.versions]
    return sorted([(day, at) for at, day in enumerate(days) if day is not None])


def _certain_effect(document: Document, version: Version, as_of: dt.date) -> dt.date | None:
    """From when a version is in force, where it has been directed and goes on as it is; the first
    of all days where it is in force and nobody recorded since when, None where it is not to come.
    """
    amendment = version.amendment
    if amendment is None or final_text(document, version) != version:
        return None
    stage = amendment.stage(as_of)
    if not stage.is_directed:
        return None
    day = _effect_day(amendment)
    return day or (dt.date.min if amendment.has_come("effect", as_of) else None)


def _effect_day(amendment: Amendment) -> dt.date | None:
    """When an amendment took effect or, where that is not recorded, is to."""
    planned = amendment.planned("effect")
    return amendment.counted_from("effect") or (planned.day if planned else None)
