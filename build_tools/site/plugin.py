"""The mkdocs plugin `corpus`: it hands the generated pages to mkdocs, and mends the theme's frame
round them.

One instance lives through all the rebuilds of `mkdocs serve`, so that redlines are made once; when
an edit breaks the record, the last good pages stay, under a notice of what is wrong.
"""

import datetime as dt
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Literal

import markupsafe
from jinja2 import Environment
from jinja2.filters import do_striptags
from mkdocs.config import config_options
from mkdocs.config.base import BaseConfigOption, Config, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.failures import report_failure, report_fallback
from build_tools.model import Corpus, Redline
from build_tools.model.problems import CorpusError, RedlineError, WeaveError
from build_tools.record import load
from build_tools.record.git import commit_of
from build_tools.record.store import LIMIT, user_store
from build_tools.record.workers import Workers, workers_of
from build_tools.render.pdf import PdfError
from build_tools.render.progress import progress_shown
from build_tools.site.build import build_site, site_assets
from build_tools.site.day import day_shown
from build_tools.site.file_store import FileStore
from build_tools.site.frame import home_page, navigation
from build_tools.site.frame_fixes import fix_frame
from build_tools.site.hand_written import (
    FRONT_MATTER,
    active_content,
    foreign_front_matter,
    refuse_links_out,
)
from build_tools.site.islands import ids_in, with_islands, without_islands
from build_tools.site.live_reload import allowing_reload
from build_tools.site.on_disk import with_links_to_files
from build_tools.site.page_policy import ThemeScripts, barred, theme_scripts, with_policy
from build_tools.site.plugin_settings import bring, keep_addresses
from build_tools.site.snippets import refuse_foreign_snippets
from build_tools.site.urls import HOME
from build_tools.word import WordTemplateError

log = get_plugin_logger("corpus")
_MEGABYTE = 10**6
_THEME_SCRIPTS = "partials/javascripts/"
"""Where a theme has its inline scripts."""


class _Day(BaseConfigOption[dt.date]):
    """A day, which YAML may already have read as one."""

    def run_validation(self, value: object) -> dt.date:
        """The day; ValidationError for what is none."""
        try:
            return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))
        except ValueError:
            raise ValidationError(f"Expected a day like 2026-11-23, not {value!r}") from None


