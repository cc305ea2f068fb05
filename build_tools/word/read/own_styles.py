"""What an export of ours says by its styles: how deep a paragraph stands, and in how many
quotations.

Word itself knows neither. Files without these styles say nothing of it.
"""

import re
from dataclasses import dataclass

from build_tools.word.read.ooxml import VAL, Element, child, w
from build_tools.word.read.styles import Styles

_PROVISION = re.compile(r"provision (?P<text>text )?(?P<number>\d)(?P<limb> limb)?")
_HEADING = re.compile(r"heading \d unnumbered")
_MEANT = "MarkedWords"
"""The style of words that are bold or in italics within a heading, where that is no layout."""
MARKED_WORDS = "Marked Words"
"""Its name."""
MEANT_REFERENCE = "marked reference"
"""The name of the style of a reference to a note that is itself bold or in italics."""
RUNNING_HEAD = "running head"
"""The name of the style of the lines above and below the text of a page."""
PICTURE = "picture description"
"""The name of the style of the description of a picture, which leads to it."""
_MOST = 6
"""Quotations in one another, and depths of code, that a style can tell."""
_STEP = 850
"""How far each depth and each quotation is set in, in twentieths of a point."""


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """Where a paragraph stands, as its style says."""

    depth: int | None = None
    """None where the style says none."""
    labelled: bool = False
    quoted: int = 0
    loose_note: bool = False
    """Whether it is a note that nothing refers to."""
    rule: bool = False
    """Whether it is a line across the page."""


_NOWHERE = OwnPlace()


def is_of_export(styles: Styles) -> bool:
    """Whether a document was made by an export of ours, or begun with one: no other program writes
    a style of that name.
    """
    return any(style.name == MARKED_WORDS for style in styles.by_id.values())


def own_place(properties: Element | None, styles: Styles) -> OwnPlace:
    """Where a paragraph with these properties stands; nowhere for one in no style of ours."""
    style = styles.paragraph_style(properties)
    name = styles.name(style)
    set_in = _steps_beyond_style(properties, style, styles)
    if found := _PROVISION.fullmatch(name):
        number = int(found["number"])
        depth = number if found["text"] else 1 if found["limb"] else number - 1
        return OwnPlace(depth, labelled=not found["text"], quoted=set_in)
    if _HEADING.fullmatch(name):
        return OwnPlace(quoted=set_in)
    return {
        "code block": OwnPlace(set_in),
        "quoted code block": OwnPlace(0, quoted=set_in),
        "note without reference": OwnPlace(loose_note=True),
        "rule": OwnPlace(0, rule=True),
    }.get(name, _NOWHERE)


def _steps_beyond_style(properties: Element | None, style: str | None, styles: Styles) -> int:
    """By how many steps a paragraph is set in further than its style."""
    if child(properties, "ind") is None:
        return 0
    beyond = styles.indent(properties) - styles.style_indent(style)
    return min(max(round(beyond / _STEP), 0), _MOST)


def emphasis_is_meant(element: Element) -> bool:
    """Whether the bold and the italics of a heading or a cell are marks of its words."""
    return any(each.get(VAL) == _MEANT for each in element.iter(w("rStyle")))
