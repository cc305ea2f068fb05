"""A table as a block of a file → its rows and cells as they are written there, each on its line.

Nothing is written anew: cells of the source are what a merged table is made of.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from build_tools.model import Block, row_text

_DELIMITER_ROW = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_BAR = re.compile(r"(?<!\\)\|")
_BAR_AT_END = re.compile(r"(?<!\\)\|$")


@dataclass(frozen=True, slots=True)
class TableSource:
    """A table as it is written in a file."""

    head: str
    """What stands before its first row: the caption."""
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
        return self.head.count("\n") + row + (row > 0)


def table_source(block: Block) -> TableSource | None:
    """A table's rows as the file has them; None when they cannot be told apart line by line."""
    table = block.table
    assert table is not None
    lines = block.source.split("\n")
    at = _delimiter_row(lines)
    if at is None or block.quoted:
        return None
    end = at + len(table.rows)
    body = lines[at + 1 : end]
    if len(body) != len(table.rows) - 1 or not all(line.strip() for line in body):
        return None
    rows = (lines[at - 1], *body)
    return TableSource(
        head="\n".join([*lines[: at - 1], ""]),
        lines=rows,
        cells=tuple(_cells(line, table.width) for line in rows),
        delimiter_row=lines[at],
        delimiters=_cells(lines[at], table.width),
        tail="\n".join(lines[end:]),
    )


def row_offset(block: Block, like: Block, row: int) -> int:
    """How many lines below its first a table has a row that stands at position `row` in a table
    like it; 0 if it has none.
    """
    source = table_source(block)
    if source is None or block.table is None or like.table is None:
        return 0
    rows = [row_text(cells) for cells in block.table.rows]
    text = row_text(like.table.rows[row])
    return source.line_offset(rows.index(text)) if text in rows else 0


def row_line(cells: Iterable[str]) -> str:
    """The line of a row with these cells."""
    return "".join(["|", *(f" {cell} |" if cell else " |" for cell in cells)])


def _delimiter_row(lines: list[str]) -> int | None:
    """Where the line of dashes stands, which is never the first."""
    for at, line in enumerate(lines):
        if at and "-" in line and _DELIMITER_ROW.fullmatch(line.strip()):
            return at
    return None


def _cells(line: str, width: int) -> tuple[str, ...]:
    inner = line.strip().removeprefix("|")
    if _BAR_AT_END.search(inner):
        inner = inner[:-1]
    cells = [cell.strip() for cell in _BAR.split(inner)]
    padding = [""] * width
    return tuple([*cells, *padding][:width])
