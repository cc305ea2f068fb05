"""Inline content and edits in, HTML out, without a line break in it: runs, marks, and what was deleted and inserted.

A change's id stands on the first thing that marks it; the writer keeps account of which ids are already given.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from typing import TypeAlias

from build_tools.model import Content, Edit, Edits, Mark, Run, prose
from build_tools.render.markup import remarked

Link: TypeAlias = Callable[[str], Iterable[tuple[int, int, str]]]
"""Finds the cross-references in a text: from, to, address."""

_TAGS = {"strong": "strong", "emphasis": "em", "code": "code", "strike": "s"}
_LINE_BREAKS = {"\n": "<br>"}
_VERBATIM = {"\n": "&#10;", "\t": "&#9;"}


def no_links(_text: str) -> Iterable[tuple[int, int, str]]:
    """The `Link` of a text whose cross-references lead nowhere."""
    return ()


class Ids:
    """The ids of changes, each given once: to the first element that asks for it."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def attribute(self, change: str) -> str:
        """` id="…"` for a change that has none yet, otherwise nothing."""
        if not change or change in self._given:
            return ""
        self._given.add(change)
        return f' id="{change}"'

    def link(self, place: str) -> str:
        """The attribute of a link to the element that has an id."""
        return f' href="#{place}"'


def content_html(content: Content, link: Link = no_links, *, verbatim: bool = False) -> str:
    """Runs as HTML; cross-references that `link` finds become links, unless they stand in one already."""
    found = sorted(link(prose(content)))
    return "".join(_run_html(run, address, verbatim) for run, address in _cut(content, found))


def edits_html(edits: Edits, ids: Ids, change: str = "", link: Link = no_links, *, verbatim: bool = False) -> str:
    """Edits as HTML, the first mark carrying the id of the change."""
    if len(edits) == 1 and edits[0].op == "=":
        return content_html(edits[0].new, link, verbatim=verbatim)
    return "".join(_edit_html(edit, ids, change, verbatim) for edit in edits)


def stretches_html(stretches: Sequence[tuple[Content, bool]]) -> str:
    """Text that is shown whole, and inside it what the other text does not have."""
    parts = ((content_html(content), changed) for content, changed in stretches)
    if len({changed for _, changed in stretches}) < 2:
        return "".join(html for html, _ in parts)
    return "".join(f"<mark>{html}</mark>" if changed else html for html, changed in parts)


def marked(tag: str, inner: str, ids: Ids, change: str, place: str = "") -> str:
    """`inner` as deleted (`del`) or inserted (`ins`), with the change that did it; nothing when there is nothing.

    `place` is the id to give where it is not that of the change.
    """
    data = f' data-change="{change}"' if change else ""
    return f"<{tag}{ids.attribute(place or change)}{data}>{inner}</{tag}>" if inner else ""


def _edit_html(edit: Edit, ids: Ids, change: str, verbatim: bool) -> str:
    inner = content_html(edit.old if edit.op == "-" else edit.new, verbatim=verbatim)
    match edit.op:
        case "-":
            return marked("del", inner, ids, change)
        case "+":
            return marked("ins", inner, ids, change)
        case "~":
            return f'<span class="format"{ids.attribute(change)} title="{escape(remarked(edit))}">{inner}</span>'
        case "=":
            return inner


def _cut(content: Content, found: list[tuple[int, int, str]]) -> Iterator[tuple[Run, str]]:
    """The runs, cut where cross-references begin and end, each with the address it leads to."""
    at = 0
    for run in content:
        end = at + len(run.text)
        inside = [(max(start, at), min(stop, end), to) for start, stop, to in found if start < end and stop > at]
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
