"""A page that mkdocs knows by its address, to check links to it, and does not make."""

from typing import cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from build_tools.site import urls
from build_tools.site.archive import Archive


class FinishedFile(File):
    """A page in an archive, whose folder is that of the site."""

    def __init__(self, src_uri: str, config: MkDocsConfig, archive: Archive) -> None:
        super().__init__(
            src_uri,
            src_dir=None,
            dest_dir=config.site_dir,
            use_directory_urls=config.use_directory_urls,
            dest_uri=urls.output(src_uri),
        )
        self.generated_by = "corpus"
        # Of the page of a file that links lead to, mkdocs asks for its anchors and no more.
        self.page = cast("Page", _Anchors(src_uri, archive))

    def is_documentation_page(self) -> bool:
        """It is none to mkdocs, which has nothing to make of it."""
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """The archive writes it."""


class _Anchors:
    """What mkdocs asks of the page of a link: where links can lead to in it."""

    def __init__(self, src_uri: str, archive: Archive) -> None:
        self._src_uri = src_uri
        self._archive = archive

    @property
    def present_anchor_ids(self) -> set[str]:
        return self._archive.ids_of(self._src_uri)
