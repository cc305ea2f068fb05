"""Hunks in, those of them classed that only follow from another change or touch nothing but
punctuation, so that a reader may mute them. When in doubt, a hunk is of substance.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from build_tools.compare.words.token_diff import Hunk
from build_tools.compare.words.tokens import Tokens

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
    same_provision: Callable[[str, int, str, int], bool] = lambda *_: False
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
        if hunk.kept:
            continue
        if _is_punctuation_alone(hunk, old, new):
            hunk.noise = "punctuation"
        elif not hunk.begins_with_note and _only_follows(hunk, old, new, renumbering):
            hunk.noise = "cross-reference"
        else:
            hunk.noise = None


def _only_follows(hunk: Hunk, old: Tokens, new: Tokens, renumbering: Renumbering) -> bool:
    """Whether a replacement is all within two cross-references to one provision."""
    if not _NUMBER.search(old.text(hunk.old)) or not _NUMBER.search(new.text(hunk.new)):
        return False
    old_at = len(old.text(range(hunk.old.start)))
    new_at = len(new.text(range(hunk.new.start)))
    return renumbering.same_provision(old.text(old.whole), old_at, new.text(new.whole), new_at)


def _is_punctuation_alone(hunk: Hunk, old: Tokens, new: Tokens) -> bool:
    """Whether a replacement looks the same, or touches nothing but punctuation beside words."""
    before = "".join(old.keys_in(hunk.old))
    after = "".join(new.keys_in(hunk.new))
    if _appearance(before) == _appearance(after):
        return True
    if not old.word_count(old.whole) or not new.word_count(new.whole):
        return False
    return all(map(_is_punctuation, before + after))


def _appearance(text: str) -> str:
    """A text as it looks, whatever characters it is made of."""
    return unicodedata.normalize("NFC", text).translate(_LOOKALIKES)


def _is_punctuation(char: str) -> bool:
    if char.isspace():
        return True
    return unicodedata.category(char).startswith("P") and char not in _SUBSTANTIAL_SIGNS
