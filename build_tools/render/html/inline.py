"""Inline content and edits in, HTML out, without a line break in it: runs, marks, and what was
deleted and inserted.

The id of a change stands on the first thing that marks it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from build_tools.model import Block, Content, Edit, Edits, Mark, Run, Side, origin_of, prose
from build_tools.render.html.context import HtmlContext, LinkFinder, TextLink, attribute, no_links
from build_tools.render.html.stretches import Stretch
from build_tools.render.markup import describe_markup_change, unseen_characters

SIDE_TAGS: dict[Side, str] = {"old": "del", "new": "ins", "both": ""}
"""The element, and the class, of what stands in one text alone."""
_TAGS = {"strong": "strong", "emphasis": "em", "code": "code", "strike": "s"}
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Hebrew, Arabic and their neighbours, and the presentation forms of both."""
_DIRECTION = ' dir="auto"'
GAP = '<i class="gap"> </i>'
"""Between what was deleted and what was inserted for it: not drawn, but in a copy, so that 30 and
45 are not 3045."""
_NOTE_START, _NOTE_END = "<i>[^</i>", "<i>]</i>"
"""Round the number of a note: not drawn, but in a copy and in a search, so that the number is glued
to no word."""


def content_html(content: Content, find_links: LinkFinder = no_links) -> str:
    """Runs as HTML; cross-references that `find_links` finds become links, unless they stand in one
    already.
    """
    if find_links is no_links and len(content) == 1 and not content[0].marks:
        return _text_html(content[0].text)  # which is most of a text
    return _parts_html(_cut(content, find_links), _text_html)


def code_html(content: Content, find_links: LinkFinder = no_links) -> str:
    """The same for a block of code, whose line breaks and tabs are kept as they are."""
    return _parts_html(_cut(content, find_links), _code_text_html)


def _parts_html(
    parts: Iterable[tuple[Run, TextLink | None]], text_html: Callable[[str], str]
) -> str:
    """Runs, each with the link or the term that it is in; those with one note of their origin,
    which is their outermost mark, stand in one element.
    """
    html = ""
    for note, group in groupby(parts, key=lambda part: origin_of(part[0])):
        inner = "".join([_run_html(run, link, text_html(run.text)) for run, link in group])
        html += f'<span data-origin="{note}">{inner}</span>' if note else inner
    return html


def edits_html(edits: Edits, context: HtmlContext, change: str = "") -> str:
    """Edits as HTML, the first mark carrying the id of the change."""
    if len(edits) == 1 and edits[0].op == "=":
        return content_html(edits[0].new, context.find_links)
    return _edits_html(edits, content_html, context, change)


def code_edits_html(edits: Edits, context: HtmlContext, change: str) -> str:
    """The same for a block of code."""
    if len(edits) == 1 and edits[0].op == "=":
        return code_html(edits[0].new, context.find_links)
    return _edits_html(edits, code_html, context, change)


def _edits_html(
    edits: Edits, written: Callable[[Content], str], context: HtmlContext, change: str
) -> str:
    """The HTML of edits, their content `written` by one of the functions above, with a gap between
    what was deleted and what was inserted for it.
    """
    html, before = "", ""
    for edit, unseen in zip(edits, unseen_characters(edits), strict=True):
        part = _edit_html(edit, written, context, change, unseen)
        html += f"{GAP}{part}" if (before, edit.op) == ("-", "+") else part
        before = edit.op
    return html


def stretches_html(stretches: Sequence[Stretch]) -> str:
    """Text that is shown whole, and inside it what the other text does not have; that may be all of
    a cell, whose row is known by others.
    """
    parts = []
    for content, changed in stretches:
        html = content_html(content)
        parts.append(f"<mark>{html}</mark>" if changed else html)
    return "".join(parts)


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
    given = _mark_attributes(context, id_ or change, change, noise)
    given += context.made_by(*context.makers_of(change))
    return f"<{tag}{given}>{inner}</{tag}>"


