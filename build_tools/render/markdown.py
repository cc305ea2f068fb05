"""A redline as markdown, for a pull request or a job summary: a list of changes with `<ins>` and `<del>` inside."""

import re
from html import escape

from build_tools.model import Change, Redline
from build_tools.render.markup import all_remarked

_SPECIAL = re.compile(r"([\\`*_\[\]{}#|~!])")


def redline_markdown(redline: Redline) -> str:
    """The ends, the counts, and every change as an item of a list."""
    lines = [f"## {redline.old.name} → {redline.new.name}", ""]
    lines += ["Not aligned: read both.", ""] if not redline.aligned else []
    lines += [", ".join(f"{count} {kind}" for kind, count in redline.counts.items()) or "No change.", ""]
    lines += [_item(number, change) for number, change in enumerate(redline.changes, start=1)]
    return "\n".join(lines).rstrip() + "\n"


def _item(number: int, change: Change) -> str:
    return f"{number}. **{escaped(change.where)}** ({', '.join(change.kinds)})<br>{change_markdown(change)}"


def change_markdown(change: Change) -> str:
    """What a change deleted and inserted, on one line."""
    label = ""
    if change.old_label != change.new_label and change.old_label and change.new_label:
        label = f"<del>{escaped(change.old_label)}</del><ins>{escaped(change.new_label)}</ins> "
    if change.edits:
        said = "".join(f"<br>“{escaped(text)}”: {escaped(said)}" for text, said in all_remarked(change.edits))
        return label + "".join(_marked(edit.op, edit.text) for edit in change.edits) + said
    if change.old == change.new:
        return label + escaped(change.new)
    return label + _marked("-", change.old) + _marked("+", change.new)


def _marked(op: str, text: str) -> str:
    tag = {"-": "del", "+": "ins"}.get(op)
    return f"<{tag}>{escaped(text)}</{tag}>" if tag and text else escaped(text)


def escaped(text: str) -> str:
    """Words of the record in markdown: no sign in them means anything, and a line break is one."""
    return _SPECIAL.sub(r"\\\1", escape(text, quote=False)).replace("\n", "<br>")
