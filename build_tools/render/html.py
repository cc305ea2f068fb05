"""Passages in, HTML out: one line for each block, the same code for a version and for a redline.

Insertions and deletions are native `<ins>` and `<del>` round inline content; whole blocks, rows and columns carry the
class `ins` or `del` as well, so that taking those elements away leaves exactly one of the two texts. Nothing here adds
a word to the text: signs and hints for readers come from the style sheet and from attributes.
"""

from collections.abc import Iterator
from html import escape
from typing import Literal

from build_tools.model import Block, Passage, Redline, Side, Table, TableRedline, Version, plain
from build_tools.redline import unchanged
from build_tools.render.inline import Ids, Link, content_html, edits_html, marked, no_links, stretches_html
from build_tools.render.layout import DrawnCell, DrawnRow, draw
from build_tools.render.ties import moved as moved_stretches
from build_tools.render.ties import tied
from build_tools.tables import unchanged as unchanged_table
from build_tools.tables import whole

_NARROW = 5
"""A label of more characters, as "17.5.2" is, needs more room to hang in."""
_SIDES: dict[Side, str] = {"old": "del", "new": "ins", "both": ""}


def version_html(version: Version, link: Link = no_links) -> Iterator[str]:
    """The blocks of a version, one line each."""
    ids = Ids()
    for passage in unchanged(version):
        yield from passage_html(passage, ids, link)


def redline_html(redline: Redline) -> Iterator[str]:
    """The blocks of both versions in reading order, one line each, with every change marked."""
    ids = Ids()
    for passage in redline.passages:
        yield from passage_html(passage, ids)


def passage_html(passage: Passage, ids: Ids, link: Link = no_links) -> Iterator[str]:
    """One block; two, the old and the new, when it is of another kind than it was."""
    if passage.old and passage.new and _element(passage.old) != _element(passage.new):
        yield _block_html(Passage(old=passage.old, edits=whole("-", passage.old.content), change=passage.change), ids)
        yield _block_html(Passage(new=passage.new, edits=whole("+", passage.new.content), change=passage.change), ids)
    else:
        yield _block_html(passage, ids, link)


def inner_html(passage: Passage, ids: Ids, link: Link = no_links) -> str:
    """What stands inside the element of a heading, paragraph or code block: the label and the content."""
    verbatim = passage.block.kind == "code"
    if lone := _SIDES[passage.side]:
        inner = _label_html(passage.block.label) + _lone_html(passage)
        return marked(lone, inner, ids, passage.change, _place(passage)) + _other_place(passage, ids)
    assert passage.old
    assert passage.new
    old, new = passage.old.label, passage.new.label
    label = _label_html(new)
    if old != new:
        labels = marked("del", escape(old), ids, passage.change) + marked("ins", escape(new), ids, passage.change)
        label = f'<span class="label">{labels}</span> '
    return label + edits_html(passage.edits, ids, passage.change, link, verbatim=verbatim)


def _lone_html(passage: Passage) -> str:
    """The content of a block that stands in one text at this place, with what is really new in it, or really gone."""
    block, side = passage.block, passage.side
    if passage.tie is None or side == "both" or block.kind == "code":
        return content_html(block.content, verbatim=block.kind == "code")
    return stretches_html(tied(passage.tie, side, block))


def _label_html(label: str) -> str:
    return f'<span class="label">{escape(label)}</span> ' if label else ""


def _place(passage: Passage) -> str:
    """The id for a whole block: a moved one has its own at the place that it left."""
    moved = passage.tie is not None and passage.tie.kind == "move"
    return _place_of(passage.change, passage.side, moved=moved)


def _place_of(change: str, side: Side, *, moved: bool) -> str:
    return f"{change}-from" if moved and side == "old" else change


def _other_place(passage: Passage, ids: Ids) -> str:
    """From each place of a moved block a link to the other, drawn by the style sheet."""
    if passage.tie is None or passage.tie.kind != "move" or passage.side == "both":
        return ""
    other = passage.tie.new[0] if passage.side == "old" else passage.tie.old[0]
    name = other.table.label if other.table else other.label
    return _move_link(passage.change, passage.side, name or "another place", ids)


def _move_link(change: str, side: Side, name: str, ids: Ids) -> str:
    target, way = (change, "to") if side == "old" else (f"{change}-from", "from")
    name = escape(name)
    words = f'data-place="{name}" aria-label="Moved {way} {name}"'
    return f'<a class="other-place {way}"{ids.link(target)} {words}></a>'


def _element(block: Block) -> str:
    match block.kind:
        case "heading":
            return f"h{block.depth}"
        case "code":
            return "pre"
        case "rule":
            return "hr"
        case "table":
            return "table"
        case _:
            return "p" if not block.quoted else f"p quoted {block.quoted}"


def _block_html(passage: Passage, ids: Ids, link: Link = no_links) -> str:
    block = passage.block
    if block.table is not None:
        return _table_html(passage, ids, link)
    attributes = _attributes(passage)
    tag = _element(block).split()[0]
    if tag == "hr":
        return f"<hr{ids.attribute(passage.change)}{attributes}>"
    inner = inner_html(passage, ids, link)
    if not inner and passage.change:
        inner = f"<a{ids.attribute(_place(passage))}></a>"
    return f"<pre{attributes}><code>{inner}</code></pre>" if tag == "pre" else f"<{tag}{attributes}>{inner}</{tag}>"


