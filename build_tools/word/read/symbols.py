"""Characters of fonts that have an alphabet of their own → Unicode; and the characters that a text
does not keep.

Word stores a character of such a font in the private area, at F000 + its code.
"""

import re
from collections.abc import Mapping

from build_tools.model.characters import CONTROLS

UNKNOWN = "□"
"""What stands for a character that is not in the tables: it is seen, and the report says where."""

# The Symbol font, in the order of its codes from 0x20 and from 0xA0 (Adobe Symbol encoding).
_SYMBOL = {
    0x20: (
        " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"
        "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
    ),
    0xA0: "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪",
    0xF1: "〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭",
}
_WINGDINGS = {
    0x20: " ✏✂✁👓🔔📖🕯☎✆✉", 0x41: "✌👌👍👎☜☞☝☟🖐☺😐☹💣☠🏳🏱✈☼💧❄", 0x6C: "●❍■□🞐❑❒⬧⧫◆❖⬥⌧⍓⌘❀✿❝❞",
    0x80: "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿", 0x9E: "·•∙⚪", 0xA7: "▪◻", 0xA8: "◻", 0xD5: "⌫⌦", 0xD8: "➢",
    0xDB: "⮈⮊⮉⮋", 0xDF: "←→↑↓↖↗↙↘", 0xE8: "➔", 0xEF: "⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂▭▫✗✓☒☑",
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗✓☒☑☒☒", 0x97: "●", 0xA3: "□"}
_WEBDINGS = {0x61: "✔", 0x63: "□", 0x67: "■", 0x72: "✖"}
_FONTS: Mapping[str, Mapping[int, str]] = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "webdings": _WEBDINGS,
}


def _by_code(ranges: Mapping[int, str]) -> dict[int, str]:
    """The characters of a font by their codes; given is what stands from each of some codes on."""
    table: dict[int, str] = {}
    for start, characters in ranges.items():
        table.update(enumerate(characters, start))
    return table


_TABLES: Mapping[str, Mapping[int, str]] = {
    font: _by_code(ranges) for font, ranges in _FONTS.items()
}
_RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_PRIVATE = re.compile(r"[\uf020-\uf0ff]")
UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffd\ufffe\uffff]"
)
"""What `corpus check` lets stand in no text, and the optional hyphen, which is printed only where a
line ends."""
OBEYED = re.compile(f"[{CONTROLS}]")
"""What an export of ours shows by its code, and what is therefore none of its text."""


def symbol(code: int, font: str) -> str | None:
    """The character at `code` of a font, which may be given with or without F000; None for one that
    is not known.
    """
    table = _TABLES.get(font.strip().lower())
    if table is not None:
        return table.get(code & 0xFF if code >= 0xF000 else code)
    surrogate, private = 0xD800 <= code < 0xE000, 0xE000 <= code <= 0xF8FF
    if surrogate or private or not 0x20 <= code <= 0x10FFFF:
        return None
    return chr(code)


def sign_of_font(code: str, font: str) -> str | None:
    """The character of a `w:sym` (17.3.3.30), whose code is in hexadecimal; None for one that is
    not known.
    """
    try:
        return symbol(int(code, 16), font)
    except ValueError:
        return None


def script_signs(text: str, how: str) -> str | None:
    """`text` as a "superscript" or a "subscript", in the characters that Unicode has for it; None
    where it has none.

    Or ten to the power of six, written on the line, would be 106.
    """
    letters = text.translate(_RAISED if how == "superscript" else _LOWERED)
    unchanged = any(letter in text for letter in letters if not letter.isspace())
    return None if unchanged else letters


def readable(text: str, font: str = "") -> str:
    """`text` with characters of the private area read in its font; those of no known font as of
    Symbol or Wingdings.
    """
    if _PRIVATE.search(text) is None:
        return text
    fonts = (font,) if font.strip().lower() in _TABLES else ("symbol", "wingdings")

    def character(found: re.Match[str]) -> str:
        known = (symbol(ord(found[0]), each) for each in fonts)
        return next(filter(None, known), UNKNOWN)

    return _PRIVATE.sub(character, text)
