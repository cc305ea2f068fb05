"""What comes of renumbering a draft → a plan for people to read, and one for programs."""

import json
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from build_tools.editing.renumber.following import Line
from build_tools.editing.renumber.plan import RenumberedText, Renumbering

FORMAT = 1
"""Of the plan for programs; counts what is added."""
_UNDECIDED = (
    "Nothing is written. Decide each in the text; or with --undecided the rest is written, and"
    " these stay as they are."
)


def plan_in_words(made: Renumbering, *, written: bool, others: bool) -> Iterator[str]:
    """Which numbers become which, each line in which a reference follows, and what is left for a
    person; `others` says that texts of other documents are to be written too.
    """
    name = made.version.name
    if not made.numbers and not made.undecided:
        yield f"nothing to do: the numbers of {name} count on"
        if made.left_behind:
            count = made.left_behind
            these = "1 reference does" if count == 1 else f"{count} references do"
            yield f"but {these} not point at what was meant: corpus check --fix reference-moved"
        return
    if made.numbers:
        yield from _numbers(made)
    yield from _lines(made.text.lines)
    for text in made.others:
        yield from _other(text, is_changed=others)
    yield from made.named_elsewhere
    if made.undecided:
        yield "To be decided by a person:"
    for each in made.undecided:
        yield f"  {each.path}:{each.line}: {each.reference}: {each.why}"
    if written:
        read = f", and corpus redline {made.base.name} {name}" if made.base else ""
        yield f"Next: corpus check{read}"
    else:
        yield _UNDECIDED if made.undecided else "Nothing is written. With --write this is done."


def _numbers(made: Renumbering) -> Iterator[str]:
    """A table: the line, the old number, the new one."""
    yield f"Numbers of {made.version.path}:"
    wide = max(len(each.old) for each in made.numbers)
    last = len(str(max(each.line for each in made.numbers)))
    for each in made.numbers:
        yield f"  {each.line:>{last}}  {each.old:<{wide}} → {each.new}"


def _lines(lines: Sequence[Line]) -> Iterator[str]:
    if lines:
        yield "References that follow:"
    for each in lines:
        yield f"  {each.path}:{each.number}"
        yield f"    - {each.before}"
        yield f"    + {each.after}"


def _other(text: RenumberedText, *, is_changed: bool) -> Iterator[str]:
    """What follows in a text of another document."""
    if text.lines:
        changed = "which is changed too" if is_changed else "left as it is without --others"
        yield f"In {text.path}, {changed}:"
        yield from _lines(text.lines)


def plan_json(made: Renumbering, *, written: bool) -> str:
    """The same as data."""
    others = chain.from_iterable(text.lines for text in made.others)
    plan: dict[str, Any] = {
        "format": FORMAT,
        "version": made.version.name,
        "path": made.text.path,
        "written": written,
        "numbers": [{"line": each.line, "old": each.old, "new": each.new} for each in made.numbers],
        "references": [_line_data(each) for each in made.text.lines],
        "named_elsewhere": list(made.named_elsewhere),
        "others": [_line_data(each) for each in others],
        "undecided": [
            {"path": each.path, "line": each.line, "reference": each.reference, "why": each.why}
            for each in made.undecided
        ],
    }
    return json.dumps(plan, ensure_ascii=False, indent=1) + "\n"


def _line_data(line: Line) -> dict[str, Any]:
    return {
        "path": line.path,
        "line": line.number,
        "before": line.before,
        "after": line.after,
    }
