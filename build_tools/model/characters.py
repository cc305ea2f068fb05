"""Characters that a reader cannot see, or takes for a space, and those that a terminal, a page or a
printed sheet would obey instead of showing them: which they are, and how a text with them is shown.
Pure.

The classes are those of the Unicode Character Database (Unicode Standard Annex 44); a test holds
them to it. Where a text may hold them and its reader must see each, it is shown by its code
(`visible_controls`); where a line must only stay harmless and as long as it was, by U+FFFD
(`visible`).
"""

import re
import unicodedata
from collections.abc import Iterator
from operator import itemgetter
from typing import NamedTuple

_CONTROLS = r"\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029"
"""Cc, Zl and Zp, all but the line feed."""
_FORMAT = (
    r"\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001345f"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
)
"""Cf: what joins, parts, turns or tags the characters round it."""
_IGNORABLE = (
    r"\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8"
    r"\U000e0000-\U000e0fff"
)
"""Default_Ignorable_Code_Point beside those: fillers, variation selectors and tags."""
_BLANK = r"\u2800\U00016fe4\U0001d159"
"""What has a sign without ink: the blank of Braille, a filler of Khitan, a head of no note."""
_NO_CHARACTER = (
    r"\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffc-\uffff"
    r"\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe\U0003ffff\U0004fffe\U0004ffff"
    r"\U0005fffe\U0005ffff\U0006fffe\U0006ffff\U0007fffe\U0007ffff\U0008fffe\U0008ffff"
    r"\U0009fffe\U0009ffff\U000afffe\U000affff\U000bfffe\U000bffff\U000cfffe\U000cffff"
    r"\U000dfffe\U000dffff\U000efffe\U000effff\U000f0000-\U0010ffff"
)
"""Cs, Co and noncharacters, which each machine shows as it likes, and U+FFFC and U+FFFD, which
stand for what is not there."""
_SPACES = r"\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Zs, all but the space and the no-break space."""

UNSEEN = re.compile(f"[{_CONTROLS}{_FORMAT}{_IGNORABLE}{_BLANK}{_NO_CHARACTER}]")
"""A character that cannot be seen, or that no two machines show alike. A tab is one, a line feed is
not."""
ODD_SPACE = re.compile(f"[{_SPACES}]")
"""A character that prints as a space does and is another."""
_SET_CLOSE = re.compile(
    r"""
    (?<=[\d«‹(.])\u202f(?=[\w€$£%‰°«„“])           # 1 000 €, « le prix, z. B.
    | \u202f(?=[;:!?»›%‰€$£°])                       # prix » ; c'est-à-dire :
""",
    re.VERBOSE,
)
"""The narrow no-break space where French and German print it: between figures and before a unit,
within quotation marks, before high signs, in an abbreviation."""
LOST = "\ufffd"
"""What an earlier program wrote for a character that it lost; nobody can tell which."""
_KEEPS_TOGETHER = "\u2007\u202f"
"""The odd spaces at which no line ends."""

MOST_TOLD = 20
"""How many characters of one line are told of: a line of all that Unicode has would be megabytes of
messages."""

CONTROLS = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but for tab and LF, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # the bidirectional controls (UAX #9, 2)
    "\u2028\u2029"  # the separators of lines and paragraphs
    "\u206a-\u206f\ufff9-\ufffb"  # deprecated and interlinear formatting
    "\ud800-\udfff\ufffe\uffff"  # halves of characters, and what is none: no XML holds them
)
"""What is obeyed, as a class of a regular expression without its brackets: U+061C before a date
makes it print with its year first. The tab and the end of a line are none, and what cannot be seen
and moves nothing is for `render.markup`."""
_CONTROL = re.compile(f"[{CONTROLS}]")


class OddCharacter(NamedTuple):
    """A character of a text that is not what it looks like."""

    at: int
    """Its offset in the text."""
    said: str
    """What is wrong with it, as the end of a sentence that begins with what holds it."""


def odd_characters(text: str) -> Iterator[OddCharacter]:
    """The characters of a text that cannot be seen, and then those that only look like a space but
    where their language has them, each once, where it first stands; of either at most `MOST_TOLD`.
    """
    text = _SET_CLOSE.sub("\u00a0", text)
    for pattern, what in ((UNSEEN, "cannot be seen"), (ODD_SPACE, "only looks like a space")):
        first = {found[0]: found.start() for found in reversed(list(pattern.finditer(text)))}
        for character, at in sorted(first.items(), key=itemgetter(1))[:MOST_TOLD]:
            name = unicodedata.name(character, "")
            code = f"U+{ord(character):04X}{f' ({name})' if name else ''}"
            yield OddCharacter(at, f"holds the character {code}, which {what}")


def without_odd_characters(text: str) -> str:
    """The text with a space for each tab and each odd space, and nothing for what cannot be
    seen.
    """
    spaced = ODD_SPACE.sub(_plain_space, text.replace("\t", " "))
    return UNSEEN.sub("", spaced)


def _plain_space(found: re.Match[str]) -> str:
    return "\u00a0" if found[0] in _KEEPS_TOGETHER else " "


def visible(text: str) -> str:
    """The text with U+FFFD for every character that a terminal, a log or a forge might obey instead
    of showing it; as long as it was, line by line.
    """
    return UNSEEN.sub(LOST, text)


def visible_controls(text: str) -> str:
    """The text with each control character shown by its code: `<U+061C>`."""
    return _CONTROL.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


def visible_controls_html(html: str) -> str:
    """The same of HTML, in words and in the values of attributes."""
    return _CONTROL.sub(lambda found: f"&lt;U+{ord(found[0]):04X}&gt;", html)


def escaped_controls_json(json: str) -> str:
    """The same data as JSON in which each is written by its number, as JSON may write any."""
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", json)
