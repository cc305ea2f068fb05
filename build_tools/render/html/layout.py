"""A passage in, how its block is laid out on a page out, as attributes of its element: set in by
its depth, hanging from its label, quoted.

A block that stands in both texts and was set in otherwise says its old depth too, and the style of
each view takes one or the other.
"""

from build_tools.model import Block, Passage
from build_tools.render.html.context import attribute

_MAX_NARROW_LABEL = 5
"""A label of more characters, as "17.5.2" is, needs more room to hang in."""


def layout_classes(passage: Passage) -> list[str]:
    """The classes of how a passage is laid out in the text that it is drawn for."""
    block = passage.block
    names = _kind_classes(block)
    if block.continues_note:
        names += ["footnote", "in-note"]
    if block.term:
        names.append("definition")
    if depth := _depth(block):
        names.append(f"depth-{depth}")
    if depth and block.is_limb:
        names.append("limb")
    if block.quoted:
        names += ["quoted", *([f"quoted-{block.quoted}"] if block.quoted > 1 else [])]
    if _was_elsewhere(passage):
        names.append("relevelled")
    return names


def layout_style(passage: Passage) -> str:
    """The attribute that says how deep a block stood that stands at another depth now, and of a
    table in how many quotations and notes.
    """
    old = passage.old
    if old is None or not _was_elsewhere(passage):
        return ""
    depths = [f"--was:{_depth(old)}"]
    if old.table is not None:
        depths += [f"--was-quoted:{old.quoted}", f"--was-noted:{old.note_level}"]
    return attribute("style", ";".join(depths))


def _was_elsewhere(passage: Passage) -> bool:
    """Whether a block that stands in both texts, and is drawn as one, was laid out otherwise."""
    old, new = passage.old, passage.new
    if old is None or new is None or old is new:
        return False
    return _level(old) != _level(new)


def _level(block: Block) -> tuple[int, int, int]:
    return _depth(block), block.quoted, block.note_level


def _depth(block: Block) -> int:
    """How deep a block is set in; a heading is not."""
    return 0 if block.kind == "heading" else block.depth


def _kind_classes(block: Block) -> list[str]:
    if block.kind == "footnote":
        return ["labelled", "footnote"]
    if block.kind in ("heading", "table") or not block.label:
        return []
    return ["labelled", "wide"] if len(block.label) > _MAX_NARROW_LABEL else ["labelled"]
