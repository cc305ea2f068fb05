"""The inline text of a leaf → flat runs of text with marks; and the head of such a content, where a
label stands.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, takewhile
from typing import Any, TypeAlias

from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token

from build_tools.model import Content, Mark, Run, atom_kind, joined, plain
from build_tools.text.markdown.dialect import markdown

_Marks: TypeAlias = tuple[Mark, ...]
_OPENING: dict[str, Mark] = {
    "strong_open": Mark("strong"),
    "em_open": Mark("emphasis"),
    "s_open": Mark("strike"),
}
_CODE = Mark("code")
_ORDER = ("link", "strong", "emphasis", "strike", "code", "image", "footnote")
"""The order of marks that reach equally far, the outermost first."""
_QUOTES = frozenset("\"'“”„‘’«»")
_EMPHASIS = frozenset(("strong", "emphasis"))
_NO_LABEL = frozenset(("code", "image", "footnote", "link"))
"""Marks whose text is never part of a label, whatever it looks like."""
_SPECIAL = re.compile(r"[\n\\`*_~\[<&]")
"""What may begin anything but plain text: three leaves of four hold none of it."""
_NOTE_LABEL = re.compile(r"\[\^([^ \n\]]+)(?:\]|$|(?=[ \n]))")
"""What may call a note. One that does not end is found with all that it holds, none of which can
call a note either, so that no stretch of a text is read twice."""
_LINK_LABEL = re.compile(r"\\.|\[((?:[^\[\]\\]|\\.)*)\]", re.DOTALL)
"""What may be the label of a link: no definition has a bracket in its label that is not escaped. An
escaped sign begins none; it is found alone, without a label, so that no stretch of a text is read
once for each escaped bracket in it."""
REMEMBERED = 2**14
"""How many leaves with markup are remembered: most of a version's stand in the next one as well."""


@dataclass(frozen=True, slots=True)
class _Definitions:
    """What stands elsewhere in a text and decides whether "[…]" is a link, a note or plain text."""

    links: frozenset[tuple[str, str]] = frozenset()
    """Label and address."""
    notes: frozenset[str] = frozenset()


_NONE = _Definitions()


class Inline:
    """Reads the inline text of the leaves of one text, whose blocks have left their definitions in
    `env`.
    """

    def __init__(self, env: dict[str, Any]) -> None:
        self._links = env.get("references", {})
        self._notes = env.get("footnotes", {}).get("refs", {})

    def content(self, source: str) -> Content:
        """What `source` prints, in normal form and without white space at its ends."""
        if _SPECIAL.search(source) is None:
            text = source.strip().replace("\t", " ")
            return (Run(text),) if text else ()
        return _read(source, self._used_in(source) if "[" in source else _NONE)

    def _used_in(self, source: str) -> _Definitions:
        """The definitions that `source` may use: of many thousand notes a leaf has one or two."""
        notes = {f":{label}" for label in _NOTE_LABEL.findall(source)}
        labels = set(map(normalizeReference, _LINK_LABEL.findall(source)))
        links = [(label, str(self._links[label]["href"])) for label in labels & self._links.keys()]
        return _Definitions(frozenset(links), frozenset(notes & self._notes.keys()))


@lru_cache(maxsize=REMEMBERED)
def _read(source: str, definitions: _Definitions) -> Content:
    """Inline text that may hold markup, read by markdown-it."""
    env = {
        "references": {label: {"href": href, "title": ""} for label, href in definitions.links},
        "footnotes": {"refs": dict.fromkeys(definitions.notes, -1)},
        "label_lengths": {len(label) - len(":") for label in definitions.notes},
    }
    tokens: list[Token] = []
    markdown().inline.parse(source, markdown(), env, tokens)
    runs = [run for run in _runs(tokens) if run.text or atom_kind(run.marks)]
    nested = any(len(run.marks) > 1 for run in runs)
    return stripped(joined(_in_one_order(runs) if nested else runs))


