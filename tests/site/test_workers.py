"""A site that several workers make is, byte for byte, the one that is made by one."""

import datetime as dt
import os
import signal
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import pytest

from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Corpus, CorpusError, Document
from build_tools.record import load
from build_tools.record.store import Store
from build_tools.record.store_places import Place, place_at
from build_tools.record.workers import Failed, Unit, Workers
from build_tools.site import units
from build_tools.site.build import by_address, site_files
from build_tools.site.context import SiteContext
from build_tools.site.file_store import FileStore, Offered
from build_tools.site.parts import KIND, part_code, part_key
from build_tools.site.units import Job, UnitError, compare_steps, draw_document, made_ahead
from tests.paths import RECORD
from tests.patience import PATIENCE
from tests.recording import made as recorded
from tests.running import Run

DAY = dt.date(2026, 11, 23)
Site = dict[str, str | bytes]


DOCS = {"record.md": "# How the record is kept\n"}
"""A page that others lead to where it is there."""


def built(corpus: Corpus, place: Path | Place, workers: Workers) -> Site:
    store = Store(place)
    files = FileStore(store=store)
    return by_address(
        site_files(corpus, DAY, DOCS, Comparisons(store=store), files, workers=workers)
    )


def test_a_part_that_a_worker_kept_is_the_one_that_is_wanted(small: Corpus, tmp_path: Path) -> None:
    store = Store(tmp_path)
    files = FileStore(("docx",), store=store)
    site = SiteContext(small, DAY, Comparisons(store=store), files, "", DOCS.keys())
    draw_document(units._job(site), "rules")
    assert store.has(KIND, part_key(site, small.document("rules")))


def test_a_worker_that_has_compared_holds_no_redline(small: Corpus, tmp_path: Path) -> None:
    store = Store(tmp_path)
    site = SiteContext(small, DAY, Comparisons(store=store), FileStore(store=store), "")
    job = units._job(site)
    compare_steps(job, "rules", [("1.0", "2.0")])
    old, new = map(small.document("rules").version, ("1.0", "2.0"))
    assert site.comparisons.has(old, new), "it is kept"
    assert not units._site(job).comparisons._made


@pytest.fixture
def small() -> Corpus:
    return load(RECORD)


def test_two_processes_make_what_one_does(small: Corpus, tmp_path: Path) -> None:
    told: list[str] = []
    workers = Workers(jobs=2, tell=lambda name, _done, _all: told.append(name))
    made = built(small, tmp_path / "two", workers)
    assert told == ["rules 1.0..2.0", "rules"]
    assert made == built(small, tmp_path / "one", Workers())
    told.clear()
    assert built(small, tmp_path / "two", workers) == made
    assert not told, "what is kept is not made"


@pytest.mark.sweep
def test_so_they_do_of_the_whole_record(record: Corpus, tmp_path: Path) -> None:
    made = built(record, tmp_path / "two", Workers(jobs=2))
    assert made == built(record, tmp_path / "one", Workers())


def test_a_small_record_is_not_worth_a_process(small: Corpus, tmp_path: Path) -> None:
    told: list[str] = []
    workers = Workers(jobs=2, least=10**6, tell=lambda name, _done, _all: told.append(name))
    built(small, tmp_path, workers)
    assert not told


