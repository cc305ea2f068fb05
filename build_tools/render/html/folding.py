"""The text of a redline with what did not change in groups, which a reader can fold away.

What leads to a change stays outside the groups: the headings above it, and the provisions that it
is a limb of.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from build_tools.model import Block, Passage, Redline
from build_tools.render.html.blocks import passage_html
from build_tools.render.html.context import HtmlContext
from build_tools.render.html.tables import fold_html


def folded_html(redline: Redline, *, heading_offset: int) -> Iterator[str]:
    """The blocks in reading order, each group of unchanged ones in a frame that counts them."""
    context = HtmlContext.of(redline, heading_offset=heading_offset, foldable=True)
    kept = _kept(redline.passages)
    for folds, group in groupby(enumerate(redline.passages), key=lambda pair: pair[0] not in kept):
        passages = [passage for _, passage in group]
        lines = (html for passage in passages for html in passage_html(passage, context))
        if folds:
            yield f'<div class="unchanged"><p class="fold">{fold_html(_counted(passages))}</p>'
            yield from lines
            yield "</div>"
        else:
            yield from lines


def _kept(passages: Sequence[Passage]) -> set[int]:
    """The places in the text of the changes, and of what leads to each."""
    kept: set[int] = set()
    above: list[tuple[tuple[bool, int], int]] = []
    for at, passage in enumerate(passages):
        block, rank = passage.block, _rank(passage.block)
        # A note belongs to the provision before it, and nothing belongs to a note.
        if block.kind != "footnote":
            above = [(higher, place) for higher, place in above if higher < rank]
        if passage.change or passage.table is not None:
            kept |= {at, *(place for _, place in above)}
        if block.kind == "heading" or (block.label and block.kind != "footnote"):
            above.append((rank, at))
    return kept


def _rank(block: Block) -> tuple[bool, int]:
    """How deep a block stands: headings above all else, then numbered provisions by their depth."""
    if block.kind == "heading":
        return False, block.depth
    return True, block.depth if block.label or block.depth else 0


def _counted(passages: Sequence[Passage]) -> str:
    """ "14 provisions, 2 headings and 1 table"."""
    kinds = [_kind(passage.block) for passage in passages]
    counts = [(kinds.count(kind), kind) for kind in ("provision", "heading", "table")]
    said = [f"{count} {kind}{'s' if count > 1 else ''}" for count, kind in counts if count]
    return " and ".join([", ".join(said[:-1]), said[-1]]) if len(said) > 1 else said[0]


def _kind(block: Block) -> str:
    return block.kind if block.kind in ("heading", "table") else "provision"
