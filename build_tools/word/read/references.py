"""Cross-references to the numbers of paragraphs: what each REF field shows, held against the
numbers that the importer has counted (ECMA-376 Part 1, 17.16.5.51).

Word computes such a field only when it is told to, so that a draft shows the numbers of yesterday.
What a field refers to may stand further down: the comparison is made when all has been read.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from build_tools.word.read.lists import NumberedList
from build_tools.word.read.numbering import LEVEL_NUMBER, Numbering, Position
from build_tools.word.read.report import Report, shortened

_FORMS = {"\\n": "own", "\\r": "relative", "\\w": "full"}
_FORMATS = frozenset(("mergeformat", "charformat"))
"""General switches that leave the words of a result as they are."""
_HARMLESS = frozenset(("\\h", "\\f", "\\p"))
_PLACE = re.compile(r"\s*\b(?:above|below)$")
"""What the switch `\\p` adds to a number: whether that stands before or behind."""
_TOKEN = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a field asks for."""

    bookmark: str
    form: str
    """Which of the numbers above a paragraph's own stand before it: none where it is "own", those
    that the place of the field does not share where it is "relative", all where it is "full"."""
    bare: bool
    """Whether words are left out of the number, as "Schedule" of "Schedule 1"."""


@dataclass(frozen=True, slots=True)
class _Reference:
    wanted: Wanted
    shown: str
    place: str
    """What is shown behind the number: " above", or nothing."""
    paragraph: int
    """Where it stands, as the report counts."""
    counted: int
    """How many paragraphs had been counted there."""


def wanted_number(words: Sequence[str]) -> Wanted | None:
    """The number that a field with such an instruction shows; None for any other field, and for one
    that does something to the number which is not done here.
    """
    if len(words) < 2 or words[0].upper() != "REF":
        return None
    form, bare, format_follows = "", False, False
    for word in (each.lower() for each in words[2:]):
        if format_follows:
            if word not in _FORMATS:
                return None
            format_follows = False
        elif word == "\\*":
            format_follows = True
        elif word == "\\t":
            bare = True
        elif word in _FORMS:
            form = _FORMS[word]
        elif word not in _HARMLESS:
            return None
    return Wanted(words[1].lower(), form, bare) if form else None


