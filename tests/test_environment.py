"""What `make` installs, and when: told by a Python and a uv that only write down how they are
called."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.paths import ROOT

PROGRAM = """\
#!/bin/sh
mkdir busy 2>/dev/null || echo "two at once" >> log
echo "$0 $*" >> log
case "$*" in
*"venv --clear"*)
    for folder; do :; done
    rm -rf "$folder"; mkdir -p "$folder/bin"; cp python "$folder/bin/python" ;;
*"install --quiet uv>="*) cp python .cache/uv/bin/uv ;;
*"-c import"*) ;;
*) sleep 0.05 ;;
esac
rmdir busy
"""
STEP = '#!/bin/sh\necho ".ci/publish $*" >> log\n'
Installed = Callable[..., list[str]]
HOUR = 3600 * 10**9
PIP = ".venv/bin/python -m pip install --quiet"
PROJECT = "--no-index --no-deps --no-build-isolation --editable ."
EDITABLE = [f"{PIP} {PROJECT}"]


def locked(lock: str) -> list[str]:
    """How what a lock says is brought into .venv."""
    return [f"{PIP} --require-hashes --requirement {lock}"]


ANEW = ["./python -m venv --clear .venv", *locked("requirements.lock"), *EDITABLE]


@pytest.fixture
def installed(tmp_path: Path) -> Installed:
    """Runs a target in a folder of its own, in which some files were just written; gives back each
    command that made or installed something, or ran a step of the publication."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for lock in ROOT.glob("requirements*.lock"):
        (tmp_path / lock.name).write_text(f"{lock.name}\n")
    (tmp_path / ".ci").mkdir()
    for name, program in (("python", PROGRAM), (".ci/publish", STEP)):
        (tmp_path / name).write_text(program)
        (tmp_path / name).chmod(0o755)
    for path in tmp_path.iterdir():
        os.utime(path, (10**9, 10**9))

    def run(target: str, *written: str, **variables: str) -> list[str]:
        log = tmp_path / "log"
        log.write_text("")
        for path in tmp_path.rglob("*"):  # what was made before is older than what is written now
            os.utime(path, ns=(path.stat().st_mtime_ns - HOUR,) * 2)
        for name in written:
            os.utime(tmp_path / name)
        settings = [f"{name}={value}" for name, value in variables.items()]
        command = ["make", "--silent", "--jobs=4", "PYTHON=./python", *settings, target]
        inherited = {"CORPUS_PDF", "BUILDER", "MAKEFLAGS", "MAKELEVEL"}
        known = {name: value for name, value in os.environ.items() if name not in inherited}
        subprocess.run(command, cwd=tmp_path, env=known, check=True, capture_output=True)
        return [line for line in log.read_text().splitlines() if " -c import " not in line]

    return run


def change(installed_in: Path, lock: str) -> None:
    with (installed_in / lock).open("a") as file:
        file.write("another package\n")


def test_building_installs_one_lock_and_testing_another_on_top(installed: Installed) -> None:
    assert installed("setup-site") == ANEW
    assert installed("setup-site") == []
    assert installed("setup") == locked("requirements-test.lock")
    assert installed("setup") == installed("setup-site") == []


ZENSICAL = locked("requirements-zensical.lock")
PDF = locked("requirements-pdf.lock")
LINKS = locked("requirements-links.lock")


@pytest.mark.parametrize(
    ("variables", "on_top"),
    [
        ({"BUILDER": "zensical"}, ZENSICAL),
        ({"CORPUS_PDF": "true"}, PDF),
        ({"BUILDER": "zensical", "CORPUS_PDF": "true"}, ZENSICAL + PDF),
    ],
    ids=["zensical", "pdf", "both"],
)
def test_another_builder_and_pdf_files_are_brought_on_top_where_they_are_asked_for(
    installed: Installed, variables: dict[str, str], on_top: list[str]
) -> None:
    assert installed("setup-site", **variables) == ANEW + on_top
    assert installed("setup-site", **variables) == []
    assert installed("site", **variables) == [".ci/publish build"]
    assert installed("publish-dry-run", **variables) == [*LINKS, ".ci/publish dry-run main"]


