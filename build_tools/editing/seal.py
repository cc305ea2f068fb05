"""A directed version → its seal in `sealed.sha256`, after which no byte of it may change, and
nothing of what made it law.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from build_tools.check import WAIVER, Findings, check
from build_tools.model import Corpus, Version, Waiver
from build_tools.model.problems import Problem
from build_tools.record import load
from build_tools.record.enactment import enacting_facts, step_loc
from build_tools.record.lookup import find_version
from build_tools.record.placeholders import unfilled
from build_tools.record.schema import read_amendment
from build_tools.record.seals import SEALS, sealed, with_seal
from build_tools.record.status import carried_on_as, was_directed
from build_tools.record.writing import sole_writer, write_files


@dataclass(frozen=True, slots=True)
class Sealing:
    """What came of it."""

    hindrances: tuple[Problem, ...]
    """What keeps the version from being sealed; then nothing was written."""
    spent: tuple[Waiver, ...]
    """The waivers of its text that are about nothing any more, since no warning is given of it."""


def seal(root: Path, name: str, as_of: dt.date) -> Sealing:
    """Seal the version of that name, `mtad@3.0`, unless something keeps it from being sealed: a
    direction or a date of effect that is not recorded, a placeholder, or a mistake in its text.
    CorpusError when the record cannot be used or has no such version.
    """
    with sole_writer(root):
        corpus = load(root)
        version = find_version(corpus, name)
        findings = check(corpus, as_of)
        hindrances = tuple(sorted(_hindrances(root, corpus, version, findings, as_of)))
        if not hindrances:
            write_files(root, {root / SEALS: with_seal(root, version, enacting_facts(version))})
    return Sealing(hindrances, tuple(_spent(corpus, version, findings)))


def _never_directed(
    root: Path, corpus: Corpus, version: Version, as_of: dt.date
) -> Iterator[Problem]:
    """A draft with which its amendment did not go on to the direction. What has a seal was directed
    before another text carried it on.
    """
    document = corpus.document(version.document)
    following = carried_on_as(document, version, as_of)
    if following is None or was_directed(document, version, as_of):
        return
    if root / version.document / f"{version.label}.md" in sealed(root):
        return
    message = f"{version.name} was never directed: its amendment went on with {following.name}"
    yield Problem(path=version.path, line=0, message=message, form=f"corpus seal {following.name}")


def _spent(corpus: Corpus, version: Version, findings: Findings) -> Iterator[Waiver]:
    told = {(each.path, each.line) for each in findings.problems if each.rule == WAIVER}
    for waiver in corpus.waivers:
        if waiver.file == version.path and (waiver.path, waiver.number) in told:
            yield waiver


def _hindrances(
    root: Path, corpus: Corpus, version: Version, findings: Findings, as_of: dt.date
) -> Iterator[Problem]:
    amendment = version.amendment
    assert amendment is not None  # or the record would not have loaded
    file = read_amendment(amendment.path, amendment.text, amendment.procedure)
    if not amendment.has_come("direction", as_of):
        form = "direction: {actual: 2023-01-27}, or: {actual: date not recorded}"
        message = f"the direction that makes {version.name} is not recorded"
        yield replace(file.problem(step_loc(amendment, "direction"), message, form), rule="")
    yield from _never_directed(root, corpus, version, as_of)
    if not (amendment.actual("effect") or amendment.planned("effect")):
        message = f"when {version.name} takes effect is neither planned nor recorded"
        form = "effect: {planned: 2023-01-27}"
        yield replace(file.problem(step_loc(amendment, "effect"), message, form), rule="")
    yield from (problem for problem in unfilled(root) if problem.path == amendment.path)
    pinned = (version.path, amendment.direction_path)
    yield from (problem for problem in findings.errors if problem.path in pinned)
