"""A short run of the fuzzer, and that it finds what it looks for."""

import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from build_tools import cli
from tests.fuzz import running
from tests.fuzz.running import Found, fuzz
from tests.fuzz.seeds import seeds
from tests.fuzz.targets import TARGETS
from tests.running import snapshot

pytestmark = pytest.mark.long


@pytest.mark.sweep
@pytest.mark.parametrize("target", TARGETS)
def test_the_command_takes_whatever_it_is_given(target: str) -> None:
    found = fuzz(seed=16, cases=25, targets=(target,), own=True)
    assert found.cases.total() == 25
    assert not found.failures, found.report()


def planted(monkeypatch: pytest.MonkeyPatch, fault: Callable[[], object]) -> Found:
    """What is found when the command does that and nothing else."""
    monkeypatch.setattr(cli, "main", fault)
    return fuzz(seed=1, cases=1, targets=("comparison",), own=True)


def _defect() -> None:
    print("this is a defect of this program", file=sys.stderr)


def _endless() -> None:
    while True:
        pass


FAULTS: dict[str, tuple[Callable[[], object], str]] = {
    "a traceback": (lambda: int("no number"), "ValueError at"),
    "an exit of its own": (lambda: sys.exit(3), "ended with 3"),
    "a redline that is not proved": (_defect, "a redline that is not proved"),
    "a control character": (lambda: print("\u202e"), "U+202E reaches the terminal"),
    "half of a character": (lambda: sys.stderr.buffer.write(b"\xff"), "U+DCFF reaches"),
    "a command without end": (_endless, "TooLongError at"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_it_finds(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "SECONDS", 0.02)
    fault, what = FAULTS[name]
    found = planted(monkeypatch, fault)
    assert found.failures
    assert all(what in failure.what for failure in found.failures), found.report()


def test_nothing_is_found_where_nothing_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    found = planted(monkeypatch, lambda: print("all of it is right"))
    assert not found.failures
    assert found.codes == {0: 4}


@pytest.mark.parametrize("target", TARGETS)
def test_a_case_follows_from_its_number_alone(target: str, tmp_path: Path) -> None:
    cases = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        commands = TARGETS[target](Random("1 5"), seeds(own=True), folder)
        cases.append((commands, snapshot(folder)))
    assert cases[0] == cases[1]
