"""From an amendment on a branch to the published site: `.ci/publish`, step by step and whole, in a
repository."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.branching import Repository, environment, repository
from tests.paths import ROOT
from tests.patience import PATIENCE
from tests.publishing import files_of
from tests.running import Ran, replace_in

AMENDMENT = """\
title: A longer notice
route:
summary: Gives DCC another month.
steps:
  - document: svtad
    from: "1.0"
    to: "2.0"
    scope: []
dates: {}
sources:
  - title: Made up for a test
"""


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return repository(tmp_path_factory.mktemp("origin") / "project")


@pytest.fixture
def project(origin: Repository, tmp_path: Path) -> Repository:
    """A copy of the repository for one test."""
    return Repository(shutil.copytree(origin.path, tmp_path / "project"))


def amend(project: Repository, branch: str = "longer-notice") -> Path:
    """A branch with a new version of the SVTAD and the amendment that makes it; the new version's
    file."""
    project.git("switch", "--quiet", "--create", branch)
    versions = project.path / "versions"
    text = (versions / "svtad/1.0.md").read_text()
    text = text.replace('version: "1.0"', 'version: "2.0"').replace(
        "svtad-first-version", "longer-notice"
    )
    new = versions / "svtad/2.0.md"
    new.write_text(text.replace("DCC shall", "DCC must", 1))
    (versions / "amendments/longer-notice.yml").write_text(AMENDMENT.replace("route:\n", ""))
    project.commit("Propose a longer notice")
    return new


def merge(project: Repository) -> None:
    """Merge the branch as a forge does."""
    branch = project.git("branch", "--show-current")
    project.git("switch", "--quiet", "main")
    project.git("merge", "--quiet", "--no-ff", "--no-edit", branch)


@pytest.fixture(scope="module")
def published(
    origin: Repository, site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Repository:
    """A repository with a site that was built well."""
    made = Repository(
        shutil.copytree(origin.path, tmp_path_factory.mktemp("published") / "project")
    )
    shutil.copytree(site, made.path / "site")
    return made


def manifest(project: Repository) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((project.path / "site/data/corpus.json").read_text())
    return found


# --- An amendment ---------------------------------------------------------------------------------


@pytest.mark.sweep
def test_a_branch_shows_what_it_changes(project: Repository) -> None:
    amend(project)
    assert project.publish("check").code == 0
    preview = "https://forge.example/artifacts/2"
    assert project.publish("changes", "main", PREVIEW=preview).code == 0
    written = files_of(project.path / "changes")
    said = f"[Preview of the site]({preview}), which is not law: unpack it and open `index.html`."
    assert written["comment.md"].decode().startswith(f"{said}\n\n# What this changes")
    assert preview.encode() not in written["summary.md"]
    assert set(written) == {"summary.md", "comment.md", "svtad-1.0..2.0.html"}
    summary = written["summary.md"].decode()
    assert "| svtad@2.0 | added, made from 1.0 | 1 reword | `svtad-1.0..2.0.html` |" in summary
    assert "## The amendment longer-notice: added" in summary
    label = "**Reconstruction for demonstration, not the legal text.**"
    assert f"## svtad@1.0 → svtad@2.0\n\n{label}\n\n1 reword\n\n1. " in summary
    assert "DCC <del>shall</del><ins>must</ins>" in summary
    assert "CAUTION" not in summary
    assert b"svtad@1.0 \xe2\x86\x92 svtad@2.0: what changed" in written["svtad-1.0..2.0.html"]


@pytest.mark.sweep
@pytest.mark.parametrize("address", ["https://x.example/) [law](", "javascript:x", "https://a\nb"])
def test_what_is_no_address_of_a_preview_stands_in_no_comment(
    project: Repository, address: str
) -> None:
    refused = project.publish("changes", "main", PREVIEW=address)
    assert (refused.code, "is no address" in refused.err) == (2, True), refused
    assert not (project.path / "changes").exists()


@pytest.mark.sweep
def test_what_main_has_done_since_is_no_change_of_the_branch(project: Repository) -> None:
    amend(project)
    project.git("switch", "--quiet", "main")
    replace_in(
        project.path / "versions/mtad/4.0.md", "is shown in Table 17.6", "stands in Table 17.6"
    )
    project.commit("Something else")
    project.git("switch", "--quiet", "longer-notice")
    assert "mtad" not in project.corpus("changes", "main").out
    # The commit that a forge makes to try the merge is on main's side of it.
    project.git("merge", "--quiet", "--no-edit", "main")
    said = project.corpus("changes", "main").out
    assert "svtad@2.0" in said
    assert "mtad" not in said


@pytest.mark.sweep
def test_a_merged_amendment_stands_on_the_site_and_in_its_manifest(project: Repository) -> None:
    new = amend(project)
    merge(project)
    assert project.publish("build").code == 0
    site = project.path / "site"
    listed = manifest(project)
    assert listed["commit"] == project.git("rev-parse", "HEAD")
    (document,) = (document for document in listed["documents"] if document["id"] == "svtad")
    entry = document["versions"][-1]
    assert (entry["document"], entry["version"], entry["stage"], entry["from"]) == (
        "svtad",
        "2.0",
        "drafting",
        "1.0",
    )
    assert entry["amendment"] == "longer-notice"
    assert entry["sha256"] == sha256(new.read_bytes()).hexdigest()
    for document in listed["documents"]:
        for version in document["versions"]:
            assert sha256((site / version["source"]).read_bytes()).hexdigest() == version["sha256"]
            assert (site / version["url"] / "index.html").is_file()
            assert (
                version["redline"] is None or (site / version["redline"] / "index.html").is_file()
            )
            assert version["redline_data"] is None or (site / version["redline_data"]).is_file()


# --- Mistakes -------------------------------------------------------------------------------------


def test_a_mistake_is_stopped_at_its_line(project: Repository) -> None:
    new = amend(project)
    replace_in(new, "DCC must", "Under Clause 99.9, DCC must")
    line = next(
        at for at, line in enumerate(new.read_text().splitlines(), 1) if "Clause 99.9" in line
    )
    project.commit("Refer to what is not there")
    stopped = project.publish("dry-run", "main")
    assert stopped.code == 1
    assert f"versions/svtad/2.0.md:{line}: " in stopped.out
    assert "Clause 99.9" in stopped.out
    assert not (project.path / "site").exists()
    assert not (project.path / "changes").exists()


@pytest.mark.sweep
def test_a_changed_directed_text_is_loud(project: Repository) -> None:
    project.git("switch", "--quiet", "--create", "quiet-little-change")
    replace_in(project.path / "versions/mtad/2.0.md", "DCC shall", "DCC may")
    project.commit("Typo")
    told = project.publish("changes", "main")
    assert told.code == 0
    assert "warning: versions/mtad/2.0.md: law: mtad@2.0 is law and has changed" in told.err
    summary = (project.path / "changes/summary.md").read_text()
    assert "> [!CAUTION]\n> **mtad@2.0 has been decided, and is not what it was.**" in summary
    assert (
        "| **changed, though it has been decided** | 1 reword | `mtad-2.0-changed.html` |"
        in summary
    )
    assert re.search(r"DCC <del>shall</del><ins>may</ins>", summary)
    assert summary.index("CAUTION") < 200


@pytest.mark.sweep
def test_a_branch_is_judged_by_the_code_of_its_base(project: Repository, tmp_path: Path) -> None:
    """What the branch makes of the program that judges it comes into play nowhere."""
    base = Repository(tmp_path / "base")
    project.git("worktree", "add", "--quiet", "--detach", str(base.path), "main")
    amend(project)
    assert base.publish("law", "main", BRANCH=str(project.path)).code == 0
    replace_in(project.path / "versions/mtad/3.0.md", "DCC shall", "DCC may")
    (project.path / "versions/sealed.sha256").unlink()
    for module in ("cli/__init__", "editing/departures", "record/seals", "__main__"):
        path = project.path / f"build_tools/{module}.py"
        path.write_text("import sys\nsys.exit(0)\n")
    project.commit("Nothing to see here")
    assert project.publish("law", "main").code == 0
    said = base.publish("law", "main", BRANCH=str(project.path))
    assert said.code == 1
    said = base.publish("changes", "main", BRANCH=str(project.path))
    summary = (base.path / "changes/summary.md").read_text()
    assert summary.index("This would change the law, or what judges it.") < 200
    for told in ("mtad@3.0 is law and has changed", "the seal of mtad@2.0 has gone", "proves the"):
        assert told in summary


def test_a_record_that_cannot_be_read_whole_is_compared_as_far_as_it_can_be(
    project: Repository,
) -> None:
    new = amend(project)
    replace_in(project.path / "versions/amendments/longer-notice.yml", "summary:", "sumary:")
    said = project.corpus("changes", "main")
    assert said.code == 0
    assert "> [!WARNING]" in said.out
    assert f"| svtad@{new.stem} | added, the first of its document |" in said.out


# --- The last good site stays ---------------------------------------------------------------------


@pytest.fixture
def good(published: Repository) -> Iterator[dict[str, bytes]]:
    """What the good site holds; it must still hold that when the test is over."""
    before = files_of(published.path / "site")
    assert len(before) > 100
    yield before
    published.git("checkout", "--quiet", "--", ".")
    assert files_of(published.path / "site") == before


@pytest.mark.sweep
def test_a_build_of_a_broken_record_leaves_the_site(
    published: Repository, good: dict[str, bytes]
) -> None:
    replace_in(published.path / "versions/mtad/4.0.md", "amendment:", "amendmend:")
    failed = published.publish("build")
    assert failed.code != 0
    assert "unknown key `amendmend`" in failed.err


@pytest.mark.sweep
def test_a_build_that_only_warns_leaves_the_site(
    published: Repository, good: dict[str, bytes]
) -> None:
    replace_in(published.path / "docs/index.md", "# ", "# [A page that is not there](nowhere.md) ")
    assert published.publish("build").code != 0


@pytest.mark.parametrize(
    "sent", [pytest.param(signal.SIGINT, marks=pytest.mark.sweep), signal.SIGKILL]
)
def test_an_interrupted_build_leaves_the_site(
    published: Repository, good: dict[str, bytes], sent: signal.Signals
) -> None:
    new = published.path / ".cache/site/new"
    shutil.rmtree(new, ignore_errors=True)
    command = ["bash", ".ci/publish", "build"]
    with subprocess.Popen(
        command,
        cwd=published.path,
        env=environment(),
        start_new_session=True,
        stderr=subprocess.DEVNULL,
    ) as building:
        until = time.monotonic() + PATIENCE
        while not (new / "mtad").is_dir() and time.monotonic() < until:
            time.sleep(0.01)
        os.killpg(building.pid, sent)
    assert building.returncode != 0
    assert new.is_dir(), "it had not begun to write"


@pytest.mark.sweep
def test_a_build_killed_within_the_swap_gives_the_site_back(
    published: Repository, good: dict[str, bytes]
) -> None:
    last = published.path / ".cache/site/last"
    (published.path / "site").rename(last)
    replace_in(published.path / "versions/mtad/4.0.md", "amendment:", "amendmend:")
    assert published.publish("build").code != 0
    assert not last.exists()


SLOW_BUILDER = """\
#!{python}
import os, pathlib, shutil, sys, time
arguments = sys.argv[1:]
if arguments[:2] != ["-m", "mkdocs"]:
    if arguments == [".ci/complete.py", ".cache/site/new"]:
        sys.exit()
    os.execv("{python}", ["{python}", *arguments])
