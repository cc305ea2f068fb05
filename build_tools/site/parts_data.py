"""A document in, what the data of a site tell of its days and of the parts in which its versions
take effect out: plain data, and nothing of parts for what takes effect at once.
"""

import datetime as dt
from typing import Any, TypeAlias

from build_tools.model import Change, Document, Spell, Version, parts_of
from build_tools.record.part_provisions import assigned
from build_tools.record.parts import has_begun, part_interval
from build_tools.record.point_in_time import spells
from build_tools.site.amendments_data import moment_text

Interval: TypeAlias = dict[str, str | None]


def parts_data(version: Version, today: dt.date) -> dict[str, Any]:
    """The parts of a version under their key, in the order in which they begin."""
    parts = parts_of(version.amendment)
    if not parts or version.amendment is None:
        return {}
    events = version.amendment.events
    return {
        "parts": [
            {
                "id": part.id,
                "name": part.name,
                "planned": moment_text(events[part.id].planned),
                "begun": _written(part_interval(version, part.id, today)),
                "provisions": list(events[part.id].provisions),
            }
            for part in parts
        ]
    }


def days_data(document: Document, today: dt.date) -> list[dict[str, Any]]:
    """All days in stretches of one answer, the earliest first: which version was in force."""
    return list(map(_spell_data, spells(document, today)))


def _spell_data(spell: Spell) -> dict[str, Any]:
    return {
        "first": spell.first.isoformat() if spell.first else None,
        "last": spell.last.isoformat() if spell.last else None,
        "certainty": str(spell.text.certainty),
        "versions": [version.label for version in spell.text.versions],
        "perhaps_none": spell.text.perhaps_none,
        "why": spell.text.why,
        **_in_part(spell),
    }


def _in_part(spell: Spell) -> dict[str, Any]:
    """How much was in force in that stretch, where that was not all; else nothing."""
    told = [
        {
            "version": each.version,
            "begun": list(each.begun),
            "perhaps": list(each.perhaps),
            "pending": list(each.pending),
        }
        for each in spell.text.in_part
    ]
    return {"in_part": told} if told else {}


def part_of_change(
    document: Document, version: Version, change: Change, between: dict[str, Any], today: dt.date
) -> dict[str, Any]:
    """With which part a change begins, and between which days it was in force; `between` is what
    holds for the version as a whole. A change of which the part is not recorded may have begun with
    the first of them, and has with the last.
    """
    part = assigned(document, version).part_of(change.anchor, is_of_the_old=change.is_of_the_old)
    parts = [each.id for each in parts_of(version.amendment)]
    begun = [part_interval(version, each, today) for each in ([part] if part else parts)]
    first, last = _written(begun[0]), _written(begun[-1])
    since: Interval | None = None
    if first is not None:
        since = {"earliest": first["earliest"], "latest": last["latest"] if last else None}
    return {
        "part": part,
        "begun": has_begun(document, version, change, today, today),
        "in_force": since and {"from": since, "to": _ended(since, between["to"])},
    }


def _ended(since: Interval, to: Interval | None) -> Interval | None:
    """When the next version took effect, where that was not before the part began."""
    earliest = since["earliest"]
    return None if to and earliest and str(to["latest"]) <= earliest else to


def _written(interval: tuple[dt.date | None, dt.date] | None) -> Interval | None:
    if interval is None:
        return None
    earliest, latest = interval
    return {
        "earliest": earliest.isoformat() if earliest else None,
        "latest": latest.isoformat(),
    }
