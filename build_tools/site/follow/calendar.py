"""The dates of something that can be followed, as a calendar to subscribe to (iCalendar, RFC 5545).

Until when a consultation asks, and when an amendment takes effect: as it came, where it had come by
a day, or else as it is planned. A calendar holds nothing that the record has no day or month for.
"""

import datetime as dt
from typing import NamedTuple

from icalendar import Calendar, Event, vText

from build_tools.model import Amendment, Corpus, Moment
from build_tools.site import urls
from build_tools.site.follow.events import instant
from build_tools.site.follow.subjects import Subject, line, made_names, made_provenance, urn


class Date(NamedTuple):
    """One date of an amendment."""

    amendment: Amendment
    event: str
    """`consultation-closes` or `effect`."""
    when: Moment
    words: str
    status: str
    """As RFC 5545 has it (section 3.8.1.11): a plan is TENTATIVE until it comes, or is given up."""


def dates(subject: Subject, as_of: dt.date) -> list[Date]:
    """What its calendar holds on the day `as_of`, the earliest first."""
    found = [
        date
        for amendment in subject.amendments
        for date in (_close(amendment, as_of), _effect(amendment, as_of))
        if date is not None and date.when.day is not None
    ]
    return sorted(found, key=lambda date: (instant(date.when), date.amendment.id, date.event))


def _close(amendment: Amendment, as_of: dt.date) -> Date | None:
    """Until when it asks. What was issued closes as announced, unless the amendment had been given
    up by then.
    """
    event = "consultation-closes"
    actual, planned = amendment.actual(event), amendment.planned(event)
    if actual is not None and amendment.has_come(event, as_of):
        return Date(amendment, event, actual, "consultation closed", "CONFIRMED")
    if planned is None:
        return None
    if amendment.has_been_withdrawn(min(as_of, planned.last_day)):
        return Date(amendment, event, planned, "withdrawn, responses were due", "CANCELLED")
    if amendment.has_come("consultation-issued", as_of):
        return Date(amendment, event, planned, "responses due", "CONFIRMED")
    return Date(amendment, event, planned, "planned, responses due", "TENTATIVE")


def _effect(amendment: Amendment, as_of: dt.date) -> Date | None:
    """When it takes effect."""
    event = "effect"
    actual, planned = amendment.actual(event), amendment.planned(event)
    if actual is not None and amendment.has_come(event, as_of):
        return Date(amendment, event, actual, "takes effect", "CONFIRMED")
    if planned is None:
        return None
    if amendment.has_been_withdrawn(as_of):
        return Date(amendment, event, planned, "withdrawn, was to take effect", "CANCELLED")
    return Date(amendment, event, planned, "planned to take effect", "TENTATIVE")


def calendar(corpus: Corpus, subject: Subject, as_of: dt.date, site_url: str) -> str:
    """The calendar, its lines ended as RFC 5545 wants; empty where there is no date, for it may not
    be without one.
    """
    held = dates(subject, as_of)
    if not held:
        return ""
    made = Calendar()
    made.add("prodid", "-//sec-corpus//corpus//EN")
    made.add("version", "2.0")
    for name in ("name", "x-wr-calname"):  # RFC 7986, and what came before it
        made.add(name, vText(f"{subject.name}: dates"))
    for date in held:
        made.add_component(_component(corpus, subject, date, as_of, site_url))
    text: str = made.to_ical().decode()
    return text


def _component(
    corpus: Corpus, subject: Subject, date: Date, as_of: dt.date, site_url: str
) -> Event:
    amendment = date.amendment
    made = Event()
    made.add("uid", urn("date", amendment.id, date.event))
    # It says when this was made of the record: never the clock, or two builds would differ.
    made.add("dtstamp", dt.datetime.combine(as_of, dt.time(), dt.UTC))
    made.add("summary", f"{made_names(corpus, amendment)}, {date.words}: {line(amendment.title)}")
    made.add("description", _description(corpus, date, as_of))
    made.add("status", date.status)
    made.add("transp", "TRANSPARENT")
    if date.when.time is not None:
        made.add("dtstart", instant(date.when))
    else:
        made.add("dtstart", date.when.day)
        made.add("dtend", date.when.last_day + dt.timedelta(days=1))
    if site_url:
        made.add("url", urls.absolute(site_url, subject.page, urls.amendment(amendment.id)))
    return made


def _description(corpus: Corpus, date: Date, as_of: dt.date) -> str:
    """The date in words, with what the record says beside it; what it is a date of; what its text
    is.
    """
    noted, planned = date.amendment.events[date.event], date.status != "CONFIRMED"
    said = f"Planned: {date.when}" if planned else str(date.when)
    note = (
        f", {line(noted.note)}"
        if noted.note and (date.when is noted.planned or not noted.planned)
        else ""
    )
    silent = (
        ". Not recorded whether it came"
        if date.status == "TENTATIVE" and date.when.last_day < as_of
        else ""
    )
    vague = "; the day is not recorded" if date.when.precision == "month" and not planned else ""
    zone = ", UK time" if date.when.time else ""
    amendment = date.amendment
    whole = f"{said}{zone}{note}{vague}{silent}."
    return " ".join((whole, line(amendment.summary), f"{made_provenance(corpus, amendment)}."))
