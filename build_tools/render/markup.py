"""A change of markup, in words: what became bold or a link, what is so no longer, and where a link
leads now.
"""

from collections.abc import Iterator

from build_tools.model import Content, Edit, Edits, Mark

_MARKS = {"strong": "bold", "emphasis": "italic", "strike": "struck through", "code": "code"}


def markup_changes(edits: Edits) -> Iterator[tuple[str, str]]:
    """Each kept stretch whose markup changed, as its text and what became of its marks."""
    for edit in edits:
        if edit.op == "~":
            yield edit.text, describe_markup_change(edit)


def describe_markup_change(edit: Edit) -> str:
    """What became of the marks of a kept stretch: "now bold, no longer a link to /terms"."""
    old, new = _marks(edit.old), _marks(edit.new)
    words = [f"now {mark}" for mark in new if mark not in old]
    words += [f"no longer {mark}" for mark in old if mark not in new]
    return ", ".join(words) or "marked up otherwise"


def _marks(content: Content) -> list[str]:
    """The marks of some content in words, each once, in order."""
    marks: dict[str, None] = {}
    for run in content:
        marks |= dict.fromkeys(map(_mark, run.marks))
    return list(marks)


def _mark(mark: Mark) -> str:
    return _MARKS.get(mark.kind) or f"a {mark.kind} to {mark.target}"
