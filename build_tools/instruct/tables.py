"""A table before and after in, the instructions that change it from within out; None where the file
does not tell its rows apart, or its headings are other rows.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from build_tools.instruct.words import word_edits
from build_tools.model import Block, TableLine, TableRedline
from build_tools.model.amending_words import AmendingWords
from build_tools.model.instructions import (
    AmendCaption,
    AmendCell,
    InsertLine,
    Instruction,
    Line,
    MoveLine,
    OmitLine,
)
from build_tools.text.markdown.table_source import TableSource, table_source
from build_tools.text.quoted_words import quoted_words
from build_tools.text.table_places import column_names, row_names


class Tables(NamedTuple):
    """A table that stands in both texts."""

    at: str
    """How the old text cites it."""
    was: TableSource
    now: TableSource
    redline: TableRedline
    change: str
    """The id of what befell it as a whole; empty where nothing did."""


def table_instructions(
    old: Block, new: Block, redline: TableRedline, change: str, words: AmendingWords
) -> list[Instruction] | None:
    """What is said of a table that stands in both texts; `change` is the id of what befell it as a
    whole.
    """
    was, now = table_source(old), table_source(new)
    if was is None or now is None or redline.old.header_rows != redline.new.header_rows:
        return None
    if quoted_words(was.tail) != quoted_words(now.tail):
        return None
    tables = Tables(old.citation, was, now, redline, change)
    made = [*_caption(tables, words), *_cells(tables, words)]
    if None in made:
        return None
    rows, columns = row_names(redline.old), column_names(redline.old)
    made += _lines(tables.at, "column", redline.columns, columns, _new_columns(tables))
    made += _lines(tables.at, "row", redline.rows, rows, now.cells)
    return [each for each in made if each is not None]


def _caption(tables: Tables, words: AmendingWords) -> Iterator[Instruction | None]:
    before = quoted_words(tables.was.caption_source)
    after = quoted_words(tables.now.caption_source)
    if before != after:
        number = tables.was.label_words
        is_same = before[:number] == after[:number]
        edits = word_edits(before, after, number if is_same else None, words)
        changes = tuple(filter(None, [tables.change]))
        yield AmendCaption(at=tables.at, edits=edits, changes=changes) if edits else None


def _cells(tables: Tables, words: AmendingWords) -> Iterator[Instruction | None]:
    """What changed in the cells of rows and columns that stand in both."""
    redline = tables.redline
    rows, columns = row_names(redline.old), column_names(redline.old)
    for row, (old_row, new_row) in _both(redline.rows):
        for column, (old_column, new_column) in _both(redline.columns):
            before = quoted_words(tables.was.cells[old_row][old_column])
            after = quoted_words(tables.now.cells[new_row][new_column])
            if before == after:
                continue
            edits = word_edits(before, after, words=words)
            if edits is None:
                yield None
                continue
            change = redline.cells[row][column].change
            yield AmendCell(
                at=tables.at,
                row=rows[old_row],
                column=columns[old_column],
                edits=edits,
                changes=tuple(filter(None, [change])),
            )


def _both(lines: Sequence[TableLine]) -> Iterator[tuple[int, tuple[int, int]]]:
    """Each line that stands in both tables, in the new order: its place in the redline, and its old
    and its new number.
    """
    for at, line in enumerate(lines):
        if line.old is not None and line.new is not None and line.side != "old":
            yield at, (line.old, line.new)


def _new_columns(tables: Tables) -> list[tuple[str, ...]]:
    """Of each new column, its cells in the rows that the old table has too."""
    rows = [tables.now.cells[new] for _, (_, new) in _both(tables.redline.rows)]
    return list(zip(*rows, strict=True)) or [() for _ in tables.redline.columns]


def _lines(
    at: str,
    what: Line,
    lines: Sequence[TableLine],
    names: Sequence[str],
    cells: Sequence[tuple[str, ...]],
) -> Iterator[Instruction]:
    """What befell rows, or columns; `names` are those of the old table, `cells` of the new."""
    after = ""
    for line in lines:
        changes = tuple(filter(None, [line.change]))
        if line.side == "both" and line.old is not None:
            after = names[line.old]
        elif line.side == "old" and not line.moved and line.old is not None:
            yield OmitLine(at=at, line=what, name=names[line.old], changes=changes)
        elif line.side == "new" and line.old is not None:
            name = names[line.old]
            yield MoveLine(at=at, line=what, name=name, after=after, changes=changes)
        elif line.side == "new" and line.new is not None:
            new = cells[line.new]
            yield InsertLine(at=at, line=what, after=after, cells=new, changes=changes)
