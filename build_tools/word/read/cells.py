"""What stands in a cell of a table, one below the other → its content, on lines."""

from collections.abc import Iterable, Sequence

from build_tools.model import Content, Mark, Run, Table, plain
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
    return _not_a_merge_sign(normalized(_lines(lines)))


def _not_a_merge_sign(content: Content) -> Content:
    """The content of a cell; as code where its words would be read as a sign that cells are
    merged.
    """
    return (Run(plain(content), (Mark("code"),)),) if plain(content) in _MERGES else content


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
