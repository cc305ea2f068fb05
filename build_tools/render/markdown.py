"""A redline as markdown, for forges to show: a list of changes with `<ins>` and `<del>`, which they
let through.
"""

import re
from collections.abc import Iterator, Mapping
from html import escape

from build_tools.model import Change, Edit, Redline, atom_kind
from build_tools.render.markup import markup_changes

_SPECIAL = re.compile(r"([\\`*_\[\]{}#|~!$])")
EDIT_MARKUP = {"-": "<del>{}</del>", "+": "<ins>{}</ins>"}
"""What stands round deleted and inserted text."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LINE_END = re.compile(r"\r\n?|\n")


def redline_markdown(redline: Redline) -> str:
    """The ends, the counts, and every change as an item of a list."""
    head = (
        f"## {escape_markdown(redline.old.name)} →"
        f" {escape_markdown(redline.new.name)}\n\n{counts_markdown(redline)}\n\n"
    )
    return (head + "".join(change_items(redline))).rstrip() + "\n"


def counts_markdown(redline: Redline) -> str:
    """The counts by kind, under a warning where the two texts could not be aligned."""
    counts = ", ".join(f"{count} {kind}" for kind, count in redline.counts.items()) or "No change."
    return counts if redline.aligned else f"Not aligned: read both.\n\n{counts}"


def change_items(redline: Redline) -> Iterator[str]:
    """Every change as an item of a numbered list, a line each."""
    return (f"{_item(number, change)}\n" for number, change in enumerate(redline.changes, start=1))


def escape_markdown(text: str) -> str:
    """Words in which no sign means anything to a forge, on one line."""
    return _LINE_END.sub("<br>", _SPECIAL.sub(r"\\\1", escape(text, quote=False)))


def _item(number: int, change: Change) -> str:
    return (
        f"{number}. **{escape_markdown(change.where)}**"
        f" ({', '.join(change.kinds)})<br>{change_markdown(change)}"
    )


def change_markdown(change: Change, signs: Mapping[str, str] = EDIT_MARKUP) -> str:
    """What a change deleted and inserted, on one line."""
    label = ""
    if change.old_label != change.new_label and change.old_label and change.new_label:
        label = f"{_marked('-', change.old_label, signs)}{_marked('+', change.new_label, signs)} "
    if change.edits:
        said = "".join(
            f"<br>“{escape_markdown(text)}”: {escape_markdown(said)}"
            for text, said in markup_changes(change.edits)
        )
        return (
            label + "".join(_marked(edit.op, _worded(edit), signs) for edit in change.edits) + said
        )
    if change.old == change.new:
        return label + escape_markdown(change.new)
    return label + _marked("-", change.old, signs) + _marked("+", change.new, signs)


def _worded(edit: Edit) -> str:
    """The text of an edit, with the numbers of notes raised: "Clause 17.10" and the note 3 are not
    Clause 17.103.
    """
    runs = edit.old if edit.op == "-" else edit.new
    return "".join(
        run.text.translate(_RAISED) if atom_kind(run.marks) == "footnote" else run.text
        for run in runs
    )


def _marked(op: str, text: str, signs: Mapping[str, str]) -> str:
    return signs.get(op, "{}").format(escape_markdown(text)) if text else ""
