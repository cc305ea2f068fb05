"""A .docx file → markdown in the dialect, for a person to review, and a report of what it could not
carry.

The stages stand in `read`, in order. Only files that the caller names are opened, and nothing is
written.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_tools.model import TrackedBy
from build_tools.model.problems import CorpusError, Problem
from build_tools.word.read.body import DocumentReader
from build_tools.word.read.bookmarks import filled_bookmarks
from build_tools.word.read.limits import LimitError
from build_tools.word.read.markdown import to_markdown
from build_tools.word.read.note_places import NotePlaces
from build_tools.word.read.ooxml import Element
from build_tools.word.read.package import open_package
from build_tools.word.read.references import References
from build_tools.word.read.report import ConversionWarning, Report
from build_tools.word.read.revisions import (
    TrackChanges,
    find_revisions,
    resolve,
    tracked_by,
)
from build_tools.word.read.revisions_in_words import in_words

__all__ = ["ConversionWarning", "ImportResult", "TrackChanges", "read_docx"]


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of a Word file."""

    text: str
    """Markdown in the dialect, without front matter."""
    warnings: tuple[ConversionWarning, ...]
    """What is not in the text, or is there in another form, in reading order."""
    tracked: tuple[TrackedBy, ...] = ()
    """Who made the tracked changes that were accepted or rejected, and when."""
    tracked_changes: tuple[str, ...] = ()
    """Each of them in words: what was changed, where, by whom and when."""


def read_docx(
    path: Path, track_changes: TrackChanges | None = None, *, renumber: bool = False
) -> ImportResult:
    """The text of the Word file at `path`, its tracked changes all accepted or all rejected, as
    `track_changes` says; with `renumber`, cross-references show the numbers that they refer to and
    not those that they last showed.

    Raises CorpusError where the file cannot be read or asks for more than the limits allow, and
    where it holds tracked changes and `track_changes` is None.
    """
    try:
        result, references = _read(path, track_changes, {})
        # What a reference has to show is known when all has been read: it is written in a second
        # go.
        corrections = references.corrections(renumber=renumber)
        return _read(path, track_changes, corrections)[0] if corrections else result
    except LimitError as error:
        raise CorpusError([Problem(path=str(path), line=0, message=str(error))]) from error


def _read(
    path: Path, track_changes: TrackChanges | None, rewritten: Mapping[int, str]
) -> tuple[ImportResult, References]:
    """The text, and the cross-references in it, of which some are `rewritten`."""
    package = open_package(path)
    roots = [part.root for part in package.stories]
    tracked = find_revisions(roots)
    emptied: frozenset[str] = frozenset()
    changes = tuple(in_words(tracked))
    if tracked:
        if track_changes is None:
            raise CorpusError([_undecided(path, tracked)])
        filled = filled_bookmarks(roots)
        for root in roots:
            resolve(root, track_changes)
        emptied = frozenset(filled - filled_bookmarks(roots))
    report = Report()
    by = tracked_by(tracked)
    for each in by:
        report.warn_of_document(f"{each}: {track_changes}ed")
    of_old_text = tracked and track_changes == "reject"
    places = NotePlaces.of(package.main.root, "Old" if of_old_text else "New")
    reader = DocumentReader(package, report, places, emptied, rewritten)
    text = to_markdown(reader.block_items(), report)
    if not text:
        report.warn_of_document("no text is left: the document prints none that markdown can hold")
    return ImportResult(text, report.warnings(), by, changes), reader.references


def _undecided(path: Path, tracked: Sequence[Element]) -> Problem:
    return Problem(
        path=str(path),
        line=0,
        message=(
            f"holds {'; '.join(map(str, tracked_by(tracked)))}; it was not said which text is meant"
        ),
        form=(
            "corpus import with --accept for the text with them, --reject for the text without"
            " them, --both for two files; corpus redline FILE shows them"
        ),
    )
