"""What stands in a cell of a table, one below the other → its content, on lines."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from build_tools.model import Cell, Content, Mark, Run, Table, plain
from build_tools.word.read.content import BlockItem, Paragraph, line_of, normalized
from build_tools.word.read.report import Report

_MERGES = ("<<", "^^")


def cell_content(items: Iterable[BlockItem], report: Report) -> Content:
    """The content of a cell: its paragraphs, with their labels, and the rows of tables in it."""
    lines: list[Content] = []
    for item in items:
        if isinstance(item, Paragraph):
            lines.append(line_of(item))
        else:
            report.warn_of_last(
                "a table within a cell is written as lines of text, its cells parted by |"
            )
            lines += row_lines(item)
    return normalized(_lines(lines))


def is_merge_sign(cell: Cell) -> bool:
    """Whether the words of a cell could be read as a sign that cells are merged."""
    return not cell.merge and plain(cell.content) in _MERGES


def without_merge_signs(table: Table) -> Table:
    """A table with such words as code, which no later change of a neighbour makes a sign."""
    rows = [tuple(map(_without_merge_sign, row)) for row in table.rows]
    return replace(table, rows=tuple(rows))


def _without_merge_sign(cell: Cell) -> Cell:
    if not is_merge_sign(cell):
        return cell
    return replace(cell, content=(Run(plain(cell.content), (Mark("code"),)),))


def row_lines(table: Table) -> list[Content]:
    """A table as lines: a row on each, its cells parted by |, those within a cell by a
    semicolon.
    """
    lines: list[Content] = []
    for row in table.rows:
        line: list[Run] = []
        for cell in row:
            if cell.merge:
                continue
            if line:
                line.append(Run(" | "))
            line += [Run(run.text.replace("\n", "; "), run.marks) for run in cell.content]
        lines.append(tuple(line))
    return lines


def _lines(lines: Iterable[Sequence[Run]]) -> list[Run]:
    """Lines as one text."""
    runs: list[Run] = []
    for line in lines:
        if runs and line:
            runs.append(Run("\n"))
        runs += line
    return runs
