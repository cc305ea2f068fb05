"""A corpus on a day and the hand-written pages in, the index of the jump box out: one file of data
for the whole site, which a page asks for when the box is first opened. It is never held whole.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from build_tools.model import Document, Stage, Version, escaped_controls_json
from build_tools.site.context import SiteContext
from build_tools.site.drawing import DrawnPage
from build_tools.site.find.pages import (
    amendment_entries,
    generated_page_entries,
    guide_entries,
)
from build_tools.site.find_examples import find_examples

FORMAT = 1


def find_index_script(head: str, provisions: Iterable[object], pages: str) -> Iterator[str]:
    """The index as a script, which a page on a disk can load too, where it may read no data; a
    document at a time. `head` is what `index_head` says, `provisions` of each document what
    `provisions_text` does, in the order of the head, and `pages` what `page_entries` does.
    """
    yield f'globalThis.corpusFindIndex={head},"provisions":['
    between = ""
    for each in provisions:
        if text := str(each):
            yield f"{between}{text}"
            between = ","
    yield f'],"pages":{pages}}};\n'


def index_head(site: SiteContext) -> str:
    """How the data begins: with the documents, of which what is of law stands first."""
    head = {
        "format": FORMAT,
        "as_of": site.as_of.isoformat(),
        "examples": " · ".join(find_examples(site).short),
        "documents": [_document(site, document) for document in site.documents],
    }
    return _json(head)[:-1]


def provisions_text(
    site: SiteContext, document: Document, entries: Iterable[Mapping[str, Any]]
) -> str:
    """The entries of the provisions of a document as data, with its place among all."""
    number = site.documents.index(document)
    return _json([{**each, "document": number} for each in entries])[1:-1]


def page_entries(site: SiteContext, docs: Mapping[str, str], pages: Iterable[DrawnPage]) -> str:
    """The entries of the amendments, of pages about a document and of hand-written pages, as data.
    Addresses are relative to the site's root.
    """
    return _json(
        [
            *amendment_entries(site.corpus),
            *generated_page_entries(site.corpus, pages, set(_section_pages(site))),
            *guide_entries(docs),
        ]
    )


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return escaped_controls_json(text)


def _section_pages(site: SiteContext) -> Iterator[str]:
    for document in site.documents:
        if sections := site.sections(document):
            yield from (section.page for section in sections.all)


def _document(site: SiteContext, document: Document) -> dict[str, Any]:
    shown = site.displayed_version(document)
    redlines = [[each.old, each.new] for each in site.compared_pairs(document)]
    return {
        "id": document.id,
        "name": document.short_title,
        "title": document.title,
        "fictional": document.fictional,
        "shown": [version.label for version in document.versions].index(shown.label),
        "versions": [_version(site, document, version) for version in document.versions],
        "redlines": redlines,
    }


def _version(site: SiteContext, document: Document, version: Version) -> dict[str, str]:
    return {
        "label": version.label,
        "standing": _standing(site, document, version),
        "status": site.stage_in_words(document, version),
    }


def _standing(site: SiteContext, document: Document, version: Version) -> str:
    """Whether a version is in force, proposed, or neither any more."""
    if site.version_stage(document, version) is Stage.IN_FORCE:
        return "in force"
    proposed = {each.label for each in site.proposals(document)}
    return "proposed" if version.label in proposed else "earlier"
