"""A .docx file → markdown in the dialect, for a person to review, and a report of what it could not
carry.

The stages stand in `read`, in order. Only files that the caller names are opened, and nothing is
written.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from build_tools.model import TrackedBy
from build_tools.model.problems import CorpusError, Problem
from build_tools.word.read.authors import gathered, in_rounds, made_in, tracked_by
from build_tools.word.read.body import DocumentReader
from build_tools.word.read.bookmarks import filled_bookmarks
from build_tools.word.read.limits import LimitError
from build_tools.word.read.markdown import to_markdown
from build_tools.word.read.note_places import NotePlaces
from build_tools.word.read.notes import references_to_notes
from build_tools.word.read.ooxml import Element
from build_tools.word.read.package import open_package
from build_tools.word.read.references import References
from build_tools.word.read.report import ConversionWarning, Report
from build_tools.word.read.revisions import Accepts, TrackChanges, find_revisions, resolve
from build_tools.word.read.revisions_in_words import in_words

__all__ = ["ConversionWarning", "ImportResult", "TrackChanges", "read_docx", "read_rounds"]


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
    verdict = None
    if track_changes is not None:
        verdict = _Verdict(lambda _: track_changes == "accept", f"{track_changes}ed")
    return _imported(path, verdict, renumber=renumber)


def read_rounds(path: Path) -> tuple[ImportResult, ...]:
    """The text of the Word file at `path` without its tracked changes, and then with those of each
    author and day more, in order of time: the last is the text with all of them.

    `tracked` of the first tells of all tracked changes, that of each other of the round that led to
    it. One text alone where nothing is tracked. Raises CorpusError as `read_docx` does.
    """
    rounds = in_rounds(find_revisions([part.root for part in open_package(path).stories]))
    texts = [_imported(path, _Verdict(made_in(rounds[:count]))) for count in range(len(rounds) + 1)]
    more = gathered(rounds)
    said = (ConversionWarning(0, "", more),) if more else ()
    original = replace(texts[0], warnings=(*texts[0].warnings, *said))
    made = [
        replace(text, tracked=round_.by) for text, round_ in zip(texts[1:], rounds, strict=True)
    ]
    return (original, *made)


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What becomes of the tracked changes of a file."""

    accepts: Accepts
    said: str = ""
    """The same in a word, for the report: "accepted"; empty where it goes without saying."""


def _imported(path: Path, verdict: _Verdict | None, *, renumber: bool = False) -> ImportResult:
    try:
        result, references = _read(path, verdict, {})
        # What a reference has to show is known when all has been read: it is written in a second
        # go.
        corrections = references.corrections(renumber=renumber)
        return _read(path, verdict, corrections)[0] if corrections else result
    except LimitError as error:
        raise CorpusError([Problem(path=str(path), line=0, message=str(error))]) from error


def _read(
    path: Path, verdict: _Verdict | None, rewritten: Mapping[int, str]
) -> tuple[ImportResult, References]:
    """The text, and the cross-references in it, of which some are `rewritten`."""
    package = open_package(path)
    roots = [part.root for part in package.stories]
    tracked = find_revisions(roots)
    emptied: frozenset[str] = frozenset()
    cut: frozenset[tuple[str, str]] = frozenset()
    changes = tuple(in_words(tracked))
    report = Report()
    by = tracked_by(tracked)
    of_old_text = False
    if tracked:
        if verdict is None:
            raise CorpusError([_undecided(path, tracked)])
        of_old_text = not any(map(verdict.accepts, tracked))
        filled, referred = filled_bookmarks(roots), references_to_notes(roots)
        for root in roots:
            resolve(root, verdict.accepts)
        emptied = frozenset(filled - filled_bookmarks(roots))
        cut = frozenset(referred - references_to_notes(roots))
        for each in by:
            report.warn_of_document(f"{each}: {verdict.said}" if verdict.said else str(each))
    places = NotePlaces.of(package.main.root, "Old" if of_old_text else "New")
    reader = DocumentReader(package, report, places, emptied, cut, rewritten)
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
