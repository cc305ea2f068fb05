"""The sections of a document (ECMA-376 Part 1, 17.6): how they are laid out is not carried, but
said where it may matter.
"""

from build_tools.word.read.ooxml import Element, M, child, w, whole

TURNED = "the section that ends here stands on a turned sheet (landscape), which is not kept"
_PRINTS = (
    *map(w, ("t", "tab", "ptab", "br", "cr", "sym", "noBreakHyphen", "softHyphen", "fldChar")),
    *map(w, ("fldSimple", "drawing", "pict", "object", "footnoteReference", "endnoteReference")),
    f"{{{M}}}oMath",
)
"""What makes a paragraph one of the text."""


def section_ended(paragraph: Element) -> Element | None:
    """The properties of the section that ends with a paragraph; None where none does."""
    return child(paragraph, "pPr", "sectPr")


def is_only_a_break(paragraph: Element) -> bool:
    """Whether a paragraph is nothing but the break of a section: Word gives it no number."""
    return section_ended(paragraph) is not None and next(paragraph.iter(*_PRINTS), None) is None


def is_turned(section: Element) -> bool:
    """Whether a section with these properties is printed across the sheet."""
    size = child(section, "pgSz")
    if size is None:
        return False
    width, height = whole(size.get(w("w"))), whole(size.get(w("h")))
    if width is not None and height is not None:
        return width > height
    return size.get(w("orient")) == "landscape"
