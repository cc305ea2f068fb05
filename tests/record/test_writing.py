"""Files are written whole or not at all."""

from pathlib import Path

import pytest

from build_tools.model import CorpusError
from build_tools.record.writing import (
    write_file,
    write_files,
    write_folder,
    write_into,
    write_new_files,
)
from tests.full_disk import full_disk


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_takes_the_place_of_one_that_is_there(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    for data in (b"one", b"two"):
        write_file(path, data)
        assert path.read_bytes() == data
    assert names(tmp_path) == ["a.txt"]


def test_a_file_is_left_as_it_was_when_the_disk_is_full(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.touch()
    with full_disk(2), pytest.raises(OSError, match="File too large"):
        write_file(path, b"whole")
    assert names(tmp_path) == ["a.txt"]
    assert path.read_bytes() == b""


@pytest.mark.parametrize("name", ["missing/a.txt", "file/a.txt"])
def test_what_has_no_folder_to_stand_in_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match=r"No such file|Not a directory"):
        write_file(tmp_path / name, b"text")
    with pytest.raises(CorpusError, match=r"cannot be written: .*; nothing was changed"):
        write_files(tmp_path, {tmp_path / "b.txt": "b", tmp_path / name: "text"})
    assert names(tmp_path) == ["file"]


def test_files_come_change_and_go_together(tmp_path: Path) -> None:
    old, new, gone = (tmp_path / f"{name}.md" for name in ("old", "new", "gone"))
    write_files(tmp_path, {old: "1", gone: "1"})
    write_files(tmp_path, {old: "2", new: "2", gone: None})
    assert names(tmp_path) == ["new.md", "old.md"]
    assert old.read_text() == new.read_text() == "2"


def test_what_is_there_is_not_taken_for_new(tmp_path: Path) -> None:
    (tmp_path / "a.md").touch()
    with pytest.raises(CorpusError, match="is there already"):
        write_new_files(tmp_path, {tmp_path / "b.md": "b", tmp_path / "a.md": "a"})
    assert names(tmp_path) == ["a.md"]


def test_files_below_a_folder_come_beside_what_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "made" / "folder"
    write_into(folder, {"a.txt": b"1", "below/b.txt": b"1"})
    write_into(folder, {"below/c.txt": b"2", "a.txt": b"2"})
    found = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.txt")}
    assert found == {Path("a.txt"): b"2", Path("below/b.txt"): b"1", Path("below/c.txt"): b"2"}
    assert names(folder / "below") == ["b.txt", "c.txt"]


def test_what_is_below_a_folder_is_left_as_it_was_when_the_disk_is_full(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.touch()
    with full_disk(2), pytest.raises(CorpusError, match="File too large; nothing was changed"):
        write_into(tmp_path, {"b/c.txt": b"", "b/d.txt": b"1", "a.txt": b"whole"})
    assert names(tmp_path) == ["a.txt"]
    assert path.read_bytes() == b""


def test_a_folder_is_made_whole_and_only_where_nothing_is(tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    write_folder(folder, {"a.html": b"a", "b.html": b"b"})
    assert (names(tmp_path), names(folder)) == (["pack"], ["a.html", "b.html"])
    with pytest.raises(CorpusError, match="is not an empty folder"):
        write_folder(folder, {"c.html": b"c"})
