"""What has happened to something that can be followed, as an Atom feed (RFC 4287) and as a JSON
Feed (version 1.1).

Ids hang on the record alone. Links are absolute where the site knows its address; where it does
not, those of Atom are relative, and JSON Feed, which has no rule for such, does without. An entry,
once published, stays as it is.
"""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from build_tools.language import N_, spoken
from build_tools.language import gettext as _
from build_tools.lineage.comparisons import Comparisons, step_redlines
from build_tools.model import Corpus, Moment, parts_of, provisions_named
from build_tools.record.status import current_steps
from build_tools.render.changes_in_words import changes_in_words
from build_tools.site import urls
from build_tools.site.follow.events import EventKind, PastEvent, announced_close, past_events
from build_tools.site.follow.subjects import (
    Subject,
    one_line,
    resulting_names,
    resulting_provenance,
    urn,
)

_NAMES = {
    EventKind.CLOSES_SOON: N_("consultation closes soon"),
    EventKind.CORRECTED: N_("corrected"),
    EventKind.WITHDRAWN: N_("withdrawn"),
}
"""What is no step of a procedure, or is told otherwise."""
_SENTENCES = {
    EventKind.CORRECTED: N_("The correction took effect"),
    EventKind.WITHDRAWN: N_("The amendment was withdrawn"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One event as a feed tells it."""

    id: str
    kind: str
    """What programs know it by."""
    label: str
    """The same for people."""
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
    """The page beside which it stands, or would stand."""
    about: str
    """The page of the subject."""
    entries: tuple[FeedEntry, ...]


def feed(corpus: Corpus, subject: Subject, as_of: dt.date, comparisons: Comparisons) -> Feed:
    """What had happened to `subject` by the end of the day `as_of`; that day is the feed's where
    nothing had.
    """
    events = past_events(subject.amendments, as_of, corpus.documents)
    entries = tuple(feed_entry(corpus, event, comparisons) for event in events)
    return Feed(
        id=urn("feed", subject.page),
        title=_("%(subject)s: what has happened", subject=subject.name),
        subtitle=_(
            "Each step that the record dates. %(provenance)s.", provenance=subject.provenance
        ),
        author=_("The record of %(subject)s", subject=subject.name),
        updated=entries[0].updated if entries else f"{as_of.isoformat()}T00:00:00Z",
        page=subject.page,
        about=subject.page,
        entries=entries,
    )


def feed_entry(corpus: Corpus, event: PastEvent, comparisons: Comparisons) -> FeedEntry:
    """An event as a feed tells it."""
    amendment = event.amendment
    updated = event.instant.strftime("%Y-%m-%dT%H:%M:%SZ")
    names = resulting_names(corpus, amendment, event.counted_from)
    title = one_line(amendment.title)
    provenance = f"{resulting_provenance(corpus, amendment, event.counted_from)}."
    changes = ""
    if event.kind is EventKind.CORRECTED:
        redlines = step_redlines(corpus, amendment, event.counted_from, comparisons)
        changes = _("It makes %(changes)s.", changes=changes_in_words(redlines))
    brings = _brings(event, corpus.titles_of(amendment))
    sentences = _in_words(event), brings, changes, one_line(amendment.summary), provenance
    return FeedEntry(
        id=urn("event", amendment.id, event.term),
        kind=event.term,
        label=event_name(event),
        title=f"{names}, {event_name(event)}: {title}",
        text=" ".join(filter(None, sentences)),
        updated=updated,
        published=updated if event.is_exact else None,
        page=urls.amendment(amendment.id),
        redlines=tuple(
            urls.redline(step.document, step.old, step.new)
            for step in current_steps(corpus, amendment, event.counted_from)
            if step.old is not None
        ),
    )


def event_name(event: PastEvent) -> str:
    """What happened, as a title has it: "consultation issued"."""
    if event.kind in _NAMES:
        return _(_NAMES[event.kind])
    return event.step.told if event.step else ""


def _in_words(event: PastEvent) -> str:
    """When it happened, as exactly as the record has it and no more."""
    closes = announced_close(event.amendment)
    is_known = closes is not None and closes.day is not None
    by = _("Responses by %(day)s.", day=closes) if is_known else ""
    if event.kind is EventKind.CLOSES_SOON:
        return by
    begun = event.step.sentence if event.step else ""
    if event.kind in _SENTENCES:
        begun = _(_SENTENCES[event.kind])
    sentence = f"{begun}{_when(event.when)}"
    return f"{sentence} {by}".rstrip() if event.kind is EventKind.ISSUED else sentence


def _brings(event: PastEvent, titles: Mapping[str, str]) -> str:
    """Which provisions begin with it, of what takes effect in parts."""
    if event.step is None or event.step not in parts_of(event.amendment):
        return ""
    entries = event.amendment.events[event.step.id].provisions
    if not entries:
        return _("Which provisions it brings into force is not recorded.")
    return _("It brings into force: %(provisions)s.", provisions=provisions_named(entries, titles))


def _when(moment: Moment) -> str:
    match moment.precision:
        case "minute":
            return _(" at %(moment)s.", moment=moment)
        case "day":
            return _(" on %(moment)s.", moment=moment)
        case "month":
            return _(" in %(moment)s; the day is not recorded.", moment=moment)
        case "none":
            return _("; the date is not recorded.")


# --- Atom -----------------------------------------------------------------------------------------


def atom(feed: Feed, site_url: str) -> str:
    """The feed in XML."""
    root = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": spoken()})
    for name in ("id", "title", "subtitle", "updated"):
        _text(root, name, getattr(feed, name))
    _text(ET.SubElement(root, "author"), "name", feed.author)
    _text(root, "generator", "corpus")
    own = urls.beside(feed.page, urls.ATOM)
    _link(root, "self", urls.absolute(site_url, feed.page, own), "application/atom+xml")
    _link(root, "alternate", urls.absolute(site_url, feed.page, feed.about))
    for entry in feed.entries:
        _atom_entry(ET.SubElement(root, "entry"), feed, entry, site_url)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _atom_entry(element: ET.Element, feed: Feed, entry: FeedEntry, site_url: str) -> None:
    for name in ("id", "title", "updated"):
        _text(element, name, getattr(entry, name))
    if entry.published:
        _text(element, "published", entry.published)
    ET.SubElement(element, "category", {"term": entry.kind, "label": entry.label})
    _link(element, "alternate", urls.absolute(site_url, feed.page, entry.page))
    for redline in entry.redlines:
        _link(element, "related", urls.absolute(site_url, feed.page, redline))
    _text(element, "content", entry.text)


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _link(parent: ET.Element, relation: str, address: str, kind: str = "text/html") -> None:
    ET.SubElement(parent, "link", {"rel": relation, "type": kind, "href": address})


# --- JSON Feed ------------------------------------------------------------------------------------


def json_feed(feed: Feed, site_url: str) -> str:
    """The feed in JSON."""
    fields: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
    }
    if site_url:
        own = urls.beside(feed.page, urls.JSON_FEED)
        fields["home_page_url"] = urls.absolute(site_url, feed.page, feed.about)
        fields["feed_url"] = urls.absolute(site_url, feed.page, own)
    fields |= {
        "description": feed.subtitle,
        "authors": [{"name": feed.author}],
        "language": spoken(),
        "items": [_item(feed, entry, site_url) for entry in feed.entries],
    }
    return json.dumps(fields, ensure_ascii=False, indent=1) + "\n"


def _item(feed: Feed, entry: FeedEntry, site_url: str) -> dict[str, object]:
    item: dict[str, object] = {"id": entry.id}
    if site_url:
        item["url"] = urls.absolute(site_url, feed.page, entry.page)
    item |= {"title": entry.title, "content_text": entry.text}
    if entry.published:
        item["date_published"] = entry.published
    return item | {"date_modified": entry.updated, "tags": [entry.kind]}
