"""Text that stands elsewhere too: the ids of its places, and from each a link to the other, drawn
by the style.
"""

from html import escape

from build_tools.model import Block, Passage, Side, Tie
from build_tools.render.html.context import Sheet

_MOVED = {"old": ("to", "→ moved to"), "new": ("from", "← moved from")}


def place_of(change: str, side: Side, *, moved: bool) -> str:
    """The id of a place: what moved has one of its own at the place that it left."""
    return f"{change}-from" if moved and side == "old" else change


def place(passage: Passage) -> str:
    """The id for a whole block."""
    moved = passage.tie is not None and passage.tie.kind == "move"
    return place_of(passage.change, passage.side, moved=moved)


def other_place(passage: Passage, sheet: Sheet) -> str:
    """What a block that moved, was split or was merged says of that, with a link to where the rest
    stands.
    """
    tie = passage.tie
    if tie is None:
        return ""
    if tie.kind == "move":
        other = tie.new[0] if passage.side == "old" else tie.old[0]
        return (
            ""
            if passage.side == "both"
            else move_link(passage.change, passage.side, _named(other), sheet)
        )
    if passage.side == "both":
        return _sign(_divided(tie))
    if tie.kind == "split":
        said = f"split from {_named(tie.old[0])}"
        return _link(passage.change, "from", f"← {said}", said, sheet)
    said = f"merged into {_named(tie.new[0])}"
    return _link(passage.change, "to", f"→ {said}", said, sheet)


def move_link(change: str, side: Side, name: str, sheet: Sheet) -> str:
    """From one place of what moved to the other, `name`."""
    way, said = _MOVED["old" if side == "old" else "new"]
    target = change if side == "old" else f"{change}-from"
    return _link(target, way, f"{said} {name}", f"Moved {way} {name}", sheet)


def _link(target: str, way: str, drawn: str, spoken: str, sheet: Sheet) -> str:
    words = f'data-said="{escape(drawn)}" aria-label="{escape(spoken[:1].upper() + spoken[1:])}"'
    return f'<a class="other-place {way}"{sheet.href(target)} {words}></a>'


def _sign(said: str) -> str:
    return f'<span class="other-place" data-said="{escape(said)}"></span>'


def _divided(tie: Tie) -> str:
    """What befell the block that a split left, or a merge made."""
    if tie.kind == "split":
        return _listed("split into", tie.new, f"split into {len(tie.new)}")
    return _listed("merged from", tie.old, f"merged from {len(tie.old)}")


def _listed(verb: str, blocks: tuple[Block, ...], unnamed: str) -> str:
    names = [_named(block, "") for block in blocks]
    if not all(names) or len(set(names)) < len(names):
        return f"{unnamed} paragraphs"
    return f"{verb} {', '.join(names[:-1])} and {names[-1]}"


def _named(block: Block, unnamed: str = "another place") -> str:
    return (block.table.label if block.table else block.label) or unnamed
