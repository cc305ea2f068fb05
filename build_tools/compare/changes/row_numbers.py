"""A table redline in; which of its cells only hold another number because rows came, went or moved
before theirs out.

A number is the matter itself, as a priority or a price is, unless the rows before it explain by how
much it changed. When in doubt, it is of substance.
"""

import re
from collections.abc import Mapping, Set
from functools import cache
from itertools import product

from build_tools.compare.tables import is_heading_row, numbering_column, row_number
from build_tools.model import (
    NOTE,
    Cell,
    Edits,
    GridPosition,
    Table,
    TableLine,
    TableRedline,
    plain,
    prose,
)
from build_tools.text.labels import split_label

_PART_OF = re.compile(r"(?P<whole>[\w.]+?)\.?1")
"""The style of a number that is a part of another: "17.6.1" for "17.6.4"."""


class RowNumbers:
    """What the rows of a table redline say of the numbers in it."""

    def __init__(self, table: TableRedline, relabelled: Mapping[str, str]) -> None:
        """`relabelled` has the old labels of the provisions of the text, and the new."""
        self._table, self._relabelled = table, relabelled
        self._numbering = numbering_column(table.old), numbering_column(table.new)
        self._shifts = cache(self._shifts_of)

    def follows(self, old_at: GridPosition, new_at: GridPosition, edits: Edits) -> bool:
        """Whether the edits of a cell, which stands at a row and a column of each table, do nothing
        but give it the number that the rows before it explain.
        """
        columns = old_at[1], new_at[1]
        old, old_rest = self._numbered(_cell(self._table.old, old_at), columns)
        new, new_rest = self._numbered(_cell(self._table.new, new_at), columns)
        if not old or not new or old == new or old_rest != new_rest:
            return False
        if not _is_within(edits, len(old), len(new)):
            return False
        heading = is_heading_row(self._table.new.rows[new_at[0]])
        shifts = self._shifts(columns, heading).get(new_at[0], set())
        return self._is_explained(old, new, shifts)

    def _numbered(self, cell: Cell, columns: tuple[int, int]) -> tuple[str, str]:
        """The number that a cell of two paired columns begins with, and the text after it."""
        text = prose(cell.content)
        if columns == self._numbering:
            return text.rstrip(f"{NOTE} "), ""
        label, rest = split_label(text, heading=True)
        return ("", text) if label.isalnum() else (label, rest)

    def _shifts_of(self, columns: tuple[int, int], headings: bool) -> dict[int, set[int]]:
        """By how many each row of the new table counts on from where it stood in the old, by the
        rows that came, went or moved before it: since the last number that stayed, or since the
        last heading.
        """
        shifts: dict[int, set[int]] = {}
        since_number = since_heading = 0
        for line in self._table.rows:
            old, new = self._numbers(line, columns)
            is_heading = self._is_heading(line)
            if is_heading and not headings:
                since_heading = 0
            if is_heading != headings:
                continue
            if line.side == "both" and line.new is not None:
                since_number = 0 if old == new else since_number
                shifts[line.new] = {since_number, since_heading} - {0}
            else:
                step = bool(new) - bool(old)
                since_number, since_heading = since_number + step, since_heading + step
        return shifts

    def _numbers(self, line: TableLine, columns: tuple[int, int]) -> tuple[str, str]:
        """The number in the old table and that in the new of a row, where it stands there at this
        place.
        """
        old = new = ""
        if line.side != "new" and line.old is not None:
            old, _ = self._numbered(self._table.old.rows[line.old][columns[0]], columns)
        if line.side != "old" and line.new is not None:
            new, _ = self._numbered(self._table.new.rows[line.new][columns[1]], columns)
        return old, new

    def _is_heading(self, line: TableLine) -> bool:
        if line.side == "old":
            return line.old is not None and is_heading_row(self._table.old.rows[line.old])
        return line.new is not None and is_heading_row(self._table.new.rows[line.new])

    def _is_explained(self, old: str, new: str, shifts: Set[int]) -> bool:
        """Whether one number became another because of so many rows more before it, or because of
        the provision that it is a part of.
        """
        before, after = _values(old), _values(new)
        if any(after[style] - before[style] in shifts for style in before.keys() & after.keys()):
            return True
        return any(
            self._is_relabelled(old_style, new_style)
            for old_style, new_style in product(before, after)
            if after[new_style] - before[old_style] in {0, *shifts}
        )

    def _is_relabelled(self, old: str, new: str) -> bool:
        """Whether two styles of numbers are parts of a provision that was relabelled."""
        before, after = _PART_OF.fullmatch(old), _PART_OF.fullmatch(new)
        if before is None or after is None:
            return False
        return self._relabelled.get(before["whole"]) == after["whole"]


def _values(label: str) -> dict[str, int]:
    """What a label counts, by style; "Part C" as "(C)" does."""
    return row_number(label) or row_number(f"({label.rsplit(maxsplit=1)[-1]})")


def _cell(table: Table, at: GridPosition) -> Cell:
    row, column = at
    return table.rows[row][column]


def _is_within(edits: Edits, old_length: int, new_length: int) -> bool:
    """Whether all that is of substance in the edits is within so many characters at the beginning,
    and is no more than one text for another.
    """
    i = j = 0
    for edit in edits:
        i, j = i + len(plain(edit.old)), j + len(plain(edit.new))
        if edit.op == "=" or edit.noise:
            continue
        if edit.op == "~" or (edit.old and i > old_length) or (edit.new and j > new_length):
            return False
    return True
