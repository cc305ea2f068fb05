"""The styles of a document: what a style says of numbering, of headings and of how its text is
marked.

Each question goes up the chain of `basedOn` to the first style that answers it (ECMA-376 Part 1,
17.7).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from build_tools.word.read.limits import BASED_ON, within
from build_tools.word.read.ooxml import Element, child, is_on, number, switch, value, w, whole

_MONOSPACED = re.compile(
    r"courier|consolas|menlo|monaco|lucida (?:console|sans typewriter)|(?:\bmono\b)|andale mono"
    r"|monospace|cascadia (?:code|mono)|source code",
    re.IGNORECASE,
)
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_BODY_LEVEL = 9
"""The outline level of text that is no heading (17.3.1.20)."""


@dataclass(frozen=True, slots=True)
class Style:
    """What one style says of its own."""

    id: str
    name: str
    based_on: str | None
    paragraph: Element | None
    """Its `w:pPr`."""
    run: Element | None
    """Its `w:rPr`."""


@dataclass(slots=True)
class Styles:
    """All styles of a document, by id."""

    by_id: dict[str, Style] = field(default_factory=dict)
    default_paragraph: str | None = None
    default_run: Element | None = None
    _answers: dict[tuple[str | None, str], bool | None] = field(default_factory=dict)
    """By style and question, so that each chain is gone up once."""

    @classmethod
    def of(cls, root: Element | None) -> "Styles":
        """The styles in the root of a styles part; none where there is no such part."""
        styles = cls()
        if root is None:
            return styles
        styles.default_run = child(root, "docDefaults", "rPrDefault", "rPr")
        for each in root.iter(w("style")):
            id_ = each.get(w("styleId"), "")
            style = Style(
                id=id_,
                name=value(each, "name") or "",
                based_on=value(each, "basedOn"),
                paragraph=child(each, "pPr"),
                run=child(each, "rPr"),
            )
            styles.by_id.setdefault(id_, style)
            if each.get(w("type")) == "paragraph" and is_on(each, "default"):
                styles.default_paragraph = id_
        styles._refuse_long_chains()
        return styles

    def _refuse_long_chains(self) -> None:
        """LimitError where more styles than any document has are each based on the next."""
        lengths: dict[str | None, int] = {}
        for id_ in self.by_id:
            chain: list[str] = []
            next_: str | None = id_
            while next_ in self.by_id and next_ not in lengths and len(chain) <= BASED_ON:
                chain.append(next_)
                next_ = self.by_id[next_].based_on
                if next_ in chain:  # in a circle, which ends by itself
                    break
            for each in reversed(chain):
                lengths[each] = lengths.get(self.by_id[each].based_on, 0) + 1
            within(lengths[id_], BASED_ON, "styles each based on the next")

    def chain(self, id_: str | None) -> Iterator[Style]:
        """The style, the one that it is based on, and so on; each once, even if they go round in a
        circle.
        """
        seen: set[str] = set()
        while id_ is not None and id_ in self.by_id and id_ not in seen:
            seen.add(id_)
            yield self.by_id[id_]
            id_ = self.by_id[id_].based_on

    def name(self, id_: str | None) -> str:
        """What a style is called, in small letters; "" for one that is not there."""
        style = None if id_ is None else self.by_id.get(id_)
        return "" if style is None else style.name.strip().lower()

    def paragraph_style(self, properties: Element | None) -> str | None:
        """The id of the style that a paragraph with these properties has."""
        named = value(properties, "pStyle")
        return named if named in self.by_id else self.default_paragraph

    def level(self, id_: str | None) -> int:
        """The level of the headings of a style, from 1; 0 for a style of other text."""
        for style in self.chain(id_):
            outline = number(style.paragraph, "outlineLvl")
            if outline is not None:
                return heading_level(outline)
            if found := _HEADING.fullmatch(style.name.strip()):
                return int(found[1])
            if style.name.strip().lower() == "title":
                return 1
        return 0

    def indent(self, properties: Element | None) -> int:
        """How far from the margin the text of a paragraph with such properties stands, in
        twentieths of a point.
        """
        own = _left(properties)
        return self.style_indent(self.paragraph_style(properties)) if own is None else own

    def style_indent(self, id_: str | None) -> int:
        """The same for a style: that of the nearest that says one."""
        lefts = (_left(style.paragraph) for style in self.chain(id_))
        return next((left for left in lefts if left is not None), 0)

    def list_of(self, id_: str | None) -> int | None:
        """The list that a style gives its paragraphs; that of the nearest style that names one."""
        for style in self.chain(id_):
            found = number(style.paragraph, "numPr", "numId")
            if found is not None:
                return found
        return None

    def toggle(self, id_: str | None, name: str) -> bool:
        """Whether a style turns the toggle property `name` on."""
        key = (id_, name)
        if key not in self._answers:
            answers = (switch(style.run, name) for style in self.chain(id_))
            self._answers[key] = _first_answer(answers)
        return self._answers[key] is True

    def monospaced(self, id_: str | None) -> bool | None:
        """Whether a style sets its text in letters of one width; None where it says nothing of
        letters.
        """
        key = (id_, "monospaced")
        if key not in self._answers:
            answers = (monospaced(style.run) for style in self.chain(id_))
            self._answers[key] = _first_answer(answers)
        return self._answers[key]

    def vertical_align(self, id_: str | None) -> str:
        """Whether a style sets its text as "superscript" or "subscript"; "" where it does not."""
        for style in self.chain(id_):
            if found := value(style.run, "vertAlign"):
                return found
        return ""


def _left(properties: Element | None) -> int | None:
    indent = child(properties, "ind")
    return None if indent is None else whole(indent.get(w("left")) or indent.get(w("start")))


def _first_answer(answers: Iterable[bool | None]) -> bool | None:
    return next((answer for answer in answers if answer is not None), None)


def heading_level(outline_level: int) -> int:
    """The level of the heading, from 1, that has an outline level; 0 for text that is none."""
    return outline_level + 1 if 0 <= outline_level < _BODY_LEVEL else 0


def monospaced(run: Element | None) -> bool | None:
    """Whether run properties set the text in letters of one width; None where they name no
    letters.
    """
    fonts = child(run, "rFonts")
    name = None if fonts is None else (fonts.get(w("ascii")) or fonts.get(w("hAnsi")))
    return None if not name else _MONOSPACED.search(name) is not None
