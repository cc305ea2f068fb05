"""Texts that several processes parse are kept as the one process would keep them, and it reads
them."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.model import Block
from build_tools.record import kept_blocks, load, load_wanted, parsed_ahead
from build_tools.record.parsed_ahead import parse_ahead
from build_tools.record.store import Store
from build_tools.record.wanted import EVERYTHING
from build_tools.record.workers import Unit, Workers
from tests.paths import RECORD


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record that is worth a process, which the processes of these tests have not read."""
    monkeypatch.setattr(parsed_ahead, "_LEAST", 1)
    monkeypatch.setattr(kept_blocks, "_held", {})
    shutil.copytree(RECORD, tmp_path / "versions")
    return tmp_path / "versions"


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the units, which this process makes."""
    names: list[str] = []

    def run(_workers: Workers, units: list[Unit]) -> None:
        for each in units:
            names.append(each.name)
            each.make(*each.given)
        kept_blocks._held.clear()

    monkeypatch.setattr(Workers, "run", run)
    return names


def refused(*_given: object) -> tuple[Block, ...]:
    raise AssertionError("a text is parsed that was parsed ahead")


def test_two_processes_parse_what_the_record_then_reads(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, names, alone = Store(tmp_path / "store"), list[str](), load(root)
    parse_ahead(root, store, Workers(jobs=2, tell=lambda name, *_: names.append(name)))
    assert names == ["rules 1.0..2.0"]
    monkeypatch.setattr(kept_blocks, "parse", refused)
    assert load_wanted(root, EVERYTHING, store).documents == alone.documents


def test_what_is_kept_is_what_one_process_keeps(
    root: Path, tmp_path: Path, told: list[str]
) -> None:
    ahead, alone = Store(tmp_path / "ahead"), Store(tmp_path / "alone")
    parse_ahead(root, ahead, Workers(jobs=2))
    load_wanted(root, EVERYTHING, ahead)
    load_wanted(root, EVERYTHING, alone)
    assert told
    assert _names(ahead) == _names(alone)


def _names(store: Store) -> set[str]:
    return {each.name for each in store.entries()}


def test_a_whole_document_is_one_unit_where_there_are_several(
    root: Path, tmp_path: Path, told: list[str]
) -> None:
    """Then its blocks are kept together at once."""
    for number in range(4):
        shutil.copytree(root / "rules", root / f"law-{number}")
        for path in (root / f"law-{number}").glob("*.md"):
            path.write_text(path.read_text().replace("document: rules", f"document: law-{number}"))
    store = Store(tmp_path / "store")
    parse_ahead(root, store, Workers(jobs=2))
    assert sorted(told) == [
        f"{id_} 1.0..2.0" for id_ in (*(f"law-{at}" for at in range(4)), "rules")
    ]
    assert {each.kind for each in store.entries()} == {"blocks", "versions"}


def test_nothing_is_sent_of_what_is_kept(root: Path, tmp_path: Path, told: list[str]) -> None:
    store = Store(tmp_path / "store")
    parse_ahead(root, store, Workers(jobs=2))
    told.clear()
    parse_ahead(root, store, Workers(jobs=2))
    assert told == []


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "corpus.yml").write_text("- nothing\n"),
        lambda root: (root / "rules/document.yml").unlink(),
        lambda root: (root / "rules/1.0.md").write_bytes(b"\xff"),
        lambda root: (root / "rules/3.0.md").symlink_to(root / "rules/2.0.md"),
    ],
)
def test_what_is_wrong_with_a_record_is_told_when_it_is_read(
    root: Path, tmp_path: Path, told: list[str], change: Callable[[Path], object]
) -> None:
    change(root)
    parse_ahead(root, Store(tmp_path / "store"), Workers(jobs=2))
    assert told


def test_few_texts_and_one_process_and_no_store_are_not_worth_it(
    root: Path, tmp_path: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path / "store")
    parse_ahead(root, store, Workers(jobs=1))
    parse_ahead(root, Store(None), Workers(jobs=2))
    parse_ahead(root / "absent", store, Workers(jobs=2))
    monkeypatch.setattr(parsed_ahead, "_LEAST", 10**6)
    parse_ahead(root, store, Workers(jobs=2))
    assert told == []
