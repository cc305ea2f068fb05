"""Two long encoded texts in, windows over both of them out, each of which can be compared by
itself: a smallest difference of the whole would take time in the square of their length.

Windows end where both texts have words in common that stand nowhere else in either; where there is
nothing of the kind, they are cut evenly.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from typing import TypeAlias

from build_tools.compare import thresholds

_Point: TypeAlias = tuple[int, int]
"""A position in the old text and one in the new."""
Window: TypeAlias = tuple[str, str]
"""A stretch of the old text and one of the new."""


def windows(old: str, new: str) -> Iterator[Window]:
    """Windows over two texts in order; joined, they are the texts."""
    head, tail = common_ends(old, new)
    middle = old[head : len(old) - tail], new[head : len(new) - tail]
    yield old[:head], new[:head]
    for (i, j), (next_i, next_j) in pairwise(_cuts(*middle)):
        yield middle[0][i:next_i], middle[1][j:next_j]
    yield old[len(old) - tail :], new[len(new) - tail :]


def common_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many keys two stretches have in common at their beginning, and at their end after
    that.
    """
    shorter = min(len(old), len(new))
    head = 0
    while head < shorter and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, tail


def _cuts(old: str, new: str) -> Iterator[_Point]:
    """Where the windows begin and end: at the last anchor that one can reach."""
    cut = last = (0, 0)
    yield cut
    for point in _reachable(_anchors(old, new), (len(old), len(new))):
        if _is_too_large(cut, point) and last != cut:
            cut = last
            yield cut
        if _is_too_large(cut, point):
            yield from _evenly(cut, point)
            cut = point
            yield cut
        last = point
    if last != cut:
        yield last


def _reachable(anchors: list[_Point], end: _Point) -> Iterator[_Point]:
    """The points where a window had best end: before each anchor, after it where the next does not
    begin within it, and the end of both texts.
    """
    for (i, j), (next_i, next_j) in pairwise([*anchors, end]):
        yield i, j
        if min(next_i - i, next_j - j) >= thresholds.ANCHOR_WORDS:
            yield i + thresholds.ANCHOR_WORDS, j + thresholds.ANCHOR_WORDS
    yield end


def _is_too_large(start: _Point, stop: _Point) -> bool:
    return stop[0] - start[0] + stop[1] - start[1] > thresholds.MAX_WORDS_AT_ONCE


def _evenly(start: _Point, stop: _Point) -> Iterator[_Point]:
    """Points between two others, so near to one another that a window can reach."""
    olds, news = stop[0] - start[0], stop[1] - start[1]
    count = (olds + news) // thresholds.MAX_WORDS_AT_ONCE + 1
    for at in range(1, count):
        yield start[0] + olds * at // count, start[1] + news * at // count


def _anchors(old: str, new: str) -> list[_Point]:
    """Where runs of a few words begin that stand once in both texts: as many as keep their
    order.
    """
    olds, news = _runs(old), _runs(new)
    in_both = set(olds).intersection(news)
    old_places, new_places = _places(olds, in_both), _places(news, in_both)
    once = ((at, new_places.get(run)) for run, at in old_places.items())
    return _longest_increasing([(i, j) for i, j in once if j is not None])


def _runs(text: str) -> list[str]:
    """Every run of `ANCHOR_WORDS` words, in order."""
    length = thresholds.ANCHOR_WORDS
    return [text[at : at + length] for at in range(len(text) - length + 1)]


def _places(runs: Sequence[str], wanted: Set[str]) -> dict[str, int]:
    """Where each of the wanted runs begins that stands in a text once."""
    places = [(run, at) for at, run in enumerate(runs) if run in wanted]
    counts = Counter([run for run, _ in places])
    return {run: at for run, at in places if counts[run] == 1}


def _longest_increasing(points: list[_Point]) -> list[_Point]:
    """The longest subsequence of points, which increase on the old side, that increases on the new
    side too.
    """
    ends: list[int] = []
    chains: list[int] = []
    """For each length the least position that a chain of it ends at, and the point it ends with."""
    previous: list[int] = []
    for at, (_, j) in enumerate(points):
        length = bisect_left(ends, j)
        previous.append(chains[length - 1] if length else -1)
        ends[length : length + 1], chains[length : length + 1] = [j], [at]
    chain: list[_Point] = []
    at = chains[-1] if chains else -1
    while at >= 0:
        chain.append(points[at])
        at = previous[at]
    return chain[::-1]
