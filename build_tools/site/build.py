"""A corpus and a day in, the whole site out, by src_uri: markdown pages, and the files that go with
them.

Pages are templates (`templates/`) filled with the values that `pages` reads off the corpus. What is
made here is the same whoever builds the site of it: the mkdocs plugin and `corpus pages` write
these texts and files byte for byte.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment

from build_tools.language import speaking
from build_tools.lineage.comparisons import Comparisons
from build_tools.model import (
    Corpus,
    CorpusError,
    Document,
    Problem,
    visible_controls_html,
)
from build_tools.model.file_kinds import as_bytes
from build_tools.record.store import Store
from build_tools.record.workers import Workers
from build_tools.render.graph_json import graph_files_json, graphs_json, with_head
from build_tools.render.graph_schema import graph_schema
from build_tools.render.json_schema import redline_schema
from build_tools.render.page.assets import asset, bundled, minified
from build_tools.render.provenance_schema import blame_schema, life_schema
from build_tools.render.weave_schema import weave_schema
from build_tools.render.written_json import written_json
from build_tools.site import urls
from build_tools.site.addresses import misleading_addresses, shared_addresses
from build_tools.site.archive import GeneratedPage, ReadyPage
from build_tools.site.context import SiteContext
from build_tools.site.drawing import DrawnPage, drawn_page
from build_tools.site.file_store import FileStore
from build_tools.site.find import (
    Shard,
    find_index_script,
    index_head,
    pages_shard,
)
from build_tools.site.hand_written import imitations
from build_tools.site.manifest import manifest_text
from build_tools.site.manifest_schema import effects_schema, manifest_schema
from build_tools.site.pages import pages_of_all
from build_tools.site.pages.marker_fillings import MARKER, marker_filling
from build_tools.site.parts import Part, Wait, drawn_parts, followed
from build_tools.site.plain_texts import llms_txt
from build_tools.site.sitemap import sitemap
from build_tools.site.spool import Spool, Spooled, Streamed
from build_tools.site.templating import environment
from build_tools.site.units import made_ahead

_OWN = Path(__file__).parent / "assets"
_ASSETS = (
    "acts.js",
    "cards.css",
    "cards.js",
    "compare.css",
    "corpus.css",
    "corpus.js",
    "day.js",
    "find-open.js",
    "find.css",
    "fragment.js",
    "frame.css",
    "hues.css",
    "instructions.css",
    "law.css",
    "moved.js",
    "origins.css",
    "origins.js",
    "pages.css",
    "review-first.js",
    "sections.css",
    "sections.js",
)
_SCHEMAS: Mapping[str, Callable[[], Mapping[str, Any]]] = {
    urls.MANIFEST_SCHEMA: manifest_schema,
    urls.EFFECTS_SCHEMA: effects_schema,
    urls.REDLINE_SCHEMA: redline_schema,
    urls.WEAVE_SCHEMA: weave_schema,
    urls.BLAME_SCHEMA: blame_schema,
    urls.LIFE_SCHEMA: life_schema,
    urls.GRAPH_SCHEMA: graph_schema,
}
_NOT_INDEXED = re.compile(r"---\n(?:(?!---\n).*\n)*?robots:")
"""Front matter that asks search engines to pass a page over."""


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A page or a file of a site."""

    address: str
    """Its src_uri."""
    content: str | bytes | Streamed | Spooled | ReadyPage

    @classmethod
    def of_page(cls, page: DrawnPage) -> "SiteFile":
        """A page that was drawn."""
        return cls(page.address, page.content)

    @property
    def page(self) -> GeneratedPage:
        """The page that this is."""
        return GeneratedPage(self.address, str(self.whole))

    @property
    def ready(self) -> ReadyPage | None:
        """The page that this is, where it needs nothing of a builder but its frame."""
        return self.content if isinstance(self.content, ReadyPage) else None

    @property
    def is_text(self) -> bool:
        """Whether it is written in letters."""
        if isinstance(self.content, Spooled):
            return self.content.is_text
        return not isinstance(self.content, bytes)

    @property
    def whole(self) -> str | bytes:
        """What it holds, where that is streamed read whole."""
        data = b"".join(self.data)
        return data.decode() if self.is_text else data

    @property
    def data(self) -> Iterable[bytes]:
        """What it holds as bytes, in as many pieces as it is held in."""
        match self.content:
            case Streamed():
                return self.content
            case Spooled():
                return [self.content.data]
            case ReadyPage():
                return [self.content.text]
            case _:
                return [as_bytes(self.content)]


