"""Fields (ECMA-376 Part 1, 17.16): which of them are whole, what one shows that has no stored result, where one leads."""

import re
import shlex
from collections.abc import Iterable
from dataclasses import dataclass, field

from build_tools.word.read.numbering import Numbering
from build_tools.word.read.ooxml import Element, child, number, switch, value, w, whole
from build_tools.word.read.symbols import symbol

CONTENTS = frozenset(("TOC",))
"""Fields whose result repeats the headings with page numbers; the site makes its own."""
_SILENT = frozenset(("XE", "TC", "TA", "RD", "SET", "ASK", "PRIVATE", "ADDIN", "GOTOBUTTON", "NEXT", "NEXTIF", "SKIPIF"))
"""Fields that print nothing where they stand."""


@dataclass(slots=True)
class Field:
    """A field that has begun and not ended."""

    begin: Element
    instruction: list[str] = field(default_factory=list)
    showing: bool = False
    """Whether its result is being read, no longer its instruction."""
    shown: bool = False
    """Whether its result has printed anything."""

    @property
    def words(self) -> list[str]:
        """The words of its instruction, those in quotation marks as one."""
        text = "".join(self.instruction).replace("\\", "\\\\").replace("“", '"').replace("”", '"')
        try:
            return [each.replace("\\\\", "\\") for each in shlex.split(text.replace("'", "\\'"), posix=True)]
        except ValueError:
            return text.split()

    @property
    def name(self) -> str:
        """What kind of field it is, in capitals; "" while nothing is known of it."""
        return next(iter(self.words), "").upper()

    @property
    def address(self) -> str | None:
        """Where a HYPERLINK field leads on the web; None for another field and for a place in the document."""
        if self.name != "HYPERLINK":
            return None
        rest = self.words[1:]
        address = rest[0] if rest and not rest[0].startswith("\\") else ""
        place = _switch(rest, "\\l")
        return f"{address}#{place}" if address and place else address or None


def whole_fields(root: Element) -> set[Element]:
    """The `w:fldChar` elements of `root` that begin or end a field that does both; a half of one is no field.

    The elements are kept so that lxml gives the same objects when they are met again.
    """
    found: set[Element] = set()
    begun: list[Element] = []
    for each in root.iter(w("fldChar")):
        match each.get(w("fldCharType")):
            case "begin":
                begun.append(each)
            case "end" if begun:
                found |= {begun.pop(), each}
            case "separate" if begun:
                found.add(each)
    return found


def unstored(ended: Field, numbering: Numbering, properties: Element | None) -> str | None:
    """What a field prints that stores no result; "" for nothing, None where that cannot be told."""
    words = ended.words
    match ended.name:
        case "LISTNUM":
            name = words[1] if len(words) > 1 and not words[1].startswith("\\") else ""
            return numbering.field(name, _number(words, "\\l"), _number(words, "\\s"), properties)
        case "SYMBOL":
            return _symbol(words)
        case "MACROBUTTON":
            said = re.sub(r"^\s*MACROBUTTON\s+\S+\s*", "", "".join(ended.instruction), flags=re.IGNORECASE)
            return said.strip()
        case "FORMDROPDOWN":
            return _choice(ended.begin)
        case "FORMCHECKBOX":
            box = child(ended.begin, "ffData", "checkBox")
            ticked = switch(box, "checked")
            return "☒" if (switch(box, "default") if ticked is None else ticked) else "☐"
        case name if name in _SILENT or not name:
            return ""
        case _:
            return None


def _switch(words: Iterable[str], name: str) -> str | None:
    """The word after the switch `name`, or joined to it as in \\l2."""
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


def _symbol(words: list[str]) -> str | None:
    try:
        code = int(words[1], 0)
    except (IndexError, ValueError):
        return None
    font = _switch(words, "\\f") or ""
    if font or "\\u" in [word.lower() for word in words] or code > 255:
        return symbol(code, font)
    return bytes([code]).decode("cp1252", "replace") if code >= 0 else None


def _choice(begin: Element) -> str | None:
    """What is chosen in a drop-down list."""
    form = child(begin, "ffData", "ddList")
    chosen = number(form, "result")
    chosen = number(form, "default") if chosen is None else chosen
    entries = [] if form is None else [value(each) for each in form.iterfind(w("listEntry"))]
    return entries[chosen or 0] if 0 <= (chosen or 0) < len(entries) else None
