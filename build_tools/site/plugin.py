"""The mkdocs plugin `corpus`: it hands the generated pages to mkdocs, and mends the theme's frame
round them.

One instance lives through all the rebuilds of `mkdocs serve`, so that redlines are made once, and
only pages that an edit changes are written; when it breaks the record, the last good pages stay,
under a notice of what is wrong.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import markupsafe
from jinja2 import Environment, FileSystemLoader
from jinja2.filters import do_striptags
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.meta import get_data
from mkdocs.utils.templates import TemplateContext

from build_tools.language import ENGLISH, speaking
from build_tools.record.loading import language_of_record
from build_tools.record.writing import write_pieces
from build_tools.site.archive import Archive, FrameError
from build_tools.site.build import SiteFile
from build_tools.site.build_log import leave_out_scaffolding
from build_tools.site.built_site import BuiltSite, problem_of_disk, telling_of_disk
from build_tools.site.finished_file import FinishedFile, FinishedPage
from build_tools.site.frame_fixes import fix_frame
from build_tools.site.islands import ids_in, with_islands, without_islands
from build_tools.site.live_reload import allowing_reload
from build_tools.site.living_pages import LivingPages
from build_tools.site.on_disk import with_links_from_here, with_links_to_files
from build_tools.site.page_policy import ThemeScripts, barred, theme_scripts, with_policy
from build_tools.site.page_words import PageWords
from build_tools.site.plugin_options import CorpusConfig
from build_tools.site.plugin_settings import (
    bring,
    keep_addresses,
    stand_at_ends,
    told_page_by_page,
)
from build_tools.site.plugin_sources import hand_written_pages, other_sources, sources_shown
from build_tools.site.record_pages import RecordPages
from build_tools.site.refusals import refuse_active, refuse_disguise, rewritten
from build_tools.site.saves import Save, made_or_last
from build_tools.site.serving import Serving
from build_tools.text.collector import look_through_all

log = get_plugin_logger("corpus")
_THEME_SCRIPTS = "partials/javascripts/"
"""Where a theme has its inline scripts."""


class CorpusPlugin(BasePlugin[CorpusConfig]):
    """See the module."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        """Know nothing yet: mkdocs keeps one instance as long as the program runs."""
        self.record_pages = RecordPages()
        self._serving: Serving | None = None
        self._site: BuiltSite | None = None
        self._living, self._words = LivingPages(), PageWords()
        self._is_archiving = False
        self._theme_scripts: ThemeScripts = ()
        self._filled: dict[str, str] = {}
        """Hand-written pages with markers, as they were written."""
        self._language = ENGLISH
        self._islands: dict[str, list[str]] = {}

    @property
    def site(self) -> BuiltSite:
        """What mkdocs builds, once it has read which files there are."""
        assert self._site is not None, "mkdocs has read its files"
        return self._site

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Its presence alone keeps this instance, and what it remembers, alive from one rebuild to
        the next; what another site of the same program left is forgotten.
        """
        leave_out_scaffolding()
        self._begin()
        self._serving = Serving() if command == "serve" else None

    def on_shutdown(self) -> None:
        """Forget what was kept for the next rebuild."""
        if self._serving:
            self._serving.close()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Bring what the pages need; rebuild when the record changes."""
        self._language = self._language_now()
        with speaking(self._language):
            bring(config)
        config.watch.append(self.config.versions)
        if self.config.word_template:
            config.watch.append(self.config.word_template)
        self._is_archiving = self._may_archive(config)
        stand_at_ends(config, self)
        return config

    def _language_now(self) -> str:
        """That of the record; where it is broken, that in which the last good pages are."""
        return language_of_record(Path(self.config.versions), self._language)

    def _may_archive(self, config: MkDocsConfig) -> bool:
        """Whether what mkdocs makes of a page is known from another of its kind."""
        if self.config.archive is False:
            return False
        reasons = list(told_page_by_page(config, self, own_templates=not self.config.archive))
        if reasons:
            log.info("mkdocs makes all pages of the record: %s", "; ".join(reasons))
        return not reasons

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages; a hand-written page with markers gives way to its filled
        copy.
        """
        with speaking(self._language):
            return self._with_ours(files, config)

    def _with_ours(self, files: Files, config: MkDocsConfig) -> Files:
        self._site = None
        read = other_sources(config, self.config.versions)
        docs = hand_written_pages(files, config)
        self._site = site = BuiltSite(
            config=config,
            options=self.config,
            record_pages=self.record_pages,
            files=files,
            hand_written=frozenset(file.src_uri for file in files.documentation_pages()),
            read={**read, **sources_shown(docs, config)},
            archive=Archive(Path(config.site_dir)),
            given_nav=config.nav,
        )
        self._living, self._words = LivingPages(), PageWords()
        self._filled.clear()
        addresses = set()
        for file in self._made(site, docs):
            addresses.add(file.address)
            if file.address in site.hand_written:
                self._filled[file.address] = docs[file.address]
            self._place(file, docs, files, config)
        config.nav = site.nav = site.navigation(docs, addresses)
        for src_uri, text in site.archive.given_back(config.nav):
            files.remove(files.src_uris[src_uri])
            files.append(File.generated(config, src_uri, content=text))
        for src_uri, text in site.archive.frame_pages(config.nav):
            files.append(File.generated(config, src_uri, content=text))
        if not config.use_directory_urls:
            keep_addresses(files)
        return files

    def _made(self, site: BuiltSite, docs: dict[str, str]) -> Iterable[SiteFile]:
        """What the site is made of; in `serve`, as it last was where the record is broken."""
        if self._serving is None:
            return site.pages(docs)
        return made_or_last(self._serving, site, docs)

    def _place(
        self, made: SiteFile, docs: Mapping[str, str], files: Files, config: MkDocsConfig
    ) -> None:
        """Hand a page or a file to mkdocs."""
        src_uri = made.address
        if (replaced := files.src_uris.get(src_uri)) is not None:
            if src_uri not in docs and replaced.src_dir == config.docs_dir:
                raise PluginError(
                    f"{src_uri}: has the address of what the site makes of the record;"
                    " expected: another name"
                )
            files.remove(replaced)
        try:
            files.append(self._file(made, config))
        except OSError as error:
            raise problem_of_disk(error, self.site.archive.folder) from error

    def _file(self, made: SiteFile, config: MkDocsConfig) -> File:
        """A page waits for its frame where it needs no more; a file stands at once in its place."""
        src_uri, archive = made.address, self.site.archive
        if self._is_archiving and (page := made.ready) is not None:
            archive.take_ready(src_uri, page)
            return FinishedPage(src_uri, config, archive)
        if src_uri.endswith(".md"):
            return self._living.file(src_uri, made.whole, config)
        write_pieces(archive.folder / src_uri, made.data)
        return FinishedFile(src_uri, config)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Read which scripts the theme has, and let no title become an element again."""
        assert env.loader is not None, "themes have a loader"
        # To list all templates would be to list the ten thousand icons of Material.
        folders = [Path(folder, _THEME_SCRIPTS) for folder in config.theme.dirs]
        names = [f"{_THEME_SCRIPTS}{name}" for name in FileSystemLoader(folders).list_templates()]
        self._theme_scripts = theme_scripts(env.loader.get_source(env, name)[0] for name in names)
        # A title is HTML, and what is left of it without tags is printed as HTML again.
        # It is marked as escaped, so that a template that escapes it too does not do so twice.
        env.filters["striptags"] = lambda html: markupsafe.escape(do_striptags(html))
        return env

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Let the pages of `mkdocs serve` run what reloads them; after an edit of the record alone,
        write no more of them than it changes.
        """
        serving = self._serving
        assert serving is not None, "mkdocs serves"
        server.set_app(allowing_reload(server.serve_request, lambda: serving.notice))
        server.builder = lambda: self._rebuild(serving, server, builder)
        server.watch(str(serving.owing.parent))
        serving.watch(server, Path(self.config.versions))
        look_through_all()
        return server

    def _rebuild(
        self, serving: Serving, server: LiveReloadServer, build: Callable[..., None]
    ) -> None:
        with speaking(self._language):
            is_shown = (
                self._is_archiving
                and self._site is not None
                and self._language_now() == self._language
                and Save(serving, self._site, server).is_shown()
            )
        if not is_shown:
            build()
            look_through_all()

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        """Know by what name the navigation has a page of the record."""
        if not self._is_archiving:
            self._words.named(page)
        return page

    @event_priority(100)  # before any other plugin reads a page of the record
    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Set aside what of a generated page is finished HTML."""
        if page.file.src_uri in self.site.hand_written:
            return markdown
        if self._living.is_read_otherwise(page, markdown):
            raise rewritten(page)
        markdown, self._islands[page.file.src_uri] = without_islands(markdown)
        return markdown

    @event_priority(100)  # before any other plugin can put words into it
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put it back; refuse a page with more in it than words and how they look."""
        is_ours = page.file.src_uri not in self.site.hand_written
        if is_ours:
            islands = self._islands.pop(page.file.src_uri)
            html = with_islands(html, islands)
            page.present_anchor_ids = (page.present_anchor_ids or set()) | ids_in(islands)
        else:
            refuse_disguise(page, self._unfilled(html, page.file.src_uri))
        refuse_active(page, html)
        if self._is_archiving:
            return self._living.put_aside(page, html)
        if is_ours:
            front_matter = get_data(self._living.text_of(page))[1]
            if not self._words.watch(page, self._untouched(html, page), front_matter):
                raise rewritten(page)
        return html

    def _untouched(self, html: str, page: Page) -> str:
        """The HTML of a page of the record as it would be had no plugin changed its markdown."""
        text = self._living.text_of(page)
        if page.markdown == get_data(without_islands(text)[0])[0]:
            return html
        return self.site.body_of(page.file.src_uri, text)

    @event_priority(-100)  # behind any other plugin that may put words into it
    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give a page the HTML that was put aside until it is written."""
        self._living.put_back(page)
        if self._words.are_others(page):
            raise rewritten(page)
        return context

    def _unfilled(self, html: str, src_uri: str) -> str:
        """The HTML of a hand-written page without what fills it, which may say how a law stands."""
        written = self._filled.get(src_uri)
        return html if written is None else self.site.body_of(src_uri, written)

    @event_priority(100)  # before any other plugin can put words into it
    def _laid_round(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """See that the frame of a page prints what the page says."""
        if self._words.is_watched(page) and not self._words.frame(page, output):
            raise rewritten(page)
        return output

    @event_priority(-100)  # behind any other plugin that may put words into it
    def _written(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Mend what the theme wrote round a page, and say what the page may run and load."""
        if self._words.are_others_in_frame(page, output):
            raise rewritten(page)
        if self._is_archiving:
            self._living.let_go_of(page)
        html = self._framed(output, page.file.src_uri, config)
        if not self.site.archive.is_frame(page.file.src_uri):
            return html
        try:
            self.site.archive.take_frame(page.file.src_uri, html)
        except FrameError as error:
            raise PluginError(f"{error}; expected: `archive: false` for this plugin") from error
        return ""

    on_post_page = CombinedEvent(_laid_round, _written)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Lay the finished pages into their frames."""
        with telling_of_disk(Path(config.site_dir)):
            self.site.archive.lay_in()
        if self._serving:
            self._serving.shown()
        self.site.stands = True

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
            is_page = name.endswith(".md")
            root = "" if is_page else urlsplit(config.site_url or "").path
            html = with_links_to_files(html if is_page else with_links_from_here(html, root))
        return with_policy(fix_frame(html), self._theme_scripts)
