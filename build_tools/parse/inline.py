"""markdown-it's inline tokens → flat runs of text with marks; and the head of such a content, where a label stands."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from build_tools.model import Content, Mark, Run, atom_kind

_Marks: TypeAlias = tuple[Mark, ...]
_OPENING: dict[str, Mark] = {"strong_open": Mark("strong"), "em_open": Mark("emphasis"), "s_open": Mark("strike")}
_CODE = Mark("code")
_SOLID = frozenset(("code", "image", "footnote", "link"))
"""Marks whose text is never part of a label, whatever it looks like."""
_LINE_BREAK = re.compile(r"<br\s*/?>\s*", re.IGNORECASE)


def line_break(state: StateInline, silent: bool) -> bool:
    """A rule for markdown-it: `<br>` is a hard line break, the one tag that the dialect knows."""
    found = _LINE_BREAK.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.pending = state.pending.rstrip(" ")
        state.push("hardbreak", "br", 0)
    state.pos = found.end()
    return True


def content(tokens: Sequence[Token]) -> Content:
    """The content that inline tokens print, in normal form and without white space at its ends."""
    if len(tokens) == 1 and tokens[0].type == "text":
        # Three contents of four are one text, and this halves the time that all contents take.
        text = tokens[0].content.strip()
        return (Run(text),) if text else ()
    return stripped(_joined(_pieces(tokens)))


def _pieces(tokens: Sequence[Token]) -> Iterator[tuple[str, _Marks]]:
    """The text of each token that prints any, with the marks that it stands in."""
    marks: _Marks = ()
    outer: list[_Marks] = []
    for token in tokens:
        match token.type:
            case "text":
                yield token.content, marks
            case "softbreak":
                yield " ", marks
            case "code_inline":
                yield token.content, (*marks, _CODE)
            case "strong_open" | "em_open" | "s_open":
                outer.append(marks)
                mark = _OPENING[token.type]
                marks = marks if mark in marks else (*marks, mark)
            case "link_open":
                outer.append(marks)
                marks = (*marks, Mark("link", str(token.attrs["href"])))
            case "strong_close" | "em_close" | "s_close" | "link_close":
                marks = outer.pop()
            case "hardbreak":
                yield "\n", marks
            case "image":
                description = "".join(text for text, _ in _pieces(token.children or ()))
                yield description, (*marks, Mark("image", str(token.attrs["src"])))
            case "footnote_ref":
                label = token.meta["label"]
                yield label, (*marks, Mark("footnote", label))
            case _:
                yield token.content, marks


def _joined(pieces: Iterable[tuple[str, _Marks]]) -> list[Run]:
    """As `model.joined`, but in linear time for a paragraph of thousands of lines."""
    runs: list[Run] = []
    for marks, group in groupby(pieces, key=itemgetter(1)):
        if atom_kind(marks):
            runs.extend(Run(text, marks) for text, _ in group)
        elif text := "".join(text for text, _ in group):
            runs.append(Run(text, marks))
    return runs


def stripped(runs: Sequence[Run]) -> Content:
    """`runs` without white space at the ends; that of code is part of the code."""
    left = list(runs)
    while left and _loose_end(left[0]) and (text := left[0].text.lstrip()) != left[0].text:
        left[:1] = [Run(text, left[0].marks)] if text else []
    while left and _loose_end(left[-1]) and (text := left[-1].text.rstrip()) != left[-1].text:
        left[-1:] = [Run(text, left[-1].marks)] if text else []
    return tuple(left)


def _loose_end(run: Run) -> bool:
    return not run.marks or run.marks[-1].kind not in ("code", "image")


def head(runs: Content) -> tuple[str, int]:
    """The text at the front of a content in which a label can stand, and how much of it is in bold from the start."""
    text, marked, all_bold = "", 0, True
    for run in runs:
        kinds = {mark.kind for mark in run.marks}
        if kinds & _SOLID:
            break
        text += run.text
        all_bold = all_bold and "strong" in kinds
        marked = len(text) if all_bold else marked
    return text, marked


def without_head(runs: Content, length: int) -> Content:
    """A content without its first `length` characters and the white space after them."""
    rest: list[Run] = []
    for run in runs:
        if kept := run.text[length:] if length else run.text:
            rest.append(Run(kept, run.marks))
        elif not length:
            rest.append(run)
        length = max(0, length - len(run.text))
    return stripped(rest)
