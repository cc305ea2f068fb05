"""A document of a corpus in, its part of the site out: its pages drawn, the files beside them, and
what the pages of the whole site tell of it.

A part is a function of what `part_key` names and of nothing else, so that it can be drawn anywhere
and kept. Files to be taken away are kept by `file_store`; a part names them.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from itertools import chain, islice
from typing import Any, TypeAlias

from jinja2 import Environment

from build_tools.lineage.comparisons import PACKAGES
from build_tools.model import Amendment, Corpus, Document, Version
from build_tools.record.kept_values import KeptValueError, kept_values, values_kept
from build_tools.record.once import once_of_document
from build_tools.record.store import Store, code_of, digest
from build_tools.render.graph_json import graph_text
from build_tools.render.weave_json import weave_json
from build_tools.site import urls
from build_tools.site.archive import FrameKind, ReadyPage
from build_tools.site.context import ComparedPair, SiteContext
from build_tools.site.drawing import DrawnPage, drawn_page
from build_tools.site.effects import effects_json
from build_tools.site.file_formats import FILE_FORMATS
from build_tools.site.find import Entries, Shard, document_entries
from build_tools.site.follow.calendar import calendar
from build_tools.site.follow.feeds import atom, feed, json_feed
from build_tools.site.follow.provision_feeds import opml, provision_feeds
from build_tools.site.follow.subjects import Subject
from build_tools.site.often_changed import OftenChanged
from build_tools.site.pages import amendment_page, document_pages
from build_tools.site.plain_texts import version_markdown
from build_tools.site.spool import Spool, Spooled

KIND = "part"
"""As what the store keeps it."""
Wait: TypeAlias = Callable[[Document], None]
"""What returns once somebody else has drawn the part of a document, if somebody does."""
_ROOMS = (
    *("language", "model", "text", "record", "compare", "instruct", "execute"),
    *("word", "lineage", "render", "check", "akn", "site"),
    "__init__.py",
)
_PACKAGES = (*PACKAGES, "Jinja2", "MarkupSafe", "icalendar", "lxml", "python-docx")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What the site says of one document, and of the amendments that begin with it."""

    pages: Sequence[DrawnPage]
    """As drawn now, their texts are on the disk; as kept, they are held as they were read."""
    files: "_Files"
    """Each under its address: feeds, calendars, the weave, and what can be taken away."""
    redlines: Sequence[ComparedPair]
    """Those with a page, and how many changes each has."""
    entries: Entries
    """What the jump box knows of the document."""
    graphs: Mapping[str, str]
    """What the provisions of each version rest on, as JSON, by the labels."""
    often_changed: Sequence[OftenChanged]
    """The provisions that most versions changed."""


def _spooled(page: DrawnPage, spool: Spool) -> DrawnPage:
    if page.ready is None:
        return replace(page, content=spool.kept(page.text))
    return replace(page, content=replace(page.ready, held=spool.kept(page.ready.packed)))


class _Files:
    """Files, by their addresses, whose contents are on the disk."""

    def __init__(self, files: Iterable[tuple[str, str | bytes | Spooled]], spool: Spool) -> None:
        self._kept = [
            (address, content if isinstance(content, Spooled) else spool.kept(content))
            for address, content in files
        ]

    def __iter__(self) -> Iterator[tuple[str, Spooled]]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)


def draw_part(site: SiteContext, document: Document, templates: Environment) -> Part:
    """Draw it; errors as for the redlines and the weave of the document."""
    amendments, spool = _begun_with(site.corpus, document), Spool()
    pages = chain(
        document_pages(site, document), (amendment_page(site, each) for each in amendments)
    )
    return Part(
        pages=[_spooled(drawn_page(page, site, templates), spool) for page in pages],
        files=_Files(_files(site, document, amendments), spool),
        redlines=site.compared_pairs(document),
        entries=document_entries(site, document),
        graphs={each.label: graph_text(site.graphs, each) for each in document.versions},
        often_changed=site.often_changed(document),
    )


