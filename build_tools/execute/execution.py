"""The old version and a direction in, the text that the direction makes of it out.

Every instruction speaks of the old text: provisions are known by the citations that they have in
it, and stand where they stood unless they are omitted or moved.
"""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from build_tools.execute.items import Unread
from build_tools.execute.order import BEGINNING, Order
from build_tools.execute.reading import ReadInstruction, read_direction
from build_tools.execute.tables import TableState
from build_tools.execute.words import RefusedError, amended
from build_tools.language import gettext as _
from build_tools.model import Block
from build_tools.model.amending_words import AmendingWords
from build_tools.model.instructions import (
    TABLE_INSTRUCTIONS,
    AmendWords,
    Insert,
    Instruction,
    Move,
    Omit,
    Relevel,
    Renumber,
    SubstituteWhole,
    WordEdit,
)
from build_tools.model.record import Version
from build_tools.text.numbers_below import numbers_below
from build_tools.text.quoted_words import quoted_words
from build_tools.text.wholes import wholes

_OURS = AmendingWords()
_ITEM = re.compile(r"[ >]*(\d+[.)])(?= )")
_QUOTATION = re.compile(r"(?: *>)*")
_HEADING = re.compile(r"(\s*(?:>\s*)*)#{1,6}(?=\s)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Execution:
    """What carrying out a direction came to."""

    text: str
    """The body of the new text, as markdown."""
    instructions: tuple[ReadInstruction, ...]
    unread: tuple[Unread, ...]
    """Lines that say nothing which can be carried out."""
    refused: tuple[Unread, ...]
    """Instructions that were read, and cannot be carried out as they say."""


def execute(
    direction: str, old: Version, name: str = "", words: AmendingWords = _OURS
) -> Execution:
    """Carry out a direction, in markdown and in these words, on the old version, which it calls by
    this name.
    """
    places = [block.citation for block in old.body]
    read = read_direction(direction, name or old.name, places, words, wholes(old.body))
    state, refused = _State(old.body), []
    for each in read.instructions:
        try:
            state.carry_out(each.instruction)
        except RefusedError as reason:
            refused.append(Unread(line=each.line, words=each.words, why=str(reason)))
    try:
        text = state.text()
    except RefusedError as reason:
        text = ""
        refused.append(Unread(line=1, words="", why=str(reason)))
    return Execution(
        text=text, instructions=read.instructions, unread=read.unread, refused=tuple(refused)
    )


def _gap(before: str, after: str) -> str:
    """The line that sets two pieces apart: in one quotation, a line of it."""
    first, second = (_QUOTATION.match(each) for each in (before, after))
    assert first is not None
    assert second is not None
    return min(first[0], second[0], key=len).rstrip()


class _State:
    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._numbers = {block.citation: at for at, block in enumerate(blocks)}
        self._sources = [block.source for block in blocks]
        self._edits: dict[int, tuple[WordEdit, ...]] = {}
        self._numbered: dict[int, str] = {}
        self._whole: set[int] = set()
        self._levelled: set[int] = set()
        self._tables: dict[int, TableState] = {}
        self._order: Order[str] = Order(len(blocks))

    def carry_out(self, instruction: Instruction) -> None:
        """Do what one instruction says; RefusedError where that cannot be."""
        match instruction:
            case Insert(after=after, source=source):
                self._put(after, source)
            case Omit(first=first, last=last):
                self._omit(self._numbers[first], self._numbers[last])
            case Move(at=at, after=after):
                self._omit(self._numbers[at], self._numbers[at])
                self._put(after, self._numbers[at])
            case Renumber(numbers=numbers, consequences=consequences):
                for at, number in numbers:
                    self._renumbered(self._numbers[at], number)
                    self._numbered[self._once(at, self._numbered)] = number
                for each in consequences:
                    self._amend(each)
            case _:
                self._amend(instruction)

    def text(self) -> str:
        """The text as it stands now; RefusedError where it cannot be put together."""
        order = self._order.result()
        self._refuse_idle(order)
        for at, table in self._tables.items():
            self._sources[at] = table.source()
        for at, edits in self._edits.items():
            self._sources[at] = amended(self._sources[at], edits, self._head(at))
        for at, number in self._numbered.items():
            self._sources[at] = self._renumbered(at, number)
        for at, number in numbers_below(self._blocks, self._numbered).items():
            if at not in self._whole and self._has_number(at):
                self._sources[at] = self._renumbered(at, number)
        return self._written(order)

    def _refuse_idle(self, order: Sequence[int | str]) -> None:
        """RefusedError where what is amended does not stand, or another stands in its place."""
        within = {*self._tables, *self._edits, *self._numbered, *self._levelled}
        stays = set(range(len(self._blocks))) & set(order)
        if idle := (within & self._whole) | (within | self._whole) - stays:
            citation = self._blocks[min(idle)].citation
            raise RefusedError(
                _("%(place)s is amended, and omitted or substituted whole besides", place=citation)
            )

    def _written(self, order: Sequence[int | str]) -> str:
        """The pieces one below the other. What was amended, or stood elsewhere, is set apart: a
        line that is no item or heading any more would be read as one with the next.
        """
        made, before = "", ""
        last: int | str = BEGINNING
        for piece in order:
            source = self._sources[piece] if isinstance(piece, int) else piece + "\n"
            if made.strip() and not self._follows(last, piece):
                made = made.rstrip("\n") + f"\n{_gap(before, source)}\n"
            made += source
            before, last = source, piece
        return made

    def _follows(self, last: int | str, piece: int | str) -> bool:
        """Whether a piece stood right behind the last, and both are as they were."""
        if isinstance(last, str) or isinstance(piece, str) or piece != last + 1:
            return False
        return all(self._sources[each] == self._blocks[each].source for each in (last, piece))

    def _put(self, after: str, what: int | str) -> None:
        self._order.put(self._numbers[after] if after else BEGINNING, what)

    def _omit(self, first: int, last: int) -> None:
        run = range(first, last + 1)
        if not run or any(map(self._order.is_gone, run)):
            raise RefusedError(
                _("a provision in it is gone already, or the last stands before the first")
            )
        self._order.omit(run)

    def _once(self, at: str, done: Container[int]) -> int:
        """The number of a block to which this is not done yet."""
        number = self._numbers[at]
        if number in done:
            raise RefusedError(_("another instruction does that already"))
        return number

    def _renumbered(self, at: int, number: str) -> str:
        """A provision under another number."""
        if not self._has_number(at):
            raise RefusedError(_("it has no number that can be changed"))
        before, _label, after = self._round_number(at)
        return before + number + after

    def _has_number(self, at: int) -> bool:
        """Whether it begins with its number, as it stands now."""
        before, label, _after = self._round_number(at)
        return bool(label) and not any(map(str.isalnum, before))

    def _round_number(self, at: int) -> tuple[str, str, str]:
        """What stands before the number of a provision, that, and what follows: in a list the
        number of its item, which may be another than is printed.
        """
        source, label = self._sources[at], self._blocks[at].label
        if item := _ITEM.match(source):
            label = item[1]
        return source.partition(label) if label else (source, "", "")

    def _head(self, at: int) -> int:
        """How many words of a provision are its number, and signs before it."""
        block = self._blocks[at]
        return max(len(quoted_words(block.source)) - len(quoted_words(block.text)), 0)

    def _amend(self, instruction: Instruction) -> None:
        """Change a provision where it stands."""
        match instruction:
            case AmendWords(at=at, edits=edits):
                number = self._once(at, self._edits)
                amended(self._sources[number], edits, self._head(number))
                self._edits[number] = edits
            case SubstituteWhole(at=at, source=source):
                number = self._once(at, self._whole)
                self._whole.add(number)
                self._sources[number] = source + "\n\n"
            case Relevel(at=at, level=level):
                number = self._once(at, self._levelled)
                if not _HEADING.match(self._sources[number]):
                    raise RefusedError(_("%(place)s is no heading", place=at))
                self._levelled.add(number)
                self._sources[number] = _HEADING.sub(
                    rf"\g<1>{'#' * level}", self._sources[number], count=1
                )
            case _ if isinstance(instruction, TABLE_INSTRUCTIONS):
                self._table(self._numbers[instruction.at]).carry_out(instruction)

    def _table(self, at: int) -> TableState:
        if at not in self._tables:
            if self._blocks[at].table is None:
                raise RefusedError(_("it is no table"))
            self._tables[at] = TableState(self._blocks[at])
        return self._tables[at]
