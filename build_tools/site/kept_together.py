"""The HTML of a page in, the same out with what German sets in one line kept there: the sign of a
provision and its number, "§ 7", "Abs. 2", and the day and its month, "1. April". A style does it,
so that what is copied, searched and compared is as it was.
"""

import re

_SIGNS = (
    r"(?:§§?|Art\.|Abs\.|Nr\.|Artikel|Absatz|Satz|Nummer|Tabelle|Anlage|Ziffer)"
    r" \d\w*(?:\.\d\w*)*|(?:(?:Doppelb|B)uchst(?:\.|abe)) [a-z]{1,2}\b"
)
_MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_TOGETHER = re.compile(rf"(?<![\w.])(?:{_SIGNS}|\d{{1,2}}\. (?:{_MONTHS})(?!\w))")
_UNTOUCHED = ("script", "style", "textarea", "option", "title", "svg")
"""Elements in which no mark may stand."""
_PIECE = re.compile(
    rf"<!--.*?-->|<({'|'.join(_UNTOUCHED)})\b[^>]*>.*?</\1\s*>|<[^>]*>|\{{#[^{{}}\n]*\}}|[^<{{]+"
    r"|\{",
    re.DOTALL,
)
"""A comment, an element that is left alone, a tag, the attributes of a heading of markdown; and
words.
"""


def kept_together(html: str) -> str:
    """The same words, each such sign in one element with its number."""
    if not _TOGETHER.search(html):
        return html
    return _PIECE.sub(_marked, html)


def _marked(piece: re.Match[str]) -> str:
    if piece[0].startswith(("<", "{")):
        return piece[0]
    return _TOGETHER.sub(r'<span class="kept">\g<0></span>', piece[0])
