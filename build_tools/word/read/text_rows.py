"""A Word file → its words as rows of plain text, all of them: those of comments, notes, text boxes,
running heads and tracked deletions too.

For a form that came back: whoever filled it may have written anywhere, and its content controls may
be gone. What is numbered, marked or laid out is not told; `read_docx` does that.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, count, filterfalse
from typing import BinaryIO

from build_tools.model.text_rows import TextRow
from build_tools.word.read.comments import is_own
from build_tools.word.read.ooxml import (
    ALTERNATIVES,
    TRANSPARENT,
    Element,
    number,
    taken_alternative,
    w,
)
from build_tools.word.read.package import Package, package_of

_MOST_COLUMNS = 63
"""As many as Word allows; a cell that says it spans more is not believed."""
_TEXT_BOX = w("txbxContent")
_SIGNS = {
    w("tab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "-",
    w("softHyphen"): "",
}
_STRUCK = frozenset(map(w, ("del", "moveFrom")))
_NAMES = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}


def docx_text_rows(stream: BinaryIO, name: str) -> list[TextRow]:
    """The rows of a Word file of that name, its comments and notes after its text, its running
    heads last; CorpusError where it cannot be read, as of `open_package`.
    """
    return list(_rows(package_of(stream, name)))


def _rows(package: Package) -> Iterator[TextRow]:
    body = package.main.root.find(w("body"))
    assert body is not None, "a package without one is refused"
    yield from _rows_of(body, "")
    for kind, name in _NAMES.items():
        if kind in package.others:
            notes = package.others[kind].root.iterchildren("{*}*")
            for at, note in enumerate(filterfalse(is_own, notes), start=1):
                yield from _rows_of(note, f"{name} {at}, ")
    for margin in package.margins:
        for row in _rows_of(margin.root, "running head, "):
            yield replace(row, is_running_head=True)


def _rows_of(story: Element, within: str) -> Iterator[TextRow]:
    paragraphs, tables = count(1), count(1)
    for block in _blocks(story):
        if block.tag == w("tbl"):
            yield from _table_rows(block, f"{within}table {next(tables)}")
        else:
            yield from _paragraph_rows(block, f"{within}paragraph {next(paragraphs)}")


def _paragraph_rows(paragraph: Element, where: str) -> Iterator[TextRow]:
    yield TextRow(where, (_words(paragraph),))
    for box in _boxes(paragraph):
        yield from _rows_of(box, f"text box in {where}, ")
    yield from _struck(paragraph, where, apart=_TEXT_BOX)


def _table_rows(table: Element, where: str) -> Iterator[TextRow]:
    for at, row in enumerate(_own(table, w("tr")), start=1):
        yield TextRow(f"{where}, row {at}", _cells(row), in_table=True)
        yield from _struck(row, f"{where}, row {at}")


def _struck(element: Element, where: str, apart: str = "") -> Iterator[TextRow]:
    """What is struck out in an element, elements of the name `apart` left aside."""
    if words := "".join(_struck_words(element, apart)):
        yield TextRow(f"struck out in {where}", (words,))


def _struck_words(element: Element, apart: str) -> Iterator[str]:
    for each in _shown(element):
        if each.tag == w("delText"):
            yield each.text or ""
        elif each.tag != apart:
            yield from _struck_words(each, apart)


def _cells(row: Element) -> tuple[str, ...]:
    """What each cell of a row says; one that spans columns is followed by empty ones."""
    cells: list[str] = []
    for cell in _own(row, w("tc")):
        cells.append(_cell_words(cell))
        spanned = number(cell, "tcPr", "gridSpan") or 1
        cells += [""] * (min(spanned, _MOST_COLUMNS) - 1)
    return tuple(cells)


def _cell_words(cell: Element) -> str:
    """The lines of a cell or a text box; tables and text boxes in it are so many lines more."""
    lines: list[str] = []
    for block in _blocks(cell):
        if block.tag == w("tbl"):
            lines += [TextRow("", _cells(row)).text for row in _own(block, w("tr"))]
        else:
            lines += [_words(block), *map(_cell_words, _boxes(block))]
    return "\n".join(filter(None, lines))


def _blocks(element: Element) -> Iterator[Element]:
    """The paragraphs and tables that stand right in an element, whatever wraps them."""
    return chain.from_iterable(
        [each] if each.tag in (w("p"), w("tbl")) else _blocks(each) for each in _shown(element)
    )


def _own(element: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also where a wrapper holds them."""
    for each in _shown(element):
        if each.tag == tag:
            yield each
        elif each.tag in TRANSPARENT:
            yield from _own(each, tag)


def _boxes(element: Element) -> Iterator[Element]:
    for each in _shown(element):
        if each.tag == _TEXT_BOX:
            yield each
        else:
            yield from _boxes(each)


def _words(element: Element) -> str:
    """What a paragraph says, without its text boxes and what is struck out."""
    said: list[str] = []
    for each in _shown(element):
        if each.tag == w("t"):
            said.append(each.text or "")
        elif each.tag in _SIGNS:
            said.append(_SIGNS[each.tag])
        elif each.tag not in _STRUCK and each.tag != _TEXT_BOX:
            said.append(_words(each))
    return "".join(said)


def _shown(element: Element) -> Iterator[Element]:
    """The children of an element; of alternatives the one that is read."""
    for each in element.iterchildren("{*}*"):
        if each.tag == ALTERNATIVES:
            taken = taken_alternative(each)
            yield from [] if taken is None else _shown(taken)
        elif each.tag not in (w("pPr"), w("rPr"), w("tcPr"), w("trPr"), w("sdtPr")):
            yield each
