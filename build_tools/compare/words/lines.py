"""Two contents of several lines in, the edits between them out: lines are paired first, and words
only within a pair. A line that came or went is inserted or deleted whole.

A list in a cell is such a content, and so is a paragraph with hard breaks. A line that only counts
on because another came or went before it, as "(b)" becomes "(c)", is renumbered. Lines that were
broken in two or joined are compared as words.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, product
from operator import attrgetter
from typing import Self, TypeAlias

from build_tools.compare import thresholds
from build_tools.compare.words.similarity_measures import (
    Vocabulary,
    containment,
    longest_common_subsequence,
    similarity,
)
from build_tools.model import Content, Edit, Edits, Noise, Run, atom_kind, joined, plain, wording
from build_tools.text.labels import FIRST, readings

_LABEL = re.compile(r"\s*(?:(?:\(\w+\)|\w+[.)])(?=\s)|\d+[A-Za-z]?(?=\s+[-–—=]\s|\s*:\s))")
"""What a line of a list is counted by: "(a)", "2.", "b)", and the code in "0 - open", "0: open"."""
_CODE = re.compile(r"\s*\d+[A-Za-z]?")
"""A code stands for what it is said to: another code is another meaning."""
_Pair: TypeAlias = tuple[int, int]
_Comparison: TypeAlias = Callable[[Content, Content], Edits]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a content, without the break at its end."""

    content: Content
    label: str
    """What it is counted by, and the white space before that; empty for most."""
    words: str
    """What it says, without its label and the numbers of notes."""
    ending: Content
    """The break at its end; the last line has none."""

    @classmethod
    def of(cls, content: Content, ending: Content) -> Self:
        """A line of so much content."""
        found = _LABEL.match(plain(content))
        label = found[0] if found and found.end() <= len(content[0].text) else ""
        if not readings(label.strip()) and not _CODE.fullmatch(label):
            label = ""
        return cls(content, label, wording(content)[len(label) :].strip(), ending)


def lines(content: Content) -> list[Line]:
    """The lines of a content, one at least."""
    found: list[Line] = []
    runs: list[Run] = []
    for run in content:
        texts = [run.text] if atom_kind(run.marks) else run.text.split("\n")
        for text in texts[:-1]:
            runs += [Run(text, run.marks)] if text else []
            found.append(Line.of(tuple(runs), (Run("\n", run.marks),)))
            runs = []
        if texts[-1] or len(texts) == 1:
            runs.append(Run(texts[-1], run.marks))
    return [*found, Line.of(tuple(runs), ())]


def compare_lines(old: Content, new: Content, compare: _Comparison) -> Edits:
    """The edits between two contents, of which one at least has several lines; `compare` gives
    those between two lines.
    """
    olds, news = lines(old), lines(new)
    pairs = _paired(olds, news)
    if pairs is None:
        return compare(old, new)
    return tuple(_joined(_Replay(olds, news, compare).edits(pairs)))


# --- Pairs ----------------------------------------------------------------------------------------


def _paired(old: Sequence[Line], new: Sequence[Line]) -> list[_Pair] | None:
    """The lines that are one in both, in order; None where a line was broken in two or joined, or
    there is nothing to be gained.
    """
    vocabulary = Vocabulary()
    codes = [vocabulary.codes(map(attrgetter("words"), side)) for side in (old, new)]
    same = longest_common_subsequence(codes[0], codes[1])
    pairs: list[_Pair] = []
    start = (0, 0)
    for i, j in (*same, (len(old), len(new))):
        within = _similar(old, new, range(start[0], i), range(start[1], j))
        if within is None:
            return None
        pairs += [*within, (i, j)]
        start = i + 1, j + 1
    return pairs[:-1] or None


def _similar(
    old: Sequence[Line], new: Sequence[Line], olds: range, news: range
) -> list[_Pair] | None:
    """The pairs between two pairs of equal lines: as similar as can be, in order; None where one
    of these lines stands for the most part in what one of the other side's has beside its partner.
    """
    if len(olds) * len(news) > thresholds.MAX_PAIRS:
        return []
    if len(olds) == len(news) == 1:
        return [(olds[0], news[0])]
    vocabulary = Vocabulary()
    before = {i: vocabulary.encode(old[i].words) for i in olds if old[i].words}
    after = {j: vocabulary.encode(new[j].words) for j in news if new[j].words}
    pairs = _best_in_order(before, after)
    kept_old = {i: after[j] for i, j in pairs}
    kept_new = {j: before[i] for i, j in pairs}
    rest_old = [_without(text, kept_old.get(i, "")) for i, text in before.items()]
    rest_new = [_without(text, kept_new.get(j, "")) for j, text in after.items()]
    gone = [text for i, text in before.items() if i not in kept_old]
    come = [text for j, text in after.items() if j not in kept_new]
    if _any_part(gone, rest_new) or _any_part(come, rest_old):
        return None
    return pairs