class CorpusConfig(Config):
    """The options of the plugin in mkdocs.yml."""

    versions = config_options.Dir(exists=True, default="versions")
    """The folder of the record."""
    as_of = config_options.Optional(_Day())
    """The day whose position the site shows, `2026-11-23`; by default SOURCE_DATE_EPOCH's, or
    today."""
    pdf = config_options.Type(bool, default=False)
    """Whether the site offers PDF files too, which takes the extra `pdf`."""
    jobs = config_options.Optional(config_options.Type(int))
    """How many processes do the work; by default CORPUS_JOBS, or one for each processor, where
    there is enough to do."""
    cluster = config_options.Type(str, default="")
    """The scheduler of a Dask cluster that does it, `tcp://10.0.0.1:8786`; by default
    CORPUS_CLUSTER."""
    store_limit = config_options.Type(int, default=LIMIT // _MEGABYTE)
    """How many megabytes are kept for the next build."""
    word_template = config_options.Optional(config_options.File(exists=True))
    """A Word file whose page, styles and running heads those of the site have."""


class CorpusPlugin(BasePlugin[CorpusConfig]):
    """See the module."""

    def __init__(self) -> None:
        self.store = user_store()
        self._comparisons: Comparisons | None = None
        self._corpus = Corpus(documents=(), amendments=())
        self._last_good: dict[str, str | bytes] = {}
        self._serving = False
        self._theme_scripts: ThemeScripts = ()
        self._hand_written: frozenset[str] = frozenset()
        self._islands: dict[str, list[str]] = {}

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Its presence alone keeps this instance, and what it remembers, alive from one rebuild to
        the next.
        """
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Bring what the pages need; rebuild when the record changes."""
        bring(config)
        self.store.limit = self.config.store_limit * _MEGABYTE
        config.watch.append(self.config.versions)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages; a hand-written page with markers gives way to its filled
        copy.
        """
        folder = _relative_to_here(Path(config.docs_dir))
        try:
            refuse_links_out(folder)
            docs = {file.src_uri: file.content_string for file in files.documentation_pages()}
            refuse_foreign_snippets(folder, docs)
        except CorpusError as error:
            raise PluginError(str(error)) from error
        self._hand_written = frozenset(docs)
        if not files.get_file_from_path("README.md"):
            docs.setdefault(HOME, home_page(config.site_name))
        made: dict[str, str | bytes] = {}
        if HOME in docs and HOME not in self._hand_written:
            made[HOME] = docs[HOME]
        made |= self._pages(docs, config.site_url or "") | site_assets()
        for src_uri, content in made.items():
            if (replaced := files.get_file_from_path(src_uri)) is not None:
                if src_uri not in docs and replaced.src_dir == config.docs_dir:
                    raise PluginError(
                        f"{src_uri}: has the address of what the site makes of the record;"
                        " expected: another name"
                    )
                files.remove(replaced)
            files.append(File.generated(config, src_uri, content=content))
        config.nav = navigation(self._corpus.documents, made.keys(), docs.keys(), config.nav)
        if not config.use_directory_urls:
            keep_addresses(files)
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Read which scripts the theme has, and let no title become an element again."""
        names = env.list_templates(filter_func=lambda name: name.startswith(_THEME_SCRIPTS))
        assert env.loader is not None, "themes have a loader"
        self._theme_scripts = theme_scripts(env.loader.get_source(env, name)[0] for name in names)
        # A title is HTML, and what is left of it without tags is printed as HTML again.
        # It is marked as escaped, so that a template that escapes it too does not do so twice.
        env.filters["striptags"] = lambda html: markupsafe.escape(do_striptags(html))
        return env

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Let the pages of `mkdocs serve` run what reloads them."""
        server.set_app(allowing_reload(server.serve_request))
        return server

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Set aside what of a generated page is finished HTML."""
        if page.file.src_uri in self._hand_written:
            return markdown
        markdown, self._islands[page.file.src_uri] = without_islands(markdown)
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put it back; refuse a page with more in it than words and how they look."""
        is_ours = page.file.src_uri not in self._hand_written
        if is_ours:
            islands = self._islands.pop(page.file.src_uri)
            html = with_islands(html, islands)
            page.present_anchor_ids = (page.present_anchor_ids or set()) | ids_in(islands)
        if foreign := [] if is_ours else foreign_front_matter(page.meta):
            raise PluginError(
                f"{page.file.src_uri}: has `{'`, `'.join(foreign)}` in its front matter; expected:"
                f' only {", ".join(FRONT_MATTER)}, and no < > or " in their values'
            )
        if found := active_content(html):
            raise PluginError(
                f"{page.file.src_uri}: holds {', '.join(found)}, which a page may not run or load;"
                " expected: words, or a file of this site"
            )
        return html

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Mend what the theme wrote round a page, and say what the page may run and load."""
        return self._framed(output, page.file.src_uri, config)

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """The same for 404.html, which is no page to mkdocs."""
        is_page = template_name.endswith(".html")
        return self._framed(output_content, template_name, config) if is_page else output_content

    def _framed(self, html: str, name: str, config: MkDocsConfig) -> str:
        for inline in barred(html, self._theme_scripts):
            log.warning(
                "%s: has a script, a style or an order that is not the theme's: %.80s", name, inline
            )
        if not config.use_directory_urls:
            html = with_links_to_files(html)
        return with_policy(fix_frame(html), self._theme_scripts)

    def _pages(self, docs: dict[str, str], site_url: str) -> dict[str, str | bytes]:
        """What the site is made of; in `serve`, the last good pages under a notice of what is
        wrong.
        """
        try:
            self._last_good = self._build(docs, site_url)
        except (PdfError, WordTemplateError) as error:
            raise PluginError(str(error)) from error
        except (CorpusError, RedlineError, WeaveError) as error:
            message = _message(error)
            if not (self._serving and self._last_good):
                raise PluginError(message) from error
            log.error("%s\nthe pages are as they last were", message)
            return {
                page: _with_notice(page, text, message) for page, text in self._last_good.items()
            }
        return self._last_good

    def _build(self, docs: dict[str, str], site_url: str) -> dict[str, str | bytes]:
        root = Path(self.config.versions)
        self._corpus = load(_relative_to_here(root))
        with self._workers() as workers:
            return build_site(
                self._corpus,
                self.config.as_of or _today(),
                docs,
                self._redlines(),
                self._file_store(),
                site_url=site_url,
                commit=commit_of(root),
                workers=workers,
            )

    @contextmanager
    def _workers(self) -> Iterator[Workers]:
        with progress_shown() as tell:
            try:
                workers = workers_of(self.config.jobs, self.config.cluster, tell, log.info)
            except ValueError as error:
                raise PluginError(str(error)) from error
            yield workers

    def _redlines(self) -> Comparisons:
        """Made when the first is asked for, and kept from one rebuild to the next."""
        self._comparisons = self._comparisons or Comparisons(_warn, self.store)
        return self._comparisons

    def _file_store(self) -> FileStore:
        template = self.config.word_template
        templates = {"docx": Path(template).read_bytes()} if template else None
        return FileStore(("docx", "pdf") if self.config.pdf else ("docx",), templates, self.store)


def _today() -> dt.date:
    try:
        return day_shown(None, os.environ.get("SOURCE_DATE_EPOCH"))
    except ValueError as error:
        raise PluginError(str(error)) from error


def _warn(redline: Redline) -> None:
    """A warning, which fails a strict build: the page is right, and yet nobody should have to read
    it.
    """
    log.warning("%s", report_fallback(redline))


def _message(error: CorpusError | RedlineError | WeaveError) -> str:
    if isinstance(error, RedlineError):
        return report_failure(error)
    if isinstance(error, WeaveError):
        return f"{error}; this is a defect of this program, please report it"
    return f"the record cannot be used\n{error}"


def _relative_to_here(root: Path) -> Path:
    """The folder as a person in the working directory would name it, for messages."""
    here = Path.cwd()
    return root.relative_to(here) if root.is_relative_to(here) else root


def _with_notice(page: str, text: str | bytes, problems: str) -> str | bytes:
    """A page under a notice of what is wrong, when a page is what it is."""
    if isinstance(text, bytes) or not page.endswith(".md"):
        return text
    shown = escape(problems).replace("\n", "&#10;")
    reason = "This page is as it last was, because:"
    notice = f'<aside class="broken" role="alert"><p>{reason}</p><pre>{shown}</pre></aside>'
    if not text.startswith("---\n"):
        return f"{notice}\n\n{text}"
    front_matter, separator, body = text.partition("\n---\n\n")
    return f"{front_matter}{separator}{notice}\n\n{body}"
