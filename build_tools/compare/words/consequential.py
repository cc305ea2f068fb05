"""Hunks in, those of them classed that touch nothing but punctuation, so that a reader may mute
them. When in doubt, a hunk is of substance.

A reference to a renumbered provision is no hunk: it is kept, under the key of the provision.
"""

import unicodedata

from build_tools.compare.words.token_diff import Hunk
from build_tools.compare.words.tokens import Tokens

_SUBSTANTIAL_SIGNS = frozenset("%‰&@#*/\\")
"""Signs that Unicode calls punctuation and a lawyer would not."""
_LOOKALIKES = str.maketrans("‘’“”„‑", '\'\'"""-')
"""Straight quotation marks and the plain hyphen for their typographic forms."""


def classify(hunks: list[Hunk], old: Tokens, new: Tokens) -> None:
    """Class each replacement that touches nothing but punctuation.

    A sign that is all that stands in a text is more than punctuation: a cell that was blank and
    reads "–" now says so.
    """
    for hunk in hunks:
        if hunk.kept:
            continue
        if _is_punctuation_alone(hunk, old, new):
            hunk.noise = "punctuation"
        else:
            hunk.noise = None


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