@dataclass(slots=True)
class References:
    """The cross-references of a document that show a number, and what they refer to."""

    numbering: Numbering
    emptied: frozenset[str] = frozenset()
    """Bookmarks whose text went with the tracked changes: nothing is left to refer to."""
    rewritten: Mapping[int, str] = field(default_factory=dict)
    """What is written in the place of what a reference shows, by its place among them."""
    _targets: dict[str, Position | None] = field(default_factory=dict)
    """The first paragraph of each bookmark."""
    _ends: dict[str, Position | None] = field(default_factory=dict)
    """The last, where that is another."""
    _found: dict[int, _Reference] = field(default_factory=dict)
    _begun: int = 0

    def begin_target(self, bookmark: str) -> None:
        """The paragraph that was numbered last, or has no number, is the first of a bookmark."""
        self._targets.setdefault(bookmark, self.numbering.position)

    def end_target(self, bookmark: str) -> None:
        """The same paragraph is the last of it."""
        self._ends.setdefault(bookmark, self.numbering.position)

    def begin(self) -> int:
        """The place of the reference that begins here among all of them."""
        self._begun += 1
        return self._begun

    def add(self, place: int, wanted: Wanted, shown: str, paragraph: int) -> None:
        """A reference has been read; `shown` is what the file last showed."""
        shown = shown.strip()
        behind = _PLACE.search(shown)
        number = shown[: behind.start()] if behind else shown
        counted = self.numbering.counted
        self._found[place] = _Reference(wanted, number, shown[len(number) :], paragraph, counted)

    def corrections(self, *, renumber: bool) -> dict[int, str]:
        """The numbers that are to be written: if `renumber` says so, where the file shows another
        or none.

        A bookmark that runs from one numbered paragraph to another is left alone: it comes about
        when a paragraph is put in before the one that is meant.
        """
        found: dict[int, str] = {}
        for place, each in self._found.items() if renumber else ():
            number = self._number(each)
            if number and not self._last_number(each) and not _same(number, each.shown):
                found[place] = number + each.place
        return found

    def report_to(self, report: Report) -> None:
        """Remark on each reference that does not show what it refers to."""
        for place, each in self._found.items():
            number = self._number(each)
            if number is None or not _same(number, each.shown):
                report.warn_at(each.paragraph, self._remark(place, each, number))

    def _remark(self, place: int, reference: _Reference, number: str | None) -> str:
        shown = f"“{shortened(reference.shown)}”" if reference.shown else "nothing"
        if place in self.rewritten:
            return f"a cross-reference that showed {shown} is written as {number}, its number now"
        if number is None:
            says = "what it refers to is not in this text"
        elif last := self._last_number(reference):
            says = f"what it refers to runs from {number or 'what has no number'} to {last}"
        elif number:
            says = f"what it refers to has the number {number}"
        else:
            says = "what it refers to has no number"
        return f"a cross-reference shows {shown}; {says}"

    def _number(self, reference: _Reference) -> str | None:
        """What a reference has to show; "" where what it refers to has no number, None where that
        is not there.
        """
        bookmark = reference.wanted.bookmark
        if bookmark not in self._targets or bookmark in self.emptied:
            return None
        return self._number_at(self._targets[bookmark], reference)

    def _last_number(self, reference: _Reference) -> str:
        """The number at the end of what is referred to, where that has another than its beginning;
        "" where it has none.
        """
        return self._number_at(self._ends.get(reference.wanted.bookmark), reference)

    def _number_at(self, target: Position | None, reference: _Reference) -> str:
        if target is None:
            return ""
        wanted = reference.wanted
        least = {"own": target.level, "full": 0}.get(wanted.form)
        if least is None:
            least = self._shared_levels(target, reference.counted)
        return self._composed(target, least, bare=wanted.bare)

    def _shared_levels(self, target: Position, counted: int) -> int:
        """How many levels of a number the place of a reference shares, which it need not repeat: it
        stands under the last paragraph of the same list before it.
        """
        history = self.numbering.history(target)
        before = bisect_right(history, counted, key=lambda each: each[0])
        if not before:
            return 0
        here = history[before - 1][1]
        shared = 0
        for ours, theirs in zip(
            target.counted[: target.level + 1], here.counted[: here.level + 1], strict=False
        ):
            if ours != theirs:
                break
            shared += 1
        return shared

    def _composed(self, target: Position, least: int, *, bare: bool) -> str:
        """The number of a paragraph after those of the levels above it, from `least` on, that are
        no part of it: "1(a)" of "1." and "(a)", "1.a" of "1." and "a.".
        """
        list_ = self.numbering.lists.by_id[target.list_id]
        at, number = target.level, ""
        while True:
            piece = self.numbering.number(target, at, bare=bare)
            if not number[:1].isalnum():
                piece = piece.rstrip(".")
            glued = piece[-1:].isalnum() and number[:1].isalnum()
            number = f"{piece} {number}" if glued else piece + number
            at = _lowest(list_, at) - 1
            if at < least:
                return number


def _lowest(list_: NumberedList, at: int) -> int:
    """The lowest level that the number of a level holds."""
    levels = [int(each) - 1 for each in LEVEL_NUMBER.findall(list_.level(at).text)]
    return min(at, *levels) if levels else at


def _same(number: str, shown: str) -> bool:
    """Whether two numbers differ in signs alone, or in spaces; "0" stands for none."""
    number = number or "0"
    return _TOKEN.findall(number) == _TOKEN.findall(shown) or _solid(number) == _solid(shown)


def _solid(number: str) -> list[str]:
    return _TOKEN.findall("".join(number.split()))
