"""The text of a version: a flat sequence of blocks, each with runs of inline content or a table."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, groupby
from operator import attrgetter
from typing import Literal, NamedTuple, TypeAlias

MarkKind: TypeAlias = Literal["strong", "emphasis", "code", "strike", "link", "image", "footnote"]
BlockKind: TypeAlias = Literal[
    "heading", "paragraph", "table", "code", "rule", "footnote", "front-matter"
]
CellMerge: TypeAlias = Literal["", "<<", "^^"]
GridPosition: TypeAlias = tuple[int, int]
"""A row and a column of a grid, each counted from 0."""
BlockPlace: TypeAlias = tuple[int, str]
"""The line that a block begins on, and its label."""
Align: TypeAlias = Literal["", "left", "center", "right"]
_NUMBER_BELOW = re.compile(r"\w\.\w")
"""In a label that names what it stands below, as 17.6 does."""


_marks = attrgetter("marks")

NOTE = "\ufffc"
"""What stands for a character of a note reference in `prose`."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A property of some text that is not text."""

    kind: MarkKind | Literal["origin"]
    """`origin` is no property that a text gives itself: see `NotedVersion`."""
    target: str = ""
    """Link or image: the address. Footnote: the label of the note. Origin: the number of the note.
    Otherwise empty."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text whose characters share their marks, as in Word."""

    text: str
    """Never empty, except for an image without a description, and where a `NotedVersion` has a note
    about what is gone; a hard line break is `"\\n"`."""
    marks: tuple[Mark, ...] = ()
    """Outermost first."""


Content: TypeAlias = tuple[Run, ...]
"""The inline content of a block or a cell."""


def plain(content: Content) -> str:
    """The text alone."""
    return content[0].text if len(content) == 1 else "".join([run.text for run in content])


def with_note_signs(content: Content) -> str:
    """The text, a reference to a note in it as `[^3]`: "Clause 17.10" and the note 3 are not Clause
    17.103.
    """
    if len(content) == 1 and not content[0].marks:
        return content[0].text
    return "".join(
        [
            f"[^{run.text}]" if run.marks and atom_kind(run.marks) == "footnote" else run.text
            for run in content
        ]
    )


def wording(content: Content) -> str:
    """The text without the numbers of notes."""
    if len(content) == 1 and not content[0].marks:
        return content[0].text
    return "".join(
        [run.text for run in content if not run.marks or atom_kind(run.marks) != "footnote"]
    )


def prose(content: Content) -> str:
    """The text alone, of the same length, with signs in place of pictures and of the numbers of
    notes.

    So that cross-references can be found in it: "Clause 4.3." and the note 1 after it are not
    Clause 4.3.1.
    """
    return "".join(NOTE * len(run.text) if atom_kind(run.marks) else run.text for run in content)


def atom_kind(marks: tuple[Mark, ...]) -> str:
    """What a run of these marks is when it is one indivisible thing, a note reference or a picture;
    "" for text.
    """
    for mark in marks:  # a loop, because most texts have no marks and nothing is asked more often
        if mark.kind in ("footnote", "image"):
            return mark.kind
    return ""


def origin_of(run: Run) -> str:
    """The number of the note that says where a run comes from; empty for none."""
    return run.marks[0].target if run.marks and run.marks[0].kind == "origin" else ""


def joined(runs: Iterable[Run]) -> Content:
    """`runs` with neighbours of equal marks made one: the normal form in which contents are
    compared.
    """
    if isinstance(runs, tuple) and len(runs) < 2:  # most contents are
        return runs
    merged: list[Run] = []
    for marks, group in groupby(runs, key=_marks):
        stretch = list(group)
        if len(stretch) == 1 or atom_kind(marks):
            merged += stretch
        else:
            merged.append(Run("".join([run.text for run in stretch]), marks))
    return tuple(merged)


