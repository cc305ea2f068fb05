"""Two contents in pieces → the stretches kept and replaced, then settled into what reads best.

No islands of a word or two between two rewrites; insertions that begin and end where words and
sentences do.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from build_tools.compare import thresholds
from build_tools.compare.words.similarity import Vocabulary, diff_operations
from build_tools.compare.words.tokens import Cut, Weight
from build_tools.model import Noise

_IDEOGRAPHS = "\u2e80"
"""From here on one character says as much as a word."""
_CLOSING = frozenset(".,;:!?)")


@dataclass(slots=True)
class Hunk:
    """A stretch of pieces that is kept, or one that is replaced (either side may be empty)."""

    old: range
    new: range
    kept: bool
    alone: bool = False
    """Whether it begins with a note, and is not to be joined with what stands before it."""
    noise: Noise | None = None


def difference(old: Cut, new: Cut) -> list[Hunk]:
    """The stretches kept and replaced, in turn: as many words kept as can be, then the pauses round
    them.

    Words go first, or "France" would be given up for two commas and a space that stand in both
    texts anyway. The way back is the mirror image of the way there.
    """
    found: list[Hunk] = []
    i = j = 0
    for olds, news in _same_words(old, new):
        _between(found, old, range(i, olds[0]), new, range(j, news[0]))
        i, j = olds[-1] + 1, news[-1] + 1
        if old.keys[olds[0] : i] == new.keys[news[0] : j]:
            _extend(found, range(olds[0], i), range(news[0], j), kept=True)
        else:
            _one_by_one(found, old, olds, new, news)
    _between(found, old, range(i, len(old.keys)), new, range(j, len(new.keys)))
    return found


def _same_words(old: Cut, new: Cut) -> Iterator[tuple[list[int], list[int]]]:
    """The runs of a longest common subsequence of what is not a pause: where their words stand on
    either side.
    """
    vocabulary = Vocabulary()
    olds, news = (
        [at for at, weight in enumerate(side.weights) if not weight.pause] for side in (old, new)
    )
    codes = [
        "".join([vocabulary.code(side.keys[at]) for at in ats])
        for side, ats in ((old, olds), (new, news))
    ]
    backwards = new.keys < old.keys
    i = j = 0
    for op, length in diff_operations(*(reversed(codes) if backwards else codes)):
        if op == "=":
            yield olds[i : i + length], news[j : j + length]
        deleted = op == ("+" if backwards else "-")
        i += length if op == "=" or deleted else 0
        j += length if op == "=" or not deleted else 0


def _one_by_one(found: list[Hunk], old: Cut, olds: list[int], new: Cut, news: list[int]) -> None:
    """A run of kept words between which some pauses differ."""
    i, j = olds[0], news[0]
    for before, after in zip(olds, news, strict=True):
        _between(found, old, range(i, before), new, range(j, after))
        i, j = before + 1, after + 1
        _extend(found, range(before, i), range(after, j), kept=True)


def _between(found: list[Hunk], old: Cut, old_gap: range, new: Cut, new_gap: range) -> None:
    """What stands between two kept words, cut at the notes, so that "4.3¹" never becomes "4.2²" in
    one breath.
    """
    olds, news = (
        [at for at in gap if text.is_note(at)] for text, gap in ((old, old_gap), (new, new_gap))
    )
    if len(olds) != len(news):
        _replace(found, old, old_gap, new, new_gap)
        return
    i, j = old_gap.start, new_gap.start
    for before, after in zip(olds, news, strict=True):
        _replace(found, old, range(i, before), new, range(j, after))
        i, j = before + 1, after + 1
        found.append(Hunk(range(before, i), range(after, j), kept=False, alone=True))
    _replace(found, old, range(i, old_gap.stop), new, range(j, new_gap.stop))


def _replace(found: list[Hunk], old: Cut, old_gap: range, new: Cut, new_gap: range) -> None:
    """A stretch for another; the pauses at both ends that are the same are kept, and a first note
    stands by itself.
    """
    before, after = (
        text.keys[gap.start : gap.stop] for text, gap in ((old, old_gap), (new, new_gap))
    )
    least = min(len(before), len(after))
    head = next((at for at in range(least) if before[at] != after[at]), least)
    tail = next(
        (at for at in range(least - head) if before[-1 - at] != after[-1 - at]), least - head
    )
    was, now = old_gap[head : len(before) - tail], new_gap[head : len(after) - tail]
    i, j = (
        next((at for at in gap if text.is_note(at)), gap.stop)
        for text, gap in ((old, was), (new, now))
    )
    _extend(found, old_gap[:head], new_gap[:head], kept=True)
    if i < was.stop or j < now.stop:
        _replace(found, old, range(was.start, i), new, range(now.start, j))
        found.append(Hunk(range(i, was.stop), range(j, now.stop), kept=False, alone=True))
    else:
        _extend(found, was, now, kept=False)
    _extend(found, old_gap[len(before) - tail :], new_gap[len(after) - tail :], kept=True)


def _extend(found: list[Hunk], old: range, new: range, *, kept: bool) -> None:
    """Add a stretch, to the one before it when both are kept or both replaced."""
    if not old and not new:
        return
    if found and found[-1].kept == kept and not found[-1].alone:
        found[-1].old, found[-1].new = (
            range(found[-1].old.start, old.stop),
            range(found[-1].new.start, new.stop),
        )
    else:
        found.append(Hunk(old, new, kept))


def slide(hunks: list[Hunk], old: Cut, new: Cut) -> None:
    """Move each lone insertion or deletion, among the places that mean the same, to where it reads
    best.
    """
    for before, hunk, after in zip(hunks, hunks[1:], hunks[2:], strict=False):
        if hunk.kept or (hunk.old and hunk.new) or not (before.kept and after.kept):
            continue
        keys = new.keys if hunk.new else old.keys
        first, span, last = (each.new if hunk.new else each.old for each in (before, hunk, after))
        line, start, length = keys[first.start : last.stop], len(first), len(span)
        low = high = start
        while low > 1 and line[low - 1] == line[low + length - 1]:
            low -= 1
        while high + length < len(line) - 1 and line[high] == line[high + length]:
            high += 1
        best = max(range(low, high + 1), key=lambda at: (_ease(line, at, length), at == start, -at))
        _shift(before, hunk, after, best - start)


def _ease(line: list[str], at: int, length: int) -> int:
    """How well an edit of `length` pieces reads at `at`: it begins and ends at pauses, and tears no
    brackets apart.
    """
    return (
        _rest(line, at)
        + _rest(line, at + length)
        + thresholds.BALANCED * _is_balanced(line[at : at + length])
    )


def _is_balanced(keys: list[str]) -> bool:
    """Whether every bracket that is opened is closed, and none closed that was not opened."""
    depths = [0, *accumulate((key == "(") - (key == ")") for key in keys)]
    return min(depths) == depths[-1] == 0


def _rest(line: list[str], at: int) -> int:
    """How natural a pause there is before the piece at `at`, 0 to 20; the sum over both ends of an
    edit decides.
    """
    if at in (0, len(line)):
        return thresholds.BOUNDARY_TEXT
    if line[at - 1].isspace():
        previous = line[at - 2] if at > 1 else ""
        return (
            thresholds.BOUNDARY_SENTENCE
            if previous in {".", ";", ":", "!", "?"}
            else thresholds.BOUNDARY_COMMA
            if previous == ","
            else thresholds.BOUNDARY_AFTER_SPACE
        )
    return (
        thresholds.BOUNDARY_BEFORE_SIGN
        if line[at] in _CLOSING
        else thresholds.BOUNDARY_BEFORE_SPACE
        if line[at].isspace()
        else 0
    )


def _shift(before: Hunk, hunk: Hunk, after: Hunk, by: int) -> None:
    for side in ("old", "new"):
        left, middle, right = (getattr(part, side) for part in (before, hunk, after))
        setattr(before, side, range(left.start, left.stop + by))
        setattr(hunk, side, range(middle.start + by, middle.stop + by))
        setattr(after, side, range(right.start + by, right.stop))


def absorb(hunks: list[Hunk], old: Cut, new: Cut) -> None:
    """Join two rewrites with the island between them when the island is too small to help a
    reader.
    """
    at = 1
    while at < len(hunks) - 1:
        left, island, right = hunks[at - 1 : at + 2]
        if island.kept and _is_chaff(left, island, right, old, new):
            whole = range(left.old.start, right.old.stop), range(left.new.start, right.new.stop)
            hunks[at - 1 : at + 2] = [Hunk(*whole, kept=False)]
            at = max(at - 2, 1)
        else:
            at += 1


def close_brackets(hunks: list[Hunk], old: Cut, new: Cut) -> None:
    """Take the ")" after a rewrite into it when the "(" that it closes was rewritten."""
    for hunk, after in pairwise(hunks):
        closing = after.kept and new.keys[after.new.start] == ")"
        if closing and min(_depth(old, hunk.old), _depth(new, hunk.new)) > 0:
            hunk.old, after.old = range(hunk.old.start, hunk.old.stop + 1), after.old[1:]
            hunk.new, after.new = range(hunk.new.start, hunk.new.stop + 1), after.new[1:]


def _depth(text: Cut, span: range) -> int:
    """How many brackets stand open at the end of a stretch."""
    keys = text.keys[span.start : span.stop]
    return keys.count("(") - keys.count(")")


def _is_chaff(left: Hunk, island: Hunk, right: Hunk, old: Cut, new: Cut) -> bool:
    """Whether an island helps no reader: a small word or two beside a rewrite, or little between
    two large rewrites.
    """
    if left.noise or right.noise or left.alone or right.alone:
        return False
    if _stands_alone(left, old, new) or _stands_alone(right, old, new):
        return False
    rewrites = sum(bool(hunk.old and hunk.new) for hunk in (left, right))
    words = [key for key, weight in _pieces(new, island.new) if weight.word]
    small = len(words) <= thresholds.TRIVIAL_WORDS and all(
        len(word) <= thresholds.TRIVIAL_WORD_LENGTH and word[0].isalpha() and word[0] < _IDEOGRAPHS
        for word in words
    )
    if not rewrites or (rewrites < 2 and not small):
        return False
    times = (
        thresholds.TRIVIAL_RATIO
        if not small
        else thresholds.TRIVIAL_RATIO_SMALL
        if rewrites == 2
        else thresholds.TRIVIAL_RATIO_SMALL_ONE
    )
    return _size(island, old, new) * times <= min(_size(left, old, new), _size(right, old, new))


def _pieces(text: Cut, span: range) -> Iterator[tuple[str, Weight]]:
    return zip(text.keys[span.start : span.stop], text.weights[span.start : span.stop], strict=True)


def _size(hunk: Hunk, old: Cut, new: Cut) -> int:
    """How many characters of the longer side there are to see."""
    return max(old.letters(hunk.old), new.letters(hunk.new))


def _stands_alone(hunk: Hunk, old: Cut, new: Cut) -> bool:
    """Whether a reader wants to see a replacement by itself: of a date, amount or reference, or of
    capital letters.
    """
    before, after = (
        old.keys[hunk.old.start : hunk.old.stop],
        new.keys[hunk.new.start : hunk.new.stop],
    )
    if len(before) == len(after) == 1 and all(
        any(map(str.isdigit, key)) for key in (*before, *after)
    ):
        return True
    return [key.casefold() for key in before] == [key.casefold() for key in after]


def shared(hunks: list[Hunk], old: Cut, new: Cut) -> float:
    """The share kept, of letters or of words, whichever is more; 1 when there is nothing to tear
    apart.
    """
    kept = [hunk.new for hunk in hunks if hunk.kept]
    letters = (
        sum(map(new.letters, kept)),
        old.letters(range(len(old.keys))),
        new.letters(range(len(new.keys))),
    )
    words = (
        sum(map(new.words, kept)),
        old.words(range(len(old.keys))),
        new.words(range(len(new.keys))),
    )
    return max(
        2 * common / (before + after) if before and after else 1.0
        for common, before, after in (letters, words)
    )
