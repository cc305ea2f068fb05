"""What the form of the forge hands to the commands, run here in a repository: what was asked for is
done, and nothing that was typed is ever run."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.branching import Repository
from tests.paths import ROOT
from tests.running import Ran, replace_in, snapshot

OWN = ROOT / ".github/workflows/edit.yml"
BEGUN = ROOT / "build_tools/editing/starter/edit.yml"
Form = Callable[..., Ran]


def steps(path: Path, job: str) -> list[str]:
    made = yaml.load(path.read_text(), yaml.BaseLoader)["jobs"][job]["steps"]
    return [step["run"].rstrip("\n") for step in made if "run" in step]


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    path = tmp_path_factory.mktemp("origin") / "project"
    shutil.copytree(ROOT / "tests/record/small_record", path / "versions")
    shutil.copytree(ROOT / ".ci", path / ".ci")
    shutil.copy(ROOT / ".gitignore", path)
    made = Repository(path)
    made.git("init", "--quiet", "--initial-branch=main")
    made.commit("The record")
    return made


@pytest.fixture
def project(origin: Repository, tmp_path: Path) -> Repository:
    return Repository(shutil.copytree(origin.path, tmp_path / "project"))


@pytest.fixture(params=["own", "begun"])
def form(request: pytest.FixtureRequest, project: Repository) -> Form:
    """Fill in the form of this project, or of one that `corpus init` began, and run its job."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    inline = steps(BEGUN, "make")[-1]
    command = {
        "own": ("bash", ".ci/publish", "edit"),
        "begun": ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", inline),
    }[request.param]

    def filled(task: str, of: str, title: str = "") -> Ran:
        package = {"PYTHONPATH": str(ROOT)}
        return project.ran(*command, TASK=task, OF=of, TITLE=title, PATH=path, **package)

    return filled


def tree(project: Repository) -> dict[str, bytes]:
    """All that lies in it and beside it, but for git's own files and what the job keeps."""
    apart = ("project/.git/", "project/change/")
    found = snapshot(project.path.parent)
    return {name: data for name, data in found.items() if not name.startswith(apart)}


HOSTILE = (
    *(
        "; rm -rf versions",
        "$(touch pwned)",
        "`touch pwned`",
        "rules | touch pwned",
        "rules&touch x",
    ),
    *("rules\ntouch pwned", "rules@2.0\n", "../versions/rules", "rules@../2.0", "rules@2.0/../3.0"),
    *(
        "/etc/passwd",
        "--rebase=third-rules",
        "-h",
        "",
        " ",
        "rules@${HOME}",
        "rules@2.0;x",
        "*",
        "ÄB",
    ),
)


@pytest.mark.parametrize("of", HOSTILE)
def test_what_is_no_name_is_refused_before_anything_is_run(
    form: Form, project: Repository, of: str
) -> None:
    before = tree(project)
    for task in ("amend", "seal"):
        ran = form(task, of)
        assert (ran.code, "OF is no document, amendment or version" in ran.err) == (2, True), ran
    assert tree(project) == before
    assert project.git("status", "--porcelain") == ""


@pytest.mark.parametrize("task", ["", "rm", "amend; touch pwned", "$(touch pwned)", "amend\nseal"])
def test_nothing_is_done_but_what_the_form_offers(
    form: Form, project: Repository, task: str
) -> None:
    before = tree(project)
    ran = form(task, "rules")
    assert (ran.code, "TASK is none of" in ran.err) == (2, True), ran
    assert tree(project) == before


def test_a_title_is_words_whatever_they_are(form: Form, project: Repository) -> None:
    title = """--id=x; "$(touch pwned)" `touch pwned` '${HOME}' \\ ü"""
    ran = form("amend", "rules", title)
    assert ran.code == 0, ran
    (file,) = set((project.path / "versions/amendments").iterdir()) - {
        project.path / name for name in project.git("ls-tree", "-r", "--name-only", "HEAD").split()
    }
    assert yaml.safe_load(file.read_text())["title"] == title
    assert not list(project.path.parent.rglob("pwned"))
    assert "versions/rules/" in (project.path / "change/body.md").read_text()


def test_a_title_of_two_lines_is_refused(form: Form, project: Repository) -> None:
    before = tree(project)
    ran = form("amend", "rules", "One\ndates: {}")
    assert (ran.code, "TITLE is not one line" in ran.err) == (2, True), ran
    assert tree(project) == before


