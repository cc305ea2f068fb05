"""What a table is known by: the column that only numbers its rows, the headings among them, its
headers and names.
"""

import re
from collections import Counter
from collections.abc import Sequence

from build_tools.model import Cell, Table, plain
from build_tools.text.labels import readings

_NUMBER_HEADER = re.compile(
    r"(#|no|nr|nos|item|number|ref|row|zeile|ziff|lfd\. nr)?\.?", re.IGNORECASE
)
_FIGURE_HEADER = re.compile(
    r"(hour|day|week|month|quarter|year|tag|woche|monat|jahr)s?", re.IGNORECASE
)
_NUMBER = re.compile(r"\(?((?:\w+[.-])*(?:[A-Za-z]{1,4}-?)?)0*(\d{1,9})[.)]?")
_YEAR = 1000
"""A bare number from here on is a figure, not a row's number, unless the header says that it is."""


def numbering_column(table: Table) -> int | None:
    """The column that holds nothing but the rows' running number or letter, if there is one.

    It is the first column and counts on by one from each row to the next, or it is headed "No." or
    the like and counts upwards: a column of figures that mean something must never be taken for
    labels. Rows that are one merged cell are headings and have no number. In a table of one row,
    only its header can tell.
    """
    for at in range(table.width if table.width > 1 else 0):
        header = table.header(at)
        named = bool(header and _NUMBER_HEADER.fullmatch(header))
        first = at == 0 and not _FIGURE_HEADER.fullmatch(header)
        if (first or named) and is_sequential(table, at, named=named):
            return at
    return None


def is_heading_row(row: Sequence[Cell]) -> bool:
    """Whether a row is one merged cell over the whole width of its table."""
    return len(row) > 1 and not row[0].merge and all(cell.merge == "<<" for cell in row[1:])


def is_sequential(table: Table, at: int, *, named: bool = False) -> bool:
    """Whether there is a style of numbers in which the texts of a column count on, from row to
    row.
    """
    series: dict[str, int] | None = None
    count = 0
    for row in table.rows[table.header_rows :]:
        text = "" if row[at].merge or is_heading_row(row) else plain(row[at].content).strip()
        if not text:
            continue
        read = _read_number(text, named=named)
        if series is not None:
            read = {
                style: n
                for style, n in read.items()
                if style in series and _follows(series[style], n, gaps=named)
            }
        if not read:
            return False
        series, count = read, count + 1
    return count > 1 or (named and series is not None and 1 in series.values())


def _follows(number: int, next_: int, *, gaps: bool) -> bool:
    return next_ > number if gaps else next_ == number + 1


def _read_number(text: str, *, named: bool) -> dict[str, int]:
    """What a text may be as a number, by style: "MT-03" is 3 with "MT-" before it, "(i)" may be 9
    or 1.
    """
    found = {style: value[0] for style, value in readings(text) if len(value) == 1}
    if (number := _NUMBER.fullmatch(text)) and (named or number[1] or int(number[2]) < _YEAR):
        found[f"{number[1]}1"] = int(number[2])
    return found


def table_features(table: Table) -> tuple[Counter[str], Counter[str]]:
    """What a table is known by whatever else changes: its headers, and the first text of each
    row.
    """
    numbers = numbering_column(table)
    texts = [
        [plain(cell.content).strip() for at, cell in enumerate(row) if at != numbers]
        for row in table.rows
    ]
    headers = Counter(text for row in texts[: table.header_rows] for text in row if text)
    names = (next(filter(None, row), "") for row in texts[table.header_rows :])
    return headers, Counter(filter(None, names))
