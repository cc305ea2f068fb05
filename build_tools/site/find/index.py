"""A corpus on a day and the hand-written pages in, the index of the jump box out: one file of data
for the whole site, which a page asks for when the box is first opened.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from build_tools.model import Document, Stage, Version, escaped_controls_json
from build_tools.site.context import SiteContext
from build_tools.site.drawing import DrawnPage
from build_tools.site.find.pages import (
    amendment_entries,
    generated_page_entries,
    guide_entries,
)

FORMAT = 1


def find_index(
    site: SiteContext,
    docs: Mapping[str, str],
    pages: Iterable[DrawnPage],
    entries: Mapping[str, Sequence[dict[str, Any]]],
) -> dict[str, Any]:
    """The index as plain data; `entries` are those of the provisions of each document, by its id.
    Addresses are relative to the site's root; what is of law stands before what is fictional.
    """
    provisions: list[dict[str, Any]] = []
    for number, document in enumerate(site.documents):
        provisions += [{**each, "document": number} for each in entries[document.id]]
    return {
        "format": FORMAT,
        "as_of": site.as_of.isoformat(),
        "documents": [_document(site, document) for document in site.documents],
        "provisions": provisions,
        "pages": [
            *amendment_entries(site.corpus),
            *generated_page_entries(site.corpus, pages),
            *guide_entries(docs),
        ],
    }


def find_index_script(index: Mapping[str, Any]) -> str:
    """The index as a script, which a page on a disk can load too, where it may read no data."""
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    return f"globalThis.corpusFindIndex={escaped_controls_json(text)};\n"


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
