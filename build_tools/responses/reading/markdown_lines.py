"""A markdown file or a plain text → its lines and the rows of its tables, without the signs of
markdown.

It is read line by line and not as CommonMark has it: a respondent's words are no markup, and none
of them may be lost because they look like some.
"""

import re
from html import unescape

from build_tools.model.text_rows import TextRow
from build_tools.responses.reading.text_encoding import decoded

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BREAK = re.compile(r"<br ?/?>")
_SIGNS = re.compile(r"(?:#{1,6}|>)\s+")
"""Of a heading and of a quotation, at the head of a line."""
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_LINK = re.compile(r"(?<!\\)\[([^\[\]]*)\]\(([^()\s]*)\)")
_CELL_END = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[\s|:-]*-[\s|:-]*")
"""A row of a table that is nothing but dashes."""


def markdown_rows(name: str, data: bytes) -> list[TextRow]:
    """The rows of a text; CorpusError for what is none."""
    rows = []
    for at, line in enumerate(decoded(name, data).split("\n"), start=1):
        stripped = line.strip()
        if stripped.startswith("|") and stripped.endswith("|") and len(stripped) > 1:
            if not _RULE.fullmatch(stripped):
                cells = _CELL_END.split(stripped[1:-1])
                rows.append(TextRow(f"line {at}", tuple(map(_plain, cells)), in_table=True))
        else:
            rows.append(TextRow(f"line {at}", (_plain(_SIGNS.sub("", stripped, count=1)),)))
    return rows


def _plain(text: str) -> str:
    """Words without emphasis and escapes; of a link its words, and its address where it says more
    than the name of a file.
    """
    linked = _LINK.sub(_linked, text)
    return unescape(_ESCAPED.sub(r"\1", _EMPHASIS.sub(r"\2", _BREAK.sub("\n", linked)))).strip()


def _linked(found: re.Match[str]) -> str:
    words, address = found.groups()
    return words if ":" not in address else f"{words} ({address})"
