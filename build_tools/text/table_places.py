"""The names by which an instruction calls the rows and the columns of a table: a table in, a name
for each row and each column out, no two alike.
"""

from collections import Counter
from collections.abc import Sequence

from build_tools.model import Table

_QUOTES = frozenset("“”«»\n")


def row_names(table: Table) -> list[str]:
    """`row for “MOC (Secure)”`, by the words of the first column where no other row has them, else
    `row 3`, counted below the headings; `heading row`, or `heading row 2`.
    """
    heads = table.header_rows
    first = [table.seen(row, 0) for row in range(heads, len(table.rows))] if table.width else []
    numbers = [f"row {number}" for number in range(1, len(first) + 1)]
    headings = ["heading row"] if heads == 1 else [f"heading row {n + 1}" for n in range(heads)]
    return headings + _named("row for", first, numbers)


def column_names(table: Table) -> list[str]:
    """`column “End date”`, by its heading where no other column has it, else `column 3`."""
    headings = [table.header(column) for column in range(table.width)]
    numbers = [f"column {number}" for number in range(1, table.width + 1)]
    return _named("column", headings, numbers)


def _named(called: str, words: Sequence[str], numbers: Sequence[str]) -> list[str]:
    """By the words where they tell one from the others, else by the number."""
    times = Counter(words)
    return [
        f"{called} “{each}”" if each and times[each] == 1 and not _QUOTES & set(each) else number
        for each, number in zip(words, numbers, strict=True)
    ]
