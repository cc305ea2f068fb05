"""The page of a document, which is its version in force; of each version; and of the history."""

from build_tools.language import gettext as _
from build_tools.model import Document, Stage, Version
from build_tools.site import urls
from build_tools.site.context import SiteContext
from build_tools.site.pages.contents import contents, contents_html
from build_tools.site.pages.page import NOT_INDEXED, Page, feed_link
from build_tools.site.pages.shown_version import ShownVersion


def document_page(site: SiteContext, document: Document) -> Page:
    """The version in force, whole; before the first is, the first."""
    version = site.displayed_version(document)
    address = urls.document(document.id)
    stage = site.version_stage(document, version)
    index = {} if stage is Stage.IN_FORCE else NOT_INDEXED
    text = ShownVersion(site, document, version)
    values = text.values(address)
    return Page(
        address=address,
        template="version",
        title=f"{document.short_title}: {site.stage_in_words(document, version)}",
        values=values,
        front_matter={
            **index,
            **feed_link(site, address, address),
            **text.frame(values, contents_html(contents(version))),
        },
    )


def version_page(site: SiteContext, document: Document, version: Version) -> Page:
    """One version, whole."""
    address = urls.version(document.id, version.label)
    text = ShownVersion(site, document, version)
    values = text.values(address)
    feed = feed_link(site, address, urls.document(document.id))
    return Page(
        address=address,
        template="version",
        title=f"{document.short_title} {version.label}",
        values=values,
        front_matter={
            **NOT_INDEXED,
            **feed,
            **text.frame(values, contents_html(contents(version))),
        },
        is_finished=site.is_over(document, version),
    )


def history_page(site: SiteContext, document: Document) -> Page:
    """The timeline of a document."""
    address = urls.history(document.id)
    return Page(
        address=address,
        template="history",
        title=_("History of the %(document)s", document=document.short_title),
        values={"document": document},
        front_matter=feed_link(site, address, urls.document(document.id)),
    )
