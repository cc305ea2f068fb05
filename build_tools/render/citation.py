"""A change as a lawyer cites it: the document, from which version to which, the place, the dates,
both hashes.
"""

import datetime as dt
from collections.abc import Iterator

from build_tools.language import N_, in_a_sentence
from build_tools.language import gettext as _
from build_tools.model import Amendment, Change, Document, Event, Redline, Version, parts_of
from build_tools.record.part_provisions import assigned
from build_tools.record.parts import has_part_begun
from build_tools.render.change_names import kind_name


def cite_change(redline: Redline, change: Change) -> str:
    """One change in one line."""
    before, after = citation_parts(redline)
    kinds = ", ".join(map(kind_name, change.kinds))
    told = _(", change %(id)s. ", id=change.id)
    return f"{before}: {change.where} ({kinds}){told}{after}"


def cite_shortly(redline: Redline) -> str:
    """The two versions as one names them in a sentence: "MTAD 3.0 → 4.0"."""
    old, new = redline.old.short_title, redline.new.short_title
    if redline.old.label and redline.new.label and old == new:
        return f"{new} {redline.old.label} → {redline.new.label}"
    return f"{redline.old.name} → {redline.new.name}"


def citation_parts(redline: Redline) -> tuple[str, str]:
    """What every citation of a change says before its place and after it."""
    old, new = redline.old, redline.new
    if old.title and old.title == new.title:
        before = f"{new.title}, {old.label} → {new.label}"
    else:
        before = f"{old.cited} → {new.cited}"
    after = _(
        "SHA-256 of the old text %(old)s, of the new text %(new)s.",
        old=old.sha256,
        new=new.sha256,
    )
    if dates := dates_of(new):
        after = f"{dates}. {after}"
    return before, after


def redline_line(redline: Redline) -> str:
    """Which redline a form was made for, in a line that a person sees and every program keeps:
    `responses.placing` reads it.
    """
    ends = (f"{each.name}, SHA-256 {each.sha256}" for each in (redline.old, redline.new))
    return f"{_('Redline')}: {'; '.join(ends)}"


def dates_of(version: Version) -> str:
    """When each step of what made a version came, or was to come; empty where none is recorded."""
    dates = "; ".join(_dates(version))
    return dates[:1].upper() + dates[1:]


def event_date(event: Event) -> str:
    """When an event came; where that is not recorded, when it was to come."""
    if event.actual:
        return str(event.actual)
    if event.planned:
        words = (
            _("planned %(day)s", day=event.planned),
            event.note,
            _("actual not recorded"),
        )
        return ", ".join(filter(None, words))
    return _("not recorded")


def _dates(version: Version) -> Iterator[str]:
    """The steps of the amendment that made the version, each with when it came or was to come."""
    if version.amendment is not None:
        for step in version.amendment.procedure.steps:
            if event := version.amendment.events.get(step.id):
                yield f"{in_a_sentence(step.name)} {event_date(event)}"


_DATING = ("direction", "conclusion", "consultation-issued")
"""The kinds of steps that date an amendment which has not taken effect, the one that counts most
first."""


def amendment_date(version: Version) -> str:
    """What the record holds of when a version was made, in words: "concluded September 2022"; and
    that it was given up, or took effect on a day that the record does not hold.
    """
    amendment = version.amendment
    effect = amendment.actual("effect") if amendment else None
    if amendment is None:
        return _("date not recorded")
    if effect and effect.day and parts_of(amendment):
        return _("in force in parts from %(day)s on", day=effect)
    if effect and effect.day:
        return f"{_('in force since')} {effect}"
    made = next(_decided(amendment), "")
    silent = _("date of effect not recorded") if effect else ""
    return "; ".join(filter(None, (made, silent, _withdrawn(amendment)))) or _("date not recorded")


def _decided(amendment: Amendment) -> Iterator[str]:
    """When each of its steps before it took effect came, of those with a day."""
    for kind in _DATING:
        for step in amendment.procedure.of_kind(kind):
            moment = amendment.actual(step.id) if step.id in amendment.events else None
            if moment and moment.day:
                yield f"{step.done} {moment}"


def _withdrawn(amendment: Amendment) -> str:
    moment = amendment.withdrawn
    if moment is None:
        return ""
    return f"{_('withdrawn')} {moment}" if moment.day else _("withdrawn")


def provision_date(
    document: Document, version: Version, anchor: str, as_of: dt.date, *, is_gone: bool
) -> str:
    """The same of what a version says at an anchor, or of what it has no more, which had that
    anchor in the version before: where the version takes effect in parts, by the part with which
    that begins, as it stands on a day.
    """
    amendment = version.amendment
    if amendment is None or not parts_of(amendment):
        return amendment_date(version)
    part = assigned(document, version).part_of(anchor, is_of_the_old=is_gone)
    if part is None or amendment.actual(part):
        return part_date(version, part)
    waits = has_part_begun(amendment, part, as_of) is False
    word = _("not in force yet") if waits else _("not recorded whether in force")
    name, when = amendment.procedure.step(part).name, event_date(amendment.events[part])
    return _("%(word)s (%(part)s: %(when)s)", word=word, part=name, when=when)


def part_date(version: Version, part: str | None) -> str:
    """The same of what begins with one part of a version that takes effect in parts, on whatever
    day: when that came or was to come; `part` is None where the record does not hold which it is.
    """
    amendment = version.amendment
    assert amendment is not None
    if part is None:
        silent = N_("%(date)s; with which part this begins is not recorded")
        return _(silent, date=amendment_date(version))
    event, name = amendment.events[part], amendment.procedure.step(part).name
    if event.actual is None:
        return f"{name}: {event_date(event)}"
    return _("in force since %(day)s (%(part)s)", day=event.actual, part=name)
