"""The pages of a text that is divided: its contents, a page for each section, the whole text, and
the addresses of sections that it has no more.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from build_tools.compare.changes.row_addresses import row_addresses
from build_tools.language import gettext as _
from build_tools.model import Block, Document, Stage, Version
from build_tools.record.status import ancestry
from build_tools.render.not_begun_in_words import not_begun_word
from build_tools.site import urls
from build_tools.site.context import SiteContext
from build_tools.site.pages.contents import Entry, Part, citable, contents, contents_html, part_of
from build_tools.site.pages.page import NOT_INDEXED, Page, feed_link
from build_tools.site.pages.shown_version import ShownVersion
from build_tools.site.sections import (
    Section,
    Sections,
    name_of_heading,
    section_starts,
)
from build_tools.text.notes import noted_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A line of the contents."""

    entry: Entry
    href: str
    ids: list[str] = field(default_factory=list)
    """The addresses of what stands below it and has no line of its own: who asks the page of the
    contents for one of them is led on from here."""
    not_begun: str = ""
    """That it is not in force, or some of what stands below it, in words; empty where it is."""
    within: list["Listed"] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """What a page of a divided text says of the others."""

    here: str
    """What the page shows; empty on that of the contents."""
    whole: str
    """The page that has the text undivided."""
    listed: Sequence[Listed] = ()
    before: Section | None = None
    after: Section | None = None
    notes: Sequence[tuple[str, str]] = ()
    """The notes that stand on another page: their labels and the links to them."""


def divided_pages(site: SiteContext, document: Document, sections: Sections) -> Iterator[Page]:
    """All of them, that of the contents first."""
    version = site.displayed_version(document)
    text = ShownVersion(site, document, version)
    yield _contents_page(text, sections)
    yield _whole_page(text)
    parts = _parts(text, sections)
    for section in sections.all:
        yield _section_page(text, sections, section, parts)
    yield from _former_sections(site, document, version)


def formerly_divided_pages(site: SiteContext, document: Document) -> Iterator[Page]:
    """The pages that keep the addresses of a text which was divided once, and is too short now."""
    version = site.displayed_version(document)
    former = list(_former_sections(site, document, version))
    if former:
        yield _whole_page(ShownVersion(site, document, version))
    yield from former


def _contents_page(text: ShownVersion, sections: Sections) -> Page:
    site, document, version = text.site, text.document, text.version
    page = sections.contents
    listed = list(_listed(text, sections))
    values = {
        **text.values(page, sections.opening),
        "division": Division(here="", whole=sections.whole, listed=listed),
    }
    titles = _alone(_parts(text, sections))
    return Page(
        address=page,
        template="version",
        title=f"{document.short_title}: {site.stage_in_words(document, version)}",
        values=values,
        front_matter={
            **_index(text),
            **feed_link(site, page, page),
            **_framed(text, values, _linked(titles, page, sections)),
            "script": ["acts", "cards", "sections"],
        },
    )


def _whole_page(text: ShownVersion) -> Page:
    document, page = text.document, urls.whole(text.document.id)
    name = _("Whole text")
    values = {
        **text.values(page),
        "division": Division(here=name, whole=page),
    }
    return Page(
        address=page,
        template="version",
        title=f"{document.short_title}: {name}",
        values=values,
        front_matter={
            **NOT_INDEXED,
            **feed_link(text.site, page, urls.document(document.id)),
            **_framed(text, values, contents_html(contents(text.version))),
        },
    )


def _section_page(
    text: ShownVersion, sections: Sections, section: Section, parts: Iterable[Part]
) -> Page:
    page = section.page
    before, after = sections.neighbours(section)
    name = section.name
    division = Division(
        here=name,
        whole=sections.whole,
        before=before,
        after=after,
        notes=list(_notes_elsewhere(text, sections, section)),
    )
    values = {**text.values(page, section.positions), "division": division, "linked_data": ""}
    shown = _alone(parts, section.heading.anchor)
    return Page(
        address=page,
        template="version",
        title=f"{text.document.short_title}: {name}",
        values=values,
        front_matter={
            **_index(text),
            **feed_link(text.site, page, sections.contents),
            **_framed(text, values, _linked(shown, page, sections)),
        },
    )


def _index(text: ShownVersion) -> Mapping[str, Any]:
    stage = text.site.version_stage(text.document, text.version)
    return {} if stage is Stage.IN_FORCE else NOT_INDEXED


def _framed(text: ShownVersion, values: Mapping[str, Any], listed: str) -> Mapping[str, Any]:
    frame = text.frame(values, listed)
    return {**frame, "style": [*frame["style"], "sections"]}


