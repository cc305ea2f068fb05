"""A site in the hands of mkdocs: with what its pages are made, and what came of them."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from build_tools.site.archive import Archive
from build_tools.site.build import SiteFile
from build_tools.site.finished_file import FinishedFile
from build_tools.site.frame import NavItem, navigation
from build_tools.site.islands import with_islands, without_islands
from build_tools.site.plugin_options import CorpusConfig
from build_tools.site.plugin_sources import editor_of_record, other_sources, sources_shown
from build_tools.site.record_pages import RecordPages
from build_tools.site.serving import Stamps
from build_tools.site.urls import HOME


@dataclass(slots=True, kw_only=True)
class BuiltSite:
    """A site that mkdocs builds."""

    config: MkDocsConfig
    options: CorpusConfig
    record_pages: RecordPages
    files: Files
    """All that mkdocs knows of."""
    hand_written: frozenset[str]
    """The pages that somebody wrote by hand."""
    read: Stamps
    """What the site is made from beside the record, as this build found it."""
    archive: Archive
    """The pages that mkdocs does not make."""
    given_nav: list[NavItem] | None = None
    """The navigation as the publisher gave it."""
    nav: list[NavItem] = field(default_factory=list)
    """The same with what is made of the record."""
    is_right: bool = True
    """Whether the record could be made into it; else it is as it last was."""
    stands: bool = False
    """Whether mkdocs has built all of it."""

    def pages(
        self, docs: dict[str, str], give_way: Callable[[], None] | None = None
    ) -> Iterator[SiteFile]:
        """What the site is made of; PluginError where it cannot be made."""
        if HOME in docs and HOME not in self.hand_written:
            yield SiteFile(HOME, docs[HOME])
        yield from self.record_pages.made(*self._given(docs), give_way)

    def first_pages(self, docs: dict[str, str]) -> list[SiteFile] | None:
        """What shows an edited text first, as `RecordPages.first` has it."""
        return self.record_pages.first(*self._given(docs))

    def _given(self, docs: dict[str, str]) -> tuple[CorpusConfig, dict[str, str], str, str]:
        """What pages are made with."""
        editor = editor_of_record(self.config, self.options.versions, self.options.edit_uri)
        return self.options, docs, self.config.site_url or "", editor

    def is_made_from(self, docs: dict[str, str]) -> bool:
        """Whether what it was made from beside the record is still the same."""
        beside = other_sources(self.config, self.options.versions)
        return self.read == {**beside, **sources_shown(docs, self.config)}

    def navigation(self, docs: dict[str, str], made: Collection[str]) -> list[NavItem]:
        """The navigation with what is made of the record now, which has these addresses."""
        return navigation(self.record_pages.documents, made, docs.keys(), self.given_nav)

    def has_beside(self, address: str) -> bool:
        """Whether something else than the record has that address."""
        return self.files.get_file_from_path(address) is not None

    def knows(self, address: str) -> None:
        """Something of the record stands at that address, and links can lead there."""
        if not self.has_beside(address):
            self.files.append(FinishedFile(address, self.config))

    def forgets(self, address: str) -> None:
        """Nothing stands there any more."""
        self.archive.forget(address)
        if (file := self.files.get_file_from_path(address)) is not None:
            self.files.remove(file)

    def body_of(self, src_uri: str, text: str) -> str:
        """The HTML of a text, as mkdocs makes it where no other plugin hears of it."""
        if src_uri in self.hand_written:
            return self._rendered(src_uri, text)
        text, islands = without_islands(text)
        return with_islands(self._rendered(src_uri, text), islands)

    def _rendered(self, src_uri: str, text: str) -> str:
        page = Page(None, File.generated(self.config, src_uri, content=text), self.config)
        page.read_source(self.config)
        page.render(self.config, self.files)
        return page.content or ""


@contextmanager
def telling_of_disk(folder: Path) -> Iterator[None]:
    """PluginError for what cannot be written into a folder."""
    try:
        yield
    except OSError as error:
        raise problem_of_disk(error, folder) from error


def problem_of_disk(error: OSError, folder: Path) -> PluginError:
    """What is wrong with what should have been written into a folder."""
    message = f"{error.filename or folder}: cannot be written: {error.strerror}"
    return PluginError(f"{message}; expected: room on the disk, and leave to write")
