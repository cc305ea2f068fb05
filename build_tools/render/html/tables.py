"""A table or its redline as HTML, in a frame that scrolls when the table is wider or longer than
the screen.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from itertools import chain, groupby
from typing import Literal

from build_tools.compare.tables import joined_rows
from build_tools.compare.tables.layout import LayoutCell, LayoutRow, laid_out
from build_tools.language import gettext as _
from build_tools.model import Block, Passage, Side, Table, TableRedline, wording
from build_tools.render.html.context import HtmlContext, attribute
from build_tools.render.html.inline import (
    GAP,
    SIDE_TAGS,
    content_html,
    edits_direction,
    edits_html,
    marked,
    stretches_html,
)
from build_tools.render.html.layout import layout_classes, layout_style
from build_tools.render.html.long_tables import (
    IN_PARTS,
    Stretch,
    cell_style,
    folding_parts,
    is_in_parts,
    part_style,
    parts_of,
    reaches_over_rows,
    table_style,
)
from build_tools.render.html.moves import (
    appearance_id,
    counterpart_link,
    header_rows_sign,
    level_sign,
    move_link,
    passage_id,
    row_tie_link,
)
from build_tools.render.html.paper import PaperLayout, drawn_columns, paper_layout
from build_tools.render.html.stretches import edit_stretches

_LONE_SIDES: dict[str, Literal["old", "new"]] = {"del": "old", "ins": "new"}
"""Where a whole table stands, by how it is marked."""
_MIN_FOLDED_ROWS = 3
"""Fewer unchanged rows than this are not worth folding."""


def table_html(passage: Passage, context: HtmlContext, attributes: str) -> str:
    """The frame and the table of a passage; `attributes` are those of the table."""
    table, laid = laid_out(passage)
    rows = _addressed(laid, context.row_addresses)
    context.in_parts = is_in_parts(rows)
    # In the order of the page: the id of a change stands on the first thing that marks it.
    paper = paper_layout(table, set_in=bool(passage.block.quoted or passage.block.note_level))
    frame = _frame_attributes(passage, context, paper)
    caption = _caption_html(passage, table, context)
    if context.in_parts:
        attributes += table_style(drawn_columns(table)) + context.role("table")
    header = [row for row in rows if row.header]
    body = [row for row in rows if not row.header]
    lone_tag = SIDE_TAGS[passage.side]
    head = _section_html("thead", [Stretch(header)], context, lone_tag) if header else ""
    if context.foldable and passage.table is not None and passage.side == "both":
        groups = _folding_html(list(_fold_groups(body)), context)
    else:
        groups = _body_html(body, context, lone_tag)
    signs = level_sign(passage, context) + header_rows_sign(passage)
    return (
        f"<div{frame}><table{attributes}>{caption}{paper.columns}{head}{groups}</table>"
        f"{counterpart_link(passage, context)}{signs}</div>"
    )


def _addressed(rows: Sequence[LayoutRow], addresses: Sequence[str]) -> list[LayoutRow]:
    """Rows with their addresses, where they have any."""
    if not addresses:
        return list(rows)
    return [replace(row, address=each) for row, each in zip(rows, addresses, strict=True)]


def _frame_attributes(passage: Passage, context: HtmlContext, paper: PaperLayout) -> str:
    """Of the frame, which can be scrolled with the keyboard and so has a name."""
    names, id_ = ["table-frame", *paper.classes, *layout_classes(passage)], ""
    names += [IN_PARTS] if context.in_parts else []
    if context.level(passage.change) or header_rows_sign(passage):
        id_ = context.id_attribute(passage_id(passage))
    if lone_tag := SIDE_TAGS[passage.side]:
        names += [lone_tag, passage.tie.kind if passage.tie else ""]
        id_ = context.id_attribute(passage_id(passage))
    return (
        attribute("class", " ".join(filter(None, names)))
        + layout_style(passage)
        + id_
        + ' tabindex="0" role="region"'
        + attribute("aria-label", _name(passage.block))
    )


def _name(block: Block) -> str:
    """What a frame is called, in one line."""
    words = [block.label, wording(block.table.caption)] if block.table else []
    return escape(" ".join(": ".join(filter(None, words)).split())) or _("Table")


def _caption_html(passage: Passage, table: TableRedline, context: HtmlContext) -> str:
    was, now = passage.old or passage.block, passage.new or passage.block
    old, new, change = table.old, table.new, passage.change
    if lone_tag := SIDE_TAGS[passage.side]:
        inner = marked(lone_tag, _title_html(now.label, new), context, change)
    elif was.label == now.label and bool(old.caption) == bool(new.caption):
        inner = _title(now.label, edits_html(table.caption, context, change))
    else:
        noise = context.noise(change)
        inner = marked("del", _title_html(was.label, old), context, change, noise=noise)
        inner += GAP + marked("ins", _title_html(now.label, new), context, change, noise=noise)
    inner += context.behind
    return f"<caption>{inner}</caption>" if inner else ""


def _title_html(label: str, table: Table) -> str:
    return _title(label, content_html(table.caption))


def _title(label: str, caption: str) -> str:
    named = f'<span class="label">{escape(label)}</span>' if label else ""
    return ": ".join(filter(None, (named, caption)))


# --- Groups of rows -------------------------------------------------------------------------------


def _fold_groups(rows: Sequence[LayoutRow]) -> Iterator[list[LayoutRow]]:
    """Rows with changes and rows without, in turn, each group for itself."""
    changed = _changed(rows)
    for _is_changed, group in groupby(enumerate(rows), key=lambda pair: pair[0] in changed):
        yield [row for _at, row in group]


def _changed(rows: Sequence[LayoutRow]) -> set[int]:
    """The rows with a change, and all rows that a merged cell joins to one of them."""
    changed = {at for at, row in enumerate(rows) if _has_change(row)}
    return joined_rows(changed, _spans(rows))


def _spans(rows: Sequence[LayoutRow]) -> Iterator[range]:
    """The rows that each merged cell reaches over."""
    for at, row in enumerate(rows):
        for cell in row.cells:
            if cell.rowspan > 1:
                yield range(at, at + cell.rowspan)


def _has_change(row: LayoutRow) -> bool:
    if row.change or row.side != "both":
        return True
    return any(cell.changes for cell in row.cells)


def _folds(rows: Sequence[LayoutRow]) -> bool:
    """Whether a reader can fold a group: it is long enough and nothing in it changed."""
    return len(rows) >= _MIN_FOLDED_ROWS and not any(map(_has_change, rows))


def _folding_html(groups: Sequence[Sequence[LayoutRow]], context: HtmlContext) -> str:
    """The groups of a table that stands in both texts, those without a change to be folded."""
    if context.in_parts:
        parts = folding_parts(groups, map(_folds, groups))
        return "".join(_section_html("tbody", part, context, "") for part in parts)
    bodies = []
    for group in groups:
        inner = _rows_html(group, context, "")
        if _folds(group):
            inner = _fold_html(Stretch(group, unchanged=len(group)), context) + inner
            bodies.append(f'<tbody class="unchanged">{inner}</tbody>')
        else:
            bodies.append(f"<tbody>{inner}</tbody>")
    return "".join(bodies)


def _body_html(rows: Sequence[LayoutRow], context: HtmlContext, lone_tag: str) -> str:
    parts = parts_of(rows) if context.in_parts else filter(None, [rows])
    return "".join(_section_html("tbody", [Stretch(part)], context, lone_tag) for part in parts)


def _section_html(tag: str, part: Sequence[Stretch], context: HtmlContext, lone_tag: str) -> str:
    """The head of a table, or one of its bodies."""
    rows = list(chain.from_iterable(each.rows for each in part))
    is_grid = context.in_parts and reaches_over_rows(rows)
    names = ["merged" if is_grid else "", "more" if part[0].goes_on else ""]
    attributes = attribute("class", " ".join(filter(None, names)))
    attributes += part_style(len(rows)) if context.in_parts else ""
    context.grid_row = int(is_grid)
    inner = "".join(_stretch_html(each, context, lone_tag) for each in part)
    context.grid_row = 0
    return f"<{tag}{attributes}{context.role('rowgroup')}>{inner}</{tag}>"


def _stretch_html(stretch: Stretch, context: HtmlContext, lone_tag: str) -> str:
    if not stretch.fold:
        return _rows_html(stretch.rows, context, lone_tag)
    # A fold and its rows know each other by their number, see `review.css`.
    fold = _fold_html(stretch, context)
    return fold + _rows_html(stretch.rows, context, lone_tag, f"k{stretch.fold}")


def _fold_html(stretch: Stretch, context: HtmlContext) -> str:
    """The row that says how many rows do not differ, above those that it folds."""
    width = sum(cell.colspan for cell in stretch.rows[0].cells)
    switch = fold_switch(_("%(number)s rows", number=stretch.unchanged))
    classes = f"fold f{stretch.fold}" if stretch.fold else "fold"
    attributes = attribute("class", classes) + context.place_attribute() + context.role("row")
    return f'<tr{attributes}><td colspan="{width}"{context.role("cell")}>{switch}</td></tr>'


def fold_switch(what: str) -> str:
    """The switch that shows what stands folded."""
    words = _("%(what)s unchanged", what=what)
    return f'<label><input type="checkbox"> … {words}</label>'


# --- Rows and cells -------------------------------------------------------------------------------


def _rows_html(
    rows: Sequence[LayoutRow], context: HtmlContext, lone_tag: str, group: str = ""
) -> str:
    """Rows; `lone_tag` is `del` or `ins` where the whole table stands in one text alone, `group`
    the class of what folds together.
    """
    return "".join(_row_html(row, context, lone_tag, group) for row in rows)


def _row_html(row: LayoutRow, context: HtmlContext, lone_tag: str, group: str) -> str:
    moved = row.counterpart is not None or row.tie is not None
    side: Side = _LONE_SIDES[lone_tag] if lone_tag else row.side
    names = [group, SIDE_TAGS[row.side], "move" if moved else "", "again" if row.repeated else ""]
    # A row that went with a divided or joined table has no change of its own, nor two places of it.
    own_move = moved and (row.tie is None or context.is_of_kind(row.change, "row-move"))
    anchor = context.id_attribute(row.address or appearance_id(row.change, side, moved=own_move))
    attributes = "" if context.grid_row else anchor
    # A row of a grid is no box that could be gone to: its first cell is.
    anchor = f"<a{anchor}></a>" if anchor and context.grid_row else ""
    attributes += (
        attribute("class", " ".join(filter(None, names)))
        + attribute("data-change", row.change)
        + context.made_by(*context.makers_of(row.change))
        + context.place_attribute()
    )
    link = ""
    if row.tie is not None:
        link = row_tie_link(row.tie, row.change, side, context)
    elif row.counterpart is not None:
        link = move_link(row.change, side, _("row %(number)s", number=row.counterpart), context)
    cells = []
    for cell in row.cells:
        cells.append(_cell_html(cell, row.header, context, lone_tag, anchor, link))
        anchor = link = ""  # they stand in the first cell alone
    return f"<tr{attributes}{context.role('row')}>{''.join(cells)}</tr>"


def _cell_html(
    cell: LayoutCell, header: bool, context: HtmlContext, lone_tag: str, anchor: str, link: str
) -> str:
    """A cell; `anchor` stands first in it, `link` last."""
    moved = cell.counterpart is not None
    ids = [appearance_id(change, cell.side, moved=moved) for change in cell.changes]
    attributes = _cell_attributes(cell, ids[:1], context)
    # An element has one id: those of further changes stand on empty links.
    more = filter(None, map(context.id_attribute, ids[1:]))
    inner = anchor + "".join(f"<a{id_attribute}></a>" for id_attribute in more)
    content = _cell_content(cell, context, lone_tag)
    inner += marked(lone_tag, content, context, "") if lone_tag else content
    if cell.counterpart is not None and header:
        name = _("column %(number)s", number=cell.counterpart + 1)
        inner += move_link(cell.changes[0], cell.side, name, context)
    if header:
        role = context.role("columnheader")
        return f'<th scope="col"{attributes}{role}>{inner}{link}</th>'
    return f"<td{attributes}{context.role('cell')}>{inner}{link}</td>"


def _cell_attributes(cell: LayoutCell, ids: Sequence[str], context: HtmlContext) -> str:
    names = [
        SIDE_TAGS[cell.side],
        "move" if cell.counterpart is not None else "",
        "filler" if cell.filler else "",
    ]
    return (
        "".join(map(context.id_attribute, ids))
        + attribute("class", " ".join(filter(None, names)))
        + attribute("data-change", " ".join(cell.changes))
        + attribute("data-noise", context.noise(*cell.changes))
        + attribute("rowspan", str(cell.rowspan) if cell.rowspan > 1 else "")
        + attribute("colspan", str(cell.colspan) if cell.colspan > 1 else "")
        + edits_direction(cell.edits)
        + (cell_style(cell) if context.in_parts else "")
    )


def _cell_content(cell: LayoutCell, context: HtmlContext, lone_tag: str) -> str:
    """The content of a cell; of one that moved and was edited, with what is really new in it, or
    really gone.
    """
    if all(edit.op == "=" for edit in cell.moved_edits) or len(cell.edits) != 1:
        return edits_html(cell.edits, context)
    if lone_tag:
        return stretches_html(edit_stretches(cell.moved_edits, _LONE_SIDES[lone_tag]))
    side: Literal["old", "new"] = "old" if cell.edits[0].op == "-" else "new"
    stretches = stretches_html(edit_stretches(cell.moved_edits, side))
    return marked(SIDE_TAGS[side], stretches, context, "")
