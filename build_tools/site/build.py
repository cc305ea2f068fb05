"""A corpus and a day in, the whole site out, by src_uri: markdown pages, and the files that go with
them.

Pages are templates (`templates/`) filled with the values that `views` reads off the corpus. What is
made here is the same whoever builds the site of it: the mkdocs plugin and `corpus pages` write
these texts and files byte for byte.
"""

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment

from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Corpus
from build_tools.model.problems import CorpusError, Problem
from build_tools.render.page.assets import asset, minified
from build_tools.site import urls
from build_tools.site.file_store import FileStore
from build_tools.site.follow.calendar import calendar
from build_tools.site.follow.feeds import atom, feed, json_feed
from build_tools.site.follow.subjects import subjects
from build_tools.site.manifest import manifest
from build_tools.site.sitemap import sitemap
from build_tools.site.templating import environment
from build_tools.site.views import Views

_OWN = Path(__file__).parent / "assets"
_MARKER = re.compile(
    r"^\[\[built without the corpus plugin: ([a-z-]+)((?: [^\s\]]+)*)\]\]$", re.MULTILINE
)
"""What stands for something to be filled in, and tells a reader plainly where nobody did."""
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
    `[[built without the corpus plugin: standing]]` on a line by itself, is given back with the
    standing, or whatever the marker names, in its place. `site_url` is
    the address of the site, with a slash at its end, or empty when nobody knows it yet; `commit` is
    the one whose files these are, for the manifest. CorpusError for a marker that names nothing,
    RedlineError when a redline cannot be proved.
    """
    views = Views(corpus, as_of, comparisons, file_store, site_url)
    templates = environment()
    pages: dict[str, str | bytes] = dict(_filled(docs, views, templates))
    read_by_all = {page for page, text in docs.items() if not _NOT_INDEXED.match(text)}
    for page, template, values, meta in views.pages():
        text = templates.get_template(f"{template}.md").render(page=page, **values)
        pages[page] = _front_matter(meta) + text.strip() + "\n"
        if "robots" not in meta:
            read_by_all.add(page)
    pages |= {file.address: file.content for file in views.files()}
    pages |= _to_follow(views)
    pages[urls.MANIFEST] = (
        json.dumps(manifest(corpus, as_of, commit), ensure_ascii=False, indent=1) + "\n"
    )
    if listed := sitemap(read_by_all, site_url):
        pages[urls.SITEMAP] = listed
    return dict(sorted(pages.items()))


def _front_matter(meta: Mapping[str, Any]) -> str:
    """Front matter that mkdocs and its likes read; JSON is YAML."""
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta.items())
    return "\n".join(["---", *lines, "---", "", ""])


def _filled(
    docs: Mapping[str, str], views: Views, templates: Environment
) -> Iterator[tuple[str, str]]:
    """The hand-written pages that have markers, with what the markers name in place; CorpusError
    for a wrong one.
    """
    for page, text in docs.items():

        def filled(found: re.Match[str], page: str = page) -> str:
            try:
                template, values = views.fragment(found[1], found[2].split())
            except LookupError as error:
                line = found.string.count("\n", 0, found.start()) + 1
                form = (
                    "[[built without the corpus plugin: standing]] or"
                    " [[built without the corpus plugin: kind example row-insert]]"
                )
                problem = Problem(
                    path=page, line=line, message=str(error), source=found[0], form=form
                )
                raise CorpusError([problem]) from None
            return templates.get_template(f"{template}.md").render(page=page, **values).strip()

        if _MARKER.search(text):
            yield page, _MARKER.sub(filled, text)


def _to_follow(views: Views) -> Iterator[tuple[str, str]]:
    """The feeds and the calendars."""
    for subject in subjects(views.corpus):
        told = feed(views.corpus, subject, views.as_of)
        yield urls.beside(subject.page, urls.ATOM), atom(told, views.site_url)
        yield urls.beside(subject.page, urls.JSON_FEED), json_feed(told, views.site_url)
        if dated := calendar(views.corpus, subject, views.as_of, views.site_url):
            yield urls.beside(subject.page, urls.CALENDAR), dated


def site_assets() -> dict[str, str]:
    """The site's own styles and scripts, by the addresses that `mkdocs.yml` knows them under."""
    shared = {name: asset(name) for name in ("redline.css", "review.css", "review.js")}
    own = {name: minified(_OWN / name) for name in ("corpus.css", "corpus.js")}
    return {f"assets/{name}": text for name, text in {**shared, **own}.items()}
