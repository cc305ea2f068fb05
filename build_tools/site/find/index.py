"""A corpus on a day and the hand-written pages in, the index of the jump box out: files of data for
the whole site, none of them ever held beside another.

The first, which a page asks for when the box is first opened, has the documents and what each
provision that is in force or proposed is called. What those say, what only earlier versions have,
and the pages are shards, which the box asks for when a query needs them.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from build_tools.model import Document, Stage, Version, escaped_controls_json
from build_tools.record.status_words import standing_in_words
from build_tools.site import urls
from build_tools.site.context import SiteContext
from build_tools.site.drawing import DrawnPage
from build_tools.site.find.pages import (
    amendment_entries,
    generated_page_entries,
    guide_entries,
)
from build_tools.site.find.provisions import provision_entries
from build_tools.site.find_examples import find_examples

FORMAT = 2
_PAGES = "pages"

Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Shard:
    """A part of the index that is read when a query needs it."""

    name: str
    """`pages`, or `words/` or `earlier/` and a document."""
    script: str

    @property
    def address(self) -> str:
        """Where it stands on the site."""
        return urls.find_shard(self.name)


@dataclass(frozen=True, slots=True)
class Entries:
    """What is known of the provisions of a document: first what those of now are called, as data;
    then, as shards, what they say and what only earlier versions have, where there is any.
    """

    names: str
    shards: tuple[Shard, ...]


def find_index_script(head: str, names: Iterable[object]) -> Iterator[str]:
    """The first file, as a script, which a page on a disk can load too, where it may read no data;
    a document at a time. `head` is what `index_head` says, and `names` what `split_entries` does of
    each document, in the order of the head.
    """
    yield f'globalThis.corpusFindIndex={head},"names":['
    for at, each in enumerate(names):
        yield f",{each}" if at else str(each)
    yield "]};\n"


def index_head(site: SiteContext, shards: Mapping[str, int]) -> str:
    """How the data begins: with the documents, of which what is of law stands first, and with the
    shards, by their names, each with its bytes.
    """
    head = {
        "format": FORMAT,
        "as_of": site.as_of.isoformat(),
        "examples": " · ".join(find_examples(site).short),
        "documents": [_document(site, document) for document in site.documents],
        "shards": shards,
    }
    return _json(head)[:-1]


def document_entries(site: SiteContext, document: Document) -> Entries:
    """The entries of the provisions of a document, in the files in which they stand."""
    versions = document.versions
    now = {at for at, each in enumerate(versions) if _standing(site, document, each) == "proposed"}
    now.add(versions.index(site.displayed_version(document)))
    return split_entries(document.id, provision_entries(site, document), now)


def split_entries(id_: str, entries: Sequence[Entry], now: set[int]) -> Entries:
    """The same; `now` are the versions that are shown or proposed. Each entry is told its place
    among all, and its versions as the first and the last of each run of them.
    """
    placed = [
        {**each, "versions": _runs(each["versions"]), "place": place}
        for place, each in enumerate(entries)
    ]
    is_now = [not now.isdisjoint(each["versions"]) for each in entries]
    current = [each for each, wanted in zip(placed, is_now, strict=True) if wanted]
    earlier = [each for each, wanted in zip(placed, is_now, strict=True) if not wanted]
    texts = [each.get("text", "") for each in current]
    shards = []
    if any(texts):
        shards.append(_shard(f"words/{id_}", texts=texts))
    if earlier:
        shards.append(_shard(f"earlier/{id_}", entries=earlier))
    return Entries(_json([_without_text(each) for each in current]), tuple(shards))


def pages_shard(site: SiteContext, docs: Mapping[str, str], pages: Iterable[DrawnPage]) -> Shard:
    """The entries of the amendments, of pages about a document and of hand-written pages.
    Addresses are relative to the site's root.
    """
    entries = [
        *amendment_entries(site.corpus),
        *generated_page_entries(site.corpus, pages, set(_section_pages(site))),
        *guide_entries(docs),
    ]
    return _shard(_PAGES, pages=entries)


def _shard(name: str, **data: object) -> Shard:
    text = _json({"shard": name, **data})
    return Shard(name, f"(globalThis.corpusFindShards??=[]).push({text});\n")


def _runs(versions: Iterable[int]) -> list[int]:
    """Places that ascend as the first and the last of each run: 0, 1, 2, 5 are 0, 2, 5, 5."""
    runs: list[int] = []
    for at in versions:
        if runs and runs[-1] == at - 1:
            runs[-1] = at
        else:
            runs += [at, at]
    return runs


def _without_text(entry: Entry) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if name != "text"}


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


def _version(site: SiteContext, document: Document, version: Version) -> dict[str, str | bool]:
    told: dict[str, str | bool] = {
        "label": version.label,
        "standing": _standing(site, document, version),
        "status": standing_in_words(document, version, site.as_of),
    }
    if site.decided_in_words(document, version):
        told["decided"] = True
    return told


def _standing(site: SiteContext, document: Document, version: Version) -> str:
    """Whether a version is in force, proposed (or decided and to come), or neither any more."""
    if site.version_stage(document, version) is Stage.IN_FORCE:
        return "in force"
    proposed = {each.label for each in site.pending(document)}
    return "proposed" if version.label in proposed else "earlier"
