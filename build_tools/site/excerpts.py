"""Passages of a redline in, their HTML for another page than its own out."""

from collections.abc import Iterable

from markupsafe import Markup

from build_tools.model import Passage
from build_tools.render.html.blocks import passage_html
from build_tools.render.html.context import DetachedContext


def excerpt_html(passages: Iterable[Passage]) -> Markup:
    """Some passages of a redline, shown away from it: without ids, and without the links that lead
    to them.
    """
    context = DetachedContext()
    lines: list[str] = []
    for passage in passages:
        lines += passage_html(passage, context)
    return Markup("\n\n".join(lines))
