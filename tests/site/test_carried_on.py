"""What was issued and then carried on keeps its pages; every way to it leads on to the text with
which its amendment goes on."""

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest

from build_tools.editing.amend import amend
from build_tools.editing.rebase import rebase
from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Corpus
from build_tools.record import load
from tests.paths import RECORD
from tests.publishing import built, marker
from tests.running import replace_in

DAY = dt.date(2022, 2, 1)
PAGES = {"index.md": f"{marker('status')}\n\n{marker('links')}\n"}


@pytest.fixture(scope="module")
def overtaken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Version 2.0 has been issued; 3.0, begun from 1.0 as well, has taken effect."""
    root = shutil.copytree(RECORD, tmp_path_factory.mktemp("carried") / "versions")
    replace_in(root / "rules/document.yml", "fictional: true", "fictional: false")
    draft = amend(root, "rules", DAY, title="A deposit")
    replace_in(draft.text_path, "may borrow what", "may borrow for a deposit what")
    head = draft.amendment_path.read_text().partition("# Take away")[0]
    dates = "dates:\n  effect: {actual: 2022-01-01}\nsources:\n  - title: The book in the shed\n"
    draft.amendment_path.write_text(f"{head}{dates}")
    return root


@pytest.fixture(scope="module")
def before(overtaken: Path) -> dict[str, str]:
    """The site before the proposal is carried on."""
    return pages(load(overtaken))


@pytest.fixture(scope="module")
def after(overtaken: Path, before: dict[str, str]) -> dict[str, str]:
    """The site once it has been."""
    assert before
    rebase(overtaken, "second-rules", DAY, Comparisons())
    return pages(load(overtaken))


def pages(corpus: Corpus, day: dt.date = DAY) -> dict[str, str]:
    return built(corpus, day, PAGES, Comparisons())


def test_no_address_is_lost(before: dict[str, str], after: dict[str, str]) -> None:
    assert before.keys() < after.keys()
    assert {"rules/v/4.0/index.md", "rules/redline/2.0..4.0/index.md"} <= after.keys()


def test_the_page_of_what_was_carried_on_says_as_what(after: dict[str, str]) -> None:
    page = after["rules/v/2.0/index.md"]
    assert '<strong>Carried on</strong> as <a href="../4.0/">' in page
    assert 'href="../../redline/2.0..4.0/"' in page
    assert "Proposed, not in force" not in page
    assert "carried on as 4.0" in after["rules/history/index.md"]
    assert "carried on as 4.0" in after["amendments/index.md"]


def test_the_amendment_tells_of_both_texts(after: dict[str, str]) -> None:
    page = after["amendments/second-rules/index.md"]
    assert page.index("redline/1.0..2.0/") < page.index("redline/3.0..4.0/")
    assert 'redline/2.0..4.0/">What differs between them</a>' in page


def test_what_is_proposed_is_the_text_that_goes_on(after: dict[str, str]) -> None:
    home = after["index.md"]
    assert "rules/redline/3.0..4.0/" in home
    assert "2.0" not in home


def test_the_manifest_has_all_versions(after: dict[str, str]) -> None:
    versions = json.loads(after["data/corpus.json"])["documents"][0]["versions"]
    assert [(each["version"], each["stage"]) for each in versions] == [
        ("1.0", "superseded"),
        ("2.0", "carried on as 4.0"),
        ("3.0", "in force"),
        ("4.0", "consultation closed"),
    ]


def test_a_feed_tells_what_came_of_the_text_that_it_came_of(
    before: dict[str, str], after: dict[str, str]
) -> None:
    """The consultation was on 2.0, whatever the amendment goes on with."""
    address = "amendments/second-rules/feed.xml"
    assert before[address] == after[address]
    assert "Rules 2.0, consultation issued" in after[address]
