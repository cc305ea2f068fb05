"""What one build leaves for the next, in `make serve` or on the disk, never shows on its pages."""

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.lineage.comparisons import Comparisons
from build_tools.record import load
from build_tools.record.store import Store
from build_tools.site.build import build_site
from build_tools.site.file_store import FileStore
from tests.paths import RECORD
from tests.running import replace_in

DAY = dt.date(2026, 11, 23)


def edited(name: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda root: replace_in(root / name, old, new)


EDITS: dict[str, Callable[[Path], None]] = {
    "a proposal takes effect": edited(
        "amendments/second-rules.yml", "  effect:", "  direction: {actual: 2021-06-15}\n  effect:"
    ),
    "an amendment is called otherwise": edited(
        "amendments/second-rules.yml", "title: ", "title: Otherwise, "
    ),
    "a document is called otherwise": edited("rules/document.yml", "title: ", "title: Otherwise, "),
    "a text comes from elsewhere": edited("rules/2.0.md", "provenance: ", "provenance: Not "),
    "a text says something else": edited("rules/2.0.md", "may borrow", "must borrow"),
}


def built(root: Path, comparisons: Comparisons, folder: Path) -> dict[str, str | bytes]:
    store = FileStore(store=Store(folder))
    return build_site(load(root), DAY, {}, comparisons, store, site_url="https://law.example.org/")


@pytest.mark.parametrize(
    "what",
    [pytest.param(what, marks=[pytest.mark.sweep] if at else []) for at, what in enumerate(EDITS)],
)
def test_a_build_after_others_is_the_same_as_the_first_of_its_record(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    root = shutil.copytree(RECORD, tmp_path / "versions")
    living, kept = Comparisons(), tmp_path / "kept"
    before = built(root, living, kept)
    EDITS[what](root)
    after = built(root, living, kept)
    assert after != before
    assert after == built(root, Comparisons(), tmp_path / "anew")
