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
    visible_controls_html,
)
from build_tools.record.workers import Workers
from build_tools.render.graph_json import graphs_json
from build_tools.render.graph_schema import graph_schema
from build_tools.render.json_schema import redline_schema
from build_tools.render.page.assets import asset, bundled, minified
from build_tools.render.provenance_schema import blame_schema, life_schema
from build_tools.render.weave_schema import weave_schema
from build_tools.site import urls
from build_tools.site.addresses import misleading_addresses, shared_addresses
from build_tools.site.context import SiteContext
from build_tools.site.drawing import DrawnPage, drawn_page
from build_tools.site.file_store import FileStore
from build_tools.site.find import find_index, find_index_script
from build_tools.site.hand_written import imitations
from build_tools.site.manifest import manifest_text
from build_tools.site.pages import pages_of_all
from build_tools.site.pages.marker_fillings import MARKER, marker_filling
from build_tools.site.parts import Part, drawn_parts, followed
from build_tools.site.sitemap import sitemap
from build_tools.site.templating import environment
from build_tools.site.units import make_ahead

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
    workers: Workers | None = None,
) -> dict[str, str | bytes]:
    """Every generated page and file of the site: text, or bytes where a file is no text.

    `docs` are the hand-written pages by src_uri; one that holds a marker, such as
    `[[built without the corpus plugin: status]]` on a line by itself, is given back with the
    status of the record, or whatever the marker names, in its place. `site_url` is
    the address of the site, with a slash at its end, or empty when nobody knows it yet; `commit` is
    the one whose files these are, for the manifest; `workers` make ahead what they can.
    CorpusError for a marker that names nothing,
    and where two pages or files would stand at one address; RedlineError and WeaveError when a
    redline or a weave cannot be proved.
    """
    site = SiteContext(corpus, as_of, comparisons, file_store, site_url, docs.keys())
    templates = environment()
    make_ahead(site, workers or Workers())
    parts = drawn_parts(site, templates)
    made: dict[str, str | bytes] = dict(_filled_docs(docs, site, templates))
    pages = list(chain.from_iterable(part.pages for part in parts.values()))
    pages += [drawn_page(page, site, templates) for page in pages_of_all(site)]
    indexed = {page for page, text in docs.items() if not _NOT_INDEXED.match(text)}
    indexed |= {page.address for page in pages if page.indexed}
    files = [
        *((page.address, page.text) for page in pages),
        *chain.from_iterable(part.files for part in parts.values()),
        *followed(site, site.subjects[urls.HOME]),
        (urls.MANIFEST, manifest_text(corpus, as_of, commit)),
        (urls.FIND_INDEX, _find_index(site, docs, pages, parts)),
        (urls.REDLINE_SCHEMA, _json(redline_schema())),
        (urls.WEAVE_SCHEMA, _json(weave_schema())),
        (urls.BLAME_SCHEMA, _json(blame_schema())),
        (urls.LIFE_SCHEMA, _json(life_schema())),
        (urls.GRAPH, _graph(site, parts)),
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


def _find_index(
    site: SiteContext,
    docs: Mapping[str, str],
    pages: Iterable[DrawnPage],
    parts: Mapping[str, Part],
) -> str:
    entries = {id_: part.provisions for id_, part in parts.items()}
    return find_index_script(find_index(site, docs, pages, entries))


def _graph(site: SiteContext, parts: Mapping[str, Part]) -> str:
    """What the provisions of every version rest on."""
    versions = chain.from_iterable(each.versions for each in site.corpus.documents)
    texts = ((each, parts[each.document].graphs[each.label]) for each in versions)
    return graphs_json(site.graphs, texts)


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
