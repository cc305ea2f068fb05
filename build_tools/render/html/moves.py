"""Text that stands elsewhere too, because it moved, was split or was merged: the id of each of its
appearances, and a link from each to the other, whose words the style draws; so does a text at
another level say how it stood.

A block, row or cell that moved appears twice, at the old place and at the new.
"""

from html import escape

from build_tools.language import gettext as _
from build_tools.language import listed
from build_tools.model import Block, Passage, RowTie, Side, Tie
from build_tools.render.html.context import HtmlContext


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
        return move_link(passage.change, passage.side, _name(other, _("another place")), context)
    if passage.side == "both":
        return _sign(_division(tie))
    if tie.kind == "split":
        words = _("split from %(place)s", place=_name(tie.old[0], _("another place")))
        return _link(passage.change, "from", f"← {words}", words, context)
    words = _("merged into %(place)s", place=_name(tie.new[0], _("another place")))
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
    words = _(
        "header rows: %(new)s, before %(old)s",
        new=new.table.header_rows,
        old=old.table.header_rows,
    )
    return _sign(words)


def move_link(change: str, side: Side, name: str, context: HtmlContext) -> str:
    """From one appearance of what moved to the other, which is called `name`."""
    if side == "old":
        words = _("moved to %(place)s", place=name)
        return _link(change, "to", f"→ {words}", words, context)
    words = _("moved from %(place)s", place=name)
    return _link(f"{change}-from", "from", f"← {words}", words, context)


def row_tie_link(tie: RowTie, change: str, side: Side, context: HtmlContext) -> str:
    """From one appearance of a row that went to another table to the other; where one of the tables
    was divided or joined, only from where the row is gone.
    """
    of_whole_tables = not context.is_of_kind(change, "row-move")
    if of_whole_tables:
        words = _("moved to %(place)s", place=_name(tie.new, _("another table")))
        return _sign(f"→ {words}") if side == "old" else ""
    block, at = (tie.new, tie.new_row) if side == "old" else (tie.old, tie.old_row)
    assert block.table is not None, "a row stands in a table"
    row = block.table.row_number(at)
    name = _("%(table)s, row %(row)s", table=_name(block, _("another table")), row=row)
    return move_link(change, side, name, context)


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
        return _("split into %(places)s", places=_listed(tie.new))
    return _("merged from %(places)s", places=_listed(tie.old))


def _listed(blocks: tuple[Block, ...]) -> str:
    names = [_name(block, "") for block in blocks]
    # Blocks without labels, or with the same, can only be counted.
    if not all(names) or len(set(names)) < len(names):
        if blocks[0].table:
            return _("%(number)s tables", number=len(blocks))
        return _("%(number)s paragraphs", number=len(blocks))
    return listed(names)


def _name(block: Block, unnamed: str) -> str:
    return block.label or unnamed
