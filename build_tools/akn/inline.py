"""Inline content in, the inline elements of Akoma Ntoso out: marks, notes, and what references lead
to.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from urllib.parse import quote

from lxml import etree

from build_tools.akn.elements import add_text, child
from build_tools.model import Content, Mark, Run, content_slice, prose
from build_tools.text.labels import Reference, references

FindTarget = Callable[[Reference, int], str]
"""A reference and the position of its block → the IRI that it leads to, or ""."""
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ADDRESS = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9+.-]*:(?!//)|[^:/?#]*(?=[/?#]|$))(?!//)[^#]*(?:#.*)?"
    r"|(?:[A-Za-z][A-Za-z0-9+.-]*:)?//(?:[^/?#@]*@)?[^/?#:@]*(?::\d{1,5})?(?:[/?#].*)?"
)
"""What is an address once nothing is in it that none may hold."""
_ELEMENTS = {
    "strong": ("b", ""),
    "emphasis": ("i", ""),
    "code": ("inline", "code"),
    "strike": ("inline", "strike"),
}


class InlineWriter:
    """Writes the contents of one version."""

    def __init__(self, target: FindTarget, notes: dict[str, str], bodies: tuple[str, ...]) -> None:
        """`notes` has the eIds of the notes by their labels; `bodies` are those of the version."""
        self._bodies = bodies
        self._target = target
        self._notes = notes

    def write(self, parent: etree._Element, content: Content, at: int) -> None:
        """Put a content at the end of an element; `at` is the position of its block in the body."""
        for href, part in self._parts(content, at):
            inner = child(parent, "ref", href=href) if href else parent
            self._marked(inner, part, 0)

    def _parts(self, content: Content, at: int) -> Iterator[tuple[str, Content]]:
        """The content cut where references begin and end, each with what it leads to."""
        done = 0
        for reference in references(prose(content), self._bodies):
            href = self._target(reference, at)
            cited = content_slice(content, reference.start, reference.end)
            if href and not any(map(_is_linked, cited)) and reference.start >= done:
                yield "", content_slice(content, done, reference.start)
                yield href, cited
                done = reference.end
        yield "", _rest(content, done)

    def _marked(self, parent: etree._Element, runs: Sequence[Run], depth: int) -> None:
        """Runs that share their outer marks to a depth."""
        for mark, group in groupby(runs, key=lambda run: _mark_at(run, depth)):
            if mark is None:
                for run in group:
                    _add_lines(parent, run.text)
            else:
                self._element(parent, mark, list(group), depth)

    def _element(self, parent: etree._Element, mark: Mark, runs: Sequence[Run], depth: int) -> None:
        match mark.kind:
            case "footnote":
                for run in runs:
                    href = f"#{self._notes.get(run.text, '')}"
                    child(parent, "noteRef", href=href, marker=run.text)
            case "image":
                for run in runs:
                    child(parent, "img", src=iri(mark.target), alt=run.text, title=_said(mark))
            case "link":
                link = child(parent, "a", href=iri(mark.target), title=_said(mark))
                self._marked(link, runs, depth + 1)
            case "origin":
                self._marked(parent, runs, depth + 1)
            case kind:
                name, inline = _ELEMENTS[kind]
                self._marked(child(parent, name, name=inline), runs, depth + 1)


def iri(address: str) -> str:
    """An address as the schema has it: what none may hold is written by its number; `#` for what is
    no address even so.
    """
    before, sign, fragment = address.partition("#")
    whole = _quoted(before) + sign + _quoted(fragment)
    return whole if whole and _ADDRESS.fullmatch(whole) else "#"


def _quoted(part: str) -> str:
    return quote(_LONE_PERCENT.sub("%25", part), safe="%:/?@!$&'()*+,;=~")


def _said(mark: Mark) -> str:
    """The address as it stands in the text, where the schema has it otherwise."""
    return "" if iri(mark.target) == mark.target else mark.target


def _is_linked(run: Run) -> bool:
    return any(mark.kind == "link" for mark in run.marks)


def _mark_at(run: Run, depth: int) -> Mark | None:
    return run.marks[depth] if depth < len(run.marks) else None


def _rest(content: Content, start: int) -> Content:
    length = sum(len(run.text) for run in content)
    return content_slice(content, start, length) if start else content


def _add_lines(parent: etree._Element, text: str) -> None:
    first, *others = text.split("\n")
    add_text(parent, first)
    for line in others:
        child(parent, "br")
        add_text(parent, line)
