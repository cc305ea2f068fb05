"""A page or a file that mkdocs knows by its address, to check links to it, and does not make."""

import posixpath
from functools import cached_property
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from build_tools.site import urls
from build_tools.site.archive import Archive


class _Told(cached_property[str]):
    """What mkdocs keeps of a file of its own, told anew each time."""

    def __get__(self, file: Any, owner: Any = None) -> Any:
        return self if file is None else self.func(file)


class FinishedFile(File):
    """A file that stands in its place. A site has tens of thousands, so each holds little more than
    its address: what mkdocs keeps of its own files is told when somebody asks.
    """

    src_dir: str | None = None
    generated_by: str | None = "corpus"

    def __init__(self, src_uri: str, config: MkDocsConfig) -> None:
        self.src_uri = src_uri
        self.dest_dir = config.site_dir
        self.use_directory_urls = config.use_directory_urls

    @_Told
    def name(self) -> str:
        """That of the file, without its ending."""
        return self._get_stem()

    @_Told
    def dest_uri(self) -> str:
        """Where it stands in the site."""
        return urls.output(self.src_uri)

    @_Told
    def url(self) -> str:
        """What links to it lead to."""
        folder, name = posixpath.split(self.dest_uri)
        is_folder = self.use_directory_urls and name == "index.html"
        return quote(f"{folder or '.'}/" if is_folder else self.dest_uri)

    @_Told
    def abs_dest_path(self) -> str:
        """Where it stands on the disk."""
        return self._path()

    @_Told
    def abs_src_path(self) -> str:
        """From where it can be read."""
        return self._path()

    def _path(self) -> str:
        return str(Path(self.dest_dir, self.dest_uri))

    def is_documentation_page(self) -> bool:
        """It is none to mkdocs, which has nothing to make of it."""
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """It is there."""


class FinishedPage(FinishedFile):
    """A page in an archive, whose folder is that of the site."""

    def __init__(self, src_uri: str, config: MkDocsConfig, archive: Archive) -> None:
        super().__init__(src_uri, config)
        # Of the page of a file that links lead to, mkdocs asks for its anchors and no more.
        self.page = cast("Page", _Anchors(src_uri, archive))


class _Anchors:
    """What mkdocs asks of the page of a link: where links can lead to in it."""

    __slots__ = ("_archive", "_src_uri")

    def __init__(self, src_uri: str, archive: Archive) -> None:
        self._src_uri = src_uri
        self._archive = archive

    @property
    def present_anchor_ids(self) -> set[str]:
        return self._archive.ids_of(self._src_uri)
