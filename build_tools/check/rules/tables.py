"""Rules on tables: their shape, their captions, and headers that changed."""

import re
from collections.abc import Iterator

from build_tools.check.context import TextContext, row_lines
from build_tools.model import Block, TableRedline, is_consequential, plain
from build_tools.model.problems import Problem

_BAR = re.compile(r"(?<!\\)\|")


def ragged_rows(context: TextContext) -> Iterator[Problem]:
    """Every row of a table has as many cells as its header."""
    for block in context.version.blocks:
        rows = row_lines(block)
        for number, line in rows[1:]:
            cells, columns = _cells(line), _cells(rows[0][1])
            if cells != columns:
                message = (
                    f"the row has {cells} {'cell' if cells == 1 else 'cells'}, and the table"
                    f" {columns} columns"
                )
                yield context.problem(number, message)


def lost_merges(context: TextContext) -> Iterator[Problem]:
    """A merge mark has a cell to merge with: `<<` one to its left, `^^` one above it."""
    for block in context.version.blocks:
        rows = row_lines(block)
        for cells, (number, line) in zip(
            block.table.rows if block.table else (), rows, strict=False
        ):
            for cell in cells:
                if (mark := plain(cell.content).strip()) in ("<<", "^^"):
                    side = "to the left of" if mark == "<<" else "above"
                    message = (
                        f"`{mark}` joins no cell: none is {side} it, or the whole would be no"
                        " rectangle"
                    )
                    yield context.problem(number, message, line.find(mark) + 1)


def _cells(row: str) -> int:
    return len(_BAR.split(row.strip().removeprefix("|").rstrip())) - bool(
        re.search(r"(?<!\\)\|\s*$", row)
    )


def captions(context: TextContext) -> Iterator[Problem]:
    """A table has a caption with its number; one that is named after a clause stands in that
    clause.
    """
    provision = ""
    for block in context.version.blocks:
        if block.label[:1].isdigit() and block.kind in ("heading", "paragraph"):
            provision = block.anchor
        if block.table is None:
            continue
        line = row_lines(block)[0][0] if row_lines(block) else block.line
        if not block.label:
            yield context.problem(
                line, "the table has no caption with a number", form="Table 17.6: what it shows"
            )
        elif (clause := block.label.split()[-1]) in context.blocks and not _within(
            provision, clause
        ):
            label = block.label
            yield context.problem(
                block.line, f"{label} does not stand in Clause {clause} but after {provision}"
            )


def _within(provision: str, clause: str) -> bool:
    return provision == clause or provision.startswith((f"{clause}.", f"{clause}-"))


def changed_headers(context: TextContext) -> Iterator[Problem]:
    """A column keeps the header that it had in the version before; another name gives each cell
    another meaning.
    """
    for passage in context.before.passages if context.before else ():
        if passage.table is not None and passage.new is not None:
            yield from _renamed(context, passage.new, passage.table)


def _renamed(context: TextContext, block: Block, table: TableRedline) -> Iterator[Problem]:
    lines = row_lines(block)
    for row, cells in zip(table.rows, table.cells, strict=True):
        if row.side != "both" or row.new is None or row.new >= table.new.header_rows:
            continue
        for column, cell in zip(table.columns, cells, strict=True):
            if (
                column.side == "both"
                and column.old is not None
                and not is_consequential(cell.edits)
            ):
                was, now = (
                    table.old.seen(row.old or 0, column.old),
                    table.new.seen(row.new, column.new or 0),
                )
                number, line = lines[row.new]
                message = (
                    f"the header `{was}` became `{now}`, and each cell below it may mean something"
                    " else"
                )
                yield context.problem(number, message, line.find(now) + 1)
