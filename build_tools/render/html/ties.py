"""What is really new, or really gone, in text that is shown whole because it stands elsewhere too.

A moved paragraph is struck at one place and inserted at another, and of one that was split the
second half is inserted: most of it is neither deleted nor inserted. In go the edits between the
two places, out come their stretches, each with whether the other text has it.
"""

from collections.abc import Iterator
from typing import Literal, TypeAlias

from build_tools.model import Block, Content, Edits, Run, Tie, joined

Stretch: TypeAlias = tuple[Content, bool]
"""A stretch of content, and whether it is changed: it stands in one of the two texts alone."""


def tied(tie: Tie, side: Literal["old", "new"], block: Block) -> list[Stretch]:
    """The stretches of one of the blocks that a move, a split or a merge holds together."""
    before = sum(_length(each) + 1 for each in _until(tie.old if side == "old" else tie.new, block))
    return list(_between(_stretches(tie.edits, side), before, before + _length(block)))


def moved(edits: Edits, side: Literal["old", "new"]) -> list[Stretch]:
    """The stretches of a cell that moved with its row or column, of the edits between its two
    places.
    """
    return list(_stretches(edits, side))


def _until(blocks: tuple[Block, ...], block: Block) -> Iterator[Block]:
    for each in blocks:
        if each.line == block.line:
            return
        yield each


def _length(block: Block) -> int:
    return sum(len(run.text) for run in block.content) if block.table is None else len(block.text)


def _stretches(edits: Edits, side: Literal["old", "new"]) -> Iterator[Stretch]:
    for edit in edits:
        content = edit.old if side == "old" else edit.new
        if content:
            yield content, edit.op in "+-"


def _between(stretches: Iterator[Stretch], start: int, stop: int) -> Iterator[Stretch]:
    """What stands between two offsets of the stretches."""
    at = 0
    for content, changed in stretches:
        runs: list[Run] = []
        for run in content:
            low, high = max(start - at, 0), min(stop - at, len(run.text))
            if low < high:
                runs.append(Run(run.text[low:high], run.marks))
            at += len(run.text)
        if runs:
            yield joined(runs), changed
