"""Redlines → how many changes they hold, in words: "3 changes"."""

from collections.abc import Iterable
from itertools import chain

from build_tools.model import Redline


def changes_in_words(redlines: Iterable[Redline]) -> str:
    """How many changes there are in all, and how many of them only follow from others or touch
    nothing but markup and signs.
    """
    changes = list(chain.from_iterable(redline.changes for redline in redlines))
    consequential = sum(change.consequential for change in changes)
    if not changes:
        return "no change in the text"
    words = f"{len(changes)} change{'s' if len(changes) > 1 else ''}"
    if consequential:
        words += f", {consequential} of which with nothing of substance"
    return words
