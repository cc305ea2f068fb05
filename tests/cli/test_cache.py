"""`corpus cache`: what is kept, and forgetting it."""

from pathlib import Path

import pytest

from build_tools.record import cache_folder
from tests.running import Run


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, run: Run, copied: Path) -> Path:
    """A store of this test's own, with what the pages of the record put there."""
    monkeypatch.setattr(cache_folder, "user_cache_path", lambda *_, **__: tmp_path / "cache")
    made = run("pages", "--out", tmp_path / "site", "--versions", copied)
    assert made.code == 0, made.err
    return tmp_path / "cache" / "store"


def test_it_tells_what_is_kept_and_forgets_it(run: Run, kept: Path) -> None:
    told = run("cache").out.splitlines()
    assert told[0] == str(kept)
    assert [line.split()[0] for line in told[1:]] == ["docx", "redline", "xlsx"]
    half = run("cache", "--prune", "--limit", "1").out
    assert sum(path.stat().st_size for path in kept.glob("*/*")) <= 10**6
    assert "forgotten: " in half
    run("cache", "--prune", "--limit", "0")
    assert not list(kept.glob("*/*"))
    assert run("cache").out.splitlines() == [str(kept)]


def test_a_cache_folder_in_the_tree_is_said_to_keep_nothing(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache_folder, "user_cache_path", lambda *_, **__: Path.cwd() / "cache")
    assert "nothing is kept" in run("cache").out
