"""Blocks and the new numbers of some in, the numbers of what stands below these out: 10.1 for 8.1
where Clause 8 becomes Clause 10.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from build_tools.model import Block
from build_tools.text.labels import bare_label, label_anchor

_LAST_WORD = re.compile(r"[^\s§]+$")
_NUMBER = re.compile(r"(?:[^\W_]+\.)*[^\W_]*\d[^\W_]*|[A-Z]")


def numbers_below(blocks: Sequence[Block], numbers: Mapping[int, str]) -> dict[int, str]:
    """The labels that blocks get because their own begin with one of those that get another, by
    their positions; `numbers` has these. A table that has the number of its provision keeps it.
    """
    found: dict[int, str] = {}
    now: dict[tuple[str, int, str], str] = {}
    scope = ""
    for at, (block, number) in enumerate(_numbered(blocks)):
        if not number:
            continue
        is_table = block.kind == "table"
        scope = scope if is_table else _scope(block)
        above = _above(number, is_same=is_table and "." in number)
        was = next((each for each in above if (scope, block.quoted, each) in now), "")
        becomes = now.get((scope, block.quoted, was), was)
        new = _bare(numbers[at]) if at in numbers else becomes + number.removeprefix(was)
        if at not in numbers and new != number:
            found[at] = new.join(block.label.rsplit(number, 1))
        if not is_table:
            now[scope, block.quoted, number] = new
    return found


def _numbered(blocks: Sequence[Block]) -> Iterator[tuple[Block, str]]:
    """Each with its number; "" for one that counts nothing, and for what a note holds."""
    for block in blocks:
        counts = block.kind in ("heading", "paragraph", "table") and not block.note_level
        yield block, _bare(block.label) if counts else ""


def _bare(label: str) -> str:
    """The number in a label: "8" of "§ 8", "8.1" of "Table 8.1:"; "" where there is none, as in
    "(a)".
    """
    word = _LAST_WORD.search(label)
    number = bare_label(word[0]) if word and "(" not in word[0] else ""
    return number if _NUMBER.fullmatch(number) else ""


def _above(number: str, *, is_same: bool) -> Iterator[str]:
    """What a number begins with, the longest first: "8.1" and "8" of "8.1.2"."""
    if is_same:
        yield number
    while "." in number:
        number = number.rpartition(".")[0]
        yield number


def _scope(block: Block) -> str:
    """What the anchor of a block has before its own part: the schedule that it stands in."""
    own = label_anchor(block.label)
    at = block.anchor.rfind(own)
    return block.anchor[:at] if at > 0 else ""
