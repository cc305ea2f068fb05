"""The invariants of a redline, read from its HTML with html5lib.

HTML in, what a reader would see out: blocks, table grids, ids. It shares no code with
`build_tools`, so that the two can only agree by being right.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias
from xml.etree.ElementTree import Element

import html5lib
from html5lib.constants import voidElements

Grid: TypeAlias = tuple[tuple[str, ...], ...]
"""The texts of a table, spans expanded: a covered position reads `^`."""
Seen: TypeAlias = tuple[str, str] | tuple[str, str, Grid, int]
"""A block: its tag and text. A table: its tag, its caption, its grid, and how many of the rows are
headers."""

COVERED = "^"
_LEAVES = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "hr"))
_NO_PHRASING = frozenset(
    ("table", "thead", "tbody", "tfoot", "tr", "colgroup", "ul", "ol", "dl", "html", "head")
)
_PAGE = "<!doctype html><html lang=en><head><title>x</title></head><body>{}</body></html>"


def tree(html: str) -> Element:
    """The body of a fragment."""
    document: Element = html5lib.parse(_PAGE.format(html), namespaceHTMLElements=False)
    body = document.find("body")
    assert body is not None
    return body


def rejected(html: str) -> list[Seen]:
    """What is left when every insertion is taken away."""
    return list(_blocks(_without(_without(tree(html), "ins"), "gap")))


def accepted(html: str) -> list[Seen]:
    """What is left when every deletion is taken away."""
    return list(_blocks(_without(_without(tree(html), "del"), "gap")))


def seen(html: str) -> list[Seen]:
    """What stands in a text without changes; it may hold none."""
    body = tree(html)
    assert not list(_marks(body)), "a text without changes is marked"
    return list(_blocks(body))


def ids(html: str) -> list[str]:
    """Every id, in order."""
    return [id_ for element in tree(html).iter() if (id_ := element.get("id"))]


def cited(html: str) -> set[str]:
    """The changes that the page says its marks belong to."""
    return {
        id_ for element in tree(html).iter() for id_ in (element.get("data-change") or "").split()
    }


def links(html: str) -> set[str]:
    """The ids on the page that its links lead to."""
    found = (element.get("href") or "" for element in tree(html).iter("a"))
    return {href[1:] for href in found if href.startswith("#")}


def marks(html: str) -> list[str]:
    """The texts that are marked as inserted or deleted, and those marked as formatted, in order."""
    return [_text(element) for element in _marks(tree(html))]


def faults(html: str) -> list[str]:
    """Where the HTML is not valid: what html5lib has to mend, and `<ins>` or `<del>` where no text
    may stand."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    document = parser.parse(_PAGE.format(html))
    found = [f"{code} {data} at {at}" for at, code, data in parser.errors]
    parents = {child: parent for parent in document.iter() for child in parent}
    for element in document.iter():
        if element.tag in ("ins", "del") and parents[element].tag in _NO_PHRASING:
            found.append(f"<{element.tag}> directly in <{parents[element].tag}>")
        if element.tag in ("ins", "del") and any(
            parent.tag in ("ins", "del") for parent in _above(element, parents)
        ):
            found.append(f"<{element.tag}> inside a mark")
        if element.tag in _LEAVES and element.tag not in voidElements:
            found += [
                f"<{child.tag}> in <{element.tag}>"
                for child in element.iter()
                if child.tag in _NO_PHRASING
            ]
    return found


def _above(element: Element, parents: dict[Element, Element]) -> Iterator[Element]:
    while (parent := parents.get(element)) is not None:
        yield (element := parent)


def _is(element: Element, mark: str) -> bool:
    return element.tag == mark or mark in (element.get("class") or "").split()


def _marks(body: Element) -> Iterator[Element]:
    return (
        element
        for element in body.iter()
        if any(_is(element, mark) for mark in ("ins", "del", "format"))
    )


def _without(element: Element, mark: str) -> Element:
    """`element` with every descendant that carries the mark taken away, and what stands after each
    kept."""
    before: Element | None = None
    for child in list(element):
        if not _is(child, mark):
            before = _without(child, mark)
            continue
        if before is None:
            element.text = (element.text or "") + (child.tail or "")
        else:
            before.tail = (before.tail or "") + (child.tail or "")
        element.remove(child)
    return element


def _blocks(element: Element) -> Iterator[Seen]:
    for child in element:
        if child.tag == "table":
            yield _table(child)
        elif child.tag in _LEAVES:
            yield child.tag, _text(child)
        else:
            yield from _blocks(child)


def _text(element: Element) -> str:
    """The text as a reader sees it: a break is a space, and so is any run of spaces."""
    return re.sub(r"\s+", " ", "".join(_letters(element))).strip()


def _letters(element: Element) -> Iterator[str]:
    yield "\n" if element.tag == "br" else element.text or ""
    for child in element:
        yield from _letters(child)
        yield child.tail or ""


def _table(table: Element) -> Seen:
    caption = table.find("caption")
    sections = [section for section in table if section.tag in ("thead", "tbody")]
    grids = [grid for grid in map(_grid, sections) if grid]
    widths = {len(row) for grid in grids for row in grid}
    assert len(widths) <= 1, f"the sections of a table are {sorted(widths)} columns wide"
    headers = sum(len(list(section)) for section in sections if section.tag == "thead")
    rows = tuple(row for grid in grids for row in grid)
    return "table", "" if caption is None else _text(caption), rows, headers


def _grid(section: Element) -> Grid:
    """The texts of a section's rows, spans expanded; AssertionError when it is ragged or a span
    leaves it."""
    rows = [row for row in section if row.tag == "tr"]
    cells: dict[tuple[int, int], str] = {}
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            assert cell.tag in ("td", "th"), f"<{cell.tag}> in a row"
            while (at, column) in cells:
                column += 1
            height, width = int(cell.get("rowspan", 1)), int(cell.get("colspan", 1))
            assert at + height <= len(rows), "a cell reaches past the end of its section"
            for position in _positions(at, column, height, width):
                assert position not in cells, "two cells stand in one position"
                cells[position] = COVERED
            cells[at, column] = _text(cell)
            column += width
    width = max((column + 1 for _, column in cells), default=0)
    assert len(cells) == len(rows) * width, "a table is ragged"
    return tuple(tuple(cells[at, column] for column in range(width)) for at in range(len(rows)))


def _positions(row: int, column: int, height: int, width: int) -> Iterable[tuple[int, int]]:
    return ((row + down, column + across) for down in range(height) for across in range(width))
