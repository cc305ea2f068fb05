"""A word that nobody knows, and the words that are known → what to say of it. Pure."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from math import ceil


def suggestion(word: str, known: Iterable[str]) -> str:
    """`; did you mean …?` when one of the known words is close, otherwise nothing."""
    words = list(known)
    close = get_close_matches(word, words, n=1, cutoff=0.7) or _begun_alike(word, words)
    return f"; did you mean `{close[0]}`?" if close else ""


def _begun_alike(word: str, known: Iterable[str]) -> list[str]:
    """The one known word that begins as most of another does: "voting" of "vote"."""
    begun = word[: max(_LETTERS, ceil(len(word) * _SHARE))]
    found = [each for each in known if each.startswith(begun)]
    return found if len(found) == 1 and len(begun) >= _LETTERS else []


_LETTERS, _SHARE = 3, 0.6
"""How many letters tell a word from others, and how much of it."""


def label_after(label: str) -> str:
    """The label after the highest of a document: 5.0 after 4.0 or 4.2, 5 after 4."""
    first, *others = label.split(".")
    number = int(re.sub(r"\D", "", first)) + 1
    return ".".join([str(number), *("0" for _ in others)])


def listed(words: Iterable[str]) -> str:
    """The words in one line, as messages show them."""
    return ", ".join(f"`{word}`" for word in words)
