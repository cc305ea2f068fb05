"""Passages in, which moves are of one section out: a heading with what stands under it, a provision
with its limbs.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from build_tools.model import Block, Passage, Tie
from build_tools.text.labels import BULLET


def moved_sections(passages: Sequence[Passage]) -> Iterator[tuple[Tie, ...]]:
    """The moves in the order of the new text: that of what heads a section, and with it those of
    what stands under it in both texts and kept its order.
    """
    old = [each for each in passages if each.old]
    new = [each for each in passages if each.new]
    starts = {id(each.tie): at for at, each in enumerate(old) if each.tie}
    taken: set[int] = set()
    for at, passage in enumerate(new):
        head = _move(passage)
        if head is None or id(head) in taken:
            continue
        stayed_under = {id(each.tie) for each in _under(head.old[0], old, starts[id(head)], _old)}
        section = [head]
        for each in _under(head.new[0], new, at, _new):
            tie = _move(each)
            if tie and id(tie) in stayed_under and starts[id(tie)] > starts[id(section[-1])]:
                section.append(tie)
        taken.update(map(id, section))
        yield tuple(section)


def _move(passage: Passage) -> Tie | None:
    return passage.tie if passage.tie and passage.tie.kind == "move" else None


def _old(passage: Passage) -> Block:
    assert passage.old
    return passage.old


def _new(passage: Passage) -> Block:
    assert passage.new
    return passage.new


def _under(
    head: Block, passages: Sequence[Passage], at: int, block_of: Callable[[Passage], Block]
) -> Iterator[Passage]:
    """The passages after a position that stand under the block there."""
    after = (passages[next_] for next_ in range(at + 1, len(passages)))
    return takewhile(lambda each: _stands_under(block_of(each), head), after)


def _stands_under(block: Block, head: Block) -> bool:
    """Whether a block that follows another, with nothing but such blocks between, belongs to it:
    everything to a heading but another of its level; limbs, and what has no number of its own, to a
    provision; bullets and limbs to what leads in to them.
    """
    if block.kind == "footnote" or head.kind in ("footnote", "table", "code", "rule"):
        return False
    if block.kind == "heading":
        return head.kind == "heading" and block.depth > head.depth
    if head.kind == "heading":
        return True
    is_limb = block.label == BULLET or block.label.startswith("(")
    if head.label and head.label != BULLET:
        return block.depth > head.depth or not block.label or block.label == BULLET
    return is_limb and block.depth >= head.depth and (bool(head.term) or _leads_in(head))


def _leads_in(block: Block) -> bool:
    return block.text.rstrip().endswith((":", "—", "–"))
