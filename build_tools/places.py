"""Where something stands, in the words of a citation: blocks of one version in, "Clause 17.6(a)" out.

A cell is cited by its table, the name of its row and the header of its column: "Table 17.6, row
MOC (Secure), End date".
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from build_tools.model import Block, Table, plain
from build_tools.tables import number_column

_NUMBERED = re.compile(r"[A-Z]{0,2}\d+[A-Z]*(\.\d+[A-Z]*)+\.*")
_LONGEST_NAME = 60


class Places:
    """The citations of one version's blocks."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._where: dict[int, str] = {}
        self._anchors: dict[int, str] = {}
        heading, anchor = "", ""
        path: list[Block] = []
        for block in blocks:
            if block.kind == "heading":
                path, heading = [], _heading(block)
            elif block.label and not block.table and block.kind != "footnote":
                path = [above for above in path if above.depth < block.depth] + [block]
            anchor = block.anchor or anchor
            self._where[block.line] = _cited(block, path, heading)
            self._anchors[block.line] = anchor

    def of(self, block: Block) -> str:
        """The citation of a block of this version."""
        return self._where[block.line]

    def anchor(self, block: Block) -> str:
        """The anchor of a block, or for one without of the nearest above it."""
        return self._anchors[block.line]


def _heading(block: Block) -> str:
    if _NUMBERED.fullmatch(block.label) or block.label.isdigit():
        return f"Clause {block.label}"
    return " ".join(filter(None, (block.label, "" if block.label else _short(block.text))))


def _cited(block: Block, path: Sequence[Block], heading: str) -> str:
    if block.kind == "footnote":
        return f"Footnote {block.label}"
    if block.table is not None:
        return block.table.label or _under("table", path, heading)
    if block.kind == "heading":
        return f"{heading}, heading" if block.label else f"Heading “{heading}”"
    if block.term:
        return f"Definition of {block.term}"
    if path and path[-1] is block:
        return _clause(path, heading)
    return _under("code" if block.kind == "code" else "paragraph", path, heading)


def _clause(path: Sequence[Block], heading: str) -> str:
    """A labelled provision: from its last full number down, or from its heading."""
    start = max((at for at, block in enumerate(path) if _NUMBERED.fullmatch(block.label)), default=-1)
    labels = [block.label for block in path[max(start, 0) :]]
    if start >= 0:
        return f"Clause {''.join(labels)}"
    return ", ".join(filter(None, (heading, " ".join(labels))))


def _under(what: str, path: Sequence[Block], heading: str) -> str:
    above = _clause(path, heading) if path else heading
    return f"{what.capitalize()} under {above}" if above else f"{what.capitalize()} at the beginning"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST_NAME else f"{flat[:_LONGEST_NAME].rsplit(' ', 1)[0]} …"


class GridPlaces:
    """The names of one table's rows and columns."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.numbers = number_column(table)

    def row(self, at: int) -> str:
        """ "row MOC (Secure)", after the first cell that is not a running number."""
        if at < self.table.header_rows:
            return "header row"
        name = self._names[at]
        return f"row {name}" if name and self._count[name] == 1 else f"row {at} ({name})" if name else f"row {at}"

    def column(self, at: int) -> str:
        """The header of a column; "column 3", counted from 1, when it has none."""
        texts = [self._text(row, at) for row in range(self.table.header_rows)]
        return " ".join(dict.fromkeys(filter(None, texts))) or f"column {at + 1}"

    @cached_property
    def _names(self) -> list[str]:
        return [self._name(at) for at in range(len(self.table.rows))]

    @cached_property
    def _count(self) -> Counter[str]:
        return Counter(self._names)

    def _name(self, at: int) -> str:
        """The first text of the row; when that is shared with the row above, the next one too."""
        parts: list[str] = []
        for column, cell in enumerate(self.table.rows[at]):
            if column != self.numbers and cell.merge != "<<" and (text := self._text(at, column)):
                parts.append(_short(text))
                if cell.merge != "^^":
                    break
        return ", ".join(parts)

    def _text(self, row: int, column: int) -> str:
        """The text that a reader sees at a position: for a covered one, that of the cell that covers it."""
        while (cell := self.table.rows[row][column]).merge:
            row, column = (row, column - 1) if cell.merge == "<<" else (row - 1, column)
        return plain(cell.content).strip()