site = pathlib.Path(arguments[-1])
shutil.rmtree(site, ignore_errors=True)
site.mkdir(parents=True)
with open("begun", "a") as begun:
    begun.write("x")
for number in range(40):
    while number == 20 and not os.path.exists("go on"):
        time.sleep(0.01)
    (site / f"{{number}}.html").write_text("whole")
"""
"""A Python whose mkdocs stops in the middle until it is told to go on."""


def test_of_two_builds_at_once_one_waits_for_the_other(tmp_path: Path) -> None:
    shutil.copytree(ROOT / ".ci", tmp_path / ".ci")
    python = tmp_path / "bin/python"
    python.parent.mkdir()
    python.write_text(SLOW_BUILDER.format(python=sys.executable))
    python.chmod(0o755)
    command, told = ["bash", ".ci/publish", "build"], tmp_path / "told"
    with told.open("w") as err:
        builds = [
            subprocess.Popen(command, cwd=tmp_path, env=environment(PYTHON=str(python)), stderr=err)
            for _ in range(2)
        ]
    until = time.monotonic() + PATIENCE
    while "another build is at it" not in told.read_text() and time.monotonic() < until:
        time.sleep(0.01)
    (tmp_path / "go on").touch()
    assert [build.wait(PATIENCE) for build in builds] == [0, 0]
    assert told.read_text() == ".cache/site: another build is at it; waiting for it\n"
    assert (tmp_path / "begun").read_text() == "xx"
    assert len(files_of(tmp_path / "site")) == 40
    assert not (tmp_path / ".cache/site/new").exists()


# --- The steps by themselves ----------------------------------------------------------------------


MADE_HERE = (
    ".cache/corpus/files/mtad.docx",
    ".venv/bin/python",
    "build_tools/__pycache__/cli.cpython-311.pyc",
    "docs/sitecustomize.pyc",
    "site/index.html",
)


@pytest.mark.parametrize("step", ["tree", "check", "build"])
def test_what_is_made_here_is_refused_where_it_is_a_part_of_a_commit(
    project: Repository, step: str
) -> None:
    for name in MADE_HERE:
        path = project.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"not what is made here")
        project.git("add", "--force", name)
    said = project.publish(step)
    assert said.code == 1
    assert [line.partition(":")[0] for line in said.err.splitlines()] == sorted(MADE_HERE)


def test_all_that_git_is_to_ignore_is_refused(project: Repository) -> None:
    for line in (project.path / ".gitignore").read_text().splitlines():
        if line and not line.startswith("#"):
            path = project.path / line.strip("/") / "planted"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
            project.git("add", "--force", str(path))
            assert project.publish("tree").code == 1, line
            project.git("rm", "--quiet", "--force", str(path))
    assert project.publish("tree") == Ran(0, "", "")


def test_a_link_out_of_the_repository_is_refused_and_one_within_is_not(
    project: Repository, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text("of the machine")
    links = {
        "docs/away.md": "../../secret",
        "docs/far.md": str(tmp_path / "secret"),
        "docs/near.md": "index.md",
        "versions/gone.md": "../../no such file",
        "versions/all": "../..",
    }
    for name, target in links.items():
        (project.path / name).symlink_to(target)
        project.git("add", name)
    said = project.publish("tree")
    assert said.code == 1
    named = [line.partition(":")[0] for line in said.err.splitlines()]
    assert named == sorted(links.keys() - {"docs/near.md"})


def test_a_lost_link_or_fragment_is_found(published: Repository, tmp_path: Path) -> None:
    copy = Repository(shutil.copytree(published.path, tmp_path / "project"))
    page = copy.path / "site/mtad/index.html"
    page.write_text(
        page.read_text().replace('href="#17.6"', 'href="#17.66"').replace("../svtad/", "../svtat/")
    )
    said = copy.publish("links")
    assert said.code != 0
    assert "#17.66" in said.out
    assert "svtat" in said.out


@pytest.mark.sweep
def test_links_hold_below_a_path_of_the_host(published: Repository, tmp_path: Path) -> None:
    address = "https://host.example/a/b/"
    copy = Repository(shutil.copytree(published.path, tmp_path / "project"))
    assert copy.publish("build", SITE_URL=address).code == 0
    said = copy.publish("links", SITE_URL=address)
    assert said.code == 0, said.out


def test_links_of_no_site_are_not_good(project: Repository) -> None:
    assert project.publish("links").code == 1


def test_the_summary_goes_where_the_forge_takes_it(project: Repository, tmp_path: Path) -> None:
    amend(project)
    project.publish("changes", "main")
    taken = tmp_path / "summary"
    taken.write_text("Before\n")
    address = "https://forge.example/artifacts/1"
    assert not project.publish("summary", GITHUB_STEP_SUMMARY=str(taken), ARTIFACT=address).out
    assert taken.read_text().startswith(
        f"Before\n[Every redline in full]({address})\n\n# What this changes"
    )
    assert project.publish("summary").out == (project.path / "changes/summary.md").read_text()


def test_an_unknown_step_is_refused(project: Repository) -> None:
    for step in ((), ("has", "x"), ("rm",), ("check build",)):
        refused = project.publish(*step)
        assert refused.code == 2
        assert "usage: .ci/publish STEP" in refused.err


STAND_INS = {
    "python": """\
