"""Hunks in, those of them classed that touch nothing but harmless punctuation.

Harmless is a short list of signs in harmless surroundings: a comma or full stop after a word, one
form of a quotation mark or of a dash for another, white space, and what nobody can see. Whatever
carries a figure or a meaning is not in it, and when in doubt a hunk is of substance.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from build_tools.compare.words.token_diff import Hunk
from build_tools.compare.words.tokens import PROVISION, Tokens
from build_tools.model import NOTE

_STOPS = frozenset(",.;:")
_WIDE_STOPS = frozenset("、。，．；：،؛")
"""Those of scripts that set no space after them, or set them from right to left."""
_DOUBLE_QUOTES = frozenset('"“”„‟«»「」『』')
_SINGLE_QUOTES = frozenset("'‘’‚‛‹›")
_QUOTES = _DOUBLE_QUOTES | _SINGLE_QUOTES
_DASHES = frozenset("-–—―")
_FIGURE_SIGNS = frozenset("%‰‱′″‴§¶#*&@/\\")
"""Signs that go with figures, and that Unicode calls punctuation."""
_CLOSING = frozenset(")]}") | _QUOTES | {NOTE}
_OPENING = frozenset("([{") | _DASHES | _QUOTES
_KEYED = (NOTE, PROVISION[0])
"""What a key begins with that is not the text itself."""
_LOOKALIKES: dict[int, int | str] = {
    **str.maketrans("‘’“”„‑\u00a0\u2009\u202f", '\'\'"""-   '),
    ord("…"): "...",
}
"""Straight quotation marks, the plain hyphen, the plain space and three full stops for their
typographic forms."""
_UNSEEN = frozenset("\u00ad\u200b\u2060\ufeff")
"""Soft hyphen, zero-width space, word joiner and byte-order mark: nobody sees them."""
_UNSEEN_BETWEEN_LETTERS = frozenset("\u200c\u200d\u200e\u200f")
"""Joiners and marks of direction: nobody sees them among letters that neither join nor turn."""
_MAY_BE_UNSEEN = _UNSEEN | _UNSEEN_BETWEEN_LETTERS
_JOINING = "\u0590"
"""From here on letters join one another, run from right to left, or are pictures."""


def class_punctuation(hunks: list[Hunk], old: Tokens, new: Tokens) -> None:
    """Class each hunk that is not kept: harmless punctuation, or of substance.

    A sign that is all that stands in a text is more than punctuation: a cell that was blank and
    reads "–" now says so.
    """
    for hunk in hunks:
        harmless = not hunk.kept and _is_harmless(_Signs(old, hunk.old), _Signs(new, hunk.new))
        hunk.noise = "punctuation" if harmless else None


@dataclass(frozen=True, slots=True)
class _Signs:
    """What a hunk strikes or inserts, and what stands beside it."""

    tokens: Tokens
    """The whole text."""
    span: range

    @property
    def text(self) -> str:
        """What is struck or inserted."""
        return "".join(self.tokens.keys_in(self.span))

    @property
    def are_words(self) -> bool:
        """Whether there are words in it."""
        return self.tokens.word_count(self.span) > 0

    @property
    def in_words(self) -> bool:
        """Whether there are words in the whole text."""
        return self.tokens.word_count(self.tokens.whole) > 0

    @property
    def before(self) -> str:
        """The text before it, as far as the next thing to see."""
        start = self.span.start
        while start and self.tokens.keys[start - 1].isspace():
            start -= 1
        return _text(self.tokens, range(max(start - 1, 0), self.span.start))

    @property
    def after(self) -> str:
        """The text after it, as far as the next thing to see."""
        stop, end = self.span.stop, len(self.tokens.keys)
        while stop < end and self.tokens.keys[stop].isspace():
            stop += 1
        return _text(self.tokens, range(self.span.stop, min(stop + 1, end)))

    def appearance(self) -> str:
        """The text as it looks, whatever characters it is made of."""
        text = self.text
        if text.isascii():
            return text
        seen = text if _MAY_BE_UNSEEN.isdisjoint(text) else self._seen(text)
        return unicodedata.normalize("NFC", seen).translate(_LOOKALIKES)

    def joins_words(self) -> bool:
        """Whether there is nothing to see between what reads as one word so: "may" and "be"."""
        return not self.appearance() and self.before[-1:].isalnum() and self.after[:1].isalnum()

    def _seen(self, text: str) -> str:
        """The text without the characters that nobody can see."""
        chars = [self.before[-1:], *text, self.after[:1]]
        around = zip(chars[1:], chars, chars[2:], strict=False)
        return "".join(sign for sign, left, right in around if not _is_unseen(sign, left, right))

    def signs(self) -> Iterator[tuple[str, str, str]]:
        """Each character, with what stands before it and what stands after it."""
        text, before, after = self.text, self.before, self.after
        for at, sign in enumerate(text):
            yield sign, before + text[:at], text[at + 1 :] + after


