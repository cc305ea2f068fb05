"""Where a command may write: each name is looked at, wherever in the list it stands."""

from pathlib import Path

import pytest

from build_tools.model.problems import CorpusError
from build_tools.record.seals import SEALS
from build_tools.record.targets import refuse_folder

GOOD = ("new/a.md", "new/deep/b.md", "there/c.md", "d.md")
BAD = {
    "link.md": "a symbolic link",
    "linked/e.md": "is reached through",
    "there/folder": "is a folder",
    "read/new/e.md": "which the command reads",
    "read/old.md": "which the command reads",
    "versions/sealed.sha256": "a file of the record",
}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder that holds a good deal already."""
    for name in ("out/there/folder", "out/read", "out/versions", "elsewhere"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "out/read/old.md").write_text("")
    (tmp_path / "out/versions" / SEALS).write_text("")
    (tmp_path / "out/link.md").symlink_to(tmp_path / "elsewhere/e.md")
    (tmp_path / "out/linked").symlink_to(tmp_path / "elsewhere")
    return tmp_path / "out"


def test_good_names_may_be_written(out: Path) -> None:
    refuse_folder(out, GOOD, [out / "read"])
    refuse_folder(out.parent / "none/yet", [*GOOD, "link.md"], [out / "read"])


@pytest.mark.parametrize("at", range(len(GOOD) + 1))
@pytest.mark.parametrize("name", BAD)
def test_one_that_may_not_is_found_among_good_ones(out: Path, name: str, at: int) -> None:
    with pytest.raises(CorpusError, match=BAD[name]):
        refuse_folder(out, [*GOOD[:at], name, *GOOD[at:]], [out / "read"])


@pytest.mark.parametrize("beside", ["read/new/f.md", "linked/f.md"])
def test_two_in_one_folder_that_is_not_there_are_told_of_at_the_first(
    out: Path, beside: str
) -> None:
    with pytest.raises(CorpusError, match=r"/f\.md"):
        refuse_folder(out, [*GOOD, beside, beside.replace("f.md", "g.md")], [out / "read"])
