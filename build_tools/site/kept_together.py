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


_PROVISION = re.compile(
    "|".join([_any_of(_SIGNS, r"\d\w*(?:\.\d\w*)*"), _any_of(_LETTERED, r"[a-z]{1,2}\b")])
)
_DAY = re.compile(rf"\d{_BEGINS}\d?\. (?:{_MONTHS})(?!\w)")
_UNTOUCHED = ("script", "style", "textarea", "option", "title", "svg")
"""Elements in which no mark may stand."""
_LEFT_ALONE = re.compile(
    "("
    + "|".join(["<!--.*?-->", *[rf"<{name}\b[^>]*>.*?</{name}\s*>" for name in _UNTOUCHED]])
    + ")",
    re.DOTALL,
)
_ATTRIBUTES = re.compile(r"\{#[^{}\n]*\}$", re.MULTILINE)
"""Of a heading of markdown, at its end."""


def kept_together(html: str) -> str:
    """The same words, each such sign in one element with its number."""
    parts = _LEFT_ALONE.split(html)
    parts[::2] = [_DAY.sub(_marked, _PROVISION.sub(_marked, part)) for part in parts[::2]]
    return "".join(parts)


def _marked(found: re.Match[str]) -> str:
    if _is_markup(found.string, found.start()):
        return found[0]
    return f'<span class="kept">{found[0]}</span>'


def _is_markup(html: str, at: int) -> bool:
    """Whether what stands there is no word of the page: it stands in a tag or in attributes."""
    if html.rfind("<", 0, at) > html.rfind(">", 0, at):
        return True
    line = html.rfind("\n", 0, at) + 1
    if not html.startswith("#", line):
        return False
    attributes = _ATTRIBUTES.search(html, line)
    return attributes is not None and attributes.start() < at < attributes.end()
