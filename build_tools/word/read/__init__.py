"""A .docx file → markdown in the dialect, for a person to review, and a report of what it could not
carry.

The stages stand in `read`, in order. Only files that the caller names are opened, and nothing is
written.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from build_tools.model.problems import CorpusError, Problem
from build_tools.word.read.body import DocumentReader
from build_tools.word.read.markdown import to_markdown
from build_tools.word.read.ooxml import Element, w
from build_tools.word.read.package import open_package
from build_tools.word.read.report import ConversionWarning, Report
from build_tools.word.read.revisions import TrackChanges, find_revisions, resolve

__all__ = ["ConversionWarning", "ImportResult", "TrackChanges", "read_docx"]


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of a Word file."""

    text: str
    """Markdown in the dialect, without front matter."""
    warnings: tuple[ConversionWarning, ...]
    """What is not in the text, or is there in another form, in reading order."""


def read_docx(path: Path, track_changes: TrackChanges | None = None) -> ImportResult:
    """The text of the Word file at `path`, its tracked changes all accepted or all rejected, as
    `track_changes` says.

    Raises CorpusError where the file cannot be read, and where it holds tracked changes and
    `track_changes` is None.
    """
    package = open_package(path)
    roots = [part.root for part in package.stories]
    tracked = find_revisions(roots)
    if tracked:
        if track_changes is None:
            raise CorpusError([_undecided(path, tracked)])
        for root in roots:
            resolve(root, track_changes)
    report = Report()
    text = to_markdown(DocumentReader(package, report).block_items(), report)
    if not text:
        report.warn_of_document("no text is left: the document prints none that markdown can hold")
    return ImportResult(text, report.warnings())


def _undecided(path: Path, tracked: Sequence[Element]) -> Problem:
    authors = {each.get(w("author"), "") for each in tracked} - {""}
    by = f" by {', '.join(sorted(authors))}" if authors else ""
    count = f"{len(tracked)} tracked change{'s' if len(tracked) > 1 else ''}"
    return Problem(
        path=str(path),
        line=0,
        message=f"holds {count}{by}, and it was not said which text is meant",
        form=(
            "corpus import with --accept for the text with them, --reject for the text without"
            " them, --both for two files"
        ),
    )
