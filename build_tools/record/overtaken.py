"""A version and a day in; out what its text must hold, and does not: the version that is in force
when it takes effect. Pure.

Amendments are often directed in one order and take effect in another: what was made from the
version in force then would undo, once it takes effect, whatever took effect between.
"""

import datetime as dt

from build_tools.model import Amendment, Document, Version
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


def _before_effect(document: Document, version: Version, as_of: dt.date) -> Version | None:
    """What is in force, or was directed and will be, when a directed version takes effect."""
    assert version.amendment is not None
    effect = _effect_day(version.amendment) or dt.date.max, document.versions.index(version)
    before: dict[tuple[dt.date, int], Version] = {}
    for at, other in enumerate(document.versions):
        day = _certain_effect(document, other, as_of)
        builds_on = version in ancestry(document, other)
        if day is not None and not builds_on and other.amendment != version.amendment:
            before[day, at] = other
    latest = max((key for key in before if key < effect), default=None)
    return before[latest] if latest is not None else None


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
