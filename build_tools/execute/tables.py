"""A table of the old text and the instructions that change it in, its new source out."""

from collections.abc import Sequence

from build_tools.execute.order import BEGINNING, Order
from build_tools.execute.words import RefusedError, amended
from build_tools.language import gettext as _
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
            raise RefusedError(_("its rows cannot be told apart line by line"))
        self._caption, self._tail = source.caption_source, source.tail
        self._label_words = source.label_words
        self._cells = [list(row) for row in source.cells]
        self._rows, self._columns = (
            _Lines(row_names(block.table)),
            _Lines(column_names(block.table)),
        )

    def carry_out(self, instruction: Instruction) -> None:
        """Do what one instruction says; RefusedError where that cannot be."""
        match instruction:
            case AmendCaption(edits=edits):
                self._caption = amended(self._caption, edits, self._label_words)
            case AmendCell(row=row, column=column, edits=edits):
                cells, at = self._cells[self._rows.number(row)], self._columns.number(column)
                cells[at] = amended(cells[at], edits)
            case InsertLine(line=line, after=after, cells=cells):
                self._of(line).insert(after, cells)
            case OmitLine(line=line, name=name):
                self._of(line).omit(name)
            case MoveLine(line=line, name=name, after=after):
                self._of(line).move(name, after)
            case _:
                raise RefusedError(_("it does not change a table from within"))

    def source(self) -> str:
        """The table as it stands now; RefusedError where rows and columns do not fit together."""
        rows, columns = self._rows.result(), self._columns.result()
        olds = [row for row in rows if isinstance(row, int)]
        lines = []
        for row in rows:
            cells = self._row(olds.index(row), row, columns) if isinstance(row, int) else list(row)
            if len(cells) != len(columns):
                raise RefusedError(
                    _(
                        "a row has %(cells)s cells, the table %(columns)s columns",
                        cells=len(cells),
                        columns=len(columns),
                    )
                )
            lines.append(row_line(cells))
        if any(len(each) != len(olds) for each in columns if not isinstance(each, int)):
            raise RefusedError(_("a column has not %(count)s cells", count=len(olds)))
        if not lines:
            raise RefusedError(_("no row is left"))
        delimiter = row_line(["---"] * len(columns))
        return self._caption + "\n".join([lines[0], delimiter, *lines[1:], self._tail])

    def _row(self, at: int, row: int, columns: Sequence[int | tuple[str, ...]]) -> list[str]:
        """The cells of an old row, which is the one of that number among those that are left."""
        return [
            self._cells[row][each] if isinstance(each, int) else "".join(each[at : at + 1])
            for each in columns
        ]

    def _of(self, line: Line) -> "_Lines":
        return self._rows if line == "row" else self._columns


class _Lines:
    """The rows of a table, or its columns, each called by its name in the old text."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._order: Order[tuple[str, ...]] = Order(len(names))

    def number(self, name: str) -> int:
        if name not in self._names:
            raise RefusedError(_("the table has no %(name)s", name=name))
        return self._names.index(name)

    def insert(self, after: str, cells: tuple[str, ...]) -> None:
        self._order.put(self._place(after), cells)

    def omit(self, name: str) -> None:
        number = self.number(name)
        if self._order.is_gone(number):
            raise RefusedError(_("the %(name)s is gone already", name=name))
        self._order.omit([number])

    def move(self, name: str, after: str) -> None:
        self.omit(name)
        self._order.put(self._place(after), self.number(name))

    def result(self) -> list[int | tuple[str, ...]]:
        """The lines in their order: an old one by its number, a new one by its cells."""
        return self._order.result()

    def _place(self, after: str) -> int:
        return self.number(after) if after else BEGINNING
