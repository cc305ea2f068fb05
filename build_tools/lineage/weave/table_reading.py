"""A woven table and one of its versions in, what a row or a column says there and how it is cited
out.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, TypeAlias

from build_tools.compare.changes.table_citations import TableCitations
from build_tools.model import Table, row_text, with_note_signs
from build_tools.model.weave import Members, WovenLine, WovenTable, WovenText, members_of

Name: TypeAlias = Callable[[], tuple[str, str]]
"""Gives a citation and an anchor, once they are needed."""
Axis: TypeAlias = Literal["row", "column"]


class TableReading:
    """A woven table as each version has it, with the names of its rows, columns and cells."""

    def __init__(self, woven: WovenTable, name: Name) -> None:
        self.lines: dict[Axis, Sequence[WovenLine]] = {"row": woven.rows, "column": woven.columns}
        self._woven = woven
        self._name = name
        self._read: dict[int, tuple[Table, TableCitations]] = {}

    def text(self, axis: Axis, place: int, version: int) -> str:
        """What a row or column says in a version."""
        table, _ = self._at(version)
        number = self._number(axis, place, version)
        cells = table.rows[number] if axis == "row" else [row[number] for row in table.rows]
        return row_text(cells)

    def words(self, axis: Axis, place: int, version: int) -> str:
        """The same, a line for each cell, without what only counts the rows."""
        table, citations = self._at(version)
        number = self._number(axis, place, version)
        if axis == "column":
            return "\n".join([with_note_signs(row[number].content) for row in table.rows])
        cells = enumerate(table.rows[number])
        return "\n".join(
            [with_note_signs(cell.content) for at, cell in cells if at != citations.numbering]
        )

    def places_by_id(self, axis: Axis, members: Members) -> dict[int, list[int]]:
        """The places of each row or column that stood in one of these versions."""
        found: dict[int, list[int]] = {}
        for place, line in enumerate(self.lines[axis]):
            if line.members & members:
                found.setdefault(line.id, []).append(place)
        return found

    def texts(self, axis: Axis, place: int) -> Iterator[WovenText]:
        """What ever stood in each cell of a row or column."""
        for (row, column), cell in self._woven.cells.items():
            if place == (row if axis == "row" else column):
                yield cell.stretches

    def only_counts(self, column: int) -> bool:
        """Whether a column only counts the rows, in the last version that has it."""
        *_, version = members_of(self.lines["column"][column].members)
        _, citations = self._at(version)
        return citations.numbering == self._number("column", column, version)

    def namer(self, axis: Axis, place: int, version: int) -> Name:
        """How a row or column is cited in a version."""

        def name() -> tuple[str, str]:
            _, citations = self._at(version)
            number = self._number(axis, place, version)
            named = citations.row(number) if axis == "row" else citations.named_column(number)
            where, anchor = self._name()
            return f"{where}, {named}", anchor

        return name

    def name_of_cell(self, row: int, column: int, version: int) -> tuple[str, str]:
        """How a cell is cited in a version."""
        _, citations = self._at(version)
        where, anchor = self.namer("row", row, version)()
        return f"{where}, {citations.column(self._number('column', column, version))}", anchor

    def _number(self, axis: Axis, place: int, version: int) -> int:
        """The number that what stands at a place has in a version."""
        return sum(line.members >> version & 1 for line in self.lines[axis][:place])

    def _at(self, version: int) -> tuple[Table, TableCitations]:
        if version not in self._read:
            table = self._woven.at(version)
            assert table is not None
            self._read[version] = table, TableCitations(table)
        return self._read[version]
