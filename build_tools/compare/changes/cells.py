"""A position of a table redline in, the change of its cell out, without an id: filled, reworded,
renumbered, or joined to its neighbours otherwise.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from build_tools.compare.changes.blocks import is_reworded
from build_tools.compare.changes.row_numbers import RowNumbers
from build_tools.compare.changes.table_citations import TableCitations
from build_tools.model import (
    Cell,
    CellRedline,
    Change,
    Content,
    Edits,
    GridPosition,
    Kind,
    TableLine,
    TableRedline,
    is_consequential,
    new_content,
    noise_of,
    old_content,
    plain,
    with_note_signs,
)

_HOLDS_FIGURE = re.compile(
    r"[\d%‰€£$¥¼½¾]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen"
    r"|\w*(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million)\w*"
    r"|half|quarter|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|\w+zehn|\w+zig"
    r"|\w*hundert\w*|\w*tausend\w*)\b",
    re.IGNORECASE,
)
"""A number, in figures or in words."""


@dataclass(frozen=True, slots=True)
class _CellPair:
    """A cell that stands in both tables: its position in each, and what it is in each."""

    old_row: int
    old_column: int
    new_row: int
    new_column: int
    old: Cell
    new: Cell

    @property
    def is_unchanged(self) -> bool:
        """Whether it holds the same, and is joined to the same neighbours, in both."""
        return (self.old.content, self.old.merge) == (self.new.content, self.new.merge)


class CellChanges:
    """The changes of the cells of one table that stand in both versions of it."""

    def __init__(
        self,
        table: TableRedline,
        old: TableCitations,
        new: TableCitations,
        relabelled: Mapping[str, str],
    ) -> None:
        """`relabelled` has the old labels of the provisions of the text, and the new."""
        self._table, self._old, self._new = table, old, new
        self._numbers = RowNumbers(table, relabelled)
        self._only_old = {row.old for row in table.rows if row.side == "old"}
        self._only_new = {row.new for row in table.rows if row.side == "new"}
        """The rows of each table that do not stand in the other, at their place."""

    def change(self, row: TableLine, column: TableLine, cell: CellRedline) -> Change | None:
        """What happened to a cell, `where` within its table, without an anchor.

        None for one that is as it was, or that stands in one table only, and for a number that
        moved with its row. One that moved with its row or column is cited at its new place.
        """
        pair = self._pair(row, column)
        if pair is None or pair.is_unchanged:
            return None
        if row.moved and self._numbers_its_row(pair):
            return None
        edits = cell.edits if cell.side == "both" else cell.moved_edits
        change = self._changed(
            (pair.new_row, pair.new_column), pair.old.content, pair.new.content, edits
        )
        if row.moved or column.moved:
            change = replace(
                change,
                old_row=pair.old_row if row.moved else None,
                old_column=pair.old_column if column.moved else None,
            )
        old_at, new_at = (pair.old_row, pair.old_column), (pair.new_row, pair.new_column)
        same_merge = pair.old.merge == pair.new.merge
        if same_merge and self._numbers.follows(old_at, new_at, change.edits):
            return replace(change, kinds=("renumber",), noise=("renumbering",), consequential=True)
        if same_merge:
            return change
        seen = self._seen_in_both(pair)
        return _of_substance(change) if seen is None else _only_laid_out_otherwise(change, seen)

    def _changed(self, at: GridPosition, old: Content, new: Content, edits: Edits) -> Change:
        """The change of what stands at a position of the new table, classed by its edits."""
        row, column = at
        return Change(
            id="",
            kinds=(_kind(edits),),
            where=f"{self._new.row(row)}, {self._new.column(column)}",
            anchor="",
            row=row,
            column=column,
            old=with_note_signs(old),
            new=with_note_signs(new),
            edits=edits,
            noise=noise_of(edits),
            consequential=is_consequential(edits),
        )

    def moved_in(self, row: TableLine, column: TableLine, cell: CellRedline) -> Change | None:
        """What happened to a cell on the way from another table; None in that table."""
        edits = cell.moved_edits
        if row.new is None or column.new is None or column.new == self._new.numbering:
            return None
        if all(edit.op == "=" for edit in edits):
            return None
        old, new = old_content(edits), new_content(edits)
        return self._changed((row.new, column.new), old, new, edits)

    def identity(self, change: Change) -> tuple[str, ...]:
        """What makes the id of a change: the names of its row and column, and what it was and
        is.
        """
        assert change.row is not None
        assert change.column is not None
        names = self._new.name(change.row), self._new.column_key(change.column)
        return "cell", *names, change.old, change.new

    def _pair(self, row: TableLine, column: TableLine) -> _CellPair | None:
        """The cell where a row and a column cross; None where it stands in one table only, and at
        the old place of one that moved.
        """
        if "old" in (row.side, column.side):
            return None
        if row.old is None or row.new is None or column.old is None or column.new is None:
            return None
        return _CellPair(
            old_row=row.old,
            old_column=column.old,
            new_row=row.new,
            new_column=column.new,
            old=self._table.old.rows[row.old][column.old],
            new=self._table.new.rows[row.new][column.new],
        )

    def _numbers_its_row(self, pair: _CellPair) -> bool:
        """Whether a cell holds nothing but the number of its row, in both tables."""
        below_headers = (
            pair.old_row >= self._table.old.header_rows
            and pair.new_row >= self._table.new.header_rows
        )
        columns = pair.old_column, pair.new_column
        return below_headers and columns == (self._old.numbering, self._new.numbering)

    def _seen_in_both(self, pair: _CellPair) -> str | None:
        """The text that covers a position in both tables; None where it says something else in one.

        A merged cell that begins a row higher, because a row was inserted there, still covers what
        it did. Words say the same of all that they cover, whether in one cell or in each of
        several; a figure across two columns may be the sum of what it was in each.
        """
        old, new = self._table.old, self._table.new
        old_at = old.covering(pair.old_row, pair.old_column)
        new_at = new.covering(pair.new_row, pair.new_column)
        content = old.rows[old_at[0]][old_at[1]].content
        if content != new.rows[new_at[0]][new_at[1]].content:
            return None
        begins_elsewhere = old_at[0] in self._only_old or new_at[0] in self._only_new
        says_the_same = begins_elsewhere or not _HOLDS_FIGURE.search(plain(content))
        return with_note_signs(content) if says_the_same else None


def _kind(edits: Edits) -> Kind:
    """Whether a cell was reworded, its notes renumbered, or its marks changed."""
    if is_reworded(edits):
        return "cell"
    return "renumber" if any(edit.op in "+-" for edit in edits) else "format"


def _of_substance(change: Change) -> Change:
    """The change of a position that other neighbours share, whatever its own edits are."""
    return replace(change, kinds=("cell",), noise=(), consequential=False)


def _only_laid_out_otherwise(change: Change, seen: str) -> Change:
    """The change of a position that reads as it did, though another cell covers it."""
    return replace(
        change,
        kinds=("format",),
        old=seen,
        new=seen,
        edits=(),
        noise=("formatting",),
        consequential=True,
    )