def _parts(text: ShownVersion, sections: Sections) -> list[Part]:
    """The contents by sections."""
    found, body = [], text.version.body
    for section in sections.all:
        blocks = [body[at] for at in section.positions]
        found.append(part_of(citable(blocks)))
    return found


def _alone(parts: Iterable[Part], but: str = "") -> list[Part]:
    """Parts without what stands in them, but for one."""
    return [part if part["anchor"] == but else {**part, "within": []} for part in parts]


def _linked(parts: Iterable[Part], page: str, sections: Sections) -> str:
    return contents_html(parts, lambda anchor: urls.link(page, sections.page_of(anchor), anchor))


def _listed(text: ShownVersion, sections: Sections) -> Iterator[Listed]:
    """The contents, two levels deep, with every address of the text."""
    rows = row_addresses(text.version)
    waits = _not_begun(text, sections)
    for section, part in zip(sections.all, _parts(text, sections), strict=True):
        found = line = _line(part, sections, waits)
        entries = {entry["anchor"]: entry for entry in part["within"]}
        for at in section.positions:
            anchor = text.version.body[at].anchor
            if anchor in entries:
                line = _line(entries[anchor], sections, waits)
                found.within.append(line)
            ids = [anchor, text.lasting_id(anchor), *rows.get(at, ())]
            line.ids.extend(each for each in ids if each and each != line.entry["anchor"])
        yield found


def _line(entry: Entry, sections: Sections, waits: Mapping[str, str]) -> Listed:
    anchor = entry["anchor"]
    href = urls.link(sections.contents, sections.page_of(anchor), anchor)
    return Listed(entry=entry, href=href, not_begun=waits.get(anchor, ""))


def _not_begun(text: ShownVersion, sections: Sections) -> Mapping[str, str]:
    """Of the lines of the contents, by their anchors, which are not in force, or of which something
    that has no line of its own is not; in words.
    """
    waits = {each.at: not_begun_word(each) for each in text.not_begun()}
    told: dict[str, str] = {}
    for section, part in zip(sections.all, _parts(text, sections), strict=True) if waits else ():
        line = part["anchor"]
        entries = {entry["anchor"] for entry in part["within"]}
        for at in section.positions:
            anchor = text.version.body[at].anchor
            line = anchor if anchor in entries else line
            if at in waits:
                word = waits[at] if anchor == line else _("in part %(word)s", word=waits[at])
                told.setdefault(line, word)
    return told


def _notes_elsewhere(
    text: ShownVersion, sections: Sections, section: Section
) -> Iterator[tuple[str, str]]:
    body = text.version.body
    labels: dict[str, None] = {}
    for at in section.positions:
        labels.update(dict.fromkeys(noted_of(body[at])))
    for block in body:
        there = sections.page_of(block.anchor)
        if block.kind == "footnote" and block.label in labels and there != section.page:
            yield block.label, urls.link(section.page, there, block.anchor)


def _former_sections(site: SiteContext, document: Document, shown: Version) -> Iterator[Page]:
    """A page at the address of each section that what was shown before had and this has not."""
    sections = site.sections(document)
    known = {section.page for section in sections.all} if sections else set()
    for version in reversed(document.versions):
        if not _was_shown(site, document, version, shown):
            continue
        for at in section_starts(version):
            page = urls.section(document.id, version.body[at].anchor)
            if page not in known:
                known.add(page)
                yield _former_section(site, document, version, version.body[at])


def _was_shown(site: SiteContext, document: Document, version: Version, shown: Version) -> bool:
    """Whether the document's own page showed a version before, or may have."""
    if version in (document.versions[0], *ancestry(document, shown)):
        return True
    return site.version_stage(document, version) is Stage.SUPERSEDED


def _former_section(
    site: SiteContext, document: Document, version: Version, heading: Block
) -> Page:
    page, anchor = urls.section(document.id, heading.anchor), heading.anchor
    shown, name = site.displayed_version(document), name_of_heading(heading)
    is_there = any(block.anchor == anchor for block in shown.body)
    return Page(
        address=page,
        template="former_section",
        title=f"{document.short_title} {version.label}: {name}",
        values={
            "document": document,
            "shown": shown,
            "last": version,
            "heading": heading,
            "name": name,
            "now": site.shown_link(page, document, anchor) if is_there else "",
            "life": site.provision_pages(document).find(
                site.history(document).number(version), anchor
            ),
        },
        front_matter=NOT_INDEXED,
    )
