"""What the machine does to a command: it is killed, the disk is full, nothing may be written.

Nothing is lost. Who was killed is finished by the next command, or had not begun, and the same
command again comes to its end; who can write nothing says so and has changed nothing."""

import logging
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest

from build_tools.editing.amend import amend
from build_tools.record import journal
from build_tools.record.journal import JOURNAL
from tests.full_disk import full_disk
from tests.killing import killed_at_writes
from tests.paths import ROOT
from tests.publishing import AS_OF
from tests.running import Run, replace_in, snapshot
from tests.word.files import docx

pytestmark = pytest.mark.long

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
    """Both versions have been decided, and one is sealed."""
    for name, day in (("first", "2020-01-01"), ("second", "2021-06-15")):
        path = versions / f"amendments/{name}-rules.yml"
        replace_in(path, "  effect:", f"  direction: {{actual: {day}}}\n  effect:")


def with_unseen_characters(versions: Path) -> None:
    """Two proposals have a character that `check --fix` takes out."""
    overtaken(versions)
    path = versions / "amendments/another-rule.yml"
    replace_in(path, "dates:\n  effect: {actual: 2022-01-01}", "dates: {}")
    for label in ("2.0", "3.0"):
        replace_in(versions / f"rules/{label}.md", "may borrow", "may\u200b borrow")


def with_a_clause_put_in(versions: Path) -> None:
    """A draft has a clause under the number of another."""
    amend(versions, "rules", AS_OF, to="4.0")
    replace_in(versions / "rules/4.0.md", "\n1.1 ", "\n1.1 A clause before all others.\n\n1.1 ")


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
    "fix": Case("check --fix", with_unseen_characters),
    "renumber": Case("renumber rules@4.0 --write", with_a_clause_put_in),
}
GIVEN_OUT = {
    "import": Case("import in.docx --both -o out.md --report told.txt", with_word_file),
    "export": Case("export rules@2.0 -o out.docx"),
    "weave": Case("weave rules -o out.json"),
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


Files: TypeAlias = dict[str, bytes]


def killed_at_each(tmp_path: Path, case: Case, every: int) -> tuple[Files, Files, list[Path]]:
    """What is visible before the command and after it, which hides nothing in the end; and the
    copies in which it was killed at so many of its writes."""
    begun, copies = prepared(tmp_path, case), tmp_path / "copies"
    copies.mkdir()
    killed = killed_at_writes(begun, copies, every, *case.arguments.split())
    assert hidden(copies / "whole") == []
    return visible(begun), visible(copies / "whole"), killed


@pytest.mark.parametrize(
    ("name", "every"),
    [
        pytest.param("amend", 9),
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
    before, after, killed = killed_at_each(tmp_path, case, every)
    assert before != after
    finished = 0
    for copy in killed:
        monkeypatch.chdir(copy)
        begun_to = (copy / "versions" / JOURNAL).exists()
        unchanged = visible(copy) == before
        assert run("list").code == 0
        assert visible(copy) == (before if unchanged and not begun_to else after), copy.name
        lines = told()
        assert len(lines) == begun_to, lines
        finished += begun_to
        assert run(*case.arguments.split()).code in (0, 1, 2)
        assert visible(copy) == after, copy.name
        assert hidden(copy) == [], copy.name
        assert told() == []
    assert len(killed) > 3
    changed = [name for name in after if before.get(name) != after[name]]
    assert finished or len(changed) == 1 or every > 1  # one file changes at once or not at all


@pytest.mark.sweep
@pytest.mark.parametrize("name", GIVEN_OUT)
def test_what_is_given_out_is_made_whole_by_the_same_command(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    case = GIVEN_OUT[name]
    _, after, killed = killed_at_each(tmp_path, case, case.every)
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


# --- Nothing can be written -----------------------------------------------------------------------


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Nothing may be written in a folder; root, who may write everywhere, becomes somebody else."""
    paths = [*folder.parents][: len(folder.relative_to("/").parts) - 1]
    modes = {path: path.stat().st_mode for path in paths}
    for path in paths:
        path.chmod(modes[path] | 0o055)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        for path, mode in modes.items():
            path.chmod(mode)


def test_of_two_texts_none_is_written_where_one_cannot_be(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(prepared(tmp_path, GIVEN_OUT["import"]))
    with full_disk(len("1.1 A member\n")):
        ran = run(*"import in.docx --both -o out.md".split())
    assert (ran.code, "nothing was changed" in ran.err) == (2, True)
    assert not list(Path.cwd().glob("out*"))


COMMANDS = OF_THE_RECORD | GIVEN_OUT


def tried_before(folder: Path, case: Case, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a command imports late and keeps for later is there, as far as it can be."""
    copy = shutil.copytree(folder, folder.with_name("tried"))
    monkeypatch.chdir(copy)
    assert run(*case.arguments.split()).code == 0
    monkeypatch.chdir(folder)


@pytest.mark.parametrize("length", [pytest.param(0, marks=pytest.mark.sweep), 1])
@pytest.mark.parametrize(
    "name",
    [
        "amend",
        *(pytest.param(name, marks=pytest.mark.sweep) for name in COMMANDS if name != "amend"),
    ],
)
def test_a_full_disk_changes_nothing(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, name: str, length: int
) -> None:
    case = COMMANDS[name]
    folder = prepared(tmp_path, case)
    monkeypatch.chdir(folder)
    before = snapshot(folder)
    with full_disk(length):
        ran = run(*case.arguments.split())
    assert ran.code == 2
    assert "File too large" in ran.err
    assert snapshot(folder) == before
    assert run(*case.arguments.split()).code == 0


@pytest.mark.sweep
@pytest.mark.parametrize("name", COMMANDS)
def test_a_folder_that_may_not_be_written_is_left_alone(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    case = COMMANDS[name]
    folder = prepared(tmp_path, case)
    tried_before(folder, case, run, monkeypatch)
    before = snapshot(folder)
    with read_only(folder):
        ran = run(*case.arguments.split())
        assert run("list").code == 0
    assert ran.code == 2
    assert "Permission denied" in ran.err
    assert snapshot(folder) == before


class Killed(BaseException):
    """Stands for the end of the program."""


def test_what_cannot_be_finished_yet_is_told_in_one_line(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, told: Callable[[], list[str]]
) -> None:
    folder = prepared(tmp_path, OF_THE_RECORD["amend"])
    monkeypatch.chdir(folder)

    def stop(*_given: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(journal, "_carry_out", stop)
        with pytest.raises(Killed):
            run("amend", "rules", "--to", "4.0")
    with read_only(folder):
        ran = run("list")
    assert (ran.code, ran.err.splitlines()[0]) == (
        2,
        "versions: holds a change that was interrupted and cannot be finished: Permission denied",
    )
    for path in folder.rglob("*"):
        path.chmod(0o755)
    assert run("list").code == 0
    assert told() == [
        "versions: finished what an interrupted command had begun: rules/4.0.md,"
        " amendments/rules-4.0.yml"
    ]
