"""What a person named → the version that it means: of the record, a markdown or Word file, or
standard input.
"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from build_tools.cli.command import say
from build_tools.cli.remarks import of_two_texts
from build_tools.execute import direction_of_html, direction_of_word
from build_tools.model import TrackedBy, Version, refusal
from build_tools.model.file_kinds import HEAD, may_be_word
from build_tools.record.files import read_text, version_of_bytes
from build_tools.record.lookup import resolve
from build_tools.text.markdown import parse_version

if TYPE_CHECKING:
    from build_tools.word import ImportResult

STANDARD_INPUT = "-"
_HTML = (".html", ".htm")
_WORD = (".docx", ".docm", ".dotx", ".dotm")


def input_version(name: str, root: Path) -> Version:
    """The version of that name; a Word file is read as `corpus import` reads it, and what could not
    be carried is told on standard error. CorpusError where there is none, or it cannot be read.
    """
    if name == STANDARD_INPUT:
        return version_of_bytes(sys.stdin.buffer.read(), "standard input")
    path = Path(name)
    return _word_version(path) if _is_word(path) else resolve(name, root)


def direction_text(path: Path) -> str:
    """The lines of a direction: of a Word file, of one in HTML as the pack has it, or of any text.
    CorpusError where it cannot be read.
    """
    if _is_word(path):
        return direction_of_word(_word_version(path).text)
    text = read_text(path)
    return direction_of_html(text) if path.suffix.lower() in _HTML else text


def is_no_text(name: str) -> bool:
    """Whether a name is that of no version, file or standard input, and so of a document if of
    anything.
    """
    path = Path(name)
    return name != STANDARD_INPUT and "@" not in name and not (path.suffix or path.is_file())


@dataclass(frozen=True, slots=True)
class TrackedVersions:
    """The texts of a Word file with tracked changes."""

    old: Version
    """Without them."""
    new: Version
    """With them; it knows who made them."""
    rounds: tuple[Version, ...]
    """From the one text to the other: what each author left on a day, called by both."""


def tracked_versions(name: str) -> TrackedVersions:
    """What is tracked in a Word file. UsageError for any other file, CorpusError where it cannot be
    read or tracks nothing.
    """
    path = Path(name)
    if name == STANDARD_INPUT or not _is_word(path):
        raise click.UsageError("NEW may be left out only where OLD is a Word file")
    from build_tools.word import read_rounds  # noqa: PLC0415 - loads lxml

    original, *rounds = read_rounds(path)
    if not rounds:
        raise refusal(name, "tracks no changes", "corpus redline OLD NEW, with two texts")
    for which, remark in of_two_texts(original.warnings, rounds[-1].warnings):
        said = {"old": " (rejected)", "new": " (accepted)", "both": ""}[which]
        say(f"{path}{said}: {remark}", error=True)
    old, *later = [_version_of(path, text) for text in (original, *rounds)]
    made = [replace(each, label=_makers(each.tracked_by)) for each in later]
    return TrackedVersions(
        old=replace(old, document=f"{old.path} (rejected)"),
        new=replace(later[-1], document=f"{old.path} (accepted)", tracked_by=original.tracked),
        rounds=(replace(old, tracked_by=()), *made),
    )


_NAMED = 3
"""How many authors of one round are named."""


def _makers(tracked: Iterable[TrackedBy]) -> str:
    """Who made a round and when: "A. Reader (2024-01-31)"; of several, the first."""
    told = [f"{by.name} ({by.days})" for by in tracked]
    more = len(told) - _NAMED
    return "; ".join([*told[:_NAMED], *([f"and {more} more"] if more > 0 else [])])


def _is_word(path: Path) -> bool:
    """Whether a name is that of a Word file: by its ending, or by what the file begins with."""
    if path.suffix.lower() in _WORD:
        return True
    try:
        with path.open("rb") as stream:
            return may_be_word(stream.read(HEAD))
    except (OSError, ValueError):
        return False


def _word_version(path: Path) -> Version:
    from build_tools.word import read_docx  # noqa: PLC0415 - loads lxml

    imported = read_docx(path)
    for warning in imported.warnings:
        say(f"{path}: {warning}", error=True)
    return _version_of(path, imported)


def _version_of(path: Path, imported: "ImportResult") -> Version:
    version = parse_version(imported.text, path.as_posix())
    return replace(version, path=path.as_posix(), tracked_by=imported.tracked)
