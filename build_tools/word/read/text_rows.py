"""A Word file → its words as rows of plain text, all of them: those of comments, notes, text boxes,
running heads and tracked deletions too.

For a form that came back: whoever filled it may have written anywhere, and its content controls may
be gone. What is numbered, marked or laid out is not told; `read_docx` does that.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, count
from typing import BinaryIO

from build_tools.model.text_rows import TextRow
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
            for at, note in enumerate(package.others[kind].root.iterchildren("{*}*"), start=1):
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
    if struck := "".join(filter(None, (each.text for each in paragraph.iter(w("delText"))))):
        yield TextRow(f"struck out in {where}", (struck,))


def _table_rows(table: Element, where: str) -> Iterator[TextRow]:
    for at, row in enumerate(_own(table, w("tr")), start=1):
        cells: list[str] = []
        for cell in _own(row, w("tc")):
            cells.append(_cell_words(cell))
            spanned = number(cell, "tcPr", "gridSpan") or 1
            cells += [""] * (min(spanned, _MOST_COLUMNS) - 1)
        yield TextRow(f"{where}, row {at}", tuple(cells), in_table=True)
        if struck := "".join(filter(None, (each.text for each in row.iter(w("delText"))))):
            yield TextRow(f"struck out in {where}, row {at}", (struck,))


def _cell_words(cell: Element) -> str:
    """The lines of a cell; tables and text boxes in it are so many lines more."""
    inner: list[str] = []
    for block in _blocks(cell):
        if block.tag == w("tbl"):
            inner += [row.text for row in _table_rows(block, "")]
        else:
            inner.append(_words(block))
            for box in _boxes(block):
                inner += [row.text for row in _rows_of(box, "")]
    return "\n".join(filter(None, inner))


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
