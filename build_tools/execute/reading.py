"""The words of a direction in, its instructions out, and each line that is none: nothing is
guessed.

Which lines belong to an instruction, `items` says; here its words are read, by the forms of a
publisher's words. A place is read as the longest citation of the old text that stands there.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from build_tools.execute.items import Item, Unread, read_items
from build_tools.execute.phrases import Grammar, Phrase, UnreadableError
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
    text: str, name: str, places: Sequence[str], words: AmendingWords = _OURS
) -> Direction:
    """The instructions of a direction for the text that goes by a name, whose provisions have these
    citations, in their order.
    """
    title, opening = words.filled("title", text=name), words.filled("opening", text=name)
    items, unread = read_items(text, title, opening)
    for before, item in zip([0, *(each.number for each in items)], items, strict=False):
        if item.number != before + 1:
            unread.append(_unread(item, _("its number is %(number)s", number=item.number)))
    grammar = Grammar(words, places)
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
    place = phrase.form(form)
    if phrase.skip(", "):
        edit = phrase.edit()
        phrase.need(".")
        phrase.end()
        item.end()
        return _of_place(form, place, (edit,))
    phrase.need("—")
    phrase.end()
    edits = tuple([_whole_edit(phrase.another(entry)) for entry in item.entries()])
    return _of_place(form, place, edits)


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


def _whole_edit(phrase: Phrase) -> WordEdit:
    edit = phrase.edit()
    phrase.end()
    return edit


# --- Provisions -----------------------------------------------------------------------------------


def _insert(phrase: Phrase, item: Item) -> Instruction:
    after = phrase.form("insert")["place"]
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
    at = _sentence("omit", phrase, item)["place"]
    return Omit(first=at, last=at)


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
    phrase.form("renumber")
    if phrase.skip("—"):
        phrase.end()
        return _renumbered_list(phrase, item)
    phrase.need(" ")
    numbers = phrase.numbers()
    if phrase.skip(", and "):
        phrase.form("consequence")
        phrase.need("—")
        phrase.end()
        following = [phrase.another(each) for each in item.entries()]
        return Renumber(numbers=tuple(numbers), consequences=tuple(_consequences(following)))
    phrase.need(".")
    phrase.end()
    item.end()
    return Renumber(numbers=tuple(numbers))


def _renumbered_list(phrase: Phrase, item: Item) -> Instruction:
    numbers: list[tuple[str, str]] = []
    following = []
    for entry in map(phrase.another, item.entries()):
        if _skip_consequence(entry):
            following.append(entry)
        elif following:
            raise UnreadableError(_("a number stands after what follows from numbers"))
        else:
            numbers += entry.numbers()
            entry.end()
    return Renumber(numbers=tuple(numbers), consequences=tuple(_consequences(following)))


def _skip_consequence(phrase: Phrase) -> bool:
    try:
        phrase.form("consequence")
    except UnreadableError:
        return False
    phrase.need(", ")
    return True


def _consequences(entries: Sequence[Phrase]) -> Iterator[Amended]:
    """The edits of references, those of one place together."""
    last: Amended | None = None
    for entry in entries:
        read = entry.first_of(_CONSEQUENCES)
        if last and replace(last, edits=()) == replace(read, edits=()):
            last = replace(last, edits=(*last.edits, *read.edits))
            continue
        if last:
            yield last
        last = read
    if last:
        yield last


def _consequence(form: str, phrase: Phrase) -> Amended:
    place = phrase.form(form)
    phrase.need(", ")
    return _of_place(form, place, (_whole_edit(phrase),))


def _small_consequence(form: str, phrase: Phrase) -> Amended:
    """One whose form begins a sentence elsewhere."""
    return _consequence(form, phrase.capitalized())


_CONSEQUENCES = (
    *(partial(_consequence, form) for form in _OF_WORDS),
    *(partial(_small_consequence, form) for form in _OF_WORDS),
)


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
    *(_insert, _insert_first, _substitute, _omit, _omit_several, _move, _move_first),
    *(_renumber, _relevel),
    *(partial(read, "row") for read in _OF_LINES),
    *(partial(read, "column") for read in _OF_LINES),
)
"""All that an instruction may be; one of them reads it."""
