"""Rules of WordprocessingML that no schema holds: a Word file in, what breaks them out; ECMA-376
part 1 says where."""

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any, TypeAlias

from lxml import etree

Element: TypeAlias = Any
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_REVISIONS = ("ins", "del", "moveFrom", "moveTo")
_TEXTS = ("word/document.xml", "word/footnotes.xml")


def breaches(file: bytes) -> list[str]:
    """What is wrong with a file, in the order of the rules; empty when nothing is."""
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        texts = [etree.fromstring(package.read(name)) for name in _TEXTS]
        related = [_related(package, name) for name in _TEXTS]
    found = [*_numbers(texts), *_nesting(texts), *_moves(texts[0]), *_notes(*texts)]
    for text, known in zip(texts, related, strict=True):
        called = {
            value
            for each in text.iter()
            for name, value in each.attrib.items()
            if "relationships}" in name
        }
        found += [f"{name} leads nowhere" for name in called - known]
    for table in texts[0].iter(f"{_W}tbl"):
        found += [*_rows(table, {"ins", "moveTo"}), *_rows(table, {"del", "moveFrom"})]
    return found


def _name(element: Element) -> str:
    return str(element.tag).removeprefix(_W)


def _related(package: zipfile.ZipFile, name: str) -> set[str]:
    path = name.replace("word/", "word/_rels/") + ".rels"
    return (
        {each.get("Id", "") for each in etree.fromstring(package.read(path))}
        if path in package.namelist()
        else set()
    )


def _numbers(texts: list[Element]) -> Iterator[str]:
    """Each revision has a number of its own (17.13.5)."""
    tracked = {*_REVISIONS, "rPrChange", "pPrChange", "moveFromRangeStart", "moveToRangeStart"}
    tracked |= {"cellIns", "cellDel"}
    counts = Counter(
        each.get(f"{_W}id") for text in texts for each in text.iter() if _name(each) in tracked
    )
    yield from (
        f"{count} revisions are number {number}" for number, count in counts.items() if count > 1
    )


def _nesting(texts: list[Element]) -> Iterator[str]:
    """Deleted text stands in a deletion and nowhere else (17.3.3.7, 17.3.3.31); no revision holds
    another of ours."""
    for each in (each for text in texts for each in text.iter()):
        above = [_name(parent) for parent in each.iterancestors()]
        match _name(each):
            case "delText" if "del" not in above:
                yield f"{each.text!r} is deleted text outside a deletion"
            case "t" if "del" in above:
                yield f"{each.text!r} is plain text in a deletion"
            case name if name in _REVISIONS and set(_REVISIONS) & set(above):
                yield f"<w:{name}> stands in another revision"


def _moves(document: Element) -> Iterator[str]:
    """What moved has one name, at its two places (17.13.5.24, 17.13.5.28), and each range ends."""
    names = {
        kind: Counter(each.get(f"{_W}name") for each in document.iter(f"{_W}{kind}RangeStart"))
        for kind in ("moveFrom", "moveTo")
    }
    if names["moveFrom"] != names["moveTo"] or any(
        count > 1 for count in names["moveFrom"].values()
    ):
        yield f"moves have no two places: {names}"
    for kind in names:
        starts, ends = (
            [e.get(f"{_W}id") for e in document.iter(f"{_W}{kind}Range{end}")]
            for end in ("Start", "End")
        )
        if starts != ends:
            yield f"<w:{kind}> begins as {starts} and ends as {ends}"


def _notes(document: Element, notes: Element) -> Iterator[str]:
    """Each note is referred to once, in the order in which the notes stand (17.11.14)."""
    called = [each.get(f"{_W}id") for each in document.iter(f"{_W}footnoteReference")]
    there = [each.get(f"{_W}id") for each in notes if each.get(f"{_W}type") is None]
    if called != there:
        yield f"notes {called} are referred to, and {there} are there"


def _rows(table: Element, gone: set[str]) -> Iterator[str]:
    """What is left of each row fills the grid, and what continues a merged cell has one above it
    (17.4.48, 17.4.84)."""
    columns = len(table.findall(f"{_W}tblGrid/{_W}gridCol"))
    above: set[tuple[int, int]] = set()
    for row in table.findall(f"{_W}tr"):
        if gone & {_name(each) for each in row.iterfind(f"{_W}trPr/*")}:
            continue
        at, here = 0, set()
        for cell in row.findall(f"{_W}tc"):
            span, merge = cell.find(f"{_W}tcPr/{_W}gridSpan"), cell.find(f"{_W}tcPr/{_W}vMerge")
            width = 1 if span is None else int(span.get(f"{_W}val"))
            if merge is not None:
                if merge.get(f"{_W}val") == "continue" and (at, width) not in above:
                    yield "a cell continues none"
                here.add((at, width))
            at += width
        if at != columns:
            yield f"a row covers {at} of {columns} columns"
        above = here
