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
from build_tools.model.amending_words import AmendingWords
from build_tools.model.instructions import (
    AMENDS_WORDS,
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
from build_tools.text.numbers_below import numbers_below
from build_tools.text.quoted_words import quoted_words

_ITEM = re.compile(r"[ >]*(\d+[.)])(?= )")
_OURS = AmendingWords()
_FOLLOWING = frozenset({"renumbering", "cross-reference"})
_OF_WORDS = ("paragraph", "heading", "footnote")


def instructions(redline: Redline, words: AmendingWords = _OURS) -> tuple[Instruction, ...]:
    """What is to be done to the old text to make it the new; what only gets another number stands
    last, together with the references that follow it. What is quoted can stand between the marks of
    these `words`.
    """
    cited = [block.citation for block in redline.old.body]
    writer = _Writer(redline, words)
    said = list(_gathered(writer.instructions(), dict(pairwise(cited))))
    renumbered = [each for each in said if isinstance(each, Renumber)]
    if not renumbered:
        return tuple(said)
    following = [each for each in said if writer.only_follows(each)]
    left = (
        each for each in said if not isinstance(each, Renumber) and not writer.only_follows(each)
    )
    gathered = chain.from_iterable(each.changes for each in (*renumbered, *following))
    numbers = dict(chain.from_iterable(each.numbers for each in renumbered))
    return (
        *left,
        Renumber(
            numbers=(*numbers.items(), *_kept_numbers(redline, numbers)),
            consequences=tuple(
                replace(each, changes=()) for each in following if isinstance(each, AMENDS_WORDS)
            ),
            changes=tuple(dict.fromkeys(gathered)),
        ),
    )


def _kept_numbers(redline: Redline, numbers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What keeps its number though it would follow one of those that get another: it is said of
    each that it does.
    """
    old = redline.old.body
    given = {at: numbers[each.citation] for at, each in enumerate(old) if each.citation in numbers}
    below = {old[at].citation for at in numbers_below(old, given)}
    for passage in _paired(redline.passages):
        block = passage.old or _moved(passage)
        if block and passage.new and block.citation in below and _head(block) == _head(passage.new):
            yield block.citation, block.label


class _Writer:
    def __init__(self, redline: Redline, words: AmendingWords) -> None:
        self._passages = _paired(redline.passages)
        self._words = words
        self._after = ""
        self._following = {
            each.id
            for each in redline.changes
            if each.consequential and set(each.noise) <= _FOLLOWING
        }

    def only_follows(self, instruction: Instruction) -> bool:
        """Whether it changes words that follow what was renumbered, and nothing else."""
        changes = instruction.changes
        return (
            isinstance(instruction, AMENDS_WORDS)
            and bool(changes)
            and self._following.issuperset(changes)
        )

    def instructions(self) -> Iterator[Instruction]:
        """One by one, a run of blocks that came or went as one."""
        for passage in self._passages:
            old, new = passage.old, passage.new
            moved = _moved(passage)
            if old and new:
                self._after = old.citation
                yield from self._amended(old, new, passage)
            elif new and moved:
                yield Move(at=moved.citation, after=self._after, changes=_changes(passage))
                yield from self._amended(moved, new, passage)
            elif new:
                source = _written(new)
                yield Insert(after=self._after, source=source, changes=_changes(passage))
            elif old and not moved:
                yield Omit(first=old.citation, last=old.citation, changes=_changes(passage))

    def _amended(self, old: Block, new: Block, passage: Passage) -> Iterator[Instruction]:
        """What changed in a block that stands in both texts."""
        if _same(old, new):
            return
        found = None
        if old.kind == new.kind == "table":
            if passage.table is not None:
                found = table_instructions(old, new, passage.table, passage.change, self._words)
        elif old.kind in _OF_WORDS and new.kind in _OF_WORDS:
            found = self._reworded(old, new)
            found = found and [replace(each, changes=_changes(passage)) for each in found]
        if found is None:
            changes = _changes(passage)
            found = [SubstituteWhole(at=old.citation, source=_written(new), changes=changes)]
        yield from found

    def _reworded(self, old: Block, new: Block) -> list[Instruction] | None:
        """What changed in a block of words; None where its lines or its place in a list did."""
        if _has_breaks(old) or _has_breaks(new) or _indent(old) != _indent(new):
            return None
        before, after = quoted_words(old.source), quoted_words(new.source)
        if before == after:  # it is read otherwise for what stands round it
            return []
        found: list[Instruction] = []
        head, label = _head(old), _head(new)
        if head != label:
            of_head = _other_head(old, new)
            if of_head is None:
                edits = word_edits(before, after, None, self._words)
                return None if edits is None else [AmendWords(at=old.citation, edits=edits)]
            found.append(of_head)
        number = len(quoted_words(head))
        after = [*before[:number], *after[len(quoted_words(label)) :]]
        if before != after:
            edits = word_edits(before, after, number, self._words)
            if edits is None:
                return None
            found.append(AmendWords(at=old.citation, edits=edits))
        return found


def _paired(passages: Sequence[Passage]) -> list[Passage]:
    """The passages, a block that was divided or joined as one with the first of what it became."""
    found: list[Passage] = []
    for passage in passages:
        last = found[-1] if found else None
        if last and _became(last, passage):
            found[-1] = Passage(old=last.old, new=passage.new, change=last.change)
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


def _changes(passage: Passage) -> tuple[str, ...]:
    """The ids of all that befell it, each once."""
    return tuple(dict.fromkeys(passage.change_ids()))


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


def _other_head(old: Block, new: Block) -> Instruction | None:
    """What is said where the number or the level changed; None where it is more than that."""
    head, label = _head(old), _head(new)
    numbers = (_number(old), _number(new))
    if not all(numbers) or numbers[0] == numbers[1]:
        numbers = (old.label, new.label)
    if all(numbers) and head.replace(*numbers, 1) == label:
        return Renumber(numbers=((old.citation, numbers[1]),))
    if old.kind == new.kind == "heading" and head.lstrip("#") == label.lstrip("#"):
        return Relevel(at=old.citation, level=new.depth)
    return None


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
            source = f"{one.source}\n\n{two.source}"
            return Insert(after=one.after, source=source, changes=_union(one, two))
        case Omit(), Omit() if two.first == follows.get(one.last):
            return Omit(first=one.first, last=two.last, changes=_union(one, two))
        case _:
            return None


def _union(one: Instruction, two: Instruction) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one.changes, *two.changes)))
