"""The automatic numbers of paragraphs, counted as Word counts them (ECMA-376 Part 1, 17.9).

In: the properties of each paragraph that is printed, in reading order. Out: the label that Word
prints before it.
"""

import re
from dataclasses import dataclass, field, replace

from build_tools.word.read.numerals import numeral
from build_tools.word.read.ooxml import (
    ALTERNATIVES,
    CHOICE,
    Element,
    child,
    number,
    switch,
    value,
    w,
    whole,
)
from build_tools.word.read.styles import Styles
from build_tools.word.read.symbols import readable

LEVELS = 9
_LEVEL_NUMBER = re.compile(r"%([1-9])")


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
class Level:
    """How one level of a list is numbered."""

    start: int = 0
    form: str = "decimal"
    pattern: str | None = None
    text: str = ""
    legal: bool = False
    restart: int | None = None
    """The level, from 1, whose use begins it anew: 0 for none; None for any above it."""
    glued: bool = False
    style: str | None = None
    """The paragraph style that stands on this level."""


@dataclass(slots=True)
class _List:
    """A `w:num`: a numbering with what it changes in it."""

    counts: str
    """The abstract numbering; lists of one count together."""
    levels: dict[int, Level]
    starts: dict[int, int]
    """What it begins at, by level, the first time that it is used there."""


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has been counted."""

    styles: Styles
    unknown: set[str] = field(default_factory=set)
    """What could not be numbered, for the report: formats and lists that the file does not
    explain."""
    _lists: dict[int, _List] = field(default_factory=dict)
    _names: dict[str, int] = field(default_factory=dict)
    """A list of each name that a LISTNUM field may call, in small letters."""
    _counters: dict[str, list[int | None]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element | None, styles: Styles) -> "Numbering":
        """The lists in the root of a numbering part; none where there is no such part."""
        numbering = cls(styles)
        if root is None:
            return numbering
        definitions = root.iterfind(w("abstractNum"))
        abstract = {each.get(w("abstractNumId"), ""): each for each in definitions}
        nums: dict[int, Element] = {}
        for each in root.iterfind(w("num")):
            id_ = whole(each.get(w("numId")))
            if id_ is not None:
                nums[id_] = each
        for id_, each in nums.items():
            found = _followed(abstract, nums, styles, value(each, "abstractNumId") or "")
            if found is not None:
                numbering._lists[id_] = _list(abstract[found], found, each)
                name = value(abstract[found], "name") or ""
                numbering._names.setdefault(name.lower(), id_)
        return numbering

    def list_level(self, properties: Element | None) -> tuple[int, int] | None:
        """The list of a paragraph and its level there; None for one without a number."""
        style = self.styles.paragraph_style(properties)
        inherited, styled_level = self.styles.numbering(style)
        own = number(properties, "numPr", "numId")
        list_ = inherited if own is None else own
        if not list_:
            return None
        if list_ not in self._lists:
            self.unknown.add(
                f"list {list_} is not explained in the file: its paragraphs are without numbers"
            )
            return None
        level = number(properties, "numPr", "ilvl")
        if level is None and own is None:
            level = self._level_of_style(list_, style, styled_level)
        return list_, min(max(level or 0, 0), LEVELS - 1)

    def _level_of_style(self, list_: int, style: str | None, default: int | None) -> int | None:
        """The level that names the style, or the nearest that it is based on; that decides, not
        what the style says.
        """
        levels = self._lists[list_].levels
        by_style = {level.style: at for at, level in levels.items() if level.style}
        for each in self.styles.chain(style):
            if each.id in by_style:
                return by_style[each.id]
        return default

    def label(self, properties: Element | None) -> ListLabel | None:
        """Count a paragraph, and give what Word prints before it; None for one without a number."""
        found = self.list_level(properties)
        return None if found is None else self._count(*found)

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
            self._counted(self._lists[list_])[at] = start - 1
        return self._count(list_, at).text

    def _list_of_field(self, name: str, own: int | None) -> int | None:
        """The list that a field names, or that of its paragraph where it names none or one that
        counts with it.
        """
        if not name:
            return own
        named = self._names.get(name.lower())
        if not named:
            return None
        if own is not None and self._lists[named].counts == self._lists[own].counts:
            return own
        return named

    def _counted(self, list_: _List) -> list[int | None]:
        return self._counters.setdefault(list_.counts, [None] * LEVELS)

    def _count(self, id_: int, at: int) -> ListLabel:
        """Count one paragraph on a level of a list, and give its label."""
        list_ = self._lists[id_]
        counted = self._counted(list_)
        for above in range(at):
            if counted[above] is None:  # a level that was passed over counts as begun
                counted[above] = list_.starts.pop(above, _level(list_, above).start)
        before = counted[at]
        if at in list_.starts:
            counted[at] = list_.starts.pop(at)
        else:
            counted[at] = _level(list_, at).start if before is None else before + 1
        for below in range(at + 1, LEVELS):
            restart = _level(list_, below).restart
            if restart is None or at < restart:
                counted[below] = None
        return self._printed(list_, at, counted)

    def _printed(self, list_: _List, at: int, counted: list[int | None]) -> ListLabel:
        level = _level(list_, at)

        def numbered(found: re.Match[str]) -> str:
            index = int(found[1]) - 1
            other = _level(list_, index)
            form = "decimal" if level.legal and other.form != "none" else other.form
            count = counted[index]
            return self._numeral(other.start if count is None else count, form, other.pattern)

        text = readable(_LEVEL_NUMBER.sub(numbered, level.text)).strip()
        return ListLabel(text, bullet=level.form == "bullet", level=at, glued=level.glued)

    def _numeral(self, count: int, form: str, pattern: str | None) -> str:
        found = numeral(count, form, pattern)
        if found is None:
            self.unknown.add(f"numbers in the format “{form}” are written as digits")
            return str(count)
        return found


def _level(list_: _List, at: int) -> Level:
    return list_.levels.get(at, _UNTOLD)


_UNTOLD = Level()


def _followed(
    abstract: dict[str, Element], nums: dict[int, Element], styles: Styles, id_: str
) -> str | None:
    """The abstract numbering that has the levels: one may only point to a style whose list has them
    (17.9.21).
    """
    for _ in range(LEVELS):
        if id_ not in abstract:
            return None
        link = value(abstract[id_], "numStyleLink")
        if link is None:
            return id_
        list_, _level_said = styles.numbering(link)
        if list_ is None or list_ not in nums:
            return id_
        id_ = value(nums[list_], "abstractNumId") or ""
    return None


def _list(abstract: Element, id_: str, num: Element) -> _List:
    levels = dict(_read_level(each) for each in abstract.iterfind(w("lvl")))
    starts: dict[int, int] = {}
    for override in num.iterfind(w("lvlOverride")):
        at = whole(override.get(w("ilvl"))) or 0
        replaced = child(override, "lvl")
        if replaced is not None:
            levels[at] = _read_level(replaced)[1]
        start = number(override, "startOverride")
        if start is not None:  # also whenever the level begins anew (17.9.26)
            starts[at] = start
            levels[at] = replace(levels.get(at, _UNTOLD), start=start)
    return _List(id_, levels, starts)


def _read_level(element: Element) -> tuple[int, Level]:
    form = child(element, "numFmt")
    if form is None and (alternatives := element.find(ALTERNATIVES)) is not None:
        form = child(alternatives.find(CHOICE), "numFmt")
    return whole(element.get(w("ilvl"))) or 0, Level(
        start=number(element, "start") or 0,
        form="decimal" if form is None else form.get(w("val"), "decimal"),
        pattern=None if form is None else form.get(w("format")),
        text=value(element, "lvlText") or "",
        legal=bool(switch(element, "isLgl")),
        restart=number(element, "lvlRestart"),
        glued=value(element, "suff") == "nothing",
        style=value(element, "pStyle"),
    )
