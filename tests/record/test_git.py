"""What git keeps of the record: byte for byte, whatever the repository holds, and nothing outside
it is touched."""

import shutil
import subprocess
from pathlib import Path

import pytest

from build_tools.model.problems import CorpusError
from build_tools.record.git import at_merge_base, changed_files, commit_of
from tests.branching import Repository
from tests.publishing import files_of


@pytest.fixture
def project(tmp_path: Path) -> Repository:
    """A repository with a record of two files, below a folder."""
    made = Repository(tmp_path / "project")
    folder = made.path / "law/versions/mtad"
    folder.mkdir(parents=True)
    (folder / "1.0.md").write_bytes(b"One\r\nline\n")
    (folder / "\u2013 a name.md").write_bytes(b"\x00\xff")
    (made.path / "elsewhere.md").write_text("Not of the record")
    made.git("init", "--quiet", "--initial-branch=main")
    made.commit("First")
    return made


def kept(project: Repository, base: str) -> tuple[str, dict[str, bytes]]:
    with at_merge_base(project.path / "law/versions", base) as (commit, folder):
        return commit, files_of(folder)


def test_the_record_is_that_of_the_commit_where_the_branch_began(project: Repository) -> None:
    began = project.git("rev-parse", "HEAD")
    project.git("switch", "--quiet", "--create", "branch")
    (project.path / "law/versions/mtad/1.0.md").write_text("Of the branch")
    project.commit("On the branch")
    project.git("switch", "--quiet", "main")
    (project.path / "law/versions/mtad/1.0.md").write_text("Of main")
    project.commit("On main")
    project.git("switch", "--quiet", "branch")
    commit, files = kept(project, "main")
    assert commit == began
    assert files == {"mtad/1.0.md": b"One\r\nline\n", "mtad/\u2013 a name.md": b"\x00\xff"}


def test_the_copy_is_gone_afterwards(project: Repository) -> None:
    with at_merge_base(project.path / "law/versions", "main") as (_, folder):
        assert folder.is_dir()
    assert not folder.exists()


def test_a_commit_without_a_record_gives_an_empty_one(project: Repository) -> None:
    (project.path / "later/versions").mkdir(parents=True)
    with at_merge_base(project.path / "later/versions", "main") as (_, folder):
        assert not files_of(folder)


def test_attributes_do_not_touch_a_byte(project: Repository) -> None:
    attributes = "*.md export-ignore export-subst text eol=crlf working-tree-encoding=UTF-16\n"
    (project.path / ".gitattributes").write_text(attributes)
    project.git("add", ".gitattributes")
    project.git("commit", "--quiet", "--message", "Attributes")
    assert kept(project, "HEAD")[1]["mtad/1.0.md"] == b"One\r\nline\n"


def test_links_are_not_followed(project: Repository, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    (project.path / "law/versions/mtad/2.0.md").symlink_to(secret)
    (project.path / "law/versions/all").symlink_to(tmp_path)
    project.commit("Links")
    assert set(kept(project, "HEAD")[1]) == {"mtad/1.0.md", "mtad/\u2013 a name.md"}


def test_a_path_that_climbs_is_refused(project: Repository, tmp_path: Path) -> None:
    blob = project.git("rev-parse", "HEAD:elsewhere.md")

    def tree(mode: str, name: bytes, object_: str) -> str:
        entry = f"{mode} ".encode() + name + b"\0" + bytes.fromhex(object_)
        command = ["git", "hash-object", "-t", "tree", "-w", "--stdin", "--literally"]
        done = subprocess.run(
            command, cwd=project.path, input=entry, check=True, capture_output=True, text=False
        )
        return done.stdout.decode().strip()

    climbing = tree("40000", b"..", tree("40000", b"..", tree("100644", b"climbed.md", blob)))
    root = tree("40000", b"law", tree("40000", b"versions", climbing))
    project.git("update-ref", "refs/heads/main", project.git("commit-tree", root, "-m", "Climb"))
    with pytest.raises(CorpusError, match=r"climbed\.md: is no path that a record may hold"):
        kept(project, "main")
    assert not list(tmp_path.rglob("climbed.md"))


@pytest.mark.parametrize(
    "base",
    ["nowhere", "--output=made", "-h", "", "HEAD:elsewhere.md", "a b", "main\0", "main..HEAD"],
)
def test_what_names_no_commit_is_refused(project: Repository, base: str) -> None:
    before = files_of(project.path)
    with pytest.raises(CorpusError, match="names no commit of this repository"):
        kept(project, base)
    assert files_of(project.path) == before


def test_a_branch_of_another_history_is_refused(project: Repository) -> None:
    project.git("switch", "--quiet", "--orphan", "other")
    (project.path / "law/versions").mkdir(parents=True)
    (project.path / "a").write_text("a")
    project.commit("Another beginning")
    with pytest.raises(CorpusError, match="shares no commit with HEAD"):
        kept(project, "main")


def test_a_folder_of_no_repository_is_refused(tmp_path: Path) -> None:
    with (
        pytest.raises(CorpusError, match="git: not a git repository"),
        at_merge_base(tmp_path, "main"),
    ):
        pass


def test_without_git_it_says_so(project: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(CorpusError, match="git is not installed"):
        kept(project, "main")
    assert commit_of(project.path) is None


def test_the_commit_is_named_only_while_the_files_are_those_of_it(
    project: Repository, tmp_path: Path
) -> None:
    assert commit_of(project.path / "law") == project.git("rev-parse", "HEAD")
    (project.path / "new").write_text("new")
    assert commit_of(project.path / "law") is None
    (project.path / "new").unlink()
    (project.path / "elsewhere.md").write_text("changed")
    assert commit_of(project.path) is None
    assert commit_of(tmp_path) is None
    project.git("init", "--quiet", str(tmp_path / "unborn"))
    assert commit_of(tmp_path / "unborn") is None


def test_files_that_look_like_a_repository_are_none(project: Repository, tmp_path: Path) -> None:
    """A branch may bring them; what their `config` names would be run, and their commits asked."""
    record, ran = project.path / "law/versions", tmp_path / "ran"
    began = project.git("rev-parse", "HEAD")
    project.git("clone", "--quiet", "--bare", ".", str(tmp_path / "brought"))
    shutil.copytree(tmp_path / "brought", record, dirs_exist_ok=True)
    program = f"[core]\nbare = false\nworktree = .\nfsmonitor = touch '{ran}'\n"
    (record / "config").write_text(program)
    assert commit_of(record) is None
    with pytest.raises(CorpusError, match="bare repository"):
        kept(project, began)
    with pytest.raises(subprocess.CalledProcessError):
        changed_files(record, began)
    assert not ran.exists()


def test_a_record_that_is_a_link_is_not_judged(project: Repository) -> None:
    """It might lead to the base, from which nothing departs there."""
    brought = project.path / "versions"
    brought.symlink_to("law/versions")
    with pytest.raises(CorpusError, match="is a symbolic link"), at_merge_base(brought, "main"):
        pass
