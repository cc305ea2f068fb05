"""A site that is built to prove another takes nothing that was made before."""

import shutil
from pathlib import Path

import pytest

from build_tools.record.store import PLACE
from build_tools.site.preview import build_preview
from build_tools.site.rebuilt import rebuild
from tests.paths import RECORD
from tests.publishing import AS_OF

CONFIGURATION = "site_name: Another's rules\ntheme: material\nplugins: [search, corpus]\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the program runs: another's record, with pages and settings round it."""
    made = tmp_path / "project"
    shutil.copytree(RECORD, made / "versions")
    (made / "docs").mkdir()
    (made / "mkdocs.yml").write_text(CONFIGURATION)
    monkeypatch.chdir(made)
    return made


def test_what_proves_a_site_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, project: Path
) -> None:
    kept = tmp_path / "kept"
    monkeypatch.setenv(PLACE, str(kept))
    rebuild(tmp_path / "site", project / "versions", AS_OF, "")
    assert (tmp_path / "site/rules/index.html").is_file()
    assert not kept.exists()


def test_a_build_takes_nothing_of_how_another_was_made(tmp_path: Path, project: Path) -> None:
    """A preview has no files to take away; what is built after it by the same program has them."""
    preview, site = tmp_path / "preview", tmp_path / "site"
    build_preview(preview, project, AS_OF)
    rebuild(site, project / "versions", AS_OF, "")
    assert not list(preview.rglob("*.docx"))
    assert list(site.rglob("*.docx"))
