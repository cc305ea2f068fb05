"""What the read-me and the pages show of the command is what it says, and what the read-me says of
its options is so."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from build_tools.cli.command import corpus
from tests.paths import ROOT
from tests.running import Run, understood

PAGES = (
    "README.md",
    "docs/consultation.md",
    "docs/record.md",
    "docs/reading/index.md",
    "docs/word.md",
    "docs/publishing.md",
    "docs/own-corpus.md",
)
_BLOCK = re.compile(r"^```text\n(.*?)^```", re.MULTILINE | re.DOTALL)
_OF_THE_RECORD = re.compile(r"corpus (?:list|redline|show)(?: --[a-z-]+| [\w@.-]+)*")
"""What asks about nothing but the record."""


def transcripts() -> Iterator[tuple[str, list[str]]]:
    """The commands that pages show, each with the lines that it is shown to say."""
    for page in PAGES:
        for block in _BLOCK.findall((ROOT / page).read_text()):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, *lines = part.splitlines()
                yield command, lines


def test_every_command_that_is_shown_is_such_as_there_is() -> None:
    commands = [command for command, _ in transcripts() if command.startswith("corpus ")]
    assert len(commands) > 20
    for command in commands:
        understood(command)


SHOWN = [
    pytest.param(command, lines, id=command)
    for command, lines in transcripts()
    if any(lines)
    and _OF_THE_RECORD.fullmatch(command)
    and ".md" not in command
    and "pond" not in lines[0]
]


def test_some_of_them_ask_about_the_record_alone() -> None:
    assert len(SHOWN) >= 6


@pytest.mark.parametrize(("command", "lines"), SHOWN)
def test_the_command_says_what_it_is_shown_to_say(run: Run, command: str, lines: list[str]) -> None:
    """Line by line in that order; a line is shown as far as "…"."""
    ran = run(*command.split()[1:])
    said = iter((ran.err + ran.out).splitlines())
    for line in filter(None, lines):
        begins, cut, _ = line.partition("…")
        assert any(each.startswith(begins) if cut else each == line for each in said), line


def test_the_way_from_an_empty_folder_is_as_it_is_shown(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = _BLOCK.findall((ROOT / "docs/own-corpus.md").read_text())
    parts = [part for block in blocks for part in re.split(r"^\$ ", block, flags=re.M)[1:]]
    commands = [part for part in parts if part.startswith("corpus ")]
    assert len(commands) == 4
    for part in commands:
        command, *lines = part.splitlines()
        ran = run(*shlex.split(command)[1:])
        assert ran.code == 0, ran.err
        shown = [line for line in lines if line != "…"]
        assert (ran.out + ran.err).splitlines()[: len(shown)] == shown


IN_THE_TABLE = {"archive", "export", "pack", "responses"}
"""The verbs that write to a file or a folder always; the table of the read-me shows `-o` there."""


def test_the_options_of_the_verbs_are_those_that_the_read_me_names() -> None:
    text = " ".join((ROOT / "README.md").read_text().split())
    without_a_day = re.search(r"With all but ([^.]*), `--as-of 2022-12-20` asks", text)
    with_a_file = re.search(r"With ([^.]*), `-o FILE` writes to a file\.", text)
    assert without_a_day
    assert with_a_file
    verbs = set(corpus.list_commands(click.Context(corpus)))
    assert verbs_in(without_a_day[1]) == verbs - verbs_with("as_of")
    assert verbs_in(with_a_file[1]) == verbs_with("output") - IN_THE_TABLE


def verbs_in(sentence: str) -> set[str]:
    return set(re.findall(r"`(\w+)`", sentence))


def verbs_with(option: str) -> set[str]:
    context = click.Context(corpus)
    verbs = {name: corpus.get_command(context, name) for name in corpus.list_commands(context)}
    return {
        name
        for name, verb in verbs.items()
        if verb and option in {each.name for each in verb.params}
    }
