"""Rules on tables: their shape, their captions, and headers that changed."""

from collections.abc import Iterable, Iterator

from build_tools.check.context import TextContext, block_lines, row_lines
from build_tools.language import gettext as _
from build_tools.language import speaking
from build_tools.model import Block, Cell, TableLine, TableRedline, Version, is_consequential, plain
from build_tools.model.problems import Problem
from build_tools.text.markdown.table_source import delimiter_row, row_cells, row_line


def ragged_rows(context: TextContext) -> Iterator[Problem]:
    """Every row of a table has as many cells as its header, and so has the line of dashes."""
    for block in context.version.blocks:
        if block.kind == "paragraph" and not block.quoted:
            yield from _ragged_head(context, block)
        rows = row_lines(block)
        columns = len(row_cells(rows[0][1])) if rows else 0
        for number, line in rows[1:]:
            cells = row_cells(line)
            if len(cells) != columns:
                has = f"{len(cells)} {'cell' if len(cells) == 1 else 'cells'}"
                message = f"the row has {has}, and the table {columns} columns"
                yield context.problem(number, message, *_whole_row(line, cells, columns))


def _whole_row(line: str, cells: list[str], columns: int) -> tuple[int, str]:
    """Where a row ends too soon, or has more than its table, and how it would be whole."""
    if len(cells) < columns:
        return len(line.rstrip()), row_line([*cells, *[""] * (columns - len(cells))])
    surplus = row_line(cells[columns:]).removeprefix("|").removesuffix("|").strip()
    at = max(line.rfind(surplus), 0) if surplus else len(line.rstrip()) - 1
    return at + 1, f"{row_line(cells[:columns])}, or \\| for each bar that is a sign of a cell"


def _ragged_head(context: TextContext, block: Block) -> Iterator[Problem]:
    """A head and a line of dashes that differ, which no reader of markdown takes for a table."""
    lines = list(block_lines(block))
    at = delimiter_row(line for _, line in lines)
    if at is None or "|" not in lines[at][1]:
        return
    number, head = lines[at - 1]
    cells, dashes = len(row_cells(head)), len(row_cells(lines[at][1]))
    if "|" in head and cells != dashes:
        message = f"the header has {cells} cells and the line of dashes below it {dashes}"
        form = row_line(["---"] * cells)
        yield context.problem(number, f"{message}: this is no table", form=form)


def lost_merges(context: TextContext) -> Iterator[Problem]:
    """A merge mark has a cell to merge with: `<<` one to its left, `^^` one above it."""
    for number, line, cell in _cells(context.version):
        mark = plain(cell.content).strip()
        if mark in _SIDES:
            message = (
                f"`{mark}` joins no cell: none is {_SIDES[mark]} it, or the whole would be no"
                " rectangle"
            )
            yield context.problem(number, message, line.find(mark) + 1)


_SIDES = {"<<": "to the left of", "^^": "above"}
"""Where the cell stands that a merge mark joins."""


def _cells(version: Version) -> Iterator[tuple[int, str, Cell]]:
    """The cells of all tables, each with the line of its row."""
    for block in version.blocks:
        rows = block.table.rows if block.table else ()
        for cells, (number, line) in zip(rows, row_lines(block), strict=False):
            for cell in cells:
                yield number, line, cell


def captions(context: TextContext) -> Iterator[Problem]:
    """A table has a caption with its number; one that is named after a clause stands in that
    clause.
    """
    provision = ""
    with speaking(context.version.language):
        right_form = _("Table %(number)s: what it shows")
    for block in context.version.blocks:
        if block.label[:1].isdigit() and block.kind in ("heading", "paragraph"):
            provision = block.anchor
        if block.table is None:
            continue
        label = block.label
        if not label:
            rows = row_lines(block)
            line = rows[0][0] if rows else block.line
            message = "the table has no caption with a number"
            form = right_form % {"number": provision or 1}
            yield context.problem(line, message, form=form)
            continue
        clause = label.split()[-1]
        if clause in context.by_anchor and not _within(provision, clause):
            cited = context.by_anchor[clause].citation
            message = f"{label} does not stand in {cited} but after {provision}"
            yield context.problem(block.line, message)


def _within(provision: str, clause: str) -> bool:
    return provision == clause or provision.startswith((f"{clause}.", f"{clause}-"))


def changed_headers(context: TextContext) -> Iterator[Problem]:
    """A column keeps the header that it had in the version before; another name gives each cell
    another meaning.
    """
    for passage in context.redline.passages if context.redline else ():
        if passage.table is None or passage.new is None:
            continue
        lines = row_lines(passage.new)
        for row, was, now in _renamed(passage.table):
            number, line = lines[row]
            message = (
                f"the header `{was}` became `{now}`, and each cell below it may mean something else"
            )
            yield context.problem(number, message, line.find(now) + 1)


def _renamed(table: TableRedline) -> Iterator[tuple[int, str, str]]:
    """The header cells that changed in substance: the row in the new table, the old text and the
    new.
    """
    for row, old_row, new_row in _in_both(table.rows):
        if new_row >= table.new.header_rows:
            continue
        for column, old_column, new_column in _in_both(table.columns):
            if not is_consequential(table.cells[row][column].edits):
                was = table.old.seen(old_row, old_column)
                yield new_row, was, table.new.seen(new_row, new_column)


def _in_both(lines: Iterable[TableLine]) -> Iterator[tuple[int, int, int]]:
    """The rows, or the columns, of both tables: where each stands in the redline, in the old table
    and in the new.
    """
    for at, line in enumerate(lines):
        if line.side == "both" and line.old is not None and line.new is not None:
            yield at, line.old, line.new
