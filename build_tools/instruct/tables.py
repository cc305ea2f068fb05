"""A table before and after in, the instructions that change it from within out; None where the file
does not tell its rows apart, or its headings are other rows.
"""

from collections.abc import Iterator, Sequence

from build_tools.instruct.words import word_edits
from build_tools.model import Block, TableLine, TableRedline
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


def table_instructions(old: Block, new: Block, table: TableRedline) -> list[Instruction] | None:
    """What is said of a table that stands in both texts."""
    was, now = table_source(old), table_source(new)
    if was is None or now is None or table.old.header_rows != table.new.header_rows:
        return None
    if quoted_words(was.tail) != quoted_words(now.tail):
        return None
    made = [*_caption(old, was, now), *_cells(old, was, now, table)]
    if None in made:
        return None
    rows, columns = row_names(table.old), column_names(table.old)
    made += _lines(old.citation, "column", table.columns, columns, _new_columns(now, table))
    made += _lines(old.citation, "row", table.rows, rows, now.cells)
    return [each for each in made if each is not None]


def _caption(old: Block, was: TableSource, now: TableSource) -> Iterator[Instruction | None]:
    before, after = quoted_words(was.caption_source), quoted_words(now.caption_source)
    if before != after:
        edits = word_edits(before, after)
        yield AmendCaption(at=old.citation, edits=edits) if edits else None


def _cells(
    old: Block, was: TableSource, now: TableSource, table: TableRedline
) -> Iterator[Instruction | None]:
    """What changed in the cells of rows and columns that stand in both."""
    rows, columns = row_names(table.old), column_names(table.old)
    for old_row, new_row in _both(table.rows):
        for old_column, new_column in _both(table.columns):
            before = quoted_words(was.cells[old_row][old_column])
            after = quoted_words(now.cells[new_row][new_column])
            if before == after:
                continue
            edits = word_edits(before, after)
            if edits is None:
                yield None
            else:
                yield AmendCell(
                    at=old.citation, row=rows[old_row], column=columns[old_column], edits=edits
                )


def _both(lines: Sequence[TableLine]) -> Iterator[tuple[int, int]]:
    """The old and the new number of each line that stands in both tables, in the new order."""
    for line in lines:
        if line.old is not None and line.new is not None and line.side != "old":
            yield line.old, line.new


def _new_columns(now: TableSource, table: TableRedline) -> list[tuple[str, ...]]:
    """Of each new column, its cells in the rows that the old table has too."""
    rows = [now.cells[new] for _, new in _both(table.rows)]
    return list(zip(*rows, strict=True)) or [() for _ in table.columns]


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
        if line.side == "both" and line.old is not None:
            after = names[line.old]
        elif line.side == "old" and not line.moved and line.old is not None:
            yield OmitLine(at=at, line=what, name=names[line.old])
        elif line.side == "new" and line.old is not None:
            yield MoveLine(at=at, line=what, name=names[line.old], after=after)
        elif line.side == "new" and line.new is not None:
            yield InsertLine(at=at, line=what, after=after, cells=cells[line.new])
