"""Amending instructions in, a direction in markdown out: numbered, in the words in which amendments
are made in the United Kingdom ("for … substitute …").

`execute.reading` reads these words back. Words are quoted as the file has them; provisions stand in
block quotations.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import count
from typing import assert_never

from build_tools.model.instructions import (
    AmendCaption,
    AmendCell,
    AmendWords,
    Insert,
    InsertLine,
    Instruction,
    Move,
    MoveLine,
    Omit,
    OmitLine,
    Relevel,
    Renumber,
    SubstituteWhole,
    WordEdit,
)
from build_tools.text.markdown.table_source import row_line
from build_tools.text.ordinals import ordinal
from build_tools.text.quoted_words import has_paired_quotes

_NUMBERED = re.compile(r"(?:row|column) \d+")


def direction_markdown(name: str, instructions: Sequence[Instruction]) -> str:
    """The amendments of the text that goes by a name."""
    lines = [f"# Amendments to {name}", f"The text of {name} is amended as follows."]
    for number, instruction in enumerate(instructions, start=1):
        lines.append(f"{number}. {instruction_markdown(instruction)}")
    return "\n\n".join(lines) + "\n"


def instruction_markdown(instruction: Instruction) -> str:
    """One instruction without its number, what belongs to it set in by three columns."""
    match instruction:
        case AmendWords() | AmendCaption() | AmendCell():
            return _edited(_place(instruction), instruction.edits)
        case Insert(source=source) | SubstituteWhole(source=source):
            return _with_source(_heading(instruction), source)
        case Renumber(numbers=numbers):
            said = [f"{at} as “{number}”" for at, number in numbers]
            return _listed("Renumber", said)
        case Omit() | Move() | Relevel():
            return f"{_sentence(instruction)}."
        case InsertLine() | OmitLine() | MoveLine():
            return _of_a_line(instruction)
    assert_never(instruction)


def _place(instruction: AmendWords | AmendCaption | AmendCell) -> str:
    match instruction:
        case AmendWords(at=at):
            return f"In {at}"
        case AmendCaption(at=at):
            return f"In the caption of {at}"
        case AmendCell(at=at, row=row, column=column):
            return f"In {at}, in {_the(row)}, in {_the(column)}"
    assert_never(instruction)


def _heading(instruction: Insert | SubstituteWhole) -> str:
    if isinstance(instruction, SubstituteWhole):
        return f"For {instruction.at} substitute—"
    return f"After {instruction.after} insert—" if instruction.after else "At the beginning insert—"


def _sentence(instruction: Omit | Move | Relevel) -> str:
    match instruction:
        case Omit(first=first, last=last):
            through = "" if first == last else f" and what follows it, as far as {last}"
            return f"Omit {first}{through}"
        case Move(at=at, after=after):
            return f"Move {at} to {f'after {after}' if after else 'the beginning'}"
        case Relevel(at=at, level=level):
            return f"Make {at} a heading of level {level}"
    assert_never(instruction)


def edit_words(edit: WordEdit) -> str:
    """What is done to words."""
    quoted = f"{_quoted(edit.quoted)}{_which(edit.occurrence)}"
    words = _quoted(edit.words)
    match edit.operation:
        case "substitute":
            return f"for {quoted} substitute {words}"
        case "omit":
            return f"omit {quoted}"
        case "insert":
            return f"after {quoted} insert {words}"
        case "begin":
            return f"at the beginning insert {words}"
        case "end":
            return f"at the end insert {words}"
        case "fill":
            return f"insert {words}"
    assert_never(edit.operation)


def _edited(place: str, edits: Sequence[WordEdit]) -> str:
    if len(edits) == 1:
        return f"{place}, {edit_words(edits[0])}."
    return _listed(place, list(map(edit_words, edits)))


def _listed(what: str, said: Sequence[str]) -> str:
    if len(said) == 1:
        return f"{what} {said[0]}."
    ends = [";"] * (len(said) - 1) + ["."]
    entries = zip(_labels(), said, ends, strict=False)
    return "\n\n".join([f"{what}—", *(f"   ({label}) {each}{end}" for label, each, end in entries)])


def _labels() -> Iterator[str]:
    """A to z, then aa to zz."""
    for times in count(1):
        for letter in "abcdefghijklmnopqrstuvwxyz":
            yield letter * times


def _of_a_line(instruction: InsertLine | OmitLine | MoveLine) -> str:
    place, line = f"In {instruction.at}", instruction.line
    match instruction:
        case InsertLine(after=after, cells=cells):
            where = f"after {_the(after)} insert the" if after else "insert the first"
            rows = [cells] if line == "row" else [(cell,) for cell in cells]
            return _with_source(f"{place}, {where} {line}—", "\n".join(map(row_line, rows)))
        case OmitLine(name=name):
            return f"{place}, omit {_the(name)}."
        case MoveLine(name=name, after=after):
            where = f"after {_the(after)}" if after else "the first place"
            return f"{place}, move {_the(name)} to {where}."
    assert_never(instruction)


def _the(name: str) -> str:
    """The name of a row or column in a sentence: one that is nothing but a number has no
    article.
    """
    return name if _NUMBERED.fullmatch(name) else f"the {name}"


def _quoted(words: str) -> str:
    return f"“{words}”" if has_paired_quotes(words) else f"«{words}»"


def _which(occurrence: int) -> str:
    return f" (the {ordinal(occurrence)} time it occurs)" if occurrence else ""


def _with_source(words: str, source: str) -> str:
    lines = [f"   > {line}" if line else "   >" for line in source.split("\n")]
    return "\n".join([words, "", *lines])
