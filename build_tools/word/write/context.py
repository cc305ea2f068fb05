"""What is kept in mind while a Word file is written: whose revisions these are, numbers already
given, links, notes; and the elements that every writer needs.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import PurePosixPath
from typing import Literal, TypeAlias

from build_tools.model import Moment, Redline, Version, visible_controls

Revision: TypeAlias = Literal["", "ins", "del", "moveFrom", "moveTo"]
"""What befell some text, by the name of its element in WordprocessingML; empty for what stands in
both versions."""
UNDATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""The moment of a file of which the record tells no date: plainly none, and always the same. That
of what must have one, and shows it to nobody, too."""
UNNAMED = "corpus"
"""The author of a revision that no amendment made."""
CARRIED = "Unchanged, in a table set anew"
"""The author of a revision of what only stands in a table whose columns changed."""
_AS_BEFORE = nullcontext()
WIDTH = 9026
"""Of a text on A4 between margins of an inch, in twentieths of a point."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who made a revision, and when."""

    name: str = UNNAMED
    moment: dt.datetime | None = None
    """None where the record does not hold the day: then the revision has no date."""

    @classmethod
    def of(cls, version: Version) -> "Author":
        """Who made a version: its amendment, by its title, on the day on which it took effect; in
        the place of one, the authors who tracked its changes, on the last day; or else nobody.
        """
        if version.amendment is not None:
            return cls(version.amendment.title, _moment_of_effect(version))
        names = ", ".join([by.name for by in version.tracked_by])
        return cls(names or UNNAMED, _last_tracked(version))

    @classmethod
    def named(cls, version: Version) -> "Author":
        """The same; but whom nobody names is called by the version: "mtad@2.0", "draft-2.md"."""
        found = cls.of(version)
        if found.name != UNNAMED:
            return found
        return replace(found, name=name_of(version))


def name_of(version: Version) -> str:
    """As on the command line; a loose file by its name, wherever it lies."""
    return version.name if version.label else PurePosixPath(version.document).name


@dataclass(slots=True)
class WriteContext:
    """One Word file as it is being written."""

    author: Author = Author()
    """Of what is written now."""
    makers: Mapping[str, Author] = field(default_factory=dict)
    """Who made the versions that edits name, by their names there."""
    width: int = WIDTH
    """Between the margins, in twentieths of a point."""
    turned_width: int = 0
    """The same on a turned sheet; 0 where sheets are not turned."""
    ends_turned: bool = False
    """Whether the last sheet is turned."""
    tracked_columns: bool = False
    """Whether columns that came or went are tracked cell by cell, and not as rows set anew."""
    links: dict[tuple[str, str], str] = field(default_factory=dict)
    """The relationships of links: by part and address, their names."""
    footnotes: list[str] = field(default_factory=list)
    """The notes so far, as XML; the number of each is its place, counted from 1."""
    origins: Sequence[str] = ()
    """The notes of where words come from; the number of each is its place, counted from 1."""
    said: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """What is said in the margin of provisions of the new text, by their addresses."""
    waits: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """What is said of provisions that are not in force, by their addresses; it marks them on paper
    too."""
    taken_out: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The same of those that only the old text has, and that are law still."""
    instead: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """What is said of what is law in the place of what waits, by the addresses of that, or of what
    stands before."""
    comments: list[str] = field(default_factory=list)
    """The comments so far, as XML."""
    part: Literal["document", "footnotes"] = "document"
    """The part that is being written; each has relationships of its own."""
    _last: int = 0

    @classmethod
    def of(  # noqa: PLR0913 - one for each thing that a file may hold
        cls,
        redline: Redline,
        width: int = WIDTH,
        turned_width: int = 0,
        *,
        tracked_columns: bool = False,
        said: Mapping[str, Sequence[str]] | None = None,
        waits: Mapping[str, Sequence[str]] | None = None,
        taken_out: Mapping[str, Sequence[str]] | None = None,
    ) -> "WriteContext":
        """The context for a redline: what names no version was made by the new one."""
        makers = {name: Author.named(version) for name, version in redline.makers}
        return cls(
            author=Author.of(redline.new),
            makers=makers,
            width=width,
            turned_width=turned_width,
            tracked_columns=tracked_columns,
            said=said or {},
            waits=waits or {},
            taken_out=taken_out or {},
        )

    def stamp(self, undated: dt.datetime | None = None) -> str:
        """The attributes of a revision: a number of its own, the author and the date (ECMA-376 part
        1, 17.13.5), or else `undated`.

        A revision may be without a date. The ends of a move may not (CT_MoveBookmark), though no
        program shows theirs.
        """
        moment = self.author.moment or undated
        date = f' w:date="{moment:%Y-%m-%dT%H:%M:%SZ}"' if moment else ""
        return f'w:id="{self.number()}" w:author="{attribute(self.author.name)}"{date}'

    @contextmanager
    def carrying(self) -> Iterator[None]:
        """While what is written is struck and written anew though it did not change: its revisions
        have an author of their own, whom Word shows in another colour and can leave out.
        """
        with self._written_by(Author(CARRIED)):
            yield

    def made_by(self, name: str) -> AbstractContextManager[None]:
        """While what is written was made by the version of that name; an empty one leaves it with
        whoever makes what stands round it.
        """
        return self._written_by(self.makers.get(name) or Author(name)) if name else _AS_BEFORE

    @contextmanager
    def _written_by(self, author: Author) -> Iterator[None]:
        before, self.author = self.author, author
        try:
            yield
        finally:
            self.author = before

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

    def pass_over(self, count: int) -> None:
        """Leave so many numbers to others."""
        self._last += count

    def bookmark(self, name: str) -> str:
        """A bookmark round nothing (17.13.6.2); Word hides those whose names begin with a line."""
        number = self.number()
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'

    def link(self, address: str) -> str:
        """The name of the relationship that leads from the part being written to an address."""
        return self.links.setdefault((self.part, address), f"link{len(self.links) + 1}")


def moment_of(version: Version) -> dt.datetime:
    """The moment of a file: when the amendment of its version took effect, or else when it was
    issued, as far as these came; the last day on which changes were tracked where it has none;
    otherwise `UNDATED`.

    A planned date is none: nothing may look as if it had happened. A month counts from its first
    day.
    """
    amendment = version.amendment
    if amendment is None:
        return _last_tracked(version) or UNDATED
    for event in ("effect", "consultation-issued"):
        moment = amendment.actual(event)
        if moment is not None and moment.day is not None:
            return day_of(moment)
    return UNDATED


def _moment_of_effect(version: Version) -> dt.datetime | None:
    """When a version took effect; None where the record does not hold the day, for a text that its
    amendment carried on as another, and where its parts do not all begin on one day: a change of a
    later part would bear a day on which it was not law.
    """
    amendment = version.amendment
    effect = amendment.actual("effect") if amendment else None
    if amendment is None or effect is None or effect.day is None or effect.precision == "month":
        return None
    if len({amendment.actual(part) for part in amendment.recorded("effect")}) > 1:
        return None
    steps = amendment.steps_of(version.document)
    if steps and steps[-1].new != version.label:
        return None
    return day_of(effect)


def day_of(moment: Moment) -> dt.datetime:
    """A moment of which the record holds the day, as Word has it."""
    assert moment.day is not None
    return dt.datetime.combine(moment.day, moment.time or dt.time(), dt.UTC)


def _last_tracked(version: Version) -> dt.datetime | None:
    days = [by.last for by in version.tracked_by if by.last is not None]
    return dt.datetime.combine(max(days), dt.time(), dt.UTC) if days else None


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
