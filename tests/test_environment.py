"""What `make` installs into .venv, and when: told by a Python that only writes down how it is
called."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.paths import ROOT

PYTHON = """\
#!/bin/sh
echo "$*" >> log
case "$*" in
*"venv --clear"*) rm -rf .venv; mkdir -p .venv/bin; cp python .venv/bin/python ;;
esac
"""
Installed = Callable[..., list[str]]
HOUR = 3600 * 10**9
ANEW = ["--clear", "requirements.lock", "--editable"]


@pytest.fixture
def installed(tmp_path: Path) -> Installed:
    """Runs a target in a folder of its own, in which some files were just written; gives back what
    was made or installed."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for lock in ROOT.glob("requirements*.lock"):
        (tmp_path / lock.name).write_text(f"{lock.name}\n")
    (tmp_path / "python").write_text(PYTHON)
    (tmp_path / "python").chmod(0o755)
    for path in tmp_path.iterdir():
        os.utime(path, (10**9, 10**9))

    def run(target: str, *written: str) -> list[str]:
        log = tmp_path / "log"
        log.write_text("")
        for path in tmp_path.rglob("*"):  # what was made before is older than what is written now
            os.utime(path, ns=(path.stat().st_mtime_ns - HOUR,) * 2)
        for name in written:
            os.utime(tmp_path / name)
        command = ["make", "--silent", "PYTHON=./python", target]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
        words = log.read_text().split()
        return [word for word in words if word in ANEW or word.endswith(".lock")]

    return run


def change(installed_in: Path, lock: str) -> None:
    with (installed_in / lock).open("a") as file:
        file.write("another package\n")


def test_building_installs_one_lock_and_testing_another_on_top(installed: Installed) -> None:
    assert installed("setup-site") == ANEW
    assert installed("setup-site") == []
    assert installed("setup") == ["requirements-test.lock"]
    assert installed("setup") == installed("setup-site") == []


def test_an_edit_of_the_project_fetches_nothing(installed: Installed) -> None:
    installed("setup")
    assert installed("setup", "pyproject.toml") == ["--editable"]


def test_a_lock_that_was_only_written_anew_is_no_change(installed: Installed) -> None:
    installed("setup")
    locks = ("requirements.lock", "requirements-test.lock")
    assert set(installed("setup", *locks)) <= {"--editable"}


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_what_left_a_lock_leaves_the_environment(
    installed: Installed, tmp_path: Path, lock: str
) -> None:
    installed("setup")
    change(tmp_path, lock)
    assert installed("setup-site", lock) == ANEW
    assert installed("setup") == ["requirements-test.lock"]


def test_a_lock_that_was_never_installed_is_nobodys_business(
    installed: Installed, tmp_path: Path
) -> None:
    installed("setup")
    change(tmp_path, "requirements-zensical.lock")
    assert installed("setup", "requirements-zensical.lock") == []
