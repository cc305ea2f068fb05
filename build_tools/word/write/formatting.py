"""Marks in, the properties of a run out (CT_RPr, 17.3.2.28)."""

from build_tools.model import Mark
from build_tools.word.write.styles import LINK, MEANT, MONO, PICTURE

_CHARACTER_STYLES = {
    "code": '<w:rStyle w:val="CodeText"/>',
    "link": '<w:rStyle w:val="Hyperlink"/>',
    "image": f'<w:rStyle w:val="{PICTURE}"/>',
}
_TOGGLES = {"strong": "<w:b/>", "emphasis": "<w:i/>", "strike": "<w:strike/>"}
"""The property of a run for each mark, in the order that the schema asks for."""
_NOTED = '<w:u w:val="dotted"/>'
"""That of words of which a note says where they come from."""


def run_properties(marks: tuple[Mark, ...], *, in_bold: bool = False) -> str:
    """The properties that marks ask for; of two character styles the first.

    What is bold or in italics within a heading has a style that says that it is meant: the bold of
    the heading itself is none of its marks.
    """
    kinds = {mark.kind for mark in marks}
    toggles = "".join([xml for kind, xml in _TOGGLES.items() if kind in kinds])
    if in_bold and kinds & {"strong", "emphasis"}:
        letters = MONO if "code" in kinds else ""
        line = LINK if kinds & {"link", "image"} else ""
        return f'<w:rStyle w:val="{MEANT}"/>{letters}{toggles}{line}'
    style = next((xml for kind, xml in _CHARACTER_STYLES.items() if kind in kinds), "")
    return style + toggles + (_NOTED if "origin" in kinds else "")
