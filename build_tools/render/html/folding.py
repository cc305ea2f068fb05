"""The text of a redline with what did not change in groups, which a reader can fold away.

What leads to a change stays outside the groups: the headings above it, and the provisions that it
is a limb of.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, TypeAlias

from build_tools.language import listed, ngettext
from build_tools.model import Block, Passage, Redline
from build_tools.render.html.blocks import passage_html
from build_tools.render.html.context import HtmlContext
from build_tools.render.html.tables import fold_switch

_SHORT = 1
"""How many unchanged blocks may stand before the first change and still be shown at once."""
_Rank: TypeAlias = tuple[bool, int]
"""How deep a block stands: whether it is below all headings, then its depth among its like."""


class Group(NamedTuple):
    """Passages that stand together: unchanged ones in a frame, or others in none."""

    frame: str
    """What begins the frame, which says how many there are; empty where there is none."""
    passages: Sequence[Passage]


def folded_html(redline: Redline, *, heading_offset: int) -> Iterator[str]:
    """The blocks in reading order, each group of unchanged ones in a frame that counts them."""
    context = HtmlContext.of(redline, heading_offset=heading_offset, foldable=True)
    for frame, passages in grouped(redline):
        if frame:
            yield frame
        for passage in passages:
            yield from passage_html(passage, context)
        if frame:
            yield "</div>"


def grouped(redline: Redline) -> Iterator[Group]:
    """The passages in reading order, those without a change in frames."""
    kept = _kept(redline.passages)
    first = next((at for at, each in enumerate(redline.passages) if _is_changed(each)), 0)
    is_far = first - sum(at < first for at in kept) > _SHORT
    numbered = enumerate(redline.passages)
    for is_kept, group in groupby(numbered, key=lambda pair: pair[0] in kept):
        places, passages = zip(*group, strict=True)
        is_before = is_far and places[0] < first
        yield Group("" if is_kept else _frame(passages, is_before=is_before), passages)


def _frame(passages: Sequence[Passage], *, is_before: bool) -> str:
    classes = "unchanged before" if is_before else "unchanged"
    return f'<div class="{classes}"><p class="fold">{fold_switch(_counted(passages))}</p>'


def _kept(passages: Sequence[Passage]) -> set[int]:
    """The indices of the passages with changes, and of those that lead to one."""
    kept: set[int] = set()
    ancestors: list[tuple[_Rank, int]] = []
    note: list[int] = []
    """The first paragraph of the note that a block stands in."""
    for index, passage in enumerate(passages):
        block, rank = passage.block, _rank(passage.block)
        # A note belongs to the provision before it, and nothing outside it belongs to a note.
        in_note = block.kind == "footnote" or block.note_level > 0
        if block.kind == "footnote" or not in_note:
            note = [index] if in_note else []
        if not in_note:
            ancestors = [ancestor for ancestor in ancestors if ancestor[0] < rank]
        if _is_changed(passage):
            kept.update((index, *note, *(above for _, above in ancestors)))
        if not in_note and (block.kind == "heading" or block.label):
            ancestors.append((rank, index))
    return kept


def _is_changed(passage: Passage) -> bool:
    return bool(passage.change) or passage.table is not None


def _rank(block: Block) -> _Rank:
    """Headings above all else, then provisions by their depth."""
    return block.kind != "heading", block.depth


def _counted(passages: Sequence[Passage]) -> str:
    """ "14 provisions, 2 headings and 1 table"."""
    kinds = Counter(_kind(passage.block) for passage in passages)
    words = []
    if count := kinds["provision"]:
        words.append(ngettext("%(num)s provision", "%(num)s provisions", count))
    if count := kinds["heading"]:
        words.append(ngettext("%(num)s heading", "%(num)s headings", count))
    if count := kinds["table"]:
        words.append(ngettext("%(num)s table", "%(num)s tables", count))
    return listed(words)


def _kind(block: Block) -> str:
    return block.kind if block.kind in ("heading", "table") else "provision"
