"""A table or its redline as HTML, in a frame that scrolls when the table is wider or longer than
the screen.
"""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import Literal

from build_tools.compare.tables import unchanged_table
from build_tools.compare.tables.layout import LayoutCell, LayoutRow, lay_out
from build_tools.model import Block, Passage, Side, Table, TableRedline, plain
from build_tools.render.html.context import HtmlContext, attribute
from build_tools.render.html.inline import (
    content_html,
    direction,
    edits_html,
    marked,
    permalink,
    stretches_html,
)
from build_tools.render.html.moves import appearance_id, counterpart_link, move_link, passage_id
from build_tools.render.html.ties import moved as moved_stretches

_SIDES: dict[Side, str] = {"old": "del", "new": "ins", "both": ""}
_FEWEST = 3
"""Fewer unchanged rows than this are not worth folding."""


def table_html(passage: Passage, context: HtmlContext, attributes: str, lone: str) -> str:
    """The frame and the table of a passage; `lone` marks a table that stands in one text alone."""
    table = passage.table or unchanged_table(passage.block.table or Table(rows=()))
    frame_id = context.id_attribute(passage_id(passage)) if lone else ""
    kind = (
        f"table-frame {lone} {passage.tie.kind if passage.tie else ''}".strip()
        if lone
        else "table-frame"
    )
    caption = _caption_html(passage, table, context)
    rows = lay_out(table)
    head = "".join(_row_html(row, context, lone) for row in rows if row.header)
    foldable = context.foldable and passage.table is not None
    groups = _groups([row for row in rows if not row.header], foldable)
    body = "".join(_group_html(group, context, lone, foldable) for group in groups)
    return (
        f'<div class="{kind}"{frame_id} tabindex="0" role="region"'
        f' aria-label="{_name(passage.block)}">'
        f"<table{attributes}>{caption}"
        f"{f'<thead>{head}</thead>' if head else ''}{body}</table>"
        f"{counterpart_link(passage, context)}</div>"
    )


def _name(block: Block) -> str:
    """What a frame that can be scrolled is called, in one line."""
    label, caption = (block.table.label, plain(block.table.caption)) if block.table else ("", "")
    return escape(" ".join(": ".join(filter(None, (label, caption))).split())) or "Table"


def _caption_html(passage: Passage, table: TableRedline, context: HtmlContext) -> str:
    old, new, change = table.old, table.new, passage.change
    if lone := _SIDES[passage.side]:
        inner = marked(lone, _title(new.label, content_html(new.caption)), context, change)
    elif (old.label, bool(old.caption)) == (new.label, bool(new.caption)):
        inner = _title(new.label, edits_html(table.caption, context, change))
    else:
        noise = context.noise(change)
        inner = marked(
            "del", _title(old.label, content_html(old.caption)), context, change, noise=noise
        )
        inner += marked(
            "ins", _title(new.label, content_html(new.caption)), context, change, noise=noise
        )
    if context.permalinks:
        inner += permalink(passage.block, passage.block.label or passage.block.anchor)
    return f"<caption>{inner}</caption>" if inner else ""


def _title(label: str, caption: str) -> str:
    named = f'<span class="label">{escape(label)}</span>' if label else ""
    return ": ".join(filter(None, (named, caption)))


# --- Rows -----------------------------------------------------------------------------------------


def _groups(rows: Sequence[LayoutRow], foldable: bool) -> Iterator[list[LayoutRow]]:
    """The rows below the header; where a reader may fold what did not change, such rows in groups
    of their own.
    """
    changed = _changed(rows) if foldable else set()
    for _, group in groupby(enumerate(rows), key=lambda pair: foldable and pair[0] not in changed):
        yield [row for _, row in group]