#!/bin/sh
echo "$*" >> "$CALLS"
case "$*" in
*"mkdocs build"*) for folder; do :; done; mkdir -p "$folder"; echo > "$folder/index.html" ;;
*"changes --out"*) mkdir changes; echo > changes/summary.md ;;
*"http.server"*) echo "no port is free" >&2; exit 1 ;;
*"verify --site"*) [ "$(wc -l < "$CALLS")" -gt 9 ] ;;
esac
""",
    "lychee": "#!/bin/sh\n",
    "sleep": "#!/bin/sh\n",
}
"""Programs that do what a step needs and no more; no published site ever has every version, until
it has been asked for nine times in vain."""


@pytest.fixture
def stand_ins(tmp_path: Path) -> dict[str, str]:
    """The environment in which a step runs these, and writes to CALLS how it called Python."""
    folder = tmp_path / "stand-ins"
    folder.mkdir()
    for name, program in STAND_INS.items():
        (folder / name).write_text(program)
        (folder / name).chmod(0o755)
    path = f"{folder}:{os.environ['PATH']}"
    return {"PYTHON": str(folder / "python"), "PATH": path, "CALLS": str(tmp_path / "calls")}


@pytest.mark.parametrize(("tries", "asked"), [("-1", 1), ("0", 1), ("1", 1), ("3", 3)])
def test_a_site_is_asked_for_as_often_as_said_and_once_at_least(
    project: Repository, stand_ins: dict[str, str], tries: str, asked: int
) -> None:
    assert (
        project.publish("verify-site", "http://host.example/", TRIES=tries, **stand_ins).code == 1
    )
    calls = Path(stand_ins["CALLS"]).read_text().splitlines()
    assert calls == ["-m build_tools verify --site http://host.example/"] * asked


def test_a_preview_is_made_of_the_branch_by_the_code_here(
    project: Repository, stand_ins: dict[str, str], tmp_path: Path
) -> None:
    branch = Repository(shutil.copytree(project.path, tmp_path / "branch"))
    stand_ins["BRANCH"] = str(branch.path)
    assert project.publish("preview", **stand_ins).code == 0
    calls = Path(stand_ins["CALLS"]).read_text().splitlines()
    assert calls == [f"-m build_tools preview --out preview -- {branch.path}"]
    (branch.path / "preview").mkdir()
    (branch.path / "preview/index.html").write_text("not what is made here")
    branch.git("add", "--force", "preview")
    refused = project.publish("preview", **stand_ins)
    assert (refused.code, "preview/index.html: is made here" in refused.err) == (1, True)


@pytest.mark.sweep
def test_a_host_that_does_not_come_up_ends_the_dry_run(
    project: Repository, stand_ins: dict[str, str]
) -> None:
    run = project.publish("dry-run", "main", **stand_ins)
    assert run.code == 1
    assert run.out.endswith("== deploy\n")
    assert "no port is free" in run.err


@pytest.mark.sweep
def test_the_whole_pipeline_runs_here(project: Repository) -> None:
    amend(project)
    run = project.publish("dry-run", "main")
    assert run.code == 0, run.out + run.err
    steps = re.findall(r"^== ([a-z-]+)", run.out, re.MULTILINE)
    assert steps == [
        *(
            "check",
            "verify",
            "build",
            "links",
            "changes",
            "summary",
            "reproduce",
            "deploy",
            "verify-site",
        ),
    ]
    assert re.search(r"two builds of [0-9a-f]+: \d{3,} files, the same bytes", run.out)
    assert files_of(project.path / ".cache/deployed") == files_of(project.path / "site")


@pytest.mark.sweep
def test_a_build_that_hangs_on_its_folder_is_not_reproducible(project: Repository) -> None:
    replace_in(
        project.path / "build_tools/site/manifest.py",
        '"procedure": procedure_data',
        '"at": __file__, "procedure": procedure_data',
    )
    project.commit("Tell where it was built")
    said = project.publish("reproduce")
    assert said.code == 1
    assert "corpus.json" in said.out
