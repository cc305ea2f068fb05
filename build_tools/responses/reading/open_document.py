"""An OpenDocument text → its words as rows of plain text, all of them: those of comments, notes,
text boxes, running heads and tracked deletions too (OpenDocument 1.3 part 3).

Nothing outside the file is opened, no entity is expanded, and no more is unpacked than the limit.
"""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import chain, count
from typing import TypeAlias

from lxml import etree

from build_tools.model.problems import refusal
from build_tools.model.text_rows import TextRow

Element: TypeAlias = etree._Element

XML_LIMIT = 48 * 2**20
"""Bytes of one part, unpacked."""
_MOST_REPEATED = 63
"""How often a cell or a space is believed to be repeated."""
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError),
    *(RuntimeError, ValueError, LookupError, etree.XMLSyntaxError),
)
"""What reading a damaged file raises; RuntimeError is for a part with a password."""


def _named(space: str, name: str) -> str:
    return f"{{urn:oasis:names:tc:opendocument:xmlns:{space}:1.0}}{name}"


_TABLE, _ROW = _named("table", "table"), _named("table", "table-row")
_CELLS = (_named("table", "table-cell"), _named("table", "covered-table-cell"))
_PARAGRAPHS = (_named("text", "p"), _named("text", "h"))
_DELETIONS, _COUNT = _named("text", "deletion"), _named("text", "c")
_BOX, _COMMENT = _named("draw", "text-box"), _named("office", "annotation")
_NOTE = _named("text", "note-body")
_APART = {_BOX: "text box", _COMMENT: "comment", _NOTE: "note"}
"""What stands inside a paragraph and is none of its words."""
_SIGNS = {_named("text", "tab"): "\t", _named("text", "line-break"): "\n"}
_SILENT = (_named("text", "tracked-changes"), _named("text", "note-citation"))


def odt_rows(name: str, data: bytes) -> list[TextRow]:
    """The rows of an OpenDocument text, its running heads last; CorpusError where it cannot be
    read.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            content, styles = (_root(archive, part) for part in ("content.xml", "styles.xml"))
            return [*_rows(content), *_running_heads(styles)]
    except _BROKEN as error:
        kind = type(error).__name__
        message = f"is no OpenDocument text that can be read, or needs a password ({kind})"
        raise refusal(name, message, "the same words, saved as .docx") from None


def _root(archive: zipfile.ZipFile, part: str) -> Element:
    """A part as XML; ValueError for one that is too large or declares entities."""
    # No more is unpacked than this size, whatever the part holds.
    if archive.getinfo(part).file_size > XML_LIMIT:
        raise ValueError("larger than any response")
    raw = archive.read(part)
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    root = etree.fromstring(raw, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("declares a document type")
    return root


def _rows(content: Element) -> Iterator[TextRow]:
    for text in content.iter(_named("office", "text")):
        yield from _rows_of(text, "")
        for at, deletion in enumerate(text.iter(_DELETIONS), start=1):
            yield from _rows_of(deletion, f"struck out {at}, ")


def _running_heads(styles: Element) -> Iterator[TextRow]:
    for master in styles.iter(_named("office", "master-styles")):
        for row in _rows_of(master, "running head, "):
            yield replace(row, is_running_head=True)


def _rows_of(element: Element, within: str) -> Iterator[TextRow]:
    paragraphs, tables = count(1), count(1)
    for block in _blocks(element):
        if block.tag == _TABLE:
            table = f"{within}table {next(tables)}"
            for at, row in enumerate(_own_rows(block), start=1):
                yield TextRow(f"{table}, row {at}", tuple(_cells(row)), in_table=True)
        else:
            where = f"{within}paragraph {next(paragraphs)}"
            yield TextRow(where, (_words(block),))
            for apart in _parts_apart(block):
                yield from _rows_of(apart, f"{_APART[str(apart.tag)]} in {where}, ")


def _blocks(element: Element) -> Iterator[Element]:
    """The paragraphs and tables right in an element, whatever list or section they stand in."""
    return chain.from_iterable(
        [each] if each.tag in (*_PARAGRAPHS, _TABLE) else _blocks(each) for each in _shown(element)
    )


def _own_rows(element: Element) -> Iterator[Element]:
    for each in _shown(element):
        if each.tag == _ROW:
            yield each
        elif each.tag not in _CELLS:
            yield from _own_rows(each)


def _cells(row: Element) -> Iterator[str]:
    for cell in row.iterchildren(*_CELLS):
        words = "\n".join(filter(None, _lines(cell)))
        yield words
        repeated = int(cell.get(_named("table", "number-columns-repeated"), "1"))
        if not words:
            yield from [""] * (min(repeated, _MOST_REPEATED) - 1)


def _lines(element: Element) -> Iterator[str]:
    """All words of a cell, line by line; tables and comments in it are so many lines more."""
    for block in _blocks(element):
        if block.tag == _TABLE:
            for row in _own_rows(block):
                yield from _cells(row)
        else:
            yield _words(block)
            for apart in _parts_apart(block):
                yield from _lines(apart)


def _parts_apart(element: Element) -> Iterator[Element]:
    for each in _shown(element):
        if each.tag in _APART:
            yield each
        else:
            yield from _parts_apart(each)


def _words(element: Element) -> str:
    """What a paragraph says, without what stands apart."""
    said = [element.text or ""]
    for each in element.iterchildren():
        if isinstance(each.tag, str) and each.tag not in (*_APART, *_SILENT):
            spaces = min(int(each.get(_COUNT, "1")), _MOST_REPEATED)
            sign = " " * spaces if each.tag == _named("text", "s") else _SIGNS.get(each.tag)
            said.append(_words(each) if sign is None else sign)
        said.append(each.tail or "")
    return "".join(said)


def _shown(element: Element) -> Iterator[Element]:
    return (each for each in element.iterchildren("{*}*") if each.tag not in _SILENT)
