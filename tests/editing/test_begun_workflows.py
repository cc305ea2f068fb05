"""What `corpus init` writes for the forges, run step by step as a forge would: in a clone of a bare
repository, with the names that the forge sets, on the pull request of a fork. What only a forge
has, its actions and its own program, is left out."""

import datetime as dt
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools.editing.begin import Beginning, begin
from tests.branching import Repository, environment
from tests.patience import PATIENCE
from tests.running import Ran, replace_in, understood

DAY = dt.date(2026, 11, 23)
NUMBER = "7"
FIRST = "versions/rules/1.0.md"
GIVEN = {
    "${{ github.event.pull_request.number }}": NUMBER,
    "${{ steps.kept.outputs.artifact-url }}": "",
}
"""What a forge puts in the place of an expression, beside the commit of the base."""
LEFT_OUT = ("pip install", "corpus preview")
"""Of the commands: the packages are here, and previews have tests of their own, which take long."""
PROGRAMS = {"cat", "cd", "echo", "export", "gh", "git", "mkdocs", "python", "rm"}


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A record that was just begun, on `main`."""
    folder = tmp_path_factory.mktemp("begun")
    begin(folder, Beginning(title="Pond", document="Rules", url="", day=DAY))
    made = Repository(folder)
    made.git("init", "--quiet", "--initial-branch=main")
    made.commit("Begun")
    return made


def read(folder: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load((folder / name).read_text(), yaml.BaseLoader)
    return found


# --- Commands -------------------------------------------------------------------------------------

SHELL = {
    ".cache/branch": "..",
    "$CI_PROJECT_DIR": "..",
    '${TITLE:+"--title=$TITLE"}': "--title=Longer",
    "$PREVIEW": "https://example.org/preview",
    "$BASE": "main",
    "$SITE": "https://example.org/",
    "$CI_PAGES_URL": "https://example.org",
    "$OF": "rules",
}


def scripts(folder: Path) -> Iterator[str]:
    """What both forges run, script by script."""
    for path in sorted((folder / ".github/workflows").iterdir()):
        for job in read(folder, f".github/workflows/{path.name}")["jobs"].values():
            yield from (step["run"] for step in job["steps"] if "run" in step)
    gitlab = read(folder, ".gitlab-ci.yml")
    for job in (gitlab["default"], *gitlab.values()):
        for key in ("before_script", "script"):
            yield from job.get(key, ()) if isinstance(job, dict) else ()


def test_every_command_is_one_that_there_is(begun: Repository) -> None:
    lines = "\n".join(scripts(begun.path))
    for name, value in SHELL.items():
        lines = lines.replace(name, value)
    found = re.findall(r"(?:^ *|[(] *|\| *)(corpus [^)|#\n]*)", lines, re.MULTILINE)
    verbs = {line.split()[1] for line in found}
    assert verbs >= {"check", "verify", "changes", "preview", "amend", "renumber", "seal", "pack"}
    for line in found:
        assert "$" not in line
        understood(line.strip())


def test_every_script_is_one_that_a_shell_can_read(begun: Repository) -> None:
    for script in scripts(begun.path):
        done = subprocess.run(["bash", "-n"], input=script, text=True, check=False)
        assert done.returncode == 0, script
        words = {line.split()[0] for line in script.splitlines() if re.match(r"[a-z]+ ", line)}
        known = PROGRAMS | {"corpus", "case", "esac", "mkdir", "printf", "rsync", "sed", "shopt"}
        assert words <= known, script


# --- A fork's pull request ------------------------------------------------------------------------


def honest(fork: Path) -> None:
    (fork / "docs/index.md").write_text("# The pond\n")


def hostile(fork: Path) -> None:
    """A changed law, and a workflow and a package of the fork's own that would let it pass."""
    replace_in(fork / FIRST, "as it is printed", "as it is not printed")
    (fork / ".github/workflows/law.yml").write_text("on: pull_request\n")
    (fork / ".gitlab-ci.yml").write_text("law: {script: ['true']}\n")
    (fork / "requirements.txt").write_text("")
    (fork / "build_tools").mkdir()
    (fork / "build_tools/__init__.py").write_text("raise SystemExit(0)\n")


BRANCHES = {"honest": honest, "hostile": hostile}


