"""The record that is planted to be measured: it can be read, and the same is planted again."""

from dataclasses import replace
from pathlib import Path

from build_tools.record import load
from tests.bench.planted_record import PlantedRecord, document_id
from tests.running import snapshot

SMALL = PlantedRecord(folder=Path(), documents=2, versions=3, size=2_000)


def written(folder: Path, versions: int = 3) -> dict[str, bytes]:
    replace(SMALL, folder=folder, versions=versions).write()
    return snapshot(folder)


def test_a_planted_record_can_be_read(tmp_path: Path) -> None:
    replace(SMALL, folder=tmp_path).write()
    corpus = load(tmp_path / "versions")
    assert [each.id for each in corpus.documents] == [document_id(1), document_id(2)]
    texts = [[version.text for version in document.versions] for document in corpus.documents]
    assert [len(set(each)) for each in texts] == [3, 3], "each version differs from the others"
    assert texts[0][0] != texts[1][0]
    for document in corpus.documents:
        assert len(document.versions[0].text) >= SMALL.size
        assert all(version.amendment for version in document.versions)


def test_a_longer_record_begins_as_a_shorter_one_and_a_version_can_be_added(
    tmp_path: Path,
) -> None:
    three, four = written(tmp_path / "three"), written(tmp_path / "four", versions=4)
    assert three == written(tmp_path / "again")
    assert three.items() <= four.items()
    for at in (1, 2):
        replace(SMALL, folder=tmp_path / "three").add_version(at)
    assert snapshot(tmp_path / "three") == four
