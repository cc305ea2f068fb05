"""What loads, builds: a record with a part of its YAML mutated is refused, each problem at its
line, or checked and made into every page of a site."""

import datetime as dt
from pathlib import Path

import pytest

from build_tools.check import check
from build_tools.check.reports import REPORTS
from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Corpus
from build_tools.record import survey
from build_tools.site.build import by_address, site_files
from build_tools.site.file_store import FileStore
from tests.publishing import marker
from tests.record.mutants import mutate, varied_record

DOCS = {"index.md": f"# The shed\n\n{marker('status')}\n\n{marker('rules')}\n"}
DAYS = (dt.date(2021, 9, 10), dt.date(2026, 11, 1))
OF_WHOLE_FILES = frozenset({"file", "sealed"})
"""The rules whose problems may be of a file or a folder as a whole."""


@pytest.fixture(scope="module")
def comparisons() -> Comparisons:
    """One for all mutants, as it lives through all rebuilds of `mkdocs serve`."""
    return Comparisons()


def build(corpus: Corpus, day: dt.date, comparisons: Comparisons) -> None:
    """Every page and file of the site but those for Word, as they would be written."""
    store = FileStore(())
    site = by_address(
        site_files(corpus, day, DOCS, comparisons, store, site_url="https://shed.example/")
    )
    for content in site.values():
        if isinstance(content, str):
            content.encode()


def refused(root: Path, day: dt.date, comparisons: Comparisons) -> bool:
    """Whether a record is refused, or else built; what is wrong with it can be told and shown."""
    corpus, problems = survey(root)
    findings = check(corpus, day, comparisons, problems)
    for report in REPORTS.values():
        report(findings).encode()
    for problem in problems:
        assert problem.path, problem
        assert problem.line or problem.rule in OF_WHOLE_FILES, problem
    if not problems:
        build(corpus, day, comparisons)
    return bool(problems)


def test_the_record_that_is_mutated_has_no_mistake(
    tmp_path: Path, comparisons: Comparisons
) -> None:
    varied_record(tmp_path / "versions")
    corpus, problems = survey(tmp_path / "versions")
    found = check(corpus, DAYS[0], comparisons, problems).problems
    assert not [each for each in found if each.severity == "error"]


@pytest.mark.parametrize("seed", range(10))
def test_what_loads_builds(seed: int, tmp_path: Path, comparisons: Comparisons) -> None:
    varied_record(tmp_path / "versions")
    done = mutate(tmp_path / "versions", seed)
    print(done)
    refused(tmp_path / "versions", DAYS[seed % 2], comparisons)


@pytest.mark.sweep
def test_what_loads_of_hundreds_builds(tmp_path: Path, comparisons: Comparisons) -> None:
    outcomes = []
    for seed in range(10, 180):
        root = tmp_path / str(seed) / "versions"
        varied_record(root)
        print(seed, mutate(root, seed))
        outcomes.append(refused(root, DAYS[seed % 2], comparisons))
    assert outcomes.count(False) > 25, "too few of the mutants load to tell anything"
