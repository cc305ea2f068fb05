"""Waivers and a text that begins with what other texts say → the waivers of that too: a waiver is
about words, and goes where they go.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from build_tools.check import RULES, problems_of
from build_tools.model import Amendment, Corpus, Document, Step, Version, Waiver
from build_tools.record.files import blocks_of, read_text
from build_tools.record.loading import WAIVERS, label_order
from build_tools.record.yaml_edits import with_waivers


@dataclass(frozen=True, slots=True)
class PassedOn:
    """The waivers that a new text has of those of its document."""

    waivers: tuple[Waiver, ...]
    texts: dict[Path, str]
    """The file of the waivers as it is to be; empty where none passes on."""

    def report(self) -> Iterator[str]:
        """Which they are."""
        for path in self.texts:
            rules = ", ".join(f"`{waiver.rule}`" for waiver in self.waivers)
            yield f"{path.as_posix()}: passed on with the words that they are about: {rules}"


NOTHING = PassedOn((), {})
"""What passes on where nothing does."""


@dataclass(frozen=True, slots=True)
class NewText:
    """A version that is about to be written."""

    version: Version
    carried_on: Version | None = None
    """The text that it carries on."""


def new_version(
    start: Version, text: str, *, amendment: Amendment, old: str, label: str, path: Path
) -> Version:
    """The version that a text will be, once it is written: an amendment that goes on from the one
    labelled `old` makes it, of the document and with the words for provisions of `start`.
    """
    step = Step(document=start.document, old=old, new=label)
    return replace(
        start,
        label=label,
        blocks=blocks_of(text, start.citation_words),
        amendment=replace(amendment, steps=(*amendment.steps, step)),
        path=path.as_posix(),
    )


def passed_on(root: Path, corpus: Corpus, texts: Iterable[NewText], as_of: dt.date) -> PassedOn:
    """The waivers of any version of a document whose line stands in a new text of it, where their
    rule finds there what it found before.

    They are copied; of a text that was carried on no warning is given any more, so the waivers of
    those go over to the new one.
    """
    files: dict[int, str] = {}
    moving: set[int] = set()
    for text in texts:
        for at in _positions(corpus, text.version, as_of):
            files[at] = Path(text.version.path).relative_to(root).as_posix()
            waiver = corpus.waivers[at]
            if text.carried_on and waiver.file == text.carried_on.path and waiver.rule in _WARNINGS:
                moving.add(at)
    if not files:
        return NOTHING
    path = root / WAIVERS
    changed = with_waivers(path.as_posix(), read_text(path), files, move=moving)
    return PassedOn(tuple(corpus.waivers[at] for at in sorted(files)), {path: changed})


def _positions(corpus: Corpus, new: Version, as_of: dt.date) -> Iterator[int]:
    """Which waivers pass on to a new text, one for each line and rule."""
    document = corpus.document(new.document)
    left = _waived_lines(_with_version(document, new), corpus, new, as_of)
    for at, waiver in enumerate(corpus.waivers):
        about = {(waiver.rule, line) for line in _lines(document, waiver)} & left
        if about and waiver.file != new.path:
            left -= about
            yield at


_WARNINGS = frozenset(rule.id for rule in RULES if rule.severity == "warning")


def _lines(document: Document, waiver: Waiver) -> set[str]:
    """The lines of a version of the document that a waiver may be about."""
    for version in document.versions:
        if version.path == waiver.file:
            return {line for line in version.text.split("\n") if waiver.line in line}
    return set()


def _with_version(document: Document, new: Version) -> Document:
    versions = [each for each in document.versions if each.label != new.label]
    ordered = sorted([*versions, new], key=lambda version: label_order(version.label))
    return replace(document, versions=tuple(ordered))


def _waived_lines(
    document: Document, corpus: Corpus, new: Version, as_of: dt.date
) -> set[tuple[str, str]]:
    """The lines of the new text on which a rule that somebody waived finds something, each with
    that rule.
    """
    rules = {waiver.rule for waiver in corpus.waivers if _lines(document, waiver)}
    if not rules:
        return set()
    documents = tuple(document if each.id == document.id else each for each in corpus.documents)
    found = problems_of(replace(corpus, documents=documents), document, new, as_of, rules)
    return {(problem.rule, problem.source) for problem in found}