def _files(
    site: SiteContext, document: Document, amendments: Iterable[Amendment]
) -> Iterator[tuple[str, str | bytes]]:
    """The files beside the pages of a document and of these amendments, by their addresses."""
    for download in site.downloads(document):
        yield download.address, download.content
    yield from _provision_feeds(site, document)
    yield urls.weave(document.id), weave_json(site.weave(document))
    yield urls.effects(document.id), effects_json(site, document)
    for version in document.versions:
        address = urls.version_markdown(document.id, version.label)
        yield address, version_markdown(site, document, version)
    for page in (urls.document(document.id), *(urls.amendment(each.id) for each in amendments)):
        yield from followed(site, site.subjects[page])


def _begun_with(corpus: Corpus, document: Document) -> list[Amendment]:
    """The amendments whose first step is one of this document."""
    return [each for each in corpus.amendments if each.steps[0].document == document.id]


def followed(site: SiteContext, subject: Subject) -> Iterator[tuple[str, str]]:
    """What follows the events of a subject, by its address."""
    events = feed(site.corpus, subject, site.as_of, site.comparisons)
    yield urls.beside(subject.page, urls.ATOM), atom(events, site.site_url)
    yield urls.beside(subject.page, urls.JSON_FEED), json_feed(events, site.site_url)
    if text := calendar(site.corpus, subject, site.as_of, site.site_url):
        yield urls.beside(subject.page, urls.CALENDAR), text


def _provision_feeds(site: SiteContext, document: Document) -> Iterator[tuple[str, str]]:
    """What follows each provision that ever changed, and the list of all, by its address."""
    for each in provision_feeds(site, document):
        yield urls.beside(each.page, urls.ATOM), atom(each, site.site_url)
        yield urls.beside(each.page, urls.JSON_FEED), json_feed(each, site.site_url)
    yield urls.provision_feeds(document.id), opml(site, document)


# --- Kept -----------------------------------------------------------------------------------------


def part_key(site: SiteContext, document: Document) -> tuple[str, ...]:
    """All that a part is made from: the documents that hang together with it, whole; of the others
    their names and the terms that they define now; the day, the address, the formats of its files;
    and the code.
    """
    together = site.linked[document.id]
    return (
        document.id,
        *map(document_identity, together),
        *(_names_of(each) for each in site.corpus.documents if each not in together),
        record_identity(site.corpus, together),
        str(site.as_of),
        site.site_url,
        site.editor,
        site.file_store.identity,
        repr(site.corpus.words),
        str("record.md" in site.hand_written),
        sys.version,
        part_code(),
    )


def part_code() -> str:
    """What stands for the code that draws a part."""
    written = chain.from_iterable(kind.packages for kind in FILE_FORMATS.values())
    return code_of(*_ROOMS, packages=tuple(sorted({*_PACKAGES, *written})))


@once_of_document
def document_identity(document: Document) -> str:
    """All of a document: the blocks of its versions follow from their texts, which are known by
    their hashes.
    """
    versions = [_facts(version, {"blocks"}) for version in document.versions]
    return digest(_facts(document, {"versions"}), *versions)


def record_identity(corpus: Corpus, documents: Sequence[Document]) -> str:
    """All that the record says beside its documents, as far as it concerns these."""
    amendments = [repr(each) for each in corpus.amendments if _concerns(each, documents)]
    versions = chain.from_iterable(document.versions for document in documents)
    names = {version.name for version in versions}
    facts = _facts(
        corpus,
        {"documents", "amendments", "waivers", "accepted", "sealed", "seals", "signers", "log"},
    )
    return digest(facts, *amendments, *sorted(corpus.sealed & names))


def _facts(value: Document | Version | Corpus, but: set[str]) -> str:
    """What a value says of itself, in all fields but these."""
    return repr([getattr(value, each.name) for each in fields(value) if each.name not in but])


@once_of_document
def _names_of(document: Document) -> str:
    """What those tell of one that do not hang together with it: its names, and what its last
    version defines (`check.undefined_in`); asked for the key of each.
    """
    blocks = document.versions[-1].blocks if document.versions else ()
    terms = set(chain.from_iterable(block.terms for block in blocks))
    return digest(document.id, document.title, document.short_title, repr(sorted(terms)))


