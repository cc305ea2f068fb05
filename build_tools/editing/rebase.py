"""A proposal and the version in force → the proposal as it would stand had it been begun from that
version.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_tools.editing.amend import next_label
from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.merge import Merged, merge
from build_tools.model import Amendment, Document, Stage, Step, Version
from build_tools.model.problems import refusal
from build_tools.record import load
from build_tools.record.front_matter import with_front_matter, with_steps
from build_tools.record.loading import label_order
from build_tools.record.lookup import find_amendment
from build_tools.record.seals import sealed
from build_tools.record.status import ancestry, in_force
from build_tools.record.writing import sole_writer, write_files

_UNRESOLVED = (
    "Nothing is written. With --conflicts the text is written with marks at these places, to be"
    " decided there."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RebasedVersion:
    """One text of a proposal, carried on."""

    old: Version
    """As it was."""
    base: Version
    """What it goes from now."""
    label: str
    """The label of the version that it makes now: the old one, unless the one in force has taken a
    higher."""
    merged: Merged
    path: Path


def rebase(
    root: Path, amendment: str, as_of: dt.date, comparisons: Comparisons, *, conflicts: bool = False
) -> tuple[RebasedVersion, ...]:
    """Carry a proposal on to what is in force on a day; empty when there is nothing to do.

    Nothing is written where both amendments touch the same, unless `conflicts` asks for the text
    with marks in it. CorpusError, with nothing written, for what is no proposal.
    """
    with sole_writer(root):
        return _rebase(root, amendment, as_of, comparisons, conflicts=conflicts)


def _rebase(
    root: Path, amendment: str, as_of: dt.date, comparisons: Comparisons, *, conflicts: bool
) -> tuple[RebasedVersion, ...]:
    corpus = load(root)
    found = find_amendment(corpus, amendment)
    _refuse_finished(found, found.stage(as_of))
    pinned = sealed(root)
    rebased: list[RebasedVersion] = []
    for step in found.steps:
        each = _rebased(root, corpus.document(step.document), step, as_of, comparisons)
        if each is None:
            continue
        if Path(each.old.path) in pinned:
            raise refusal(each.old.path, "is sealed, and never changes again")
        rebased.append(each)
    if rebased and (conflicts or not is_unresolved(rebased)):
        _write(root, found, rebased)
    return tuple(rebased)


def _refuse_finished(amendment: Amendment, stage: Stage) -> None:
    """CorpusError for an amendment whose text never changes again."""
    if stage is Stage.WITHDRAWN:
        reason = "was withdrawn"
    elif stage.is_directed:
        reason = "has been directed, and its text never changes again"
    else:
        return
    raise refusal(amendment.id, reason, "corpus amend DOCUMENT, for a new amendment")


def _rebased(
    root: Path, document: Document, step: Step, as_of: dt.date, comparisons: Comparisons
) -> RebasedVersion | None:
    """One text carried on; None where it goes from what is in force, or from nothing."""
    version, current = document.version(step.new), in_force(document, as_of)
    if step.old is None or current is None:
        return None
    if any(each.label == current.label for each in ancestry(document, version)):
        return None
    base = document.version(step.old)
    label = version.label
    if label_order(label) <= label_order(current.label):
        label = next_label(document)
    return RebasedVersion(
        old=version,
        base=current,
        label=label,
        merged=merge(comparisons.between(base, version), comparisons.between(base, current)),
        path=root / document.id / f"{label}.md",
    )


def is_unresolved(rebased: Iterable[RebasedVersion]) -> bool:
    """Whether there is a conflict that somebody must decide."""
    return any(each.merged.unresolved for each in rebased)


def _write(root: Path, amendment: Amendment, rebased: Iterable[RebasedVersion]) -> None:
    """Write the texts and the amendment's file; a text whose label changed leaves its old place."""
    texts: dict[Path, str | None] = {}
    steps: dict[int, tuple[str, str]] = {}
    for each in rebased:
        steps[_step_index(amendment, each)] = (each.base.label, each.label)
        texts[each.path] = with_front_matter(
            each.old.path, each.merged.text, label=each.label, amendment=amendment.id
        )
        if each.label != each.old.label:
            texts[Path(each.old.path)] = None
    texts[Path(amendment.path)] = with_steps(amendment.path, amendment.text, steps)
    write_files(root, texts)


def _step_index(amendment: Amendment, rebased: RebasedVersion) -> int:
    documents = [step.document for step in amendment.steps]
    return documents.index(rebased.old.document)


# --- The report -----------------------------------------------------------------------------------


def rebase_report(rebased: Sequence[RebasedVersion], *, written: bool) -> Iterator[str]:
    """What `rebase` did, where both amendments touch the same, and what is to be looked at."""
    if not rebased:
        yield "nothing to do: the amendment goes from what is in force"
    unresolved = is_unresolved(rebased)
    for each in rebased:
        yield from _conflict_report(each)
        if unresolved and not written:
            yield f"{each.old.path}: left as it was"
        else:
            yield from _written_report(each)
    if unresolved:
        yield "Decide each place in the text, where marks show both." if written else _UNRESOLVED


def _conflict_report(rebased: RebasedVersion) -> Iterator[str]:
    if rebased.merged.unresolved:
        yield f"{rebased.old.name} and {rebased.base.name} both touch:"
    for where in dict.fromkeys(conflict.where for conflict in rebased.merged.unresolved):
        yield f"  {where}"


def _written_report(rebased: RebasedVersion) -> Iterator[str]:
    old, base = rebased.old, rebased.base
    yield f"{rebased.path.as_posix()}: {old.name}, carried on to go from {base.name}"
    if rebased.label != old.label:
        yield f"{old.path}: gone, for a version after {base.label} has a higher label"
    if rebased.merged.follow_ups:
        yield "Numbers may have to follow; look at:"
    for follow_up in rebased.merged.follow_ups:
        yield f"  {follow_up.words}"
    yield f"Next: corpus check, and corpus redline {base.name} {old.document}@{rebased.label}"
