"""Two versions that a person named → their redline: read off the weave where other versions of the
document lie between them, else compared. So it is with the rounds in which one file was marked up.
"""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from build_tools.cli.command import say, warn
from build_tools.cli.inputs import TrackedVersions
from build_tools.lineage.comparisons import Comparisons, is_compared
from build_tools.lineage.graph import Graphs
from build_tools.model import Document, Redline, Version
from build_tools.record.around import record_around
from build_tools.record.lookup import load_document


def redline_of(old: Version, new: Version, root: Path, as_of: dt.date, *, net: bool) -> Redline:
    """What changed between two versions; `net` compares them as they are, whatever lies between.

    Steps and proposals keep their own comparison, and so do loose files. RedlineError and
    WeaveError where it cannot be proved.
    """
    comparisons = Comparisons(warn)
    document = _document_of(old, new, root)
    if document is None:
        return comparisons.between(old, new)
    if not (net or is_compared(document, old, new, as_of)):
        document = load_document(root, new.name)
    made = _of_record(document, old, new, comparisons, as_of, net=net)
    around, problems = record_around(root, document, (old, new), as_of)
    for problem in problems:
        say(f"warning: what rests on these changes there is not told: {problem}", error=True)
    return Graphs(around, as_of).told(made)


def _of_record(
    document: Document,
    old: Version,
    new: Version,
    comparisons: Comparisons,
    as_of: dt.date,
    *,
    net: bool,
) -> Redline:
    """The redline of two versions of a document of the record."""
    if net or is_compared(document, old, new, as_of):
        return comparisons.between(old, new)
    from build_tools.lineage.weave import (  # noqa: PLC0415 - knows the schemas
        weave_of_document,
        woven_redline,
    )

    return woven_redline(weave_of_document(document, comparisons), old, new, document.versions)


def _all_made_by(version: Version, compared: Redline) -> Redline:
    """A redline of which every change was made by one version."""
    changes = tuple([replace(change, by=(version.label,)) for change in compared.changes])
    return replace(compared, changes=changes)


def tracked_redline(tracked: TrackedVersions, *, net: bool) -> Redline:
    """What is tracked in a Word file, each change with who made it and when; `net` compares the two
    texts alone. Errors as above.
    """
    comparisons = Comparisons(warn)
    if net:
        return comparisons.between(tracked.old, tracked.new)
    first, *later = tracked.rounds
    if len(later) == 1:
        return _all_made_by(later[0], comparisons.between(tracked.old, tracked.new))
    from build_tools.lineage.weave import (  # noqa: PLC0415 - knows the schemas
        weave_of_files,
        woven_redline,
    )

    weave = weave_of_files(tracked.rounds, comparisons)
    woven = woven_redline(weave, first, later[-1], tracked.rounds)
    return replace(woven, old=tracked.old, new=tracked.new)


def _document_of(old: Version, new: Version, root: Path) -> Document | None:
    """The document of the record of which both are versions, with their texts only; None where
    there is none.
    """
    if not (old.label and new.label) or old.document != new.document or old.label == new.label:
        return None
    return load_document(root, new.name, texts=[old.name, new.name])
