"""The words of a direction in, its instructions out, and each line that is none: nothing is
guessed.

Which lines belong to an instruction, `items` says; here its words are read, by the forms of a
publisher's words. A place is read as the longest citation of the old text that stands there.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType

from build_tools.execute.grammar import Grammar
from build_tools.execute.items import Item, Unread, read_items
from build_tools.execute.phrases import Phrase, UnreadableError
from build_tools.language import gettext as _
from build_tools.model.amending_words import AmendingWords
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
from build_tools.text.wholes import Whole

_ID = r"c-[0-9a-z]+(?:-\d+)?"
_IDS = re.compile(rf"(.*) \(({_ID}(?:, {_ID})*)\)")
_BAR = re.compile(r"(?<!\\)\|")
_DASHES = re.compile(r"\|(?: ?:?-+:? ?\|)+")
"""The line below the headings of a table."""
_OURS = AmendingWords()
_OF_WORDS = ("words", "caption", "cell")
"""The forms with which an instruction begins that changes words."""

Amended = AmendWords | AmendCaption | AmendCell
Reading = Callable[[Phrase, Item], Instruction]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadInstruction:
    """An instruction, and where it is written."""

    line: int
    words: str
    """Without the ids of its changes."""
    instruction: Instruction


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """A direction as it was read."""

    instructions: tuple[ReadInstruction, ...]
    unread: tuple[Unread, ...]


def read_direction(
    text: str,
    name: str,
    places: Sequence[str],
    words: AmendingWords = _OURS,
    wholes: Mapping[str, Whole] = MappingProxyType({}),
) -> Direction:
    """The instructions of a direction for the text that goes by a name, whose provisions have these
    citations, in their order; `wholes` are those that begin with a heading, by their names.
    """
    title, opening = words.filled("title", text=name), words.filled("opening", text=name)
    items, unread = read_items(text, title, opening)
    for before, item in zip([0, *(each.number for each in items)], items, strict=False):
        if item.number != before + 1:
            unread.append(_unread(item, _("its number is %(number)s", number=item.number)))
    grammar = Grammar(words, places, wholes)
    found = []
    for item in items:
        ids = _IDS.fullmatch(item.words)
        said = ids[1] if ids else item.words
        try:
            read = _instruction(item, Phrase(said, grammar))
        except UnreadableError as reason:
            unread.append(_unread(item, str(reason)))
        else:
            changes = tuple(ids[2].split(", ")) if ids else ()
            read = replace(read, changes=changes)
            found.append(ReadInstruction(line=item.line, words=said, instruction=read))
    return Direction(instructions=tuple(found), unread=tuple(unread))


def _unread(item: Item, why: str) -> Unread:
    return Unread(line=item.line, words=item.words, why=why)


def _instruction(item: Item, phrase: Phrase) -> Instruction:
    return phrase.first_of([partial(_whole, read, item) for read in _FORMS])


def _whole(read: Reading, item: Item, phrase: Phrase) -> Instruction:
    found = read(phrase, item)
    phrase.end()
    return found


# --- Words ----------------------------------------------------------------------------------------


def _amended(form: str, phrase: Phrase, item: Item) -> Instruction:
    edits: list[WordEdit] = []
    place = phrase.form(form, phrase.places_in(form), edit=lambda: edits.append(phrase.edit()))
    phrase.end()
    item.end()
    return _of_place(form, place, tuple(edits))


def _amended_list(form: str, phrase: Phrase, item: Item) -> Instruction:
    place = phrase.form(f"{form}-list", phrase.places_in(form))
    phrase.end()
    return _of_place(form, place, tuple(map(_whole_edit, _entries(phrase, item))))


def _of_place(form: str, place: dict[str, str], edits: tuple[WordEdit, ...]) -> Amended:
    at = place["place"]
    if form == "cell":
        edits = tuple(map(_in_a_cell, edits))
        return AmendCell(at=at, row=place["row"], column=place["column"], edits=edits)
    if form == "caption":
        return AmendCaption(at=at, edits=edits)
    return AmendWords(at=at, edits=edits)


def _in_a_cell(edit: WordEdit) -> WordEdit:
    """The words as a cell has them: a bar in it stands behind a backslash, which no paper shows."""
    quoted, words = (_BAR.sub(r"\\|", each) for each in (edit.quoted, edit.words))
    return replace(edit, quoted=quoted, words=words)


def _entries(phrase: Phrase, item: Item) -> Iterator[Phrase]:
    return map(phrase.another, item.entries(phrase.publisher))


def _whole_edit(phrase: Phrase) -> WordEdit:
    edit = phrase.edit(in_list=True)
    phrase.end()
    return edit


# --- Provisions -----------------------------------------------------------------------------------


def _insert(phrase: Phrase, item: Item) -> Instruction:
    after = phrase.whole("insert").last
    return Insert(after=after, source=_source(phrase, item))


def _insert_first(phrase: Phrase, item: Item) -> Instruction:
    phrase.form("insert-first")
    return Insert(after="", source=_source(phrase, item))


def _substitute(phrase: Phrase, item: Item) -> Instruction:
    at = phrase.form("substitute")["place"]
    return SubstituteWhole(at=at, source=_source(phrase, item))


def _source(phrase: Phrase, item: Item) -> str:
    phrase.end()
    return item.source()


def _sentence(form: str, phrase: Phrase, item: Item) -> dict[str, str]:
    said = phrase.form(form)
    phrase.end()
    item.end()
    return said


def _omit(phrase: Phrase, item: Item) -> Instruction:
    omitted = phrase.whole("omit")
    phrase.end()
    item.end()
    return Omit(first=omitted.heading, last=omitted.last)


def _omit_several(phrase: Phrase, item: Item) -> Instruction:
    said = _sentence("omit-several", phrase, item)
    return Omit(first=said["place"], last=said["last"])


def _move(phrase: Phrase, item: Item) -> Instruction:
    said = _sentence("move", phrase, item)
    return Move(at=said["place"], after=said["after"])


def _move_first(phrase: Phrase, item: Item) -> Instruction:
    return Move(at=_sentence("move-first", phrase, item)["place"], after="")


def _relevel(phrase: Phrase, item: Item) -> Instruction:
    said = _sentence("level", phrase, item)
    return Relevel(at=said["place"], level=int(said["level"]))


# --- Numbers --------------------------------------------------------------------------------------


def _renumber(phrase: Phrase, item: Item) -> Instruction:
    numbers = _numbers(phrase, "renumber")
    phrase.end()
    item.end()
    return Renumber(numbers=numbers)


def _renumber_with_consequences(phrase: Phrase, item: Item) -> Instruction:
    numbers = _numbers(phrase, "renumber-consequences")
    phrase.end()
    following = [_consequence(entry) for entry in _entries(phrase, item)]
    return Renumber(numbers=numbers, consequences=tuple(_joined(following)))


def _numbers(phrase: Phrase, form: str) -> tuple[tuple[str, str], ...]:
    numbers: list[tuple[str, str]] = []
    phrase.form(form, numbers=lambda: numbers.extend(phrase.numbers()))
    return tuple(numbers)


def _renumber_list(phrase: Phrase, item: Item) -> Instruction:
    phrase.form("renumber-list")
    phrase.end()
    numbers: list[tuple[str, str]] = []
    following: list[Amended] = []
    for entry in _entries(phrase, item):
        read = entry.first_of(_OF_NUMBERS)
        entry.end()
        if isinstance(read, list) and following:
            raise UnreadableError(_("a number stands after what follows from numbers"))
        if isinstance(read, list):
            numbers += read
        else:
            following.append(read)
    return Renumber(numbers=tuple(numbers), consequences=tuple(_joined(following)))


def _only_consequence(phrase: Phrase) -> Amended:
    found: list[Amended] = []
    phrase.form("consequence", said=lambda: found.append(phrase.first_of(_CONSEQUENCES)))
    phrase.end()
    return found[0]


_OF_NUMBERS: tuple[Callable[[Phrase], list[tuple[str, str]] | Amended], ...] = (
    Phrase.numbers,
    _only_consequence,
)
"""What an entry says where provisions get numbers."""


def _consequence(phrase: Phrase) -> Amended:
    read = phrase.first_of(_CONSEQUENCES)
    phrase.end()
    return read


def _amended_entry(form: str, phrase: Phrase) -> Amended:
    edits: list[WordEdit] = []
    places = phrase.places_in(form)
    place = phrase.form(f"{form}-entry", places, edit=lambda: edits.append(phrase.edit()))
    return _of_place(form, place, tuple(edits))


_CONSEQUENCES = tuple([partial(_amended_entry, form) for form in _OF_WORDS])


def _joined(entries: Sequence[Amended]) -> Iterator[Amended]:
    """The edits of references, those of one place together."""
    last: Amended | None = None
    for read in entries:
        if last and replace(last, edits=()) == replace(read, edits=()):
            last = replace(last, edits=(*last.edits, *read.edits))
            continue
        if last:
            yield last
        last = read
    if last:
        yield last


# --- Lines of a table -----------------------------------------------------------------------------


def _line_inserted(line: Line, phrase: Phrase, item: Item) -> Instruction:
    said = phrase.form(f"insert-{line}")
    return _inserted(said["place"], line, said[line], _source(phrase, item))


def _line_inserted_first(line: Line, phrase: Phrase, item: Item) -> Instruction:
    at = phrase.form(f"insert-{line}-first")["place"]
    return _inserted(at, line, "", _source(phrase, item))


def _inserted(at: str, line: Line, after: str, source: str) -> Instruction:
    lines = [each for each in source.split("\n") if not _DASHES.fullmatch(each)]
    rows = [tuple(row_cells(each)) for each in lines]
    if list(map(row_line, rows)) != lines:
        raise UnreadableError(_("its cells do not each stand between two bars"))
    if line == "row":
        if len(rows) != 1:
            raise UnreadableError(_("it does not give one row"))
        return InsertLine(at=at, line=line, after=after, cells=rows[0])
    if any(len(row) != 1 for row in rows):
        raise UnreadableError(_("it does not give one column"))
    return InsertLine(at=at, line=line, after=after, cells=tuple([row[0] for row in rows]))


def _line_omitted(line: Line, phrase: Phrase, item: Item) -> Instruction:
    said = _sentence(f"omit-{line}", phrase, item)
    return OmitLine(at=said["place"], line=line, name=said[line])


def _line_moved(line: Line, phrase: Phrase, item: Item) -> Instruction:
    said = _sentence(f"move-{line}", phrase, item)
    return MoveLine(at=said["place"], line=line, name=said[line], after=said[f"after_{line}"])


def _line_moved_first(line: Line, phrase: Phrase, item: Item) -> Instruction:
    said = _sentence(f"move-{line}-first", phrase, item)
    return MoveLine(at=said["place"], line=line, name=said[line], after="")


_OF_LINES = (_line_inserted, _line_inserted_first, _line_omitted, _line_moved, _line_moved_first)
_FORMS: tuple[Reading, ...] = (
    *(partial(_amended, form) for form in _OF_WORDS),
    *(partial(_amended_list, form) for form in _OF_WORDS),
    *(_insert, _insert_first, _substitute, _omit, _omit_several, _move, _move_first),
    *(_renumber, _renumber_list, _renumber_with_consequences, _relevel),
    *(partial(read, "row") for read in _OF_LINES),
    *(partial(read, "column") for read in _OF_LINES),
)
"""All that an instruction may be; one of them reads it."""
