"""A corpus and a day → the mistakes in its texts that no schema can see, each at its line.

One function a rule, gathered at the bottom in one table. The dialect is held to here alone: everything else in the
house takes any CommonMark file.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from build_tools.errors import Problem
from build_tools.labels import references
from build_tools.model import Block, Content, Corpus, Version, plain
from build_tools.standing import DIRECTED

Line: TypeAlias = tuple[int, str]
"""A line of the file: its number, counted from 1, and its text."""


@dataclass(frozen=True, slots=True)
class Page:
    """A version as the rules see it."""

    version: Version
    directed: bool
    """Whether its amendment has been directed, so that the text may never change again."""
    anchors: Mapping[str, frozenset[str]]
    """For each document of the corpus, by its short title and its title, the anchors of all its versions."""

    def problem(self, line: int, message: str, column: int = 0, form: str = "") -> Problem:
        """A problem at a line of the file, counted from 1."""
        source = _split(self.version.text)[line - 1]
        return Problem(path=self.version.path, line=line, column=column, message=message, source=source, form=form)

    def prose(self) -> Iterator[Line]:
        """The number and text of each line that is neither front matter nor code, code spans blanked out."""
        for block in self.version.blocks:
            if block.kind not in ("code", "front-matter"):
                for number, line in _lines(block):
                    yield number, _without_code(line)


@lru_cache(maxsize=8)
def _split(text: str) -> list[str]:
    """The lines of a text, which may have ten thousand problems."""
    return text.split("\n")


def _without_code(line: str) -> str:
    """The line with its code spans blanked out: a span ends with the next run of as many backticks as began it."""
    runs = [run.span() for run in re.finditer("`+", line)]
    following: dict[int, int] = {}
    closing: dict[int, int] = {}
    for at, (start, end) in reversed([*enumerate(runs)]):
        if (close := following.get(end - start)) is not None:
            closing[at] = close
        following[end - start] = at
    pieces, done, at = [], 0, 0
    while at < len(runs):
        if at in closing:
            start, end = runs[at][0], runs[closing[at]][1]
            pieces += [line[done:start], " " * (end - start)]
            done, at = end, closing[at]
        at += 1
    return "".join([*pieces, line[done:]])


def check(corpus: Corpus, as_of: dt.date) -> list[Problem]:
    """Every mistake in the texts of the corpus, in reading order; what is directed is so on the day `as_of`."""
    problems: list[Problem] = []
    anchors = {
        name: frozenset().union(*map(_anchors, document.versions))
        for document in corpus.documents
        for name in (document.short_title, document.title)
    }
    for document in corpus.documents:
        for version in document.versions:
            directed = version.amendment is not None and version.amendment.stage(as_of) in DIRECTED
            page = Page(version, directed, anchors)
            problems += [problem for rule in RULES for problem in rule(page)]
    return sorted(problems)


# --- Characters ------------------------------------------------------------------------------------------------------

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufffd]")
_HTML = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<!--|<\?|<!\[?[A-Z]")
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def unseen_characters(page: Page) -> Iterator[Problem]:
    """No tab, and no character that cannot be seen or that turns the order in which the others are read."""
    for number, line in enumerate(page.version.text.split("\n"), 1):
        if (at := line.find("\t")) >= 0:
            yield page.problem(number, "holds a tab", at + 1, "spaces")
        if found := _UNSEEN.search(line):
            message = f"holds the character U+{ord(found[0]):04X}, which cannot be seen"
            yield page.problem(number, message, found.start() + 1)


def raw_html(page: Page) -> Iterator[Problem]:
    """No HTML but `<br>`."""
    for number, line in page.prose():
        for found in _HTML.finditer(line):
            if not _LINE_BREAK.fullmatch(found[0]):
                message = f"`{found[0]}` is HTML; only <br> may stand in a text"
                yield page.problem(number, message, found.start() + 1)


# --- Words -----------------------------------------------------------------------------------------------------------

# Square brackets round nothing, a bullet, dots, a dash, x's, a date's letters, TBC, TBD, "date", "number" and the like
# or words that begin with "insert"; TBC or TBD by itself; XX or more by itself, unless it is the numeral of a schedule.
# A bracket that opens a link is none.
_PLACEHOLDER = re.compile(
    r"""\\?\[ \s* (?: [●•*_.…–—?-]* | x+ | [dmy/ ]+ | t\.?b\.?[cda]\.? | tba\b.*? | (?:insert|enter|add)\b[^\]]*
                 | (?:the\s+)?(?:effective\s+|end\s+|start\s+)?(?:date|day|month|year|number|no\.?|name|amount|time)
              ) \s* \\?\] (?!\()
      | \b TB[CD] \b
      | (?<! nnex\s|dule\s|pter\s|tion\s|icle\s|part\s|itle\s ) (?<![(\w]) (?-i:XX+) (?![)\w])""",
    re.IGNORECASE | re.VERBOSE,
)


def placeholders(page: Page) -> Iterator[Problem]:
    """No placeholder once the amendment has been directed; before that, one is only work to be done."""
    if not page.directed:
        return
    for number, line in page.prose():
        for found in _PLACEHOLDER.finditer(line):
            message = f"the placeholder `{found[0]}` is left in a version that has been directed"
            yield page.problem(number, message, found.start() + 1, "the value, or: not recorded")


# --- Labels and references -------------------------------------------------------------------------------------------

_COPY = re.compile(r"(.+)-\d+")
_OWN = frozenset({"clause", "table", "paragraph", "sub-paragraph", "subparagraph", "sub-clause", "subclause"})
"""The words with which a document refers to its own provisions; "Section H14" is one of the SEC."""


def duplicates(page: Page) -> Iterator[Problem]:
    """No provision, table or definition stands twice in the same place."""
    first: dict[str, Block] = {}
    told = ""
    for block in page.version.blocks:
        copy = _COPY.fullmatch(block.anchor)
        original = first.get(copy[1]) if copy else None
        name = _identity(block)
        first[block.anchor] = block
        if original is None or not name or _identity(original) != name:
            continue
        # The limbs of a clause that stands twice do so for its sake.
        if not told or not original.anchor.startswith(f"{told}-"):
            told = original.anchor
            message = f"`{name}` stands here a second time; the first is on line {original.line}"
            yield page.problem(_find(name, list(_lines(block)))[0], message)


def lost_references(page: Page) -> Iterator[Problem]:
    """Each provision that the text refers to exists: in this version, or in some version of the document it names."""
    own = _anchors(page.version)
    for block in page.version.blocks:
        for lines, text in _texts(block):
            for reference in references(text):
                there = page.anchors.get(reference.document) if reference.document else own
                if reference.kind not in _OWN or there is None or reference.anchor in there:
                    continue
                where = f"any version of the {reference.document}" if reference.document else "this version"
                printed = text[reference.start : reference.end]
                number, column = _find(printed, lines)
                yield page.problem(number, f"there is no {printed} in {where}", column)


def _anchors(version: Version) -> frozenset[str]:
    return frozenset(block.anchor for block in version.blocks if block.anchor)


def _texts(block: Block) -> Iterator[tuple[list[Line], str]]:
    """The texts of a block, each with the lines that it stands on: its own, or those of its table."""
    if block.kind in ("code", "front-matter"):
        return
    lines = list(_lines(block))
    if block.table is None:
        yield lines, _words(block.content)
        return
    yield lines, _words(block.table.caption)
    for cells, line in zip(block.table.rows, _row_lines(block), strict=False):
        yield from (([line], _words(cell.content)) for cell in cells)


def _words(content: Content) -> str:
    """The text without the numbers of footnotes, or "Clause 4.4" with note 1 would be Clause 4.41."""
    return plain(tuple(run for run in content if all(mark.kind != "footnote" for mark in run.marks)))


def _find(words: str, lines: list[Line]) -> tuple[int, int]:
    """The line and column of some words; the first line that is not blank when markup stands between them."""
    for number, line in lines:
        if (at := line.find(words)) >= 0:
            return number, at + 1
    return next((number for number, line in lines if line.strip()), lines[0][0]), 0


def _identity(block: Block) -> str:
    """What a person would cite the block by; a footnote has a rule of its own."""
    if block.kind == "footnote":
        return ""
    return (block.table.label if block.table else "") or block.term or block.label


# --- Footnotes -------------------------------------------------------------------------------------------------------

_NOTE = re.compile(r"[ ]{0,3}\[\^([^\]\s]+)\]:")
_NOTE_REFERENCE = re.compile(r"\[\^([^\]\s]+)\]")


def footnotes(page: Page) -> Iterator[Problem]:
    """Each footnote stands once and is referred to, and each reference has its note."""
    notes: dict[str, int] = {}
    references: dict[str, tuple[int, int]] = {}
    for number, line in page.prose():
        start = 0
        if note := _NOTE.match(line):
            start = note.end()
            if note[1] in notes:
                yield page.problem(number, f"footnote `[^{note[1]}]` stands here a second time", 1)
            notes.setdefault(note[1], number)
        for found in _NOTE_REFERENCE.finditer(line, start):
            references.setdefault(found[1], (number, found.start() + 1))
    for label, (number, column) in references.items():
        if label not in notes:
            yield page.problem(number, f"there is no footnote `[^{label}]`", column, f"[^{label}]: the note")
    for label, number in notes.items():
        if label not in references:
            yield page.problem(number, f"nothing refers to footnote `[^{label}]`", 1)


# --- Tables ----------------------------------------------------------------------------------------------------------

_DELIMITER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_BAR = re.compile(r"(?<!\\)\|")


def ragged_rows(page: Page) -> Iterator[Problem]:
    """Every row of a table has as many cells as its header."""
    for block in page.version.blocks:
        rows = _row_lines(block)
        for number, line in rows[1:]:
            cells, columns = _cells(line), _cells(rows[0][1])
            if cells != columns:
                message = f"the row has {cells} {'cell' if cells == 1 else 'cells'}, and the table {columns} columns"
                yield page.problem(number, message)


def lost_merges(page: Page) -> Iterator[Problem]:
    """A merge mark has a cell to merge with: `<<` one to its left, `^^` one above it."""
    for block in page.version.blocks:
        rows = _row_lines(block)
        for cells, (number, line) in zip(block.table.rows if block.table else (), rows, strict=False):
            for cell in cells:
                if (mark := plain(cell.content).strip()) in ("<<", "^^"):
                    side = "to the left of" if mark == "<<" else "above"
                    message = f"`{mark}` joins no cell: none is {side} it, or the whole would be no rectangle"
                    yield page.problem(number, message, line.find(mark) + 1)


def _cells(row: str) -> int:
    return len(_BAR.split(row.strip().removeprefix("|").rstrip())) - bool(re.search(r"(?<!\\)\|\s*$", row))


def _row_lines(block: Block) -> list[Line]:
    """The lines of a table's rows, in order and without the line of dashes; empty for a block that is no table."""
    lines = list(_lines(block)) if block.kind == "table" else []
    dashes = next((at for at, (_, line) in enumerate(lines) if at and "-" in line and _DELIMITER.fullmatch(line)), 0)
    if not dashes:
        return []
    body = lines[dashes + 1 :]
    end = next((at for at, (_, line) in enumerate(body) if not line.strip()), len(body))
    return [lines[dashes - 1], *body[:end]]


def _lines(block: Block) -> Iterator[Line]:
    """The numbered lines of a block's source."""
    return enumerate(block.source.split("\n"), block.line)


RULES: tuple[Callable[[Page], Iterator[Problem]], ...] = (
    unseen_characters,
    raw_html,
    placeholders,
    duplicates,
    lost_references,
    footnotes,
    ragged_rows,
    lost_merges,
)
