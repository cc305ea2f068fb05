"""How a run is formatted: its marks, and what else its properties and its styles say that markdown
has no word for.
"""

from dataclasses import dataclass, field

from build_tools.model import Mark
from build_tools.word.read.content import marks_of
from build_tools.word.read.ooxml import Element, child, switch, value, w
from build_tools.word.read.own_styles import MEANT_REFERENCE, PICTURE
from build_tools.word.read.styles import Styles, monospaced

_MARKS = {
    "b": Mark("strong"),
    "i": Mark("emphasis"),
    "strike": Mark("strike"),
    "dstrike": Mark("strike"),
}
CODE = Mark("code")
_NOTE_SIGNS = ("footnote reference", "endnote reference", MEANT_REFERENCE)
"""The names of the styles that Word sets references to notes in."""
_NO_LINE = (None, "none")


@dataclass(frozen=True, slots=True)
class RunFormat:
    """How a run is formatted."""

    marks: tuple[Mark, ...] | None
    """None for hidden text."""
    vertical_align: str = ""
    """"superscript" or "subscript"."""
    underlined: bool = False
    capitals: bool = False
    font: str = ""
    note_sign: bool = False
    """Whether it is set as a reference to a note is."""
    meant: bool = False
    """Whether its bold and its italics are those of a reference, whatever stands beside it."""
    picture: bool = False
    """Whether it describes the picture that it leads to."""


PLAIN = RunFormat(())


@dataclass(slots=True)
class RunFormats:
    """The formatting of the runs of a part; each is resolved once, for a document has few formats
    and many runs.
    """

    root: Element
    styles: Styles
    _found: dict[object, RunFormat] = field(default_factory=dict)
    _monospaced_throughout: bool = False
    """Whether the whole document is set in letters of one width, which then mean nothing."""

    def __post_init__(self) -> None:
        self._monospaced_throughout = _monospaced_throughout(self.root, self.styles)

    def of(self, properties: Element | None, style: str | None) -> RunFormat:
        """How a run with these properties is formatted, in a paragraph of this style."""
        own = () if properties is None else tuple((each.tag, *each.items()) for each in properties)
        key = (style, own)
        if key not in self._found:
            self._found[key] = self._resolve(properties, style)
        return self._found[key]

    def is_code(self, style: str | None) -> bool:
        """Whether a paragraph style sets its text as code."""
        return not self._monospaced_throughout and self.styles.monospaced(style) is True

    def _resolve(self, properties: Element | None, style: str | None) -> RunFormat:
        fonts = child(properties, "rFonts")
        code = not self._monospaced_throughout and self._monospaced(properties, style)
        character_style = self.styles.name(value(properties, "rStyle"))
        marks = [mark for name, mark in _MARKS.items() if self._on(name, properties, style)]
        if code:
            marks.append(CODE)
        hidden = self._on("vanish", properties, style)
        return RunFormat(
            marks=None if hidden else marks_of(marks),
            vertical_align=value(properties, "vertAlign")
            or self.styles.vertical_align(value(properties, "rStyle")),
            underlined=value(properties, "u") not in _NO_LINE,
            capitals=bool(switch(properties, "caps")),
            note_sign=character_style in _NOTE_SIGNS,
            meant=character_style == MEANT_REFERENCE,
            picture=character_style == PICTURE,
            font="" if fonts is None else fonts.get(w("ascii"), ""),
        )

    def _on(self, name: str, properties: Element | None, style: str | None) -> bool:
        """A toggle property (17.7.3): what the run says itself, or else of its two styles one and
        not both.
        """
        own = switch(properties, name)
        if own is not None:
            return own
        character_style = value(properties, "rStyle")
        by_paragraph = self.styles.toggle(style, name)
        by_character = character_style is not None and self.styles.toggle(character_style, name)
        return by_paragraph != by_character or bool(switch(self.styles.default_run, name))

    def _monospaced(self, properties: Element | None, style: str | None) -> bool:
        own = monospaced(properties)
        if own is None:
            own = self.styles.monospaced(value(properties, "rStyle"))
        return bool(self.styles.monospaced(style) if own is None else own)


def _monospaced_throughout(root: Element, styles: Styles) -> bool:
    """Whether most of the text is in letters of one width: they are those of the document then, not
    of code.
    """
    if styles.monospaced(styles.default_paragraph) or monospaced(styles.default_run):
        return True
    fonts = [monospaced(each) for each in root.iter(w("rPr"))]
    return fonts.count(True) * 2 > max(len(fonts), 1)
