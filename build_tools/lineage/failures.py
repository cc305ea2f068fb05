"""A redline that could not be proved: keep what is needed to repeat it, and say so in words that
nobody can miss.

Whoever publishes calls this: the command and the mkdocs plugin. It stands above the comparison,
which never touches a file and does not know the record, and above the record, which writes files.
"""

import hashlib
import platform
import re
from collections.abc import Sequence
from pathlib import Path

from build_tools import __version__
from build_tools.model import Redline, Version
from build_tools.model.problems import CorpusError, RedlineError
from build_tools.record.writing import write_into

FOLDER = Path(".cache/corpus/failed")
"""Below the working directory; a folder in it for each pair of texts."""
_ENGINE = (
    "markdown-it-py",
    "mdit-py-plugins",
    "diff-match-patch",
    "fast-diff-match-patch",
    "rapidfuzz",
    "regex",
)
"""The packages on which the result of a comparison depends."""


def report_failure(error: RedlineError) -> str:
    """What to say of a comparison that gave no redline at all; both texts are kept."""
    outcome = (
        "the redline could not be proved, even with both texts shown whole; nothing is published"
    )
    return _told(error.old, error.new, error.violations, outcome)


def report_fallback(redline: Redline) -> str:
    """What to say of a redline that shows both texts whole because the aligned one could not
    be proved; both texts are kept.
    """
    outcome = "not aligned; the aligned redline could not be proved, so both texts are shown whole"
    return _told(redline.old, redline.new, redline.violations, outcome)


def _told(old: Version, new: Version, violations: Sequence[str], outcome: str) -> str:
    lines = [f"{old.name} to {new.name}: {outcome}", *(f"    {each}" for each in violations)]
    try:
        folder = _keep(old, new, f"{outcome}:\n" + "".join(f"- {each}\n" for each in violations))
        lines.append(
            "this is a defect of this program; please report it with what is in"
            f" {folder.as_posix()}/"
        )
    except CorpusError as error:  # a disk that is full must not hide what went wrong before
        lines.append(
            f"this is a defect of this program; please report it with both texts, for {error}"
        )
    return "\n".join(lines)


def _keep(old: Version, new: Version, what: str) -> Path:
    """Write both texts and a report to a folder of their own; the same two texts always have the
    same folder.
    """
    digest = hashlib.sha256(f"{old.sha256} {new.sha256}".encode()).hexdigest()[:8]
    folder = FOLDER / f"{_file_name(old)}..{_file_name(new)}-{digest}"
    kept = {"old.md": old.text, "new.md": new.text, "report.txt": _report(old, new, what)}
    write_into(folder, {name: text.encode() for name, text in kept.items()})
    return folder


def _file_name(version: Version) -> str:
    """The name of a version as a part of a file's name: a version may be a path."""
    return re.sub(r"[^\w.@-]+", "_", version.name)[-40:].strip("._")


def _report(old: Version, new: Version, what: str) -> str:
    # Reading what is installed takes as long as a comparison does, and hardly ever is asked for.
    from importlib import metadata  # noqa: PLC0415

    installed = {each.name: each.version for each in metadata.distributions()}

    lines = [
        f"{old.name} to {new.name}",
        "",
        what,
        "To repeat it, in this folder:",
        "",
        "    corpus redline old.md new.md",
        "",
        f"sec-corpus {__version__}",
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}",
        *(f"{package} {installed.get(package, 'not installed')}" for package in _ENGINE),
        f"old.md SHA-256 {old.sha256}",
        f"new.md SHA-256 {new.sha256}",
    ]
    return "\n".join(lines) + "\n"
