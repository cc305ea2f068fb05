"""A site grows with its versions, not with their square: its pages, its files and the comparisons
that it takes."""

import datetime as dt
import re
import sys
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from types import FrameType

import pytest

from build_tools.compare.redline import redline
from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Corpus, Document, Redline, Version
from build_tools.record.store import Store
from build_tools.site import urls
from build_tools.site.build import by_address, site_files
from build_tools.site.file_store import FileStore
from build_tools.site.follow.subjects import subjects
from build_tools.site.frame import FEW, navigation
from build_tools.site.pages.rail import FEW as RAIL
from build_tools.site.pages.rail import versions_in_rail
from build_tools.site.record_on_day import RecordOnDay
from build_tools.site.spool import Streamed
from tests.recording import made

DAY = dt.date(2040, 1, 1)
BOATS = ("raft", "punt", "canoe")


def text(version: int) -> str:
    """A text whose every version adds a clause, rewords another and fills a cell."""
    clauses = [f"1.{at} A visitor may take the {BOATS[at % 3]} of pier {at}." for at in range(1, 5)]
    clauses[version % 4] += f" It goes back by {version % 12 + 1} o'clock."
    rows = [f"| {boat} | {version if at == version % 3 else ''} |" for at, boat in enumerate(BOATS)]
    table = "\n".join(["Table 1.9: Boats", "", "| Boat | Trips |", "|---|---|", *rows])
    return "\n\n".join(["# 1 Boats", *clauses, table]) + "\n"


