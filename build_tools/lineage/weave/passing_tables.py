"""A woven table in, what of its rows, columns and cells was changed and changed back on a way
out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from build_tools.lineage.weave.passing_text import PassingText
from build_tools.lineage.weave.table_reading import Axis, Name, TableReading
from build_tools.lineage.weave.telling import Telling
from build_tools.model import ChangedBack, Content, Run
from build_tools.model.weave import Members, WovenTable, member

_AXES: tuple[Axis, ...] = ("row", "column")


class PassingTables:
    """What came and went on a way, of tables."""

    def __init__(self, telling: Telling, text: PassingText) -> None:
        self._telling = telling
        self._way = telling.way
        self._text = text

    def of_table(self, woven: WovenTable, container: Members, name: Name) -> Iterator[ChangedBack]:
        """Of a table in a block that these versions have."""
        yield from self._text.of_text(woven.caption, container, name)
        table = TableReading(woven, name)
        for axis in _AXES:
            yield from self._of_lines(table, axis, container)
        stayed = {axis: self._stayed(table, axis) for axis in _AXES}
        for (row, column), cell in woven.cells.items():
            if row in stayed["row"] and column in stayed["column"]:
                crossing = woven.rows[row].members & woven.columns[column].members
                named = self._name_of_cell(table, row, column, crossing)
                found = self._text.of_text(cell.stretches, crossing, named)
                if table.only_counts(column):
                    found = (replace(each, consequential=True) for each in found)
                yield from found

    def _stayed(self, table: TableReading, axis: Axis) -> set[int]:
        """The rows or columns that stand in one of the two tables, or in both, and did not move."""
        places = table.places_by_id(axis, self._telling.on_way)
        lone = [each[0] for each in places.values() if len(each) == 1]
        return {place for place in lone if self._way.side(table.lines[axis][place].members)}

    def _of_lines(
        self, table: TableReading, axis: Axis, container: Members
    ) -> Iterator[ChangedBack]:
        """Of rows or columns: those that came and went whole, and the words of those that moved."""
        lines = table.lines[axis]
        for first, *others in table.places_by_id(axis, self._telling.on_way).values():
            if others:
                yield from self._of_moved_line(table, axis, [first, *others])
                continue
            pattern = self._telling.pattern(lines[first], container)
            seen: Members = 0
            for legs in self._way.excursions(pattern):
                version = self._telling.seen_at(pattern, legs)
                seen |= member(version)
                text = table.text(axis, first, version)
                name = table.namer(axis, first, version)
                yield self._telling.told(axis, name, text, pattern, legs)
            if seen and self._way.side(pattern) is None:
                yield from self._text.of_unseen(table.texts(axis, first), seen, name)

    def _of_moved_line(
        self, table: TableReading, axis: Axis, places: Sequence[int]
    ) -> Iterator[ChangedBack]:
        contents: list[Content] = []
        where = places[0], self._way.old
        for stop in self._way.stops:
            words = ""
            for place in places:
                if table.lines[axis][place].members >> stop & 1:
                    where, words = (place, stop), table.words(axis, place, stop)
            contents.append((Run(words),) if words else ())
        yield from self._text.of_words(contents, table.namer(axis, *where))

    def _name_of_cell(self, table: TableReading, row: int, column: int, crossing: Members) -> Name:
        def name() -> tuple[str, str]:
            version = next(each for each in self._telling.latest_first if crossing >> each & 1)
            return table.name_of_cell(row, column, version)

        return name
