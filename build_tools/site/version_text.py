"""The text of a version as lines of a markdown page.

Headings are markdown, so that the site's builder makes its table of contents of them; everything
else is one line of raw HTML, which no builder touches.
"""

import datetime as dt
import re
from collections.abc import Iterator
from html import escape

from build_tools.compare.passages import unchanged_passages
from build_tools.model import Corpus, Document, Passage, Version
from build_tools.record.status import shown
from build_tools.render.html.blocks import class_names, inner_html, passage_html
from build_tools.render.html.context import HtmlContext, LinkFinder, no_links
from build_tools.site import urls
from build_tools.text.labels import references

_MARKUP = re.compile(r"(<[^>]*>|&#?\w+;)")
_MARKDOWN = re.compile(r"[\\`*_{}\[\]#!|~^=@]")


def page_lines(version: Version, find_links: LinkFinder = no_links) -> Iterator[str]:
    """The lines of the text of a version, a blank one between each two.

    A tab is written as an entity: builders of markdown make spaces of it.
    """
    context = HtmlContext(find_links=find_links, permalinks=True)
    for passage in unchanged_passages(version):
        if passage.block.kind == "heading" and passage.block.text.strip():
            yield _heading(passage, context)
        else:
            yield from (html.replace("\t", "&#9;") for html in passage_html(passage, context))
        yield ""


def _heading(passage: Passage, context: HtmlContext) -> str:
    block = passage.block
    label = as_markdown(escape(" ".join(f"{block.label} {block.text}".split()), quote=True))
    attributes = [
        f"#{block.anchor}" if block.anchor else "",
        *(f".{name}" for name in class_names(passage)),
    ]
    attributes.append(f'data-toc-label="{label}"')
    inner = as_markdown(inner_html(passage, context)).replace("\t", "&#9;")
    return f"{'#' * block.depth} {inner} {{{' '.join(filter(None, attributes))}}}"


def as_markdown(html: str) -> str:
    """Inline HTML with every sign of its text that markdown might read as its own written as an
    entity.
    """
    return "".join(
        part if part[:1] in ("<", "&") else _MARKDOWN.sub(_entity, part)
        for part in _MARKUP.split(html)
    )


def _entity(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


def cross_references(corpus: Corpus, version: Version, page: str, as_of: dt.date) -> LinkFinder:
    """Links for the references in `version`: to its own provisions, and to those of the other
    documents in force.
    """
    own = {block.anchor for block in version.blocks if block.anchor}
    named: dict[str, Document] = {}
    anchors: dict[str, frozenset[str]] = {}
    for document in corpus.documents:
        named |= {document.short_title: document, document.title: document}
        anchors[document.id] = frozenset(
            block.anchor for block in shown(document, as_of).blocks if block.anchor
        )

    def link(text: str) -> Iterator[tuple[int, int, str]]:
        for found in references(text):
            document = named.get(found.document)
            if document is not None and document.id != version.document:
                if found.anchor in anchors[document.id]:
                    yield (
                        found.start,
                        found.end,
                        urls.link(page, urls.document(document.id), found.anchor),
                    )
            elif (document is not None or not found.document) and found.anchor in own:
                yield found.start, found.end, f"#{found.anchor}"

    return link