def site_files(  # noqa: PLR0913 - one for each thing that a site depends on
    corpus: Corpus,
    as_of: dt.date,
    docs: Mapping[str, str],
    comparisons: Comparisons,
    file_store: FileStore,
    *,
    site_url: str = "",
    editor: str = "",
    commit: str | None = None,
    workers: Workers | None = None,
    give_way: Callable[[], None] = lambda: None,
) -> Iterator[SiteFile]:
    """Every generated page and file of the site, document by document: what is made of one is let
    go of before the next, so that no site is held whole. Who writes them keeps them apart until
    all are made.

    `docs` are the hand-written pages by src_uri; one that holds a marker, such as
    `[[built without the corpus plugin: status]]` on a line by itself, is given back with the
    status of the record, or whatever the marker names, in its place. `site_url` is
    the address of the site, with a slash at its end, or empty when nobody knows it yet; `editor` is
    where a forge edits the files of the record, likewise; `commit` is the one whose files these
    are, for the manifest; `workers` make ahead what they can; `give_way` is asked before each page
    and file, and ends all by an error of its own.
    CorpusError for a marker that names nothing, and at the end where two pages or files would stand
    at one address; RedlineError and WeaveError when a redline or a weave cannot be proved.
    """
    if found := list(imitations(docs)):
        raise CorpusError(found)
    given = corpus, as_of, comparisons, file_store, site_url, docs.keys()
    site = SiteContext(*given, editor=editor, give_way=give_way)
    addresses = []
    with speaking(corpus.language), made_ahead(site, workers or Workers()) as wait_for:
        made = _Made(site, environment(), wait_for)
        for file in made.files(docs, commit):
            give_way()
            addresses.append(file.address)
            yield file
        yield from _filled_docs(docs, site, made.templates)
    if found := [*shared_addresses(docs, addresses), *misleading_addresses(docs, addresses)]:
        raise CorpusError(found)


def by_address(files: Iterable[SiteFile]) -> dict[str, str | bytes]:
    """All of them, held whole, by src_uri."""
    return dict(sorted((file.address, file.whole) for file in files))


def made_find_index(
    corpus: Corpus,
    as_of: dt.date,
    docs: Mapping[str, str],
    comparisons: Comparisons,
    store: Store,
) -> str:
    """The index of the jump box by itself, all files of it as one script; errors as for the
    site.
    """
    made = site_files(corpus, as_of, docs, comparisons, FileStore((), store=store))
    return "".join(str(each.whole) for each in made if urls.is_of_find_index(each.address))


