"""Where the notes of a document stand in its markdown, as an export of ours says with bookmarks.

Word knows only what refers to a note. So a note that stands elsewhere than behind that has a
bookmark in it, and where it stands there is one of the same name with "Place" after it; one pair
for the old text of a redline, one for the new.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from build_tools.word.read.content import BlockItem, Note
from build_tools.word.read.ooxml import Element, w

_PLACE = re.compile(r"(_Note(?:Old|New)\d+)Place")


@dataclass(slots=True)
class NotePlaces:
    """The places of the notes of one text, and what has been met of them."""

    known: frozenset[str]
    """The names of the notes that have a place of their own."""
    _notes: dict[str, Note] = field(default_factory=dict)
    _behind: list[tuple[int, str]] = field(default_factory=list)
    """The places that were met: behind how many items, and of which note."""
    _met: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, body: Element, text: Literal["Old", "New"]) -> "NotePlaces":
        """Those that a body gives the notes of one of its texts."""
        names = _places(body)
        return cls(frozenset(name for name in names if name.startswith(f"_Note{text}")))

    def meet(self, element: Element) -> None:
        """Come to a paragraph, a table or what else stands in the body, in order."""
        if self.known:
            self._met += [name for name in _places(element) if name in self.known]

    def stand_behind(self, count: int) -> None:
        """What has been met since this was last asked stands behind so many items."""
        self._behind += [(count, name) for name in self._met]
        self._met.clear()

    def keep(self, note: Note, element: Element) -> bool:
        """Keep a note for its place; False for one that has none of its own."""
        names = self.known.intersection(_bookmarks(element)) if self.known else ()
        self._notes.update(dict.fromkeys(names, note))
        return bool(names)

    def put(self, items: "list[tuple[BlockItem, list[Note]]]") -> None:
        """Put the notes that were kept behind the items that they stand behind."""
        for count, name in self._behind:
            if items and (note := self._notes.pop(name, None)) is not None:
                items[max(count - 1, 0)][1].append(note)


def _places(element: Element) -> list[str]:
    found = map(_PLACE.fullmatch, _bookmarks(element))
    return [name[1] for name in found if name]


def _bookmarks(element: Element) -> Iterator[str]:
    return (each.get(w("name"), "") for each in element.iter(w("bookmarkStart")))
