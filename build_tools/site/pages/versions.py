"""The page of a document, which is its version in force; of each version; and of the history."""

from collections.abc import Mapping
from html import escape
from typing import Any

from markupsafe import Markup

from build_tools.model import Document, NotedVersion, Stage, Version
from build_tools.record.status import displayed_version, predecessor
from build_tools.render.origin_notes import maker_in_words
from build_tools.render.page.page_margins import page_margins
from build_tools.site import urls
from build_tools.site.context import SiteContext
from build_tools.site.linked_data import legislation
from build_tools.site.pages.page import NOT_INDEXED, Page, feed_link
from build_tools.site.version_text import cross_references, markdown_safe_html, page_lines


def document_page(site: SiteContext, document: Document) -> Page:
    """The version in force, whole; before the first is, the first."""
    version = displayed_version(document, site.as_of)
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
            **_own_assets(values),
            "running": _edges(site, document, version),
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
            **_own_assets(values),
            "running": _edges(site, document, version),
        },
    )


def _edges(site: SiteContext, document: Document, version: Version) -> Markup:
    """What stands at the edges of the sheets of a version."""
    status = site.stage_in_words(document, version)
    return page_margins(f"{document.title} {version.label}", status=status)


def history_page(site: SiteContext, document: Document) -> Page:
    """The timeline of a document."""
    address = urls.history(document.id)
    return Page(
        address=address,
        template="history",
        title=f"History of the {document.short_title}",
        values={"document": document},
        front_matter=feed_link(site, address, urls.document(document.id)),
    )


def _version_values(
    site: SiteContext, document: Document, version: Version, page: str
) -> dict[str, Any]:
    first = next(iter(version.body), None)
    has_own_title = first is not None and first.kind == "heading" and first.depth == 1
    noted = site.noted(document, version)
    links = cross_references(site.corpus, version, page, site.as_of)
    histories = _history_links(site, document, version, noted, page)
    lines = list(page_lines(noted.version, links, histories))
    heading = lines.pop(0) if has_own_title else f"# {markdown_safe_html(escape(document.title))}"
    return {
        "document": document,
        "version": version,
        "heading": heading,
        "text": "\n".join(lines),
        "noted": noted,
        "table_pages": _table_pages(site, document, version),
        "linked_data": Markup(legislation(document, version, site.as_of, page, site.site_url)),
    }


def _own_assets(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Front matter for the script that keeps to the provision that is read; and for the style and
    the script that tell where words come from, where some do not come from the first version.
    """
    if not values["noted"].notes:
        return {"script": "fragment"}
    return {"style": "origins", "script": ["origins", "fragment"]}


def _history_links(
    site: SiteContext, document: Document, version: Version, noted: NotedVersion, page: str
) -> Mapping[int, str]:
    """What stands after the words of each block: links to the page that tells what became of it,
    which has its lasting id, and to what last changed it; by the positions of the blocks. The
    style draws the words of both, so that a copy of the text stays the text.
    """
    found = dict(_last_changes(document, noted, page))
    pages = site.provision_pages(document)
    number = site.history(document).number(version)
    for at, block in enumerate(version.body):
        if life := pages.life_at(number, block.anchor):
            href = escape(urls.link(page, pages.address(life)))
            name = escape(f"History of {block.citation or block.anchor}")
            link = f'<a class="life" id="{escape(life.id)}" href="{href}" aria-label="{name}"></a>'
            found[at] = link + found.get(at, "")
    return found


def _last_changes(document: Document, noted: NotedVersion, page: str) -> Mapping[int, str]:
    """Links to what last changed the blocks of a version, where that is not its first, by the
    positions of the blocks.
    """
    found = {}
    for at, change in noted.blocks.items():
        base = predecessor(document, change.by)
        if base is not None:
            target = urls.redline(document.id, base.label, change.by.label)
            href = escape(urls.link(page, target, change.anchor))
            name = escape(f"Last changed by {maker_in_words(change.by)}")
            found[at] = f'<a class="last-change" href="{href}" aria-label="{name}"></a>'
    return found


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
