"""A table as a block of a file → its rows and cells as they are written there, each on its line.

Its caption and what stands after it are kept as they are; nothing is written anew.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from build_tools.model import Block
from build_tools.text.quoted_words import quoted_words

_DELIMITER_ROW = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_BAR = re.compile(r"(?<!\\)\|")
_BAR_AT_END = re.compile(r"(?<!\\)\|$")
_SIGNS = "*_:–—-"
"""What stands round the label of a caption."""


@dataclass(frozen=True, slots=True)
class TableSource:
    """A table as it is written in a file."""

    caption_source: str
    """What stands before its first row: the caption."""
    label_words: int
    """How many words of the caption are its label, with the sign behind it: "Table 1 –"."""
    lines: tuple[str, ...]
    """The lines of the rows."""
    cells: tuple[tuple[str, ...], ...]
    """For each row, what stands between two bars."""
    delimiter_row: str
    delimiters: tuple[str, ...]
    """The dashes of each column."""
    tail: str
    """What stands after the last row."""

    def line_offset(self, row: int) -> int:
        """How many lines below the first of the block a row stands."""
        return self.caption_source.count("\n") + row + (row > 0)


def table_source(block: Block) -> TableSource | None:
    """A table's rows as the file has them; None when they cannot be told apart line by line."""
    table = block.table
    assert table is not None
    lines = block.source.split("\n")
    at = delimiter_row(lines)
    if at is None or block.quoted:
        return None
    end = at + len(table.rows)
    body = lines[at + 1 : end]
    if len(body) != len(table.rows) - 1 or not all(line.strip() for line in body):
        return None
    rows = (lines[at - 1], *body)
    caption = "\n".join([*lines[: at - 1], ""])
    return TableSource(
        caption_source=caption,
        label_words=_label_words(quoted_words(caption), block.label.split()),
        lines=rows,
        cells=tuple(_cells(line, table.width) for line in rows),
        delimiter_row=lines[at],
        delimiters=_cells(lines[at], table.width),
        tail="\n".join(lines[end:]),
    )


def _label_words(caption: Sequence[str], label: Sequence[str]) -> int:
    count = len(label)
    if [word.strip(_SIGNS) for word in caption[:count]] != [*label] or not label:
        return 0
    follows = "".join(caption[count : count + 1])
    return count + (bool(follows) and not follows.strip(_SIGNS))


def row_line(cells: Iterable[str]) -> str:
    """The line of a row with these cells."""
    return "".join(["|", *(f" {cell} |" if cell else " |" for cell in cells)])


def row_cells(line: str) -> list[str]:
    """What the line of a row has between its bars, without white space round it; a bar alone has
    no cell.
    """
    inner = line.strip().removeprefix("|")
    if not inner:
        return []
    if _BAR_AT_END.search(inner):
        inner = inner[:-1]
    return [cell.strip() for cell in _BAR.split(inner)]


def delimiter_row(lines: Iterable[str]) -> int | None:
    """Which of the lines of a table is the one of dashes, counted from 0; never the first."""
    for at, line in enumerate(lines):
        if at and "-" in line and _DELIMITER_ROW.fullmatch(line.strip()):
            return at
    return None


def _cells(line: str, width: int) -> tuple[str, ...]:
    padding = [""] * width
    return tuple([*row_cells(line), *padding][:width])
