"""Two lists of tokens → the stretches kept and replaced, then settled into what reads best.

No islands of a word or two between two rewrites; insertions that begin and end where words and sentences do.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby, pairwise

from build_tools.model import Noise
from build_tools.words.likeness import Vocabulary, operations
from build_tools.words.tokens import WORD, Token, letter_count, word_count

_CLOSING = frozenset(".,;:!?)")


@dataclass(slots=True)
class Hunk:
    """A stretch that is kept, or one that is replaced (either side may be empty)."""

    old: list[Token]
    new: list[Token]
    kept: bool
    noise: Noise | None = None

    @property
    def size(self) -> int:
        """How many characters of the longer side there are to see."""
        return max(letter_count(self.old), letter_count(self.new))


def difference(old: list[Token], new: list[Token]) -> list[Hunk]:
    """The minimal difference, as kept and replaced stretches in turn."""
    vocabulary = Vocabulary()
    encoded = ["".join(vocabulary.code(token.key) for token in side) for side in (old, new)]
    found: list[Hunk] = []
    i = j = 0
    for kept, group in groupby(operations(*encoded), key=lambda op: op[0] == "="):
        lengths = dict.fromkeys("=-+", 0)
        for op, length in group:
            lengths[op] += length
        di, dj = lengths["="] + lengths["-"], lengths["="] + lengths["+"]
        found.append(Hunk(old[i : i + di], new[j : j + dj], kept))
        i, j = i + di, j + dj
    return found


def slide(hunks: list[Hunk]) -> None:
    """Move each lone insertion or deletion, among the places that mean the same, to where it reads best."""
    for before, hunk, after in zip(hunks, hunks[1:], hunks[2:], strict=False):
        if hunk.kept or (hunk.old and hunk.new):
            continue
        line = before.new + (hunk.new or hunk.old) + after.new
        start, length = len(before.new), len(hunk.new or hunk.old)
        low = start
        while low > 1 and line[low - 1].key == line[low + length - 1].key:
            low -= 1
        high = start
        while high + length < len(line) - 1 and line[high].key == line[high + length].key:
            high += 1
        best = max(range(low, high + 1), key=lambda at: (_rest(line, at) + _rest(line, at + length), at == start, -at))
        _shift(before, hunk, after, best - start)


def _rest(line: list[Token], at: int) -> int:
    """How natural a pause there is before the token at `at`, 0 to 20; the sum over both ends of an edit decides."""
    if at in (0, len(line)):
        return 20
    if line[at - 1].is_space:
        previous = line[at - 2].key if at > 1 else ""
        return 16 if previous in {".", ";", ":", "!", "?"} else 12 if previous == "," else 8
    return 10 if line[at].key in _CLOSING else 7 if line[at].is_space else 0


def _shift(before: Hunk, hunk: Hunk, after: Hunk, by: int) -> None:
    for side in ("old", "new"):
        left, middle, right = (list(getattr(part, side)) for part in (before, hunk, after))
        whole, cut = left + middle + right, len(left) + by
        width = len(middle)
        setattr(before, side, whole[:cut])
        setattr(hunk, side, whole[cut : cut + width])
        setattr(after, side, whole[cut + width :])


def absorb(hunks: list[Hunk]) -> None:
    """Join two rewrites with the island between them when the island is too small to help a reader."""
    at = 1
    while at < len(hunks) - 1:
        left, island, right = hunks[at - 1 : at + 2]
        if island.kept and _is_chaff(left, island, right):
            hunks[at - 1 : at + 2] = [
                Hunk(left.old + island.old + right.old, left.new + island.new + right.new, kept=False)
            ]
            at = max(at - 2, 1)
        else:
            at += 1


def close_brackets(hunks: list[Hunk]) -> None:
    """Take the ")" after a rewrite into it when the "(" that it closes was rewritten."""
    for hunk, after in pairwise(hunks):
        if after.kept and after.new[0].key == ")" and min(_depth(hunk.old), _depth(hunk.new)) > 0:
            hunk.old.append(after.old.pop(0))
            hunk.new.append(after.new.pop(0))


def _depth(tokens: Iterable[Token]) -> int:
    """How many brackets stand open at the end."""
    return sum((token.key == "(") - (token.key == ")") for token in tokens)


def _is_chaff(left: Hunk, island: Hunk, right: Hunk) -> bool:
    if left.noise or right.noise or not (left.old and left.new and right.old and right.new):
        return False
    if _is_figure(left) or _is_figure(right):
        return False
    words = [token.key for token in island.new if WORD.search(token.key)]
    small = all(len(word) <= 3 and not word[0].isdigit() for word in words) and len(words) <= 2
    return island.size * (1 if small else 3) <= min(left.size, right.size)


def _is_figure(hunk: Hunk) -> bool:
    """Whether one date, amount or reference took the place of another, which a reader wants to see by itself."""
    tokens = hunk.old + hunk.new
    return len(hunk.old) == len(hunk.new) == 1 and all(any(map(str.isdigit, token.key)) for token in tokens)


def shared(hunks: list[Hunk]) -> float:
    """The share kept, of letters or of words, whichever is more; 1 when there is nothing to tear apart."""
    return max(_share(hunks, letter_count), _share(hunks, word_count))


def _share(hunks: list[Hunk], measure: Callable[[Iterable[Token]], int]) -> float:
    kept = sum(measure(hunk.new) for hunk in hunks if hunk.kept)
    old, new = sum(measure(hunk.old) for hunk in hunks), sum(measure(hunk.new) for hunk in hunks)
    return 2 * kept / (old + new) if old and new else 1.0