def _text(tokens: Tokens, span: range) -> str:
    """The text of a span, with one sign for each note, picture or reference that follows."""
    return "".join([NOTE if key[0] in _KEYED else key for key in tokens.keys_in(span)])


def _is_harmless(old: _Signs, new: _Signs) -> bool:
    if old.appearance() == new.appearance():
        return True
    if old.are_words or new.are_words or not (old.in_words and new.in_words):
        return False
    if old.text and new.text and old.joins_words() != new.joins_words():
        return False
    if _is_dash_between_words(old) and _is_dash_between_words(new):
        return True
    requoted = _quotes(old) == _quotes(new)
    return all(
        _is_harmless_sign(*sign, requoted=requoted) for sign in chain(old.signs(), new.signs())
    )


def _quotes(signs: _Signs) -> int:
    """How many quotation marks there are."""
    return sum(sign in _QUOTES for sign in signs.text)


def _is_dash_between_words(signs: _Signs) -> bool:
    """Whether there is one dash, set off as a dash is and not as a hyphen or a minus, with words
    on either side.
    """
    text, before, after = signs.text, signs.before, signs.after
    dash = text.strip()
    around = _last(before) + _first(after)
    whole = before[-1:] + text + after[:1]
    set_off = dash == "—" or f" {dash} " in whole
    return dash in _DASHES and set_off and len(around) == 2 and around.isalpha()


def _is_harmless_sign(sign: str, before: str, after: str, *, requoted: bool) -> bool:
    """Whether it says nothing that a sign comes or goes between what is before and after it.

    `requoted` says that other quotation marks stand in its place.
    """
    if _is_unseen(sign, before, after):
        return True
    if sign.isspace():
        return not (sign == "\n" and _is_figure(_last(before)) and _is_figure(_first(after)))
    if sign in _STOPS | _WIDE_STOPS:
        ends = not after or after[0].isspace() or after[0] in _CLOSING | (_STOPS - {sign})
        ends = ends or sign in _WIDE_STOPS
        return ends and bool(_last(before)) and not _is_figure(_first(after))
    if sign in _DOUBLE_QUOTES:
        return not _is_figure(before[-1:])
    if sign in _SINGLE_QUOTES:
        opens = not before or before[-1].isspace() or before[-1] in _OPENING
        return opens or (requoted and not _is_figure(before[-1]))
    return False


def _is_unseen(sign: str, before: str, after: str) -> bool:
    """Whether a character cannot be seen between what is before and after it; within a figure one
    may still part it.
    """
    left, right = before[-1:], after[:1]
    if sign in _UNSEEN:
        return not (_is_figure(left) and _is_figure(right))
    plain = left.isalpha() and right.isalpha() and max(left, right) < _JOINING
    return sign in _UNSEEN_BETWEEN_LETTERS and plain


def _is_figure(char: str) -> bool:
    """Whether a character is a part of a figure: a digit, or a sign that goes with one."""
    if not char or char == NOTE:
        return False
    return unicodedata.category(char)[0] in "NS" or char in _FIGURE_SIGNS


def _last(text: str) -> str:
    """The last character to see."""
    return text.rstrip()[-1:]


def _first(text: str) -> str:
    """The first character to see."""
    return text.lstrip()[:1]
