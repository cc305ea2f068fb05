"""What a table is known by: the column that only numbers its rows, the headings among them, its
headers and names.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from build_tools.compare import thresholds
from build_tools.compare.align import TableFeatures
from build_tools.model import Cell, Table, plain, wording
from build_tools.text.labels import readings

_NUMBER_HEADER = re.compile(
    r"(#|no|nr|nos|item|number|ref|row|zeile|ziff|lfd\. nr)?\.?", re.IGNORECASE
)
_FIGURE_HEADER = re.compile(
    r"[£€$¥%‰°]|\([^)\s]*\)\s*$"
    r"|\b(?:(?:hour|day|week|month|quarter|year|tag|woche|monat|jahr|minute|second|stunde)s?"
    r"|(?:fee|price|charge|cost|tariff|fine|penalt|rate|amount|quantit|limit|threshold|percentage"
    r"|gebühr|preis|betrag|menge)(?:s|y|ies|en)?)\b",
    re.IGNORECASE,
)
"""A header that says of what its figures are: a unit, or something that is measured or paid."""
_AMOUNT = re.compile(r"\W*+\d[\d.,\s]*+(?:[^\W\d]++)?+\W*+")
_ANSWER = re.compile(
    r"\W+|(?:x|yes|no|true|false|n/a|none|not\s+applicable|open|closed|required|mandatory|optional"
    r"|conditional|recommended|allowed|permitted|prohibited|forbidden|included|excluded|pass(?:ed)?"
    r"|fail(?:ed)?|on|off|active|inactive|high|medium|low|ja|nein|wahr|falsch|keine?r?|entfällt"
    r"|offen|geschlossen|pflicht|freiwillig|erlaubt|verboten|hoch|mittel|niedrig)\W*",
    re.IGNORECASE,
)
"""What answers for a row and names none: "Yes", "✓", "–"; any row may have any."""
_ROMAN = re.compile(r"[IVXL]+|[ivxl]+")
_NUMBER = re.compile(r"\(?(?P<before>(?:\w+[.-])*(?:[A-Za-z]{1,4}-?)?)0*(?P<n>\d{1,9})[.)]?")


def numbering_column(table: Table) -> int | None:
    """The column that holds nothing but the rows' running number or letter, if there is one.

    It is the first column and counts on by one from each row to the next, or it is headed "No." or
    the like and counts upwards: a column of figures that mean something must never be taken for
    labels, and what amounts or answers alone stand beside is what these are known by. Rows that
    are one merged cell are headings and have no number. In a table of one row, only its header can
    tell.
    """
    if table.width < 2:
        return None
    for at in range(table.width):
        header = table.header(at)
        named = bool(header and _NUMBER_HEADER.fullmatch(header))
        first = at == 0 and not (_FIGURE_HEADER.search(header) or _is_of_values(table))
        if (first or named) and is_sequential(table, at, named=named):
            return at
    return None


def is_heading_row(row: Sequence[Cell]) -> bool:
    """Whether a row is one merged cell over the whole width of its table."""
    return len(row) > 1 and not row[0].merge and all(cell.merge == "<<" for cell in row[1:])


def _is_of_values(table: Table) -> bool:
    """Whether nothing stands in a table beside its first column but amounts and answers."""
    return all(holds_values(table, column) for column in range(1, table.width))


def holds_values(table: Table, column: int) -> bool:
    """Whether nothing stands in a column below the header but amounts and answers."""
    texts = (wording(row[column].content).strip() for row in table.rows[table.header_rows :])
    return all(map(is_value, filter(None, texts)))


def is_value(text: str) -> bool:
    """Whether a text is a figure and at most one word, "£1,000", "12.5 kWh", and no date; or an
    answer, such as "Yes".
    """
    return (_AMOUNT.fullmatch(text) or _ANSWER.fullmatch(text)) is not None


def is_sequential(table: Table, at: int, *, named: bool = False) -> bool:
    """Whether there is a style of numbers in which the texts of a column count on, from row to
    row; one whose header says that it numbers the rows may leave out numbers.
    """
    reached: dict[str, int] | None = None
    count = 0
    for text in _numbered_texts(table, at):
        numbers = row_number(text, figures=named)
        if reached is not None:
            numbers = dict(_following(reached, numbers, gaps=named))
        if not numbers:
            return False
        reached = numbers
        count += 1
    return count > 1 or (named and reached is not None and 1 in reached.values())


def _numbered_texts(table: Table, at: int) -> Iterator[str]:
    """What stands in a column below the header, but for merged cells and headings."""
    for row in table.rows[table.header_rows :]:
        text = plain(row[at].content).strip()
        if text and not row[at].merge and not is_heading_row(row):
            yield text


def _following(
    reached: dict[str, int], numbers: dict[str, int], *, gaps: bool
) -> Iterator[tuple[str, int]]:
    """The readings of a number that follow what was reached in the same style."""
    for style, number in numbers.items():
        if style not in reached:
            continue
        if number == reached[style] + 1 or (gaps and number > reached[style]):
            yield style, number


def row_number(text: str, *, figures: bool = True) -> dict[str, int]:
    """What a text may be as a number, by style: "MT-03" is 3 with "MT-" before it, "(i)" may be 9
    or 1, and so may "I". Without `figures`, a bare number that may be a year is none.
    """
    label = f"({text})" if _ROMAN.fullmatch(text) else text
    found = {style: value[0] for style, value in readings(label) if len(value) == 1}
    number = _NUMBER.fullmatch(text)
    if number is None:
        return found
    before, n = number["before"], int(number["n"])
    if figures or before or n < thresholds.MIN_FIGURE:
        found[f"{before}1"] = n
    return found


def table_features(table: Table) -> TableFeatures:
    """What a table is known by whatever else changes: its headers, its rows, and the first text of
    each row.
    """
    numbering = numbering_column(table)
    headers: Counter[str] = Counter()
    names: Counter[str] = Counter()
    rows: Counter[str] = Counter()
    for at, row in enumerate(table.rows):
        texts = list(filter(None, _row_texts(row, numbering)))
        if at < table.header_rows:
            headers.update(texts)
            continue
        names.update(texts[:1])
        if of_row := _without_number(list(filter(None, _row_texts(row)))):
            rows[" | ".join(of_row)] += 1
    return TableFeatures(headers, names, rows)


def _without_number(texts: list[str]) -> list[str]:
    """The texts of a row without a first one that may be its number: in a table of one row, nothing
    tells whether it is.
    """
    return texts[1:] if len(texts) > 1 and row_number(texts[0], figures=False) else texts


def _row_texts(row: Sequence[Cell], numbering: int | None = None) -> Iterator[str]:
    """The texts of a row, but for its number."""
    for at, cell in enumerate(row):
        if at != numbering:
            yield plain(cell.content).strip()
