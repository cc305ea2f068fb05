"""The words of a link and its address → whether the words show another address. Pure."""

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote

_SHOWN = re.compile(
    r"(?:\b[a-z][a-z0-9+.-]*://|\bwww\.)[^\s<>|\"“”‘’()\[\]]+|(?<![\w@])\w[\w-]+(\.[\w-]+)*"
    r"\.[a-z]{2,}(?![\w@-])(:\d+)?(/[^\s<>|\"“”‘’()\[\]]*)?",
    re.IGNORECASE,
)
"""An address in the words of a link: with a scheme, or the name of a host, perhaps with a path; or
what may be the name of a file."""
_FILE = re.compile(r"[\w.-]+")
_LETTER_BOX = re.compile(r"(mailto:)?(?P<box>[^\s@/]+@[^\s@/]+\.[^\s@/]+)", re.IGNORECASE)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*:)?//(www\.)?|www\.", re.IGNORECASE)


def shows_another(words: str, target: str) -> bool:
    """Whether words that lead to an address show another, as a whole or within."""
    return any(not _leads_to(shown, target) for shown in _shown(words.strip(), target))


def _shown(words: str, target: str) -> Iterator[str]:
    """What of the words of a link, without space round them, a reader takes for an address."""
    if _LETTER_BOX.fullmatch(words):
        yield words
    elif not _leads_to(words, target):
        yield from (found[0].rstrip(".,;:!?") for found in _SHOWN.finditer(words))


def _leads_to(shown: str, target: str) -> bool:
    """Whether an address that is shown is the one that a link leads to, or a beginning of it that
    ends where a part of it does; or the name of the file that it leads to.
    """
    if box := _LETTER_BOX.fullmatch(shown):
        return _folded(target).partition("?")[0] == f"mailto:{_folded(box['box'])}"
    if _FILE.fullmatch(shown) and target.endswith((f"/{shown}", f"/{quote(shown)}")):
        return True
    shown, target = (_SCHEME.sub("", _folded(each), 1) for each in (shown, target))
    beginning = shown.rstrip("…").rstrip("/")
    rest = target.removeprefix(beginning)
    return target.startswith(beginning) and (not rest or rest[0] in "/?#")


def _folded(address: str) -> str:
    return unquote(address).casefold()
