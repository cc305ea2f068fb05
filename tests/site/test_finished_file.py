"""What mkdocs is told of a file that it does not make, and holds of a page that it does."""

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from build_tools.site.finished_file import FinishedFile
from build_tools.site.living_pages import LivingPages

ADDRESSES = ("data/corpus.json", "pond/v/1.0 a.docx", "pond/redline/1.0..2.0/changes.csv")
TOLD = ("name", "dest_uri", "url", "abs_dest_path", "generated_by", "src_dir", "src_path")


@pytest.fixture
def config() -> MkDocsConfig:
    config = MkDocsConfig()
    config.site_dir, config.use_directory_urls = "/site", True
    return config


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("folders", [True, False])
def test_a_finished_file_tells_what_mkdocs_tells_of_its_own_and_holds_nothing_of_it(
    config: MkDocsConfig, address: str, folders: bool
) -> None:
    config.use_directory_urls = folders
    own = File(address, None, config.site_dir, folders)
    own.generated_by = "corpus"
    file = FinishedFile(address, config)
    held = {*vars(file)}
    assert [getattr(file, name) for name in TOLD] == [getattr(own, name) for name in TOLD]
    assert file.url_relative_to("pond/index.html") == own.url_relative_to("pond/index.html")
    assert {*vars(file)} == held == {"src_uri", "dest_dir", "use_directory_urls"}


def test_the_page_of_a_finished_page_stands_where_its_address_says(config: MkDocsConfig) -> None:
    file = FinishedFile("pond/v/1.0/index.md", config)
    own = File("pond/v/1.0/index.md", None, config.site_dir, use_directory_urls=True)
    assert (file.dest_uri, file.url) == (own.dest_uri, own.url)
    assert not file.is_documentation_page()


def test_a_living_page_is_on_the_disk_until_mkdocs_reads_and_until_it_writes_it(
    config: MkDocsConfig,
) -> None:
    living = LivingPages()
    file = living.file("pond/index.md", "# Pond\r\n\u201cwet\u201d\n", config)
    assert file.content_string == "# Pond\r\n\u201cwet\u201d\n"
    assert file.content_bytes == file.content_string.encode()
    assert "Pond" not in repr(vars(file))
    file.content_string = "# Lake\n"
    assert file.content_bytes == b"# Lake\n"
    page = Page(None, file, config)
    page.content = living.put_aside(page, "<h1>Lake</h1>")
    assert page.content == ""
    living.put_back(page)
    assert page.content == "<h1>Lake</h1>"
    living.let_go_of(page)
    assert page.content == ""
