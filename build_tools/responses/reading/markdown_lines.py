"""A markdown file or a plain text → its lines and the rows of its tables, without the signs of
markdown.

It is read line by line and not as CommonMark has it: a respondent's words are no markup, and none
of them may be lost because they look like some.
"""

import re
from html import unescape
from itertools import groupby

from build_tools.model.text_rows import TextRow
from build_tools.responses.reading.text_encoding import decoded
from build_tools.text.markdown.table_source import row_cells

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BREAK = re.compile(r"<br ?/?>")
_HEADING = re.compile(r"#{1,6}\s+")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_LINK = re.compile(r"(?<!\\)\[([^\[\]]*)\]\(([^()\s]*)\)")
_RULE = re.compile(r"[\s|:-]*-[\s|:-]*")
"""A row of a table that is nothing but dashes."""


def markdown_rows(name: str, data: bytes) -> list[TextRow]:
    """The rows of a text; CorpusError for what is none. A quotation is one row with all its lines,
    as they are: so a file that is taken away from the page of a redline has what was said.
    """
    rows: list[TextRow] = []
    lines = enumerate(decoded(name, data).split("\n"), start=1)
    for is_quoted, group in groupby(lines, key=lambda line: line[1].startswith(">")):
        if is_quoted:
            numbers, quoted = zip(*group, strict=True)
            said = "\n".join(line[1:].removeprefix(" ") for line in quoted)
            rows.append(TextRow(f"line {numbers[0]}", (said,)))
        else:
            rows += [_row(f"line {at}", line.strip()) for at, line in group]
    return rows


def _row(where: str, line: str) -> TextRow:
    if not (line.startswith("|") and line.endswith("|") and len(line) > 1):
        return TextRow(where, (_plain(_HEADING.sub("", line, count=1)),))
    cells = () if _RULE.fullmatch(line) else tuple(map(_plain, row_cells(line)))
    return TextRow(where, cells, in_table=True)


def _plain(text: str) -> str:
    """Words without emphasis and escapes; of a link its words, and its address where it says more
    than the name of a file.
    """
    linked = _LINK.sub(_linked, text)
    return unescape(_ESCAPED.sub(r"\1", _EMPHASIS.sub(r"\2", _BREAK.sub("\n", linked)))).strip()


def _linked(found: re.Match[str]) -> str:
    words, address = found.groups()
    return words if ":" not in address else f"{words} ({address})"
