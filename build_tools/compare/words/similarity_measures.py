"""How similar texts are: each is a string of one character for each word, so that fast scorers
compare words.

The only module that knows diff-match-patch and rapidfuzz.
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterable
from itertools import chain

from rapidfuzz.distance import Indel, LCSseq

from build_tools.compare import thresholds
from build_tools.compare.words.windows import windows

try:
    from fast_diff_match_patch import diff

    fast_diff = diff
except ImportError:  # a Python or a machine for which it has no wheel
    fast_diff = None

_SIGNS = {0: "=", -1: "-", 1: "+"}
"""What diff-match-patch calls an operation in Python, and what in C++."""
_CJK = r"\u2e80-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_CJK}]|[^\W{_CJK}]+(?:[.,:/'’‑-][^\W{_CJK}]+)*")
"""Coarser and faster than a token: all that similarity asks is which words two texts share."""
_SURROGATES = range(0xD800, 0xE000)
"""Numbers that are no characters of their own."""
_PROVISION = re.compile(r"\d+(?:\.\d+)+")
_HOLDS_PROVISION = re.compile(r"\d\.\d")
"""Found in a text that holds a number of a provision, and soon told of one that holds none."""


class _Codes(dict[Hashable, str]):
    """The character that stands for each key, given when it is first asked for."""

    def __missing__(self, key: Hashable) -> str:
        number = len(self) + 1
        if number >= _SURROGATES.start:
            number += len(_SURROGATES)
        self[key] = code = chr(number)
        return code


class Vocabulary:
    """Texts as strings of one character for each word, so that bit-parallel scorers compare words
    and not letters.
    """

    def __init__(self) -> None:
        self._codes = _Codes()

    def encode(self, text: str) -> str:
        """The words of `text`, in order and without regard to case, spaces and punctuation.

        Numbers of provisions in it are left out, for they only follow where provisions go; a short
        text may be nothing else, and a table of figures is.
        """
        words = _WORD.findall(text.casefold())
        if len(words) > thresholds.SHORT_TEXT_WORDS and _HOLDS_PROVISION.search(text):
            rest = [word for word in words if not _PROVISION.fullmatch(word)]
            if len(words) - len(rest) <= len(words) * thresholds.MAX_PROVISION_SHARE:
                words = rest
        return self.codes(words)

    def codes(self, keys: Iterable[Hashable]) -> str:
        """A sequence of keys as a string of one character for each."""
        return "".join(map(self._codes.__getitem__, keys))


def dice_similarity(old: Counter[str], new: Counter[str]) -> float:
    """How much two counts share, 0 to 1: twice what they have in common over both; in linear time,
    without order.
    """
    total = old.total() + new.total()
    return 2 * (old & new).total() / total if total else 1.0


def similarity(old: str, new: str, threshold: float = 0.0) -> float:
    """How much two encoded texts share, 0 to 1: twice the longest common subsequence over both
    lengths.

    Two texts without a word are alike. A value below `threshold` is given as 0.
    """
    words = len(old) + len(new)
    if not words:
        return 1.0
    if words <= thresholds.MAX_WORDS_AT_ONCE:
        # Counted in words of both: of a share, rapidfuzz may drop one that is just the threshold.
        shared = Indel.similarity(old, new, score_cutoff=int(threshold * words))
    else:
        kept = _kept(old, new)
        shared = kept + kept
    found = shared / words
    return found if found >= threshold else 0.0


def containment(part: str, whole: str) -> float:
    """How much of an encoded text stands, in its order, in another, 0 to 1."""
    return _kept(part, whole) / len(part) if part else 1.0


def _kept(old: str, new: str) -> int:
    """The length of a longest common subsequence; of long texts, of those of the windows over
    them.
    """
    if len(old) + len(new) <= thresholds.MAX_WORDS_AT_ONCE:
        return LCSseq.similarity(old, new)
    return sum(LCSseq.similarity(*window) for window in windows(old, new))


def diff_operations(old: str, new: str) -> list[tuple[str, int]]:
    """A smallest difference of two encoded texts: `=`, `-` or `+`, and for how many characters; of
    long ones smallest within each window over them.
    """
    if len(old) + len(new) <= thresholds.MAX_WORDS_AT_ONCE:
        return _smallest_difference(old, new)
    operations = (_smallest_difference(*window) for window in windows(old, new))
    return list(chain.from_iterable(operations))


def _smallest_difference(old: str, new: str) -> list[tuple[str, int]]:
    """Without a limit of time, or the result would depend on how busy the machine is."""
    if fast_diff is None:
        return diff_operations_in_python(old, new)
    found: list[tuple[str, int]] = fast_diff(
        old, new, timelimit=0, checklines=False, cleanup="No", counts_only=True
    )
    return found


def diff_operations_in_python(old: str, new: str) -> list[tuple[str, int]]:
    """The same by the same algorithm, some fifteen times slower, on any machine."""
    from diff_match_patch import diff_match_patch  # noqa: PLC0415 - rarely needed

    differ = diff_match_patch()
    differ.Diff_Timeout = 0
    found = differ.diff_main(old, new, checklines=False)
    return [(_SIGNS[operation], len(text)) for operation, text in found]


def longest_common_subsequence(old: str, new: str) -> list[tuple[int, int]]:
    """The positions that a longest common subsequence of two encoded texts pairs, in order; of long
    texts, one of each window over them.
    """
    pairs: list[tuple[int, int]] = []
    i = j = 0
    for operation, length in diff_operations(old, new):
        if operation == "=":
            pairs.extend(zip(range(i, i + length), range(j, j + length), strict=True))
        if operation != "+":
            i += length
        if operation != "-":
            j += length
    return pairs
