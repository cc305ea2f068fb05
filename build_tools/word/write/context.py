"""What is kept in mind while a Word file is written: whose revisions these are, numbers already
given, links, notes; and the elements that every writer needs.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from typing import Literal, TypeAlias

from build_tools.model import Version, visible_controls

Revision: TypeAlias = Literal["", "ins", "del", "moveFrom", "moveTo"]
"""What befell some text, by the name of its element in WordprocessingML; empty for what stands in
both versions."""
UNDATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""The moment of a revision, and of a file, of which the record tells no date: plainly none, and
always the same."""
UNNAMED = "corpus"
"""The author of a revision that no amendment made."""
CARRIED = "Unchanged, in a table set anew"
"""The author of a revision of what only stands in a table whose columns changed."""
WIDTH = 9026
"""Of a text on A4 between margins of an inch, in twentieths of a point."""


@dataclass(slots=True)
class WriteContext:
    """One Word file as it is being written."""

    author: str = UNNAMED
    date: dt.datetime = UNDATED
    width: int = WIDTH
    """Between the margins, in twentieths of a point."""
    links: dict[tuple[str, str], str] = field(default_factory=dict)
    """The relationships of links: by part and address, their names."""
    footnotes: list[str] = field(default_factory=list)
    """The notes so far, as XML; the number of each is its place, counted from 1."""
    part: Literal["document", "footnotes"] = "document"
    """The part that is being written; each has relationships of its own."""
    _last: int = 0

    @classmethod
    def of(cls, version: Version, width: int = WIDTH) -> "WriteContext":
        """The context for the changes that made a version: they carry the title and the date of its
        amendment or, in the place of one, the authors who tracked them and the last day.
        """
        if version.amendment is not None:
            author = version.amendment.title
        else:
            author = ", ".join([by.author for by in version.tracked_by if by.author])
        return cls(author=author or UNNAMED, date=moment_of(version), width=width)

    def stamp(self) -> str:
        """The attributes of a revision: a number of its own, the author and the date (ECMA-376 part
        1, 17.13.5).
        """
        return (
            f'w:id="{self.number()}" w:author="{attribute(self.author)}"'
            f' w:date="{self.date:%Y-%m-%dT%H:%M:%SZ}"'
        )

    @contextmanager
    def carrying(self) -> Iterator[None]:
        """While what is written is struck and written anew though it did not change: its revisions
        have an author of their own, whom Word shows in another colour and can leave out.
        """
        author, self.author = self.author, CARRIED
        try:
            yield
        finally:
            self.author = author

    def revised(self, revision: Revision, inner: str) -> str:
        """Runs within the element of a revision; as they are when there is none, nothing when there
        are no runs.
        """
        if not inner or not revision:
            return inner
        return f"<w:{revision} {self.stamp()}>{inner}</w:{revision}>"

    def number(self) -> int:
        """A number that nothing else in the file has."""
        self._last += 1
        return self._last

    def bookmark(self, name: str) -> str:
        """A bookmark round nothing (17.13.6.2); Word hides those whose names begin with a line."""
        number = self.number()
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'

    def link(self, address: str) -> str:
        """The name of the relationship that leads from the part being written to an address."""
        return self.links.setdefault((self.part, address), f"link{len(self.links) + 1}")


def moment_of(version: Version) -> dt.datetime:
    """When the amendment of a version took effect, or else when it was issued, as far as these
    came; the last day on which changes were tracked where it has none; otherwise `UNDATED`.

    A planned date is none: nothing may look as if it had happened. A month counts from its first
    day.
    """
    amendment = version.amendment
    if amendment is None:
        days = [by.last for by in version.tracked_by if by.last is not None]
        return dt.datetime.combine(max(days), dt.time(), dt.UTC) if days else UNDATED
    for event in ("effect", "consultation-issued"):
        moment = amendment.actual(event)
        if moment is not None and moment.day is not None:
            return dt.datetime.combine(moment.day, moment.time or dt.time(), dt.UTC)
    return UNDATED


def text(words: str) -> str:
    """Text as it stands in XML; a character that XML 1.0 cannot hold, or that would turn the
    direction of reading, is shown by its code.
    """
    return escape(visible_controls(words), quote=False)


def attribute(words: str) -> str:
    """Text as it stands in an attribute, on one line."""
    return escape(visible_controls(" ".join(words.split())))


def element(name: str, *children: str) -> str:
    """An element round its children; nothing when it has none."""
    inner = "".join(children)
    return f"<w:{name}>{inner}</w:{name}>" if inner else ""
