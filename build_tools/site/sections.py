"""A text in, the pages out that it is divided into: one for each of its highest sections. Pure.

What stands before the first section stands on the page of the contents, and a note on the page of
the section that first refers to it, so that nobody has to leave a sentence to read its note.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise
from urllib.parse import unquote

from build_tools.compare.changes.row_addresses import row_addresses
from build_tools.model import Block, Content, Mark, Version, wording
from build_tools.site import urls

_FEWEST = 2
"""A text of fewer sections stands on one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section, and what of the text stands on its page."""

    heading: Block
    page: str
    """Its src_uri."""
    positions: tuple[int, ...]
    """Those of its blocks in the body of the version, in the order in which it shows them."""

    @property
    def name(self) -> str:
        """By its number and its heading: "17 Migration DUST"."""
        return name_of_heading(self.heading)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sections:
    """The pages of a text that is divided."""

    contents: str
    """The page that lists the others."""
    whole: str
    """The page that has the text undivided."""
    opening: tuple[int, ...]
    """The positions of the blocks that stand before the first section."""
    all: tuple[Section, ...]
    """In the order of the text, each with at least its heading."""
    pages: Mapping[str, str] = field(repr=False)
    """The page of each provision, row and note, by its anchor."""

    def page_of(self, anchor: str) -> str:
        """The page that has a provision, or a row; that of the contents, where none has it."""
        return self.pages.get(anchor, self.contents)

    def neighbours(self, section: Section) -> tuple[Section | None, Section | None]:
        """The section before one, and the one after it."""
        at = self.all.index(section)
        before = self.all[at - 1] if at else None
        return before, next(iter(self.all[at + 1 : at + 2]), None)


def divided(document: str, version: Version) -> Sections | None:
    """The pages of a version of a document; None where it has fewer than two sections."""
    starts = section_starts(version)
    if len(starts) < _FEWEST:
        return None
    opening, *rest = _parts(version, starts)
    sections = []
    for start, positions in zip(starts, rest, strict=True):
        heading = version.body[start]
        page = urls.section(document, heading.anchor)
        sections.append(Section(heading=heading, page=page, positions=positions))
    contents = urls.document(document)
    shown = [(contents, opening), *((each.page, each.positions) for each in sections)]
    return Sections(
        contents=contents,
        whole=urls.whole(document),
        opening=opening,
        all=tuple(sections),
        pages=_pages(version, shown),
    )


def name_of_heading(heading: Block) -> str:
    """A heading as one line, with its number."""
    return " ".join(f"{heading.label} {wording(heading.content)}".split())


def section_starts(version: Version) -> list[int]:
    """The positions of the highest headings below the title, none of a note. A first heading that
    is numbered as others of its level are is no title.
    """
    headings = [
        at
        for at, block in enumerate(version.body)
        if block.kind == "heading" and block.anchor and not block.note_level
    ]
    levels = [version.body[at].depth for at in headings]
    if headings[:1] == [0] and levels[0] == 1:
        is_numbered = bool(version.body[0].label) and 1 in levels[1:]
        headings = headings if is_numbered else headings[1:]
    highest = min((version.body[at].depth for at in headings), default=0)
    return [at for at in headings if version.body[at].depth == highest]


def noted_of(block: Block) -> Iterator[str]:
    """The labels of the notes that a block refers to."""
    contents = [block.content]
    for row in block.table.rows if block.table else ():
        contents += [cell.content for cell in row]
    for run in chain.from_iterable(contents):
        yield from (mark.target for mark in run.marks if mark.kind == "footnote")


def with_links_across(block: Block, page: str, sections: Sections) -> Block:
    """A block as a page of these shows it: links that its author made into the text lead to the
    pages that have what they name.
    """
    content = _across(block.content, page, sections)
    if block.table is None:
        return replace(block, content=content)
    rows = []
    for row in block.table.rows:
        cells = [replace(cell, content=_across(cell.content, page, sections)) for cell in row]
        rows.append(tuple(cells))
    return replace(block, content=content, table=replace(block.table, rows=tuple(rows)))


def _across(content: Content, page: str, sections: Sections) -> Content:
    runs = []
    for run in content:
        marks = [_mark_across(mark, page, sections) for mark in run.marks]
        runs.append(replace(run, marks=tuple(marks)))
    return tuple(runs)


def _mark_across(mark: Mark, page: str, sections: Sections) -> Mark:
    anchor = unquote(mark.target.removeprefix("#"))
    if mark.kind != "link" or not mark.target.startswith("#") or anchor not in sections.pages:
        return mark
    return replace(mark, target=urls.link(page, sections.page_of(anchor), anchor))


def _parts(version: Version, starts: Sequence[int]) -> list[tuple[int, ...]]:
    """The positions of the opening and of each section, those of the notes that each refers to
    first at its end.
    """
    notes = _notes(version)
    called: dict[str, int] = {}
    bounds = [0, *starts, len(version.body)]
    parts = [list(range(start, end)) for start, end in pairwise(bounds)]
    for number, part in enumerate(parts):
        blocks = [version.body[at] for at in part]
        text = [block for block in blocks if not block.note_level]
        for label in chain.from_iterable(map(noted_of, text)):
            called.setdefault(label, number)
    moved = set(chain.from_iterable([notes.get(label, ()) for label in called]))
    for part in parts:
        part[:] = [at for at in part if at not in moved]
    for label, number in called.items():
        parts[number] += notes.get(label, ())
    return [tuple(part) for part in parts]


def _notes(version: Version) -> dict[str, list[int]]:
    """The positions of the blocks of each note, by its label; a note in a note is part of it."""
    found: dict[str, list[int]] = {}
    label = ""
    for at, block in enumerate(version.body):
        if block.kind == "footnote" and block.note_level <= 1:
            label = block.label
        if block.kind == "footnote" or block.note_level:
            found.setdefault(label, []).append(at)
    return found


def _pages(version: Version, parts: Iterable[tuple[str, Iterable[int]]]) -> dict[str, str]:
    """The page of each provision, row and note, by its anchor."""
    rows = row_addresses(version)
    found = {}
    for page, positions in parts:
        for at in positions:
            for anchor in (version.body[at].anchor, *rows.get(at, ())):
                found[anchor] = page
    found.pop("", None)
    return found
