"""Tracked changes in words: who changed what, when, and in which paragraph."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from build_tools.word.read.ooxml import Element, local, w
from build_tools.word.read.report import shortened

_SAID = {
    "ins": "inserted",
    "del": "deleted",
    "moveTo": "moved here",
    "moveFrom": "moved away",
}
_PARTS = {"trPr": "a row", "rPr": "the end of a paragraph", "numPr": "a number", "tcPr": "a cell"}
"""What a revision is of that only marks what it stands in, by the properties it stands in."""
_DAY = len("2024-01-31")
_PLACE, _WORDS = 60, 200
"""How many characters say which paragraph is meant, and what was changed."""


class _Made(NamedTuple):
    """Who made a revision, when, where and of what kind."""

    paragraph: Element | None
    author: str
    day: str
    said: str


@dataclass(slots=True)
class _Places:
    """How the paragraphs begin that revisions stand in, each read once."""

    _found: dict[Element, str] = field(default_factory=dict)

    def named(self, paragraph: Element | None) -> str:
        if paragraph is None:
            return ""
        if paragraph not in self._found:
            self._found[paragraph] = shortened(_text(paragraph), _PLACE)
        return self._found[paragraph]


def in_words(revisions: Iterable[Element]) -> Iterator[str]:
    """A line for each tracked change, those that touch and are alike as one."""
    places = _Places()
    for made, group in groupby(revisions, key=_made):
        told = "".join([_text(each) for each in group])
        by = made.author or "an unknown author"
        place = places.named(made.paragraph)
        where = f"in “{place}”: " if place else ""
        what = f" “{shortened(told, _WORDS)}”" if told.strip() else ""
        yield f"{where}{made.said}{what}, by {by}, {made.day or 'not dated'}"


def _made(revision: Element) -> _Made:
    """What those that are told as one have in common."""
    paragraph = next(revision.iterancestors(w("p")), None)
    kind, around = local(revision), revision.getparent()
    said = _SAID.get(kind, "laid out otherwise")
    part = None if around is None else _PARTS.get(local(around))
    if kind in _SAID and part is not None:
        said = f"{said} {part}"
    return _Made(paragraph, revision.get(w("author"), ""), revision.get(w("date"), "")[:_DAY], said)


def _text(element: Element) -> str:
    return "".join(element.itertext(w("t"), w("delText"), with_tail=False))
