"""A version in, what its pages are given out: its text, whole or the part that a page has, and what
stands beside it. What several pages of one version share is worked out once.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any

from markupsafe import Markup

from build_tools.compare.changes.row_addresses import row_addresses
from build_tools.lineage.provenance import not_begun_at
from build_tools.model import Block, Certainty, Document, NotBegun, Version
from build_tools.model.graph import NodeKey
from build_tools.render.html.excerpts import blocks_html
from build_tools.render.on_a_day import doubt_of
from build_tools.render.page.page_margins import page_margins
from build_tools.site import urls
from build_tools.site.cited_by import cited_by
from build_tools.site.context import SiteContext
from build_tools.site.linked_data import legislation
from build_tools.site.pages.rail import versions_in_rail
from build_tools.site.provision_links import provision_links
from build_tools.site.sections import with_links_across
from build_tools.site.text_links import Beyond, TextLinks
from build_tools.site.version_text import markdown_safe_html, page_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class InItsPlace:
    """A provision as it is law, while what a version makes of it is not."""

    name: str
    """How it is cited there."""
    href: str
    """The page that tells its life."""
    texts: tuple[tuple[Version, Markup], ...]
    """What it says, with the version that has it; several where the record settles none."""
    is_certain: bool
    doubt: str
    """What is said of it where that is not certain."""


class ShownVersion:
    """A version of a document as its pages show it."""

    def __init__(self, site: SiteContext, document: Document, version: Version) -> None:
        self.site, self.document, self.version = site, document, version
        self._noted = site.noted(document, version)
        self._links = TextLinks(site, version, "")
        self._cited = list(cited_by(site, version))
        self._rows = row_addresses(version)

    def values(self, page: str, shown: Sequence[int] | None = None) -> dict[str, Any]:
        """What the template of a page is given that has the blocks at these positions, by default
        all.
        """
        site, document, version = self.site, self.document, self.version
        body = version.body
        at_all = range(len(body)) if shown is None else shown
        links = self._links.on_page(page, is_whole=shown is None)
        anchors = {body[at].anchor for at in at_all}
        is_main = shown is None or page in (
            urls.document(document.id),
            urls.version(document.id, version.label),
        )
        cited = [each for each in self._cited if each.node.key.anchor in anchors]
        after = provision_links(site, document, version, self._noted, page, cited, shown=at_all)
        as_shown = self._as_shown(page) if shown is not None else lambda block: block
        lines = list(
            page_lines(
                self._noted.version,
                links.links_of,
                after,
                self._rows,
                shown=at_all,
                as_shown=as_shown,
            )
        )
        heading = f"# {markdown_safe_html(escape(document.title))} {{#page-title}}"
        if at_all and body[at_all[0]].kind == "heading" and body[at_all[0]].depth == 1:
            heading = lines.pop(0)
        return {
            "document": document,
            "version": version,
            "heading": heading,
            "text": "\n".join(lines),
            "noted": self._noted,
            "rail": versions_in_rail(site, document, version),
            "cited": cited,
            "beyond": _beyond_json(links.beyond(at_all), page),
            "has_terms": any(block.terms for block in site.displayed_version(document).body),
            "table_pages": _table_pages(site, document, version),
            "linked_data": Markup(legislation(document, version, site.as_of, page, site.site_url)),
            "in_its_place": list(self._in_its_place(page)) if is_main else [],
            "division": None,
        }

    def _in_its_place(self, page: str) -> Iterator[InItsPlace]:
        """What is law in the place of what of the version waits."""
        pages = self.site.provision_pages(self.document)
        for each in self.site.law_in_part.in_its_place(self.document, self.version):
            texts = each.on_day.texts
            is_certain = each.on_day.certainty is Certainty.CERTAIN
            said_by, first = texts[-1].versions[-1], texts[-1].blocks[0]
            key = NodeKey(document=self.document.id, version=said_by.label, anchor=first.anchor)
            href = each.life and urls.link(page, pages.address(each.life))
            yield InItsPlace(
                name=pages.name_in(said_by, first),
                href=href or self.site.provision_link(page, key),
                texts=tuple((each.versions[-1], blocks_html(each.blocks)) for each in texts),
                is_certain=is_certain,
                doubt="" if is_certain else doubt_of(is_composed=each.on_day.is_composed),
            )

    def not_begun(self) -> Iterator[NotBegun]:
        """What of it is not in force, where it is in force in part."""
        parts = self.site.in_part(self.document, self.version)
        return not_begun_at(self.document, self._noted, parts, range(len(self.version.body)))

    def _as_shown(self, page: str) -> Callable[[Block], Block]:
        """What makes of a block that of a page which has a part of the text."""
        sections = self.site.sections(self.document)
        assert sections is not None
        return partial(with_links_across, page=page, sections=sections)

    def frame(self, values: Mapping[str, Any], contents: str) -> Mapping[str, Any]:
        """Front matter for what stands round the text: its contents, in the place of the site's
        navigation; the styles and scripts of its page, with those that tell where words come from,
        where some do not come from the first version; and what stands at the edges of its sheets.
        """
        origins = ["origins"] if values["noted"].notes else []
        status = self.site.stage_in_words(self.document, self.version)
        running = f"{self.document.title} {self.version.label}"
        return {
            "hide": ["navigation"],
            "contents": contents,
            "style": ["law", "cards", *origins],
            "script": ["acts", "fragment", "cards", *origins],
            "running": page_margins(running, status=status),
        }

    def lasting_id(self, anchor: str) -> str:
        """The lasting id that the pages of the version give a provision; empty where it never
        changed.
        """
        number = self.site.history(self.document).number(self.version)
        life = self.site.provision_pages(self.document).life_at(number, anchor)
        return life.id if life else ""


def _beyond_json(beyond: Mapping[str, Sequence[Beyond]], page: str) -> Markup:
    """What the script shows of other pages, once for each address, as data in the page."""
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
