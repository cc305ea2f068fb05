"""Passages of a redline or blocks of a version in, their HTML for another page than its own out."""

import re
from collections.abc import Iterable

from markupsafe import Markup

from build_tools.model import Block, Passage, unchanged
from build_tools.render.html.blocks import passage_html
from build_tools.render.html.context import DetachedContext

_OWN_LINK = re.compile(r'<a href="#[^"]*">(.*?)</a>')


def blocks_html(blocks: Iterable[Block]) -> Markup:
    """Some blocks of a version, shown away from its page, on one line."""
    passages = [Passage(old=each, new=each, edits=unchanged(each.content)) for each in blocks]
    return Markup(" ".join(excerpt_html(passages).splitlines()))


def excerpt_html(passages: Iterable[Passage]) -> Markup:
    """Some passages of a redline, shown away from it: without ids, and without the links that lead
    to them.
    """
    context = DetachedContext()
    lines: list[str] = []
    for passage in passages:
        lines += passage_html(passage, context)
    return without_own_links("\n\n".join(lines))


def without_own_links(html: str) -> Markup:
    """HTML of a text for another page than its own: what an author linked to another place of the
    text is its words alone.
    """
    return Markup(_OWN_LINK.sub(r"\1", html))
