"""A table in, a table of Akoma Ntoso out: merged cells as the one cell that they are."""

from lxml import etree

from build_tools.akn.elements import child
from build_tools.akn.inline import InlineWriter
from build_tools.model import Table


def write_table(parent: etree._Element, table: Table, at: int, inline: InlineWriter) -> None:
    """Put a table at the end of an element."""
    made = child(parent, "table")
    if table.caption:
        inline.write(child(made, "caption"), table.caption, at)
    spans = _spans(table)
    for row, cells in enumerate(table.rows):
        line = child(made, "tr")
        for column, cell in enumerate(cells):
            if cell.merge:
                continue
            rows, columns = spans[row, column]
            written = child(
                line,
                "th" if row < table.header_rows else "td",
                rowspan=str(rows) if rows > 1 else "",
                colspan=str(columns) if columns > 1 else "",
            )
            inline.write(child(written, "p"), cell.content, at)


def _spans(table: Table) -> dict[tuple[int, int], tuple[int, int]]:
    """How many rows and columns each cell covers, by its position."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for row, cells in enumerate(table.rows):
        for column in range(len(cells)):
            top, left = table.covering(row, column)
            rows, columns = found.get((top, left), (1, 1))
            found[top, left] = max(rows, row - top + 1), max(columns, column - left + 1)
    return found
