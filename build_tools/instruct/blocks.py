"""A redline in, the instructions of its blocks out, in the order of the new text: what stays is an
anchor, what comes is put in behind it, what goes is omitted.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from build_tools.instruct.tables import table_instructions
from build_tools.instruct.words import word_edits
from build_tools.model import Block, Passage, Redline
from build_tools.model.instructions import (
    AmendWords,
    Insert,
    Instruction,
    Move,
    Omit,
    Relevel,
    Renumber,
    SubstituteWhole,
)
from build_tools.text.markdown.table_source import row_line, table_source
from build_tools.text.quoted_words import quoted_words

_ITEM = re.compile(r"[ >]*(\d+[.)])(?= )")
_OF_WORDS = ("paragraph", "heading", "footnote")


def instructions(redline: Redline) -> tuple[Instruction, ...]:
    """What is to be done to the old text to make it the new; what only gets another number stands
    last, together.
    """
    cited = [block.citation for block in redline.old.body]
    said = list(_gathered(_Writer(redline).instructions(), dict(pairwise(cited))))
    others = [each for each in said if not isinstance(each, Renumber)]
    renumbered = [each.numbers for each in said if isinstance(each, Renumber)]
    if not renumbered:
        return tuple(others)
    return (*others, Renumber(numbers=tuple(chain.from_iterable(renumbered))))


class _Writer:
    def __init__(self, redline: Redline) -> None:
        self._passages = _paired(redline.passages)
        self._after = ""

    def instructions(self) -> Iterator[Instruction]:
        """One by one, a run of blocks that came or went as one."""
        for passage in self._passages:
            old, new = passage.old, passage.new
            moved = _moved(passage)
            if old and new:
                self._after = old.citation
                yield from _amended(old, new, passage)
            elif new and moved:
                yield Move(at=moved.citation, after=self._after)
                yield from _amended(moved, new, passage)
            elif new:
                yield Insert(after=self._after, source=_written(new))
            elif old and not moved:
                yield Omit(first=old.citation, last=old.citation)


def _paired(passages: Sequence[Passage]) -> list[Passage]:
    """The passages, a block that was divided or joined as one with the first of what it became."""
    found: list[Passage] = []
    for passage in passages:
        last = found[-1] if found else None
        if last and _became(last, passage):
            found[-1] = Passage(old=last.old, new=passage.new)
        else:
            found.append(passage)
    return found


def _became(gone: Passage, come: Passage) -> bool:
    if gone.new or come.old or not gone.tie or gone.tie != come.tie or gone.tie.kind == "move":
        return False
    return gone.block.kind == come.block.kind != "table"


def _moved(passage: Passage) -> Block | None:
    """The old block of what moved."""
    tie = passage.tie
    if tie is None or tie.kind != "move" or len(tie.old) != 1 or len(tie.new) != 1:
        return None
    return tie.old[0]


def _amended(old: Block, new: Block, passage: Passage) -> Iterator[Instruction]:
    """What changed in a block that stands in both texts."""
    if _same(old, new):
        return
    found = None
    if old.kind == new.kind == "table":
        if passage.table is not None:
            found = table_instructions(old, new, passage.table)
    elif old.kind in _OF_WORDS and new.kind in _OF_WORDS:
        found = _reworded(old, new)
    if found is None:
        found = [SubstituteWhole(at=old.citation, source=_written(new))]
    yield from found


def _written(block: Block) -> str:
    """A block as its file has it; the rows of a table with a bar at both ends."""
    table = table_source(block) if block.table else None
    if table is None:
        return block.source.rstrip("\n")
    lines = list(map(row_line, table.cells))
    rows = "\n".join([lines[0], row_line(table.delimiters), *lines[1:], table.tail])
    return f"{table.caption_source}{rows}".rstrip("\n")


def _same(old: Block, new: Block) -> bool:
    if _indent(old) != _indent(new):
        return False
    if (old.kind, old.label, old.content) != (new.kind, new.label, new.content):
        return False
    if old.kind == "heading" and old.depth != new.depth:
        return False
    if old.table is None:
        return _number(old) == _number(new)
    return old.table == replace(new.table, aligns=old.table.aligns) if new.table else False


def _number(block: Block) -> str:
    """The number that the file gives an item of a list, which may be another than is printed."""
    found = _ITEM.match(block.source)
    return found[1] if found else ""


def _indent(block: Block) -> int:
    return len(block.source) - len(block.source.lstrip(" "))


def _reworded(old: Block, new: Block) -> list[Instruction] | None:
    """What changed in a block of words; None where its lines or its place in a list did."""
    if _has_breaks(old) or _has_breaks(new) or _indent(old) != _indent(new):
        return None
    before, after = quoted_words(old.source), quoted_words(new.source)
    if before == after:  # it is read otherwise for what stands round it
        return []
    found: list[Instruction] = []
    head, label = _head(old), _head(new)
    if head != label:
        numbers = (_number(old), _number(new))
        if not all(numbers) or numbers[0] == numbers[1]:
            numbers = (old.label, new.label)
        if all(numbers) and head.replace(*numbers, 1) == label:
            found.append(Renumber(numbers=((old.citation, numbers[1]),)))
        elif old.kind == new.kind == "heading" and head.lstrip("#") == label.lstrip("#"):
            found.append(Relevel(at=old.citation, level=new.depth))
        else:
            return _all_words(old, before, after)
    number = len(quoted_words(head))
    after = [*before[:number], *after[len(quoted_words(label)) :]]
    if before != after:
        edits = word_edits(before, after, number)
        if edits is None:
            return None
        found.append(AmendWords(at=old.citation, edits=edits))
    return found


def _all_words(old: Block, before: Sequence[str], after: Sequence[str]) -> list[Instruction] | None:
    edits = word_edits(before, after)
    return None if edits is None else [AmendWords(at=old.citation, edits=edits)]


def _head(block: Block) -> str:
    """What stands before the words of a block: signs of markdown and its label."""
    words = quoted_words(block.source)
    return " ".join(words[: max(len(words) - len(quoted_words(block.text)), 0)])


def _has_breaks(block: Block) -> bool:
    """Whether the ends of its lines mean something."""
    return "\n" in block.text


def _gathered(found: Iterator[Instruction], follows: Mapping[str, str]) -> Iterator[Instruction]:
    """Runs of blocks that came or went, each as one; `follows` says which block of the old text
    stands behind which.
    """
    last: Instruction | None = None
    for each in found:
        joined = _joined(last, each, follows)
        if joined is None and last is not None:
            yield last
        last = joined or each
    if last is not None:
        yield last


def _joined(
    one: Instruction | None, two: Instruction, follows: Mapping[str, str]
) -> Instruction | None:
    match one, two:
        case Insert(), Insert() if one.after == two.after:
            return Insert(after=one.after, source=f"{one.source}\n\n{two.source}")
        case Omit(), Omit() if two.first == follows.get(one.last):
            return Omit(first=one.first, last=two.last)
        case _:
            return None
