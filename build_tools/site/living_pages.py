"""The pages that mkdocs makes itself, on the disk while it does nothing with them: it reads all of
them before it writes the first, and would hold their texts, and what it made of them.
"""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs.utils.meta import get_data

from build_tools.model.file_kinds import as_bytes
from build_tools.site.page_words import is_changed
from build_tools.site.spool import Spool, Spooled


class LivingPages:
    """Those of one build."""

    def __init__(self) -> None:
        self._spool = Spool()
        self._texts: dict[str, Spooled] = {}
        self._contents: dict[str, Spooled] = {}

    def file(self, src_uri: str, text: str | bytes, config: MkDocsConfig) -> File:
        """A page for mkdocs, whose text is read when it is asked for."""
        self._texts[src_uri] = kept = self._spool.kept(text)
        return _SpooledFile(src_uri, config, kept)

    def text_of(self, page: Page) -> str:
        """The text of a page as it was made of the record, whatever other plugins made of it."""
        return str(self._texts[page.file.src_uri])

    def is_read_otherwise(self, page: Page, markdown: str) -> bool:
        """Whether mkdocs has read another text than was made, or other front matter."""
        if page.file.src_uri not in self._texts:
            return False
        text, front_matter = get_data(self.text_of(page))
        return text != markdown or is_changed(front_matter, page.meta)

    def put_aside(self, page: Page, html: str) -> str:
        """Keep the HTML of a page until it is written; what mkdocs is to hold of it meanwhile."""
        self._contents[page.file.src_uri] = self._spool.kept(html)
        return ""

    def put_back(self, page: Page) -> None:
        """Give a page its HTML, which is written now."""
        if kept := self._contents.pop(page.file.src_uri, None):
            page.content = str(kept)

    def let_go_of(self, page: Page) -> None:
        """Hold the HTML of a page no more, which is written."""
        page.content = ""


class _SpooledFile(File):
    """A page of the record whose text is on the disk."""

    generated_by: str | None = "corpus"
    abs_src_path = None

    def __init__(self, src_uri: str, config: MkDocsConfig, text: Spooled) -> None:
        super().__init__(
            src_uri,
            src_dir=None,
            dest_dir=config.site_dir,
            use_directory_urls=config.use_directory_urls,
        )
        self._text = text

    @property
    def content_string(self) -> str:
        """What mkdocs reads of it."""
        return str(self._text)

    @content_string.setter
    def content_string(self, value: str) -> None:
        self._text = self._text.spool.kept(value)

    @property
    def content_bytes(self) -> bytes:
        """The same as bytes."""
        return as_bytes(self._text.content)

    @content_bytes.setter
    def content_bytes(self, value: bytes) -> None:
        self._text = self._text.spool.kept(value)

    def is_modified(self) -> bool:
        """It was just made."""
        return True
