"""The words of a direction in, its instructions out, and each line that is none: nothing is
guessed.

A line that begins with a number and a full stop is an instruction; what belongs to it is set in by
three columns: a list with letters, or a block quotation. A place is read as the longest citation of
the old text that stands there.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from build_tools.execute.phrases import Phrase, UnreadableError
from build_tools.model.instructions import (
    AmendCaption,
    AmendCell,
    AmendWords,
    Insert,
    InsertLine,
    Instruction,
    Line,
    Move,
    MoveLine,
    Omit,
    OmitLine,
    Relevel,
    Renumber,
    SubstituteWhole,
    WordEdit,
)
from build_tools.text.markdown.table_source import row_cells, row_line

_NUMBERED = re.compile(r"(\d+)\. (.*)")
_LETTERED = re.compile(r"   \(([a-z]+)\) (.*)")
_QUOTED = re.compile(r"   >(?: (.*))?")
_DASHES = re.compile(r"\|(?: :?-+:? \|)+")
"""The line below the headings of a table."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(slots=True)
class _Item:
    """An instruction as it is written."""

    line: int
    number: int
    words: str
    listed: list[tuple[str, str]] = field(default_factory=list)
    """The letter and the words of each entry of its list."""
    quoted: list[str] = field(default_factory=list)
    """The lines of its block quotation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadInstruction:
    """An instruction, and where it is written."""

    line: int
    words: str
    instruction: Instruction


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A line of a direction that says nothing that can be carried out."""

    line: int
    words: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """A direction as it was read."""

    instructions: tuple[ReadInstruction, ...]
    unread: tuple[Unread, ...]


def read_direction(text: str, name: str, places: Collection[str]) -> Direction:
    """The instructions of a direction for the text that goes by a name, whose provisions have these
    citations.
    """
    reader = _Reader(name, places)
    return reader.read(text)


class _Reader:
    def __init__(self, name: str, places: Collection[str]) -> None:
        self._places = places
        self._head = (f"# Amendments to {name}", f"The text of {name} is amended as follows.")
        self._unread: list[Unread] = []

    def read(self, text: str) -> Direction:
        """All instructions, and what is none."""
        items = list(self._items(text))
        for one, two in pairwise([_Item(0, 0, ""), *items]):
            if two.number != one.number + 1:
                self._refuse(two.line, two.words, f"its number is {two.number}")
        found = []
        for item in items:
            try:
                read = self._instruction(item)
            except UnreadableError as reason:
                self._refuse(item.line, item.words, str(reason))
            else:
                found.append(ReadInstruction(line=item.line, words=item.words, instruction=read))
        return Direction(instructions=tuple(found), unread=tuple(self._unread))

    def _refuse(self, line: int, words: str, why: str) -> None:
        self._unread.append(Unread(line=line, words=words, why=why))

    def _items(self, text: str) -> Iterator[_Item]:
        item: _Item | None = None
        head = list(self._head)
        for number, line in enumerate(text.split("\n"), start=1):
            if not line.strip():
                continue
            if found := _NUMBERED.fullmatch(line):
                if item is not None:
                    yield item
                item = _Item(number, int(found[1]), found[2])
            elif item is None:
                if head and line == head[0]:
                    head.pop(0)
                else:
                    self._refuse(number, line, "it is no instruction")
            elif not _belongs(item, line):
                self._refuse(number, line, "it belongs to no instruction")
        if item is not None:
            yield item

    # --- One instruction --------------------------------------------------------------------------

    def _instruction(self, item: _Item) -> Instruction:
        phrase = Phrase(item.words, self._places)
        for begins, read in self._forms().items():
            if phrase.skip(begins):
                return read(phrase, item)
        raise UnreadableError("it begins in no form that is known")

    def _forms(self) -> dict[str, Callable[[Phrase, _Item], Instruction]]:
        """How instructions begin, longer forms first, and what reads the rest."""
        return {
            "In the caption of ": self._caption,
            "In ": self._within,
            "After ": self._insert,
            "At the beginning insert—": self._insert_first,
            "Omit ": self._omit,
            "Move ": self._move,
            "Renumber": self._renumber,
            "Make ": self._relevel,
            "For ": self._substitute,
        }

    def _caption(self, phrase: Phrase, item: _Item) -> Instruction:
        return AmendCaption(at=phrase.place(), edits=_edits(phrase, item))

    def _within(self, phrase: Phrase, item: _Item) -> Instruction:
        at = phrase.place()
        if phrase.skip(", in "):
            row = phrase.line_name()
            phrase.need(", in ")
            column = phrase.line_name()
            return AmendCell(at=at, row=row, column=column, edits=_edits(phrase, item))
        if phrase.skip(", insert the first "):
            return _inserted(at, "", phrase, item)
        for begins, read in _OF_LINES.items():
            if phrase.skip_to_line(begins):
                return read(at, phrase, item)
        return AmendWords(at=at, edits=_edits(phrase, item))

    def _insert(self, phrase: Phrase, item: _Item) -> Instruction:
        after = phrase.place()
        phrase.need(" insert—")
        return Insert(after=after, source=_source(phrase, item))

    def _insert_first(self, phrase: Phrase, item: _Item) -> Instruction:
        return Insert(after="", source=_source(phrase, item))

    def _omit(self, phrase: Phrase, item: _Item) -> Instruction:
        first = last = phrase.place()
        if phrase.skip(" and what follows it, as far as "):
            last = phrase.place()
        _end(phrase, item)
        return Omit(first=first, last=last)

    def _move(self, phrase: Phrase, item: _Item) -> Instruction:
        at, after = phrase.place(), ""
        phrase.need(" to ")
        if not phrase.skip("the beginning"):
            phrase.need("after ")
            after = phrase.place()
        _end(phrase, item)
        return Move(at=at, after=after)

    def _renumber(self, phrase: Phrase, item: _Item) -> Instruction:
        if phrase.skip(" "):
            numbers = [_number(phrase)]
            _end(phrase, item)
        else:
            phrase.need("—")
            phrase.end()
            numbers = list(map(_whole_number, _entries(item, self._places)))
        return Renumber(numbers=tuple(numbers))

    def _relevel(self, phrase: Phrase, item: _Item) -> Instruction:
        at = phrase.place()
        phrase.need(" a heading of level ")
        level = phrase.number()
        _end(phrase, item)
        return Relevel(at=at, level=level)

    def _substitute(self, phrase: Phrase, item: _Item) -> Instruction:
        at = phrase.place()
        phrase.need(" substitute—")
        return SubstituteWhole(at=at, source=_source(phrase, item))


