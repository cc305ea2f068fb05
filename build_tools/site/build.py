"""A corpus and a day in, the whole site out, by src_uri: markdown pages, and the files that go with
them.

Pages are templates (`templates/`) filled with the values that `pages` reads off the corpus. What is
made here is the same whoever builds the site of it: the mkdocs plugin and `corpus pages` write
these texts and files byte for byte.
"""

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from html import escape
from itertools import chain
from pathlib import Path
from typing import Any

from jinja2 import Environment

from build_tools.lineage.comparisons import Comparisons
from build_tools.model import (
    Corpus,
    CorpusError,
    Problem,
    escaped_controls_json,
    visible_controls,
    visible_controls_html,
)
from build_tools.render.graph_json import graph_json
from build_tools.render.graph_schema import graph_schema
from build_tools.render.json_schema import redline_schema
from build_tools.render.page.assets import asset, bundled, minified
from build_tools.render.weave_json import weave_json
from build_tools.render.weave_schema import weave_schema
from build_tools.site import urls
from build_tools.site.addresses import misleading_addresses, shared_addresses
from build_tools.site.context import SiteContext
from build_tools.site.file_store import FileStore
from build_tools.site.find import find_index, find_index_script
from build_tools.site.follow.calendar import calendar
from build_tools.site.follow.feeds import atom, feed, json_feed
from build_tools.site.follow.provision_feeds import opml, provision_feeds
from build_tools.site.hand_written import imitations
from build_tools.site.manifest import manifest_text
from build_tools.site.pages import Page, generated_pages
from build_tools.site.pages.marker_fillings import MARKER, marker_filling
from build_tools.site.sitemap import sitemap
from build_tools.site.templating import environment

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
    "law.css",
    "moved.js",
    "origins.css",
    "origins.js",
)
_NOT_INDEXED = re.compile(r"---\n(?:(?!---\n).*\n)*?robots:")
"""Front matter that asks search engines to pass a page over."""


def build_site(  # noqa: PLR0913 - one for each thing that a site depends on
    corpus: Corpus,
    as_of: dt.date,
    docs: Mapping[str, str],
    comparisons: Comparisons,
    file_store: FileStore,
    *,
    site_url: str = "",
    commit: str | None = None,
) -> dict[str, str | bytes]:
    """Every generated page and file of the site: text, or bytes where a file is no text.

    `docs` are the hand-written pages by src_uri; one that holds a marker, such as
    `[[built without the corpus plugin: status]]` on a line by itself, is given back with the
    status of the record, or whatever the marker names, in its place. `site_url` is
    the address of the site, with a slash at its end, or empty when nobody knows it yet; `commit` is
    the one whose files these are, for the manifest. CorpusError for a marker that names nothing,
    and where two pages or files would stand at one address; RedlineError and WeaveError when a
    redline or a weave cannot be proved.
    """
    site = SiteContext(corpus, as_of, comparisons, file_store, site_url)
    templates = environment()
    made: dict[str, str | bytes] = dict(_filled_docs(docs, site, templates))
    indexed = {page for page, text in docs.items() if not _NOT_INDEXED.match(text)}
    pages = list(generated_pages(site))
    _refuse_shared(docs, [page.address for page in pages])
    indexed |= {page.address for page in pages if page.indexed}
    files = [
        *((page.address, _page_text(page, site, templates)) for page in pages),
        *((download.address, download.content) for download in site.downloads()),
        *_feeds_and_calendars(site),
        *_provision_feeds(site),
        (urls.MANIFEST, manifest_text(corpus, as_of, commit)),
        *_weaves(site),
        (urls.FIND_INDEX, find_index_script(find_index(site, docs, pages))),
        (urls.REDLINE_SCHEMA, _json(redline_schema())),
        (urls.WEAVE_SCHEMA, _json(weave_schema())),
        (urls.GRAPH, _graph(site)),
        (urls.GRAPH_SCHEMA, _json(graph_schema())),
        *((urls.SITEMAP, listed) for listed in (sitemap(indexed, site_url),) if listed),
    ]
    _refuse_shared(docs, [address for address, _ in files])
    if found := [*misleading_addresses(docs, dict(files)), *imitations(docs)]:
        raise CorpusError(found)
    return dict(sorted((made | dict(files)).items()))


