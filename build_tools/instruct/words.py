"""The words of a provision before and after in, the edits that a direction says out.

Words are what stands between white space, with their signs, so that what is quoted is whole. Quoted
words are unique in their provision to a reader, for whom “Town.” is no other word than “Town”, or
it is said which of their places is meant.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import chain, zip_longest
from typing import NamedTuple

from build_tools.model.amending_words import AmendingWords
from build_tools.model.instructions import BOTH, EVERY, WordEdit
from build_tools.text.quoted_words import found_places, places_of, without_signs

_CONTEXT = 3
"""So many words before a change, or behind it, may be quoted with it to tell its place."""
_ENDS = ".,;:"
_ENDS_OF_SENTENCES = (".", ";", ":", "!", "?")
_QUOTES = "”“’»«\"')]"
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
    spans = _joined(list(_spans(old, new, number or 0)))
    everywhere = _everywhere(old, new, spans)
    stop = number or 0
    for at, (span, follows) in enumerate(zip_longest(spans, spans[1:])):
        if everywhere.get(at):
            made = _replacement(old, span[0], span[1], new[span[2] : span[3]])
            yield replace(made, occurrence=everywhere[at])
        told = span
        if at not in everywhere:
            told = _told_apart(old, span, stop, follows[0] if follows else len(old))
            yield _edit(old, new, told, stop, number)
        stop = told[1]


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
        if len(numbers) > 1 and starts == places_of(old, quoted) == _read_places(old, quoted):
            found |= dict.fromkeys(numbers, 0)
            found[numbers[0]] = BOTH if len(numbers) == 2 else EVERY
    return found


def _spans(old: Sequence[str], new: Sequence[str], first: int) -> Iterator[Span]:
    """What differs, from the left; the words behind the number begin at `first`."""
    opcodes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    free = first
    for (tag, *place), follows in zip_longest(opcodes, opcodes[1:]):
        if tag == "equal":
            continue
        start, stop, begin, end = place
        stays = follows[2] - follows[1] if follows else 0
        span = (start, stop, begin, end)
        if start == stop:
            came = _Piece(new, begin, end, first)
            shift = came.shift(start - free, stays)
            span = _moved(span, shift)
            if not came.wholeness(shift):
                span = _with_sign(old, new, span)
        elif begin == end:
            span = _moved(span, _Piece(old, start, stop, first).shift(start - free, stays))
        free = span[1]
        yield span


class _Piece(NamedTuple):
    """Words that came or went, which may often be said to stand elsewhere too: of "the boat, the
    car, the ship" came "the car," or "car, the".
    """

    words: Sequence[str]
    start: int
    stop: int
    first: int
    """Where the words begin that are no number."""

    def shift(self, back: int, forth: int) -> int:
        """By how many words to say that it stands later, or earlier, up to so many: where it is a
        whole sentence, or else what stands between two commas, or else as late as may be: after
        “Cohort” came “or a Closing Cohort”, not before it “Cohort or a Closing”.
        """
        earliest = latest = 0
        while -earliest < back and self._may_shift(earliest - 1):
            earliest -= 1
        while latest < forth and self._may_shift(latest):
            latest += 1
        return max(range(earliest, latest + 1), key=lambda each: (self.wholeness(each), each))

    def _may_shift(self, at: int) -> bool:
        """Whether it says the same one word further on from there."""
        return self.words[self.start + at] == self.words[self.stop + at]

    def wholeness(self, shift: int) -> int:
        """How whole it is there: 2 for sentences, 1 for what commas set apart, else 0."""
        start, stop = self.start + shift, self.stop + shift
        opens = 2 if start == self.first else _closes(self.words[start - 1])
        return min(opens, _closes(self.words[stop - 1]))


def _closes(word: str) -> int:
    """2 where a sentence or a limb ends behind a word, 1 where a comma stands there, else 0."""
    bare = word.rstrip(_QUOTES)
    if bare.endswith(_ENDS_OF_SENTENCES):
        return 2
    return 1 if bare.endswith(",") else 0


def _moved(span: Span, shift: int) -> Span:
    start, stop, begin, end = span
    return start + shift, stop + shift, begin + shift, end + shift


def _with_sign(old: Sequence[str], new: Sequence[str], span: Span) -> Span:
    """What came, with the word behind it where that is its first word with another sign: where
    “Cohort.” follows, “Cohort or a Closing Cohort.” is put for it.
    """
    start, stop, begin, end = span
    if start < len(old) and old[start].rstrip(_ENDS) == new[begin]:
        return start, stop + 1, begin, end + 1
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


def _told_apart(old: Sequence[str], span: Span, free: int, limit: int) -> Span:
    """What replaces words, with the words behind it, up to `limit`, that it takes to tell its place
    where no words before it do.
    """
    start, stop, begin, end = span
    if start == stop or _reads_once(old, _first_quoted(old, start, stop, free), stop):
        return span
    lasts = range(stop + 1, min(stop + _CONTEXT, limit) + 1)
    last = next((each for each in lasts if _reads_once(old, start, each)), stop)
    return start, last, begin, end + last - stop


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
    once = [first for first in firsts if not _occurrence(old, first, stop)]
    read_once = (first for first in once if _reads_once(old, first, stop))
    return next(read_once, once[0] if once else start)


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
    """Which of the places at which a reader finds these words this is, from 1; 0 where there is no
    other.
    """
    places = found_places(words, words[start:stop])
    return 0 if len(places) == 1 else places.index(start) + 1


def _reads_once(words: Sequence[str], start: int, stop: int) -> bool:
    """Whether a reader finds these words at one place alone, whatever signs stand at them."""
    return len(_read_places(words, words[start:stop])) == 1


def _read_places(words: Sequence[str], wanted: Sequence[str]) -> list[int]:
    """Their places, whatever signs stand at the words."""
    return places_of(list(map(without_signs, words)), list(map(without_signs, wanted)))
