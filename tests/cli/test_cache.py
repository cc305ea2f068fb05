"""`corpus cache`: what is kept, and forgetting it."""

import os
import time
from collections.abc import Iterable
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


def megabytes(paths: Iterable[Path]) -> float:
    return sum(path.stat().st_size for path in paths) / 10**6


@pytest.mark.sweep
def test_it_tells_what_is_kept_and_forgets_what_was_used_longest_ago(run: Run, kept: Path) -> None:
    folder, *told = run("cache").out.splitlines()
    assert folder == str(kept)
    assert [line.split() for line in told] == [
        [kind.name, str(len(files)), f"{megabytes(files):.1f}", "MB"]
        for kind in sorted(kept.iterdir())
        if (files := list(kind.iterdir()))
    ]
    kinds = ["blocks", "docx", "part", "redline", "versions", "weave", "xlsx"]
    assert [line.split()[0] for line in told] == kinds
    assert run("cache", "--limit", "0").out.splitlines() == [folder, *told], "no --prune, no loss"

    others = set(kept.glob("*/*"))
    assert 0 < megabytes(others) < 3
    oldest = kept / "docx" / "oldest"
    oldest.write_bytes(bytes(5 * 10**6))
    os.utime(oldest, (time.time() - 60,) * 2)
    assert run("cache", "--prune", "--limit", "9").out.endswith("forgotten: 0, 0.0 MB\n")
    assert run("cache", "--prune", "--limit", "4").out.endswith("forgotten: 1, 5.0 MB\n")
    assert set(kept.glob("*/*")) == others
    run("cache", "--prune", "--limit", "0")
    assert not list(kept.glob("*/*"))
    assert run("cache").out.splitlines() == [str(kept)]


@pytest.mark.sweep
def test_what_an_earlier_release_left_is_told_and_swept(run: Run, kept: Path) -> None:
    left = kept.parent / "files" / "ab" / "cd.docx"
    left.parent.mkdir(parents=True)
    left.write_bytes(bytes(2 * 10**6))
    told = "of an earlier release, which nobody asks for: 1, 2.0 MB"
    assert told in run("cache").out.splitlines()
    assert run("cache", "--prune").out.endswith("forgotten: 1, 2.0 MB\n")
    assert not left.exists()
    assert told not in run("cache").out
    assert list(kept.glob("*/*"))


def test_a_cache_folder_in_the_tree_is_said_to_keep_nothing(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache_folder, "user_cache_path", lambda *_, **__: Path.cwd() / "cache")
    assert "nothing is kept" in run("cache").out
