"""A branch and the commit where it began, as those who judge it ask of them. Never writes."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.model import Corpus, Document, Problem, Stage, Version
from build_tools.record.git import prefix, text_at
from build_tools.record.signatures import SIGNERS, signers_of
from build_tools.record.store import Store


@dataclass(frozen=True, slots=True)
class Branch:
    """A record as it stands, and as it stood where the branch began."""

    root: Path
    base: str
    """The name that the base was given."""
    commit: str
    """The commit where the branch began."""
    copy: Path
    """The record as that commit has it; an empty folder where it has none."""
    as_of: dt.date
    store: Store = field(default_factory=lambda: Store(None))
    """What is kept of the texts; none by default, for what proves a thing reads it itself."""


def is_law(version: Version, as_of: dt.date) -> bool:
    """Whether a version has been directed, or is or was in force."""
    return stage_of(version, as_of).is_directed


def stage_of(version: Version, as_of: dt.date) -> Stage:
    """How far the amendment that made a version has come; what none made is a draft."""
    return version.amendment.stage(as_of) if version.amendment else Stage.DRAFTING


def in_both(before: Corpus, after: Corpus) -> Iterator[tuple[Document, Document]]:
    """Each document that two states of the record have, as it was and as it is."""
    documents = {document.id: document for document in after.documents}
    for was in before.documents:
        if was.id in documents:
            yield was, documents[was.id]


def document_file(branch: Branch, document: Document) -> Path:
    """Where the branch describes a document."""
    return branch.root / document.id / "document.yml"


def signers_at_base(branch: Branch) -> tuple[str | None, str | None]:
    """The list of who may sign at the base, where the branch began and now; None where there is
    none. What the branch itself lists counts for nothing.
    """
    then = signers_of(branch.copy)
    return then, text_at(branch.root, branch.base, f"{prefix(branch.root)}{SIGNERS}")


def path_here(branch: Branch, path: str) -> Path:
    """Where a file of the copy stands, or stood, in the branch."""
    return branch.root / Path(path).relative_to(branch.copy)


def problem_at(path: Path | str, message: str) -> Problem:
    """What is wrong with a file as a whole."""
    shown = path if isinstance(path, str) else path.as_posix()
    return Problem(path=shown, line=0, message=message)