def _mark_attributes(context: HtmlContext, id_: str, change: str, noise: str) -> str:
    return (
        context.id_attribute(id_)
        + attribute("data-change", change)
        + attribute("data-noise", noise)
    )


def direction(content: Content) -> str:
    """The attribute that lets text with letters written from right to left begin at the right."""
    return _DIRECTION if _has_right_to_left(content) else ""


def edits_direction(edits: Edits) -> str:
    """The same for what edits deleted, kept and inserted."""
    for edit in edits:
        if _has_right_to_left(edit.old) or _has_right_to_left(edit.new):
            return _DIRECTION
    return ""


def _has_right_to_left(content: Content) -> bool:
    # Most texts are ASCII, which is known without looking.
    return any(not run.text.isascii() and _RIGHT_TO_LEFT.search(run.text) for run in content)


def linked_label(block: Block, context: HtmlContext) -> str:
    """The number of a block, which leads to it where the page has such links."""
    label = escape(block.label)
    if not (context.permalinks and block.anchor and label):
        return label
    return f'<a href="#{escape(block.anchor)}">{label}</a>'


def _edit_html(
    edit: Edit, written: Callable[[Content], str], context: HtmlContext, change: str, unseen: str
) -> str:
    """An edit, its content `written` by one of the functions above; the style draws the name of
    what is `unseen` in it.
    """
    noise = edit.noise or ""
    match edit.op:
        case "-" | "+":
            tag = "del" if edit.op == "-" else "ins"
            given = _mark_attributes(context, change, change, noise) + context.made_by(edit.by)
            inner = written(edit.old or edit.new)
            return f"<{tag}{given}{attribute('data-unseen', unseen)}>{inner}</{tag}>"
        case "~":
            given = _mark_attributes(context, change, change, noise) + context.made_by(edit.by)
            words = escape(describe_markup_change(edit))
            # The old form is there for the old text alone.
            old, new = written(edit.old), written(edit.new)
            inner = f'<span class="del" hidden>{old}</span><span class="ins">{new}</span>'
            return f'<span class="format"{given} title="{words}">{inner}</span>'
        case "=":
            return written(edit.new)


def _cut(content: Content, find_links: LinkFinder) -> Iterator[tuple[Run, TextLink | None]]:
    """The runs, cut where links and terms begin and end, each with the one that it is in; offsets
    count from the beginning of the content.
    """
    links = sorted(find_links(prose(content)))
    if not links:
        yield from ((run, None) for run in content)
        return
    begin = 0
    for run in content:
        end = begin + len(run.text)
        at = begin
        for link in _within(links, begin, end):
            if link.start > at:
                yield Run(run.text[at - begin : link.start - begin], run.marks), None
            yield Run(run.text[link.start - begin : link.end - begin], run.marks), link
            at = link.end
        if at < end or not run.text:
            yield Run(run.text[at - begin :], run.marks), None
        begin = end


def _within(links: Iterable[TextLink], begin: int, end: int) -> Iterator[TextLink]:
    """The parts of links that stand between two offsets."""
    for link in links:
        if link.start < end and link.end > begin:
            start, stop = max(link.start, begin), min(link.end, end)
            yield link._replace(start=start, end=stop, continues=link.start < begin)


def _text_html(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")


def _code_text_html(text: str) -> str:
    return escape(text, quote=False).replace("\n", "&#10;").replace("\t", "&#9;")


def _run_html(run: Run, link: TextLink | None, html: str) -> str:
    """The HTML of a run's text, in its marks and in the link or the term that it is in."""
    kinds = {mark.kind for mark in run.marks}
    if link and not kinds & {"link", "image", "footnote"}:
        address = escape(link.address)
        html = (
            f'<span class="term{" on" * link.continues}" data-term="{address}">{html}</span>'
            if link.is_term
            else f'<a class="ref" href="{address}">{html}</a>'
        )
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
            return f'<sup class="note">{_NOTE_START}{inner}{_NOTE_END}</sup>'
        case "origin":
            return inner
        case _:
            return f"<{_TAGS[mark.kind]}>{inner}</{_TAGS[mark.kind]}>"
