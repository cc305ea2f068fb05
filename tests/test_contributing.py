"""What CONTRIBUTING.md and SECURITY.md tell a stranger to open and to run is there."""

import re

import pytest

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


def test_hooks_run_what_lint_runs() -> None:
    hooks = (ROOT / ".pre-commit-config.yaml").read_text()
    lint = (ROOT / "Makefile").read_text().replace("$(BIN)/python -m ", "").replace("$(BIN)/", "")
    entries = re.findall(r"entry: \.venv/bin/(.+)", hooks)
    tools = {entry.replace(" --force-exclude", "") for entry in entries} - {"corpus check"}
    assert len(tools) > 5
    assert not [tool for tool in tools if tool not in lint]
