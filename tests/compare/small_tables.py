"""Small tables written in lines, and two of them laid over one another written in signs."""

from build_tools.compare.tables import compare_tables
from build_tools.model import Axis, Table
from build_tools.text.markdown import parse


def table(source: str) -> Table:
    """A table of rows on lines and cells between bars, the first row a header."""
    first, *rest = [line.strip() for line in source.strip().splitlines()]
    (block,) = parse(
        "\n".join(f"|{line}|" for line in (first, "-|" * first.count("|") + "-", *rest))
    )
    assert block.table is not None
    return block.table


def axes(found: tuple[Axis, ...]) -> str:
    """Rows or columns: `0` in both, `-1` and `+1` in one, `1>3` moved and here at its old or its
    new place."""
    return " ".join(_axis(axis) for axis in found)


def _axis(axis: Axis) -> str:
    if axis.moved:
        return f"{'-' if axis.side == 'old' else '+'}{axis.old}>{axis.new}"
    return (
        f"={axis.new}"
        if axis.side == "both"
        else f"-{axis.old}"
        if axis.side == "old"
        else f"+{axis.new}"
    )


def laid(old: str, new: str) -> tuple[str, str]:
    found = compare_tables(table(old), table(new))
    return axes(found.rows), axes(found.columns)
