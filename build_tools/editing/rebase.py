"""A proposal and the version in force → the proposal as it would stand had it been begun from that
version.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_tools.editing.amend import next_label
from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.merge import Merged, merge
from build_tools.model import Amendment, Corpus, Stage, Step, Version
from build_tools.model.problems import refusal
from build_tools.record import load
from build_tools.record.front_matter import with_head, with_step
from build_tools.record.loading import label_order
from build_tools.record.lookup import find_amendment
from build_tools.record.seals import sealed
from build_tools.record.status import ancestry, in_force
from build_tools.record.writing import put

_UNDECIDED = (
    "Nothing is written. With --conflicts the text is written with marks at these places, to be"
    " decided there."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RebasedVersion:
    """What became of one text of a proposal."""

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
    corpus = load(root)
    found = find_amendment(corpus, amendment)
    if (stage := found.stage(as_of)).is_directed or stage is Stage.WITHDRAWN:
        reason = (
            "was withdrawn"
            if stage is Stage.WITHDRAWN
            else "has been directed, and its text never changes again"
        )
        raise refusal(amendment, reason, "corpus amend DOCUMENT, for a new amendment")
    done = tuple(_rebased_versions(root, corpus, found, as_of, comparisons))
    if done and (conflicts or not any(each.merged.unresolved for each in done)):
        _write(found, done)
    return done


def rebase_report(done: Sequence[RebasedVersion], *, written: bool) -> Iterator[str]:
    """What `rebase` did, where both amendments touch the same, and what is to be looked at."""
    if not done:
        yield "nothing to do: the amendment goes from what is in force"
    left = any(each.merged.unresolved for each in done)
    for each in done:
        where = list(dict.fromkeys(conflict.where for conflict in each.merged.unresolved))
        if where:
            yield f"{each.old.name} and {each.base.name} both touch:"
            yield from (f"  {place}" for place in where)
        if left and not written:
            yield f"{each.old.path}: left as it was"
            continue
        yield f"{each.path.as_posix()}: {each.old.name}, carried on to go from {each.base.name}"
        if each.label != each.old.label:
            yield f"{each.old.path}: gone, for a version after {each.base.label} has a higher label"
        if each.merged.follow_ups:
            yield "Numbers may have to follow; look at:"
            yield from (f"  {follow_up.words}" for follow_up in each.merged.follow_ups)
        yield (
            f"Next: corpus check, and corpus redline {each.base.name}"
            f" {each.old.document}@{each.label}"
        )
    if left:
        yield "Decide each place in the text, where marks show both." if written else _UNDECIDED


def _rebased_versions(
    root: Path, corpus: Corpus, amendment: Amendment, as_of: dt.date, comparisons: Comparisons
) -> Iterator[RebasedVersion]:
    for step in amendment.steps:
        document = corpus.document(step.document)
        version, current = document.version(step.new), in_force(document, as_of)
        if (
            step.old is None
            or current is None
            or current.label in {each.label for each in ancestry(document, version)}
        ):
            continue
        base = document.version(step.old)
        merged = merge(comparisons.between(base, version), comparisons.between(base, current))
        label = (
            version.label
            if label_order(version.label) > label_order(current.label)
            else next_label(document)
        )
        path = root / document.id / f"{label}.md"
        if Path(version.path) in sealed(root):
            raise refusal(version.path, "is sealed, and never changes again")
        yield RebasedVersion(old=version, base=current, label=label, merged=merged, path=path)


def _write(amendment: Amendment, done: tuple[RebasedVersion, ...]) -> None:
    """Write the texts and the amendment's file; a text whose label changed leaves its old place."""
    steps = {_at(amendment, each): (each.base.label, each.label) for each in done}
    file = Path(amendment.path)
    texts: dict[Path, str | None] = {}
    for each in done:
        texts[each.path] = with_head(
            each.old.path, each.merged.text, label=each.label, amendment=amendment.id
        )
        if each.label != each.old.label:
            texts[Path(each.old.path)] = None
    put({**texts, file: with_step(amendment.path, amendment.text, steps)})


def _at(amendment: Amendment, each: RebasedVersion) -> int:
    made: list[Step] = [step for step in amendment.steps if step.document == each.old.document]
    return amendment.steps.index(made[0])
