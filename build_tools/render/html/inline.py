"""Inline content and edits in, HTML out, without a line break in it: runs, marks, and what was
deleted and inserted.

A change's id stands on the first thing that marks it; the writer keeps account of which ids are
already given.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape

from build_tools.model import Block, Content, Edit, Edits, Mark, Run, prose
from build_tools.render.html.context import HtmlContext, LinkFinder, attribute, no_links
from build_tools.render.markup import describe_markup_change

_TAGS = {"strong": "strong", "emphasis": "em", "code": "code", "strike": "s"}
_LINE_BREAKS = {"\n": "<br>"}
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Hebrew, Arabic and their neighbours, and the presentation forms of both."""
_VERBATIM = {"\n": "&#10;", "\t": "&#9;"}


def content_html(
    content: Content, find_links: LinkFinder = no_links, *, verbatim: bool = False
) -> str:
    """Runs as HTML; cross-references that `find_links` finds become links, unless they stand in one
    already.
    """
    found = sorted(find_links(prose(content)))
    return "".join(_run_html(run, address, verbatim) for run, address in _cut(content, found))


def edits_html(
    edits: Edits, context: HtmlContext, change: str = "", *, verbatim: bool = False
) -> str:
    """Edits as HTML, the first mark carrying the id of the change."""
    if len(edits) == 1 and edits[0].op == "=":
        return content_html(edits[0].new, context.find_links, verbatim=verbatim)
    return "".join(_edit_html(edit, context, change, verbatim) for edit in edits)


def stretches_html(stretches: Sequence[tuple[Content, bool]]) -> str:
    """Text that is shown whole, and inside it what the other text does not have."""
    parts = ((content_html(content), changed) for content, changed in stretches)
    if len({changed for _, changed in stretches}) < 2:
        return "".join(html for html, _ in parts)
    return "".join(f"<mark>{html}</mark>" if changed else html for html, changed in parts)


def marked(
    tag: str, inner: str, context: HtmlContext, change: str, *, id_: str = "", noise: str = ""
) -> str:
    """`inner` as deleted (`del`) or inserted (`ins`), with the change that did it; nothing when
    there is nothing.

    `id_` is the id to give where it is not that of the change; `noise` the class of what is only
    consequential.
    """
    if not inner:
        return ""
    given = (
        context.id_attribute(id_ or change)
        + attribute("data-change", change)
        + attribute("data-noise", noise)
    )
    return f"<{tag}{given}>{inner}</{tag}>"


def direction(*contents: Content) -> str:
    """The attribute that lets text with letters written from right to left begin at the right."""
    return (
        ' dir="auto"'
        if any(_RIGHT_TO_LEFT.search(run.text) for content in contents for run in content)
        else ""
    )


def permalink(block: Block, name: str) -> str:
    """A link from a provision to itself, drawn by the style, so that its text stays what it is."""
    if not block.anchor:
        return ""
    return (
        f'<a class="permalink" href="#{escape(block.anchor)}" aria-label="Link to'
        f' {escape(name)}"></a>'
    )


def _edit_html(edit: Edit, context: HtmlContext, change: str, verbatim: bool) -> str:
    inner = content_html(edit.old if edit.op == "-" else edit.new, verbatim=verbatim)
    match edit.op:
        case "-":
            return marked("del", inner, context, change, noise=edit.noise or "")
        case "+":
            return marked("ins", inner, context, change, noise=edit.noise or "")
        case "~":
            said = escape(describe_markup_change(edit))
            given = (
                context.id_attribute(change)
                + attribute("data-change", change)
                + attribute("data-noise", edit.noise or "")
            )
            return f'<span class="format"{given} title="{said}">{inner}</span>'
        case "=":
            return inner


def _cut(content: Content, found: list[tuple[int, int, str]]) -> Iterator[tuple[Run, str]]:
    """The runs, cut where cross-references begin and end, each with the address it leads to."""
    at = 0
    for run in content:
        end = at + len(run.text)
        inside = [
            (max(start, at), min(stop, end), to)
            for start, stop, to in found
            if start < end and stop > at
        ]
        for start, stop, address in inside:
            if start > at:
                yield Run(run.text[at - end : start - end], run.marks), ""
            yield Run(run.text[start - end : (stop - end) or None], run.marks), address
            at = stop
        if at < end or not run.text:
            yield Run(run.text[at - end :] if at < end else "", run.marks), ""
        at = end


def _run_html(run: Run, address: str, verbatim: bool) -> str:
    html = escape(run.text, quote=False)
    for char, entity in (_VERBATIM if verbatim else _LINE_BREAKS).items():
        html = html.replace(char, entity)
    kinds = {mark.kind for mark in run.marks}
    if address and not kinds & {"link", "image", "footnote"}:
        html = f'<a class="ref" href="{escape(address)}">{html}</a>'
    for mark in reversed(run.marks):
        html = _mark_html(mark, html)
    return html


def _mark_html(mark: Mark, inner: str) -> str:
    match mark.kind:
        case "link":
            return f'<a href="{escape(mark.target)}">{inner}</a>'
        case "image":
            return f'<a class="image" href="{escape(mark.target)}">{inner}</a>'
        case "footnote":
            return f'<sup class="note">{inner}</sup>'
        case _:
            return f"<{_TAGS[mark.kind]}>{inner}</{_TAGS[mark.kind]}>"