def content_slice(content: Content, start: int, stop: int) -> Content:
    """What stands between two offsets of a content."""
    runs, at = [], 0
    for run in content:
        low, high = max(start - at, 0), min(stop - at, len(run.text))
        if low < high or (not run.text and start <= at < stop):
            runs.append(Run(run.text[low:high], run.marks))
        at += len(run.text)
    return tuple(runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One position of a table's grid."""

    content: Content = ()
    merge: CellMerge = ""
    """`<<` when the cell to the left covers this position, `^^` when the one above does; its
    content is then empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A rectangular grid: every row holds one cell for each column."""

    caption: Content = ()
    """The caption after its label, which is that of the table's block."""
    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int = 1
    """How many of the rows, from the top, are headers."""
    aligns: tuple[Align, ...] = ()
    """One for each column; presentation only, never compared."""

    def row_number(self, at: int) -> int:
        """What a row of `rows` is called: they are counted from 1, below the headers."""
        return at - self.header_rows + 1

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.rows[0]) if self.rows else 0

    def cell(self, row: int | None, column: int | None) -> Cell | None:
        """The cell at a position; None where the row or the column is not of this table."""
        return None if row is None or column is None else self.rows[row][column]

    def covering(self, row: int, column: int) -> tuple[int, int]:
        """The position of the cell that covers a position; its own when no other does."""
        while merge := self.rows[row][column].merge:
            row, column = (row, column - 1) if merge == "<<" else (row - 1, column)
        return row, column

    def seen(self, row: int, column: int) -> str:
        """The text that a reader sees at a position, without the numbers of notes: for a covered
        one, that of the cell that covers it.
        """
        row, column = self.covering(row, column)
        return wording(self.rows[row][column].content).strip()

    def header(self, column: int) -> str:
        """What the header rows call a column, each text once; empty when they are silent."""
        texts = [self.seen(row, column) for row in range(self.header_rows)]
        return " ".join(dict.fromkeys(filter(None, texts)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A heading, paragraph, table or other leaf of the text."""

    kind: BlockKind
    label: str = ""
    """As printed: "17.6.1", "(a)", "•"; for a footnote the label of the note, for a table what its
    caption begins with, "Table 17.6"; empty when there is none."""
    anchor: str = ""
    """Where a link to this block points; unique in its version, empty for a block that nobody would
    cite."""
    depth: int = 0
    """Headings: the level, 1 to 6. Others: how far the text is indented, 0 at the margin."""
    quoted: int = 0
    """How many block quotes the block stands in."""
    note_level: int = 0
    """How many notes the block stands in, 0 in the text itself. Its note is that of the nearest
    footnote block before it, which is the note's first paragraph."""
    content: Content = ()
    """The inline content without the label; for code, one run; empty for a table."""
    table: Table | None = None
    terms: tuple[str, ...] = ()
    """The terms that a definition defines: one, or several that it gives one meaning."""
    citation: str = ""
    """How a person cites this block: "Clause 17.6(a)"; unique in its version."""
    within: str = ""
    """The anchor of the provision or heading that the block stands in; empty where there is
    none."""
    line: int = 1
    """Where the block begins in the file, counted from 1."""
    source: str = ""
    """Everything from here to the next block; the sources of a file's blocks, joined, are the
    file."""

    @property
    def term(self) -> str:
        """The term that a definition defines, the first of several; empty for other blocks."""
        return self.terms[0] if self.terms else ""

    @property
    def contents(self) -> tuple[Content, ...]:
        """What it says, in reading order; of a table its caption and its cells."""
        if self.table is None:
            return (self.content,)
        cells = chain.from_iterable(self.table.rows)
        return (self.content, self.table.caption, *[cell.content for cell in cells])

    @property
    def is_limb(self) -> bool:
        """Whether it stands right in a provision that its label does not name: "(a)" in "17", "1."
        in "(2)". "17.6" names what it stands in, and is drawn beside it.
        """
        return self.depth == 1 and bool(self.label) and not _NUMBER_BELOW.search(self.label)

    @property
    def address(self) -> str:
        """Its anchor, or that of what it stands in."""
        return self.anchor or self.within

    @property
    def text(self) -> str:
        """The text without the label, references to notes as `[^3]`; a table's rows joined by
        newlines, its cells by ` | `.
        """
        if self.table is None:
            return with_note_signs(self.content)
        return "\n".join(row_text(row) for row in self.table.rows)

    @property
    def place(self) -> BlockPlace:
        """What tells it from every other block of its text: "8)" and its "a)" may begin on one
        line.
        """
        return self.line, self.label

    def has_other_headers(self, other: "Block") -> bool:
        """Whether this block and another are tables with another number of header rows."""
        if self.table is None or other.table is None:
            return False
        return self.table.header_rows != other.table.header_rows

    @property
    def continues_note(self) -> bool:
        """Whether the block stands in a note and is not its first paragraph."""
        return self.note_level > 0 and self.kind != "footnote"


class KeptBlock(NamedTuple):
    """All on which it hangs how a block is drawn that is no table: not where it stands in its file,
    nor how it is cited. Most of a text has it in common with the version before.
    """

    kind: BlockKind
    label: str
    anchor: str
    depth: int
    quoted: int
    note_level: int
    terms: tuple[str, ...]
    content: Content

    @classmethod
    def of(cls, block: Block) -> "KeptBlock":
        """That of a block."""
        return cls(
            block.kind,
            block.label,
            block.anchor,
            block.depth,
            block.quoted,
            block.note_level,
            block.terms,
            block.content,
        )

    @property
    def block(self) -> Block:
        """A block that is drawn so."""
        return Block(**self._asdict())


def row_text(cells: Iterable[Cell]) -> str:
    """The texts of a row's or a column's cells, joined by ` | `; references to notes as `[^3]`."""
    return " | ".join(with_note_signs(cell.content) for cell in cells)
