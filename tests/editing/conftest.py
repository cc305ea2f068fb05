"""A small record to edit, and the command on it."""

import shutil
from pathlib import Path

import pytest

from tests.paths import RECORD
from tests.running import Run


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small record: version 1.0 in force, and 2.0 proposed."""
    monkeypatch.chdir(tmp_path)
    return shutil.copytree(RECORD, tmp_path / "versions")


@pytest.fixture
def at(rules: Path, run: Run) -> Run:
    """The command on that record."""
    return lambda *arguments: run(*arguments, "--versions", rules)
