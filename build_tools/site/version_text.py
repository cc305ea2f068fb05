"""The text of a version as lines of a markdown page.

Headings are markdown, so that the site's builder makes its table of contents of them; everything
else is one line of raw HTML, which no builder touches.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from types import MappingProxyType

from build_tools.compare.passages import unchanged_passage
from build_tools.model import Block, Passage, Version, wording
from build_tools.render.html.blocks import class_names, inner_html, passage_html
from build_tools.render.html.context import HtmlContext, LinkFinder, no_links

_MARKUP = re.compile(r"(<[^>]*>|&#?\w+;)")
_VALUE = re.compile(r'"[^"]*"')
_IN_A_VALUE = re.compile(r"[\\`*{}\[\]!|~^]")
"""As below, but for signs that addresses have and that mean nothing there."""
_MARKDOWN = re.compile(r"[+\\`*_{}\[\]#!|~^=@]")


def page_lines(
    version: Version,
    links_of: Callable[[int], LinkFinder] = lambda _: no_links,
    provision_links: Mapping[int, str] = MappingProxyType({}),
    row_addresses: Mapping[int, Sequence[str]] = MappingProxyType({}),
    *,
    shown: Iterable[int] | None = None,
    as_shown: Callable[[Block], Block] = lambda block: block,
) -> Iterator[str]:
    """The lines of the text of a version, a blank one between each two; `links_of` finds the links
    in the block at a position of the body, and `provision_links` are the links, as HTML, that
    stand after the words of each, by these positions; so are `row_addresses` those of the rows of
    each table. `shown` are the positions that the page has, in its order, by default all, and
    `as_shown` makes of each block what the page shows of it.

    A tab is written as an entity: builders of markdown make spaces of it.
    """
    context = HtmlContext(permalinks=True)
    body = version.body
    for at in range(len(body)) if shown is None else shown:
        passage = unchanged_passage(as_shown(body[at]))
        context.find_links = links_of(at)
        context.behind = provision_links.get(at, "")
        context.row_addresses = row_addresses.get(at, ())
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
    linked = inner_html(passage, context) + context.behind
    inner = markdown_safe_html(linked).replace("\t", "&#9;")
    return f"{'#' * block.depth} {inner} {{{' '.join(attributes)}}}"


def markdown_safe_html(html: str) -> str:
    """Inline HTML with every sign of its text, and of the values of its attributes, that markdown
    might read as its own written as an entity.
    """
    return "".join(map(_safe, _MARKUP.split(html)))


def _safe(part: str) -> str:
    if part.startswith("&"):
        return part
    if part.startswith("<"):
        return _VALUE.sub(lambda value: _IN_A_VALUE.sub(_entity, value[0]), part)
    return _MARKDOWN.sub(_entity, part)


def _entity(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"
