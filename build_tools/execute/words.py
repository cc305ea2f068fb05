"""Words of a provision or a cell and their edits in, the words as amended out: the white space that
nothing is done to stays as it was.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from build_tools.language import gettext as _
from build_tools.model.instructions import BOTH, EVERY, WordEdit
from build_tools.text.quoted_words import SPACE, quoted_words

_SPACES = " \t\r\n"
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
    pattern = f"{SPACE}+".join(map(re.escape, quoted_words(edit.quoted)))
    lookahead = rf"(?:(?<={SPACE})|^)(?=({pattern})(?:{SPACE}|$))"
    places = [found.span(1) for found in re.finditer(lookahead, text)]
    if not pattern or not places:
        raise RefusedError(_("“%(words)s” does not stand there", words=edit.quoted))
    if edit.occurrence == BOTH and len(places) != 2:
        raise RefusedError(
            _(
                "“%(words)s” stands there %(count)s times, and not twice",
                words=edit.quoted,
                count=len(places),
            )
        )
    if edit.occurrence == EVERY and len(places) == 1:
        raise RefusedError(_("“%(words)s” stands there once only", words=edit.quoted))
    if edit.occurrence in (BOTH, EVERY):
        return places
    if edit.occurrence > len(places):
        raise RefusedError(
            _(
                "“%(words)s” does not stand there %(count)s times",
                words=edit.quoted,
                count=edit.occurrence,
            )
        )
    if not edit.occurrence and len(places) > 1:
        raise RefusedError(
            _("“%(words)s” stands there %(count)s times", words=edit.quoted, count=len(places))
        )
    if edit.occurrence and len(places) == 1:
        raise RefusedError(_("“%(words)s” stands there once only", words=edit.quoted))
    return [places[max(edit.occurrence - 1, 0)]]


def _without_gap(text: str, start: int, stop: int) -> tuple[int, int]:
    """Omitted words with the white space on one side of them."""
    before = len(text[:start].rstrip(_SPACES))
    if not before:
        return start, len(text) - len(text[stop:].lstrip(_SPACES))
    return (before, stop) if text[stop:].strip(_SPACES) else (start, stop)
