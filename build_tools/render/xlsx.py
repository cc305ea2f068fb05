"""The list of changes as a workbook (.xlsx), every text of it a text: clause 2.10 stays 2.10."""

import datetime as dt
import io
from collections.abc import Iterator, Sequence

import xlsxwriter

from build_tools.language import N_
from build_tools.language import gettext as _
from build_tools.model import Redline, visible_controls
from build_tools.render.change_names import kind_name
from build_tools.render.change_rows import COLUMNS, change_rows, resting_rows

_WIDTHS = (8, 34, 18, 48, 48, 12, 12, 18, 14, 60, 12)
"""Of the columns, in characters."""
LONGEST = 32_767
"""So many characters a cell can hold."""
_CUT = N_(" … (cut: a cell holds no more; the JSON has all)")
_MADE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""When the file says that it was made: always the same, or two builds would differ."""


def redline_xlsx(redline: Redline) -> bytes:
    """A row for each change, under one of headings that stays in sight and filters; on sheets of
    their own what changed without a word, and what was changed and changed back.
    """
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as workbook:
        workbook.set_properties(
            {"title": f"{redline.old.name} → {redline.new.name}", "created": _MADE}
        )
        bold = workbook.add_format({"bold": True, "valign": "top"})
        number_format = workbook.add_format({"valign": "top"})
        text = workbook.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        sheet = workbook.add_worksheet(_("Changes"))
        for at, (name, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
            sheet.set_column(at, at, width)
            sheet.write_string(0, at, _(name), bold)
        for number, texts in change_rows(redline, kind_name):
            sheet.write_number(number, 0, number, number_format)
            for at, words in enumerate(texts, start=1):
                sheet.write_string(number, at, _fitting(words), text)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(redline.changes), len(COLUMNS) - 1)
        for name, headings, rows in _further_sheets(redline):
            further = workbook.add_worksheet(name)
            further.set_column(0, len(headings) - 1, 48)
            for at, heading in enumerate(headings):
                further.write_string(0, at, heading, bold)
            for number, row in enumerate(rows, start=1):
                for at, words in enumerate(row):
                    further.write_string(number, at, _fitting(visible_controls(words)), text)
            further.freeze_panes(1, 0)
    return written.getvalue()


def _further_sheets(
    redline: Redline,
) -> Iterator[tuple[str, Sequence[str], Sequence[Sequence[str]]]]:
    """What is no change, by the names of the sheets: headings and rows."""
    if redline.changed_back:
        passing = [(each.where, each.text, each.in_words) for each in redline.changed_back]
        heads = _("where"), _("text"), _("what befell it")
        yield _("Changed and changed back"), heads, passing
    if rows := list(resting_rows(redline)):
        yield _("Changed without a word"), (_("where"), _("rests on")), rows


def _fitting(words: str) -> str:
    if len(words) <= LONGEST:
        return words
    cut = _(_CUT)
    return words[: LONGEST - len(cut)] + cut
