"""The text of a version or a redline as lines of a markdown page.

Headings are markdown, so that the site's builder makes its table of contents of them; everything else is one line of
raw HTML, which no builder touches. Words that were deleted reach no title, address or table of contents.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from html import escape

from build_tools.labels import references
from build_tools.model import Block, Corpus, Document, Passage, Version
from build_tools.render.html import classes, inner_html, passage_html
from build_tools.render.inline import Ids, Link, no_links
from build_tools.site import addresses
from build_tools.standing import shown

_MARKUP = re.compile(r"(<[^>]*>|&#?\w+;)")
_MARKDOWN = re.compile(r"[\\`*_{}\[\]#!|~^=@]")


def page_lines(
    passages: Iterable[Passage], *, lower: int = 0, link: Link = no_links, permalinks: bool = False
) -> Iterator[str]:
    """The lines of the text, a blank one between each two; headings `lower` levels below where they stand.

    A tab is written as an entity: builders of markdown make spaces of it.
    """
    for line in _lines(passages, lower, link, permalinks):
        yield line.replace("\t", "&#9;")


def _lines(passages: Iterable[Passage], lower: int, link: Link, permalinks: bool) -> Iterator[str]:
    ids = Ids()
    for passage in map(partial(_lowered, by=lower), passages):
        block = passage.block
        if passage.new is not None and block.kind == "heading" and block.text.strip() and _is_one_heading(passage):
            yield _heading(passage, ids, link)
        else:
            for html in passage_html(passage, ids, link):
                yield _with_permalink(html, block) if permalinks and block.anchor else html
        yield ""


def _lowered(passage: Passage, by: int) -> Passage:
    """A heading some levels further down, as far as there are levels."""
    if not by or passage.block.kind != "heading":
        return passage
    old, new = (
        block and (replace(block, depth=min(block.depth + by, 6)) if block.kind == "heading" else block)
        for block in (passage.old, passage.new)
    )
    return replace(passage, old=old, new=new)


def _is_one_heading(passage: Passage) -> bool:
    return passage.old is None or (passage.old.kind == "heading" and passage.old.depth == passage.block.depth)


def _heading(passage: Passage, ids: Ids, link: Link) -> str:
    block = passage.block
    inner = as_markdown(inner_html(passage, ids, link))
    label = as_markdown(escape(" ".join(f"{block.label} {block.text}".split()), quote=True))
    attributes = [f"#{block.anchor}" if block.anchor else "", *(f".{name}" for name in classes(passage) if name)]
    attributes += [f'data-toc-label="{label}"', f'data-change="{passage.change}"' if passage.change else ""]
    return f"{'#' * block.depth} {inner} {{{' '.join(filter(None, attributes))}}}"


def as_markdown(html: str) -> str:
    """Inline HTML with every sign of its text that markdown might read as its own written as an entity."""
    return "".join(part if part[:1] in ("<", "&") else _MARKDOWN.sub(_entity, part) for part in _MARKUP.split(html))


def _entity(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


def _with_permalink(html: str, block: Block) -> str:
    """A block with a link to itself, which the style sheet draws: its text stays what it is."""
    anchor, name = escape(block.anchor), escape(block.label or block.term or block.anchor)
    permalink = f'<a class="permalink" href="#{anchor}" aria-label="Link to {name}"></a>'
    closing = "</caption>" if "</caption>" in html else "</p>"
    return html.replace(closing, permalink + closing, 1)


def cross_references(corpus: Corpus, version: Version, page: str, as_of: dt.date) -> Link:
    """Links for the references in `version`: to its own provisions, and to those of the other documents in force."""
    own = {block.anchor for block in version.blocks if block.anchor}
    named: dict[str, Document] = {}
    anchors: dict[str, frozenset[str]] = {}
    for document in corpus.documents:
        named |= {document.short_title: document, document.title: document}
        anchors[document.id] = frozenset(block.anchor for block in shown(document, as_of).blocks if block.anchor)

    def link(text: str) -> Iterator[tuple[int, int, str]]:
        for found in references(text):
            document = named.get(found.document)
            if document is not None and document.id != version.document:
                if found.anchor in anchors[document.id]:
                    yield found.start, found.end, addresses.link(page, addresses.document(document.id), found.anchor)
            elif (document is not None or not found.document) and found.anchor in own:
                yield found.start, found.end, f"#{found.anchor}"

    return link