@pytest.mark.sweep
def test_what_workers_cannot_make_is_made_here(
    small: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker of another release would keep something else under the key."""
    monkeypatch.setattr(units, "part_code", lambda: "another release")
    complaints: list[str] = []
    made = built(small, tmp_path / "two", Workers(jobs=2, complain=complaints.append))
    assert len(complaints) == 2
    assert all("another release of this program" in each for each in complaints)
    assert made == built(small, tmp_path / "one", Workers())


def test_a_store_that_a_worker_does_not_see_is_said_to_be_none(tmp_path: Path) -> None:
    job = Job(
        store=str(tmp_path),
        record="none",
        code=part_code(),
        as_of=DAY,
        site_url="",
        offered=Offered(()),
        templates=(),
    )
    with pytest.raises(UnitError, match="is not the store of the build; it must be a shared"):
        draw_document(job, "rules")


def dying(_workers: Workers, asked: list[Unit]) -> list[Failed]:
    return [Failed(each, "its worker died", died=True) for each in asked]


@contextmanager
def here(_workers: Workers, asked: list[Unit]) -> Iterator[Iterator[tuple[Unit, Failed | None]]]:
    """Units as they are asked for; the first takes its worker with it."""

    def ended() -> Iterator[tuple[Unit, Failed | None]]:
        yield asked[0], Failed(asked[0], "its worker died", died=True)
        for each in asked[1:]:
            each.make(*each.given)
            yield each, None

    yield ended()


def test_a_unit_whose_workers_died_is_not_tried_here(
    small: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Workers, "run", dying)
    monkeypatch.setattr(Workers, "running", here)
    store = Store(tmp_path)
    site = SiteContext(small, DAY, Comparisons(store=store), FileStore((), store=store), "")
    with made_ahead(site, Workers(jobs=2)) as wait_for, pytest.raises(CorpusError) as refused:
        wait_for(small.document("rules"))
    names = [each.path for each in refused.value.problems]
    assert names == ["rules", "rules 1.0..2.0"]
    assert {each.message for each in refused.value.problems} == {"cannot be made: its worker died"}


def test_where_a_unit_dies_the_rest_is_made_before_that_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = tuple([written(f"law-{number}", 1) for number in range(4)])
    amendments = tuple([made for each in documents if (made := each.versions[0].amendment)])
    corpus = Corpus(documents=documents, amendments=amendments)
    monkeypatch.setattr(Workers, "running", here)
    store = Store(tmp_path)
    site = SiteContext(corpus, DAY, Comparisons(store=store), FileStore((), store=store), "")
    died = pytest.raises(CorpusError, match="law-0: cannot be made: its worker died")
    with made_ahead(site, Workers(jobs=2)) as wait_for, died:
        wait_for(documents[0])
    kept = [store.has(KIND, part_key(site, each)) for each in documents]
    assert kept == [False, True, True, True]


def written(id_: str, clauses: int) -> Document:
    """A document of one version with so many clauses."""
    text = "".join(f"{at}. Each party must do {at} things.\n\n" for at in range(1, clauses + 1))
    return recorded(id_, (text, {"effect": "2026-01-01"}))


def test_a_document_is_one_unit_unless_the_others_would_end_long_before_it() -> None:
    equal = [written(f"law-{number}", 9) for number in range(4)]
    long = written("long", 99)
    assert units._divided(equal, 2) == []
    assert units._divided(equal[:3], 2) == equal[:3], "each is a third of the work"
    assert units._divided([*equal, long], 2) == [long]
    assert units._divided(equal, 0) == equal, "nobody knows how many workers there are"


def test_the_longest_is_drawn_first_and_others_as_the_build_reads_them() -> None:
    documents = [written(f"law-{at}", clauses) for at, clauses in enumerate((9, 12, 8, 99, 10))]
    assert [each.id for each in units._in_turn(documents)] == [
        *("law-3", "law-0", "law-1", "law-2", "law-4")
    ]


def test_the_command_takes_a_number_of_jobs(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CORPUS_JOBS", "none")
    refused = run("pages", "--out", tmp_path / "site", "--versions", RECORD)
    assert refused.code == 2
    assert "'none' is no number of jobs" in refused.err
    assert run("pages", "--out", tmp_path / "site", "--jobs", "0").code == 2


# --- On a cluster ---------------------------------------------------------------------------------


@contextmanager
def cluster(*, processes: bool = True) -> Iterator[Any]:
    """Two workers of this machine, each a process of its own, or both in this one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from distributed import LocalCluster  # noqa: PLC0415 - an extra

        with LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=processes,
            protocol="tcp",
            dashboard_address=None,
            host="127.0.0.1",
        ) as made:
            yield made


@pytest.mark.sweep
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_makes_the_same_though_a_worker_is_killed_in_the_middle(
    record: Corpus, tmp_path: Path, missing: Callable[[str], NoReturn]
) -> None:
    _need_dask(missing)
    folder, told = tmp_path / "two", list[str]()
    with cluster() as running:
        pids = [worker.pid for worker in running.workers.values()]
        workers = Workers(
            cluster=running.scheduler_address,
            tell=lambda name, _done, _all: told.append(name),
        )
        killing = threading.Thread(target=_kill_when_begun, args=(folder, pids[0]))
        killing.start()
        made = built(record, folder, workers)
        killing.join()
        left = [worker.pid for worker in running.workers.values()]
    assert pids[0] not in left, "the worker was killed, and the nanny began another"
    assert {document.id for document in record.documents} <= set(told)
    assert made == built(record, tmp_path / "one", Workers())


@pytest.mark.sweep
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_makes_the_same_with_a_store_in_a_bucket(
    small: Corpus, tmp_path: Path, missing: Callable[[str], NoReturn]
) -> None:
    _need_dask(missing)
    told, bucket = list[str](), place_at("memory://of-a-cluster/kept")
    with cluster(processes=False) as running:
        address = running.scheduler_address
        workers = Workers(cluster=address, tell=lambda name, _done, _all: told.append(name))
        made = built(small, bucket, workers)
    assert told == ["rules 1.0..2.0", "rules"]
    assert made == built(small, tmp_path / "one", Workers())
    assert {each.kind for each in bucket.entries()} >= {"redline", KIND}


def _need_dask(missing: Callable[[str], NoReturn]) -> None:
    try:
        import distributed  # noqa: F401, PLC0415 - an extra
    except ImportError:
        missing("there is no Dask: pip install 'sec-corpus[cluster]'")


def _kill_when_begun(folder: Path, pid: int) -> None:
    """Kill a worker as soon as the first thing is kept that a unit made."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and not any(folder.glob("redline/*")):
        time.sleep(0.01)
    os.kill(pid, signal.SIGKILL)
