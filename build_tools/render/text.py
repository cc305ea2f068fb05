"""A redline or a version as plain text, for a terminal and for a pipe."""

from build_tools.model import Block, Change, Edits, Redline, Version, row_text
from build_tools.render.markup import markup_changes

_SIGNS = {"-": "[-{}-]", "+": "{{+{}+}}", "=": "{}", "~": "{}"}


def redline_text(redline: Redline) -> str:
    """The ends, the counts and every change, deletions as `[-…-]` and insertions as `{+…+}`."""
    counts = ", ".join(f"{count} {kind}" for kind, count in redline.counts.items()) or "no change"
    head = f"{redline.old.name} -> {redline.new.name}: {counts}"
    if not redline.aligned:
        head += "\nnot aligned: read both"
    return "\n\n".join([head, *map(_change_text, redline.changes)]) + "\n"


def version_text(version: Version) -> str:
    """The text of a version, block by block, labels as printed."""
    blocks = version.body
    return "\n\n".join(map(block_text, blocks)) + "\n"


def block_text(block: Block) -> str:
    """One block: its label and its text, a table as rows of cells."""
    if block.table is None:
        return " ".join(filter(None, (block.label, block.text)))
    caption = "".join(run.text for run in block.table.caption)
    title = ": ".join(filter(None, (block.table.label, caption)))
    return "\n".join([*filter(None, [title]), *map(row_text, block.table.rows)])


def marked_text(edits: Edits) -> str:
    """Edits in one line of text with signs."""
    return "".join(_SIGNS[edit.op].format(edit.text) for edit in edits)


def _change_text(change: Change) -> str:
    lines = [f"{change.where} ({', '.join(change.kinds)})"]
    if change.old_label != change.new_label and change.old_label and change.new_label:
        lines.append(f"    [-{change.old_label}-]{{+{change.new_label}+}}")
    if change.edits:
        lines.append(f"    {marked_text(change.edits)}")
        lines += [f"    “{text}”: {said}" for text, said in markup_changes(change.edits)]
    elif not change.old and not change.new:
        lines += (
            [f"    [-{change.old_label}-]"] if change.old_label and not change.new_label else []
        )
        lines += (
            [f"    {{+{change.new_label}+}}"] if change.new_label and not change.old_label else []
        )
    elif change.old == change.new:
        lines.append(f"    {change.new}")
    else:
        lines += [f"    [-{change.old}-]"] if change.old else []
        lines += [f"    {{+{change.new}+}}"] if change.new else []
    return "\n".join(lines)