@pytest.fixture
def hub(begun: Repository, tmp_path: Path, branch: str) -> Repository:
    """The bare repository of a forge, with the pull request as the forge keeps it: the head of the
    fork, and what would be merged."""
    bare = Repository(tmp_path / "hub.git")
    begun.git("clone", "--quiet", "--bare", ".", str(bare.path))
    fork = Repository(tmp_path / "fork")
    bare.git("clone", "--quiet", ".", str(fork.path))
    BRANCHES[branch](fork.path)
    fork.git("switch", "--quiet", "--create", "change")
    fork.commit("A change")
    fork.git("push", "--quiet", "origin", f"HEAD:refs/pull/{NUMBER}/head")
    fork.git("switch", "--quiet", "--detach", "origin/main")
    fork.git("merge", "--quiet", "--no-ff", "--message", "Merged", "change")
    fork.git("push", "--quiet", "origin", f"HEAD:refs/pull/{NUMBER}/merge")
    return bare


def checked_out(hub: Repository, folder: Path, ref: str) -> Repository:
    """A clone at a commit, as a forge checks one out."""
    hub.git("clone", "--quiet", "--no-checkout", ".", str(folder))
    made = Repository(folder)
    made.git("fetch", "--quiet", "origin", ref)
    made.git("checkout", "--quiet", "--detach", "FETCH_HEAD")
    return made


def ran(folder: Path, script: str, names: Mapping[str, str]) -> Ran:
    """A script of a forge, which stops at the first command that fails."""
    programs = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={**environment(PATH=programs), **names},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def github(hub: Repository, work: Path) -> dict[str, Ran]:
    """What each step of `Law` comes to, by its name."""
    base = checked_out(hub, work, "refs/heads/main")
    checked_out(hub, work / ".cache/branch", f"refs/pull/{NUMBER}/merge")
    (job,) = read(work, ".github/workflows/law.yml")["jobs"].values()
    given = {
        **GIVEN,
        "${{ github.event.pull_request.base.sha }}": base.git("rev-parse", "HEAD"),
    }
    summary = {"GITHUB_STEP_SUMMARY": str(work.parent / "summary.md")}
    found: dict[str, Ran] = {}
    for step in job["steps"]:
        if "run" not in step or any(each in step["run"] for each in LEFT_OUT):
            continue
        names = {**job.get("env", {}), **step.get("env", {})}
        told = {name: given.get(value, value) for name, value in names.items()}
        found[step["name"]] = ran(work, step["run"], {**told, **summary})
    return found


def gitlab(hub: Repository, work: Path) -> Ran:
    """What the job `law` comes to, by the configuration of the base, as the forge has to keep
    it, before what is made is kept whatever it comes to.
    """
    checked_out(hub, work, f"refs/pull/{NUMBER}/head")
    said = yaml.load(hub.git("show", "main:.gitlab-ci.yml"), yaml.BaseLoader)["law"]
    lines = [*said["before_script"], *said["script"]]
    script = "\n".join(line for line in lines if not any(each in line for each in LEFT_OUT))
    names = {"CI_PROJECT_DIR": str(work), "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"}
    judged = ran(work, script, names)
    assert ran(work, "\n".join(said["after_script"]), names).code == 0
    return judged


LAW = f"{FIRST}: law: rules@1.0 is law and has changed"


@pytest.mark.parametrize("branch", ["hostile", pytest.param("honest", marks=pytest.mark.sweep)])
def test_github_judges_a_fork(hub: Repository, tmp_path: Path, branch: str) -> None:
    steps = github(hub, tmp_path / "work")
    judged = steps.pop("Judge the branch")
    assert not [name for name, step in steps.items() if step.code], steps
    assert (tmp_path / "work/changes/number").read_text() == f"{NUMBER}\n"
    assert (tmp_path / "summary.md").read_text().startswith("# What this changes")
    assert judged.code == (branch == "hostile"), judged
    assert (LAW in judged.out) == (branch == "hostile")


@pytest.mark.sweep
@pytest.mark.parametrize("branch", ["honest", "hostile"])
def test_gitlab_judges_a_fork(hub: Repository, tmp_path: Path, branch: str) -> None:
    judged = gitlab(hub, tmp_path / "work")
    assert judged.code == (branch == "hostile"), judged
    assert (LAW in judged.out) == (branch == "hostile")
    assert (tmp_path / "work/changes/summary.md").read_text().startswith("# What this changes")
