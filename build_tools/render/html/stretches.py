"""What is really new, or really gone, in text that is shown whole because it stands elsewhere too.

A moved paragraph is struck at one place and inserted at another, and of one that was split the
second half is inserted: most of it is neither deleted nor inserted. In go the edits between the
two places, out come the stretches of one of them.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from build_tools.model import Block, Content, Edits, Run, Tie, joined, joint_content, plain


class Stretch(NamedTuple):
    """A stretch of a text."""

    content: Content
    changed: bool
    """Whether it stands in one of the two texts alone."""


def tie_stretches(tie: Tie, side: Literal["old", "new"], block: Block) -> list[Stretch]:
    """The stretches of one of the blocks that a move, a split or a merge holds together."""
    blocks = tie.old if side == "old" else tie.new
    start = 0
    for each in blocks:
        length = _length(each)
        if each.line == block.line:
            return list(_between(edit_stretches(tie.edits, side), start, start + length))
        start += length + 1  # a line break stands between each two
    raise AssertionError(f"line {block.line} is none of the tie's")


def edit_stretches(edits: Edits, side: Literal["old", "new"]) -> list[Stretch]:
    """The stretches of one side of some edits."""
    stretches = []
    for edit in edits:
        content = edit.old if side == "old" else edit.new
        if content:
            stretches.append(Stretch(content, edit.op in "+-"))
    return stretches


def _length(block: Block) -> int:
    return len(plain(joint_content([block])))


def _between(stretches: list[Stretch], start: int, stop: int) -> Iterator[Stretch]:
    """What stands between two offsets, which count characters from the first stretch."""
    end = 0
    for content, changed in stretches:
        runs: list[Run] = []
        for run in content:
            begin, end = end, end + len(run.text)
            text = run.text[max(start - begin, 0) : max(stop - begin, 0)]
            if text:
                runs.append(Run(text, run.marks))
        if runs:
            yield Stretch(joined(runs), changed)
