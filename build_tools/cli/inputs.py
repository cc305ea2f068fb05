"""What a person named → the version that it means: of the record, a markdown or Word file, or
standard input.
"""

import sys
from pathlib import Path

from build_tools.cli.command import say
from build_tools.model import Version
from build_tools.model.file_kinds import HEAD, may_be_word
from build_tools.record.files import version_of_bytes
from build_tools.record.lookup import resolve
from build_tools.text.markdown import parse_version

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
    return parse_version(imported.text, path.as_posix())
