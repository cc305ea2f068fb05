"""The text of a version: a flat sequence of blocks, each with runs of inline content or a table."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

MarkKind: TypeAlias = Literal["strong", "emphasis", "code", "strike", "link", "image", "footnote"]
BlockKind: TypeAlias = Literal["heading", "paragraph", "table", "code", "rule", "footnote", "front-matter"]
Merge: TypeAlias = Literal["", "<<", "^^"]
Align: TypeAlias = Literal["", "left", "center", "right"]


NOTE = "\ufffc"
"""What stands for a character of a note reference in `prose`."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A property of some text that is not text."""

    kind: MarkKind
    target: str = ""
    """Link or image: the address. Footnote: the label of the note. Otherwise empty."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text whose characters share their marks, as in Word."""

    text: str
    """Never empty, except for an image without a description; a hard line break is `"\\n"`."""
    marks: tuple[Mark, ...] = ()
    """Outermost first."""


Content: TypeAlias = tuple[Run, ...]
"""The inline content of a block or a cell."""


def plain(content: Content) -> str:
    """The text alone."""
    return "".join(run.text for run in content)


def prose(content: Content) -> str:
    """The text alone, of the same length, with signs in place of pictures and of the numbers of notes.

    So that cross-references can be found in it: "Clause 4.3." and the note 1 after it are not Clause 4.3.1.
    """
    return "".join(NOTE * len(run.text) if atom_kind(run.marks) else run.text for run in content)


def atom_kind(marks: tuple[Mark, ...]) -> str:
    """What a run of these marks is when it is one indivisible thing, a note reference or a picture; "" for text."""
    return next((mark.kind for mark in marks if mark.kind in ("footnote", "image")), "")


def joined(runs: Iterable[Run]) -> Content:
    """`runs` with neighbours of equal marks made one: the normal form in which contents are compared."""
    merged: list[Run] = []
    for run in runs:
        if merged and merged[-1].marks == run.marks and not atom_kind(run.marks):
            merged[-1] = Run(merged[-1].text + run.text, run.marks)
        else:
            merged.append(run)
    return tuple(merged)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One position of a table's grid."""

    content: Content = ()
    merge: Merge = ""
    """`<<` when the cell to the left covers this position, `^^` when the one above does; its content is then empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A rectangular grid: every row holds one cell for each column."""

    label: str = ""
    """As printed: "Table 17.6"; empty when the table has no caption that begins with one."""
    caption: Content = ()
    """The caption after its label."""
    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int = 1
    """How many of the rows, from the top, are headers."""
    aligns: tuple[Align, ...] = ()
    """One for each column; presentation only, never compared."""

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.rows[0]) if self.rows else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A heading, paragraph, table or other leaf of the text."""

    kind: BlockKind
    label: str = ""
    """As printed: "17.6.1", "(a)", "•"; for a footnote the label of the note; empty when there is none."""
    anchor: str = ""
    """Where a link to this block points; unique in its version, empty for a block that nobody would cite."""
    depth: int = 0
    """Headings: the level, 1 to 6. Others: how far the text is indented, 0 at the margin."""
    quoted: int = 0
    """How many block quotes the block stands in."""
    content: Content = ()
    """The inline content without the label; for code, one run; empty for a table."""
    table: Table | None = None
    term: str = ""
    """The term that a definition defines."""
    line: int = 1
    """Where the block begins in the file, counted from 1."""
    source: str = ""
    """Everything from here to the next block; the sources of a file's blocks, joined, are the file."""

    @property
    def text(self) -> str:
        """The plain text without the label; a table's rows joined by newlines, its cells by ` | `."""
        if self.table is None:
            return plain(self.content)
        return "\n".join(row_text(row) for row in self.table.rows)


def row_text(cells: Iterable[Cell]) -> str:
    """The texts of a row's or a column's cells, joined by ` | `."""
    return " | ".join(plain(cell.content) for cell in cells)
