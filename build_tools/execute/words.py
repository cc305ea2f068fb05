"""Words of a provision or a cell and their edits in, the words as amended out: the white space that
nothing is done to stays as it was.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from build_tools.language import gettext as _
from build_tools.model.instructions import BOTH, EVERY, WordEdit
from build_tools.text.quoted_words import (
    found_places,
    places_of,
    quoted_words,
    telling_words,
    without_signs,
    word_spans,
)

_SPACES = " \t\r\n"
_MOST_SHOWN = 4
"""Of so many places each is shown."""
Span = tuple[int, int, str]
"""Where something is replaced, and by what."""


class RefusedError(Exception):
    """An instruction that cannot be carried out as it says; the message says why."""


def amended(text: str, edits: Sequence[WordEdit], number: int = 0) -> str:
    """The text with all edits made, each of which speaks of the text as it was; RefusedError where
    quoted words do not stand there as they are said to. So many words at its beginning are its
    number.
    """
    spans = chain.from_iterable(_spans(text, edit, number) for edit in edits)
    made, at = "", 0
    for start, stop, words in sorted(spans, key=lambda span: (span[0], span[1])):
        if start < at:
            raise RefusedError(_("two edits change the same words"))
        made += text[at:start] + words
        at = stop
    return made + text[at:]


def _spans(text: str, edit: WordEdit, number: int) -> Iterator[Span]:
    words, last = edit.words, len(text.rstrip(_SPACES))
    match edit.operation:
        case "fill":
            if text.strip(_SPACES):
                raise RefusedError(
                    _("“%(words)s” stands there already", words=text.strip(_SPACES)[:40])
                )
            yield 0, len(text), words
        case "begin":
            first = _start_of_word(text, number)
            yield first, first, f"{words} "
        case "end":
            yield last, last, f" {words}"
        case "insert":
            yield from ((stop, stop, f" {words}") for _, stop in _places(text, edit))
        case "substitute":
            yield from ((*place, words) for place in _places(text, edit))
        case "omit":
            yield from ((*_without_gap(text, *place), "") for place in _places(text, edit))


def _start_of_word(text: str, number: int) -> int:
    """Where the word begins that has so many before it."""
    starts = [found.start() for found in re.finditer(r"[^ \t\r\n]+", text)]
    if number >= len(starts):
        raise RefusedError(_("no word stands behind its number"))
    return starts[number]


def _places(text: str, edit: WordEdit) -> list[tuple[int, int]]:
    """Where the quoted words stand that are meant, as whole words."""
    spans, wanted = word_spans(text), quoted_words(edit.quoted)
    words = [text[start:stop] for start, stop in spans]
    found = found_places(words, wanted)
    meant = _meant(words, wanted, found, edit) if found else places_of(*_bare(words, wanted))
    if not meant:
        raise RefusedError(_("“%(words)s” does not stand there", words=edit.quoted))
    for at in meant:
        if words[at : at + len(wanted)] != wanted:
            raise RefusedError(
                _(
                    "“%(words)s” stands there as “%(whole)s”: quote words with their signs",
                    words=edit.quoted,
                    whole=" ".join(words[at : at + len(wanted)]),
                )
            )
    return [(spans[at][0], spans[at + len(wanted) - 1][1]) for at in meant]


def _bare(words: Sequence[str], wanted: Sequence[str]) -> tuple[list[str], list[str]]:
    """Both without their signs."""
    return list(map(without_signs, words)), list(map(without_signs, wanted))


def _meant(
    words: Sequence[str], wanted: Sequence[str], found: Sequence[int], edit: WordEdit
) -> Sequence[int]:
    """Which of the places where a reader finds what is quoted an edit means."""
    if edit.occurrence == BOTH and len(found) != 2:
        raise RefusedError(
            _(
                "“%(words)s” stands there %(count)s times, and not twice",
                words=edit.quoted,
                count=len(found),
            )
        )
    if edit.occurrence and len(found) == 1:
        raise RefusedError(_("“%(words)s” stands there once only", words=edit.quoted))
    if edit.occurrence in (BOTH, EVERY):
        return found
    if edit.occurrence > len(found):
        raise RefusedError(
            _(
                "“%(words)s” does not stand there %(count)s times",
                words=edit.quoted,
                count=edit.occurrence,
            )
        )
    if not edit.occurrence and len(found) > 1:
        raise RefusedError(_which(words, wanted, found, edit.quoted))
    return [found[max(edit.occurrence - 1, 0)]]


def _which(words: Sequence[str], wanted: Sequence[str], found: Sequence[int], quoted: str) -> str:
    """That it is not said which place is meant, and how each is quoted."""
    told = (telling_words(words, at, at + len(wanted)) for at in found)
    forms = [" ".join(each) for each in told if each]
    if len(set(forms)) < len(found) or len(found) > _MOST_SHOWN:
        return _(
            "“%(words)s” stands there %(count)s times: say which of them is meant",
            words=quoted,
            count=len(found),
        )
    return _(
        "“%(words)s” stands there %(count)s times: quote one of them as %(forms)s, or say which"
        " of them is meant",
        words=quoted,
        count=len(found),
        forms=", ".join(_("“%(words)s”", words=each) for each in forms),
    )


def _without_gap(text: str, start: int, stop: int) -> tuple[int, int]:
    """Omitted words with the white space on one side of them."""
    before = len(text[:start].rstrip(_SPACES))
    if not before:
        return start, len(text) - len(text[stop:].lstrip(_SPACES))
    return (before, stop) if text[stop:].strip(_SPACES) else (start, stop)
