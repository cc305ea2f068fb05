"""A line of a direction, read from the left: what stands next is taken off, or is unreadable."""

import re
from collections.abc import Collection

from build_tools.model.instructions import WordEdit, WordsOperation

_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth"),
    *("sixth", "seventh", "eighth", "ninth", "tenth"),
)
_WHICH = re.compile(r" \(the (?:(\d{1,9})(?:st|nd|rd|th)|(\w+)) time it occurs\)")
_LINE_NAME = re.compile(
    r"the (row for “[^“”«»]+”|column “[^“”«»]+”|heading row(?: \d+)?)|(row \d+|column \d+)"
)
_FORMS: dict[str, tuple[WordsOperation, str]] = {
    "for ": ("substitute", " substitute "),
    "after ": ("insert", " insert "),
    "omit ": ("omit", ""),
    "at the beginning insert ": ("begin", ""),
    "at the end insert ": ("end", ""),
    "insert ": ("fill", ""),
}
"""How an edit of words begins, and what stands between the two quotations of one that has two."""


class UnreadableError(Exception):
    """Words that say nothing which can be carried out; the message says why."""


class Phrase:
    """What is left of a line; `places` are the citations that may stand in it."""

    def __init__(self, words: str, places: Collection[str]) -> None:
        self._rest = words
        self._places = places

    def another(self, words: str) -> "Phrase":
        """Other words in which the same citations may stand."""
        return Phrase(words, self._places)

    def skip(self, words: str) -> bool:
        """Whether these words stand next, which are then taken off."""
        if not self._rest.startswith(words):
            return False
        self._rest = self._rest[len(words) :]
        return True

    def skip_to_line(self, words: str) -> bool:
        """The same where the name of a row or a column follows them."""
        follows = self._rest[len(words) :]
        return _LINE_NAME.match(follows) is not None and self.skip(words)

    def need(self, words: str) -> None:
        """Take these words off; UnreadableError where others stand next."""
        if not self.skip(words):
            raise UnreadableError(f"“{words.strip()}” is missing before “{self._rest[:40]}”")

    def end(self) -> None:
        """UnreadableError where anything is left."""
        if self._rest:
            raise UnreadableError(f"“{self._rest[:40]}” is too much")

    def place(self) -> str:
        """The longest citation that stands next."""
        found = [place for place in self._places if self._rest.startswith(place)]
        if not found:
            raise UnreadableError(f"no provision of the old text is called “{self._rest[:40]}”")
        longest = max(found, key=len)
        self.need(longest)
        return longest

    def line_name(self) -> str:
        """The name of a row or a column."""
        found = _LINE_NAME.match(self._rest)
        if found is None:
            raise UnreadableError(f"“{self._rest[:40]}” is no row and no column")
        self.need(found[0])
        return found[1] or found[2]

    def level(self) -> int:
        """The level of a heading."""
        found = re.match(r"[1-6](?!\d)", self._rest)
        if found is None:
            raise UnreadableError(f"a level from 1 to 6 is missing before “{self._rest[:40]}”")
        self.need(found[0])
        return int(found[0])

    def quotation(self) -> str:
        """What stands between quotation marks, which may be nested."""
        marks = {"“": "”", "«": "»"}
        opening = self._rest[:1]
        if opening not in marks:
            raise UnreadableError(f"a quotation is missing before “{self._rest[:40]}”")
        depth = 0
        for at, char in enumerate(self._rest):
            depth += (char == opening) - (char == marks[opening])
            if not depth:
                words, self._rest = self._rest[1:at], self._rest[at + 1 :]
                return words
        raise UnreadableError("a quotation has no end")

    def edit(self) -> WordEdit:
        """What is done to words."""
        for begins, (operation, between) in _FORMS.items():
            if not self.skip(begins):
                continue
            if operation in ("begin", "end", "fill"):
                return WordEdit(operation=operation, words=self.quotation())
            quoted, occurrence = self.quotation(), self._occurrence()
            if operation == "omit":
                return WordEdit(operation=operation, quoted=quoted, occurrence=occurrence)
            self.need(between)
            return WordEdit(
                operation=operation, quoted=quoted, occurrence=occurrence, words=self.quotation()
            )
        raise UnreadableError(f"“{self._rest[:40]}” is no edit of words that is known")

    def _occurrence(self) -> int:
        found = _WHICH.match(self._rest)
        if found is None:
            return 0
        self.need(found[0])
        if found[1]:
            return int(found[1])
        if found[2] not in _ORDINALS:
            raise UnreadableError(f"“{found[2]}” is no place that can be counted")
        return _ORDINALS.index(found[2]) + 1
