"""Fields (ECMA-376 Part 1, 17.16): which are whole, what one shows that has no stored result, where
one leads.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from build_tools.word.read.limits import NESTED_FIELDS, within
from build_tools.word.read.numbering import Numbering
from build_tools.word.read.ooxml import (
    ALTERNATIVES,
    Element,
    child,
    local,
    number,
    switch,
    taken_alternative,
    value,
    w,
    whole,
)
from build_tools.word.read.references import References, Wanted, wanted_number
from build_tools.word.read.symbols import symbol

_READ_THROUGH = frozenset(
    "document body footnotes endnotes tbl tr tc p r hyperlink fldSimple ruby rubyBase sdt"
    " sdtContent customXml smartTag dir bdo ins moveTo AlternateContent Choice Fallback".split()
)
"""What is read with all that stands in it, in the order of the file; a note is by itself."""
_WORD = re.compile(r'"([^"]*)"|([^\s"]+)')
CONTENTS = frozenset(("TOC",))
"""Fields whose result repeats the headings with page numbers; the site makes its own."""
_SILENT = frozenset("XE TC TA RD SET ASK PRIVATE ADDIN GOTOBUTTON NEXT NEXTIF SKIPIF".split())
"""Fields that print nothing where they stand."""


@dataclass(slots=True)
class Field:
    """A field that has begun and not ended."""

    begin: Element
    instruction: str = ""
    showing: bool = False
    """Whether its result is being read, no longer its instruction."""
    shown: bool = False
    """Whether its result has printed anything."""
    wanted: Wanted | None = None
    """The number that it has to show, where it is such a cross-reference."""
    place: int = 0
    """Its place among all of them."""
    result: list[str] = field(default_factory=list)
    """What the file last showed of one."""
    written: str | None = None
    """What is written in the place of that."""

    @property
    def words(self) -> tuple[str, ...]:
        """The words of its instruction, those in quotation marks as one."""
        return _words(self.instruction)

    @property
    def name(self) -> str:
        """What kind of field it is, in capitals; "" while nothing is known of it."""
        return next(iter(self.words), "").upper()

    @property
    def address(self) -> str | None:
        """Where a HYPERLINK field leads on the web; None for another field and for a bookmark in
        this document.
        """
        return _address(self.instruction) if self.name == "HYPERLINK" else None


@lru_cache(maxsize=1024)
def _address(instruction: str) -> str | None:
    rest = _words(instruction)[1:]
    address = rest[0] if rest and not rest[0].startswith("\\") else ""
    bookmark = _switch(rest, "\\l")
    return f"{address}#{bookmark}" if address and bookmark else address or None


@dataclass(slots=True)
class OpenFields:
    """The fields of a part that have begun and not ended: one may run over many paragraphs."""

    references: References
    open: list[Field] = field(default_factory=list)

    @property
    def unseen(self) -> bool:
        """Whether what is read now is the instruction of a field, or part of a table of
        contents.
        """
        return any(not each.showing or each.name in CONTENTS for each in self.open)

    def begin(self, begin: Element, instruction: str = "") -> None:
        """A field begins with its instruction."""
        self.open.append(Field(begin, instruction))

    def instruct(self, words: str) -> None:
        """More of the instruction of the innermost field."""
        if self.open and not self.open[-1].showing:
            self.open[-1].instruction += words

    def show(self) -> Field:
        """The result of the innermost field begins."""
        shown = self.open[-1]
        if not shown.showing:
            shown.showing = True
            shown.wanted = None if self.unseen else wanted_number(shown.words)
            if shown.wanted is not None:
                shown.place = self.references.begin()
                shown.written = self.references.rewritten.get(shown.place)
        return shown

    def end(self, paragraph: int) -> Field:
        """The innermost field ends, in a paragraph with such a number; one without a result shows
        nothing.
        """
        ended = self.show()
        if ended.wanted is not None:
            self.references.add(ended.place, ended.wanted, "".join(ended.result), paragraph)
        return self.open.pop()

    def printed(self, text: str) -> str:
        """What is written where a result prints `text`: the same, or what is put in its place."""
        for each in self.open:
            first = not each.shown
            each.shown = True
            if each.wanted is not None:
                each.result.append(text)
            if each.written is not None:
                text = each.written if first else ""
        return text


@lru_cache(maxsize=1024)
def _words(instruction: str) -> tuple[str, ...]:
    found = _WORD.findall(instruction.replace("“", '"').replace("”", '"'))
    return tuple(quoted or bare for quoted, bare in found)


def complete_fields(root: Element) -> set[Element]:
    """The `w:fldChar` elements of `root` that begin or end a field that does both; a half of one is
    no field, nor are two halves of which one stands in a text box or elsewhere apart.

    The elements are kept so that lxml gives the same objects when they are met again.
    """
    found: set[Element] = set()
    begun_in: dict[Element | None, list[Element]] = {}
    for each in root.iter(w("fldChar")):
        begun = begun_in.setdefault(_apart(each), [])
        match each.get(w("fldCharType")):
            case "begin":
                begun.append(each)
                within(len(begun), NESTED_FIELDS, "fields that stand in one another")
            case "end" if begun:
                found |= {begun.pop(), each}
            case "separate" if begun:
                found.add(each)
    return found


def _apart(element: Element) -> Element | None:
    """The outermost element above another that is read by itself or not at all; None where the
    other stands in the run of the text.
    """
    in_paragraph = False
    for above in reversed(list(element.iterancestors())):
        name, parent = local(above), above.getparent()
        if name not in _READ_THROUGH or (in_paragraph and name in ("p", "tbl")):
            return above
        if (
            parent is not None
            and parent.tag == ALTERNATIVES
            and above is not taken_alternative(parent)
        ):
            return above
        in_paragraph = in_paragraph or name == "p"
    return None


def computed_result(ended: Field, numbering: Numbering, properties: Element | None) -> str | None:
    """What a field prints that stores no result; "" for nothing, None where that cannot be told."""
    if not ended.name or ended.name in _SILENT:
        return ""
    show = _SHOWN.get(ended.name)
    return None if show is None else show(ended, numbering, properties)


def _number_in_text(ended: Field, numbering: Numbering, properties: Element | None) -> str | None:
    """LISTNUM: a number of a list of paragraphs, within a text."""
    words = ended.words
    name = words[1] if len(words) > 1 and not words[1].startswith("\\") else ""
    return numbering.field(name, _number(words, "\\l"), _number(words, "\\s"), properties)


def _macro_button(ended: Field, _numbering: Numbering, _properties: Element | None) -> str:
    """MACROBUTTON: the words to click on, which stand after the name of the macro."""
    return re.sub(r"^\s*MACROBUTTON\s*\S*\s*", "", ended.instruction, flags=re.IGNORECASE).strip()


def _check_box(ended: Field, _numbering: Numbering, _properties: Element | None) -> str:
    """FORMCHECKBOX."""
    box = child(ended.begin, "ffData", "checkBox")
    checked = switch(box, "checked")
    if checked is None:
        checked = switch(box, "default")
    return "☒" if checked else "☐"


def _switch(words: Iterable[str], name: str) -> str | None:
    """The word after the switch `name`, or its digits where they are joined to it."""
    follows = False
    for word in words:
        if follows:
            return word
        if word.lower() == name:
            follows = True
        elif word.lower().startswith(name) and word[len(name) :].isdigit():
            return word[len(name) :]
    return None


def _number(words: Iterable[str], name: str) -> int | None:
    return whole(_switch(words, name))


def _symbol(ended: Field, _numbering: Numbering, _properties: Element | None) -> str | None:
    """SYMBOL: a character by its code, of a font, of Unicode or, where nothing is said, of
    Windows.
    """
    words = ended.words
    try:
        code = int(words[1], 0)
    except (IndexError, ValueError):
        return None
    font = _switch(words, "\\f") or ""
    if font or "\\u" in [word.lower() for word in words] or not 0 <= code <= 255:
        return symbol(code, font)
    return bytes([code]).decode("cp1252", "replace")


def _drop_down(ended: Field, _numbering: Numbering, _properties: Element | None) -> str | None:
    """FORMDROPDOWN: what is chosen in the list."""
    form = child(ended.begin, "ffData", "ddList")
    if form is None:
        return None
    result = number(form, "result")
    chosen = (number(form, "default") if result is None else result) or 0
    entries = [value(entry) for entry in form.iterfind(w("listEntry"))]
    return entries[chosen] if 0 <= chosen < len(entries) else None


_SHOWN: Mapping[str, Callable[[Field, Numbering, Element | None], str | None]] = {
    "LISTNUM": _number_in_text,
    "SYMBOL": _symbol,
    "MACROBUTTON": _macro_button,
    "FORMDROPDOWN": _drop_down,
    "FORMCHECKBOX": _check_box,
}
"""What each field without a stored result prints, by its name."""