def _concerns(amendment: Amendment, documents: Sequence[Document]) -> bool:
    ids = {document.id for document in documents}
    return any(step.document in ids for step in amendment.steps)


def keep_part(store: Store, key: Sequence[str], part: Part) -> None:
    """Keep a part, and each file of it that is no text, so that what has not changed in it is not
    kept twice.
    """
    with suppress(LookupError):  # a file that is not kept
        store.keep(KIND, key, kept_values(_values(store, part)))


def _values(store: Store, part: Part) -> Iterator[object]:
    """A part as values that can be kept, page by page and file by file; LookupError for a file that
    is not kept.
    """
    redlines, often = map(tuple, part.redlines), map(tuple, part.often_changed)
    shards = [(each.name, each.script) for each in part.entries.shards]
    entries = part.entries.names, shards
    yield len(part.pages), [*redlines], entries, dict(part.graphs), [*often]
    for page in part.pages:
        kind = page.ready and asdict(page.ready.kind)
        written = page.ready.packed if page.ready else page.text.encode()
        yield (page.address, page.title, page.indexed, page.is_finished), kind, written
    for address, content in part.files:
        if content.is_text:
            yield address, content.data
        elif name := store.name_of(content.data):
            yield address, (address.rpartition(".")[2], name)
        else:
            raise LookupError(address)


def kept_part(store: Store, key: Sequence[str]) -> Part | None:
    """The part that is kept; None where none is, or a file of it is not kept any more."""
    kept = store.get(KIND, key)
    try:
        return _read(store, values_kept(kept)) if kept is not None else None
    except (KeptValueError, LookupError, TypeError, ValueError):
        return None


def _read(store: Store, values: Iterator[Any]) -> Part:
    spool = Spool()
    pages, redlines, (names, shards), graphs, often = next(chain(values, [None]))
    return Part(
        pages=[_page(*each) for each in islice(values, pages)],
        files=_Files((_file(store, spool, *each) for each in values), spool),
        redlines=[ComparedPair(*each) for each in redlines],
        entries=Entries(names, tuple([Shard(*each) for each in shards])),
        graphs=graphs,
        often_changed=[OftenChanged(*each) for each in often],
    )


def _page(told: Sequence[Any], kind: Mapping[str, Any] | None, written: bytes) -> DrawnPage:
    """A page that is kept."""
    address, title, indexed, is_finished = told
    content = written.decode() if kind is None else ReadyPage(FrameKind(**kind), written)
    return DrawnPage(address, title, indexed, content, is_finished)


def _file(store: Store, spool: Spool, address: str, kept: Any) -> tuple[str, Spooled]:
    """A file that is kept; LookupError where it is not any more."""
    is_text = isinstance(kept, bytes)
    content = kept if is_text else store.named(*kept)
    if content is None:
        raise LookupError(address)
    return address, spool.joined([content], is_text=is_text)


# --- All of them ----------------------------------------------------------------------------------


def drawn_parts(
    site: SiteContext, templates: Environment, wait_for: Wait
) -> Iterator[tuple[str, Part]]:
    """The part of each document, by its id: kept, once it was waited for, or else drawn now and
    kept; what it was drawn from is let go of before the next.
    """
    for document in site.corpus.documents:
        wait_for(document)
        part = made_part(site, document, templates)
        site.learn(document, part.redlines, part.often_changed)
        yield document.id, part
        site.let_go_of(document)


def made_part(site: SiteContext, document: Document, templates: Environment) -> Part:
    """The part of a document. One with a redline that fell back is never kept, so that each run
    tells of it.
    """
    store = site.file_store.store
    if store.place is None:
        return draw_part(site, document, templates)
    key = part_key(site, document)
    part = kept_part(store, key)
    if part is None:
        part = draw_part(site, document, templates)
        if document.id not in site.comparisons.fallen_back:
            keep_part(store, key, part)
    return part
