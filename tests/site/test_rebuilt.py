"""A site that is built to prove another takes nothing that was made before."""

import shutil
from pathlib import Path

import pytest

from build_tools.record.store import FOLDER
from build_tools.site.rebuilt import rebuild
from tests.paths import RECORD
from tests.publishing import AS_OF

CONFIGURATION = "site_name: Another's rules\ntheme: material\nplugins: [search, corpus]\n"


def test_what_proves_a_site_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, project = tmp_path / "kept", tmp_path / "project"
    shutil.copytree(RECORD, project / "versions")
    (project / "docs").mkdir()
    (project / "mkdocs.yml").write_text(CONFIGURATION)
    monkeypatch.setenv(FOLDER, str(kept))
    monkeypatch.chdir(project)
    rebuild(tmp_path / "site", project / "versions", AS_OF, "")
    assert (tmp_path / "site/rules/index.html").is_file()
    assert not kept.exists()
