"""A table as its file has it: rows and cells as they are written there."""

import pytest

from build_tools.model import Block
from build_tools.text.markdown import parse
from build_tools.text.markdown.table_source import row_line, table_source

TABLE = "Table 1: Boats\n\n| Boat | Oars |\n|---|:-:|\n| Raft \\| float | |\n| Canoe | one |\n"


def table(text: str) -> Block:
    return next(block for block in parse(text) if block.table is not None)


def test_rows_and_cells_are_as_they_are_written() -> None:
    source = table_source(table(f"{TABLE}\nAfter.\n"))
    assert source is not None
    assert source.caption_source == "Table 1: Boats\n\n"
    assert source.cells == (("Boat", "Oars"), ("Raft \\| float", ""), ("Canoe", "one"))
    assert (source.delimiter_row, source.delimiters) == ("|---|:-:|", ("---", ":-:"))
    assert [source.line_offset(row) for row in range(3)] == [2, 4, 5]
    assert list(map(row_line, source.cells)) == list(source.lines)
    lines = [source.lines[0], source.delimiter_row, *source.lines[1:]]
    assert (
        source.caption_source + "\n".join([*lines, source.tail])
        == table(f"{TABLE}\nAfter.\n").source
    )


@pytest.mark.parametrize("text", ["> | A |\n> |---|\n> | b |\n"])
def test_a_table_that_cannot_be_told_apart_line_by_line_has_none(text: str) -> None:
    assert table_source(table(text)) is None
