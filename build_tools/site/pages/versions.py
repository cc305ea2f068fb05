"""The page of a document, which is its version in force; of each version; and of the history."""

import json
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from markupsafe import Markup

from build_tools.compare.changes.row_addresses import row_addresses
from build_tools.language import gettext as _
from build_tools.model import Document, Stage, Version
from build_tools.render.page.page_margins import page_margins
from build_tools.site import urls
from build_tools.site.cited_by import cited_by
from build_tools.site.context import SiteContext
from build_tools.site.excerpts import blocks_html
from build_tools.site.linked_data import legislation
from build_tools.site.pages.contents import contents, contents_html
from build_tools.site.pages.page import NOT_INDEXED, Page, feed_link
from build_tools.site.pages.rail import versions_in_rail
from build_tools.site.provision_links import provision_links
from build_tools.site.text_links import Beyond, TextLinks
from build_tools.site.version_text import markdown_safe_html, page_lines


def document_page(site: SiteContext, document: Document) -> Page:
    """The version in force, whole; before the first is, the first."""
    version = site.displayed_version(document)
    address = urls.document(document.id)
    stage = site.version_stage(document, version)
    index = {} if stage is Stage.IN_FORCE else NOT_INDEXED
    values = _version_values(site, document, version, address)
    return Page(
        address=address,
        template="version",
        title=f"{document.short_title}: {site.stage_in_words(document, version)}",
        values=values,
        front_matter={
            **index,
            **feed_link(site, address, address),
            **_frame_of(site, document, version, values),
        },
    )


def version_page(site: SiteContext, document: Document, version: Version) -> Page:
    """One version, whole."""
    address = urls.version(document.id, version.label)
    values = _version_values(site, document, version, address)
    feed = feed_link(site, address, urls.document(document.id))
    return Page(
        address=address,
        template="version",
        title=f"{document.short_title} {version.label}",
        values=values,
        front_matter={
            **NOT_INDEXED,
            **feed,
            **_frame_of(site, document, version, values),
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


def _version_values(
    site: SiteContext, document: Document, version: Version, page: str
) -> dict[str, Any]:
    first = next(iter(version.body), None)
    has_own_title = first is not None and first.kind == "heading" and first.depth == 1
    noted = site.noted(document, version)
    links = TextLinks(site, version, page)
    cited = list(cited_by(site, version))
    after = provision_links(site, document, version, noted, page, cited)
    lines = list(page_lines(noted.version, links.links_of, after, row_addresses(version)))
    heading = lines.pop(0) if has_own_title else f"# {markdown_safe_html(escape(document.title))}"
    return {
        "document": document,
        "version": version,
        "heading": heading,
        "text": "\n".join(lines),
        "noted": noted,
        "rail": versions_in_rail(site, document, version),
        "cited": cited,
        "beyond": _beyond_json(links.beyond(), page),
        "has_terms": any(block.terms for block in site.displayed_version(document).body),
        "table_pages": _table_pages(site, document, version),
        "linked_data": Markup(legislation(document, version, site.as_of, page, site.site_url)),
    }


def _frame_of(
    site: SiteContext, document: Document, version: Version, values: Mapping[str, Any]
) -> Mapping[str, Any]:
    """Front matter for what stands round the text: its contents, in the place of the site's
    navigation; the styles and scripts of its page, with those that tell where words come from,
    where some do not come from the first version; and what stands at the edges of its sheets.
    """
    origins = ["origins"] if values["noted"].notes else []
    status = site.stage_in_words(document, version)
    return {
        "hide": ["navigation"],
        "contents": contents_html(contents(version)),
        "style": ["law", "cards", *origins],
        "script": ["acts", "fragment", "cards", *origins],
        "running": page_margins(f"{document.title} {version.label}", status=status),
    }


def _beyond_json(beyond: Mapping[str, Sequence[Beyond]], page: str) -> Markup:
    """What the script shows of other documents, once for each address, as data in the page."""
    shown = {}
    for address, held in beyond.items():
        if held:
            shown[address] = [_shown(each, page) for each in held]
    text = json.dumps(shown, ensure_ascii=False)
    return Markup(text.replace("<", "\\u003c"))


def _shown(beyond: Beyond, page: str) -> dict[str, str]:
    if not beyond.blocks:
        return {"name": beyond.name}
    href = urls.link(page, beyond.page, beyond.anchor)
    return {"name": beyond.name, "href": href, "html": str(blocks_html(beyond.blocks))}


def _table_pages(site: SiteContext, document: Document, version: Version) -> Mapping[str, str]:
    """The labels of the version's tables, and the pages that tell their lives where there are such
    pages.
    """
    known = {life.anchor for life in site.table_lives(document)}
    return {
        block.label: urls.table(document.id, block.anchor)
        for block in version.blocks
        if block.table and block.label and block.anchor in known
    }
