"""The dates of something that can be followed, as a calendar to subscribe to (iCalendar, RFC 5545).

Until when a consultation asks, and when an amendment takes effect: as it came, where it had come by
a day, or else as it is planned. A calendar holds nothing that the record has no day or month for.
"""

import datetime as dt
from collections.abc import Collection
from typing import NamedTuple

from icalendar import Calendar, Event, vText

from build_tools.language import N_, spoken
from build_tools.language import gettext as _
from build_tools.model import Amendment, Corpus, Document, Moment, parts_of
from build_tools.site import urls
from build_tools.site.follow.events import has_certainly_come, instant
from build_tools.site.follow.subjects import (
    Subject,
    one_line,
    resulting_names,
    resulting_provenance,
    urn,
)


class CalendarEntry(NamedTuple):
    """One date of an amendment."""

    amendment: Amendment
    event: str
    """`consultation-closes` or `effect`; of what takes effect in parts, the step of one."""
    when: Moment
    words: str
    status: str
    """As RFC 5545 has it (section 3.8.1.11): a plan is TENTATIVE until it comes, or is given up."""

    @property
    def instant(self) -> dt.datetime:
        """When it is, in UTC."""
        return instant(self.when, self.amendment.procedure.clock)


def calendar_entries(
    subject: Subject, as_of: dt.date, documents: Collection[Document] = ()
) -> list[CalendarEntry]:
    """What its calendar holds on the day `as_of`, the earliest first. `documents` are those of the
    record.
    """
    entries: list[CalendarEntry] = []
    for amendment in subject.amendments:
        found = [_close(amendment, as_of)]
        for event in [part.id for part in parts_of(amendment)] or ["effect"]:
            has_come = has_certainly_come(amendment, event, as_of, documents)
            found.append(_effect(amendment, event, as_of, has_come=has_come))
        entries += (entry for entry in found if entry is not None and entry.when.day is not None)
    return sorted(entries, key=lambda each: (each.instant, each.amendment.id, each.event))


def _close(amendment: Amendment, as_of: dt.date) -> CalendarEntry | None:
    """Until when it asks. What was issued closes as announced, unless the amendment had been given
    up by then.
    """
    event = "consultation-closes"
    actual, planned = amendment.actual(event), amendment.planned(event)
    if actual is not None and amendment.has_come(event, as_of):
        return CalendarEntry(amendment, event, actual, N_("consultation closed"), "CONFIRMED")
    if planned is None:
        return None
    if amendment.has_been_withdrawn(min(as_of, planned.last_day)):
        return CalendarEntry(
            amendment, event, planned, N_("withdrawn, responses were due"), "CANCELLED"
        )
    if amendment.has_come("consultation-issued", as_of):
        return CalendarEntry(amendment, event, planned, N_("responses due"), "CONFIRMED")
    return CalendarEntry(amendment, event, planned, N_("planned, responses due"), "TENTATIVE")


def _effect(
    amendment: Amendment, event: str, as_of: dt.date, *, has_come: bool
) -> CalendarEntry | None:
    """When it takes effect, or the part of it that begins with that step."""
    actual, planned = amendment.actual(event), amendment.planned(event)
    if actual is not None and has_come:
        return CalendarEntry(amendment, event, actual, N_("takes effect"), "CONFIRMED")
    if planned is None:
        return None
    if amendment.has_been_withdrawn(as_of):
        return CalendarEntry(
            amendment, event, planned, N_("withdrawn, was to take effect"), "CANCELLED"
        )
    return CalendarEntry(amendment, event, planned, N_("planned to take effect"), "TENTATIVE")


def calendar(corpus: Corpus, subject: Subject, as_of: dt.date, site_url: str) -> str:
    """The calendar, its lines ended as RFC 5545 wants; empty where there is no date, for it may not
    be without one.
    """
    entries = calendar_entries(subject, as_of, corpus.documents)
    if not entries:
        return ""
    made = Calendar()
    made.add("prodid", f"-//sec-corpus//corpus//{spoken().partition('-')[0].upper()}")
    made.add("version", "2.0")
    for name in ("name", "x-wr-calname"):  # RFC 7986, and what came before it
        made.add(name, vText(_("%(subject)s: dates", subject=subject.name)))
    for entry in entries:
        event = _event(corpus, entry, as_of)
        if site_url:
            page = urls.amendment(entry.amendment.id)
            event.add("url", urls.absolute(site_url, subject.page, page))
        made.add_component(event)
    text: str = made.to_ical().decode()
    return text


def _event(corpus: Corpus, entry: CalendarEntry, as_of: dt.date) -> Event:
    amendment = entry.amendment
    names, title = resulting_names(corpus, amendment, as_of), one_line(amendment.title)
    made = Event()
    made.add("uid", urn("date", amendment.id, entry.event))
    # It says when this was made of the record: never the clock, or two builds would differ.
    made.add("dtstamp", dt.datetime.combine(as_of, dt.time(), dt.UTC))
    words = _words_of(entry)
    made.add("summary", f"{names}, {words}: {title}")
    made.add("description", _description(corpus, entry, as_of))
    made.add("status", entry.status)
    made.add("transp", "TRANSPARENT")
    if entry.when.time is not None:
        made.add("dtstart", entry.instant)
    else:
        made.add("dtstart", entry.when.day)
        made.add("dtend", entry.when.last_day + dt.timedelta(days=1))
    return made


def _words_of(entry: CalendarEntry) -> str:
    """What comes on the day; of what takes effect in parts, with which."""
    names = {part.id: part.name for part in parts_of(entry.amendment)}
    words = _(entry.words)
    return f"{words} ({names[entry.event]})" if entry.event in names else words


def _description(corpus: Corpus, entry: CalendarEntry, as_of: dt.date) -> str:
    """The date in words, with what the record says beside it; what it is a date of; what its text
    is.
    """
    amendment = entry.amendment
    provenance = resulting_provenance(corpus, amendment, as_of)
    sentences = f"{_date_in_words(entry, as_of)}.", one_line(amendment.summary), f"{provenance}."
    return " ".join(sentences)


def _date_in_words(entry: CalendarEntry, as_of: dt.date) -> str:
    step = entry.amendment.recorded(entry.event)[0]
    recorded, when = entry.amendment.events[step], entry.when
    planned = entry.status != "CONFIRMED"
    words = _("Planned: %(day)s", day=when) if planned else str(when)
    if when.time:
        words += f", {entry.amendment.procedure.clock.name}"
    if recorded.note and (when is recorded.planned or not recorded.planned):
        words += f", {one_line(recorded.note)}"
    if when.precision == "month" and not planned:
        words += _("; the day is not recorded")
    if entry.status == "TENTATIVE" and when.last_day < as_of:
        words += _(". Not recorded whether it came")
    return words
