"""A table of the old text and the instructions that change it in, its new source out."""

from collections.abc import Sequence

from build_tools.execute.words import RefusedError, amended
from build_tools.model import Block
from build_tools.model.instructions import (
    AmendCaption,
    AmendCell,
    InsertLine,
    Instruction,
    Line,
    MoveLine,
    OmitLine,
)
from build_tools.text.markdown.table_source import row_line, table_source
from build_tools.text.table_places import column_names, row_names


class TableState:
    """A table that is being amended; every instruction speaks of it as it was."""

    def __init__(self, block: Block) -> None:
        source = table_source(block)
        if source is None or block.table is None:
            raise RefusedError("its rows cannot be told apart line by line")
        self._caption, self._tail = source.caption_source, source.tail
        self._cells = [list(row) for row in source.cells]
        self._rows, self._columns = row_names(block.table), column_names(block.table)
        self._order = _Order(self._rows), _Order(self._columns)

    def carry_out(self, instruction: Instruction) -> None:
        """Do what one instruction says; RefusedError where that cannot be."""
        match instruction:
            case AmendCaption(edits=edits):
                self._caption = amended(self._caption, edits)
            case AmendCell(row=row, column=column, edits=edits):
                at = _number(self._rows, row), _number(self._columns, column)
                self._cells[at[0]][at[1]] = amended(self._cells[at[0]][at[1]], edits)
            case InsertLine(line=line, after=after, cells=cells):
                self._of(line).insert(after, cells)
            case OmitLine(line=line, name=name):
                self._of(line).omit(name)
            case MoveLine(line=line, name=name, after=after):
                self._of(line).move(name, after)
            case _:
                raise RefusedError("it does not change a table from within")

    def source(self) -> str:
        """The table as it stands now; RefusedError where rows and columns do not fit together."""
        rows, columns = self._order[0].result(), self._order[1].result()
        olds = [row for row in rows if isinstance(row, int)]
        lines = []
        for row in rows:
            cells = self._row(olds.index(row), row, columns) if isinstance(row, int) else list(row)
            if len(cells) != len(columns):
                raise RefusedError(
                    f"a row has {len(cells)} cells, the table {len(columns)} columns"
                )
            lines.append(row_line(cells))
        if any(len(each) != len(olds) for each in columns if not isinstance(each, int)):
            raise RefusedError(f"a column has not {len(olds)} cells")
        if not lines:
            raise RefusedError("no row is left")
        delimiter = row_line(["---"] * len(columns))
        return self._caption + "\n".join([lines[0], delimiter, *lines[1:], self._tail])

    def _row(self, at: int, row: int, columns: Sequence[int | tuple[str, ...]]) -> list[str]:
        """The cells of an old row, which is the one of that number among those that are left."""
        return [
            self._cells[row][each] if isinstance(each, int) else "".join(each[at : at + 1])
            for each in columns
        ]

    def _of(self, line: Line) -> "_Order":
        return self._order[0] if line == "row" else self._order[1]


class _Order:
    """Lines of a table, those that stay, go and come."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._gone: set[int] = set()
        self._behind: dict[int, list[int | tuple[str, ...]]] = {}

    def insert(self, after: str, cells: tuple[str, ...]) -> None:
        self._behind.setdefault(self._place(after), []).append(cells)

    def omit(self, name: str) -> None:
        number = _number(self._names, name)
        if number in self._gone:
            raise RefusedError(f"the {name} is gone already")
        self._gone.add(number)

    def move(self, name: str, after: str) -> None:
        self.omit(name)
        self._behind.setdefault(self._place(after), []).append(_number(self._names, name))

    def result(self) -> list[int | tuple[str, ...]]:
        """The lines in their order: an old one by its number, a new one by its cells."""
        if self._gone & set(self._behind):
            raise RefusedError("something is to stand after what does not stay where it is")
        found = list(self._behind.get(-1, ()))
        for number in range(len(self._names)):
            if number not in self._gone:
                found.append(number)
            found += self._behind.get(number, ())
        return found

    def _place(self, after: str) -> int:
        return _number(self._names, after) if after else -1


def _number(names: Sequence[str], name: str) -> int:
    if name not in names:
        raise RefusedError(f"the table has no {name}")
    return names.index(name)
