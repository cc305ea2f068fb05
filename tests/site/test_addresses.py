"""No two pages of a site stand at one address, and no document is called as the site calls
something else."""

import datetime as dt
from pathlib import Path

import pytest

from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Corpus
from build_tools.model.names import SITE_NAMES
from build_tools.model.problems import CorpusError
from build_tools.record import load
from build_tools.site.addresses import shared_addresses
from build_tools.site.build import by_address, site_files
from build_tools.site.file_store import FileStore
from tests.paths import RECORD
from tests.publishing import hand_written


@pytest.mark.parametrize(
    ("docs", "made", "wrong"),
    [
        (["index.md", "rules/index.md"], ["pond/index.md", "pond/history/index.md"], []),
        (["pond.md"], ["pond/index.md"], ["pond.md"]),
        (["pond/index.md"], ["pond/index.md"], ["pond/index.md"]),
        ([], ["pond/index.md", "pond.md"], ["pond/index.md"]),
        ([], ["feed.xml/index.md", "feed.xml"], ["feed.xml"]),
        (["feed.xml.md"], ["feed.xml"], ["feed.xml"]),
        (["pond/README.md"], ["pond/index.md"], ["pond/README.md"]),
        ([], ["feed.json", "feed.json"], ["feed.json"]),
    ],
)
def test_pages_at_one_address_are_told_of(
    docs: list[str], made: list[str], wrong: list[str]
) -> None:
    assert [problem.path for problem in shared_addresses(docs, made)] == wrong


@pytest.mark.parametrize(
    "page",
    [
        "rules.md",
        "rules/index.md",
        "rules/v/2.0.md",
        "rules/README.md",
        "rules/feed.xml.md",
        "data/corpus.json.md",
        "rules/v/2.0/rules-2.0.txt/x.md",
    ],
)
def test_a_hand_written_page_at_the_address_of_the_record_is_refused(page: str) -> None:
    with pytest.raises(CorpusError, match=r": file: has the address of `(rules|data)/"):
        by_address(
            site_files(
                load(RECORD), dt.date(2021, 6, 1), {page: "# Mine\n"}, Comparisons(), FileStore(())
            )
        )


@pytest.mark.parametrize(
    "page",
    [
        "rules/v/9.0.md",
        "rules/notes.md",
        "RULES.md",
        "Rules/index.md",
        "amendments/third-rules.md",
        "data/versions.md",
        "rul\u0435s/index.md",
        "\u200brules.md",
        "rules\u2024md/index.md",
    ],
)
def test_a_hand_written_page_does_not_stand_as_if_it_were_of_the_record(page: str) -> None:
    with pytest.raises(CorpusError, match=r"stands among the pages of|has a name of more than"):
        by_address(
            site_files(
                load(RECORD), dt.date(2021, 6, 1), {page: "# Mine\n"}, Comparisons(), FileStore(())
            )
        )


def test_all_that_stands_at_the_root_of_a_site_is_reserved(record: Corpus, site: Path) -> None:
    documents = {document.id for document in record.documents}
    pages = {Path(page).parts[0].removesuffix(".md") for page in hand_written()}
    others = {path.name for path in site.iterdir() if not path.name.startswith(".")}
    assert others - documents - pages - {"images", "about"} <= SITE_NAMES