def _changed(rows: Sequence[LayoutRow]) -> set[int]:
    """The rows with a change, and all rows that a merged cell joins to one of them."""
    changed = {at for at, row in enumerate(rows) if _has_change(row)}
    joined = [
        range(at, at + cell.rowspan)
        for at, row in enumerate(rows)
        for cell in row.cells
        if cell.rowspan > 1
    ]
    while reached := {at for span in joined if changed.intersection(span) for at in span} - changed:
        changed |= reached
    return changed


def _has_change(row: LayoutRow) -> bool:
    return bool(row.change) or row.side != "both" or any(cell.changes for cell in row.cells)


def _group_html(rows: Sequence[LayoutRow], context: HtmlContext, lone: str, foldable: bool) -> str:
    html = "".join(_row_html(row, context, lone) for row in rows)
    if not foldable or len(rows) < _FEWEST or any(map(_has_change, rows)):
        return f"<tbody>{html}</tbody>"
    width = sum(cell.colspan for cell in rows[0].cells)
    fold = f'<tr class="fold"><td colspan="{width}">{fold_html(f"{len(rows)} rows")}</td></tr>'
    return f'<tbody class="unchanged">{fold}{html}</tbody>'


def fold_html(what: str) -> str:
    """The switch that shows what stands folded."""
    return f'<label><input type="checkbox"> … {what} unchanged</label>'


def _row_html(row: LayoutRow, context: HtmlContext, lone: str) -> str:
    moved = row.counterpart is not None
    names = filter(
        None, [_SIDES[row.side], "move" if moved else "", "again" if row.repeated else ""]
    )
    attributes = context.id_attribute(appearance_id(row.change, row.side, moved=moved)) + attribute(
        "class", " ".join(names)
    )
    attributes += attribute("data-change", row.change)
    elsewhere = move_link(row.change, row.side, f"row {row.counterpart}", context) if moved else ""
    cells = "".join(
        _cell_html(cell, row, context, lone, elsewhere if at == 0 else "")
        for at, cell in enumerate(row.cells)
    )
    return f"<tr{attributes}>{cells}</tr>"


def _cell_html(cell: LayoutCell, row: LayoutRow, context: HtmlContext, lone: str, last: str) -> str:
    """A cell, with what stands last in it."""
    tag = 'th scope="col"' if row.header else "td"
    moved = cell.counterpart is not None
    places = [appearance_id(change, cell.side, moved=moved) for change in cell.changes]
    names = filter(
        None, [_SIDES[cell.side], "move" if moved else "", "filler" if cell.filler else ""]
    )
    attributes = "".join(map(context.id_attribute, places[:1])) + attribute(
        "class", " ".join(names)
    )
    attributes += attribute("data-change", " ".join(cell.changes)) + attribute(
        "data-noise", context.noise(*cell.changes)
    )
    attributes += attribute("rowspan", str(cell.rowspan) if cell.rowspan > 1 else "")
    attributes += attribute("colspan", str(cell.colspan) if cell.colspan > 1 else "")
    attributes += direction(*(side for edit in cell.edits for side in (edit.old, edit.new)))
    inner = "".join(
        f"<a{given}></a>" for place in places[1:] if (given := context.id_attribute(place))
    )
    content = _cell_content(cell, context)
    inner += marked(lone, content, context, "") if lone else content
    if moved and row.header:
        inner += move_link(
            cell.changes[0], cell.side, f"column {(cell.counterpart or 0) + 1}", context
        )
    return f"<{tag}{attributes}>{inner}{last}</{tag[:2]}>"


def _cell_content(cell: LayoutCell, context: HtmlContext) -> str:
    """The content of a cell; of one that moved and was edited, with what is really new in it, or
    really gone.
    """
    if cell.old is None or cell.new is None or cell.old == cell.new or len(cell.edits) != 1:
        return edits_html(cell.edits, context)
    tag: Literal["del", "ins"] = "del" if cell.edits[0].op == "-" else "ins"
    found = moved_stretches(cell.old, cell.new, "old" if tag == "del" else "new")
    return marked(tag, stretches_html(found), context, "")
