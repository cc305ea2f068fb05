"""The comments of a document: the part that holds them → who says what; and, as a text is read, on
which of its words each is, for the report.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from build_tools.model.own_comments import initials_of, own_authors
from build_tools.word.read.drawings import text_of
from build_tools.word.read.ooxml import Element, w
from build_tools.word.read.report import Report, shortened

_PIECES = 200
"""Pieces of text that are enough to say what a comment is on: each has a letter at least."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, whose text is in another part."""

    author: str
    text: str


def comments_of(root: Element | None) -> dict[str, Comment]:
    """The comments in the part that holds them, by their ids, but for those of our own exports."""
    found = () if root is None else root.iterfind(w("comment"))
    return {
        each.get(w("id"), ""): Comment(each.get(w("author"), ""), text_of(each))
        for each in found
        if not is_own(each)
    }


def is_own(comment: Element) -> bool:
    """Whether a comment is one that an export of ours made, and in which no reader has written."""
    if comment.get(w("author")) not in own_authors():
        return False
    return comment.get(w("initials")) == initials_of("".join(comment.itertext()))


@dataclass(slots=True)
class OpenComments:
    """The comments of a part that have begun and not ended: one may run over many paragraphs."""

    comments: Mapping[str, Comment]
    report: Report
    _begun: dict[str, int] = field(default_factory=dict)
    """Of each, the number of pieces of text before it."""
    _heard: list[str] = field(default_factory=list)
    """The pieces of text since the first of them."""
    _told: set[str] = field(default_factory=set)
    """The comments that the report has."""

    def begin(self, id_: str) -> None:
        """What follows is what a comment is on."""
        if not self._begun:
            self._heard.clear()
        self._begun[id_] = len(self._heard)

    def hear(self, text: str) -> None:
        """A piece of the text."""
        if self._begun:
            self._heard.append(text)

    def end(self, id_: str) -> None:
        """Warn of a comment, once, with the words that it is on."""
        start = self._begun.pop(id_, None)
        heard = [] if start is None else self._heard[start : start + _PIECES]
        words = shortened("".join(heard))
        if id_ in self._told:
            return
        self._told.add(id_)
        if comment := self.comments.get(id_):
            about = f" on “{words}”" if words else ""
            self.report.warn(
                f"a comment by {comment.author or 'an unknown author'}{about}: “{comment.text}”"
            )
