"""A CSV file → its rows, whichever sign parts its fields: a spreadsheet writes what the country of
its user has.
"""

import csv
from io import StringIO

from build_tools.model.problems import refusal
from build_tools.model.text_rows import TextRow
from build_tools.responses.reading.text_encoding import decoded

_SIGNS = (",", ";", "\t")


def csv_rows(name: str, data: bytes) -> list[TextRow]:
    """The rows of a CSV file; CorpusError for what is none. An apostrophe that a field begins with
    is left out, which stands there so that a spreadsheet takes it for no formula.
    """
    text = decoded(name, data)
    first = text.partition("\n")[0]
    sign = max(_SIGNS, key=first.count)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=sign))
    except csv.Error as error:
        raise refusal(name, f"is no CSV file: {error}") from None
    return [
        TextRow(f"row {at}", tuple(map(_cell, row)), in_table=True)
        for at, row in enumerate(rows, start=1)
    ]


def _cell(text: str) -> str:
    return text.removeprefix("'")
