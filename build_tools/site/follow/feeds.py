"""What has happened to something that can be followed, as an Atom feed (RFC 4287) and as a JSON
Feed (version 1.1).

Ids hang on the record alone. Links are absolute where the site knows its address; where it does
not, those of Atom are relative, and JSON Feed, which has no rule for such, does without. An entry,
once published, stays as it is.
"""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from build_tools.model import Corpus
from build_tools.site import urls
from build_tools.site.follow.events import Happened, Kind, announced_close, happenings
from build_tools.site.follow.subjects import Subject, line, made_names, made_provenance, urn

NAMES = {
    Kind.ISSUED: "consultation issued",
    Kind.CLOSES_SOON: "consultation closes soon",
    Kind.CLOSED: "consultation closed",
    Kind.CONCLUDED: "concluded",
    Kind.DIRECTED: "directed",
    Kind.IN_FORCE: "in force",
    Kind.CORRECTED: "corrected",
    Kind.WITHDRAWN: "withdrawn",
}
_SAID = {
    Kind.ISSUED: "The consultation was issued",
    Kind.CLOSED: "The consultation closed",
    Kind.CONCLUDED: "The consultation was concluded",
    Kind.DIRECTED: "The amendment was directed",
    Kind.IN_FORCE: "The amendment took effect",
    Kind.CORRECTED: "The correction took effect",
    Kind.WITHDRAWN: "The amendment was withdrawn",
}
_LANGUAGE = "en-GB"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event as a feed tells it."""

    id: str
    kind: Kind
    title: str
    text: str
    updated: str
    published: str | None
    """The same as `updated`; None where the record does not have the day."""
    page: str
    """That of the amendment."""
    redlines: tuple[str, ...]
    """The pages of what it changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The events of one subject, newest first."""

    id: str
    title: str
    subtitle: str
    author: str
    updated: str
    page: str
    """The page beside which it stands."""
    entries: tuple[Entry, ...]


def feed(corpus: Corpus, subject: Subject, as_of: dt.date) -> Feed:
    """What had happened to `subject` by the end of the day `as_of`; that day is the feed's where
    nothing had.
    """
    entries = tuple(_entry(corpus, event) for event in happenings(subject.amendments, as_of))
    return Feed(
        id=urn("feed", subject.page),
        title=f"{subject.name}: what has happened",
        subtitle=f"Each step that the record dates. {subject.provenance}.",
        author=f"The record of {subject.name}",
        updated=entries[0].updated if entries else f"{as_of.isoformat()}T00:00:00Z",
        page=subject.page,
        entries=entries,
    )


def _entry(corpus: Corpus, event: Happened) -> Entry:
    amendment = event.amendment
    updated = event.instant.strftime("%Y-%m-%dT%H:%M:%SZ")
    return Entry(
        id=urn("event", amendment.id, event.kind),
        kind=event.kind,
        title=f"{made_names(corpus, amendment)}, {NAMES[event.kind]}: {line(amendment.title)}",
        text=" ".join(
            filter(
                None,
                (_said(event), line(amendment.summary), f"{made_provenance(corpus, amendment)}."),
            )
        ),
        updated=updated,
        published=updated if event.is_exact else None,
        page=urls.amendment(amendment.id),
        redlines=tuple(
            urls.redline(step.document, step.old, step.new)
            for step in amendment.steps
            if step.old is not None
        ),
    )


def _said(event: Happened) -> str:
    """When it happened, as exactly as the record has it and no more."""
    closes = announced_close(event.amendment)
    by = f"Responses by {closes}." if closes is not None and closes.day is not None else ""
    if event.kind is Kind.CLOSES_SOON:
        return by
    said = _SAID[event.kind]
    match event.when.precision:
        case "minute":
            told = f"{said} at {event.when}."
        case "day":
            told = f"{said} on {event.when}."
        case "month":
            told = f"{said} in {event.when}; the day is not recorded."
        case "none":
            told = f"{said}; the date is not recorded."
    return f"{told} {by}".rstrip() if event.kind is Kind.ISSUED else told


# --- Atom -----------------------------------------------------------------------------------------


def atom(told: Feed, site_url: str) -> str:
    """The feed in XML."""
    root = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": _LANGUAGE})
    _texts(
        root,
        (
            ("id", told.id),
            ("title", told.title),
            ("subtitle", told.subtitle),
            ("updated", told.updated),
        ),
    )
    ET.SubElement(ET.SubElement(root, "author"), "name").text = told.author
    ET.SubElement(root, "generator").text = "corpus"
    own = urls.beside(told.page, urls.ATOM)
    _link(root, "self", urls.absolute(site_url, told.page, own), "application/atom+xml")
    _link(root, "alternate", urls.absolute(site_url, told.page, told.page))
    for entry in told.entries:
        element = ET.SubElement(root, "entry")
        _texts(element, (("id", entry.id), ("title", entry.title), ("updated", entry.updated)))
        if entry.published:
            _texts(element, [("published", entry.published)])
        ET.SubElement(element, "category", {"term": entry.kind, "label": NAMES[entry.kind]})
        _link(element, "alternate", urls.absolute(site_url, told.page, entry.page))
        for redline in entry.redlines:
            _link(element, "related", urls.absolute(site_url, told.page, redline))
        _texts(element, [("content", entry.text)])
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _texts(parent: ET.Element, texts: Iterable[tuple[str, str]]) -> None:
    for name, text in texts:
        ET.SubElement(parent, name).text = text


def _link(parent: ET.Element, relation: str, address: str, kind: str = "text/html") -> None:
    ET.SubElement(parent, "link", {"rel": relation, "type": kind, "href": address})


# --- JSON Feed ------------------------------------------------------------------------------------


def json_feed(told: Feed, site_url: str) -> str:
    """The feed in JSON."""
    own = {"home_page_url": told.page, "feed_url": urls.beside(told.page, urls.JSON_FEED)}
    fields = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": told.title,
        **{
            name: urls.absolute(site_url, told.page, target)
            for name, target in own.items()
            if site_url
        },
        "description": told.subtitle,
        "authors": [{"name": told.author}],
        "language": _LANGUAGE,
        "items": [_item(told, entry, site_url) for entry in told.entries],
    }
    return json.dumps(fields, ensure_ascii=False, indent=1) + "\n"


def _item(told: Feed, entry: Entry, site_url: str) -> dict[str, object]:
    return {
        "id": entry.id,
        **({"url": urls.absolute(site_url, told.page, entry.page)} if site_url else {}),
        "title": entry.title,
        "content_text": entry.text,
        **({"date_published": entry.published} if entry.published else {}),
        "date_modified": entry.updated,
        "tags": [entry.kind],
    }