def _without(text: str, partner: str) -> str:
    """What of an encoded text is not in its partner, in order."""
    there = Counter(partner)
    rest: list[str] = []
    for code in text:
        if there[code]:
            there[code] -= 1
        else:
            rest.append(code)
    return "".join(rest)


def _any_part(texts: Iterable[str], others: Iterable[str]) -> bool:
    """Whether one of some texts stands for the most part in one of others."""
    return any(
        containment(text, other) >= thresholds.MIN_SIMILARITY
        for text, other in product(texts, list(others))
        if text
    )


def _best_in_order(old: dict[int, str], new: dict[int, str]) -> list[_Pair]:
    """The pairs of similar texts that keep their order and are the most similar together."""
    scores = [[0.0] * (len(new) + 1)]
    """The most that so many of the old and of the new texts have in common."""
    for text in old.values():
        above, row = scores[-1], [0.0]
        for at, other in enumerate(new.values()):
            both = above[at] + similarity(text, other, thresholds.MIN_SIMILARITY)
            row.append(max(above[at + 1], row[at], both))
        scores.append(row)
    olds, news = list(old), list(new)
    pairs: list[_Pair] = []
    i, j = len(olds), len(news)
    while i and j:
        if scores[i][j] == scores[i - 1][j]:
            i -= 1
        elif scores[i][j] == scores[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((olds[i], news[j]))
    return pairs[::-1]


# --- Edits ----------------------------------------------------------------------------------------


class _Replay:
    """The edits of lines one after the other, and how many lines of a series came and went."""

    def __init__(self, old: Sequence[Line], new: Sequence[Line], compare: _Comparison) -> None:
        self._old, self._new, self._compare = old, new, compare
        self._shifts: Counter[str] = Counter()
        """By how much the labels of each style count on in the lines that follow."""

    def edits(self, pairs: Sequence[_Pair]) -> Iterator[Edit]:
        """The edits of all lines."""
        i = j = 0
        for old_at, new_at in (*pairs, (len(self._old), len(self._new))):
            for at in range(i, old_at):
                yield Edit("-", _whole(self._old[at]), ())
                self._shift(self._old[at], -1)
            for at in range(j, new_at):
                yield Edit("+", (), _whole(self._new[at]))
                self._shift(self._new[at], 1)
            if old_at < len(self._old):
                yield from self._line(self._old[old_at], self._new[new_at])
                yield from _ending(self._old[old_at].ending, self._new[new_at].ending)
            i, j = old_at + 1, new_at + 1

    def _line(self, old: Line, new: Line) -> Iterator[Edit]:
        """The edits of a line that stands in both; its label by itself where that changed."""
        if not old.label or not new.label or old.label == new.label:
            self._forget_series_that_begin(new)
            yield from self._compare(old.content, new.content)
            return
        (was, old_rest), (now, new_rest) = _cut(old), _cut(new)
        noise = self._noise(old.label, new.label)
        yield Edit("-", was, (), noise)
        yield Edit("+", (), now, noise)
        yield from self._compare(old_rest, new_rest)

    def _forget_series_that_begin(self, line: Line) -> None:
        """Forget what came and went in a series that begins anew."""
        for style, value in readings(line.label.strip()):
            if value == FIRST:
                self._shifts[style] = 0

    def _shift(self, line: Line, by: int) -> None:
        for style, _ in readings(line.label.strip()):
            self._shifts[style] += by

    def _noise(self, old: str, new: str) -> Noise | None:
        """Whether a label counts on by as many lines of its series as came and went before it."""
        if _CODE.fullmatch(old):
            return None
        before = dict(readings(old.strip()))
        for style, value in readings(new.strip()):
            counted = self._shifts[style] and style in before
            if counted and value == (before[style][0] + self._shifts[style],):
                return "renumbering"
        return None


def _whole(line: Line) -> Content:
    return joined((*line.content, *line.ending))


def _ending(old: Content, new: Content) -> Iterator[Edit]:
    """The edits of the break at the end of a line that stands in both."""
    if old == new:
        yield from (Edit("=", old, new),) if old else ()
    elif old and new:
        yield Edit("~", old, new, "formatting")
    else:
        yield Edit("-" if old else "+", old, new)


def _cut(line: Line) -> tuple[Content, Content]:
    """The label of a line, and the rest of it."""
    first, *rest = line.content
    length = len(line.label)
    label = (Run(first.text[:length], first.marks),)
    tail = (Run(first.text[length:], first.marks),) if len(first.text) > length else ()
    return label, (*tail, *rest)


def _joined(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Edits with neighbours of one kind made one."""
    for (op, noise), group in groupby(edits, key=lambda edit: (edit.op, edit.noise)):
        stretch = list(group)
        old = joined(chain.from_iterable(edit.old for edit in stretch))
        new = joined(chain.from_iterable(edit.new for edit in stretch))
        yield Edit(op, old, new, noise)
