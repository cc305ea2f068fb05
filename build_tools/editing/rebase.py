"""An amendment and what has overtaken it → its text as it would be, had it been begun from that.

The text that it had stays in the record, with its addresses: the amendment goes on with another.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from build_tools.editing.amend import next_label
from build_tools.editing.passed_on import NOTHING, NewText, PassedOn, new_version, passed_on
from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.merge import Merged, merge
from build_tools.model import Amendment, Corpus, CorpusError, Stage, Version
from build_tools.model.problems import refusal
from build_tools.record import survey
from build_tools.record.consistency import UNDONE
from build_tools.record.loading import label_order
from build_tools.record.lookup import find_amendment
from build_tools.record.overtaken import overtaken_by, to_overtake
from build_tools.record.seals import sealed
from build_tools.record.status import final_text
from build_tools.record.writing import sole_writer, write_files
from build_tools.record.yaml_edits import with_front_matter, with_step, with_step_carried_on

_UNRESOLVED = (
    "Nothing is written. With --conflicts the text is written with marks at these places, to be"
    " decided there."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RebasedVersion:
    """One text of an amendment, carried on."""

    old: Version
    """As it was."""
    base: Version
    """What it goes from now."""
    label: str
    """The label of the version that it makes now. A text that was issued keeps its own, and so does
    one whose label comes before that of the version that it goes from."""
    merged: Merged
    path: Path

    @property
    def keeps_old(self) -> bool:
        """Whether the text as it was stays in the record."""
        return self.label != self.old.label


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebased:
    """An amendment carried on, or why it could not be."""

    texts: tuple[RebasedVersion, ...]
    waivers: PassedOn = NOTHING
    written: bool = False

    @property
    def is_unresolved(self) -> bool:
        """Whether there is a conflict that somebody must decide."""
        return any(each.merged.unresolved for each in self.texts)


def rebase(
    root: Path, amendment: str, as_of: dt.date, comparisons: Comparisons, *, conflicts: bool = False
) -> Rebased:
    """Carry an amendment on: a proposal to what is in force on a day; what has been directed to
    what will be, or was, in force when it takes effect. No text when there is nothing to do.

    Nothing is written where both amendments touch the same, unless `conflicts` asks for the text
    with marks in it. CorpusError, with nothing written, for what has been withdrawn, or directed
    and not overtaken.
    """
    with sole_writer(root):
        return _rebase(root, amendment, as_of, comparisons, conflicts=conflicts)


def _rebase(
    root: Path, amendment: str, as_of: dt.date, comparisons: Comparisons, *, conflicts: bool
) -> Rebased:
    corpus = _loaded(root)
    found = find_amendment(corpus, amendment)
    stage = found.stage(as_of)
    rebased = Rebased(texts=tuple(_all_rebased(root, corpus, found, as_of, comparisons)))
    if stage is Stage.WITHDRAWN:
        raise _refused(found, "was withdrawn")
    if stage.is_directed and not rebased.texts:
        raise _refused(found, "has been decided, and its text never changes again")
    if not rebased.texts or (rebased.is_unresolved and not conflicts):
        return rebased
    waivers = _write(root, corpus, found, rebased.texts, as_of)
    return replace(rebased, waivers=waivers, written=True)


def _loaded(root: Path) -> Corpus:
    """The record; a version that would undo another may be in it, for that is mended here."""
    corpus, problems = survey(root)
    if others := [problem for problem in problems if problem.rule != UNDONE]:
        raise CorpusError(others)
    return corpus


def _refused(amendment: Amendment, reason: str) -> CorpusError:
    return refusal(amendment.id, reason, "corpus amend DOCUMENT, for a new amendment")


def _all_rebased(
    root: Path, corpus: Corpus, amendment: Amendment, as_of: dt.date, comparisons: Comparisons
) -> Iterator[RebasedVersion]:
    """Each text of an amendment that something has overtaken, carried on."""
    issued = amendment.stage(as_of) is not Stage.DRAFTING
    for step in amendment.steps:
        document = corpus.document(step.document)
        version = document.version(step.new)
        base = overtaken_by(document, version, as_of) or to_overtake(document, version, as_of)
        if step.old is None or base is None or final_text(document, version) != version:
            continue
        start = document.version(step.old)
        keeps_label = not issued and label_order(version.label) > label_order(base.label)
        label = version.label if keeps_label else next_label(document)
        yield RebasedVersion(
            old=version,
            base=base,
            label=label,
            merged=merge(comparisons.between(start, version), comparisons.between(start, base)),
            path=root / document.id / f"{label}.md",
        )


def _write(
    root: Path,
    corpus: Corpus,
    amendment: Amendment,
    rebased: Sequence[RebasedVersion],
    as_of: dt.date,
) -> PassedOn:
    """Write the texts, the amendment's file, and the waivers that pass on; CorpusError, with
    nothing written, where a text that is sealed would change.
    """
    texts: dict[Path, str | None] = {}
    file = amendment.text
    # From the last, so that the positions of the others stay right where a step is added.
    for each in sorted(rebased, key=lambda each: _step_index(amendment, each), reverse=True):
        if each.path in sealed(root):
            raise refusal(each.path, "is sealed, and never changes again")
        edited = with_step_carried_on if each.keeps_old else with_step
        at = _step_index(amendment, each)
        ends = {"old": each.base.label, "new": each.label}
        file = edited(amendment.path, file, at, **ends, procedure=amendment.procedure)
        texts[each.path] = with_front_matter(
            each.old.path, each.merged.text, label=each.label, amendment=amendment.id
        )
    news = [_new_text(amendment, each) for each in rebased if each.keeps_old]
    waivers = passed_on(root, corpus, news, as_of)
    write_files(root, {**texts, **waivers.texts, Path(amendment.path): file})
    return waivers


def _new_text(amendment: Amendment, rebased: RebasedVersion) -> NewText:
    """The version that a text will be, once it is written."""
    version = new_version(
        rebased.old,
        rebased.merged.text,
        amendment=amendment,
        old=rebased.base.label,
        label=rebased.label,
        path=rebased.path,
    )
    return NewText(version, carried_on=rebased.old)


def _step_index(amendment: Amendment, rebased: RebasedVersion) -> int:
    made = [(step.document, step.new) for step in amendment.steps]
    return made.index((rebased.old.document, rebased.old.label))


# --- The report -----------------------------------------------------------------------------------


def rebase_report(rebased: Rebased) -> Iterator[str]:
    """What `rebase` did, where both amendments touch the same, and what is to be looked at."""
    if not rebased.texts:
        yield "nothing to do: the amendment goes from what is in force"
    for each in rebased.texts:
        yield from _conflict_report(each)
        if rebased.written:
            yield from _written_report(each)
        else:
            yield f"{each.old.path}: left as it was"
    yield from rebased.waivers.report()
    if rebased.is_unresolved:
        decide = "Decide each place in the text, where marks show both."
        yield decide if rebased.written else _UNRESOLVED


def _conflict_report(rebased: RebasedVersion) -> Iterator[str]:
    if rebased.merged.unresolved:
        yield f"{rebased.old.name} and {rebased.base.name} both touch:"
    for where in dict.fromkeys(conflict.where for conflict in rebased.merged.unresolved):
        yield f"  {where}"


def _written_report(rebased: RebasedVersion) -> Iterator[str]:
    old, base = rebased.old, rebased.base
    yield f"{rebased.path.as_posix()}: {old.name}, carried on to go from {base.name}"
    if rebased.keeps_old:
        yield f"{old.path}: stays as it is, and is told of as carried on as {rebased.label}"
    if rebased.merged.follow_ups:
        yield "Numbers may have to follow; look at:"
    for follow_up in rebased.merged.follow_ups:
        yield f"  {follow_up.words}"
    yield f"Next: corpus check, and corpus redline {base.name} {old.document}@{rebased.label}"
