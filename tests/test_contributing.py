"""What CONTRIBUTING.md and SECURITY.md tell a stranger to open and to run is there."""

import re
import subprocess
from fnmatch import fnmatch

import pytest
import yaml

from tests.paths import ROOT
from tests.test_layers import LAYERS

CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text()
SECURITY = (ROOT / "SECURITY.md").read_text()
PATH = re.compile(r"`((?:build_tools|tests|docs|\.ci)/[\w./-]*)`")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


@pytest.mark.parametrize("text", [CONTRIBUTING, SECURITY], ids=["contributing", "security"])
def test_every_file_that_it_names_is_there(text: str) -> None:
    named = {*PATH.findall(text), *LINK.findall(text)}
    assert named
    assert not [path for path in sorted(named) if not (ROOT / path).exists()]


def test_every_target_that_it_names_is_one() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"`make ([a-z-]+)|^make ([a-z-]+)", CONTRIBUTING, re.MULTILINE))
    assert {one or other for one, other in named} <= targets


def test_the_layers_that_it_draws_are_those_that_hold() -> None:
    drawn = " · ".join(
        rooms[0] if len(rooms) == 1 else f"{{ {' | '.join(rooms)} }}" for rooms in LAYERS
    )
    assert drawn in CONTRIBUTING


# --- The lints ------------------------------------------------------------------------------------

HOOKS = {
    hook["entry"]: hook
    for repository in yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"]
    for hook in repository["hooks"]
}
PROGRAMS = re.compile(r"(?:\.venv/bin/|\$\(BIN\)/)(?:python -m )?")


def lint() -> list[str]:
    """The commands of `make lint`."""
    makefile = (ROOT / "Makefile").read_text()
    recipe = re.search(r"^lint:.*\n((?:\t.+\n)+)", makefile, re.MULTILINE)
    assert recipe
    return recipe[1].splitlines()


def kept() -> list[str]:
    """Every file of the repository."""
    command = ["git", "ls-files"]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return told.stdout.splitlines()


KEPT = kept()


def files(word: str) -> set[str]:
    """Those that a word of a command stands for: a folder, a file or a pattern."""
    patterns = ["*"] if word == "." else [word, f"{word}/*"]
    return {path for path in KEPT if any(fnmatch(path, pattern) for pattern in patterns)}


def bare(command: str) -> str:
    """A command without the folder of its program and without files."""
    words = PROGRAMS.sub("", command.strip()).split()
    return " ".join(word for word in words if not files(word))


def test_hooks_run_what_lint_runs() -> None:
    hooked = {bare(entry).replace(" --force-exclude", "") for entry in HOOKS}
    asked = {bare(command) for command in lint()}
    assert "ruff format --check" in asked, "only a hook corrects the form"
    asked = asked - {"ruff format --check"} | {"ruff format"}
    assert hooked - asked == {"corpus check"}
    assert asked - hooked == {"mypy"}


def test_a_hook_is_given_the_files_that_lint_looks_at() -> None:
    linted = {bare(command): files(command.split()[-1]) for command in lint()}
    for entry, hook in HOOKS.items():
        if "files" in hook and bare(entry) != "corpus check":
            given = {path for path in KEPT if re.search(hook["files"], path)}
            assert given == linted[bare(entry)]
