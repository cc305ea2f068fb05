"""A change of markup, in words: what became bold or a link, what is so no longer, and where a link
leads now.
"""

from collections.abc import Iterator

from build_tools.model import Edit, Edits, Mark

_MARKS = {"strong": "bold", "emphasis": "italic", "strike": "struck through", "code": "code"}


def describe_markup_change(edit: Edit) -> str:
    """What became of the marks of a kept stretch: "now bold, no longer a link to /terms"."""
    old, new = (
        [_mark(mark) for run in side for mark in run.marks] for side in (edit.old, edit.new)
    )
    said = [f"now {mark}" for mark in dict.fromkeys(new) if mark not in old]
    said += [f"no longer {mark}" for mark in dict.fromkeys(old) if mark not in new]
    return ", ".join(said) or "marked up otherwise"


def markup_changes(edits: Edits) -> Iterator[tuple[str, str]]:
    """Each kept stretch whose markup changed, as its text and what became of its marks."""
    return ((edit.text, describe_markup_change(edit)) for edit in edits if edit.op == "~")


def _mark(mark: Mark) -> str:
    return _MARKS.get(mark.kind) or f"a {mark.kind} to {mark.target}"