def classes(passage: Passage) -> list[str]:
    """The classes of a block's element."""
    block = passage.block
    found = [_SIDES[passage.side], passage.tie.kind if passage.tie else ""]
    if block.kind == "table":
        found.append("text-table")
    elif block.kind == "footnote":
        found += ["labelled", "footnote"]
    elif block.kind != "heading" and block.label:
        found += ["labelled", "wide" if len(block.label) > _NARROW else ""]
    if block.term:
        found.append("definition")
    if block.kind not in ("heading", "table") and block.depth:
        found.append(f"depth-{min(block.depth, 6)}")
    if block.quoted:
        found.append("quoted")
    return found


def _attributes(passage: Passage) -> str:
    """The anchor, which a deleted block leaves to the new text; the classes; and the change."""
    block = passage.block
    attributes = f' id="{escape(block.anchor)}"' if block.anchor and passage.new else ""
    attributes += _class(classes(passage))
    return attributes + (f' data-change="{passage.change}"' if passage.change else "")


# --- Tables ----------------------------------------------------------------------------------------------------------


def _table_html(passage: Passage, ids: Ids, link: Link) -> str:
    """A table in a frame that scrolls when the table is wider than the page."""
    table = passage.table or unchanged_table(passage.block.table or Table(rows=()))
    lone = _SIDES[passage.side]
    frame_id = ids.attribute(_place(passage)) if lone else ""
    caption = _caption_html(passage, table, ids)
    rows = [(row.header, _row_html(row, ids, link, lone)) for row in draw(table)]
    head = "".join(html for header, html in rows if header)
    body = "".join(html for header, html in rows if not header)
    return (
        f'<div class="table-frame"{frame_id} tabindex="0" role="region" aria-label="{_name(passage.block)}">'
        f"<table{_attributes(passage)}>{caption}"
        f"{f'<thead>{head}</thead>' if head else ''}{f'<tbody>{body}</tbody>' if body else ''}</table>"
        f"{_other_place(passage, ids)}</div>"
    )


def _name(block: Block) -> str:
    """What a frame that can be scrolled is called, in one line."""
    label, caption = (block.table.label, plain(block.table.caption)) if block.table else ("", "")
    return escape(" ".join(": ".join(filter(None, (label, caption))).split())) or "Table"


def _caption_html(passage: Passage, table: TableRedline, ids: Ids) -> str:
    old, new = table.old, table.new
    if lone := _SIDES[passage.side]:
        inner = marked(lone, _title(new.label, content_html(new.caption)), ids, passage.change)
    elif (old.label, bool(old.caption)) == (new.label, bool(new.caption)):
        inner = _title(new.label, edits_html(table.caption, ids, passage.change))
    else:
        inner = marked("del", _title(old.label, content_html(old.caption)), ids, passage.change)
        inner += marked("ins", _title(new.label, content_html(new.caption)), ids, passage.change)
    return f"<caption>{inner}</caption>" if inner else ""


def _title(label: str, caption: str) -> str:
    named = f'<span class="label">{escape(label)}</span>' if label else ""
    return ": ".join(filter(None, (named, caption)))


def _row_html(row: DrawnRow, ids: Ids, link: Link, lone: str) -> str:
    moved = row.elsewhere is not None
    names = [_SIDES[row.side], "move" if moved else "", "again" if row.again else ""]
    attributes = ids.attribute(_place_of(row.change, row.side, moved=moved)) + _class(names)
    attributes += f' data-change="{row.change}"' if row.change else ""
    elsewhere = _move_link(row.change, row.side, f"row {row.elsewhere}", ids) if moved else ""
    cells = "".join(
        _cell_html(cell, row, ids, link, lone, elsewhere if at == 0 else "") for at, cell in enumerate(row.cells)
    )
    return f"<tr{attributes}>{cells}</tr>"


def _cell_html(cell: DrawnCell, row: DrawnRow, ids: Ids, link: Link, lone: str, last: str) -> str:
    """A cell, with what stands last in it."""
    tag = 'th scope="col"' if row.header else "td"
    moved = cell.elsewhere is not None
    places = [_place_of(change, cell.side, moved=moved) for change in cell.changes]
    attributes = "".join(map(ids.attribute, places[:1]))
    attributes += _class([_SIDES[cell.side], "move" if moved else "", "filler" if cell.filler else ""])
    attributes += f' data-change="{" ".join(cell.changes)}"' if cell.changes else ""
    attributes += f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    attributes += f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    inner = "".join(f"<a{given}></a>" for place in places[1:] if (given := ids.attribute(place)))
    content = _cell_content(cell, ids, link)
    inner += marked(lone, content, ids, "") if lone else content
    if moved and row.header:
        inner += _move_link(cell.changes[0], cell.side, f"column {(cell.elsewhere or 0) + 1}", ids)
    return f"<{tag}{attributes}>{inner}{last}</{tag[:2]}>"


def _cell_content(cell: DrawnCell, ids: Ids, link: Link) -> str:
    """The content of a cell; of one that moved and was edited, with what is really new in it, or really gone."""
    if cell.old is None or cell.new is None or cell.old == cell.new or len(cell.edits) != 1:
        return edits_html(cell.edits, ids, link=link)
    tag: Literal["del", "ins"] = "del" if cell.edits[0].op == "-" else "ins"
    found = moved_stretches(cell.old, cell.new, "old" if tag == "del" else "new")
    return marked(tag, stretches_html(found), ids, "")


def _class(names: list[str]) -> str:
    kept = [name for name in names if name]
    return f' class="{" ".join(kept)}"' if kept else ""