def _runs(tokens: Sequence[Token]) -> Iterator[Run]:
    """What each token prints, with the marks that it stands in."""
    marks: _Marks = ()
    outer: list[_Marks] = []
    for token in tokens:
        match token.type:
            case "text":
                yield Run(token.content.replace("\t", " "), marks)
            case "softbreak":
                yield Run(" ", marks)
            case "code_inline":
                yield Run(token.content, (*marks, _CODE))
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
                yield Run("\n", marks)
            case "image":
                description = plain(tuple(_runs(token.children or ())))
                yield Run(description, (*marks, Mark("image", str(token.attrs["src"]))))
            case "footnote_ref":
                label = token.meta["label"]
                yield Run(label, (*marks, Mark("footnote", label)))
            case _:
                yield Run(token.content, marks)


def _in_one_order(runs: Sequence[Run], depth: int = 0) -> Iterator[Run]:
    """`runs` whose marks of one extent stand in one order, whichever of them was written outside: a
    link that is bold is what bold words are that lead somewhere.
    """
    for mark, group in groupby(runs, key=lambda run: run.marks[depth : depth + 1]):
        stretch = list(group)
        if not mark:
            yield from stretch
            continue
        shared = _shared([run.marks for run in stretch])
        outer = stretch[0].marks[:shared]
        ordered = (*outer[:depth], *sorted(outer[depth:], key=_rank))
        again = [Run(run.text, (*ordered, *run.marks[shared:])) for run in stretch]
        yield from _in_one_order(again, shared)


def _shared(marks: Sequence[_Marks]) -> int:
    """How many marks all have, from the outermost."""
    layers = zip(*marks, strict=False)
    return len(list(takewhile(lambda layer: len(set(layer)) == 1, layers)))


def _rank(mark: Mark) -> int:
    return _ORDER.index(mark.kind)


def stripped(runs: Sequence[Run]) -> Content:
    """`runs` without white space at the ends; that of code is part of the code."""
    left = list(runs)
    while left and _may_be_stripped(left[0]):
        text = left[0].text.lstrip()
        if text == left[0].text:
            break
        left[:1] = [Run(text, left[0].marks)] if text else []
    while left and _may_be_stripped(left[-1]):
        text = left[-1].text.rstrip()
        if text == left[-1].text:
            break
        left[-1:] = [Run(text, left[-1].marks)] if text else []
    return tuple(left)


def _may_be_stripped(run: Run) -> bool:
    return not run.marks or run.marks[-1].kind not in ("code", "image")


def leading_text(runs: Content) -> tuple[str, int]:
    """The text at the front of a content in which a label can stand, and how much of it is in bold
    from the start.
    """
    if len(runs) == 1 and not runs[0].marks:
        return runs[0].text, 0
    text, marked, all_bold = "", 0, True
    for run in runs:
        kinds = {mark.kind for mark in run.marks}
        if kinds & _NO_LABEL:
            break
        text += run.text
        all_bold = all_bold and "strong" in kinds
        marked = len(text) if all_bold else marked
    return text, marked


def may_define(first: Content) -> bool:
    """Whether a text whose `first` run this is may be a definition: most texts cannot, and are not
    looked at any further.
    """
    return any(run.marks or run.text[:1] in _QUOTES or run.text[3:4] == " " for run in first)


def emphasised(runs: Content) -> list[tuple[int, int]]:
    """Where stretches in bold or italics begin and end in the wording of a content."""
    spans: list[tuple[int, int]] = []
    end = 0
    for run in runs:
        kinds = {mark.kind for mark in run.marks}
        if "footnote" in kinds:
            continue
        start, end = end, end + len(run.text)
        if kinds & _EMPHASIS:
            if spans and spans[-1][1] == start:
                start = spans.pop()[0]
            spans.append((start, end))
    return spans


def without_leading(runs: Content, length: int) -> Content:
    """A content without its first `length` characters and the white space after them."""
    rest: list[Run] = []
    for run in runs:
        if kept := run.text[length:] if length else run.text:
            rest.append(Run(kept, run.marks))
        elif not length:
            rest.append(run)
        length = max(0, length - len(run.text))
    return stripped(rest)