def _belongs(item: _Item, line: str) -> bool:
    """Whether a line is an entry of an instruction's list or a line of its block quotation, which
    it then holds.
    """
    if found := _LETTERED.fullmatch(line):
        item.listed.append((found[1], found[2]))
    elif found := _QUOTED.fullmatch(line):
        item.quoted.append(found[1] or "")
    else:
        return False
    return True


# --- Lines of a table -----------------------------------------------------------------------------


def _line_after(at: str, phrase: Phrase, item: _Item) -> Instruction:
    after = phrase.line_name()
    phrase.need(" insert the ")
    return _inserted(at, after, phrase, item)


def _inserted(at: str, after: str, phrase: Phrase, item: _Item) -> Instruction:
    line: Line = "row" if phrase.skip("row—") else "column"
    if line == "column":
        phrase.need("column—")
    lines = _source(phrase, item).split("\n")
    rows = [tuple(row_cells(each)) for each in lines]
    if list(map(row_line, rows)) != lines:
        raise UnreadableError("its cells do not each stand between two bars")
    if line == "row":
        if len(rows) != 1:
            raise UnreadableError("it does not give one row")
        return InsertLine(at=at, line=line, after=after, cells=rows[0])
    if any(len(row) != 1 for row in rows):
        raise UnreadableError("it does not give one column")
    return InsertLine(at=at, line=line, after=after, cells=tuple([row[0] for row in rows]))


def _line_omitted(at: str, phrase: Phrase, item: _Item) -> Instruction:
    name = phrase.line_name()
    _end(phrase, item)
    return OmitLine(at=at, line=_line_of(name), name=name)


def _line_moved(at: str, phrase: Phrase, item: _Item) -> Instruction:
    name, after = phrase.line_name(), ""
    phrase.need(" to ")
    if not phrase.skip("the first place"):
        phrase.need("after ")
        after = phrase.line_name()
    _end(phrase, item)
    return MoveLine(at=at, line=_line_of(name), name=name, after=after)


def _line_of(name: str) -> Line:
    return "column" if name.startswith("column") else "row"


_OF_LINES: dict[str, Callable[[str, Phrase, _Item], Instruction]] = {
    ", after ": _line_after,
    ", omit ": _line_omitted,
    ", move ": _line_moved,
}
"""What is said of a row or a column whose name follows."""


# --- What several forms have ----------------------------------------------------------------------


def _edits(phrase: Phrase, item: _Item) -> tuple[WordEdit, ...]:
    """The edits of words that follow a place: one, or a list."""
    if phrase.skip(", "):
        edit = phrase.edit()
        _end(phrase, item)
        return (edit,)
    phrase.need("—")
    phrase.end()
    found = []
    for entry in _entries(item):
        found.append(entry.edit())
        entry.end()
    return tuple(found)


def _entries(item: _Item, places: Collection[str] = ()) -> Iterator[Phrase]:
    """The entries of a list, without the sign at the end of each."""
    if not item.listed or item.quoted:
        raise UnreadableError("its list is not there, or something else stands in it")
    last = len(item.listed) - 1
    for at, (letters, words) in enumerate(item.listed):
        if letters != _LETTERS[at % 26] * (at // 26 + 1):
            raise UnreadableError(f"its entry ({letters}) is out of order")
        sign = "." if at == last else ";"
        if not words.endswith(sign):
            raise UnreadableError(f"its entry ({letters}) does not end with “{sign}”")
        yield Phrase(words[:-1], places)


def _number(phrase: Phrase) -> tuple[str, str]:
    at = phrase.place()
    phrase.need(" as ")
    return at, phrase.quotation()


def _whole_number(phrase: Phrase) -> tuple[str, str]:
    number = _number(phrase)
    phrase.end()
    return number


def _source(phrase: Phrase, item: _Item) -> str:
    phrase.end()
    if not item.quoted or item.listed:
        raise UnreadableError("what is to be put there is not there")
    for line in _rows(item.quoted):
        if row_line(row_cells(line)) != line:
            raise UnreadableError(f"its row “{line}” has not each cell between two bars")
    return "\n".join(item.quoted)


def _rows(lines: Sequence[str]) -> Iterator[str]:
    """The rows of the tables among some lines: the one above the line of dashes, and those below
    it up to an empty line. One that is commented out is none.
    """
    within = False
    for above, line in pairwise([*lines, ""]):
        if _DASHES.fullmatch(line) and not above.startswith("<!--"):
            within = True
            yield above
        elif not line.strip():
            within = False
        elif within:
            yield line


def _end(phrase: Phrase, item: _Item) -> None:
    phrase.need(".")
    phrase.end()
    if item.listed or item.quoted:
        raise UnreadableError("something follows it that does not belong to it")
