"""The text of a long redline in parts of about two screens: a browser styles and lays out what
is in sight, and is told how long the rest is (`content-visibility` in `review.css`).

A part changes nothing in what is read, found, copied or printed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import count
from math import ceil
from types import MappingProxyType
from typing import NamedTuple

from build_tools.compare.passages import unchanged_passage
from build_tools.model import KeptBlock, Passage, Redline, Side
from build_tools.render.html.blocks import passage_html
from build_tools.render.html.context import HtmlContext
from build_tools.render.html.folding import grouped

LINES = 80
"""About how many lines a part has."""
WHOLE = 1_000
"""A text of fewer lines stands as it is: a browser lays it out at once."""
_LETTERS = 90
"""About how many letters a line has on a screen."""
_HELD = 4096
"""So many blocks are held as they are drawn where they did not change: most of what a redline shows
stands in the next ones too."""
_MARKUP = re.compile(r"<[^>]*>")


def parted_html(
    redline: Redline,
    signs: Mapping[int, str] = MappingProxyType({}),
    *,
    heading_offset: int,
) -> Iterator[str]:
    """What `folded_html` gives, in parts where it is long; `signs` stand behind the words of
    passages, by their places.
    """
    context = HtmlContext.of(redline, heading_offset=heading_offset, foldable=True)
    groups, places = [], count()
    for frame, passages in grouped(redline):
        drawn = []
        for passage in passages:
            context.behind = signs.get(next(places), "")
            drawn.append(_Drawn.of(passage, context))
        groups.append((frame, drawn))
    if sum(_lines_of(drawn) for _, drawn in groups) < WHOLE:
        for frame, drawn in groups:
            yield from _framed(frame, drawn)
        return
    part = _Part()
    for frame, drawn in groups:
        if not frame:
            yield from part.with_each(drawn)
        elif _lines_of(drawn) <= LINES:
            yield from part.with_whole(_framed(frame, drawn), _lines_of(drawn))
        else:
            yield from part.ended()
            yield frame
            yield from part.with_each(drawn)
            yield from part.ended()
            yield "</div>"
    yield from part.ended()


class _Drawn(NamedTuple):
    """A passage as it is drawn, and about how many lines of a screen it takes."""

    side: Side
    html: Sequence[str]
    lines: int

    @classmethod
    def of(cls, passage: Passage, context: HtmlContext) -> "_Drawn":
        kept = passage.kept
        if kept is not None and not context.behind:
            return _drawn_kept(kept, context.heading_offset)
        html = list(passage_html(passage, context))
        return cls(passage.side, html, sum(map(_lines, html)))


@lru_cache(maxsize=_HELD)
def _drawn_kept(kept: KeptBlock, heading_offset: int) -> _Drawn:
    """A block in which nothing changed."""
    context = HtmlContext(heading_offset=heading_offset, foldable=True)
    html = tuple(passage_html(unchanged_passage(kept.block), context))
    return _Drawn("both", html, sum(map(_lines, html)))


class _Part:
    """The lines of a part that is being filled."""

    def __init__(self) -> None:
        self._html: list[str] = []
        self._lines = 0
        self._waiting = 0
        """How many blocks that went have none beside them yet that came: side by side, a block
        stands beside the one that it was replaced by, and both are in one part."""

    def with_each(self, drawn: Iterable[_Drawn]) -> Iterator[str]:
        """Take in passages that stand for themselves; gives the parts that are full."""
        for each in drawn:
            if not self._waiting:
                yield from self._ended_if_full()
            match each.side:
                case "old":
                    self._waiting += 1
                case "new":
                    self._waiting = max(self._waiting - 1, 0)
                case "both":
                    self._waiting = 0
            self._take(each.html, each.lines)

    def with_whole(self, html: Iterable[str], lines: int) -> Iterator[str]:
        """Take in what is not divided; gives the part before it, if that is full."""
        yield from self._ended_if_full()
        self._waiting = 0
        self._take(html, lines)

    def ended(self) -> Iterator[str]:
        """The part as far as it goes; the next one begins."""
        if self._html:
            yield f'<div class="part" style="--lines:{self._lines}">'
            yield from self._html
            yield "</div>"
        self._html, self._lines, self._waiting = [], 0, 0

    def _ended_if_full(self) -> Iterator[str]:
        if self._lines >= LINES:
            yield from self.ended()

    def _take(self, html: Iterable[str], lines: int) -> None:
        self._html += html
        self._lines += lines


def _framed(frame: str, drawn: Iterable[_Drawn]) -> Iterator[str]:
    if frame:
        yield frame
    for each in drawn:
        yield from each.html
    if frame:
        yield "</div>"


def _lines_of(drawn: Iterable[_Drawn]) -> int:
    return sum(each.lines for each in drawn)


def _lines(html: str) -> int:
    """About how many lines of a screen a block takes."""
    return max(ceil(len(_MARKUP.sub("", html)) / _LETTERS), html.count("<tr"), 1)
