"""A paper with a direction in, as HTML, its lines out as `items` reads them: headings, paragraphs
with their numbers, tables, and what is quoted as a block quotation.

It reads what the consultation pack draws. Whatever else stands there becomes a line too, so that it
is told of where it stands among instructions.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from build_tools.text.markdown.escapes import escaped
from build_tools.text.markdown.table_source import row_line

_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`"}
_HEADING = re.compile(r"h([1-6])")
_LINES = frozenset({"p", "li", "dt", "dd", "pre", "caption", "figcaption"})
_OF_TABLES = frozenset({"caption", "tr", "td", "th"})
_UNSEEN = frozenset({"script", "style", "title"})
_SPACES = re.compile(r"[ \t\r\n]+")
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
_MOST_MERGED = 1000
"""No merged cell of HTML covers more columns (WHATWG HTML, 4.9.11)."""


@dataclass(slots=True, eq=False)
class _Cell:
    words: str = ""
    across: int = 1
    down: int = 1


@dataclass(slots=True, eq=False)
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
            _span(spans, cell, at, len(words), len(rows))
            words.append(_SPACES.sub(" ", cell.words).strip())
        yield row_line(words)
        if not at:
            yield row_line(["---"] * len(words))


def _span(spans: dict[tuple[int, int], str], cell: _Cell, row: int, column: int, rows: int) -> None:
    """Where a merged cell is continued, and with which sign, in a table of so many rows."""
    for down in range(min(cell.down, rows - row)):
        for across in range(cell.across):
            if across:
                spans[row + down, column + across] = "<<"
            elif down:
                spans[row + down, column] = "^^"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[_Block] = [_Block()]
        self._table: _Block | None = None
        self._caption: _Block | None = None
        self._cell: _Cell | None = None
        self._table_is_quoted = False
        self._tables_in_cell = 0
        self._unseen = 0
        self._code = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "br":
            self._add("<br>")
        elif tag in _MARKS:
            self._code += tag == "code"
            self._add(_MARKS[tag])
        elif self._cell and (self._tables_in_cell or tag not in _OF_TABLES):
            self._tables_in_cell += tag == "table"
            self._break_in_cell(tag)
        elif self._table and tag in _OF_TABLES:
            self._start_in_table(tag, given, self._table)
        else:
            self._start_block(tag, (given.get("class") or "").split())

    def _start_block(self, tag: str, classes: Collection[str]) -> None:
        heading = _HEADING.fullmatch(tag)
        if tag == "div":
            self._table_is_quoted = "quoted" in classes
        elif tag == "table":
            self._table = _Block(quoted=self._table_is_quoted or "quoted" in classes)
            self.blocks.append(self._table)
        elif heading or tag in _LINES:
            level = int(heading[1]) if heading else 0
            self.blocks.append(_Block(level=level, quoted="quoted" in classes))

    def _start_in_table(self, tag: str, given: Mapping[str, str | None], table: _Block) -> None:
        self._caption = self._cell = None
        if tag == "caption":
            self._caption = self._put_before(table)
        elif tag == "tr":
            table.rows.append([])
        else:
            self._cell = _Cell(
                across=_count(given.get("colspan")), down=_count(given.get("rowspan"))
            )
            if not table.rows:
                table.rows.append([])
            table.rows[-1].append(self._cell)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(self._unseen - 1, 0)
        elif tag in _MARKS:
            self._code = max(self._code - (tag == "code"), 0)
            self._add(_MARKS[tag])
        elif self._tables_in_cell:
            self._tables_in_cell -= tag == "table"
        elif tag == "table":
            self._table = self._caption = self._cell = None
            self.blocks.append(_Block())
        elif tag in _OF_TABLES:
            self._caption = self._cell = None
        elif not self._cell and (tag in ("p", "li") or _HEADING.fullmatch(tag)):
            self.blocks.append(_Block())

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._add(data if self._code else _as_markdown(data))

    def _break_in_cell(self, tag: str) -> None:
        """Begin a line in a cell, where a paragraph or a row begins in it."""
        begins = tag in _LINES or tag in ("div", "tr") or _HEADING.fullmatch(tag)
        if begins and self._cell and self._cell.words.strip():
            self._cell.words += "<br>"

    def _put_before(self, table: _Block) -> _Block:
        block = _Block(quoted=table.quoted)
        self.blocks.insert(self.blocks.index(table), block)
        return block

    def _add(self, words: str) -> None:
        if self._cell:
            self._cell.words += words.replace("|", r"\|")
        elif self._caption:
            self._caption.words += words
        elif not self.blocks[-1].rows and self.blocks[-1] is not self._table:
            self.blocks[-1].words += words
        elif self._table and words.strip():
            self._put_before(self._table).words = words


def _as_markdown(words: str) -> str:
    """Words as a file has them, but for the marks of notes and of merged cells, which are words of
    the paper.
    """
    said = escaped(_SPACES.sub(" ", words))
    return said.replace(r"\[^", "[^").replace(r"\<<", "<<")


def _count(said: str | None) -> int:
    """How many columns or rows a merged cell covers; one where that is no number."""
    return min(int(said), _MOST_MERGED) if said and _NUMBER.fullmatch(said) else 1
