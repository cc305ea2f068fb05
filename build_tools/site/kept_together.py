"""The HTML of a page in, the same out with what German sets in one line kept there: the sign of a
provision and its number, "§ 7", "Abs. 2", and the day and its month, "1. April". A style does it,
so that what is copied, searched and compared is as it was.
"""

import re
from collections.abc import Iterable

_SIGNS = (
    *("§§?", r"Art\.", r"Abs\.", r"Nr\.", "Artikel", "Absatz", "Satz"),
    *("Nummer", "Tabelle", "Anlage", "Ziffer"),
)
_LETTERED = (r"Buchst(?:\.|abe)", r"Doppelbuchst(?:\.|abe)")
_MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_BEGINS = r"(?<![\w.].)"
"""Behind the first sign of a word: no other word goes on there. Asked before it, that would be
asked at each letter of a page."""


def _any_of(words: Iterable[str], number: str) -> str:
    return "|".join([f"{word[0]}{_BEGINS}{word[1:]} {number}" for word in words])


_NUMBER, _LETTER = r"\d\w*+(?:\.\d\w*+)*+", r"[a-z]{1,2}\b"
_PROVISION = re.compile("|".join([_any_of(_SIGNS, _NUMBER), _any_of(_LETTERED, _LETTER)]))
_DAY = re.compile(rf"\d{_BEGINS}\d?\. (?:{_MONTHS})(?!\w)")
_UNTOUCHED = ("script", "style", "textarea", "option", "title", "svg")
"""Elements in which no mark may stand."""
_LEFT_ALONE = re.compile(
    "("
    + "|".join(["<!--.*?-->", *[rf"<{name}\b[^>]*>.*?</{name}\s*>" for name in _UNTOUCHED]])
    + ")",
    re.DOTALL,
)


def kept_together(html: str) -> str:
    """The same words, each such sign in one element with its number."""
    parts = _LEFT_ALONE.split(html)
    parts[::2] = [_marked(_DAY, _marked(_PROVISION, part)) for part in parts[::2]]
    return "".join(parts)


def _marked(sign: re.Pattern[str], part: str) -> str:
    """A part with each such sign in its words marked: none that stands in a tag, nor in what ends a
    heading of markdown, its attributes. Each letter is looked at once, however far it is to the
    next tag.
    """
    in_tag = in_attributes = False
    seen = 0

    def kept(found: re.Match[str]) -> str:
        nonlocal in_tag, in_attributes, seen
        passed, seen = part[seen : found.start()], found.end()
        in_tag = _is_within(passed, in_tag, "<", ">")
        in_attributes = _is_within(passed, in_attributes, "{#", "}", "\n")
        return found[0] if in_tag or in_attributes else f'<span class="kept">{found[0]}</span>'

    return sign.sub(kept, part)


def _is_within(passed: str, before: bool, begins: str, *ends: str) -> bool:
    """Whether something is still open behind what was passed, `before` which it was or not."""
    began, ended = passed.rfind(begins), max(map(passed.rfind, ends))
    return before if began == ended else began > ended
