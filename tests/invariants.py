"""The invariants of a redline, read from its HTML with html5lib.

HTML in, what a reader would see out: blocks, table grids, ids. It shares no code with
`build_tools`, so that the two can only agree by being right.
"""

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Literal, NamedTuple, TypeAlias
from xml.etree.ElementTree import Element

import html5lib
from html5lib.constants import voidElements

Grid: TypeAlias = tuple[tuple[str, ...], ...]
"""The texts of a table, spans expanded: a covered position reads `^`."""
Form: TypeAlias = tuple[int, str, tuple[str, ...]]
"""A stretch with markup: after how many letters it begins, its letters, and what stands round them,
outermost first: "strong", "link to https://example.org"."""
Side: TypeAlias = Literal["old", "new"]


class Seen(NamedTuple):
    """A block as a reader sees it."""

    tag: str
    text: str
    """Of a table, its caption."""
    grid: Grid = ()
    """Of a table; otherwise empty."""
    headers: int = 0
    """How many of a table's rows are headers."""
    depth: int = 0
    """How far it is set in."""
    quoted: int = 0
    """How many quotations it stands in."""
    forms: tuple[Form, ...] = ()

    @property
    def words(self) -> tuple[str, str, Grid, int]:
        """What is seen without its level and its markup."""
        return self[:4]


COVERED = "^"
_LEAVES = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "hr"))
_NO_PHRASING = frozenset(
    ("table", "thead", "tbody", "tfoot", "tr", "colgroup", "ul", "ol", "dl", "html", "head")
)
_PAGE = "<!doctype html><html lang=en><head><title>x</title></head><body>{}</body></html>"


class Parsed(NamedTuple):
    """A page as html5lib takes it."""

    document: Element
    errors: tuple[str, ...]
    """What it had to mend."""


@lru_cache(maxsize=4)
def parsed(html: str) -> Parsed:
    """The page of a fragment, which is never to be changed: each question is asked of one
    reading, which takes longer than all the answers."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    document = parser.parse(_PAGE.format(html))
    return Parsed(document, tuple(f"{code} {data} at {at}" for at, code, data in parser.errors))


def tree(html: str) -> Element:
    """The body of a fragment, to be changed at will."""
    body = parsed(html).document.find("body")
    assert body is not None
    return deepcopy(body)


def rejected(html: str) -> list[Seen]:
    """What is left when every insertion is taken away."""
    return list(_blocks(_without(_without(tree(html), "ins"), "gap"), "old"))


def accepted(html: str) -> list[Seen]:
    """What is left when every deletion is taken away."""
    return list(_blocks(_without(_without(tree(html), "del"), "gap"), "new"))


def seen(html: str) -> list[Seen]:
    """What stands in a text without changes; it may hold none."""
    body = tree(html)
    assert not list(_marks(body)), "a text without changes is marked"
    return list(_blocks(body, "new"))


def ids(html: str) -> list[str]:
    """Every id, in order."""
    return [id_ for element in parsed(html).document.iter() if (id_ := element.get("id"))]


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
    document = parsed(html).document
    found = [*parsed(html).errors]
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
        if any(_is(element, mark) for mark in ("ins", "del", "format", "relevelled"))
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


def _blocks(element: Element, side: Side) -> Iterator[Seen]:
    for child in element:
        if child.tag == "table":
            yield _table(child, *_level(element, side))
        elif child.tag in _LEAVES:
            yield Seen(child.tag, _text(child), (), 0, *_level(child, side), _forms(child))
        else:
            yield from _blocks(child, side)


def _level(element: Element, side: Side) -> tuple[int, int]:
    """How far a block is set in on one side, and in how many quotations it stands."""
    names = element.get("class") or ""
    depth = re.search(r"\bdepth-(\d+)", names)
    quoted = re.search(r"\bquoted-(\d+)", names)
    if side == "old" and _is(element, "relevelled"):
        style = element.get("style") or ""
        depth = re.match(r"--was:(\d+)", style)
        assert depth, "a block of another level does not say its old one"
        quoted = re.search(r"--was-quoted:(\d+)", style) or quoted
    quotations = int(quoted[1]) if quoted else int(_is(element, "quoted"))
    return int(depth[1]) if depth else 0, quotations


_MARKUP = frozenset(("strong", "em", "code", "s", "sup"))
_SIGNS = frozenset(("permalink", "other-place", "ref"))
"""Links that are none of the text's own."""


def _forms(element: Element) -> tuple[Form, ...]:
    """The stretches of a block that stand in markup; a picture without a description too."""
    forms: list[Form] = []
    at = 0
    seen_ = filter(_is_seen, _stretches(element, ()))
    for marks, group in groupby(seen_, key=itemgetter(1)):
        letters = "".join(map(itemgetter(0), group))
        if marks:
            forms.append((at, letters, marks))
        at += len(letters)
    return tuple(forms)


def _is_seen(stretch: tuple[str, tuple[str, ...]]) -> bool:
    letters, marks = stretch
    return bool(letters) or any(mark.startswith("image") for mark in marks)


def _stretches(element: Element, marks: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The letters below an element, and the markup that each stretch of them stands in."""
    yield re.sub(r"\s", "", element.text or ""), marks
    for child in element:
        yield from _stretches(child, (*marks, *_markup(child)))
        yield re.sub(r"\s", "", child.tail or ""), marks


def _markup(element: Element) -> list[str]:
    """What an element says of the text in it, if anything."""
    if element.tag == "a" and element.get("href") and not any(_is(element, it) for it in _SIGNS):
        return [f"{'image' if _is(element, 'image') else 'link'} to {element.get('href')}"]
    return [element.tag] if element.tag in _MARKUP else []


def _text(element: Element) -> str:
    """The text as a reader sees it: a break is a space, and so is any run of spaces."""
    return re.sub(r"\s+", " ", "".join(_letters(element))).strip()


def _letters(element: Element) -> Iterator[str]:
    yield "\n" if element.tag == "br" else element.text or ""
    for child in element:
        yield from _letters(child)
        yield child.tail or ""


def _table(table: Element, depth: int, quoted: int) -> Seen:
    caption = table.find("caption")
    sections = [section for section in table if section.tag in ("thead", "tbody")]
    grids = [grid for grid in map(_grid, sections) if grid]
    widths = {len(row) for grid in grids for row in grid}
    assert len(widths) <= 1, f"the sections of a table are {sorted(widths)} columns wide"
    headers = sum(len(list(section)) for section in sections if section.tag == "thead")
    rows = tuple(row for grid in grids for row in grid)
    text = "" if caption is None else _text(caption)
    return Seen("table", text, rows, headers, depth, quoted, _forms(table))


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
