"""Rule on footnotes: each stands once, and is referred to."""

import re
from collections.abc import Iterator

from build_tools.check.context import TextContext
from build_tools.model.problems import Problem

_NOTE = re.compile(r"[ ]{0,3}\[\^([^\]\s]+)\]:")
_NOTE_REFERENCE = re.compile(r"\[\^([^\]\s]+)\]")


def footnotes(context: TextContext) -> Iterator[Problem]:
    """Each footnote stands once and is referred to, and each reference has its note."""
    notes: dict[str, int] = {}
    cited: dict[str, tuple[int, int]] = {}
    for number, line in context.prose:
        note = _NOTE.match(line)
        if note is not None:
            if note[1] in notes:
                message = f"footnote `[^{note[1]}]` stands here a second time"
                yield context.problem(number, message, 1)
            notes.setdefault(note[1], number)
        for found in _NOTE_REFERENCE.finditer(line, note.end() if note else 0):
            cited.setdefault(found[1], (number, found.start() + 1))
    without_note = [label for label in cited if label not in notes]
    for label in without_note:
        number, column = cited[label]
        message = f"there is no footnote `[^{label}]`"
        yield context.problem(number, message, column, f"[^{label}]: the note")
    never_cited = [label for label in notes if label not in cited]
    for label in never_cited:
        yield context.problem(notes[label], f"nothing refers to footnote `[^{label}]`", 1)
