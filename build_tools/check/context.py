"""What a rule is shown: the lines of one file of the record, and all that stands round it. Pure."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TypeAlias

from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.overlaps import Overlap, overlaps
from build_tools.model import (
    Amendment,
    Block,
    Corpus,
    Document,
    Redline,
    Version,
    plain,
    wording,
)
from build_tools.model.problems import Problem
from build_tools.record.enactment import waits_for_its_seal
from build_tools.record.status import carried_on_as, carried_on_from, predecessor, was_directed
from build_tools.text.labels import Provisions
from build_tools.text.markdown.table_source import delimiter_row

Line: TypeAlias = tuple[int, str]
"""A line of a file: its number, counted from 1, and its text."""


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What the texts of one corpus ask of all of it, each answer worked out once."""

    corpus: Corpus
    as_of: dt.date
    comparisons: Comparisons

    @cached_property
    def overlaps(self) -> tuple[Overlap, ...]:
        """What two open proposals both touch."""
        return tuple(overlaps(self.corpus, self.as_of, self.comparisons))

    def provisions_of(self, version: Version) -> Provisions:
        """What the references in a version of the record may point at."""
        if version.name not in self._provisions:
            self._provisions[version.name] = Provisions.of(version.blocks, version.bodies)
        return self._provisions[version.name]

    @cached_property
    def _provisions(self) -> dict[str, Provisions]:
        return {}


@dataclass(frozen=True, kw_only=True)
class FileContext:
    """A file of the record: an amendment's, or as a `TextContext` that of a version."""

    path: str
    text: str
    amendment: Amendment | None
    """The amendment that the file describes, or that made the version."""
    corpus: Corpus
    as_of: dt.date

    @property
    def directed(self) -> bool:
        """Whether the amendment has been directed, so that the text may never change again."""
        return self.amendment is not None and self.amendment.stage(self.as_of).is_directed

    @cached_property
    def settled(self) -> bool:
        """Whether nobody will change the file for a warning's sake: it has been directed, and no
        text that it made waits for its seal, which pins the words of the file too.
        """
        if self.amendment is None or not self.directed:
            return False
        made = _texts_made_by(self.corpus, self.amendment)
        return not any(waits_for_its_seal(self.corpus, *each, self.as_of) for each in made)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the file; the first has the number 1 and the index 0."""
        return self.text.split("\n")

    @property
    def amendments(self) -> tuple[Amendment, ...]:
        """The amendments whose dates the file may tell."""
        return (self.amendment,) if self.amendment else ()

    @cached_property
    def prose(self) -> tuple[Line, ...]:
        """The lines that are read as words: of an amendment's file, all but comments."""
        lines = enumerate(self.lines, 1)
        return tuple((at, line) for at, line in lines if not line.lstrip().startswith("#"))

    def problem(
        self, line: int, message: str, column: int = 0, form: str = "", *, mended: str | None = None
    ) -> Problem:
        """A problem at a line of the file, counted from 1; `mended` is that line as it should
        read.
        """
        return Problem(
            path=self.path,
            line=line,
            column=column,
            message=message,
            source=self.lines[line - 1],
            form=form,
            mended=mended,
        )


def _texts_made_by(corpus: Corpus, amendment: Amendment) -> Iterator[tuple[Document, Version]]:
    """What an amendment made, as far as it could be read."""
    labels = {(step.document, step.new) for step in amendment.steps}
    ids = {document for document, _ in labels}
    for document in (each for each in corpus.documents if each.id in ids):
        for version in document.versions:
            if (document.id, version.label) in labels:
                yield document, version


