"""A paper with a direction in, as HTML, its lines out as `items` reads them: headings, paragraphs
with their numbers, tables, and what is quoted as a block quotation.

It reads what the consultation pack draws. Whatever else stands there becomes a line too, so that it
is told of where it stands among instructions.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from build_tools.text.markdown.table_source import row_line

_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`"}
_HEADING = re.compile(r"h([1-6])")
_LINES = frozenset({"p", "li", "dt", "dd", "pre", "caption", "figcaption"})
_UNSEEN = frozenset({"script", "style", "head", "title"})
_SPACES = re.compile(r"[ \t\r\n]+")


@dataclass(slots=True)
class _Cell:
    words: str = ""
    across: int = 1
    down: int = 1


@dataclass(slots=True)
class _Block:
    """A block of the paper."""

    level: int = 0
    """Of a heading; 0 for anything else."""
    quoted: bool = False
    words: str = ""
    rows: list[list[_Cell]] = field(default_factory=list)

    def source(self, above: int) -> str:
        """As markdown; headings of the paper stand so many levels below their own."""
        if self.rows:
            return "\n".join(_table_lines(self.rows))
        words = _SPACES.sub(" ", self.words).strip()
        if self.level:
            level = self.level - above if self.quoted else self.level
            return f"{'#' * max(level, 1)} {words}"
        return words


def direction_of_html(text: str) -> str:
    """The lines of the paper."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    blocks = [each for each in reader.blocks if each.rows or each.words.strip()]
    return "\n".join(_lines(blocks))


def _lines(blocks: Sequence[_Block]) -> Iterator[str]:
    above, was_quoted = 0, False
    for block in blocks:
        if block.level and not block.quoted:
            above = block.level - 1
        source = block.source(above)
        if block.quoted and was_quoted:
            yield ">"
        elif not was_quoted or not block.quoted:
            yield ""
        yield from (f"> {line}" if block.quoted else line for line in source.split("\n"))
        was_quoted = block.quoted


def _table_lines(rows: Sequence[Sequence[_Cell]]) -> Iterator[str]:
    """The rows of a table, merged cells as the file has them, dashes below the first."""
    spans: dict[tuple[int, int], str] = {}
    for at, row in enumerate(rows):
        words: list[str] = []
        cells = iter(row)
        while True:
            if (at, len(words)) in spans:
                words.append(spans[at, len(words)])
                continue
            cell = next(cells, None)
            if cell is None:
                break
            _span(spans, cell, at, len(words))
            words.append(_SPACES.sub(" ", cell.words).strip())
        yield row_line(words)
        if not at:
            yield row_line(["---"] * len(words))


def _span(spans: dict[tuple[int, int], str], cell: _Cell, row: int, column: int) -> None:
    """Where a merged cell is continued, and with which sign."""
    for down in range(cell.down):
        for across in range(cell.across):
            if across:
                spans[row + down, column + across] = "<<"
            elif down:
                spans[row + down, column] = "^^"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[_Block] = [_Block()]
        self._table_is_quoted = False
        self._in_cell = False
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        classes = (given.get("class") or "").split()
        heading = _HEADING.fullmatch(tag)
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "div":
            self._table_is_quoted = "quoted" in classes
        elif tag == "table":
            self.blocks.append(_Block(quoted=self._table_is_quoted or "quoted" in classes))
        elif tag == "caption":
            self.blocks.insert(-1, _Block(quoted=self.blocks[-1].quoted))
            self.blocks.append(self.blocks.pop(-2))
        elif tag == "tr":
            self.blocks[-1].rows.append([])
        elif tag in ("td", "th"):
            self._cell(int(given.get("colspan") or 1), int(given.get("rowspan") or 1))
        elif heading or tag in _LINES:
            level = int(heading[1]) if heading else 0
            self.blocks.append(_Block(level=level, quoted="quoted" in classes))
        elif tag == "br":
            self._add("<br>" if self._in_cell else "\\\n")
        else:
            self._add(_MARKS.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen -= 1
        elif tag == "caption":
            self.blocks.append(self.blocks.pop(-2))
        elif tag in ("td", "th"):
            self._in_cell = False
        elif tag in ("p", "table", "li") or _HEADING.fullmatch(tag):
            self.blocks.append(_Block())
        else:
            self._add(_MARKS.get(tag, ""))

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._add(data)

    def _cell(self, across: int, down: int) -> None:
        if not self.blocks[-1].rows:
            self.blocks[-1].rows.append([])
        self.blocks[-1].rows[-1].append(_Cell(across=across, down=down))
        self._in_cell = True

    def _add(self, words: str) -> None:
        if self._in_cell:
            self.blocks[-1].rows[-1][-1].words += words
        elif not self.blocks[-1].rows:
            self.blocks[-1].words += words