def chain(versions: int, proposed: int = 1) -> Corpus:
    """A document of so many versions, of which the last ones are proposals."""
    told = []
    for at in range(versions):
        issued = {"consultation-issued": f"{2000 + at}-01-01"}
        effect = {} if at >= versions - proposed else {"effect": f"{2000 + at}-06-01"}
        told.append((text(at), {**issued, **effect}))
    document = made("pond", *told)
    amendments = tuple(each.amendment for each in document.versions if each.amendment)
    return Corpus(documents=(document,), amendments=amendments)


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The pairs of versions that were compared with one another, as they are."""
    found: list[tuple[str, str]] = []

    def counted(old: Version, new: Version) -> Redline:
        found.append((old.label, new.label))
        return redline(old, new)

    monkeypatch.setattr("build_tools.lineage.comparisons.redline", counted)
    return found


def test_pages_files_and_comparisons_grow_with_the_versions(
    compared: list[tuple[str, str]],
) -> None:
    counts = []
    for versions in (5, 10, 20):
        compared.clear()
        site = by_address(site_files(chain(versions), DAY, {}, Comparisons(), FileStore(())))
        pages = sum(name.endswith(".md") for name in site)
        counts.append((len(compared), pages, len(site)))
        assert len(compared) == len(set(compared)), "each is made once"
    for five, ten, twenty in zip(*counts, strict=True):
        assert twenty - ten == 2 * (ten - five)
        assert twenty - ten > 0
    _leads_to_all_versions(site, chain(20).documents[0])
    made_once, pages, files = counts[-1]
    assert made_once < 20
    assert pages <= 5 * 20
    assert files <= 16 * 20 + 20, "twenty of a site are not of any version"


def _leads_to_all_versions(site: Mapping[str, str | bytes], document: Document) -> None:
    """The rail names some, and leads to the page that names all, and what changed in each."""
    history = str(site[urls.history(document.id)])
    labels = [each.label for each in document.versions]
    assert all(f'href="../v/{label}/"' in history for label in labels)
    assert all(f'href="../redline/{old}..{new}/"' in history for old, new in pairwise(labels))
    for label in labels:
        page = str(site[urls.version(document.id, label)])
        rail = page.partition('<nav class="versions"')[2].partition("</nav>")[0]
        assert rail.count("<li") <= RAIL + 1
        assert "/history/" in rail
        assert f"All {len(labels)} versions" in rail


def test_a_page_names_so_many_versions_however_many_there_are() -> None:
    for versions in (RAIL, RAIL + 1, 2 * RAIL):
        document = chain(versions).documents[0]
        record = RecordOnDay(chain(versions), DAY)
        named = [versions_in_rail(record, document, each) for each in document.versions]
        assert all(len(each) <= RAIL for each in named)
        assert all(here in each for here, each in zip(document.versions, named, strict=True))
        assert (len(named[0]) == versions) == (versions <= RAIL)


def test_how_versions_stand_is_worked_out_in_time_that_grows_with_them() -> None:
    few, more = (_calls_for_standing(versions) for versions in (15, 30))
    assert more < 2.3 * few


def _calls_for_standing(versions: int) -> int:
    """How many functions are called to tell of each version how it stands."""
    corpus = chain(versions)
    document, pages = corpus.documents[0], RecordOnDay(corpus, DAY)
    counted = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event == "call"

    sys.setprofile(count)
    try:
        for version in document.versions:
            pages.stage_in_words(document, version)
            pages.drawn_stage(document, version)
            pages.superseded_by(document, version)
            pages.is_over(document, version)
            versions_in_rail(pages, document, version)
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize("more", [1, 4])
def test_the_navigation_does_not_grow_with_many_documents(more: int) -> None:
    names = [f"pond{at}" for at in range(FEW + more)]
    documents = tuple(made(name, ("# 1 Boats\n", {"effect": "2001-01-01"})) for name in names)
    amendments = tuple(version.amendment for each in documents for version in each.versions)
    corpus = Corpus(documents=documents, amendments=tuple(filter(None, amendments)))
    site = by_address(site_files(corpus, DAY, {}, Comparisons(), FileStore(())))
    found = navigation(documents, site.keys(), {urls.HOME}, None)
    assert [*map(list, found)] == [["Home"], ["Documents"], ["Amendments"], ["Compare"], ["Data"]]
    listed = str(site[urls.DOCUMENTS])
    assert all(f'href="../{name}/"' in listed for name in names)
    assert urls.DOCUMENTS not in by_address(
        site_files(chain(2), DAY, {}, Comparisons(), FileStore(()))
    )


@pytest.mark.parametrize("documents", [FEW, FEW + 1, 80])
def test_what_follows_all_documents_names_no_more_of_them_than_a_heading_has_room_for(
    documents: int,
) -> None:
    told = (made(f"pond-{at}", (text(at), {"effect": "2020-06-01"})) for at in range(documents))
    named = next(subjects(Corpus(documents=tuple(told), amendments=()))).name
    told_all = documents <= FEW
    assert named.count("POND-") == (documents if told_all else 3)
    assert named.endswith(f"and {documents - 3} more") is not told_all


@pytest.mark.parametrize("page", [urls.DATA, urls.AMENDMENTS])
def test_a_list_of_versions_says_how_long_it_is_before_a_browser_draws_it(page: str) -> None:
    files = by_address(site_files(chain(9), DAY, {}, Comparisons(), FileStore(())))
    frame = r'<div class="table-frame frame-of-versions" style="--rows:(\d+)">'
    (rows,) = re.findall(frame, str(files[page]))
    assert int(rows) == 9


def test_what_is_made_of_a_document_is_let_go_of(tmp_path: Path) -> None:
    comparisons = Comparisons(store=Store(tmp_path))
    corpus = chain(4)
    files = site_files(corpus, DAY, {}, comparisons, FileStore((), store=comparisons.store))
    held = [len(comparisons._made) for _ in files]
    assert max(held) > 0
    assert held[-1] < max(held)


def test_a_file_that_tells_of_all_versions_is_never_held_whole() -> None:
    files = site_files(chain(8), DAY, {}, Comparisons(), FileStore(()))
    streamed = {each.address: each.data for each in files if isinstance(each.content, Streamed)}
    assert streamed.keys() == {urls.FIND_INDEX}
