"""Small tables written in lines, and two of them laid over one another written in signs."""

from build_tools.compare.tables import compare_tables
from build_tools.model import Table, TableLine
from build_tools.text.markdown import parse


def table(source: str) -> Table:
    """A table of rows on lines and cells between bars, the first row a header."""
    first, *rest = [line.strip() for line in source.strip().splitlines()]
    (block,) = parse(
        "\n".join(f"|{line}|" for line in (first, "-|" * first.count("|") + "-", *rest))
    )
    assert block.table is not None
    return block.table


def table_lines(found: tuple[TableLine, ...]) -> str:
    """Rows or columns: `0` in both, `-1` and `+1` in one, `1>3` moved and here at its old or its
    new place."""
    return " ".join(_table_line(line) for line in found)


def _table_line(line: TableLine) -> str:
    if line.moved:
        return f"{'-' if line.side == 'old' else '+'}{line.old}>{line.new}"
    return (
        f"={line.new}"
        if line.side == "both"
        else f"-{line.old}"
        if line.side == "old"
        else f"+{line.new}"
    )


def laid(old: str, new: str) -> tuple[str, str]:
    found = compare_tables(table(old), table(new))
    return table_lines(found.rows), table_lines(found.columns)