def _refuse_shared(docs: Iterable[str], made: Iterable[str]) -> None:
    """CorpusError where two of them would stand at one address; of the pages told before they are
    drawn.
    """
    if shared := list(shared_addresses(docs, made)):
        raise CorpusError(shared)


def _page_text(page: Page, site: SiteContext, templates: Environment) -> str:
    template = templates.get_template(f"{page.template}.md")
    text = template.render(page=page.address, **site.template_values, **page.values)
    # A title is HTML to mkdocs, which takes it from a heading where a page names none.
    title = escape(visible_controls(" ".join(page.title.split())), quote=False)
    front_matter = _front_matter({"title": title, **page.front_matter})
    return front_matter + visible_controls_html(text.strip()) + "\n"


def _front_matter(meta: Mapping[str, Any]) -> str:
    """Front matter that mkdocs and its likes read; JSON is YAML."""
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta.items()]
    return "\n".join(["---", *lines, "---", "", ""])


def _json(value: Mapping[str, Any]) -> str:
    return escaped_controls_json(json.dumps(value, ensure_ascii=False, indent=1)) + "\n"


def _filled_docs(
    docs: Mapping[str, str], site: SiteContext, templates: Environment
) -> Iterator[tuple[str, str]]:
    """The hand-written pages that have markers, with what the markers name in place; CorpusError
    for a wrong one.
    """
    for page, text in docs.items():
        if MARKER.search(text):
            yield page, MARKER.sub(partial(_filled_marker, page, site, templates), text)


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


def _feeds_and_calendars(site: SiteContext) -> Iterator[tuple[str, str]]:
    """What follows the events of each subject, by its address."""
    for subject in site.subjects.values():
        events = feed(site.corpus, subject, site.as_of, site.comparisons)
        yield urls.beside(subject.page, urls.ATOM), atom(events, site.site_url)
        yield urls.beside(subject.page, urls.JSON_FEED), json_feed(events, site.site_url)
        if text := calendar(site.corpus, subject, site.as_of, site.site_url):
            yield urls.beside(subject.page, urls.CALENDAR), text


def _provision_feeds(site: SiteContext) -> Iterator[tuple[str, str]]:
    """What follows each provision that ever changed, and the list of all, by its address."""
    for document in site.corpus.documents:
        for each in provision_feeds(site, document):
            yield urls.beside(each.page, urls.ATOM), atom(each, site.site_url)
            yield urls.beside(each.page, urls.JSON_FEED), json_feed(each, site.site_url)
        yield urls.provision_feeds(document.id), opml(site, document)


def _weaves(site: SiteContext) -> Iterator[tuple[str, str]]:
    """All versions of each document as one text, by its address."""
    for document in site.corpus.documents:
        yield urls.weave(document.id), weave_json(site.weave(document))


def _graph(site: SiteContext) -> str:
    """What the provisions of every version rest on."""
    documents = site.corpus.documents
    return graph_json(site.graphs, chain.from_iterable(each.versions for each in documents))


def site_assets() -> dict[str, str]:
    """The site's own styles and scripts, by the addresses that `mkdocs.yml` knows them under."""
    shared = {
        name: asset(name)
        for name in ("identity.css", "redline.css", "review.css", "review.js", "reopen.js")
    }
    own = {name: minified(_OWN / name) for name in _ASSETS}
    own["compare.js"] = bundled(_OWN / "compare" / "page.js")
    own["find.js"] = bundled(_OWN / "find" / "box.js")
    return {f"assets/{name}": text for name, text in {**shared, **own}.items()}
