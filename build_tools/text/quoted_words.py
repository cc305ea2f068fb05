"""The words of a source as an instruction quotes them: what stands between white space at which a
line may end, with its signs. A space that keeps words together is a sign like any other.
"""

import re
from collections.abc import Sequence
from itertools import product

SPACE = r"[ \t\r\n]"
"""A character between two words."""
SIGNS = ".,;:!?”“„’‘‚»«›‹\"')]([*_"
"""What stands at a word and makes no other word of it."""
_WORD = re.compile(r"[^ \t\r\n]+")
_BESIDE = 3
"""So many words before others, or behind them, may be quoted with them to tell their place."""
_AROUND = sorted(product(range(_BESIDE + 1), repeat=2), key=lambda each: (sum(each), each[1]))
"""How many of them before, and how many behind: as few as can be, and rather those before."""


def quoted_words(source: str) -> list[str]:
    """The words, in order."""
    return _WORD.findall(source)


def word_spans(source: str) -> list[tuple[int, int]]:
    """Where each of them begins and ends."""
    return [found.span() for found in _WORD.finditer(source)]


def without_signs(word: str) -> str:
    """A word without the signs at it; one that is nothing but signs is itself."""
    return word.strip(SIGNS) or word


def places_of(words: Sequence[str], wanted: Sequence[str]) -> list[int]:
    """Where some words begin among others, the same to the letter; nowhere where they are none."""
    length = len(wanted)
    starts = range(len(words) - length + 1 if length else 0)
    return [at for at in starts if tuple(words[at : at + length]) == tuple(wanted)]


def found_places(words: Sequence[str], wanted: Sequence[str]) -> list[int]:
    """Where a reader finds what is quoted: “Town” in “Town.” too, and “Town.” not in “Town”."""
    inner = [without_signs(each) for each in wanted]
    starts = places_of([without_signs(each) for each in words], inner)
    quoted = " ".join(wanted)
    return [at for at in starts if quoted in " ".join(words[at : at + len(wanted)])]


def telling_words(words: Sequence[str], start: int, stop: int) -> list[str]:
    """Words with as few of those beside them as it takes for them to stand at one place alone,
    whatever signs are at them; empty where a few do not help.
    """
    inner = [without_signs(each) for each in words]
    for before, behind in _AROUND:
        first, last = max(start - before, 0), stop + behind
        if len(places_of(inner, inner[first:last])) == 1:
            return list(words[first:last])
    return []
