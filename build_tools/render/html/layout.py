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
    if block.quoted:
        names += ["quoted", *([f"quoted-{block.quoted}"] if block.quoted > 1 else [])]
    if _old_depth(passage) is not None:
        names.append("relevelled")
    return names


def layout_style(passage: Passage) -> str:
    """The attribute that says how deep a block stood that stands at another depth now."""
    depth = _old_depth(passage)
    return "" if depth is None else attribute("style", f"--was:{depth}")


def _kind_classes(block: Block) -> list[str]:
    if block.kind == "footnote":
        return ["labelled", "footnote"]
    if block.kind in ("heading", "table") or not block.label:
        return []
    return ["labelled", "wide"] if len(block.label) > _MAX_NARROW_LABEL else ["labelled"]


def _depth(block: Block) -> int:
    """How deep a block is set in; a heading is not."""
    return 0 if block.kind == "heading" else block.depth


def _old_depth(passage: Passage) -> int | None:
    """How deep a block stood that stands in both texts, where that differs."""
    if passage.old is None or passage.new is None:
        return None
    depth = _depth(passage.old)
    return None if depth == _depth(passage.new) else depth
