"""What a person named → the version that it means: of the record, a markdown or Word file, or
standard input.
"""

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from build_tools.cli.command import say
from build_tools.model import Version, refusal
from build_tools.model.file_kinds import HEAD, may_be_word
from build_tools.record.files import version_of_bytes
from build_tools.record.lookup import resolve
from build_tools.text.markdown import parse_version

if TYPE_CHECKING:
    from build_tools.word import TrackChanges

STANDARD_INPUT = "-"
_WORD = (".docx", ".docm", ".dotx", ".dotm")


def input_version(name: str, root: Path) -> Version:
    """The version of that name; a Word file is read as `corpus import` reads it, and what could not
    be carried is told on standard error. CorpusError where there is none, or it cannot be read.
    """
    if name == STANDARD_INPUT:
        return version_of_bytes(sys.stdin.buffer.read(), "standard input")
    path = Path(name)
    return _word_version(path) if _is_word(path) else resolve(name, root)


def is_no_text(name: str) -> bool:
    """Whether a name is that of no version, file or standard input, and so of a document if of
    anything.
    """
    path = Path(name)
    return name != STANDARD_INPUT and "@" not in name and not (path.suffix or path.is_file())


def tracked_versions(name: str) -> tuple[Version, Version]:
    """The text of a Word file without its tracked changes, and that with them, which knows who
    made them. UsageError for any other file, CorpusError where it cannot be read or tracks none.
    """
    path = Path(name)
    if name == STANDARD_INPUT or not _is_word(path):
        raise click.UsageError("NEW may be left out only where OLD is a Word file")
    old, new = _word_version(path, "reject"), _word_version(path, "accept")
    if not new.tracked_by:
        raise refusal(name, "tracks no changes", "corpus redline OLD NEW, with two texts")
    return old, new


def _is_word(path: Path) -> bool:
    """Whether a name is that of a Word file: by its ending, or by what the file begins with."""
    if path.suffix.lower() in _WORD:
        return True
    try:
        with path.open("rb") as stream:
            return may_be_word(stream.read(HEAD))
    except (OSError, ValueError):
        return False


def _word_version(path: Path, track_changes: "TrackChanges | None" = None) -> Version:
    from build_tools.word import read_docx  # noqa: PLC0415 - loads lxml

    imported = read_docx(path, track_changes)
    which = f" ({track_changes}ed)" if track_changes else ""
    for warning in imported.warnings:
        say(f"{path}{which}: {warning}", error=True)
    version = parse_version(imported.text, f"{path.as_posix()}{which}")
    return replace(version, path=path.as_posix(), tracked_by=imported.tracked)
