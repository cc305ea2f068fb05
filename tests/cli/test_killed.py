"""A command that is killed loses nothing: the next one finishes what it had begun to change, or
nothing has changed, and the same command again comes to its end."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from build_tools.record.journal import JOURNAL
from tests.killing import killed_at_writes
from tests.paths import ROOT
from tests.running import Run, replace_in, snapshot
from tests.word.files import docx

FILLED = """\
title: Another rule
summary: Asks a deposit.
steps:
  - document: rules
    from: "1.0"
    to: "3.0"
    scope: ["1.1"]
dates:
  effect: {actual: 2022-01-01}
sources:
  - title: The book in the shed
"""


def overtaken(versions: Path) -> None:
    """Version 3.0, begun from 1.0, is in force; 2.0, begun from 1.0 as well, is a proposal yet."""
    text = (versions / "rules/1.0.md").read_text()
    for old, new in (
        ('version: "1.0"', 'version: "3.0"'),
        ("amendment: first-rules", "amendment: another-rule"),
        ("may borrow what", "may borrow for a deposit what"),
    ):
        assert old in text
        text = text.replace(old, new)
    (versions / "rules/3.0.md").write_text(text)
    (versions / "amendments/another-rule.yml").write_text(FILLED)


def directed(versions: Path) -> None:
    """Both versions have been directed, and one is sealed."""
    for name, day in (("first", "2020-01-01"), ("second", "2021-06-15")):
        path = versions / f"amendments/{name}-rules.yml"
        replace_in(path, "  effect:", f"  direction: {{actual: {day}}}\n  effect:")


def with_tabs(versions: Path) -> None:
    """Two texts have a character that `check --fix` takes out."""
    for label in ("1.0", "2.0"):
        replace_in(versions / f"rules/{label}.md", "may borrow", "may\u200b borrow")


def with_word_file(versions: Path) -> None:
    """A Word file with a tracked change stands beside the record."""
    body = (
        "<w:p><w:r><w:t>1.1 A member</w:t></w:r>"
        '<w:ins w:id="1" w:author="A"><w:r><w:t> may</w:t></w:r></w:ins></w:p>'
    )
    docx(versions.parent / "in.docx", body)


def as_it_is(_versions: Path) -> None:
    """The record as it is."""


@dataclass(frozen=True, slots=True)
class Case:
    """A command, and the record that it is given."""

    arguments: str
    prepare: Callable[[Path], None] = as_it_is
    every: int = 1
    """Which of its writes it is killed at: each, every second, …"""


OF_THE_RECORD = {
    "amend": Case("amend rules --to 4.0"),
    "rebase": Case("amend --rebase second-rules", overtaken),
    "seal": Case("seal rules@2.0", directed),
    "fix": Case("check --fix", with_tabs),
}
GIVEN_OUT = {
    "import": Case("import in.docx --both -o out.md --report told.txt", with_word_file),
    "export": Case("export rules@2.0 -o out.docx"),
    "pack": Case("pack second-rules -o out", every=3),
    "pages": Case("pages --out out --docs docs", every=40),
}


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    """What has been told since it was last asked."""
    caplog.set_level(logging.WARNING)

    def lines() -> list[str]:
        found = [record.getMessage() for record in caplog.records]
        caplog.clear()
        return found

    return lines


def visible(folder: Path) -> dict[str, bytes]:
    """The files that are not hidden."""
    return {name: data for name, data in snapshot(folder).items() if "/." not in f"/{name}"}


def hidden(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob(".*"))


def prepared(tmp_path: Path, case: Case) -> Path:
    """A folder with the record that the case is about."""
    folder = tmp_path / "begun"
    folder.mkdir()
    (folder / "docs").mkdir()
    source = ROOT / "tests/record/small_record"
    for name, data in snapshot(source).items():
        path = folder / "versions" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    case.prepare(folder / "versions")
    return folder


@pytest.mark.parametrize(
    ("name", "every"),
    [
        pytest.param("amend", 5),
        *(pytest.param(name, 1, marks=pytest.mark.sweep) for name in OF_THE_RECORD),
    ],
)
def test_what_was_begun_to_change_in_the_record_is_finished_or_was_not_begun(
    tmp_path: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    told: Callable[[], list[str]],
    name: str,
    every: int,
) -> None:
    case = OF_THE_RECORD[name]
    begun = prepared(tmp_path, case)
    copies = tmp_path / "copies"
    copies.mkdir()
    killed = killed_at_writes(begun, copies, every, *case.arguments.split())
    before, after = visible(begun), visible(copies / "whole")
    assert before != after
    assert hidden(copies / "whole") == []
    finished = 0
    for copy in killed:
        monkeypatch.chdir(copy)
        journal = (copy / "versions" / JOURNAL).exists()
        unchanged = visible(copy) == before
        assert run("list").code == 0
        assert visible(copy) == (before if unchanged and not journal else after), copy.name
        lines = told()
        assert len(lines) == journal, lines
        finished += journal
        assert run(*case.arguments.split()).code in (0, 1, 2)
        assert visible(copy) == after, copy.name
        assert hidden(copy) == [], copy.name
        assert told() == []
    assert len(killed) > 3
    assert finished or name == "seal" or every > 1  # one file changes at once or not at all


@pytest.mark.sweep
@pytest.mark.parametrize("name", GIVEN_OUT)
def test_what_is_given_out_is_made_whole_by_the_same_command(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    case = GIVEN_OUT[name]
    begun = prepared(tmp_path, case)
    copies = tmp_path / "copies"
    copies.mkdir()
    killed = killed_at_writes(begun, copies, case.every, *case.arguments.split())
    after = visible(copies / "whole")
    assert hidden(copies / "whole") == []
    for copy in killed:
        monkeypatch.chdir(copy)
        partly = visible(copy)
        assert all(after[each] == data for each, data in partly.items()), copy.name
        # A pack is never written into a folder that holds something.
        refused = name == "pack" and partly.keys() == after.keys()
        assert run(*case.arguments.split()).code == (2 if refused else 0)
        assert visible(copy) == after, copy.name
        assert hidden(copy) == [], copy.name
    assert len(killed) > 3
