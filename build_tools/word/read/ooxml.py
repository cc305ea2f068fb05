"""The names of WordprocessingML (ECMA-376 Part 1, clause 17) and how its values are read. It knows
no document.
"""

from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def w(name: str) -> str:
    """A name of WordprocessingML as lxml writes it."""
    return f"{{{W}}}{name}"


VAL = w("val")
RELATION_ID = f"{{{R}}}id"
CHOICE, FALLBACK, ALTERNATIVES = f"{{{MC}}}Choice", f"{{{MC}}}Fallback", f"{{{MC}}}AlternateContent"
TRANSPARENT = frozenset(
    map(w, ("sdt", "sdtContent", "customXml", "smartTag", "dir", "bdo", "ins", "moveTo"))
)
"""Wrappers that print what is in them and nothing else; the last two are left only where nothing
was tracked."""
_OFF = frozenset(("0", "false", "off", "none"))


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant along `path`, names of WordprocessingML; None where the way ends."""
    for name in path:
        element = None if element is None else element.find(w(name))
    return element


def value(element: Element | None, *path: str) -> str | None:
    """The `w:val` of the descendant along `path`; None where there is none."""
    found = child(element, *path)
    return None if found is None else found.get(VAL)


def number(element: Element | None, *path: str) -> int | None:
    """The `w:val` along `path` as a whole number; None where there is none or it is not one."""
    return whole(value(element, *path))


def whole(text: str | None) -> int | None:
    """`text` as a whole number; None where it is not one of at most nine digits."""
    digits = (text or "").strip().removeprefix("-")
    return int(text or "") if digits.isascii() and digits.isdigit() and len(digits) <= 9 else None


def switch(element: Element | None, name: str) -> bool | None:
    """Whether the property `name` is on (17.17.4: on when nothing else is said); None where it is
    not there.
    """
    found = child(element, name)
    return None if found is None else found.get(VAL, "1").lower() not in _OFF


def is_on(element: Element, attribute: str) -> bool:
    """Whether an attribute says yes; it does not where it is not there."""
    return element.get(w(attribute), "0").lower() in ("1", "true", "on")


def local(element: Element) -> str:
    """The name of an element without its namespace; empty for a comment or a processing
    instruction.
    """
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def taken_alternative(alternatives: Element) -> Element | None:
    """The one of some alternatives that is read: the first, or else what to fall back on."""
    choice = alternatives.find(CHOICE)
    return alternatives.find(FALLBACK) if choice is None else choice


def printed(element: Element) -> list[Element]:
    """The children of `element` that can print something, with those of transparent wrappers in
    their place.

    Of alternatives the first is taken, which is what Word itself prints; the other is for programs
    that cannot read it.
    """
    found: list[Element] = []
    for each in element:
        if each.tag in TRANSPARENT:
            found += printed(each)
        elif each.tag == ALTERNATIVES:
            choice = taken_alternative(each)
            found += printed(choice) if choice is not None else []
        elif isinstance(each.tag, str):
            found.append(each)
    return found
