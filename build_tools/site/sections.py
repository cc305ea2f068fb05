"""A text in, the pages out that it is divided into: one for each of its highest sections. Pure.

What stands before the first section stands on the page of the contents, and a note on the page of
the section that first refers to it, so that nobody has to leave a sentence to read its note.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from urllib.parse import unquote

from build_tools.compare.changes.row_addresses import row_addresses
from build_tools.model import Block, Content, Mark, Version, wording
from build_tools.site import urls
from build_tools.text.notes import called_notes, positions_of_notes

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

    def anchors_on(self, page: str) -> Iterator[str]:
        """The provisions, rows and notes of a page, in its order."""
        yield from (anchor for anchor, there in self.pages.items() if there == page)

    def neighbours(self, section: Section) -> tuple[Section | None, Section | None]:
        """The section before one, and the one after it."""
        at = self.all.index(section)
        before = self.all[at - 1] if at else None
        return before, next(iter(self.all[at + 1 : at + 2]), None)


def divided(document: str, version: Version) -> Sections | None:
    """The pages of a version of a document; None where it has fewer than two sections."""
    starts = section_starts(version)
    if not starts:
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
    """The positions of the headings that begin its sections: the highest, or those below a heading
    that is over all others; none where there are fewer than two.
    """
    headings = _below_the_title(version)
    starts = _highest(version, headings)
    while len(starts) == 1 < len(headings):
        headings = headings[1:]
        starts = _highest(version, headings)
    return starts if len(starts) >= _FEWEST else []


def highest_headings(version: Version) -> list[int]:
    """The positions of the headings below the title that stand under none, none of a note: of
    sections before the first schedule too, where schedules are headed as a title is.
    """
    return _highest(version, _below_the_title(version))


def _below_the_title(version: Version) -> list[int]:
    """A first heading that is numbered as others of its level are is no title."""
    body = version.body
    headings = [
        at
        for at, block in enumerate(body)
        if block.kind == "heading" and block.anchor and not block.note_level
    ]
    if headings[:1] == [0] and body[0].depth == 1:
        is_numbered = bool(body[0].label) and any(body[at].depth == 1 for at in headings[1:])
        return headings if is_numbered else headings[1:]
    return headings


def _highest(version: Version, headings: Iterable[int]) -> list[int]:
    found: list[int] = []
    for at in headings:
        if not found or version.body[at].depth <= version.body[found[-1]].depth:
            found.append(at)
    return found


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
    caption = _across(block.table.caption, page, sections)
    table = replace(block.table, rows=tuple(rows), caption=caption)
    return replace(block, content=content, table=table)


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
    first at its end; a note that nothing refers to stays where it stands.
    """
    body = version.body
    notes = positions_of_notes(body)
    spans = [range(start, end) for start, end in pairwise([0, *starts, len(body)])]
    placed: dict[int, int] = {}
    for number, span in enumerate(spans):
        text = [body[at] for at in span if not body[at].note_level]
        for at in called_notes(body, text, notes):
            placed.setdefault(at, number)
    parts = []
    for number, span in enumerate(spans):
        own = [at for at in span if at not in placed]
        called = [at for at, there in placed.items() if there == number]
        parts.append((*own, *called))
    return parts


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
