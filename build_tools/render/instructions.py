"""Amending instructions in, a direction in markdown out: numbered, in the words in which amendments
are made in the United Kingdom ("for … substitute …"), or in a publisher's own.

`execute.reading` reads these words back. Words are quoted as the file has them; provisions stand in
block quotations, each instruction with the ids of its changes.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from types import MappingProxyType
from typing import TypeAlias, assert_never

from build_tools.model.amending_words import AmendingWords
from build_tools.model.instructions import (
    BOTH,
    EVERY,
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
from build_tools.text.label_runs import bearers, following_runs, label, paragraph_under, plural
from build_tools.text.markdown.table_source import row_line
from build_tools.text.ordinals import spoken_number
from build_tools.text.wholes import Whole

_OURS = AmendingWords()
_Amended: TypeAlias = AmendWords | AmendCaption | AmendCell
_NONE: Mapping[str, Whole] = MappingProxyType({})
_HEADING = re.compile(r"(#{1,6}) ")
_LINE_NAME = re.compile(r"(row for|column) “(.*)”|(heading row|row|column)(?: (\d+))?")


def direction_markdown(
    name: str,
    instructions: Sequence[Instruction],
    citations: Sequence[str],
    words: AmendingWords = _OURS,
    wholes: Mapping[str, Whole] = _NONE,
) -> str:
    """The amendments of the text that goes by a name, whose provisions have these citations, in
    their order; `wholes` are those that begin with a heading, by their names.
    """
    writer = InstructionWriter(citations, words, wholes)
    lines = [f"# {words.filled('title', text=name)}", words.filled("opening", text=name)]
    for number, instruction in enumerate(instructions, start=1):
        lines.append(f"{number}. {writer.markdown(instruction)}")
    return "\n\n".join(lines) + "\n"


class InstructionWriter:
    """Puts instructions for one text into words."""

    def __init__(
        self,
        citations: Sequence[str] = (),
        words: AmendingWords = _OURS,
        wholes: Mapping[str, Whole] = _NONE,
    ) -> None:
        alone = {name for name, each in wholes.items() if each.is_alone}
        called = bearers(citations, alone)
        self._places = {name: at for at, name in enumerate(called)}
        self._called = {citation: name for name, citation in called.items()}
        self._words = words
        self._wholes = {(each.heading, each.last): name for name, each in wholes.items()}
        self._apart = {name: paragraph_under(name) for name in alone}
        self._ends = {(each.last, each.level): name for name, each in wholes.items()}

    def markdown(self, instruction: Instruction) -> str:
        """One instruction without its number, what belongs to it set in by three columns."""
        first, *more = self.lines(instruction)
        ids = f" ({', '.join(instruction.changes)})" if instruction.changes else ""
        return "\n".join([first + ids, *more])

    def lines(self, instruction: Instruction) -> list[str]:
        """The same line by line, without the ids of its changes."""
        quoted = self.quoted(instruction)
        return self.said(instruction) + ([] if quoted is None else _quoted_lines(quoted))

    def quoted(self, instruction: Instruction) -> str | None:
        """The provisions or the cells that stand quoted below an instruction, as markdown; None
        where none do.
        """
        match instruction:
            case Insert(source=source) | SubstituteWhole(source=source):
                return source
            case InsertLine(line=line, cells=cells):
                first, *rows = [cells] if line == "row" else [(cell,) for cell in cells]
                dashes = ["---"] * len(first)
                return "\n".join(map(row_line, [first, dashes, *rows]))
        return None

    def said(self, instruction: Instruction) -> list[str]:
        """The lines of an instruction above what is quoted below it."""
        match instruction:
            case AmendWords() | AmendCaption() | AmendCell():
                return self._amended(instruction)
            case Insert() | SubstituteWhole():
                return [self._before_source(instruction)]
            case Renumber():
                return self._renumbered(instruction)
            case Omit() | Move() | Relevel():
                return [self._sentence(instruction)]
            case InsertLine() | OmitLine() | MoveLine():
                return [self._of_a_line(instruction)]
        assert_never(instruction)

    def _before_source(self, instruction: Insert | SubstituteWhole) -> str:
        if isinstance(instruction, SubstituteWhole):
            return self._filled("substitute", place=instruction.at)
        form = "insert" if instruction.after else "insert-first"
        heading = _HEADING.match(instruction.source)
        ends = instruction.after, len(heading[1]) if heading else 0
        if ends in self._ends:
            return self._filled_whole(form, self._ends[ends])
        return self._filled(form, place=instruction.after)

    def _sentence(self, instruction: Omit | Move | Relevel) -> str:
        match instruction:
            case Omit(first=first, last=last) if (first, last) in self._wholes:
                return self._filled_whole("omit", self._wholes[first, last])
            case Omit(first=first, last=last):
                form = "omit" if first == last else "omit-several"
                return self._filled(form, place=first, last=last)
            case Move(at=at, after=after):
                form = "move" if after else "move-first"
                return self._filled(form, place=at, after=after)
            case Relevel(at=at, level=level):
                place = self._words.place(at)
                return self._words.filled("level", place=place, level=str(level))
        assert_never(instruction)

    def edit(self, edit: WordEdit, *, in_list: bool = False) -> str:
        """What is done to words, in a sentence or in an entry of a list."""
        words = self._words
        quoted = words.quoted(edit.quoted) + self._which(edit.occurrence)
        form = words.edit_form(f"{edit.operation}-words", in_list=in_list)
        return words.filled(form, quoted=quoted, words=words.quoted(edit.words))

    def _filled(self, form: str, **citations: str) -> str:
        return self._words.filled(
            form,
            **{
                slot: self._words.place(self._apart.get(each, each))
                for slot, each in citations.items()
            },
        )

    def _filled_whole(self, form: str, place: str) -> str:
        """The same for what is called by a name that means all of it."""
        return self._words.filled(form, place=self._words.place(place))

    def _amended(self, instruction: _Amended) -> list[str]:
        form = _form_of(instruction)
        if len(instruction.edits) == 1:
            return [self._of_words(form, instruction, self.edit(instruction.edits[0]))]
        edits = [self.edit(each, in_list=True) for each in instruction.edits]
        return self._listed(self._of_words(f"{form}-list", instruction), edits)

    def _of_words(self, form: str, instruction: _Amended, edit: str = "") -> str:
        """What is said of the place where words change, with one edit where the form has it."""
        slots = {"place": self._words.place(instruction.at), "edit": edit}
        if isinstance(instruction, AmendCell):
            slots["row"] = self._line(instruction.row)
            slots["column"] = self._line(instruction.column)
        return self._words.filled(form, **slots)

    def _renumbered(self, instruction: Renumber) -> list[str]:
        words = self._words
        numbers = [(self._called.get(at, at), number) for at, number in instruction.numbers]
        ranges = list(map(self._range, following_runs(numbers, self._places)))
        following = list(self._consequences(instruction))
        if len(ranges) > 1:
            said = [words.filled("consequence", said=each) for each in following]
            return self._listed(words.filled("renumber-list"), [*ranges, *said])
        if following:
            head = words.filled("renumber-consequences", numbers=ranges[0])
            return self._listed(head, following)
        return [words.filled("renumber", numbers=ranges[0])]

    def _range(self, run: Sequence[tuple[str, str]]) -> str:
        """What is said of provisions that follow one another, or of one."""
        words = self._words
        (first, number), (last, last_number) = run[0], run[-1]
        if len(run) == 1:
            return words.filled("number", place=words.place(first), number=words.quoted(number))
        several = words.filled("several", plural=words.place(plural(first)), label=label(last))
        return words.filled(
            "numbers",
            several=several,
            number=words.quoted(number),
            last_number=words.quoted(last_number),
        )

    def _consequences(self, instruction: Renumber) -> Iterator[str]:
        for each in instruction.consequences:
            for edit in each.edits:
                yield self._of_words(f"{_form_of(each)}-entry", each, self.edit(edit))

    def _of_a_line(self, instruction: InsertLine | OmitLine | MoveLine) -> str:
        line, place = instruction.line, self._words.place(instruction.at)
        match instruction:
            case InsertLine(after=after):
                form = f"insert-{line}" if after else f"insert-{line}-first"
                return self._words.filled(form, place=place, **{line: self._line(after)})
            case OmitLine(name=name):
                said = self._line(name)
                return self._words.filled(f"omit-{line}", place=place, **{line: said})
            case MoveLine(name=name, after=after):
                form = f"move-{line}" if after else f"move-{line}-first"
                names = {line: self._line(name), f"after_{line}": self._line(after)}
                return self._words.filled(form, place=place, **names)
        assert_never(instruction)

    def _line(self, name: str) -> str:
        """The name of a row or a column in a sentence."""
        found = _LINE_NAME.fullmatch(name)
        if found is None:
            return ""
        kind = found[1] or found[3]
        if found[1]:
            form = kind.removesuffix(" for")
            return self._words.filled(form, name=self._words.quoted(found[2]))
        form = kind.replace(" ", "-") + ("-number" if found[4] else "")
        return self._words.filled(form, count=found[4] or "")

    def _listed(self, head: str, said: Sequence[str]) -> list[str]:
        forms = [*["entry"] * (len(said) - 1), "last-entry"]
        lines = [head]
        for letter, form, each in zip(_labels(), forms, said, strict=False):
            lines += ["", f"   {self._words.filled(form, letter=letter, said=each)}"]
        return lines

    def _which(self, occurrence: int) -> str:
        if not occurrence:
            return ""
        if occurrence in (BOTH, EVERY):
            form = "both-places" if occurrence == BOTH else "every-place"
            return f" ({self._words.forms[form]})"
        return f" ({self._words.filled('which-place', ordinal=spoken_number(occurrence))})"


def _form_of(instruction: _Amended) -> str:
    """The form for one edit of a place."""
    match instruction:
        case AmendWords():
            return "words"
        case AmendCaption():
            return "caption"
        case AmendCell():
            return "cell"
    assert_never(instruction)


def _labels() -> Iterator[str]:
    """A to z, then aa to zz."""
    for times in count(1):
        for letter in "abcdefghijklmnopqrstuvwxyz":
            yield letter * times


def _quoted_lines(source: str) -> list[str]:
    lines = [f"   > {line}" if line else "   >" for line in source.split("\n")]
    return ["", *lines]
