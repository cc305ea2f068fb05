"""The page that lays two open proposals over the text that both were made from."""

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from build_tools.language import gettext as _
from build_tools.lineage.together import Clash, Together
from build_tools.model import Document, Passage
from build_tools.render.html.blocks import passage_html
from build_tools.render.html.context import HtmlContext
from build_tools.render.html.excerpts import excerpt_html
from build_tools.render.page.change_list import change_entries
from build_tools.site import urls
from build_tools.site.context import SiteContext
from build_tools.site.pages.page import NOT_INDEXED, Page


class PartValues(NamedTuple):
    """A part of the text: passages, or a clash with its number."""

    lines: list[Markup]
    clash: Clash | None = None
    number: int = 0
    alternatives: tuple[Markup, ...] = ()


def together_pages(site: SiteContext, document: Document) -> Iterator[Page]:
    """A page for each two open proposals that were made from the same text."""
    for both in site.together(document):
        first, second = both.first.label, both.second.label
        shown = {change.id for change in both.changes}
        yield Page(
            address=urls.together(document.id, first, second),
            template="together",
            title=_(
                "%(document)s if %(first)s and %(second)s both pass",
                document=document.short_title,
                first=first,
                second=second,
            ),
            values={
                "document": document,
                "both": both,
                "entries": [
                    each for each in change_entries(both.redline) if each.change.id in shown
                ],
                "parts": list(_parts(both)),
            },
            front_matter={
                **NOT_INDEXED,
                "hide": ["navigation", "toc"],
                "style": ["review", "changed-back", "compare"],
            },
        )


def _parts(both: Together) -> Iterator[PartValues]:
    changes = {change.id: change for change in both.redline.changes}
    makers = {both.first.label: 0, both.second.label: 1}
    context = HtmlContext(changes, heading_offset=2, makers=makers)
    lines: list[Markup] = []
    number = 0
    for part in both.parts:
        if isinstance(part, Passage):
            lines += map(Markup, passage_html(part, context))
            continue
        number += 1
        yield PartValues(lines)
        lines = []
        alternatives = tuple(map(excerpt_html, part.alternatives))
        yield PartValues([], part, number, alternatives)
    yield PartValues(lines)