def test_what_cannot_be_done_says_why_and_changes_nothing(form: Form, project: Repository) -> None:
    ran = form("seal", "rules@2.0")
    assert (ran.code, "is not recorded" in ran.err) == (1, True), ran
    assert project.git("status", "--porcelain") == ""


@pytest.mark.sweep
def test_a_draft_is_renumbered(form: Form, project: Repository) -> None:
    assert form("amend", "rules").code == 0
    text = project.path / "versions/rules/3.0.md"
    replace_in(text, "\n1.1 ", "\n1.1 A clause before all others.\n\n1.1 ")
    shutil.rmtree(project.path / "change")
    project.commit("A clause")
    ran = form("renumber", "rules@3.0")
    assert (ran.code, "Second Clause 1.1 → Clause 1.2" in ran.out) == (0, True), ran
    assert "\n+1.2 " in (project.path / "change/change.patch").read_text()


@pytest.mark.sweep
def test_a_pack_is_kept_and_the_record_stays(form: Form, project: Repository) -> None:
    ran = form("pack", "second-rules")
    assert ran.code == 0, ran
    assert list((project.path / "change/pack").rglob("*.docx"))
    assert not (project.path / "change/change.patch").exists()
    assert project.git("status", "--porcelain") == ""


@pytest.mark.parametrize("workflow", [OWN, BEGUN], ids=["own", "begun"])
def test_what_was_made_is_proposed_on_a_branch_and_is_of_the_record_alone(
    workflow: Path, project: Repository, tmp_path: Path
) -> None:
    """The steps of the job that may write, but for those that ask GitHub."""
    clone = Repository(shutil.copytree(project.path, tmp_path / "clone"))
    python = {"TASK": "amend", "OF": "rules", "TITLE": "Longer loans", "PYTHONPATH": str(ROOT)}
    assert project.ran("bash", ".ci/publish", "edit", **python).code == 0
    (project.path / "elsewhere").write_text("not of the record\n")
    project.git("add", "--all")
    patch = project.git("diff", "--cached", "--binary")
    (clone.path / ".cache/change").mkdir(parents=True)
    (clone.path / ".cache/change/change.patch").write_text(f"{patch}\n")
    there = tmp_path / "there.git"
    clone.git("init", "--quiet", "--bare", str(there))
    clone.git("remote", "add", "origin", str(there))
    clone.git("push", "--quiet", "origin", "main")
    asked = {"TASK": "amend", "OF": "rules $(touch pwned)", "BRANCH": "edit/1-1"}
    for step in steps(workflow, "propose"):
        if step.startswith("git "):
            ran = clone.ran("bash", "-eo", "pipefail", "-c", step, **asked)
            assert ran.code == 0, (step, ran)
    pushed = subprocess.run(
        ["git", "for-each-ref", "--format=%(refname)"],
        cwd=there,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    assert pushed == ["refs/heads/edit/1-1", "refs/heads/main"]
    assert clone.git("rev-parse", "origin/main") == project.git("rev-parse", "main")
    assert snapshot(clone.path / "versions") == snapshot(project.path / "versions")
    assert not (clone.path / "elsewhere").exists()
    assert not list(tmp_path.rglob("pwned"))
    assert clone.git("log", "-1", "--format=%s") == "amend rules $(touch pwned)"


def moved_in(project: Repository) -> None:
    project.git("mv", ".ci/publish", "versions/publish")


def linked(project: Repository) -> None:
    (project.path / "versions/passwd").symlink_to("/etc/passwd")


@pytest.mark.parametrize("workflow", [OWN, BEGUN], ids=["own", "begun"])
@pytest.mark.parametrize("change", [moved_in, linked])
def test_a_patch_of_more_than_texts_is_not_committed(
    workflow: Path, change: Callable[[Repository], None], project: Repository
) -> None:
    """Whatever made it: the job that may write trusts no other."""
    began = project.git("rev-parse", "HEAD")
    change(project)
    project.git("add", "--all")
    patch = project.git("diff", "--cached", "--find-renames")
    project.git("reset", "--quiet", "--hard")
    (project.path / ".cache/change").mkdir(parents=True)
    (project.path / ".cache/change/change.patch").write_text(f"{patch}\n")
    asked = {"TASK": "amend", "OF": "rules"}
    mine = [step for step in steps(workflow, "propose") if step.startswith("git ")]
    codes = []
    for step in mine[:4]:
        codes.append(project.ran("bash", "-e", "-c", step, **asked).code)
        if codes[-1]:
            break
    assert codes[-1] != 0
    assert project.git("rev-parse", "HEAD") == began
