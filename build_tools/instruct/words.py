"""The words of a provision before and after in, the edits that a direction says out.

Words are what stands between white space, with their signs, so that what is quoted is whole. Quoted
words are unique in their provision, or it is said which of their places is meant.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher

from build_tools.model.instructions import WordEdit
from build_tools.text.quoted_words import has_paired_quotes

_CONTEXT = 3
"""So many words before a change may be quoted with it to tell its place."""
_ENDS = ".,;:"
_NEAR = 1
"""Changes with no more words than this between them are said as one."""

Span = tuple[int, int, int, int]
"""Where words stood and where those stand that replace them: start and stop of each."""


def word_edits(
    old: Sequence[str], new: Sequence[str], number: int = 0
) -> tuple[WordEdit, ...] | None:
    """The edits from the old words to the new; None where they cannot be quoted. So many words at
    the beginning are the number of the provision, which is not quoted.
    """
    if not old:
        return _filled(new)
    spans = _not_at_once(_joined(_spans(old, new)), number, len(old))
    edits = []
    stop = number
    for span in spans:
        edit = _edit(old, new, span, stop)
        if edit is None:
            return None
        edits.append(edit)
        stop = span[1]
    return tuple(edits)


def _filled(new: Sequence[str]) -> tuple[WordEdit, ...] | None:
    edit = _quotable(WordEdit(operation="fill", words=" ".join(new)))
    return None if edit is None else (edit,)


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


def _not_at_once(spans: Sequence[Span], number: int, length: int) -> list[Span]:
    """What comes right behind the number, where no word stands to tell its place, with the word
    that follows it.
    """
    if not spans or spans[0][:2] != (number, number) or number == length:
        return [*spans]
    (_, _, begin, end), *others = spans
    return [(number, number + 1, begin, end + 1), *others]


def _edit(old: Sequence[str], new: Sequence[str], span: Span, free: int) -> WordEdit | None:
    """One edit; words before `free` belong to the edit before."""
    start, stop, begin, end = span
    if start == stop:
        return _insertion(old, start, " ".join(new[begin:end]), free)
    first = _first_quoted(old, start, stop, free)
    return _quotable(_replacement(old, first, stop, [*old[first:start], *new[begin:end]]))


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


def _insertion(old: Sequence[str], at: int, words: str, free: int) -> WordEdit | None:
    if at == len(old):
        return _quotable(WordEdit(operation="end", words=words))
    start = _first_quoted(old, at - 1, at, free)
    return _quotable(
        WordEdit(
            operation="insert",
            quoted=" ".join(old[start:at]),
            occurrence=_occurrence(old, start, at),
            words=words,
        )
    )


def _quotable(edit: WordEdit) -> WordEdit | None:
    return edit if _can_be_quoted(edit.quoted) and _can_be_quoted(edit.words) else None


def _can_be_quoted(words: str) -> bool:
    """Whether words can stand between quotation marks: those in them are pairs, or there is a kind
    of which they have none.
    """
    return has_paired_quotes(words) or not set("«»") & set(words)


def _occurrence(words: Sequence[str], start: int, stop: int) -> int:
    """Which of the places of these words this is, from 1; 0 where there is no other."""
    places = _places(words, words[start:stop])
    return 0 if len(places) == 1 else places.index(start) + 1


def _places(words: Sequence[str], wanted: Sequence[str]) -> list[int]:
    length = len(wanted)
    starts = range(len(words) - length + 1)
    return [at for at in starts if words[at : at + length] == wanted]
