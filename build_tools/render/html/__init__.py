"""Passages in, HTML out: one line for each block, the same code for a version and for a redline.

Insertions and deletions are native `<ins>` and `<del>` round inline content; whole blocks, rows and
columns carry the class `ins` or `del` as well, so that taking those elements away leaves exactly
one of the two texts. Nothing here adds a word to the text: signs and hints for readers come from
the style sheet and from attributes.
"""

from collections.abc import Iterator
from html import escape

from build_tools.compare.redline import unchanged
from build_tools.compare.tables import whole
from build_tools.model import Block, Passage, Redline, Side, Version
from build_tools.render.html.context import Link, Sheet, attribute, no_links
from build_tools.render.html.inline import (
    content_html,
    direction,
    edits_html,
    marked,
    permalink,
    stretches_html,
)
from build_tools.render.html.moves import other_place, place
from build_tools.render.html.tables import table_html
from build_tools.render.html.ties import tied

_NARROW = 5
"""A label of more characters, as "17.5.2" is, needs more room to hang in."""
_SIDES: dict[Side, str] = {"old": "del", "new": "ins", "both": ""}


def version_html(version: Version, link: Link = no_links, *, lower: int = 0) -> Iterator[str]:
    """The blocks of a version, one line each; headings stand `lower` than the text has them."""
    sheet = Sheet(link=link, lower=lower)
    for passage in unchanged(version):
        yield from passage_html(passage, sheet)


def redline_html(redline: Redline, *, lower: int = 0) -> Iterator[str]:
    """The blocks of both versions in reading order, one line each, with every change marked;
    `lower` as above.
    """
    sheet = Sheet.of(redline, lower=lower)
    for passage in redline.passages:
        yield from passage_html(passage, sheet)


def passage_html(passage: Passage, sheet: Sheet) -> Iterator[str]:
    """One block; two, the old and the new, when it is of another kind than it was."""
    if passage.old and passage.new and _element(passage.old) != _element(passage.new):
        yield _block_html(
            Passage(old=passage.old, edits=whole("-", passage.old.content), change=passage.change),
            sheet,
        )
        yield _block_html(
            Passage(new=passage.new, edits=whole("+", passage.new.content), change=passage.change),
            sheet,
        )
    else:
        yield _block_html(passage, sheet)


def inner_html(passage: Passage, sheet: Sheet) -> str:
    """What stands inside the element of a heading, paragraph or code block: the label and the
    content.
    """
    change = passage.change
    verbatim = passage.block.kind == "code"
    if lone := _SIDES[passage.side]:
        inner = _label_html(passage.block.label) + _lone_html(passage)
        inner = marked(lone, inner, sheet, change, place=place(passage), noise=sheet.noise(change))
        return inner + other_place(passage, sheet)
    assert passage.old
    assert passage.new
    old, new = passage.old.label, passage.new.label
    label = _label_html(new)
    if old != new:
        noise = sheet.noise_of_label(change)
        labels = marked("del", escape(old), sheet, change, noise=noise)
        labels += marked("ins", escape(new), sheet, change, noise=noise)
        label = f'<span class="label">{labels}</span> '
    return (
        label
        + edits_html(passage.edits, sheet, change, verbatim=verbatim)
        + other_place(passage, sheet)
    )


def _lone_html(passage: Passage) -> str:
    """The content of a block that stands in one text at this place, with what is really new in it,
    or really gone.
    """
    block, side = passage.block, passage.side
    if passage.tie is None or side == "both" or block.kind == "code":
        return content_html(block.content, verbatim=block.kind == "code")
    return stretches_html(tied(passage.tie, side, block))


def _label_html(label: str) -> str:
    return f'<span class="label">{escape(label)}</span> ' if label else ""


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


def _block_html(passage: Passage, sheet: Sheet) -> str:
    block = passage.block
    if block.table is not None:
        return table_html(passage, sheet, _attributes(passage, sheet), _SIDES[passage.side])
    attributes = _attributes(passage, sheet) + direction(block.content)
    tag = f"h{sheet.depth(block)}" if block.kind == "heading" else _element(block).split()[0]
    if tag == "hr":
        return f"<hr{sheet.id(passage.change)}{attributes}>"
    inner = inner_html(passage, sheet)
    if unmarked := sheet.id(place(passage)):
        inner = f"<a{unmarked}></a>{inner}"
    if sheet.permalinks and tag == "p":
        inner += permalink(block, block.label or block.term or block.anchor)
    return (
        f"<pre{attributes}><code>{inner}</code></pre>"
        if tag == "pre"
        else f"<{tag}{attributes}>{inner}</{tag}>"
    )


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
    return [name for name in found if name]


def _attributes(passage: Passage, sheet: Sheet) -> str:
    """The anchor, which a deleted block leaves to the new text; the classes; the change, and its
    class of noise.
    """
    anchor = escape(sheet.anchor(passage.block)) if passage.new else ""
    return (
        attribute("id", anchor)
        + attribute("class", " ".join(classes(passage)))
        + attribute("data-change", passage.change)
        + attribute("data-noise", sheet.noise(passage.change))
    )
