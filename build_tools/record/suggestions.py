"""A word that nobody knows, and the words that are known → what to say of it. Pure."""

from collections.abc import Iterable
from difflib import get_close_matches


def suggestion(word: str, known: Iterable[str]) -> str:
    """`; did you mean …?` when one of the known words is close, otherwise nothing."""
    close = get_close_matches(word, list(known), n=1, cutoff=0.7)
    return f"; did you mean `{close[0]}`?" if close else ""


def listed(words: Iterable[str]) -> str:
    """The words in one line, as messages show them."""
    return ", ".join(f"`{word}`" for word in words)
