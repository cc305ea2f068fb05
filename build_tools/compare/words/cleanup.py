"""Hunks in, the same difference as it reads best out: what diff-match-patch calls semantic cleanup.

Edits are shifted to where words and sentences begin and end, a word or two kept between two
rewrites is rewritten with them, and no bracket is parted from the one that it closes.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate, pairwise

from build_tools.compare import thresholds
from build_tools.compare.words.token_diff import Hunk
from build_tools.compare.words.tokens import Tokens, token_type

_IDEOGRAPHS = "\u2e80"
"""From here on one character says as much as a word."""
_CLOSING = frozenset(".,;:!?)")
_SENTENCE_ENDS = frozenset(".;:!?")


# --- Shifts ---------------------------------------------------------------------------------------


def shift_to_boundaries(hunks: list[Hunk], old: Tokens, new: Tokens) -> None:
    """Shift each pure insertion or deletion, among the positions that mean the same, to where it
    reads best (diff-match-patch: lossless semantic cleanup).
    """
    for at in range(1, len(hunks) - 1):
        before, edit, after = hunks[at - 1 : at + 2]
        if edit.kept or edit.is_replacement or not (before.kept and after.kept):
            continue
        if edit.new:
            by = _best_shift(new, before.new, edit.new, after.new)
        else:
            by = _best_shift(old, before.old, edit.old, after.old)
        if by:
            hunks[at - 1 : at + 2] = _shifted(before, edit, after, by)


def _best_shift(tokens: Tokens, before: range, edit: range, after: range) -> int:
    """By how many tokens to shift an edit, something of what is kept left on either side of it.

    Brackets stay whole; then the boundaries at both ends tell, and of equal shifts none, or else
    the first.
    """
    keys = tokens.keys[before.start : after.stop]
    start, length = len(before), len(edit)
    low = high = start
    while low > 1 and keys[low - 1] == keys[low + length - 1]:
        low -= 1
    while high + length < len(keys) - 1 and keys[high] == keys[high + length]:
        high += 1
    if low == high:
        return 0
    depths = _bracket_depths(keys[low : high + length])
    # What an edit may shift over repeats it. So where it closes what it opens, it does so from
    # each lowest depth on, and from no other.
    lowest = min(depths) if depths[length] == 0 else None

    def rank(at: int) -> tuple[bool, int, bool, int]:
        balanced = depths[at - low] == lowest
        boundaries = _boundary_score(keys, at) + _boundary_score(keys, at + length)
        return balanced, boundaries, at == start, -at

    return max(range(low, high + 1), key=rank) - start


def _bracket_depths(keys: list[str]) -> list[int]:
    """How many more brackets were opened than closed before each key, and after them all."""
    return list(accumulate([(key == "(") - (key == ")") for key in keys], initial=0))


def _boundary_score(keys: list[str], at: int) -> int:
    """How natural a boundary there is between the token at `at` and the one before it."""
    if keys[at - 1].isspace():
        previous = keys[at - 2] if at > 1 else ""
        if previous in _SENTENCE_ENDS:
            return thresholds.BOUNDARY_SENTENCE
        if previous == ",":
            return thresholds.BOUNDARY_COMMA
        return thresholds.BOUNDARY_AFTER_SPACE
    if keys[at] in _CLOSING:
        return thresholds.BOUNDARY_BEFORE_SIGN
    return thresholds.BOUNDARY_BEFORE_SPACE if keys[at].isspace() else 0


def _shifted(before: Hunk, edit: Hunk, after: Hunk, by: int) -> tuple[Hunk, Hunk, Hunk]:
    """An edit moved by so many tokens, between what is kept on either side."""
    return (
        replace(before, old=_moved(before.old, 0, by), new=_moved(before.new, 0, by)),
        replace(edit, old=_moved(edit.old, by, by), new=_moved(edit.new, by, by)),
        replace(after, old=_moved(after.old, by, 0), new=_moved(after.new, by, 0)),
    )


def _moved(span: range, start: int, stop: int) -> range:
    """A span whose ends are moved by so many tokens each."""
    return range(span.start + start, span.stop + stop)


# --- Trivial equalities ---------------------------------------------------------------------------


def rewrite_trivial_equalities(hunks: list[Hunk], old: Tokens, new: Tokens) -> None:
    """Join two rewrites with what is kept between them when that is too little to help a reader
    (diff-match-patch: semantic cleanup).
    """
    settled: list[Hunk] = []
    for each in hunks:
        right = each
        while len(settled) > 1 and settled[-1].kept:
            left, equality = settled[-2:]
            if not _is_trivial(left, equality, right, old, new):
                break
            olds = range(left.old.start, right.old.stop)
            news = range(left.new.start, right.new.stop)
            right = Hunk(olds, news, kept=False)
            del settled[-2:]
        settled.append(right)
    hunks[:] = settled


def _is_trivial(left: Hunk, equality: Hunk, right: Hunk, old: Tokens, new: Tokens) -> bool:
    """Whether an equality helps no reader: a small word or two beside a replacement, or little
    between two large ones; a reference to a renumbered provision always does.
    """
    if _stands_by_itself(left, old, new) or _stands_by_itself(right, old, new):
        return False
    between_two = left.is_replacement and right.is_replacement
    if not between_two and not left.is_replacement and not right.is_replacement:
        return False
    if _is_small(new, equality.new):
        ratio = (
            thresholds.TRIVIAL_RATIO_SMALL if between_two else thresholds.TRIVIAL_RATIO_SMALL_ONE
        )
    elif between_two:
        ratio = thresholds.TRIVIAL_RATIO
    else:
        return False
    smaller = min(_visible_length(left, old, new), _visible_length(right, old, new))
    little = _visible_length(equality, old, new) * ratio <= smaller
    return little and not new.names_provision(equality.new)


def _stands_by_itself(hunk: Hunk, old: Tokens, new: Tokens) -> bool:
    """Whether a reader wants to see an edit by itself: a consequential one, a note, one figure (a
    date, an amount, a reference) for another, or capital letters alone.
    """
    if hunk.noise or hunk.begins_with_note:
        return True
    if len(hunk.old) != len(hunk.new):
        return False
    pairs = zip(_keys(old, hunk.old), _keys(new, hunk.new), strict=True)
    if len(hunk.old) == 1:
        ((before, after),) = pairs
        both_figures = any(map(str.isdigit, before)) and any(map(str.isdigit, after))
        return both_figures or before.casefold() == after.casefold()
    return all(before.casefold() == after.casefold() for before, after in pairs)


def _keys(tokens: Tokens, span: range) -> Iterator[str]:
    """The keys of a span, one by one."""
    return map(tokens.keys.__getitem__, span)


def _is_small(tokens: Tokens, span: range) -> bool:
    """Whether a stretch holds no more than a small word or two ("of", "and the")."""
    if tokens.word_count(span) > thresholds.TRIVIAL_WORDS:
        return False
    return all(map(_is_small_word, tokens.words(span)))


def _is_small_word(word: str) -> bool:
    short = len(word) <= thresholds.TRIVIAL_WORD_LENGTH
    return short and word[0].isalpha() and word[0] < _IDEOGRAPHS


def _visible_length(hunk: Hunk, old: Tokens, new: Tokens) -> int:
    """How many characters of the longer side there are to see."""
    return max(old.visible_length(hunk.old), new.visible_length(hunk.new))


# --- Brackets -------------------------------------------------------------------------------------


def close_brackets(hunks: list[Hunk], old: Tokens, new: Tokens) -> None:
    """Take the ")" after a rewrite into it when the "(" that it closes was rewritten."""
    for hunk, after in pairwise(hunks):
        if not after.kept or new.keys[after.new.start] != ")":
            continue
        if _open_brackets(old, hunk.old) > 0 and _open_brackets(new, hunk.new) > 0:
            hunk.old, after.old = _extended(hunk.old, after.old)
            hunk.new, after.new = _extended(hunk.new, after.new)


def _extended(span: range, after: range) -> tuple[range, range]:
    """A span with the first token after it, and what is left after that."""
    return range(span.start, span.stop + 1), after[1:]


def _open_brackets(tokens: Tokens, span: range) -> int:
    """How many brackets stand open at the end of a stretch."""
    keys = tokens.keys_in(span)
    return keys.count("(") - keys.count(")")


# --- What is left ---------------------------------------------------------------------------------


def kept_share(hunks: list[Hunk], old: Tokens, new: Tokens) -> float:
    """The share kept, of letters or of words, whichever is more, 0 to 1; 1 when there is nothing to
    tear apart.
    """
    kept = [hunk.new for hunk in hunks if hunk.kept]
    letters = sum(map(new.visible_length, kept))
    words = sum(map(new.word_count, kept))
    return max(
        _share(letters, old.visible_length(old.whole), new.visible_length(new.whole)),
        _share(words, old.word_count(old.whole), new.word_count(new.whole)),
    )


def most_kept_share(old: Tokens, new: Tokens) -> float:
    """The most that `kept_share` of any difference of two texts can be: what they have in common in
    whatever order, which is soon counted. 1 where one of them may stand whole in the other, and
    where a reference may be kept that reads otherwise.
    """
    if old.has_provisions or new.has_provisions:
        return 1.0
    olds, news = Counter(old.keys), Counter(new.keys)
    common = [(key, min(olds[key], news[key])) for key in olds.keys() & news.keys()]
    if sum(count for _, count in common) == min(len(old.keys), len(new.keys)):
        return 1.0
    letters = sum(count * token_type(key).visible_length for key, count in common)
    words = sum(count for key, count in common if token_type(key).is_word)
    return max(
        _share(letters, old.visible_length(old.whole), new.visible_length(new.whole)),
        _share(words, old.word_count(old.whole), new.word_count(new.whole)),
    )


def _share(kept: int, old: int, new: int) -> float:
    return 2 * kept / (old + new) if old and new else 1.0
