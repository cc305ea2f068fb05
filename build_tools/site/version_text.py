"""The text of a version as lines of a markdown page.

Headings are markdown, so that the site's builder makes its table of contents of them; everything
else is one line of raw HTML, which no builder touches.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from types import MappingProxyType

from build_tools.compare.passages import unchanged_passages
from build_tools.model import Corpus, Document, Passage, Version, wording
from build_tools.record.beside import read_beside
from build_tools.record.status import displayed_version
from build_tools.render.html.blocks import class_names, inner_html, passage_html
from build_tools.render.html.context import HtmlContext, LinkFinder, TextLink, no_links
from build_tools.site import urls
from build_tools.text.labels import Provisions, Reference, references

_MARKUP = re.compile(r"(<[^>]*>|&#?\w+;)")
_MARKDOWN = re.compile(r"[+\\`*_{}\[\]#!|~^=@]")


def page_lines(
    version: Version,
    links_of: Callable[[int], LinkFinder] = lambda _: no_links,
    provision_links: Mapping[int, str] = MappingProxyType({}),
) -> Iterator[str]:
    """The lines of the text of a version, a blank one between each two; `links_of` finds the links
    in the block at a position of the body, and `provision_links` are the links, as HTML, that
    stand after the words of each, by these positions.

    A tab is written as an entity: builders of markdown make spaces of it.
    """
    context = HtmlContext(permalinks=True)
    for at, passage in enumerate(unchanged_passages(version)):
        context.find_links = links_of(at)
        context.provision_links = provision_links.get(at, "")
        if passage.block.kind == "heading" and passage.block.text.strip():
            yield _heading(passage, context)
        else:
            yield from (html.replace("\t", "&#9;") for html in passage_html(passage, context))
        yield ""


def _heading(passage: Passage, context: HtmlContext) -> str:
    block = passage.block
    text = " ".join(f"{block.label} {wording(block.content)}".split())
    label = markdown_safe_html(escape(text, quote=True))
    attributes = [f"#{block.anchor}"] if block.anchor else []
    attributes += [f".{name}" for name in class_names(passage)]
    attributes.append(f'data-toc-label="{label}"')
    linked = inner_html(passage, context) + context.provision_links
    inner = markdown_safe_html(linked).replace("\t", "&#9;")
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


def cross_references(
    corpus: Corpus, version: Version, page: str, as_of: dt.date
) -> Callable[[int], LinkFinder]:
    """Links for the references in each block of `version`: to its own provisions, and to those of
    the other documents beside which it is read: of a superseded version, those of its day.
    """
    own = _provisions(version)
    documents: dict[str, _OtherDocument] = {}
    for document in corpus.documents:
        if document.id != version.document:
            other = _beside(corpus, document, version, as_of)
            documents |= {document.short_title: other, document.title: other}
    own_names = _own_names(corpus, version)

    def address(reference: Reference, at: int) -> str | None:
        if not reference.document or reference.document in own_names:
            anchor = own.named(reference.pointers[0], at)
            return f"#{anchor}" if anchor else None
        other = documents.get(reference.document)
        anchor = other.provisions.named(reference.pointers[0]) if other else ""
        return urls.link(page, other.page, anchor) if other and anchor else None

    def links_of(at: int) -> LinkFinder:
        def find_links(text: str) -> Iterator[TextLink]:
            for reference in references(text):
                if target := address(reference, at):
                    yield reference.start, reference.end, target

        return find_links

    return links_of


@dataclass(frozen=True, slots=True)
class _OtherDocument:
    """The version of another document that references point into."""

    page: str
    provisions: Provisions


def _beside(corpus: Corpus, document: Document, version: Version, as_of: dt.date) -> _OtherDocument:
    """Another document as it is read beside a version."""
    other = read_beside(corpus, document, version, as_of)
    if other == displayed_version(document, as_of):
        return _OtherDocument(urls.document(document.id), _provisions(other))
    return _OtherDocument(urls.version(document.id, other.label), _provisions(other))


def _own_names(corpus: Corpus, version: Version) -> tuple[str, str]:
    """What the document of a version is called in its text."""
    document = corpus.document(version.document)
    return document.short_title, document.title


def _provisions(version: Version) -> Provisions:
    blocks = version.body
    return Provisions([block.anchor for block in blocks], (block.text for block in blocks))
