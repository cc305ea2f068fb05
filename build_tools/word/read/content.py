"""What a Word file is made of when it has been read: paragraphs, tables and notes, and their text
in normal form.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from build_tools.model import Content, Mark, Run, Table, joined, plain
from build_tools.word.read.numbering import Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph as it is printed."""

    content: Content = ()
    label: Label | None = None
    level: int = 0
    """Of a heading, from 1; 0 for other text."""
    code: bool = False
    """Whether it is set in letters of one width, and its white space is part of it."""

    @property
    def text(self) -> str:
        """Its label and its words."""
        if self.label is None:
            return plain(self.content)
        return f"{self.label.text}{'' if self.label.glued else ' '}{plain(self.content)}".strip()


Piece: TypeAlias = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or an endnote."""

    label: str
    paragraphs: tuple[Paragraph, ...]


_ORDER = ("link", "strong", "emphasis", "strike", "code", "footnote")
_AROUND_BREAK = re.compile(r"[ \u00a0]*\n[ \u00a0]*")
_LOOSE = frozenset(("strong", "emphasis", "strike"))


def marks_of(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """`marks` once each, outermost first."""
    return tuple(sorted(set(marks), key=lambda mark: (_ORDER.index(mark.kind), mark.target)))


def evened(content: Content) -> Content:
    """`content` without the bold or the italics that all of it has: in a heading or a header they
    are those of any.
    """
    printed = [run.marks for run in content if not run.text.isspace()]
    whole = {
        mark
        for mark in (Mark("strong"), Mark("emphasis"))
        if all(mark in marks for marks in printed)
    }
    return joined(
        Run(run.text, tuple(mark for mark in run.marks if mark not in whole)) for run in content
    )


def settled(runs: Sequence[Run]) -> Content:
    """`runs` in normal form: joined, without white space at the ends or beside a line break.

    White space has the marks that both its neighbours have, so that bold words are bold with the
    space between them.
    """
    if all(not run.marks for run in runs):
        text = _AROUND_BREAK.sub("\n", "".join([run.text for run in runs])).strip()
        return (Run(text),) if text else ()
    bare_ended = joined(
        part for run in joined(run for run in runs if run.text) for part in _with_bare_ends(run)
    )
    runs = list(_around_breaks(joined(_even(bare_ended))))
    while runs and not (text := runs[0].text.lstrip()):
        runs.pop(0)
    while runs and not (text := runs[-1].text.rstrip()):
        runs.pop()
    if runs:
        runs[0] = Run(runs[0].text.lstrip(), runs[0].marks)
        runs[-1] = Run(runs[-1].text.rstrip(), runs[-1].marks)
    return joined(runs)


def _even(runs: Content) -> Iterator[Run]:
    """White space with the marks that both its neighbours have."""
    for at, run in enumerate(runs):
        if run.text.isspace():
            before = runs[at - 1].marks if at else ()
            after = runs[at + 1].marks if at + 1 < len(runs) else ()
            shared = [mark for mark in before if mark in after and mark.kind in _LOOSE]
            yield Run(
                run.text,
                marks_of((*(mark for mark in run.marks if mark.kind not in _LOOSE), *shared)),
            )
        else:
            yield run


def _with_bare_ends(run: Run) -> Iterator[Run]:
    """A run with the white space at its ends out of its marks, where marks may not begin or end
    with it.
    """
    bare = tuple(mark for mark in run.marks if mark.kind not in _LOOSE)
    inner = run.text.strip()
    if bare == run.marks or len(inner) == len(run.text):
        yield run
        return
    start = run.text.index(inner)
    yield from (
        Run(text, marks)
        for text, marks in (
            (run.text[:start], bare),
            (inner, run.marks),
            (run.text[start + len(inner) :], bare),
        )
        if text
    )


def _around_breaks(runs: Content) -> Iterator[Run]:
    """Line breaks as runs without loose marks, and without white space beside them."""
    pieces: list[Run] = []
    for run in runs:
        if "\n" not in run.text:
            pieces.append(run)
            continue
        bare = tuple(mark for mark in run.marks if mark.kind == "link")
        for at, line in enumerate(run.text.split("\n")):
            pieces += ([Run("\n", bare)] if at else []) + ([Run(line, run.marks)] if line else [])
    for at, run in enumerate(pieces):
        text = run.text
        if text != "\n" and at and pieces[at - 1].text == "\n":
            text = text.lstrip()
        if text != "\n" and at + 1 < len(pieces) and pieces[at + 1].text == "\n":
            text = text.rstrip()
        if text:
            yield Run(text, run.marks)
