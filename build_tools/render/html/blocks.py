"""A passage of a redline in, the HTML of its block out; the same code for a version, whose passages
have no change.
"""

from collections.abc import Iterator
from html import escape

from build_tools.model import Passage, deletion, insertion
from build_tools.render.html.context import HtmlContext, attribute
from build_tools.render.html.inline import (
    GAP,
    SIDE_TAGS,
    code_edits_html,
    code_html,
    content_html,
    direction,
    edits_html,
    linked_label,
    marked,
    stretches_html,
)
from build_tools.render.html.layout import layout_classes, layout_style
from build_tools.render.html.moves import counterpart_link, level_sign, passage_id
from build_tools.render.html.stretches import tie_stretches
from build_tools.render.html.tables import table_html


def passage_html(passage: Passage, context: HtmlContext) -> Iterator[str]:
    """One line for a block; two, the old block and the new, where its element is another."""
    old, new = passage.old, passage.new
    if old and new and passage.is_drawn_apart:
        deleted = Passage(old=old, edits=deletion(old.content), change=passage.change)
        inserted = Passage(new=new, edits=insertion(new.content), change=passage.change)
        behind, context.behind = context.behind, ""
        yield _block_html(deleted, context)
        context.behind = behind
        yield _block_html(inserted, context)
    else:
        yield _block_html(passage, context)


def _block_html(passage: Passage, context: HtmlContext) -> str:
    block = passage.block
    attributes = _attributes(passage, context)
    if block.table is not None:
        return table_html(passage, context, attributes)
    attributes += direction(block.content)
    if block.kind == "rule":
        return f"<hr{context.id_attribute(passage.change)}{attributes}>"
    inner = inner_html(passage, context)
    # Where no mark in the text has taken the id of the change, an empty link takes it.
    if id_attribute := context.id_attribute(passage_id(passage)):
        inner = f"<a{id_attribute}></a>{inner}"
    match block.kind:
        case "heading":
            tag = f"h{context.heading_level(block)}"
            return f"<{tag}{attributes}>{inner}{context.behind}</{tag}>"
        case "code":
            return f"<pre{attributes}><code>{inner}</code>{context.behind}</pre>"
        case _:
            return f"<p{attributes}>{inner}{context.behind}</p>"


def inner_html(passage: Passage, context: HtmlContext) -> str:
    """What stands inside the element of a heading, paragraph or code block: the label and the
    content.
    """
    inner = _both_html(passage, context) if passage.side == "both" else _lone_html(passage, context)
    return inner + counterpart_link(passage, context) + level_sign(passage, context)


def _both_html(passage: Passage, context: HtmlContext) -> str:
    """Label and content of a block that stands in both texts, with what changed in it."""
    assert passage.old
    assert passage.new
    old, new, change = passage.old.label, passage.new.label, passage.change
    label = _label_html(linked_label(passage.new, context))
    if old != new:
        noise = context.label_noise(change)
        deleted = marked("del", escape(old), context, change, noise=noise)
        inserted = marked("ins", escape(new), context, change, noise=noise)
        label = f'<span class="label">{deleted}{GAP}{inserted}</span> '
    if passage.block.kind == "code":
        return label + code_edits_html(passage.edits, context, change)
    return label + edits_html(passage.edits, context, change)


def _lone_html(passage: Passage, context: HtmlContext) -> str:
    """Label and content of a block that stands in one text at this place."""
    return marked(
        SIDE_TAGS[passage.side],
        _label_html(linked_label(passage.block, context)) + _lone_content_html(passage),
        context,
        passage.change,
        id_=passage_id(passage),
        noise=context.noise(passage.change),
    )


def _lone_content_html(passage: Passage) -> str:
    """Content that stands in one text at this place; where it stands elsewhere in the other, with
    what is really new in it, or really gone.
    """
    block, side = passage.block, passage.side
    if block.kind == "code":
        return code_html(block.content)
    if passage.tie is None or side == "both":
        return content_html(block.content)
    return stretches_html(tie_stretches(passage.tie, side, block))


def _label_html(label: str) -> str:
    return f'<span class="label">{label}</span> ' if label else ""


def class_names(passage: Passage) -> list[str]:
    """The classes of a block's element; a table's frame says how it is laid out."""
    names = [SIDE_TAGS[passage.side], passage.tie.kind if passage.tie else ""]
    names += ["text-table"] if passage.block.table else layout_classes(passage)
    return [name for name in names if name]


def _attributes(passage: Passage, context: HtmlContext) -> str:
    """The anchor, which a deleted block leaves to the new text; the classes; the change, and its
    class of noise.
    """
    anchor = escape(context.anchor(passage.block)) if passage.new else ""
    return (
        attribute("id", anchor)
        + attribute("class", " ".join(class_names(passage)))
        + ("" if passage.block.table else layout_style(passage))
        + attribute("data-change", passage.change)
        + attribute("data-noise", context.noise(passage.change))
    )
