"""The lists of a document as its numbering part defines them (ECMA-376 Part 1, 17.9): how each
level is numbered.

It counts nothing.
"""

from dataclasses import dataclass, field, replace

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

LEVELS = 9


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


_UNTOLD = Level()


@dataclass(slots=True)
class NumberedList:
    """A `w:num`: a numbering with what it changes in it."""

    counts: str
    """The abstract numbering; lists of one count together."""
    levels: dict[int, Level]
    starts: dict[int, int]
    """What it begins at, by level, the first time that it is used there."""

    def level(self, at: int) -> Level:
        """The level at `at`, from 0; one without a text where the file says nothing of it."""
        return self.levels.get(at, _UNTOLD)


@dataclass(slots=True)
class Lists:
    """All lists of a document."""

    by_id: dict[int, NumberedList] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    """A list of each name that a LISTNUM field may call, in small letters."""

    @classmethod
    def of(cls, root: Element | None, styles: Styles) -> "Lists":
        """The lists in the root of a numbering part; none where there is no such part."""
        lists = cls()
        if root is None:
            return lists
        definitions = _Definitions(root, styles)
        for id_, each in definitions.nums.items():
            found = definitions.followed(value(each, "abstractNumId") or "")
            if found is not None:
                abstract = definitions.abstract[found]
                lists.by_id[id_] = _list(abstract, found, each)
                name = value(abstract, "name") or ""
                lists.names.setdefault(name.lower(), id_)
        return lists


class _Definitions:
    """What a numbering part defines."""

    def __init__(self, root: Element, styles: Styles) -> None:
        self._styles = styles
        self.abstract: dict[str, Element] = {}
        self._of_style: dict[str, str] = {}
        for each in root.iterfind(w("abstractNum")):
            id_ = each.get(w("abstractNumId"), "")
            self.abstract[id_] = each
            if (style := value(each, "styleLink")) is not None:
                self._of_style[style] = id_
        self.nums: dict[int, Element] = {}
        for each in root.iterfind(w("num")):
            num_id = whole(each.get(w("numId")))
            if num_id is not None:
                self.nums[num_id] = each

    def followed(self, id_: str) -> str | None:
        """The abstract numbering that has the levels: one may only point to a style whose list has
        them (17.9.21), or to one that no list but that of its own numbering knows (17.9.27); None
        where none has any.
        """
        found: str | None = None
        for _ in range(LEVELS):
            if id_ not in self.abstract:
                break
            if child(self.abstract[id_], "lvl") is not None:
                found = id_
            link = value(self.abstract[id_], "numStyleLink")
            if link is None:
                break
            id_ = self._linked(link)
        return found

    def _linked(self, style: str) -> str:
        """The abstract numbering that a style leads to; "" where it leads to none."""
        list_ = self._styles.list_of(style)
        if list_ is not None and list_ in self.nums:
            return value(self.nums[list_], "abstractNumId") or ""
        return self._of_style.get(style, "")


def _list(abstract: Element, id_: str, num: Element) -> NumberedList:
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
    return NumberedList(id_, levels, starts)


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
