"""Words of a provision or a cell and their edits in, the words as amended out: the white space that
nothing is done to stays as it was.
"""

import re
from collections.abc import Sequence

from build_tools.model.instructions import WordEdit
from build_tools.text.quoted_words import SPACE, quoted_words

_SPACES = " \t\r\n"
Span = tuple[int, int, str]
"""Where something is replaced, and by what."""


class RefusedError(Exception):
    """An instruction that cannot be carried out as it says; the message says why."""


def amended(text: str, edits: Sequence[WordEdit]) -> str:
    """The text with all edits made, each of which speaks of the text as it was; RefusedError where
    quoted words do not stand there as they are said to.
    """
    spans = sorted([_span(text, edit) for edit in edits], key=lambda span: (span[0], span[1]))
    made, at = "", 0
    for start, stop, words in spans:
        if start < at:
            raise RefusedError("two edits change the same words")
        made += text[at:start] + words
        at = stop
    return made + text[at:]


def _span(text: str, edit: WordEdit) -> Span:
    words = edit.words
    first, last = len(text) - len(text.lstrip(_SPACES)), len(text.rstrip(_SPACES))
    match edit.operation:
        case "fill":
            if text.strip(_SPACES):
                raise RefusedError(f"“{text.strip(_SPACES)[:40]}” stands there already")
            return 0, len(text), words
        case "begin":
            return first, first, f"{words} "
        case "end":
            return last, last, f" {words}"
        case "insert":
            stop = _place(text, edit)[1]
            return stop, stop, f" {words}"
        case "substitute":
            return *_place(text, edit), words
        case "omit":
            return *_without_gap(text, *_place(text, edit)), ""


def _place(text: str, edit: WordEdit) -> tuple[int, int]:
    """Where the quoted words stand, as whole words."""
    pattern = f"{SPACE}+".join(map(re.escape, quoted_words(edit.quoted)))
    lookahead = rf"(?:(?<={SPACE})|^)(?=({pattern})(?:{SPACE}|$))"
    places = [found.span(1) for found in re.finditer(lookahead, text)]
    if not pattern or not places:
        raise RefusedError(f"“{edit.quoted}” does not stand there")
    if edit.occurrence > len(places):
        raise RefusedError(f"“{edit.quoted}” does not stand there {edit.occurrence} times")
    if not edit.occurrence and len(places) > 1:
        raise RefusedError(f"“{edit.quoted}” stands there {len(places)} times")
    if edit.occurrence and len(places) == 1:
        raise RefusedError(f"“{edit.quoted}” stands there once only")
    return places[max(edit.occurrence - 1, 0)]


def _without_gap(text: str, start: int, stop: int) -> tuple[int, int]:
    """Omitted words with the white space on one side of them."""
    before = len(text[:start].rstrip(_SPACES))
    if not before:
        return start, len(text) - len(text[stop:].lstrip(_SPACES))
    return (before, stop) if text[stop:].strip(_SPACES) else (start, stop)
