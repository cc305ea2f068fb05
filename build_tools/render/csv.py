"""The list of changes as comma-separated values, for a spreadsheet: one line for each change, under
one of headings.
"""

import csv
import io

from build_tools.model import Redline
from build_tools.render.citation import cite_change

COLUMNS = (
    "number",
    "where",
    "kinds",
    "was",
    "now",
    "old number",
    "new number",
    "consequential",
    "id",
    "citation",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a field that begins so for a formula, and a text may come from anybody."""


def redline_csv(redline: Redline) -> str:
    """Every change with its citation; an apostrophe stands before what a spreadsheet would take for
    a formula.

    The mark at the beginning tells spreadsheets that the text is UTF-8.
    """
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for number, change in enumerate(redline.changes, start=1):
        fields = (
            change.where,
            ", ".join(change.kinds),
            change.old,
            change.new,
            change.old_label or "",
            change.new_label or "",
            ", ".join(change.noise) if change.consequential else "",
            change.id,
            cite_change(redline, change),
        )
        rows.writerow([number, *map(_plain, fields)])
    return "\ufeff" + written.getvalue()


def _plain(field: str) -> str:
    return f"'{field}" if field.startswith(_FORMULA) else field
