"""What the tests of the command share: what a run of it came to, and files to break on purpose."""

import shlex
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import click

from build_tools.cli.command import corpus


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run of the command came to."""

    code: int
    out: str
    err: str


Run: TypeAlias = Callable[..., Ran]


def understood(line: str) -> None:
    """Read a line as the command would, and do nothing; click's UsageError where there is no such
    verb or option.
    """
    program, *words = shlex.split(line)
    assert program == "corpus"
    name, verb, rest = corpus.resolve_command(click.Context(corpus), words)
    assert verb
    verb.make_context(name, rest)


def replace_in(path: Path, old: str, new: str) -> None:
    """Replace the first place of some words in a file."""
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def first_lines(said: str) -> list[str]:
    """The first line of each problem."""
    return [line for line in said.splitlines() if not line.startswith(" ")]
