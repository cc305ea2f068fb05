"""The publication log as the commands keep it: on a branch, on a site, and against one published
before."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from build_tools.editing.published import Site, log_differences
from build_tools.record import load
from build_tools.record.publication_log import LOG, entries_of, log_text, with_entries
from build_tools.record.seals import read_seals
from tests.branching import Repository
from tests.running import Ran, Run, replace_in

DATA = "data/publication-log.json"


@pytest.fixture
def sealed(at: Run, rules: Path) -> Path:
    """The record with both versions sealed, each a day of its own."""
    for name, day in (("first", "date not recorded"), ("second", "2021-06-15")):
        file = rules / f"amendments/{name}-rules.yml"
        replace_in(file, "  effect:", f"  direction: {{actual: {day}}}\n  effect:")
    for version, day in (("rules@2.0", "2021-06-16"), ("rules@1.0", "2021-06-17")):
        assert at("seal", version, "--as-of", day).code == 0
    return rules


def test_seal_keeps_the_log(at: Run, sealed: Path) -> None:
    entries = entries_of((sealed / LOG).read_text())
    assert [(each.version, each.logged) for each in entries] == [
        ("rules@2.0", "2021-06-16"),
        ("rules@1.0", "2021-06-17"),
    ]
    assert at("check").code == at("verify").code == 0


def test_a_seal_as_of_an_earlier_day_is_logged_after_those_that_stand(
    at: Run, sealed: Path
) -> None:
    (sealed / LOG).unlink()
    seals, problems = read_seals(sealed)
    assert not problems
    first, *others = seals
    (sealed / LOG).write_text(with_entries(sealed, [first], dt.date(2022, 1, 1)))
    (sealed / LOG).write_text(with_entries(sealed, [first, *others], dt.date(2021, 6, 17)))
    logged = [each.logged for each in entries_of((sealed / LOG).read_text())]
    assert logged == ["2022-01-01"] * len(seals)
    assert at("verify").code == 0


def test_nothing_was_logged_on_a_day_to_come(at: Run, sealed: Path) -> None:
    (sealed / LOG).write_text(with_entries(sealed, read_seals(sealed)[0], dt.date(9999, 1, 1)))
    assert at("check").code == 0, "both were logged before"
    (sealed / LOG).unlink()
    (sealed / LOG).write_text(with_entries(sealed, read_seals(sealed)[0], dt.date(9999, 1, 1)))
    ran = at("check")
    said = f"{LOG}:2: future-date: entry 1 was logged on 9999-01-01, which has not come yet"
    assert (ran.code, said in ran.out) == (1, True), ran.out


def remade(rules: Path) -> None:
    """The whole chain made anew, in the other order: nothing in it tells."""
    (rules / LOG).unlink()
    (rules / LOG).write_text(with_entries(rules, read_seals(rules)[0], dt.date(2021, 6, 17)))


REWRITTEN: dict[str, Callable[[Path], object]] = {
    "gone": lambda rules: (rules / LOG).unlink(),
    "made anew": remade,
}


@pytest.mark.parametrize("name", REWRITTEN)
def test_a_branch_that_rewrites_the_log_is_found(name: str, at: Run, sealed: Path) -> None:
    repository = Repository(sealed.parent)
    repository.git("init", "--quiet", "--initial-branch=main")
    repository.commit("The record")
    REWRITTEN[name](sealed)
    assert at("verify").code == 0, "by itself it holds"
    repository.git("switch", "--quiet", "--create", "change")
    repository.commit("A change")
    ran = at("verify", "--base", "main")
    said = "law: entry 1 of the publication log (published, rules@2.0)"
    assert (ran.code, said in ran.out) == (1, True), ran.out


@pytest.fixture
def published(at: Run, sealed: Path, tmp_path: Path) -> Path:
    """The pages of that record."""
    site = tmp_path / "site"
    (tmp_path / "docs").mkdir()
    assert at("pages", "--docs", tmp_path / "docs", "--out", site).code == 0
    assert (site / DATA).read_bytes() == (sealed / LOG).read_bytes()
    assert "rules/v/1.0/" in (site / "publication-log/index.md").read_text()
    return site


def reordered(log: Path) -> None:
    first, second = entries_of(log.read_text())
    log.write_text(log_text([second, first]))


ON_A_SITE: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (
        lambda log: log.write_text(log_text(entries_of(log.read_text())[:1])),
        "entry 2 of the publication log (published, rules@1.0) has gone",
    ),
    "changed": (
        lambda log: replace_in(log, "2021-06-17", "2021-06-18"),
        "entry 2 of the publication log (published, rules@1.0) has changed",
    ),
    "one too many": (
        lambda log: log.write_text(log_text(entries_of(log.read_text()) * 2)),
        "entry 1 is not in the record",
    ),
    "reordered": (
        reordered,
        "entry 1 of the publication log (published, rules@2.0) stands as entry 2",
    ),
}


def test_verify_finds_what_became_of_a_log_on_a_site(
    at: Run, sealed: Path, published: Path, tmp_path: Path
) -> None:
    right = (published / DATA).read_text()
    for change, said in ON_A_SITE.values():
        (published / DATA).write_text(right)
        change(published / DATA)
        found = log_differences(Site(published.as_posix()), load(sealed))
        assert said in [problem.message for problem in found]
    ran = at("verify", "--site", published, "--docs", tmp_path / "docs")
    assert (ran.code, ON_A_SITE["reordered"][1] in ran.out) == (1, True), ran.out


def test_what_was_published_is_not_rewritten_here(at: Run, sealed: Path, published: Path) -> None:
    assert at("verify", "--since", published).code == 0
    remade(sealed)
    ran: Ran = at("verify", "--since", published)
    said = "entry 1 of the publication log (published, rules@2.0) has changed in the record"
    assert (ran.code, said in ran.out) == (1, True), ran.out


def test_what_was_archived_is_held_to_the_record(at: Run, sealed: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.zip"
    assert at("archive", "--output", kept).code == 0
    with ZipFile(kept) as packed:
        packed.extractall(tmp_path)
    assert at("verify", "--since", tmp_path / "archive").code == 0
    (sealed / LOG).unlink()
    ran = at("verify", "--since", tmp_path / "archive")
    said = "entry 1 of the publication log (published, rules@2.0) has gone in the record"
    assert (ran.code, said in ran.out) == (1, True), ran.out
