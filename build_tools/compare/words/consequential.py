"""What only follows from another change, or touches nothing but punctuation: classed, so that a
reader may mute it.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from build_tools.compare.words.diff import Hunk
from build_tools.compare.words.tokens import Tokens
from build_tools.model import Noise

_SUBSTANTIAL_SIGNS = frozenset("%‰&@#*/\\")
"""Signs that Unicode calls punctuation and a lawyer would not."""
_NUMBER = re.compile(r"[\d(]|^[A-Z]{1,5}$")
"""What is without it is not the number of a provision."""
_LOOKALIKES = str.maketrans("‘’“”„‑", '\'\'"""-')
"""Straight quotation marks and the plain hyphen for their typographic forms."""


@dataclass(frozen=True, slots=True)
class Renumbering:
    """What the comparison of two texts knows of provisions that only changed their number."""

    notes: Mapping[str, str] = field(default_factory=dict)
    """Old label of a footnote to new."""
    same_provision: Callable[[str, int, str, int], bool] = lambda _old, _old_at, _new, _new_at: (
        False
    )
    """Whether the references at an offset of the old text and at one of the new point at one
    provision."""


NOTHING_RENUMBERED = Renumbering()


def classify(hunks: list[Hunk], old: Tokens, new: Tokens, renumbering: Renumbering) -> None:
    """Class each replacement that only follows from a renumbering, or touches nothing but
    punctuation.

    A sign that is all that stands in a text is more than punctuation: a cell that was blank and
    reads "–" now says so.
    """
    for hunk in hunks:
        if not hunk.kept:
            hunk.noise = _noise(hunk, old, new)
            if (
                not hunk.noise
                and not hunk.begins_with_note
                and _only_follows(hunk, old, new, renumbering)
            ):
                hunk.noise = "cross-reference"


def _only_follows(hunk: Hunk, old: Tokens, new: Tokens, renumbering: Renumbering) -> bool:
    """Whether a replacement is all within two cross-references to one provision."""
    if not _NUMBER.search(old.text(hunk.old)) or not _NUMBER.search(new.text(hunk.new)):
        return False
    before, after = (text.text(range(len(text.keys))) for text in (old, new))
    old_at, new_at = len(old.text(range(hunk.old.start))), len(new.text(range(hunk.new.start)))
    return renumbering.same_provision(before, old_at, after, new_at)


def _noise(hunk: Hunk, old: Tokens, new: Tokens) -> Noise | None:
    before = "".join(old.keys[hunk.old.start : hunk.old.stop])
    after = "".join(new.keys[hunk.new.start : hunk.new.stop])
    if _looks(before) == _looks(after):
        return "punctuation"
    beside_words = old.word_count(range(len(old.keys))) and new.word_count(range(len(new.keys)))
    return "punctuation" if beside_words and all(map(_is_punctuation, before + after)) else None


def _looks(text: str) -> str:
    """A text as it looks, whatever characters it is made of."""
    return unicodedata.normalize("NFC", text).translate(_LOOKALIKES)


def _is_punctuation(char: str) -> bool:
    return char.isspace() or (
        unicodedata.category(char)[0] == "P" and char not in _SUBSTANTIAL_SIGNS
    )
