"""Files that change together: what cannot be done is taken back, and only what was begun here is
finished. What a killed command leaves is for `tests/cli/test_faults.py`."""

import json
import os
import shutil
from pathlib import Path

import pytest

from build_tools.model import CorpusError
from build_tools.record import journal, load, loading
from build_tools.record.as_read import Record
from build_tools.record.journal import JOURNAL, UNDO, finish_interrupted, write_together
from build_tools.record.writing import write_files
from tests.branching import Repository
from tests.paths import RECORD
from tests.running import snapshot

BEFORE = {"changed": b"old", "gone": b"old", "below/changed": b"old"}
CONTENTS = {"changed": b"new", "gone": None, "below/changed": b"new", "below/made": b"new"}
AFTER = {"changed": b"new", "below/changed": b"new", "below/made": b"new"}


class Killed(BaseException):
    """Stands for the end of the program."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "folder"
    (folder / "below").mkdir(parents=True)
    for name, data in BEFORE.items():
        (folder / name).write_bytes(data)
    return folder


def write(folder: Path) -> None:
    write_together(folder, {folder / name: data for name, data in CONTENTS.items()})


@pytest.fixture
def begun(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder right after the journal was written."""

    def stop(*_given: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(journal, "_carry_out", stop)
        with pytest.raises(Killed):
            write(folder)
    assert (folder / JOURNAL).exists()
    return folder


def test_all_is_written_or_taken_away(folder: Path) -> None:
    write(folder)
    assert snapshot(folder) == AFTER


def test_what_was_begun_is_finished_and_told_of_once(
    begun: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(2):
        finish_interrupted(begun)
    assert snapshot(begun) == AFTER
    assert caplog.messages == [
        f"{begun.as_posix()}: finished what an interrupted command had begun:"
        " changed, gone, below/changed, below/made"
    ]


@pytest.mark.parametrize("kept", [[JOURNAL], ["below/.changed.*.partial"], ["*"]])
def test_what_git_keeps_is_not_finished(begun: Path, kept: list[str]) -> None:
    made = Repository(begun.parent)
    made.git("init", "--quiet")
    made.git("add", "--force", *(f"{begun.name}/{name}" for name in kept))
    before = snapshot(begun)
    with pytest.raises(CorpusError, match=r"kept by git.*\n *expected: git rm --cached"):
        finish_interrupted(begun)
    assert snapshot(begun) == before
    made.git("rm", "--cached", "--quiet", "-r", "--force", begun.name)
    finish_interrupted(begun)
    assert snapshot(begun) == AFTER


@pytest.mark.parametrize("name", CONTENTS)
def test_what_cannot_take_its_place_is_taken_back_with_all_the_rest(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    refused = folder / name
    carry_out = journal._Change.carry_out

    def refuse(change: journal._Change) -> None:
        if change.path == refused:
            raise PermissionError(1, "Operation not permitted")
        carry_out(change)

    monkeypatch.setattr(journal._Change, "carry_out", refuse)
    with pytest.raises(CorpusError, match=r"Operation not permitted; nothing was changed"):
        write(folder)
    assert snapshot(folder) == BEFORE


@pytest.mark.parametrize("at", range(5))
def test_taking_back_that_is_interrupted_goes_on_taking_back(
    begun: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, at: int
) -> None:
    """Killed before the change at that place was taken back; 4 is before the journal went."""
    taken_back: list[Path] = []
    take_back = journal._Change.take_back

    def interrupted(change: journal._Change) -> None:
        if len(taken_back) == at:
            raise Killed
        taken_back.append(change.path)
        take_back(change)
        if len(taken_back) == at == len(CONTENTS):
            raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(journal._Change, "take_back", interrupted)
        patched.setattr(
            journal._Change, "discard", lambda _change: pytest.fail("discarded too early")
        )
        last = begun / "below/made"
        patched.setattr(Path, "replace", _refusing(last))
        with pytest.raises(Killed):
            finish_interrupted(begun)
    assert (begun / UNDO).exists()
    finish_interrupted(begun)
    assert snapshot(begun) == BEFORE
    assert "took back what an interrupted command had begun" in caplog.text


def _refusing(target: Path) -> object:
    replace = Path.replace

    def refuse(path: Path, to: Path) -> Path:
        if to == target:
            raise PermissionError(1, "Operation not permitted")
        return replace(path, to)

    return refuse


def test_a_journal_that_a_commit_brought_is_no_journal(begun: Path, tmp_path: Path) -> None:
    """A checkout gives files the time at which it writes them."""
    checkout = shutil.copytree(begun, tmp_path / "checkout", copy_function=shutil.copyfile)
    before = snapshot(checkout)
    with pytest.raises(CorpusError, match="was not written by a command in this folder"):
        finish_interrupted(checkout)
    assert snapshot(checkout) == before
    copy = shutil.copytree(begun, tmp_path / "copy")
    finish_interrupted(copy)
    assert snapshot(copy) == AFTER


@pytest.mark.parametrize("name", ["../elsewhere", "/etc/elsewhere", "link/elsewhere", "a\u202eb"])
def test_a_journal_leads_nowhere_else(begun: Path, name: str) -> None:
    (begun / "link").symlink_to("/tmp")
    told = json.loads((begun / JOURNAL).read_text())
    told["changes"][0]["path"] = name
    (begun / JOURNAL).write_text(json.dumps(told))
    os.utime(begun / JOURNAL, ns=(told["began"], told["began"]))
    with pytest.raises(CorpusError, match="was not written by a command in this folder"):
        finish_interrupted(begun)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"began": 1}', "null", "\x00"])
def test_what_is_no_journal_is_refused(folder: Path, text: str) -> None:
    (folder / JOURNAL).write_text(text)
    with pytest.raises(CorpusError, match="was not written by a command in this folder"):
        finish_interrupted(folder)


def test_a_record_that_changes_while_it_is_read_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise one text might be as it was, and the file about it as it is."""
    root = shutil.copytree(RECORD, tmp_path / "versions")
    read = loading._read_files
    texts = {path: path.read_text() for path in (root / "rules/2.0.md", root / "rules/1.0.md")}
    times = iter(("may borrow now", "may borrow then"))

    def disturbed(began: Record) -> Record:
        record = read(began)
        if (words := next(times, None)) is not None:
            changed = {path: text.replace("may borrow", words) for path, text in texts.items()}
            write_files(root, changed)
        return record

    monkeypatch.setattr(loading, "_read_files", disturbed)
    assert all("may borrow then" in version.text for version in load(root).documents[0].versions)
