"""Commands that write to one record do so one after another."""

import logging
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.model import CorpusError
from build_tools.record import lock
from build_tools.record.lock import exclusive
from build_tools.record.writing import sole_writer, write_files

HOLDER = """\
import sys
from pathlib import Path
from build_tools.record.lock import exclusive
with exclusive(Path(sys.argv[1])):
    print("mine", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def another(tmp_path: Path) -> Callable[[], None]:
    """A program that holds the folder; called, it is killed."""
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"mine\n"

    def kill() -> None:
        holder.kill()
        holder.communicate()

    return kill


def test_who_waits_for_too_long_is_told_why_and_a_killed_program_holds_nothing(
    tmp_path: Path, another: Callable[[], None], caplog: pytest.LogCaptureFixture
) -> None:
    with (
        pytest.raises(CorpusError, match="another command has been writing there for 0 seconds"),
        exclusive(tmp_path, patience=0),
    ):
        raise AssertionError
    another()
    with exclusive(tmp_path, patience=0):
        assert list(tmp_path.iterdir()) == []
    assert caplog.messages == []


def test_who_has_a_folder_may_ask_for_it_again(tmp_path: Path) -> None:
    with (
        exclusive(tmp_path),
        exclusive(tmp_path, patience=0),
        exclusive(tmp_path / ".", patience=0),
    ):
        pass


@pytest.mark.parametrize("name", ["missing", "file"])
def test_what_is_no_folder_is_not_waited_for(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    with exclusive(tmp_path / name, patience=0):
        pass


def test_two_that_read_and_write_lose_nothing_of_one_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Each adds its line to what it read, as two of `corpus seal` do."""
    monkeypatch.setattr(lock, "_POLL", 0.001)
    caplog.set_level(logging.WARNING)
    path = tmp_path / "sealed.sha256"
    path.touch()
    both = threading.Barrier(2)

    def add(line: str) -> None:
        both.wait()
        for number in range(20):
            with sole_writer(tmp_path):
                write_files(tmp_path, {path: f"{path.read_text()}{line}{number}\n"})

    threads = [threading.Thread(target=add, args=[line]) for line in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    expected = {f"{line}{number}" for line in "ab" for number in range(20)}
    assert set(path.read_text().split()) == expected
    assert [each.name for each in tmp_path.iterdir()] == ["sealed.sha256"]
