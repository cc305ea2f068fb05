"""What is left of a Word file once its tracked changes are accepted or rejected, by the rules of
ECMA-376.

A second judge beside LibreOffice, and a stricter one: it does as Word does, and also reads styles,
formatting and the addresses of links. It reads the XML with lxml and shares no code with
`build_tools`.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise
from typing import Any, Literal, TypeAlias

from lxml import etree

Verdict: TypeAlias = Literal["keep", "accept", "reject"]
Element: TypeAlias = Any
"""An lxml element; comments and processing instructions do not occur."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_GONE = {
    "accept": {"del", "moveFrom", "cellDel"},
    "reject": {"ins", "moveTo", "cellIns"},
    "keep": set[str](),
}
_COMMENTED = {"commentRangeStart", "commentRangeEnd"}
_MARKS = {"ins", "del", "moveFrom", "moveTo"}
_CELLS = {"cellIns", "cellDel"}
_CHANGES = {"rPrChange", "pPrChange", "ins", "del", "moveFrom", "moveTo", *_CELLS}
_RANGES = {"moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"}
_BOOKMARKS = {"bookmarkStart", "bookmarkEnd"}
_SIGNS = {"br": "\n", "tab": "\t", "softHyphen": "\u00ad"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its properties as XML, and its runs, each with its text, its properties and
    where it leads."""

    properties: str
    runs: tuple[tuple[Any, ...], ...]

    @property
    def text(self) -> str:
        """The text alone, a note within it."""
        return "".join(str(run[0]) for run in self.runs)


Cell: TypeAlias = tuple[int, str, tuple["Left", ...]]
Left: TypeAlias = "Paragraph | tuple[tuple[Cell, ...], ...]"
"""A paragraph, or a table as rows of cells: how many columns of the grid each covers, `vMerge`, and
what is in it."""


def left(file: bytes, verdict: Verdict) -> list[Left]:
    """What is left of the body."""
    parts = _Parts.of(file)
    return list(_blocks(parts.document.find(f"{_W}body"), verdict, parts))


def marked(file: bytes) -> int:
    """How many characters are deleted or inserted, in the body and the notes; what moved counts at
    both places."""
    parts = _Parts.of(file)
    roots = [parts.document, *parts.notes.values()]
    words = (each for root in roots for each in root.iter(f"{_W}t", f"{_W}delText"))
    return sum(
        len(each.text or "")
        for each in words
        if any(_name(above) in _MARKS for above in each.iterancestors())
    )


def notes_in_order(file: bytes) -> bool:
    """Whether the notes have ids that rise as their references come by. Word does not need it, but
    LibreOffice 7.4 gives each reference the next note of the file, whichever it names."""
    document = _Parts.of(file).document
    ids = [int(each.get(f"{_W}id")) for each in document.iter(f"{_W}footnoteReference")]
    return ids == sorted(ids)


def stamps(file: bytes) -> list[Element]:
    """Every revision in the body and the notes."""
    parts = _Parts.of(file)
    roots = [parts.document, *parts.notes.values()]
    return [each for root in roots for each in root.iter() if _name(each) in _CHANGES | _RANGES]


@dataclass(slots=True)
class _Parts:
    document: Element
    notes: dict[Any, Element]
    links: dict[str, dict[Any, Any]]
    within: str = "document"
    shown: int = 0
    """How many notes with a number that Word gives have come by."""
    mark: str = ""
    """Of the note that is being read."""

    @classmethod
    def of(cls, file: bytes) -> "_Parts":
        with zipfile.ZipFile(io.BytesIO(file)) as package:
            names = set(package.namelist())
            roots = {
                name: etree.fromstring(package.read(f"word/{name}.xml"))
                for name in ("document", "footnotes")
                if f"word/{name}.xml" in names
            }
            links = {
                name: {
                    each.get("Id"): each.get("Target")
                    for each in etree.fromstring(package.read(f"word/_rels/{name}.xml.rels"))
                }
                for name in roots
                if f"word/_rels/{name}.xml.rels" in names
            }
        notes = {note.get(f"{_W}id"): note for note in roots.get("footnotes", ())}
        return cls(roots["document"], notes, links)


def _name(element: Element) -> str:
    return str(element.tag).removeprefix(_W)


def _blocks(parent: Element, verdict: Verdict, parts: _Parts) -> Iterator[Left]:
    """The blocks in an element; a paragraph whose mark is gone joins the one that follows
    (17.13.5.15, 17.13.5.20)."""
    held: list[tuple[Any, ...]] = []
    children = [child for child in parent if _name(child) in ("p", "tbl")]
    for at, child in enumerate(children):
        if _name(child) == "tbl":
            rows = [
                _row(row, verdict, parts)
                for row in child.iterchildren(f"{_W}tr")
                if _stays(row, verdict)
            ]
            if rows:
                yield tuple(_on_lines_in_use(rows))
            continue
        runs = [*held, *_runs(child, verdict, parts)]
        joins = not _mark_stays(child, verdict)
        if joins and at + 1 < len(children) and _name(children[at + 1]) == "p":
            held = runs
            continue
        held = []
        if runs or not joins:  # one that has nothing to join and nothing in it goes
            yield Paragraph(_paragraph_properties(child, verdict), tuple(_joined(runs)))


def _stays(row: Element, verdict: Verdict) -> bool:
    return not any(_name(each) in _GONE[verdict] for each in row.iterfind(f"{_W}trPr/*"))


def _row(row: Element, verdict: Verdict, parts: _Parts) -> tuple[Cell, ...]:
    cells = row.iterchildren(f"{_W}tc")
    return tuple(_cell(cell, verdict, parts) for cell in cells if _cell_stays(cell, verdict))


def _cell_stays(cell: Element, verdict: Verdict) -> bool:
    """A cell of a column may be tracked by itself (17.13.5.1, 17.13.5.2)."""
    marks = {_name(each) for each in cell.iterfind(f"{_W}tcPr/*")} & _CELLS
    assert verdict != "keep" or not marks, "a clean file holds a revision"
    return not marks & _GONE[verdict]


def _on_lines_in_use(rows: list[tuple[Cell, ...]]) -> Iterator[tuple[Cell, ...]]:
    """Rows with their spans counted in the lines of the grid that some row still has, as Word
    counts when it saves."""
    edges = [[0, *accumulate(cell[0] for cell in row)] for row in rows]
    in_use = sorted({edge for each in edges for edge in each})
    at = {edge: number for number, edge in enumerate(in_use)}
    for row, each in zip(rows, edges, strict=True):
        yield tuple(
            (at[right] - at[left], *cell[1:])
            for (left, right), cell in zip(pairwise(each), row, strict=True)
        )


def _cell(cell: Element, verdict: Verdict, parts: _Parts) -> Cell:
    properties = cell.find(f"{_W}tcPr")
    assert not {_name(each) for each in properties} & {"cellMerge", "tcPrChange"}
    span, merge = properties.find(f"{_W}gridSpan"), properties.find(f"{_W}vMerge")
    columns = 1 if span is None else int(span.get(f"{_W}val"))
    return (
        columns,
        "" if merge is None else merge.get(f"{_W}val", "continue"),
        tuple(_blocks(cell, verdict, parts)),
    )


def _mark_stays(paragraph: Element, verdict: Verdict) -> bool:
    return not any(
        _name(each) in _GONE[verdict] for each in paragraph.iterfind(f"{_W}pPr/{_W}rPr/*")
    )


def _paragraph_properties(paragraph: Element, verdict: Verdict) -> str:
    properties = paragraph.find(f"{_W}pPr")
    change = None if properties is None else properties.find(f"{_W}pPrChange/{_W}pPr")
    return _spelt(
        change if verdict == "reject" and change is not None else properties, {"rPr", "pPrChange"}
    )


def _run_properties(run: Element, verdict: Verdict) -> str:
    properties = run.find(f"{_W}rPr")
    change = None if properties is None else properties.find(f"{_W}rPrChange/{_W}rPr")
    return _spelt(
        change if verdict == "reject" and change is not None else properties, {"rPrChange"}
    )


def _spelt(properties: Element | None, without: set[str]) -> str:
    found = (
        () if properties is None else [each for each in properties if _name(each) not in without]
    )
    return " ".join(f"{_name(each)}{sorted(each.values())}" for each in found)


def _runs(
    parent: Element, verdict: Verdict, parts: _Parts, link: str = ""
) -> Iterator[tuple[Any, ...]]:
    for child in parent:
        name = _name(child)
        if name in _GONE[verdict] or name in _RANGES | _BOOKMARKS | _COMMENTED or name == "pPr":
            continue
        if name in _MARKS:
            assert verdict != "keep", "a clean file holds a revision"
            yield from _runs(child, verdict, parts, link)
        elif name == "hyperlink":
            yield from _runs(child, verdict, parts, parts.links[parts.within][child.get(f"{_R}id")])
        else:
            assert name == "r", f"<w:{name}> in a paragraph"
            yield from _run(child, verdict, parts, link)


def _run(run: Element, verdict: Verdict, parts: _Parts, link: str) -> Iterator[tuple[Any, ...]]:
    properties = _run_properties(run, verdict)
    for child in run:
        match _name(child):
            case "t" | "delText" if run.find(f"{_W}footnoteReference") is None:
                yield child.text or "", properties, link
            case "br" | "tab" | "softHyphen":
                yield _SIGNS[_name(child)], properties, link
            case "footnoteReference":
                yield _note(child, verdict, parts), properties, link
            case "footnoteRef":
                yield parts.mark, properties, link
            case other:
                assert other in ("rPr", "t", "delText", "commentReference"), f"<w:{other}> in a run"


def _note(reference: Element, verdict: Verdict, parts: _Parts) -> str:
    """A note with its mark: counted by Word, or else what follows the reference in its run."""
    custom = reference.get(f"{_W}customMarkFollows") is not None
    parts.shown += not custom
    mark = "".join(each.text for each in reference.itersiblings()) if custom else str(parts.shown)
    parts.within, parts.mark = "footnotes", mark
    blocks = list(_blocks(parts.notes[reference.get(f"{_W}id")], verdict, parts))
    parts.within = "document"
    return f"{{{mark}: {blocks}}}"


def _joined(runs: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Runs of the same properties made one."""
    for how, group in groupby(runs, key=lambda run: run[1:]):
        if words := "".join(run[0] for run in group):
            yield words, *how
