"""Several files are written, or none."""

import shutil
from pathlib import Path

import pytest

from build_tools.model.problems import CorpusError
from build_tools.record.writing import write_files, write_folder
from tests.paths import RECORD
from tests.running import snapshot


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small record: version 1.0 in force, and 2.0 proposed."""
    monkeypatch.chdir(tmp_path)
    return shutil.copytree(RECORD, tmp_path / "versions")


@pytest.mark.parametrize("failing", [0, 1])
@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_what_stops_between_two_files_is_undone(
    failing: int, error: BaseException, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first or the second renaming fails: the file that was replaced is as it was, and the new
    one gone."""
    before = snapshot(rules)
    renamed = iter(range(9))
    replace = Path.replace

    def stopping(self: Path, target: Path) -> Path:
        if next(renamed) == failing:
            raise error
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", stopping)
    expected = CorpusError if isinstance(error, OSError) else KeyboardInterrupt
    with pytest.raises(expected):
        write_files(
            {
                rules / "rules/2.0.md": "other",
                rules / "rules/3.0.md": "new",
                rules / "rules/1.0.md": None,
            }
        )
    assert snapshot(rules) == before


def test_what_stops_while_a_file_is_written_leaves_nothing(
    rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshot(rules)
    written = Path.write_bytes

    def half(self: Path, data: bytes) -> int:
        written(self, data[: len(data) // 2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", half)
    with pytest.raises(CorpusError, match="No space left on device; nothing was changed"):
        write_files({rules / "rules/3.0.md": "text"})
    with pytest.raises(CorpusError, match="No space left on device"):
        write_folder(rules.parent / "pack", {"a.html": b"text"})
    monkeypatch.undo()
    assert snapshot(rules) == before
    assert not (rules.parent / "pack").exists()
    assert not list(rules.parent.glob(".*"))