@dataclass(frozen=True, kw_only=True)
class TextContext(FileContext):
    """The text of a version, with the version that it goes from."""

    version: Version
    document: Document
    answers: Answers

    @property
    def comparisons(self) -> Comparisons:
        """The redlines of the corpus."""
        return self.answers.comparisons

    @property
    def directed(self) -> bool:
        """Whether it is a text that was directed; one that its amendment carried on was not."""
        return was_directed(self.document, self.version, self.as_of)

    @cached_property
    def settled(self) -> bool:
        """Whether it was directed and waits for no seal, or carried on and is kept as it was; or
        nobody can tell, because its amendment could not be read.
        """
        if self.amendment is None or carried_on_as(self.document, self.version, self.as_of):
            return True
        waits = waits_for_its_seal(self.corpus, self.document, self.version, self.as_of)
        return self.directed and not waits

    @cached_property
    def redline(self) -> Redline | None:
        """The redline from the version that this one goes from; None for a first version, and where
        that is missing.
        """
        old = predecessor(self.document, self.version)
        return self.comparisons.between(old, self.version) if old else None

    @cached_property
    def carried_redline(self) -> Redline | None:
        """The redline from the text of the same amendment that this one carries on; None where it
        carries on none.
        """
        carried = carried_on_from(self.document, self.version)
        return self.comparisons.between(carried, self.version) if carried else None

    @cached_property
    def renumbered_places(self) -> frozenset[tuple[int, str]]:
        """The places of the blocks that had another label in the version before."""
        passages = self.redline.passages if self.redline else ()
        changed = [each for each in passages if each.origin and each.new]
        return frozenset(
            each.new.place
            for each in changed
            if each.new and each.origin and each.new.label != each.origin.label
        )

    @cached_property
    def by_anchor(self) -> dict[str, Block]:
        """The blocks that can be cited, by their anchors."""
        return {block.anchor: block for block in self.version.blocks if block.anchor}

    def provisions_of(self, version: Version) -> Provisions:
        """What the references in a version of the record may point at."""
        return self.answers.provisions_of(version)

    @property
    def amendments(self) -> tuple[Amendment, ...]:
        """The amendments whose dates the text may tell: of this version, and of any other."""
        made = (version.amendment for version in self.document.versions)
        return tuple(amendment for amendment in made if amendment)

    def body_lines(self) -> Iterator[Line]:
        """The number and text of each line below the front matter."""
        first = 1
        if self.version.blocks[:1] != self.version.body[:1]:
            front_matter = plain(self.version.blocks[0].content)
            first = len(front_matter.removesuffix("\n").split("\n")) + 3
        yield from enumerate(self.lines[first - 1 :], first)

    @cached_property
    def prose(self) -> tuple[Line, ...]:
        """The number and text of each line that is neither front matter nor code, code spans
        blanked out.
        """
        blocks = (block for block in self.version.body if block.kind != "code")
        lines = chain.from_iterable(map(block_lines, blocks))
        return tuple((number, _without_code(line)) for number, line in lines)

    def texts(self) -> Iterator[tuple[Block, list[Line], str]]:
        """The texts of all blocks, each with its block and the lines that it stands on."""
        for block in self.version.blocks:
            for lines, text in texts_of(block):
                yield block, lines, text

    def locate(self, words: str, block: Block) -> tuple[int, int]:
        """The line and column of some words of a block."""
        return locate(words, list(block_lines(block)))


def _without_code(line: str) -> str:
    """The line with its code spans blanked out."""
    if "`" not in line:
        return line
    parts: list[str] = []
    done = 0
    for start, end in _code_spans(line):
        parts += [line[done:start], " " * (end - start)]
        done = end
    return "".join([*parts, line[done:]])


def _code_spans(line: str) -> Iterator[tuple[int, int]]:
    """Where code spans begin and end: with the next run of as many backticks as began them."""
    runs = [run.span() for run in re.finditer("`+", line)]
    following: dict[int, int] = {}
    closing: dict[int, int] = {}
    for at, (start, end) in reversed([*enumerate(runs)]):
        if (close := following.get(end - start)) is not None:
            closing[at] = close
        following[end - start] = at
    at = 0
    while at < len(runs):
        start, end = runs[at]
        if at in closing:
            at = closing[at]
            yield start, runs[at][1]
        at += 1


def block_lines(block: Block) -> Iterator[Line]:
    """The numbered lines of a block's source."""
    return enumerate(block.source.split("\n"), block.line)


def texts_of(block: Block) -> Iterator[tuple[list[Line], str]]:
    """The texts of a block, each with the lines that it stands on: its own, or those of its
    table.
    """
    if block.kind in ("code", "front-matter"):
        return
    lines = list(block_lines(block))
    if block.table is None:
        yield lines, wording(block.content)
        return
    yield lines, wording(block.table.caption)
    for cells, line in zip(block.table.rows, row_lines(block), strict=False):
        for cell in cells:
            yield [line], wording(cell.content)


def locate(words: str, lines: list[Line]) -> tuple[int, int]:
    """The line and column of some words; the first line that is not blank when markup stands
    between them.
    """
    for number, line in lines:
        if (at := line.find(words)) >= 0:
            return number, at + 1
    return next((number for number, line in lines if line.strip()), lines[0][0]), 0


def row_lines(block: Block) -> list[Line]:
    """The lines of a table's rows, in order and without the line of dashes; empty for a block that
    is no table.
    """
    lines = list(block_lines(block)) if block.kind == "table" else []
    dashes = delimiter_row(line for _, line in lines)
    if dashes is None:
        return []
    rows = [lines[dashes - 1]]
    for number, line in lines[dashes + 1 :]:
        if not line.strip():
            break
        rows.append((number, line))
    return rows
