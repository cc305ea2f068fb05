"""A redline that was kept is the redline that was made; nothing else that is kept is one."""

import mailbox
import os
import pickle
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given, settings

from build_tools.compare.redline import redline
from build_tools.lineage import comparisons as module
from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.kept_redlines import KeptRedlineError, kept_redline, replayed_redline
from build_tools.model import Corpus, Redline, Version
from build_tools.record.files import load_file
from build_tools.record.store import Store
from tests.drafting import amended
from tests.examples import examples
from tests.paths import SHARED
from tests.reviewing import version_of


@given(amended())
@settings(max_examples=examples(100))
def test_what_was_kept_is_what_was_made(texts: tuple[str, str]) -> None:
    ends = version_of(texts[0], "old.md"), version_of(texts[1], "new.md")
    made = redline(*ends)
    assert replayed_redline(kept_redline(made), *ends) == made


def test_it_is_of_these_versions_and_their_blocks(record: Corpus) -> None:
    mtad = record.document("mtad")
    old, new = mtad.version("3.0"), mtad.version("4.0")
    again = replayed_redline(kept_redline(redline(old, new)), old, new)
    assert again.old is old
    assert again.new is new
    assert {id(passage.new) for passage in again.passages if passage.new} <= set(
        map(id, new.blocks)
    )


@pytest.mark.sweep
def test_so_are_those_of_real_texts(missing: Callable[[str], NoReturn]) -> None:
    folders = sorted(path.parent for path in SHARED.glob("corpora/pairs/*/new.md"))
    if not folders:
        missing(f"there are no real texts in {SHARED}")
    for folder in folders[::4]:
        old, new = load_file(folder / "old.md"), load_file(folder / "new.md")
        made = redline(old, new)
        kept = kept_redline(made)
        assert replayed_redline(kept, old, new) == made
        assert len(kept) < 8 * (len(old.text) + len(new.text))


# --- From one run to the next ---------------------------------------------------------------------


@pytest.fixture
def ends() -> tuple[Version, Version]:
    return version_of("1.1 A pays 5.\n", "old.md"), version_of("1.1 A pays 6.\n", "new.md")


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is compared while a test runs."""
    names: list[str] = []

    def noted(old: Version, new: Version) -> Redline:
        names.append(f"{old.name}..{new.name}")
        return redline(old, new)

    monkeypatch.setattr(module, "redline", noted)
    return names


def test_what_one_run_compared_the_next_does_not(
    tmp_path: Path, ends: tuple[Version, Version], compared: list[str]
) -> None:
    first, second = (Comparisons(store=Store(tmp_path)).between(*ends) for _ in range(2))
    assert first == second
    assert compared == ["old.md..new.md"]


def test_another_text_another_name_and_another_program_are_compared(
    tmp_path: Path,
    ends: tuple[Version, Version],
    compared: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old, new = ends
    for other in (version_of(new.text, "other.md"), version_of("1.1 B pays 6.\n", "new.md")):
        Comparisons(store=Store(tmp_path)).between(old, new)
        Comparisons(store=Store(tmp_path)).between(old, other)
    assert len(compared) == 3
    monkeypatch.setattr(module, "code_of", lambda *_, **__: "the next release")
    Comparisons(store=Store(tmp_path)).between(old, new)
    assert len(compared) == 4
    monkeypatch.setattr(sys, "version", "another Python")
    Comparisons(store=Store(tmp_path)).between(old, new)
    assert len(compared) == 5


def test_one_that_fell_back_is_told_of_in_each_run(
    tmp_path: Path, ends: tuple[Version, Version], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fallen_back(old: Version, new: Version) -> Redline:
        return replace(redline(old, new), aligned=False)

    monkeypatch.setattr(module, "redline", fallen_back)
    told: list[Redline] = []
    for _ in range(2):
        Comparisons(told.append, Store(tmp_path)).between(*ends)
    assert len(told) == 2


# --- What others put there ------------------------------------------------------------------------


class _Calls:
    """Calls something with a path where it is read."""

    def __init__(self, called: Callable[[str], object], path: Path) -> None:
        self.called = called
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return self.called, (str(self.path),)


@pytest.mark.parametrize("called", [os.mkdir, mailbox.Maildir], ids=["function", "class"])
def test_nothing_that_is_kept_runs(
    called: Callable[[str], object], tmp_path: Path, ends: tuple[Version, Version]
) -> None:
    made = tmp_path / "made"
    pickle.loads(pickle.dumps(_Calls(called, made)))
    assert made.exists(), "a reader that is open to all would run it"
    other = tmp_path / "other"
    with pytest.raises(KeptRedlineError, match="no value of the model"):
        replayed_redline(pickle.dumps(_Calls(called, other)), *ends)
    assert not other.exists()


@pytest.mark.parametrize(
    "kept",
    [
        b"",
        b"no pickle",
        pickle.dumps("a text"),
        pickle.dumps(None),
        b"cbuild_tools.model.text\nre\n.",
        b"cbuild_tools.model\nos.system\n.",
        b"\x80\x05\x8c\x03oldK\xff\x86Q.",
    ],
)
def test_what_is_no_redline_is_compared(
    tmp_path: Path,
    ends: tuple[Version, Version],
    compared: list[str],
    kept: bytes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(KeptRedlineError):
        replayed_redline(kept, *ends)
    with monkeypatch.context() as patched:
        patched.setattr(module, "kept_redline", lambda _redline: kept)
        Comparisons(store=Store(tmp_path)).between(*ends)
    for _ in range(2):  # and then the redline is kept
        assert Comparisons(store=Store(tmp_path)).between(*ends) == redline(*ends)
    assert len(compared) == 2
