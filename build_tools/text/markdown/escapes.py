"""Plain text → markdown that prints it: what would be read as markup is escaped, and as little else
as can be.
"""

import re
from urllib.parse import quote

_ALWAYS = re.compile(r"[\\`*~]")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_NOTE_OR_TAG = re.compile(r"\[(?=\^)|<(?=[A-Za-z/!?<])|&(?=#?\w+;)")
_BRACKET = re.compile(r"[\[\]]")
_BLOCK = re.compile(r"(?:[-+](?=\s|$)|#{1,6}(?=\s|$)|>|=+\s*$|-(?:\s*-){2,}\s*$|\[(?=[^\]]*\]:))")
_ITEM = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_PAIR = re.compile(r"\([^()]*\)")
"""Brackets that an address may have in it, as CommonMark 6.3 has it: those that close."""
_SPACE_AT_BREAK = re.compile(r"(?<=\n)[^\S\n]+|[^\S\n]+(?=\n)")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def escaped(text: str, before: str = "", after: str = "", *, brackets: bool = False) -> str:
    """Inline text that stands between the characters `before` and `after`; a line break is written
    as `<br>`, and white space beside one, which would count for nothing, by its number.

    `brackets` says that square brackets could be read as those of a link.
    """
    inner = f"{before}{text}{after}"
    patterns = [_ALWAYS, _UNDERSCORE, _NOTE_OR_TAG, *([_BRACKET] if brackets else [])]
    offsets: set[int] = set()
    for pattern in patterns:
        offsets.update(found.start() for found in pattern.finditer(inner))
    beside_breaks: set[int] = set()
    for found in _SPACE_AT_BREAK.finditer(inner):
        beside_breaks.update(range(*found.span()))
    if offsets or beside_breaks:
        written = []
        for at, letter in enumerate(text, start=len(before)):
            code = f"&#{ord(letter)};" if at in beside_breaks else letter
            written.append(f"\\{letter}" if at in offsets else code)
        text = "".join(written)
    return text.replace("\n", "<br>")


def escaped_everywhere(text: str) -> str:
    """Inline text with every character escaped that can be."""
    return _PUNCTUATION.sub(lambda found: f"\\{found[0]}", text).replace("\n", "<br>")


def line_start(text: str) -> str:
    """A paragraph whose first characters would begin a list, a heading or a quotation, with these
    escaped.

    A number with a stop is escaped too: a list of markdown counts for itself, and a provision has
    its number.
    """
    if _BLOCK.match(text):
        return f"\\{text}"
    return _ITEM.sub(r"\1\\\2", text, count=1) if _ITEM.match(text) else text


def code(text: str) -> str:
    """`text` between as many backticks as it takes (CommonMark 6.1)."""
    ticks = "`" * (1 + max((len(found) for found in re.findall(r"`+", text)), default=0))
    edge = " " if text[:1] in ("`", " ") or text[-1:] in ("`", " ") else ""
    return f"{ticks}{edge}{text}{edge}{ticks}"


def link_address(address: str) -> str:
    """An address as it may stand in round brackets."""
    plain = address.isascii() and not re.search(r"[\s<>\\]", address)
    if plain and not re.search(r"[()]", _PAIR.sub("", address)):
        return address
    return quote(address, safe="%/:?#@!$&'*+,;=~-._[]|^{}`\\")
