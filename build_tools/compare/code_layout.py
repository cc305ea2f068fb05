"""The edits of code in, the same out with all of substance that moves the beginning of a line or
ends one: a program or a list in YAML says by its indentation what belongs to what.
"""

from collections.abc import Sequence
from dataclasses import replace

from build_tools.model import Block, Edit, Edits, plain


def of_code(old: Sequence[Block], new: Sequence[Block], edits: Edits) -> Edits:
    """The edits between some blocks; where all are code, white space counts at the beginning of
    their lines and between these.
    """
    if any(block.kind != "code" for block in (*old, *new)):
        return edits
    before = after = ""  # of the lines that both texts have come to
    found: list[Edit] = []
    for edit in edits:
        struck, put = plain(edit.old), plain(edit.new)
        moves = struck != put and (_lays_out(before, struck) or _lays_out(after, put))
        found.append(replace(edit, noise=None) if moves else edit)
        before, after = _begun(before + struck), _begun(after + put)
    return tuple(found)


def _lays_out(before: str, text: str) -> bool:
    """Whether a text, after what stands before it, breaks a line or has white space that one begins
    with.
    """
    return "\n" in text or (not before.strip() and text[:1].isspace())


def _begun(text: str) -> str:
    """What stands on the line that a text ends on."""
    return text.rpartition("\n")[2]
