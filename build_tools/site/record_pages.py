"""The options of the mkdocs plugin in; out come the files of the site that it makes of the record.

What is wrong becomes a PluginError; a redline that can be improved, a warning.
"""

import datetime as dt
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.failures import report_failure, report_fallback
from build_tools.model import Corpus, Document, Redline
from build_tools.model.problems import CorpusError, RedlineError, WeaveError
from build_tools.record import load_wanted
from build_tools.record.git import commit_of
from build_tools.record.parsed_ahead import parse_ahead
from build_tools.record.store import Store, user_store
from build_tools.record.wanted import EVERYTHING
from build_tools.record.workers import Workers, workers_of
from build_tools.render.pdf import PdfError
from build_tools.render.progress import progress_shown
from build_tools.site.build import SiteFile, site_assets, site_files
from build_tools.site.context import SiteContext
from build_tools.site.day import day_shown
from build_tools.site.file_store import FileStore, Offered
from build_tools.site.first_pages import edited_versions, first_pages
from build_tools.site.plugin_options import MEGABYTE, CorpusConfig
from build_tools.site.plugin_sources import relative_to_here
from build_tools.text.collector import collector_paused, pass_over_what_lives
from build_tools.word import WordTemplateError

log = get_plugin_logger("corpus")
_FEW = 4
"""Of so many edited texts the pages are made first; of more, all pages at once."""


@dataclass(frozen=True, slots=True)
class _Basis:
    """What pages are made of."""

    corpus: Corpus
    as_of: dt.date
    commit: str | None


class RecordPages:
    """The pages of a record, again and again as it is edited; each redline is made once.
    PluginError where the environment names a store that nothing here reads.
    """

    def __init__(self) -> None:
        try:
            self.store = user_store()
        except CorpusError as error:
            raise PluginError(str(error)) from error
        self._comparisons = Comparisons(_warn, self.store)
        self._corpus = Corpus(documents=(), amendments=())
        self._whole: _Basis | None = None
        """What all pages were last made of; None where they never were."""
        self._shown: _Basis | None = None
        """What those were last made of that are made first."""
        self.offers_files = True
        """Whether the site has files that readers take away."""

    def take_nothing_as_made(self) -> None:
        """Make all of it anew, whatever is kept, and keep nothing."""
        self.store = Store(None)
        self._comparisons = Comparisons(_warn, self.store)

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents of the record, as pages were last made of it."""
        return self._corpus.documents

    def made(
        self,
        options: CorpusConfig,
        docs: Mapping[str, str],
        site_url: str,
        editor: str,
        give_way: Callable[[], None] | None = None,
    ) -> Iterator[SiteFile]:
        """The files of the site, `docs` being the pages that somebody wrote by hand, in the
        language of the record, which is spoken, with links to `editor`, where a forge edits the
        record; PluginError where they cannot be made.

        `give_way`, where it is given, is asked before each page, and ends all by an error of its
        own; then nothing is made by workers, which nobody could ask.
        """
        with _as_plugin_errors(), _workers(options) as workers:
            basis = self._basis(options, None if give_way else workers)
            pass_over_what_lives()
            yield from site_files(
                basis.corpus,
                basis.as_of,
                docs,
                self._comparisons,
                self.file_store(options),
                site_url=site_url,
                editor=editor,
                commit=basis.commit,
                workers=None if give_way else workers,
                give_way=give_way or _never,
            )
        yield from (SiteFile(address, text) for address, text in site_assets().items())
        self._corpus = basis.corpus
        self._whole = self._shown = basis

    def first(
        self, options: CorpusConfig, docs: Mapping[str, str], site_url: str, editor: str
    ) -> list[SiteFile] | None:
        """The pages that show first what was edited since the last ones: none where nothing was,
        and None where more was than a few texts. PluginError where they cannot be made.
        """
        with _as_plugin_errors():
            basis, before = self._basis(options), self._shown
            if before is None or (basis.as_of, basis.commit) != (before.as_of, before.commit):
                return None
            edited = edited_versions(before.corpus, basis.corpus)
            if edited is None or len(edited) > _FEW:
                return None
            files = self.file_store(options)
            given = basis.corpus, basis.as_of, self._comparisons, files, site_url, docs.keys()
            site = SiteContext(*given, editor=editor, files_are_ready=False)
            pages = [*first_pages(site, edited)]
        self._shown = basis
        return [*map(SiteFile.of_page, pages)]

    def give_up(self) -> None:
        """Those that were made first are shown no more."""
        self._shown = self._whole

    def _basis(self, options: CorpusConfig, workers: Workers | None = None) -> _Basis:
        """What the record says now; CorpusError where it cannot be read."""
        self.store.limit = options.store_limit * MEGABYTE
        root = Path(options.versions)
        if workers:
            parse_ahead(relative_to_here(root), self.store, workers)
        with collector_paused():  # all of it is in use as long as the pages are made
            corpus = load_wanted(relative_to_here(root), EVERYTHING, self.store)
        return _Basis(corpus, options.as_of or _today(), commit_of(root))

    def file_store(self, options: CorpusConfig) -> FileStore:
        """The files that readers take away, as the options want them."""
        if not self.offers_files:
            return FileStore((), store=self.store)
        template = options.word_template
        templates = {"docx": Path(template).read_bytes()} if template else None
        endings = ("docx", "pdf") if options.pdf else ("docx",)
        offered = Offered(endings, options.akoma_ntoso or "", options.old_files)
        return FileStore.of(offered, templates, self.store)


def _never() -> None:
    """Nobody saves anything meanwhile, or nobody asks."""


@contextmanager
def _as_plugin_errors() -> Iterator[None]:
    try:
        yield
    except (PdfError, WordTemplateError) as error:
        raise PluginError(str(error)) from error
    except (CorpusError, RedlineError, WeaveError) as error:
        raise PluginError(_message(error)) from error


@contextmanager
def _workers(options: CorpusConfig) -> Iterator[Workers]:
    with progress_shown() as tell:
        try:
            workers = workers_of(options.jobs, options.cluster, tell, log.info)
        except ValueError as error:
            raise PluginError(str(error)) from error
        with workers.staying() as staying:
            yield staying


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