class _Made:
    """What is made of the record, and what of each document is told on pages of all."""

    def __init__(self, site: SiteContext, templates: Environment, wait_for: Wait) -> None:
        self.templates = templates
        self._site, self._wait_for = site, wait_for
        self._pages: list[DrawnPage] = []
        """Without their texts."""
        self._spool = Spool()
        self._names: dict[str, Spooled] = {}
        """What the provisions of each document are called."""
        self._shards: dict[str, int] = {}
        """Of the index, by their names, with their bytes."""
        self._graphs: dict[str, tuple[str, int]] = {}
        """By documents, where the file of their graphs stands, and its bytes."""
        self._sizes: dict[str, int] = {}
        """Bytes of files, by their addresses."""

    def files(self, docs: Mapping[str, str], commit: str | None) -> Iterator[SiteFile]:
        """All of them, document by document."""
        site = self._site
        for id_, part in drawn_parts(site, self.templates, self._wait_for):
            yield from self._told(part.pages)
            for address, kept in part.files:
                self._sizes[address] = kept.length
                yield SiteFile(address, kept)
            yield from self._tell_of(site.corpus.document(id_), part)
        listed = manifest_text(site.corpus, site.as_of, commit, site.file_store.offered)
        self._sizes[urls.MANIFEST] = len(as_bytes(listed))
        of_all = pages_of_all(site, self._sizes)
        yield from self._told(drawn_page(page, site, self.templates) for page in of_all)
        for address, content in followed(site, site.subjects[urls.HOME]):
            yield SiteFile(address, content)
        if site.corpus.log is not None:
            yield SiteFile(urls.LOG_DATA, site.corpus.log)
        yield SiteFile(urls.MANIFEST, listed)
        yield SiteFile(urls.LLMS, llms_txt(site))
        yield self._shard(pages_shard(site, docs, self._pages))
        names = [self._names[each.id] for each in site.documents]
        head = index_head(site, self._shards)
        yield SiteFile(urls.FIND_INDEX, Streamed(partial(find_index_script, head, names)))
        yield SiteFile(urls.GRAPH, graph_files_json(self._graphs))
        for address, schema in _SCHEMAS.items():
            yield SiteFile(address, written_json(schema()))
        indexed = {page for page, text in docs.items() if not _NOT_INDEXED.match(text)}
        indexed |= {page.address for page in self._pages if page.indexed}
        if listed := sitemap(indexed, site.site_url):
            yield SiteFile(urls.SITEMAP, listed)

    def _tell_of(self, document: Document, part: Part) -> Iterator[SiteFile]:
        """Keep what the index of all is to tell of a document; its shards that are of it alone,
        and its graphs.
        """
        site = self._site
        self._names[document.id] = self._spool.kept(part.entries.names)
        yield from map(self._shard, part.entries.shards)
        graphs = [
            with_head(site.graphs, each, part.graphs[each.label]) for each in document.versions
        ]
        written, address = "".join(graphs_json(graphs)), urls.graph(document.id)
        self._sizes[address] = len(as_bytes(written))
        self._graphs[document.id] = address, self._sizes[address]
        yield SiteFile(address, written)

    def _shard(self, shard: Shard) -> SiteFile:
        self._shards[shard.name] = len(as_bytes(shard.script))
        return SiteFile(shard.address, shard.script)

    def _told(self, pages: Iterable[DrawnPage]) -> Iterator[SiteFile]:
        for page in pages:
            self._pages.append(replace(page, content=""))
            yield SiteFile.of_page(page)


def _filled_docs(
    docs: Mapping[str, str], site: SiteContext, templates: Environment
) -> Iterator[SiteFile]:
    """The hand-written pages that have markers, with what the markers name in place; CorpusError
    for a wrong one.
    """
    for page, text in docs.items():
        if MARKER.search(text):
            filled = MARKER.sub(partial(_filled_marker, page, site, templates), text)
            yield SiteFile(page, filled)


def _filled_marker(
    page: str, site: SiteContext, templates: Environment, marker: re.Match[str]
) -> str:
    try:
        found = marker_filling(site, marker[1], marker[2].split())
    except LookupError as error:
        raise CorpusError([_problem_of_marker(page, marker, str(error))]) from None
    template = templates.get_template(f"{found.template}.md")
    text = template.render(page=page, **site.template_values, **found.values)
    return visible_controls_html(text.strip())


def _problem_of_marker(page: str, marker: re.Match[str], message: str) -> Problem:
    form = (
        "[[built without the corpus plugin: status]] or"
        " [[built without the corpus plugin: kind example row-insert]]"
    )
    return Problem(
        path=page,
        line=marker.string.count("\n", 0, marker.start()) + 1,
        message=message,
        source=marker[0],
        form=form,
    )


def site_assets() -> dict[str, str]:
    """The site's own styles and scripts, by the addresses that `mkdocs.yml` knows them under, with
    the words of the language that is spoken.
    """
    shared = {
        name: asset(name)
        for name in (
            *("identity.css", "redline.css", "long-tables.css", "review.css", "changed-back.css"),
            *("review.js", "sides.js", "more.js", "reopen.js"),
        )
    }
    own = {name: minified(_OWN / name) for name in _ASSETS}
    own["compare.js"] = bundled(_OWN / "compare" / "page.js")
    own["compare-draw.js"] = bundled(_OWN / "compare" / "draw.js")
    own["compare-more.js"] = bundled(_OWN / "compare" / "more.js")
    own["find.js"] = bundled(_OWN / "find" / "box.js")
    return {f"assets/{name}": text for name, text in {**shared, **own}.items()}
