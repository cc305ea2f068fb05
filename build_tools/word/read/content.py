"""What a Word file is made of when it has been read: paragraphs, tables and notes, and their text
in normal form.
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import TypeAlias

from build_tools.model import Content, Mark, Run, Table, atom_kind, joined, plain
from build_tools.text.markdown.inline import stripped
from build_tools.word.read.numbering import ListLabel


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph as it is printed."""

    content: Content = ()
    label: ListLabel | None = None
    level: int = 0
    """Of a heading, from 1; 0 for other text."""
    code: bool = False
    """Whether it is set in letters of one width, and its white space is part of it."""
    caption: bool = False
    """Whether it has the style of captions."""
    rule: bool = False
    """Whether it is a line across the page."""
    depth: int | None = None
    """How deep it stands; None where nothing says so but its label."""
    labelled: bool = False
    """Whether its style says that its text begins with a label."""
    quoted: int = 0
    """In how many quotations it stands."""
    note: str = ""
    """The label of the note that it is, which nothing refers to."""
    emphasis_meant: bool = False
    """Whether bold or italics that all of it has are marks of its words, and no layout."""
    literal: bool = False
    """Whether its line breaks are of the text, and no layout."""

    @property
    def text(self) -> str:
        """Its label and its words."""
        if self.label is None:
            return plain(self.content)
        return f"{self.label.text}{'' if self.label.glued else ' '}{plain(self.content)}".strip()


BlockItem: TypeAlias = Paragraph | Table
"""What a text is made of, one below the other."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or an endnote."""

    label: str
    items: tuple[BlockItem, ...]
    """The first is a paragraph."""


BULLET = "•"
"""What stands for the sign of a list, whatever that is."""
_ORDER = ("link", "strong", "emphasis", "strike", "code", "image", "footnote")
_AROUND_BREAK = re.compile(r"[ \u00a0]*\n[ \u00a0]*")
_DELIMITED = frozenset(("strong", "emphasis", "strike"))
"""Marks that markdown cannot begin or end at white space."""


def line_of(paragraph: Paragraph) -> Content:
    """A paragraph as it stands among others in a cell: its label is part of the text."""
    if paragraph.label is None:
        return paragraph.content
    sign = BULLET if paragraph.label.bullet else paragraph.label.text
    return (Run(sign if paragraph.label.glued else f"{sign} "), *paragraph.content)


def marks_of(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """`marks` once each, outermost first."""
    return tuple(sorted(set(marks), key=lambda mark: (_ORDER.index(mark.kind), mark.target)))


def without_uniform_emphasis(content: Content) -> Content:
    """`content` without the bold or the italics that all of it has: in a heading or a header they
    are those of any.
    """
    uniform = {Mark("strong"), Mark("emphasis")}
    for run in content:
        if not run.text.isspace() and not atom_kind(run.marks):
            uniform.intersection_update(run.marks)
    return joined(Run(run.text, _without(run.marks, uniform)) for run in content)


def _without(marks: Iterable[Mark], gone: Container[Mark]) -> tuple[Mark, ...]:
    return tuple(mark for mark in marks if mark not in gone)


def _undelimited(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks that may stand at white space."""
    return tuple(mark for mark in marks if mark.kind not in _DELIMITED)


def tidied(runs: Sequence[Run]) -> Content:
    """`runs` as typed in Word in normal form, and without white space beside a line break.

    White space has the marks that both its neighbours have, so that bold words are bold with the
    space between them.
    """
    if all(not run.marks for run in runs):
        text = _AROUND_BREAK.sub("\n", "".join([run.text for run in runs])).strip()
        return (Run(text),) if text else ()
    printed = joined(run for run in runs if run.text)
    bare_ended = joined(chain.from_iterable(map(_with_bare_ends, printed)))
    return normalized(list(_around_breaks(joined(_space_as_neighbours(bare_ended)))))


def normalized(runs: Iterable[Run]) -> Content:
    """`runs` in normal form, that of `parse`: joined, without white space at the ends."""
    return joined(stripped([run for run in runs if run.text]))


def signs_as_neighbours(runs: Sequence[Run], meant: Container[int]) -> Iterator[Run]:
    """`runs`, in which a reference to a note is bold, in italics or struck through only where words
    beside it are: one alone is so by the habit of who set it. Those at the places that are `meant`
    stay as they are.
    """
    before = _marks_of_words(runs)
    after = _marks_of_words(runs[::-1])[::-1]
    for run, left, right, at in zip(runs, before, after, count(), strict=False):
        if atom_kind(run.marks) == "footnote" and at not in meant:
            shared = [mark for mark in run.marks if mark in left or mark in right]
            yield Run(run.text, marks_of((*_undelimited(run.marks), *shared)))
        else:
            yield run


def _marks_of_words(runs: Iterable[Run]) -> list[tuple[Mark, ...]]:
    """For each run the marks of the last words before it."""
    found: list[tuple[Mark, ...]] = []
    marks: tuple[Mark, ...] = ()
    for run in runs:
        found.append(marks)
        if run.text.strip() and atom_kind(run.marks) != "footnote":
            marks = run.marks
    return found


def _space_as_neighbours(runs: Content) -> Iterator[Run]:
    """White space with the marks that both its neighbours have."""
    for at, run in enumerate(runs):
        if not run.text.isspace():
            yield run
            continue
        before = runs[at - 1].marks if at else ()
        after = runs[at + 1].marks if at + 1 < len(runs) else ()
        shared = [mark for mark in before if mark in after and mark.kind in _DELIMITED]
        yield Run(run.text, marks_of((*_undelimited(run.marks), *shared)))


def _with_bare_ends(run: Run) -> Iterator[Run]:
    """A run with the white space at its ends out of its marks, where marks may not begin or end
    with it.
    """
    bare = _undelimited(run.marks)
    inner = run.text.strip()
    if bare == run.marks or len(inner) == len(run.text):
        yield run
        return
    start = run.text.index(inner)
    end = start + len(inner)
    if start:
        yield Run(run.text[:start], bare)
    if inner:
        yield Run(inner, run.marks)
    if end < len(run.text):
        yield Run(run.text[end:], bare)


def _around_breaks(runs: Content) -> Iterator[Run]:
    """Line breaks as runs that have no mark but a link, and without white space beside them."""
    parts = list(chain.from_iterable(map(_parted_at_breaks, runs)))
    for at, run in enumerate(parts):
        text = run.text
        if text != "\n" and at and parts[at - 1].text == "\n":
            text = text.lstrip()
        if text != "\n" and at + 1 < len(parts) and parts[at + 1].text == "\n":
            text = text.rstrip()
        if text:
            yield Run(text, run.marks)


def _parted_at_breaks(run: Run) -> Iterator[Run]:
    if "\n" not in run.text:
        yield run
        return
    links = tuple(mark for mark in run.marks if mark.kind == "link")
    for at, line in enumerate(run.text.split("\n")):
        if at:
            yield Run("\n", links)
        if line:
            yield Run(line, run.marks)
