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
from build_tools.record.status import displayed_version
from build_tools.render.html.blocks import class_names, inner_html, passage_html
from build_tools.render.html.context import HtmlContext, LinkFinder, no_links
from build_tools.site import urls
from build_tools.text.labels import Reference, references

_MARKUP = re.compile(r"(<[^>]*>|&#?\w+;)")
_MARKDOWN = re.compile(r"[+\\`*_{}\[\]#!|~^=@]")


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
    text = " ".join(f"{block.label} {block.text}".split())
    label = markdown_safe_html(escape(text, quote=True))
    attributes = [f"#{block.anchor}"] if block.anchor else []
    attributes += [f".{name}" for name in class_names(passage)]
    attributes.append(f'data-toc-label="{label}"')
    inner = markdown_safe_html(inner_html(passage, context)).replace("\t", "&#9;")
    return f"{'#' * block.depth} {inner} {{{' '.join(attributes)}}}"


def markdown_safe_html(html: str) -> str:
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
    own = _anchors(version)
    documents: dict[str, Document] = {}
    anchors: dict[str, frozenset[str]] = {}
    for document in corpus.documents:
        documents |= {document.short_title: document, document.title: document}
        anchors[document.id] = _anchors(displayed_version(document, as_of))

    def address(reference: Reference) -> str | None:
        document = documents.get(reference.document)
        if reference.document and document is None:
            return None
        if document is None or document.id == version.document:
            return f"#{reference.anchor}" if reference.anchor in own else None
        if reference.anchor not in anchors[document.id]:
            return None
        return urls.link(page, urls.document(document.id), reference.anchor)

    def find_links(text: str) -> Iterator[tuple[int, int, str]]:
        for reference in references(text):
            if target := address(reference):
                yield reference.start, reference.end, target

    return find_links


def _anchors(version: Version) -> frozenset[str]:
    return frozenset(block.anchor for block in version.blocks if block.anchor)
