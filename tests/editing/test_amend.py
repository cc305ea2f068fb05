"""An amendment begun: all its files, or none and why not."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_tools.model import EVENTS
from build_tools.record import load
from tests.paths import RECORD
from tests.running import Run, first_lines, replace_in, snapshot
from tests.statutes import plant_statute


def test_amend_copies_what_is_in_force_and_says_what_is_next(at: Run, rules: Path) -> None:
    ran = at("amend", "rules", "--title", "Later:  “ends” # of loans")
    assert ran.code == 0
    text = (rules / "rules/3.0.md").read_text()
    old = (rules / "rules/1.0.md").read_text()
    assert text == old.replace('"1.0"', '"3.0"').replace("first-rules", "rules-3.0")
    corpus = load(rules)
    (amendment,) = [each for each in corpus.amendments if each.id == "rules-3.0"]
    assert amendment.title == "Later: “ends” # of loans"
    (step,) = amendment.steps
    assert (step.old, step.new) == ("1.0", "3.0")
    assert f"{rules.as_posix()}/rules/3.0.md" in ran.out
    assert "corpus redline rules@1.0 rules@3.0" in ran.out


def test_the_draft_offers_a_date_for_every_event_in_order(at: Run, rules: Path) -> None:
    at("amend", "rules")
    draft = (rules / "amendments/rules-3.0.yml").read_text()
    assert tuple(re.findall(r"^# {3}([\w-]+): \{planned", draft, re.MULTILINE)) == EVENTS


def test_the_dates_that_a_draft_offers_are_still_to_come(run: Run, rules: Path) -> None:
    ran = run("amend", "rules", "--versions", rules, "--as-of", "2031-05-06")
    assert ran.code == 0, ran
    draft = (rules / "amendments/rules-3.0.yml").read_text()
    days = re.findall(r"planned: (\d{4}-\d\d-\d\d)", draft)
    assert (days[:1], days) == (["2031-05-27"], sorted(days))


def test_check_names_each_place_to_be_filled_in(at: Run, rules: Path) -> None:
    at("amend", "rules")
    ran = at("check")
    file = f"{rules.as_posix()}/amendments/rules-3.0.yml"
    assert ran.code == 1
    assert [line.split(" is still")[0] for line in first_lines(ran.out)] == [
        f"{file}:2: unfilled: `title`",
        f"{file}:4: unfilled: `summary`",
        f"{file}:9: unfilled: `scope`",
        f"{file}:18: unfilled: `questions`",
        f"{file}:20: unfilled: `title`",
    ]


@pytest.mark.parametrize("value", ["TODO: say what", "It is TBC.", "[what]", "Of [date]"])
def test_what_people_write_instead_of_a_value_is_told(value: str, at: Run, rules: Path) -> None:
    replace_in(rules / "amendments/second-rules.yml", "Doubles the nights of a fork.", f'"{value}"')
    assert "second-rules.yml:3: unfilled: `summary` is still to be filled in" in at("check").out


@pytest.mark.parametrize("value", ["Todos are kept", "[2022] UKSC 1", "An outbuilding"])
def test_what_only_looks_like_it_is_not(value: str, at: Run, rules: Path) -> None:
    replace_in(rules / "amendments/second-rules.yml", "Doubles the nights of a fork.", f'"{value}"')
    assert at("check").code == 0


LABELS = [("2.0", "3.0"), ("4", "5"), ("4.1.2", "5.0.0"), ("17.6A", "18.0"), ("9A", "10")]


@pytest.mark.parametrize(("highest", "following"), LABELS)
def test_the_next_label_counts_on_from_the_highest(
    highest: str, following: str, at: Run, rules: Path
) -> None:
    (rules / "rules/2.0.md").rename(rules / f"rules/{highest}.md")
    replace_in(rules / f"rules/{highest}.md", '"2.0"', f'"{highest}"')
    replace_in(rules / "amendments/second-rules.yml", '"2.0"', f'"{highest}"')
    assert at("amend", "rules").code == 0
    assert (rules / f"rules/{following}.md").is_file()


REFUSED = [
    (["rulez"], "rulez: there is no document `rulez`; did you mean `rules`?"),
    (["rules", "--to", "2.0"], "rules@2.0: is there already"),
    (
        ["rules", "--to", "0.9"],
        "rules@0.9: comes before 1.0, the version that it would start from",
    ),
    (["rules", "--to", "../3.0"], "../3.0: is no label for a version"),
    (["rules", "--id", "../evil"], "../evil: is no name for an amendment"),
    (["rules", "--id", "Third"], "Third: is no name for an amendment"),
    (["rules", "--title", " "], "--title: is empty"),
    (["rules", "--as-of", "2019-01-01"], "rules: has no version in force on 2019-01-01"),
    ([], "give either a DOCUMENT"),
    (["rules", "--rebase", "second-rules"], "give either a DOCUMENT"),
    (["rules", "--conflicts"], "--conflicts goes with --rebase"),
    (["--rebase", "second-rules", "--to", "4.0"], "do not go with --rebase"),
    (["--rebase", "second"], "second: there is no amendment `second`"),
    (
        ["--rebase", "first-rules"],
        "first-rules: has been decided, and its text never changes again",
    ),
]


@pytest.mark.parametrize(
    ("arguments", "said"), REFUSED, ids=lambda value: " ".join(value) if value else "-"
)
def test_amend_refuses_and_changes_nothing(
    arguments: list[str], said: str, at: Run, rules: Path
) -> None:
    before = snapshot(rules)
    ran = at("amend", *arguments)
    assert (ran.code, said in ran.err) == (2, True), ran
    assert snapshot(rules) == before


def test_amend_overwrites_nothing(at: Run, rules: Path) -> None:
    (rules / "amendments/rules-3.0.yml").symlink_to("nowhere.yml")
    before = snapshot(rules)
    assert at("amend", "rules").code == 2
    assert snapshot(rules) == before
    (rules / "amendments/rules-3.0.yml").unlink()
    assert at("amend", "rules", "--id", "second-rules").code == 2
    assert snapshot(rules) == before


@pytest.fixture
def nobody(run: Run) -> Iterator[Path]:
    """A record in which this process may write nothing: root, who may write everywhere, becomes
    somebody else."""
    with tempfile.TemporaryDirectory() as folder:
        rules = shutil.copytree(RECORD, Path(folder) / "versions")
        # Modules are imported when they are first used, and somebody else may be unable to read
        # them.
        run("pack", "second-rules", "-o", Path(folder) / "before", "--versions", rules)
        for path in (Path(folder), rules, *rules.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        root = os.geteuid() == 0
        if root:
            os.seteuid(65534)
        yield rules
        if root:
            os.seteuid(0)
        for path in (Path(folder), rules, *rules.rglob("*")):
            path.chmod(0o755)


def test_a_folder_that_may_not_be_written_is_told_of(run: Run, nobody: Path) -> None:
    before = snapshot(nobody)
    ran = run("amend", "rules", "--versions", nobody)
    assert ran.code == 2
    assert first_lines(ran.err) == [
        f"{nobody}/rules/3.0.md: cannot be written: Permission denied; nothing was changed"
    ]
    ran = run("pack", "second-rules", "-o", nobody.parent / "pack", "--versions", nobody)
    assert ran.code == 2
    assert first_lines(ran.err) == [
        f"{nobody.parent}/pack: cannot be written: Permission denied; nothing was changed"
    ]
    assert snapshot(nobody) == before


def test_the_draft_of_a_german_amendment_is_german_and_names_the_text_s_own_provisions(
    run: Run, tmp_path: Path
) -> None:
    root = plant_statute(tmp_path / "versions")
    assert run("amend", "wasser", "--as-of", "2024-01-01", "--versions", root).code == 0
    text = (root / "amendments/wasser-2.0.yml").read_text()
    assert 'scope: ["[jede Vorschrift, die sie berührt, wie gedruckt: § 1, Tabelle 1]"]' in text
    assert "# route: rat; weglassen" in text
    assert not re.search(r"\b(the|what|each|when|where)\b", text)
