"""The provisions of a document that ever changed → a feed of each, keyed by its lasting id, and the
list of them all as OPML (version 2.0).

A feed has the events of the amendments that made something of the provision, and what that was.
"""

from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree as ET

from build_tools.language import N_
from build_tools.language import gettext as _
from build_tools.lineage.provenance import ProvisionLife
from build_tools.model import Amendment, Document, Version
from build_tools.record.status import current_steps
from build_tools.render.change_names import befallen_name
from build_tools.site import urls
from build_tools.site.context import SiteContext
from build_tools.site.follow.events import PastEvent, past_events
from build_tools.site.follow.feeds import Feed, FeedEntry, feed_entry
from build_tools.site.follow.subjects import one_line, urn

_NOT_WHOLE = N_("by addresses relative to this file, for the site was built without one (site_url)")


def provision_feeds(site: SiteContext, document: Document) -> Iterator[Feed]:
    """The feed of each provision that ever changed."""
    for life in site.provision_pages(document).lives:
        yield _provision_feed(site, document, life)


def _provision_feed(site: SiteContext, document: Document, life: ProvisionLife) -> Feed:
    pages = site.provision_pages(document)
    name = one_line(f"{document.short_title} {pages.name(life)}")
    befallen = _befallen(site, document, life)
    amendments: dict[str, Amendment] = {}
    for label in befallen:
        if amendment := document.version(label).amendment:
            amendments[amendment.id] = amendment
    entries: list[FeedEntry] = []
    for event in past_events(amendments.values(), site.as_of, site.corpus.documents):
        entries += _entries(site, document, life, event, befallen)
    first = document.versions[0]
    return Feed(
        id=urn("feed", "provision", document.id, life.id),
        title=_("%(subject)s: what has happened", subject=name),
        subtitle=_(
            "Each step of what changed it that the record dates. %(provenance)s.",
            provenance=one_line(_what(first)),
        ),
        author=_("The record of %(subject)s", subject=one_line(document.short_title)),
        updated=entries[0].updated if entries else f"{site.as_of.isoformat()}T00:00:00Z",
        page=urls.provision_feed(document.id, life.id, "index.md"),
        about=pages.address(life),
        entries=tuple(entries),
    )


def _what(version: Version) -> str:
    """What its text is."""
    return version.provenance


def _befallen(site: SiteContext, document: Document, life: ProvisionLife) -> dict[str, str]:
    """What each version made of a provision, in a sentence, by its label."""
    history = site.history(document)
    found = {}
    for state in site.provision_pages(document).provisions.through(life):
        version = history.versions[state.version]
        befallen = ", ".join(map(befallen_name, state.befallen))
        if state.version == 0:
            befallen = _("as in the first version of this record")
        found[version.label] = _(
            "%(citation)s in %(version)s: %(befallen)s.",
            citation=state.cited,
            version=version.label,
            befallen=befallen,
        )
    return found


def _entries(
    site: SiteContext,
    document: Document,
    life: ProvisionLife,
    event: PastEvent,
    befallen: dict[str, str],
) -> Iterator[FeedEntry]:
    """The entry of an event where the amendment, as it stood then, made something of the
    provision.
    """
    steps = current_steps(site.corpus, event.amendment, event.counted_from)
    labels = [step.new for step in steps if step.document == document.id]
    said = [befallen[label] for label in labels if label in befallen]
    if said:
        entry = feed_entry(site.corpus, event, site.comparisons)
        id_ = urn("event", event.amendment.id, event.term, document.id, life.id)
        yield replace(entry, id=id_, text=one_line(" ".join([*said, entry.text])))


def opml(site: SiteContext, document: Document) -> str:
    """The feeds of all provisions of a document that ever changed, for a reader's program. OPML has
    no base: where the site does not know its own address, it says that those in it are not whole.
    """
    page = urls.document(document.id)
    root = ET.Element("opml", {"version": "2.0"})
    head = ET.SubElement(root, "head")
    name = one_line(document.short_title)
    title = _("%(document)s: provisions that changed", document=name)
    ET.SubElement(head, "title").text = title if site.site_url else f"{title}, {_(_NOT_WHOLE)}"
    body = ET.SubElement(root, "body")
    for feed in provision_feeds(site, document):
        own = urls.beside(feed.page, urls.ATOM)
        outline = {
            "type": "rss",  # which OPML calls every feed, in whichever form
            "text": feed.title,
            "xmlUrl": urls.absolute(site.site_url, page, own),
            "htmlUrl": urls.absolute(site.site_url, page, feed.about),
        }
        ET.SubElement(body, "outline", outline)
    if not len(body):
        ET.SubElement(body, "outline", {"text": _("No provision ever changed.")})
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'
