"""A directed version → its seal in `sealed.sha256`, after which no byte of it may change, and
nothing of what made it law; and a key → its signatures of seals.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from build_tools.check import WAIVER, Findings, check
from build_tools.editing.begin import first_provenances
from build_tools.model import CONSULTED, Amendment, Corpus, ProcedureStep, Version, Waiver
from build_tools.model.problems import Problem, refusal
from build_tools.record import load
from build_tools.record.enactment import enacting_facts, step_loc
from build_tools.record.lookup import find_version
from build_tools.record.placeholders import unfilled
from build_tools.record.publication_log import LOG, with_entries
from build_tools.record.schema import read_amendment, read_front_matter
from build_tools.record.seals import SEALS, Seal, parse_seals, read_seals, sealed, with_seal
from build_tools.record.signatures import SIGNATURES, bare_seals, sign_seal, signers_of
from build_tools.record.status import carried_on_as, was_directed
from build_tools.record.writing import sole_writer, write_files


@dataclass(frozen=True, slots=True)
class Sealing:
    """What came of it."""

    hindrances: tuple[Problem, ...]
    """What keeps the version from being sealed; then nothing was written."""
    spent: tuple[Waiver, ...]
    """The waivers of its text that are about nothing any more, since no warning is given of it."""
    signatures: Mapping[Path, str] = field(default_factory=dict)
    """What was written of signatures, by their paths."""


def seal(root: Path, name: str, as_of: dt.date, key: Path | None = None) -> Sealing:
    """Seal the version of that name, `mtad@3.0`, unless something keeps it from being sealed: a
    direction or a date of effect that is not recorded, a placeholder, or a mistake in its text; and
    sign what of its seals nobody signed, where there is a key. CorpusError when the record cannot
    be used or has no such version, or the key cannot sign.
    """
    with sole_writer(root):
        corpus = load(root)
        version = find_version(corpus, name)
        findings = check(corpus, as_of)
        signed: dict[Path, str] = {}
        hindrances = tuple(sorted(_hindrances(root, corpus, version, findings, as_of)))
        if not hindrances:
            text = with_seal(root, version, enacting_facts(version))
            seals = parse_seals(root, text)[0]
            mine = [each for each in seals if each.name == name]
            signed = _signed(root, mine, key, as_of) if key else {}
            log = with_entries(root, seals, as_of)
            files = {root / SEALS: text, root / LOG: log, **signed}
            write_files(root, files, folder=root / SIGNATURES)
    return Sealing(hindrances, tuple(_spent(corpus, version, findings)), signed)


def sign(root: Path, key: Path, as_of: dt.date) -> Mapping[Path, str]:
    """Sign every seal that nobody signed of those who are allowed to on that day; the signatures by
    the paths at which they were written. CorpusError when the record cannot be used, or the key
    cannot sign.
    """
    with sole_writer(root):
        load(root)
        seals = read_seals(root)[0]
        if not seals:
            raise refusal(root / SEALS, "holds no seal that could be signed", "corpus seal VERSION")
        signed = _signed(root, seals, key, as_of)
        write_files(root, signed, folder=root / SIGNATURES)
    return signed


def _signed(root: Path, seals: Sequence[Seal], key: Path, as_of: dt.date) -> dict[Path, str]:
    """Signatures of those of the seals that have none that holds, by their paths."""
    bare = bare_seals(root, seals, signers_of(root), as_of)
    return dict(sign_seal(root, each, key, as_of) for each in bare)


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
    message = f"{version.name} was never decided: its amendment went on with {following.name}"
    yield Problem(path=version.path, line=0, message=message, form=f"corpus seal {following.name}")


def _spent(corpus: Corpus, version: Version, findings: Findings) -> Iterator[Waiver]:
    told = {(each.path, each.line) for each in findings.problems if each.rule == WAIVER}
    for waiver in corpus.waivers:
        if waiver.file == version.path and (waiver.path, waiver.number) in told:
            yield waiver


def _first_step(amendment: Amendment, kind: str) -> ProcedureStep:
    """The step of a kind that comes first, in the words of the code where it has one."""
    return (*amendment.procedure.of_kind(kind), *CONSULTED.of_kind(kind))[0]


def _hindrances(
    root: Path, corpus: Corpus, version: Version, findings: Findings, as_of: dt.date
) -> Iterator[Problem]:
    amendment = version.amendment
    assert amendment is not None  # or the record would not have loaded
    file = read_amendment(amendment.path, amendment.text, amendment.procedure)
    if not amendment.has_come("direction", as_of):
        step = _first_step(amendment, "direction")
        form = f"{step.id}: {{actual: 2023-01-27}}, or: {{actual: date not recorded}}"
        message = f"“{step.name}”, which makes {version.name}, is not recorded"
        yield replace(file.problem(step_loc(amendment, "direction"), message, form), rule="")
    yield from _never_directed(root, corpus, version, as_of)
    if not (amendment.actual("effect") or amendment.planned("effect")):
        step = _first_step(amendment, "effect")
        message = f"“{step.name}” of {version.name} is neither planned nor recorded"
        form = f"{step.id}: {{planned: 2023-01-27}}"
        yield replace(file.problem(step_loc(amendment, "effect"), message, form), rule="")
    yield from (problem for problem in unfilled(root) if problem.path == amendment.path)
    yield from _provenance_of_the_beginning(version)
    pinned = (version.path, amendment.direction_path)
    yield from (problem for problem in findings.errors if problem.path in pinned)


def _provenance_of_the_beginning(version: Version) -> Iterator[Problem]:
    """A text of which is said still that its publisher will replace it, as no seal should hold."""
    if version.provenance not in first_provenances():
        return
    _, front_matter, _ = version.text.split("---\n", 2)
    message = "`provenance` says still that this text is to be replaced, and is shown beside it"
    form = "provenance: As the board adopted it on 3 May 2026"
    file = read_front_matter(version.path, front_matter)
    yield replace(file.problem(("provenance",), message, form), rule="")
