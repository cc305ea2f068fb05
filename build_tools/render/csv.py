"""The list of changes as comma-separated values, for a spreadsheet: one line for each change, under
one of headings.
"""

import csv
import io
import re

from build_tools.model import Redline
from build_tools.render.change_rows import COLUMNS, change_rows, resting_rows

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a field that begins so for a formula, and a text may come from anybody."""
_INTEGER = re.compile(r"0|[1-9]\d{0,14}")
"""What a spreadsheet takes for a number and shows as it is written."""
_FIGURE = r"\d[\d\s.,:;/'’–−-]*"
"""2.10, 3-4, 1/2, 007, 1,250"""
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_VALUE = re.compile(
    rf"""[\s(£$€¥−.,]*                                  # (5) is taken for -5, .5 for 0.5
    (?: {_FIGURE} (?: e[+-]?\d+ | [ap]\.?m\.? )?       # 1E5, 4 pm
    | \d{{1,2}} (?:st|nd|rd|th)? [\s./-]* {_MONTH} [\s.,/-]* (?: {_FIGURE} )?
    | {_MONTH} [\s.,/-]* {_FIGURE} )
    [\s)%£$€]*
    | true | false""",
    re.VERBOSE | re.IGNORECASE,
)
"""What a spreadsheet takes for a number, a date or a truth value, and shows in a form of its
own."""
_LONGEST_VALUE = 40
_RESTING = "changed without a word"
"""What stands in the place of the kinds in a row that is no change."""


def redline_csv(redline: Redline) -> str:
    """Every change with its citation, and below them, without a number, an id and a text, what
    changed without a word; an apostrophe stands before what a spreadsheet would take for
    a formula, or for a number or a date that it then shows in another form: clause 2.10 as 2.1.

    The mark at the beginning tells spreadsheets that the text is UTF-8.
    """
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow([*COLUMNS, "rests on"])
    for number, texts in change_rows(redline):
        rows.writerow([number, *map(_as_text, texts), ""])
    empty = dict.fromkeys(COLUMNS, "")
    for where, why in resting_rows(redline):
        no_change = empty | {"where": where, "kinds": _RESTING, "rests on": why}
        rows.writerow(map(_as_text, no_change.values()))
    return "\ufeff" + written.getvalue()


def _as_text(field: str) -> str:
    return f"'{field}" if field.startswith(_FORMULA) or _is_shown_otherwise(field) else field


def _is_shown_otherwise(field: str) -> bool:
    if len(field) > _LONGEST_VALUE or _INTEGER.fullmatch(field):
        return False
    return _VALUE.fullmatch(field) is not None