@pytest.mark.parametrize(
    ("target", "on_top", "step"),
    [
        ("site", [], "build"),
        ("links", LINKS, "links"),
        ("check", [], "check"),
        ("verify", [], "verify"),
        ("changes", [], "changes main"),
        ("publish-dry-run", LINKS, "dry-run main"),
        ("verify-site", [], "verify-site "),
    ],
)
def test_a_step_of_the_publication_has_what_it_needs(
    installed: Installed, target: str, on_top: list[str], step: str
) -> None:
    assert installed(target) == [*ANEW, *on_top, f".ci/publish {step}"]
    assert installed(target) == [f".ci/publish {step}"]


def test_the_other_engines_have_an_environment_of_their_own(installed: Installed) -> None:
    assert installed(".venv-bench/installed") == [
        "./python -m venv --clear .venv",
        *locked("requirements.lock"),
        "./python -m venv --clear .venv-bench",
        *(line.replace(".venv/", ".venv-bench/") for line in locked("requirements-bench.lock")),
        *(line.replace(".venv/", ".venv-bench/") for line in EDITABLE),
    ]


COMPILE = (
    ".cache/uv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11"
    " --generate-hashes --no-emit-index-url --custom-compile-command make lock"
)
AGREEING = "--constraints requirements-test.lock --output-file"


def test_every_lock_is_resolved_with_hashes_and_agrees_with_that_of_the_tests(
    installed: Installed,
) -> None:
    assert installed("lock") == [
        "./python -m venv --clear .cache/uv",
        ".cache/uv/bin/python -m pip install --quiet uv>=0.9,<1",
        f"{COMPILE} pyproject.toml --group test --extra cluster --extra find --extra pdf"
        " --extra zensical --output-file requirements-test.lock",
        f"{COMPILE} pyproject.toml --group build {AGREEING} requirements.lock",
        f"{COMPILE} pyproject.toml --extra zensical {AGREEING} requirements-zensical.lock",
        f"{COMPILE} pyproject.toml --extra pdf {AGREEING} requirements-pdf.lock",
        f"{COMPILE} pyproject.toml --extra cluster {AGREEING} requirements-cluster.lock",
        f"{COMPILE} pyproject.toml --extra find {AGREEING} requirements-find.lock",
        f"{COMPILE} --group links {AGREEING} requirements-links.lock",
        f"{COMPILE} pyproject.toml --group bench {AGREEING} requirements-bench.lock",
    ]


def test_an_edit_of_the_project_fetches_nothing(installed: Installed) -> None:
    installed("setup")
    assert installed("setup", "pyproject.toml") == EDITABLE


def test_a_lock_that_was_only_written_anew_is_no_change(installed: Installed) -> None:
    installed("setup")
    locks = ("requirements.lock", "requirements-test.lock")
    assert set(installed("setup", *locks)) <= set(EDITABLE)


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_what_left_a_lock_leaves_the_environment(
    installed: Installed, tmp_path: Path, lock: str
) -> None:
    installed("setup")
    change(tmp_path, lock)
    assert installed("setup-site", lock) == ANEW
    assert installed("setup") == locked("requirements-test.lock")


def test_a_lock_that_was_never_installed_is_nobodys_business(
    installed: Installed, tmp_path: Path
) -> None:
    installed("setup")
    change(tmp_path, "requirements-zensical.lock")
    assert installed("setup", "requirements-zensical.lock") == []


def test_a_clone_has_the_bytes_of_the_record_whatever_git_does_to_line_endings(
    tmp_path: Path,
) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(("git", *arguments), cwd=tmp_path, check=True, capture_output=True)

    (tmp_path / "made").mkdir()
    shutil.copy(ROOT / ".gitattributes", tmp_path / "made")
    (tmp_path / "made/1.0.md").write_bytes(b"1.1 One.\n")
    git("init", "--quiet", "made")
    git("-C", "made", "add", ".")
    git("-C", "made", "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "A")
    git("clone", "--quiet", "-c", "core.autocrlf=true", "made", "clone")
    assert (tmp_path / "clone/1.0.md").read_bytes() == b"1.1 One.\n"
