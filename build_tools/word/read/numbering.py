"""The automatic numbers of paragraphs, counted as Word counts them (ECMA-376 Part 1, 17.9).

In: the lists, and the properties of each paragraph that is printed, in reading order. Out: the
label that Word prints before it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from build_tools.word.read.limits import LABEL_TEXT, LABELS, Allowance, within
from build_tools.word.read.lists import LEVELS, Lists, NumberedList
from build_tools.word.read.numerals import numeral
from build_tools.word.read.ooxml import Element, number
from build_tools.word.read.styles import Styles
from build_tools.word.read.symbols import readable

LEVEL_NUMBER = re.compile(r"%([1-9])")
"""Where the text of a level has the number of a level."""
_NEVER_LEGAL = ("none", "decimalZero")
"""What legal numbering leaves as it is: Word's own list of articles prints "Section 1.01"."""
_WORDS = re.compile(r"[^\W\d_]+|\s+")


@dataclass(frozen=True, slots=True)
class ListLabel:
    """What stands before the text of a paragraph."""

    text: str
    bullet: bool = False
    """Whether it is a sign and not a number; which sign, is layout."""
    level: int = 0
    """Of its list, from 0."""
    glued: bool = False
    """Whether nothing stands between it and the text."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a paragraph stands in its list."""

    list_id: int
    level: int
    counted: tuple[int | None, ...]
    """How far each level had been counted with it."""


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has been counted."""

    styles: Styles
    lists: Lists
    unknown: set[str] = field(default_factory=set)
    """What could not be numbered, for the report: formats and lists that the file does not
    explain."""
    _allowance: Allowance = field(default_factory=Allowance)
    position: Position | None = None
    """Where the paragraph that was asked for last stands; None where it has no number."""
    counted: int = 0
    """How many paragraphs have been counted."""
    _counters: dict[str, list[int | None]] = field(default_factory=dict)
    _history: dict[str, list[tuple[int, Position]]] = field(default_factory=dict)

    def list_level(self, properties: Element | None) -> tuple[int, int] | None:
        """The list of a paragraph and its level there; None for one without a number."""
        style = self.styles.paragraph_style(properties)
        inherited = self.styles.list_of(style)
        own = number(properties, "numPr", "numId")
        list_ = inherited if own is None else own
        if not list_:
            return None
        if list_ not in self.lists.by_id:
            self.unknown.add(
                f"list {list_} is not explained in the file: its paragraphs are without numbers"
            )
            return None
        level = number(properties, "numPr", "ilvl")
        if level is None and own is None:
            level = self._level_of_style(list_, style)
        return list_, min(max(level or 0, 0), LEVELS - 1)

    def _level_of_style(self, list_: int, style: str | None) -> int | None:
        """The level of the nearest style that says one, of those that the style is based on; in a
        style the level that names it decides, not what it says itself.
        """
        levels = self.lists.by_id[list_].levels
        by_style = {level.style: at for at, level in levels.items() if level.style}
        for each in self.styles.chain(style):
            if each.id in by_style:
                return by_style[each.id]
            if (said := number(each.paragraph, "numPr", "ilvl")) is not None:
                return said
        return None

    def label(self, properties: Element | None) -> ListLabel | None:
        """Count a paragraph, and give what Word prints before it; None for one without a number."""
        found = self.list_level(properties)
        if found is None:
            self.position = None
            return None
        label = self._count(*found)
        list_ = self.lists.by_id[found[0]]
        self.position = Position(*found, tuple(self._counted(list_)))
        self.counted += 1
        self._history.setdefault(list_.counts, []).append((self.counted, self.position))
        return label

    def skip(self) -> None:
        """Pass over a paragraph that is not numbered, whatever its properties say."""
        self.position = None

    def history(self, position: Position) -> Sequence[tuple[int, Position]]:
        """The paragraphs that have been counted in the list of one, each with how many had been
        counted in all.
        """
        return self._history[self.lists.by_id[position.list_id].counts]

    def number(self, position: Position, at: int, *, bare: bool) -> str:
        """What stood before the paragraph on the level `at` that another stands on or under;
        without its words where it is to be `bare`.
        """
        list_ = self.lists.by_id[position.list_id]
        text = list_.level(at).text
        return self._text(list_, at, position.counted, _WORDS.sub("", text) if bare else text)

    def field(
        self, name: str, level: int | None, start: int | None, properties: Element | None
    ) -> str | None:
        """Count a number within a text, as a LISTNUM field has it (17.16.5.33); None where its list
        is not known.
        """
        own = self.list_level(properties)
        list_ = self._list_of_field(name, own[0] if own else None)
        if list_ is None:
            return None
        below_own = own[1] + 1 if own else 0
        at = level - 1 if level else below_own
        if not 0 <= at < LEVELS:
            return None
        if start is not None:
            self._counted(self.lists.by_id[list_])[at] = start - 1
        return self._count(list_, at).text

    def _list_of_field(self, name: str, own: int | None) -> int | None:
        """The list that a field names, or that of its paragraph where it names none or one that
        counts with it.
        """
        if not name:
            return own
        named = self.lists.names.get(name.lower())
        if not named:
            return None
        if own is not None and self.lists.by_id[named].counts == self.lists.by_id[own].counts:
            return own
        return named

    def _counted(self, list_: NumberedList) -> list[int | None]:
        return self._counters.setdefault(list_.counts, [None] * LEVELS)

    def _count(self, id_: int, at: int) -> ListLabel:
        """Count one paragraph on a level of a list, and give its label."""
        list_ = self.lists.by_id[id_]
        if at not in list_.levels:
            self.unknown.add(f"the file does not say how level {at + 1} of list {id_} is numbered")
        counted = self._counted(list_)
        for above in range(at):
            if counted[above] is None:  # a level that was passed over counts as begun
                counted[above] = list_.starts.pop(above, list_.level(above).start)
        before = counted[at]
        if at in list_.starts:
            counted[at] = list_.starts.pop(at)
        else:
            counted[at] = list_.level(at).start if before is None else before + 1
        for below in range(at + 1, LEVELS):
            restart = list_.level(below).restart
            if restart is None or at < restart:
                counted[below] = None
        level = list_.level(at)
        text = self._text(list_, at, counted, level.text)
        return ListLabel(text, bullet=level.form == "bullet", level=at, glued=level.glued)

    def _text(
        self, list_: NumberedList, at: int, counted: Sequence[int | None], pattern: str
    ) -> str:
        """The text of a level with its numbers in the places that `pattern` has for them."""
        level = list_.level(at)

        def numbered(found: re.Match[str]) -> str:
            index = int(found[1]) - 1
            other = list_.level(index)
            form = "decimal" if level.legal and other.form not in _NEVER_LEGAL else other.form
            count = counted[index]
            return self._numeral(other.start if count is None else count, form, other.pattern)

        within(len(pattern), LABEL_TEXT, "letters in the text of a level of a list")
        text = readable(LEVEL_NUMBER.sub(numbered, pattern)).strip()
        self._allowance.use(len(text), LABELS, "characters in the numbers of paragraphs")
        return text

    def _numeral(self, count: int, form: str, pattern: str | None) -> str:
        within(len(pattern or ""), LABEL_TEXT, "letters in the pattern of the numbers of a list")
        found = numeral(count, form, pattern)
        if found is None:
            self.unknown.add(f"numbers in the format “{form}” are written as digits")
            return str(count)
        return found
