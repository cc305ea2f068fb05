"""The blocks of a document in markdown → its text, quotations in their marks, and lists in lists
where the labels alone would not say how deep a paragraph stands.

The dialect writes every provision at the margin and reads its depth off its label. Where an export
of ours says another depth, the paragraph that stands outermost and all that stands in it are
written as items of lists.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from textwrap import indent

from build_tools.model import Block
from build_tools.text.markdown import parse

_NUMBER = re.compile(r"(\d{1,9})\\([.)])\s+")
"""A number at the beginning that would begin a list if it were not escaped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkdownBlock:
    """One block as it is written at the margin."""

    text: str
    depth: int | None = None
    """Where it is to stand; None for what stands where its label says."""
    quoted: int = 0
    labelled: bool = False
    """Whether it begins with a label or a bullet."""


def laid_out(blocks: Sequence[MarkdownBlock]) -> str:
    """The text of all blocks, with a blank line between them."""
    wrong = _at_other_depths(blocks)
    if wrong:
        nested = list(_nested_where(blocks, wrong))
        if len(_at_other_depths(nested, blocks)) < len(wrong):
            blocks = nested
    return _joined(blocks)


def _joined(blocks: Sequence[MarkdownBlock]) -> str:
    """The text of all blocks, each in the marks of its quotations."""
    parts: list[str] = []
    before = 0
    for block in blocks:
        if parts:
            parts.append("\n" + ">" * min(before, block.quoted) + "\n")
        parts.append(_quoted(block))
        before = block.quoted
    return "".join(parts) + "\n" if parts else ""


def _quoted(block: MarkdownBlock) -> str:
    if not block.quoted:
        return block.text
    return indent(block.text, "> " * block.quoted, lambda _: True)


# --- Depths ---------------------------------------------------------------------------------------


def _at_other_depths(
    blocks: Sequence[MarkdownBlock], wanted: Sequence[MarkdownBlock] | None = None
) -> set[int]:
    """Which of the blocks read back at another depth than is wanted."""
    wanted = blocks if wanted is None else wanted
    if all(block.depth is None for block in wanted):
        return set()
    by_line = {block.line: block for block in parse(_joined(blocks))}
    found = set()
    for at, (line, block) in enumerate(zip(_first_lines(blocks), wanted, strict=True)):
        read = by_line.get(line)
        if block.depth is not None and read is not None and not _stands_at(read, block.depth):
            found.add(at)
    return found


def _first_lines(blocks: Sequence[MarkdownBlock]) -> Iterator[int]:
    line = 1
    for block in blocks:
        yield line
        line += block.text.count("\n") + 2


def _stands_at(block: Block, depth: int) -> bool:
    """Whether a block has this depth; what defines a term is set in one step further."""
    return block.depth + bool(block.terms and not block.label) == depth


# --- Lists ----------------------------------------------------------------------------------------


def _nested_where(blocks: Sequence[MarkdownBlock], wrong: set[int]) -> Iterator[MarkdownBlock]:
    """The blocks, as items of lists those of each stretch in which a depth is wrong."""
    for start, stop in _stretches(blocks):
        stretch = blocks[start:stop]
        yield from _as_lists(stretch) if wrong.intersection(range(start, stop)) else stretch


def _stretches(blocks: Sequence[MarkdownBlock]) -> Iterator[tuple[int, int]]:
    """From where to where a block at the margin and all that stands in it reach."""
    start = 0
    for at, block in enumerate(blocks):
        if at and not block.depth:
            yield start, at
            start = at
    if blocks:
        yield start, len(blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class _OpenItem:
    """An item of a list that what follows may stand in."""

    depth: int
    column: int
    """Where its text begins."""
    quoted: int


def _as_lists(stretch: Sequence[MarkdownBlock]) -> Iterator[MarkdownBlock]:
    """Blocks as items of lists, each within those above it that stand less deep; a quotation in an
    item begins where its text does.
    """
    open_items: list[_OpenItem] = []
    for block in stretch:
        while open_items and not _holds(open_items[-1], block):
            open_items.pop()
        column = open_items[-1].column if open_items else 0
        around = open_items[-1].quoted if open_items else block.quoted
        text = _quoted(replace(block, quoted=block.quoted - around))
        if block.labelled:
            marker, text = _marked(text)
            inner = column + len(marker)
            open_items.append(_OpenItem(depth=block.depth or 0, column=inner, quoted=around))
            text = marker + indent(text, " " * len(marker)).lstrip(" ")
        yield replace(block, quoted=around, text=indent(text, " " * column))


def _holds(item: _OpenItem, block: MarkdownBlock) -> bool:
    return item.depth < (block.depth or 0) and item.quoted <= block.quoted


def _marked(text: str) -> tuple[str, str]:
    """The marker of an item, and its text behind that: the number is the marker where it can be
    one.
    """
    if found := _NUMBER.match(text):
        return f"{found[1]}{found[2]} ", text[found.end() :]
    if text.lstrip(" ").startswith("- "):
        return "- ", text.lstrip(" ")[2:]
    return "- ", text
