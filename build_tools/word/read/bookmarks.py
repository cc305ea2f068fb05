"""The bookmarks of a part: where each begins and where its text ends, and which of them hold any.

Word knows the name of a bookmark in letters of either case; here it is in small ones.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from build_tools.word.read.ooxml import Element, w

_START, _END, _PARAGRAPH = w("bookmarkStart"), w("bookmarkEnd"), w("p")
_HELD = tuple(map(w, ("t", "delText", "sym", "drawing", "pict", "object")))


@dataclass(slots=True)
class _Bookmark:
    """A bookmark that has begun and not ended."""

    name: str
    paragraph: Element | None
    """Where it begins; None between two paragraphs, until the second is there."""
    first: Element | None = None
    """The first paragraph that it holds text of."""


@dataclass(slots=True)
class Bookmarks:
    """The bookmarks of a part, by paragraph.

    The elements are kept so that lxml gives the same objects when they are met again.
    """

    begin: dict[Element, list[str]] = field(default_factory=dict)
    """The names of those that begin in a paragraph; one that begins in an empty paragraph begins in
    the next that it holds text of."""
    end: dict[Element, list[str]] = field(default_factory=dict)
    """The names of those whose text ends in a paragraph, where it begins in an earlier one."""

    @classmethod
    def of(cls, root: Element) -> "Bookmarks":
        """Those of the part with this root."""
        bookmarks = cls()
        begun: dict[str, _Bookmark] = {}
        between: list[_Bookmark] = []  # those that begin before the next paragraph
        empty: list[_Bookmark] = []  # those that hold no text yet
        last: Element | None = None  # the last paragraph with text
        for each in root.iter(_PARAGRAPH, _START, _END, *_HELD):
            above = each if each.tag == _PARAGRAPH else next(each.iterancestors(_PARAGRAPH), None)
            if each.tag == _START:
                bookmark = _Bookmark(each.get(w("name"), "").lower(), above)
                begun[each.get(w("id"), "")] = bookmark
                empty.append(bookmark)
                if above is None:
                    between.append(bookmark)
            elif each.tag == _END:
                ended = begun.pop(each.get(w("id"), ""), None)
                if ended is not None:
                    bookmarks._add(ended, last)
            elif each.tag == _PARAGRAPH:
                for bookmark in between:
                    bookmark.paragraph = each
                between.clear()
            elif above is not None:
                for bookmark in empty:
                    bookmark.first = bookmark.paragraph if bookmark.paragraph is last else above
                empty.clear()
                last = above
        for bookmark in begun.values():
            bookmarks._add(bookmark, bookmark.first)
        return bookmarks

    def _add(self, bookmark: _Bookmark, last: Element | None) -> None:
        first = bookmark.paragraph if bookmark.first is None else bookmark.first
        if first is not None:
            self.begin.setdefault(first, []).append(bookmark.name)
        if bookmark.first is not None and last is not None and last is not first:
            self.end.setdefault(last, []).append(bookmark.name)


def filled_bookmarks(roots: Iterable[Element]) -> set[str]:
    """The names of the bookmarks that hold text, or anything else that prints."""
    found: set[str] = set()
    for root in roots:
        empty: dict[str, str] = {}  # those that have begun and hold nothing yet: id and name
        for each in root.iter(_START, _END, *_HELD):
            if each.tag == _START:
                empty[each.get(w("id"), "")] = each.get(w("name"), "").lower()
            elif each.tag == _END:
                empty.pop(each.get(w("id"), ""), None)
            elif empty:
                found.update(empty.values())
                empty.clear()
    return found
