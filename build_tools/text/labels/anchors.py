"""Labels and titles → anchors that a person can type: "17.6", "art-5a", "def-migration-dust".

Every anchor is made of letters and digits of any script, dots and hyphens, so it is a valid id in
HTML.
"""

import re
import unicodedata
from functools import lru_cache

from build_tools.text.labels.grammar import CAPTION, DESIGNATED

_APOSTROPHE = re.compile(r"['’]")
_WORD = re.compile(r"\w+(?:\.\w+)*")
_REPEATED = re.compile(r"(.+)-\d+")
_PART = re.compile(r"[^\W\d]*\d\w*(?:\.\w+)*|[^\W\d]+")
"""A number with the letters before it, or a word."""
_OF_PAGES = "page-"
"""How the ids begin of what a page has beside the text; no anchor of a text begins so."""
_SAME_WORD = {"article": "art", "artikel": "art"}
"""Words for one thing, so that a reference finds it by either."""


@lru_cache(maxsize=4096)
def slug(text: str) -> str:
    """The words of `text` in small letters, joined by hyphens; "" when it has none."""
    words = unicodedata.normalize("NFC", _APOSTROPHE.sub("", text.lower()))
    return "-".join(_with_marks(words).split())


def _with_marks(text: str) -> str:
    """The letters and digits of a text, each with the marks that are written over, under or beside
    it and are no letters to Python, as the vowels of Devanagari; a space for all else.
    """
    kept: list[str] = []
    for sign in text:
        is_mark = unicodedata.category(sign).startswith("M") and kept and kept[-1] != " "
        kept.append(sign if sign.isalnum() or is_mark else " ")
    return "".join(kept)


@lru_cache(maxsize=4096)
def label_anchor(label: str) -> str:
    """A label as an anchor: "17.6", "57-1", "art-5a", "table-17.6"; a limb keeps its case, for (a)
    is not (A).
    """
    if not DESIGNATED.fullmatch(label) and not CAPTION.fullmatch(label):
        return "-".join(_WORD.findall(label))
    word, *number = _PART.findall(label.lower().replace("§", "section "))
    return "-".join((_SAME_WORD.get(word, word), *number))


def joined_anchor(*parts: str) -> str:
    """The parts of an anchor as one: "schedule-2-1.1"; those that are empty are left out."""
    return "-".join(filter(None, parts))


def original_anchor(anchor: str) -> str | None:
    """The anchor that this one may repeat, as "7-2" repeats "7"; None where it can be no copy."""
    found = _REPEATED.fullmatch(anchor)
    return found[1] if found else None


class Anchors:
    """The anchors of one text: each is given once, and the second "7" becomes "7-2"."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._counts: dict[str, int] = {}

    def give(self, wanted: str) -> str:
        """`wanted`, or with the first number after it that makes it unique; a heading "Page about"
        is "text-page-about", for a page has its own "page-about".
        """
        if wanted.startswith(_OF_PAGES):
            wanted = f"text-{wanted}"
        anchor, count = wanted, self._counts.get(wanted, 1)
        while anchor in self._given:
            count += 1
            anchor = f"{wanted}-{count}"
        self._counts[wanted] = count
        self._given.add(anchor)
        return anchor
