"""How the rows and columns of one table are cited: by the texts that name them, "row MOC (Secure)",
and by their headers, "End date".
"""

from collections import Counter
from collections.abc import Container, Iterator
from functools import cached_property

from build_tools.compare.tables import (
    cell_origins,
    holds_values,
    is_heading_row,
    is_sequential,
    numbering_column,
)
from build_tools.language import ENGLISH, speaking
from build_tools.language import gettext as _
from build_tools.model import GridPosition, Table, wording
from build_tools.text.labels import shortened


class TableCitations:
    """The names of one table's rows and columns."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.numbering = numbering_column(table)
        """The column that only numbers the rows, if there is one."""

    def row(self, at: int) -> str:
        """ "row MOC (Secure)", after the first cell that does not count the rows; with its number,
        counted below the headers, where another row has that name, or it has none.
        """
        headers = self.table.header_rows
        if at < headers:
            return self.name_in_column(at)
        return _("row %(name)s", name=self.name_in_column(at))

    def name_in_column(self, at: int) -> str:
        """The same within a column, where it need not be said that it is a row."""
        headers = self.table.header_rows
        if at < headers:
            which = {"number": at + 1}
            return _("header row") if headers == 1 else _("header row %(number)s", **which)
        name, number = self.name(at), at - headers + 1
        if not name:
            return str(number)
        return name if self._count[name] == 1 else f"{number} ({name})"

    def name(self, at: int) -> str:
        """What a row is called, which another row may be called too; "" when nothing stands in
        it.
        """
        return self._names[at]

    def column(self, at: int) -> str:
        """The header of a column; "column 3", counted from 1, when it has none, and "column 3
        (Date)" when another has the same.
        """
        if not self._has_own_header(at):
            return self.named_column(at)
        header = self._headers[at]
        # After a row, the comma says where the column begins.
        return _("“%(words)s”", words=header) if ", " in header else header

    def named_column(self, at: int) -> str:
        """ "column End date", for a column that is cited as a whole."""
        if self._has_own_header(at):
            return _("column %(name)s", name=self.column(at))
        header = self._headers[at]
        return _("column %(name)s", name=f"{at + 1} ({header})" if header else at + 1)

    def column_key(self, at: int) -> str:
        """What tells a column from the others in whatever language it is cited."""
        with speaking(ENGLISH):
            return self.column(at)

    def _has_own_header(self, at: int) -> bool:
        return self._headers.count(self._headers[at]) == 1 and bool(self._headers[at])

    @cached_property
    def _names(self) -> list[str]:
        """The first text of each row; where it is shared with the row above, or with any other, the
        next one too.
        """
        rows = [list(self._texts(at)) for at in range(len(self.table.rows))]
        lengths = [_length_of_name(texts) for texts in rows]
        count = Counter(tuple(texts[:length]) for texts, length in zip(rows, lengths, strict=True))
        names = []
        for texts, length in zip(rows, lengths, strict=True):
            shared = count[tuple(texts[:length])] > 1
            shown = texts[: length + 1] if shared else texts[:length]
            names.append(", ".join(text for text, _own in shown))
        return names

    @cached_property
    def _headers(self) -> list[str]:
        columns = range(self.table.width)
        return [" ".join(self.table.header(column).split()) for column in columns]

    @cached_property
    def _origins(self) -> dict[GridPosition, GridPosition]:
        return cell_origins(self.table)

    @cached_property
    def _count(self) -> Counter[str]:
        return Counter(self._names)

    @cached_property
    def _sequential(self) -> set[int]:
        """The columns that count the rows, and so name none, unless all others hold amounts."""
        columns = range(self.table.width)
        counting = {at for at in columns if is_sequential(self.table, at)}
        counting |= set() if self.numbering is None else {self.numbering}
        others = (at for at in columns if at not in counting)
        return set() if all(holds_values(self.table, at) for at in others) else counting

    def _texts(self, at: int) -> Iterator[tuple[str, bool]]:
        """What a row may be called by, and whether it is the row's own: each text that does not
        count the rows, or what does where there is no other, and in a heading among them.
        """
        naming = () if is_heading_row(self.table.rows[at]) else self._sequential
        yield from list(self._texts_beside(at, naming)) or self._texts_beside(at, ())

    def _texts_beside(self, at: int, left_out: Container[int]) -> Iterator[tuple[str, bool]]:
        for column, cell in enumerate(self.table.rows[at]):
            if column in left_out or cell.merge == "<<":
                continue
            row, covering_column = self._origins[at, column]
            if text := wording(self.table.rows[row][covering_column].content).strip():
                yield shortened(text), cell.merge != "^^"


def _length_of_name(texts: list[tuple[str, bool]]) -> int:
    """How many of the texts of a row it takes to reach the first of its own; one more than there
    are when it has none.
    """
    for at, (_text, own) in enumerate(texts):
        if own:
            return at + 1
    return len(texts) + 1
