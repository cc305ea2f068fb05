"""Text that stands elsewhere too, because it moved, was split or was merged: the id of each of its
appearances, and a link from each to the other, whose words the style draws; so does a text at
another level say how it stood.

A block, row or cell that moved appears twice, at the old place and at the new.
"""

from html import escape

from build_tools.model import Block, Passage, RowTie, Side, Tie
from build_tools.render.html.context import HtmlContext

_MOVED = {"old": ("to", "→ moved to"), "new": ("from", "← moved from")}


def appearance_id(change: str, side: Side, *, moved: bool) -> str:
    """The id of an appearance: that of the change, but for the one that a move left."""
    return f"{change}-from" if moved and side == "old" else change


def passage_id(passage: Passage) -> str:
    """The id of a whole block."""
    moved = passage.tie is not None and passage.tie.kind == "move"
    return appearance_id(passage.change, passage.side, moved=moved)


def counterpart_link(passage: Passage, context: HtmlContext) -> str:
    """What a block that moved, was split or was merged says of that, with a link to where the rest
    stands; nothing for any other block.
    """
    tie = passage.tie
    if tie is None:
        return ""
    if tie.kind == "move":
        if passage.side == "both":
            return ""
        other = tie.new[0] if passage.side == "old" else tie.old[0]
        return move_link(passage.change, passage.side, _name(other), context)
    if passage.side == "both":
        return _sign(_division(tie))
    if tie.kind == "split":
        words = f"split from {_name(tie.old[0])}"
        return _link(passage.change, "from", f"← {words}", words, context)
    words = f"merged into {_name(tie.new[0])}"
    return _link(passage.change, "to", f"→ {words}", words, context)


def level_sign(passage: Passage, context: HtmlContext) -> str:
    """What a block that stands at another level says of that, where it stands now."""
    level = context.level(passage.change)
    return _sign(level) if level and passage.new else ""


def header_rows_sign(passage: Passage) -> str:
    """What a table that has another number of header rows says of that."""
    old, new = passage.old, passage.new
    if old is None or new is None or not old.has_other_headers(new):
        return ""
    assert old.table
    assert new.table
    return _sign(f"header rows: {new.table.header_rows}, before {old.table.header_rows}")


def move_link(change: str, side: Side, name: str, context: HtmlContext) -> str:
    """From one appearance of what moved to the other, which is called `name`."""
    way, words = _MOVED["old" if side == "old" else "new"]
    target = change if side == "old" else f"{change}-from"
    return _link(target, way, f"{words} {name}", f"Moved {way} {name}", context)


def row_tie_link(tie: RowTie, change: str, side: Side, context: HtmlContext) -> str:
    """From one appearance of a row that went to another table to the other; where one of the tables
    was divided or joined, only from where the row is gone.
    """
    of_whole_tables = not context.is_of_kind(change, "row-move")
    if of_whole_tables:
        name = _name(tie.new, "another table")
        return _sign(f"→ moved to {name}") if side == "old" else ""
    block, row = (tie.new, tie.new_row) if side == "old" else (tie.old, tie.old_row)
    return move_link(change, side, f"{_name(block, 'another table')}, row {row}", context)


def _link(target: str, way: str, drawn: str, spoken: str, context: HtmlContext) -> str:
    href = context.href_attribute(target)
    spoken = spoken[:1].upper() + spoken[1:]
    words = f'data-said="{escape(drawn)}" aria-label="{escape(spoken)}"'
    return f'<a class="other-place {way}"{href} {words}></a>'


def _sign(words: str) -> str:
    return f'<span class="other-place" data-said="{escape(words)}"></span>'


def _division(tie: Tie) -> str:
    """What became of the block that a split left, or what a merge made it from."""
    if tie.kind == "split":
        return _listed("split into", tie.new)
    return _listed("merged from", tie.old)


def _listed(verb: str, blocks: tuple[Block, ...]) -> str:
    names = [_name(block, "") for block in blocks]
    # Blocks without labels, or with the same, can only be counted.
    if not all(names) or len(set(names)) < len(names):
        what = "tables" if blocks[0].table else "paragraphs"
        return f"{verb} {len(blocks)} {what}"
    return f"{verb} {', '.join(names[:-1])} and {names[-1]}"


def _name(block: Block, unnamed: str = "another place") -> str:
    return block.label or unnamed
