"""The words of a direction in, its instructions out, and each line that is none: nothing is
guessed.

Which lines belong to an instruction, `items` says; here its words are read, by the form in which
they begin. A place is read as the longest citation of the old text that stands there.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from build_tools.execute.items import Item, Unread, read_items
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadInstruction:
    """An instruction, and where it is written."""

    line: int
    words: str
    instruction: Instruction


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """A direction as it was read."""

    instructions: tuple[ReadInstruction, ...]
    unread: tuple[Unread, ...]


def read_direction(text: str, name: str, places: Collection[str]) -> Direction:
    """The instructions of a direction for the text that goes by a name, whose provisions have these
    citations.
    """
    head = (f"# Amendments to {name}", f"The text of {name} is amended as follows.")
    items, unread = read_items(text, head)
    for before, item in zip([0, *(each.number for each in items)], items, strict=False):
        if item.number != before + 1:
            unread.append(_unread(item, f"its number is {item.number}"))
    found = []
    for item in items:
        try:
            read = _instruction(item, Phrase(item.words, places))
        except UnreadableError as reason:
            unread.append(_unread(item, str(reason)))
        else:
            found.append(ReadInstruction(line=item.line, words=item.words, instruction=read))
    return Direction(instructions=tuple(found), unread=tuple(unread))


def _unread(item: Item, why: str) -> Unread:
    return Unread(line=item.line, words=item.words, why=why)


def _instruction(item: Item, phrase: Phrase) -> Instruction:
    for begins, read in _FORMS.items():
        if phrase.skip(begins):
            return read(phrase, item)
    raise UnreadableError("it begins in no form that is known")


# --- The forms of instructions --------------------------------------------------------------------


def _caption(phrase: Phrase, item: Item) -> Instruction:
    return AmendCaption(at=phrase.place(), edits=_edits(phrase, item))


def _within(phrase: Phrase, item: Item) -> Instruction:
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


def _insert(phrase: Phrase, item: Item) -> Instruction:
    after = phrase.place()
    phrase.need(" insert—")
    return Insert(after=after, source=_source(phrase, item))


def _insert_first(phrase: Phrase, item: Item) -> Instruction:
    return Insert(after="", source=_source(phrase, item))


def _omit(phrase: Phrase, item: Item) -> Instruction:
    first = last = phrase.place()
    if phrase.skip(" and what follows it, as far as "):
        last = phrase.place()
    _end(phrase, item)
    return Omit(first=first, last=last)


def _move(phrase: Phrase, item: Item) -> Instruction:
    at, after = phrase.place(), ""
    phrase.need(" to ")
    if not phrase.skip("the beginning"):
        phrase.need("after ")
        after = phrase.place()
    _end(phrase, item)
    return Move(at=at, after=after)


def _renumber(phrase: Phrase, item: Item) -> Instruction:
    if phrase.skip(" "):
        numbers = [_number(phrase)]
        _end(phrase, item)
    else:
        phrase.need("—")
        phrase.end()
        numbers = [_whole_number(phrase.another(entry)) for entry in item.entries()]
    return Renumber(numbers=tuple(numbers))


def _relevel(phrase: Phrase, item: Item) -> Instruction:
    at = phrase.place()
    phrase.need(" a heading of level ")
    level = phrase.level()
    _end(phrase, item)
    return Relevel(at=at, level=level)


def _substitute(phrase: Phrase, item: Item) -> Instruction:
    at = phrase.place()
    phrase.need(" substitute—")
    return SubstituteWhole(at=at, source=_source(phrase, item))


# --- Lines of a table -----------------------------------------------------------------------------


def _line_after(at: str, phrase: Phrase, item: Item) -> Instruction:
    after = phrase.line_name()
    phrase.need(" insert the ")
    return _inserted(at, after, phrase, item)


def _inserted(at: str, after: str, phrase: Phrase, item: Item) -> Instruction:
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


def _line_omitted(at: str, phrase: Phrase, item: Item) -> Instruction:
    name = phrase.line_name()
    _end(phrase, item)
    return OmitLine(at=at, line=_line_of(name), name=name)


def _line_moved(at: str, phrase: Phrase, item: Item) -> Instruction:
    name, after = phrase.line_name(), ""
    phrase.need(" to ")
    if not phrase.skip("the first place"):
        phrase.need("after ")
        after = phrase.line_name()
    _end(phrase, item)
    return MoveLine(at=at, line=_line_of(name), name=name, after=after)


def _line_of(name: str) -> Line:
    return "column" if name.startswith("column") else "row"


_OF_LINES: dict[str, Callable[[str, Phrase, Item], Instruction]] = {
    ", after ": _line_after,
    ", omit ": _line_omitted,
    ", move ": _line_moved,
}
"""What is said of a row or a column whose name follows."""


# --- What several forms have ----------------------------------------------------------------------


def _edits(phrase: Phrase, item: Item) -> tuple[WordEdit, ...]:
    """The edits of words that follow a place: one, or a list."""
    if phrase.skip(", "):
        edit = phrase.edit()
        _end(phrase, item)
        return (edit,)
    phrase.need("—")
    phrase.end()
    return tuple([_whole_edit(phrase.another(entry)) for entry in item.entries()])


def _whole_edit(phrase: Phrase) -> WordEdit:
    edit = phrase.edit()
    phrase.end()
    return edit


def _number(phrase: Phrase) -> tuple[str, str]:
    at = phrase.place()
    phrase.need(" as ")
    return at, phrase.quotation()


def _whole_number(phrase: Phrase) -> tuple[str, str]:
    number = _number(phrase)
    phrase.end()
    return number


def _source(phrase: Phrase, item: Item) -> str:
    phrase.end()
    return item.source()


def _end(phrase: Phrase, item: Item) -> None:
    phrase.need(".")
    phrase.end()
    item.end()


_FORMS: dict[str, Callable[[Phrase, Item], Instruction]] = {
    "In the caption of ": _caption,
    "In ": _within,
    "After ": _insert,
    "At the beginning insert—": _insert_first,
    "Omit ": _omit,
    "Move ": _move,
    "Renumber": _renumber,
    "Make ": _relevel,
    "For ": _substitute,
}
"""How instructions begin, longer forms first, and what reads the rest."""
