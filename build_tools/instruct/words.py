"""The words of a provision before and after in, the edits that a direction says out.

Words are what stands between white space, with their signs, so that what is quoted is whole. Quoted
words are unique in their provision, or it is said which of their places is meant.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import chain

from build_tools.model.amending_words import AmendingWords
from build_tools.model.instructions import BOTH, EVERY, WordEdit

_CONTEXT = 3
"""So many words before a change may be quoted with it to tell its place."""
_ENDS = ".,;:"
_NEAR = 1
"""Changes with no more words than this between them are said as one."""

_OURS = AmendingWords()

Span = tuple[int, int, int, int]
"""Where words stood and where those stand that replace them: start and stop of each."""


def word_edits(
    old: Sequence[str],
    new: Sequence[str],
    number: int | None = 0,
    words: AmendingWords = _OURS,
) -> tuple[WordEdit, ...] | None:
    """The edits from the old words to the new; None where they cannot be quoted with the marks of
    these `words`. So many words at the beginning are the number of the provision, which is not
    quoted; None where that is amended like other words.
    """
    if old:
        edits = list(_edits(old, new, number))
    else:
        edits = [WordEdit(operation="fill", words=" ".join(new))]
    quoted = chain.from_iterable((edit.quoted, edit.words) for edit in edits)
    return tuple(edits) if all(map(words.can_quote, quoted)) else None


def _edits(old: Sequence[str], new: Sequence[str], number: int | None) -> Iterator[WordEdit]:
    spans = _joined(_spans(old, new))
    everywhere = _everywhere(old, new, spans)
    stop = number or 0
    for at, span in enumerate(spans):
        if at not in everywhere:
            yield _edit(old, new, span, stop, number)
        elif everywhere[at]:
            made = _replacement(old, span[0], span[1], new[span[2] : span[3]])
            yield replace(made, occurrence=everywhere[at])
        stop = span[1]


def _everywhere(old: Sequence[str], new: Sequence[str], spans: Sequence[Span]) -> dict[int, int]:
    """The spans that do the same at each place of the same words: what is said of the first, and 0
    for the others, of which nothing is said.
    """
    alike: dict[tuple[tuple[str, ...], tuple[str, ...]], list[int]] = {}
    for at, (start, stop, begin, end) in enumerate(spans):
        if start != stop:
            alike.setdefault((tuple(old[start:stop]), tuple(new[begin:end])), []).append(at)
    found: dict[int, int] = {}
    for (quoted, _), numbers in alike.items():
        starts = [spans[at][0] for at in numbers]
        if len(numbers) > 1 and starts == _places(old, quoted):
            found |= dict.fromkeys(numbers, 0)
            found[numbers[0]] = BOTH if len(numbers) == 2 else EVERY
    return found


def _spans(old: Sequence[str], new: Sequence[str]) -> list[Span]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    spans = [(i, j, k, n) for tag, i, j, k, n in matcher.get_opcodes() if tag != "equal"]
    return [_slid(old, new, span) for span in spans]


def _slid(old: Sequence[str], new: Sequence[str], span: Span) -> Span:
    """What came or went as late as it may be said to: after “Cohort” came “or a Closing Cohort”,
    not before it “Cohort or a Closing”; where a sign follows, “Cohort.” is another.
    """
    start, stop, begin, end = span
    if start == stop:
        while start < len(old) and old[start] == new[begin] and end < len(new):
            start, begin, end = start + 1, begin + 1, end + 1
        if start < len(old) and old[start].rstrip(_ENDS) == new[begin]:
            return start, start + 1, begin, end + 1
        return start, start, begin, end
    if begin == end:
        while stop < len(old) and old[start] == old[stop]:
            start, stop, begin = start + 1, stop + 1, begin + 1
        return start, stop, begin, begin
    return span


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Changes with hardly a word between them, as one."""
    found: list[Span] = []
    for span in spans:
        if found and span[0] - found[-1][1] <= _NEAR:
            found[-1] = (found[-1][0], span[1], found[-1][2], span[3])
        else:
            found.append(span)
    return found


def _edit(
    old: Sequence[str], new: Sequence[str], span: Span, free: int, number: int | None
) -> WordEdit:
    """One edit; words before `free` belong to the edit before, or to the number."""
    start, stop, begin, end = span
    if start == stop:
        words = " ".join(new[begin:end])
        if start == number and start < len(old):
            return WordEdit(operation="begin", words=words)
        if not start:
            return _replacement(old, 0, 1, [*new[begin:end], old[0]])
        return _insertion(old, start, words, free)
    first = _first_quoted(old, start, stop, free)
    return _replacement(old, first, stop, [*old[first:start], *new[begin:end]])


def _first_quoted(old: Sequence[str], start: int, stop: int, free: int) -> int:
    """Where to begin to quote for the words to stand there once: at the start, or at a word before
    it that is free; at the start where nothing helps.
    """
    firsts = range(start, max(start - _CONTEXT, free) - 1, -1)
    return next((first for first in firsts if not _occurrence(old, first, stop)), start)


def _replacement(old: Sequence[str], start: int, stop: int, new: Sequence[str]) -> WordEdit:
    return WordEdit(
        operation="substitute" if new else "omit",
        quoted=" ".join(old[start:stop]),
        occurrence=_occurrence(old, start, stop),
        words=" ".join(new),
    )


def _insertion(old: Sequence[str], at: int, words: str, free: int) -> WordEdit:
    if at == len(old):
        return WordEdit(operation="end", words=words)
    start = _first_quoted(old, at - 1, at, free)
    return WordEdit(
        operation="insert",
        quoted=" ".join(old[start:at]),
        occurrence=_occurrence(old, start, at),
        words=words,
    )


def _occurrence(words: Sequence[str], start: int, stop: int) -> int:
    """Which of the places of these words this is, from 1; 0 where there is no other."""
    places = _places(words, words[start:stop])
    return 0 if len(places) == 1 else places.index(start) + 1


def _places(words: Sequence[str], wanted: Sequence[str]) -> list[int]:
    length = len(wanted)
    starts = range(len(words) - length + 1)
    return [at for at in starts if tuple(words[at : at + length]) == tuple(wanted)]
