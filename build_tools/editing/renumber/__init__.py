"""`corpus renumber`: a draft in which provisions came or went → its numbers made to count on, with
every reference that follows; first as a plan, then in its files.

`counting` says which numbers are to be others, `meanings` which provision each reference means,
`following` what it is to print, and `plan` puts that together.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from build_tools.check import problems_of
from build_tools.editing.renumber.plan import (
    Beside,
    RenumberedText,
    Renumbering,
    Wanted,
    renumbering,
)
from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.declared_scope import scope_anchor
from build_tools.model import Amendment, Corpus, Document, Redline, Stage, Version
from build_tools.model.problems import refusal
from build_tools.record import load
from build_tools.record.files import blocks_of
from build_tools.record.lookup import find_version
from build_tools.record.seals import sealed
from build_tools.record.status import carried_on_from, final_text, predecessor, was_directed
from build_tools.record.writing import sole_writer, write_files
from build_tools.text.labels import original_anchor

__all__ = ["Consent", "RenumberedText", "Renumbering", "Wanted", "planned", "renumbered"]


def planned(
    root: Path, name: str, wanted: Wanted, as_of: dt.date, comparisons: Comparisons
) -> Renumbering:
    """What comes of renumbering a draft, `mtad@5.0`; CorpusError for what is no draft, and as
    `plan.renumbering` says.
    """
    corpus = load(root)
    version = find_version(corpus, name)
    document = corpus.document(version.document)
    if why := why_no_draft(root, document, version, as_of):
        raise refusal(name, why, _form_for(root, version, as_of))
    redline = _since_before(document, version, comparisons)
    beside = list(_beside(root, corpus, version, as_of, comparisons))
    made = renumbering(version, redline, wanted, beside)
    if made.numbers or made.undecided:
        return replace(made, named_elsewhere=tuple(_named_elsewhere(corpus, made)))
    moved = problems_of(corpus, document, version, as_of, ["reference-moved"])
    return replace(made, left_behind=len(moved))


@dataclass(frozen=True, slots=True)
class Consent:
    """What somebody consents to have written."""

    others: bool = False
    """The texts of other documents too."""
    undecided: bool = False
    """What a program can do, where it cannot do all."""


def renumbered(
    root: Path,
    name: str,
    wanted: Wanted,
    as_of: dt.date,
    comparisons: Comparisons,
    consent: Consent,
) -> tuple[Renumbering, bool]:
    """The same, and the texts written, unless there is something left for a person to decide and
    nobody consents to that. Whether they were.
    """
    with sole_writer(root):
        made = planned(root, name, wanted, as_of, comparisons)
        if not made.numbers or (made.undecided and not consent.undecided):
            return made, False
        texts = [made.text, *(made.others if consent.others else ())]
        write_files(root, {Path(each.path): each.new for each in texts})
        return made, True


def _form_for(root: Path, version: Version, as_of: dt.date) -> str:
    """What to do where a text may not be changed any more: of one that nobody sealed, whoever wrote
    down too soon that it was decided may take that out again.
    """
    form = "corpus amend DOCUMENT, for a text that may be changed"
    amendment = version.amendment
    if amendment is None or Path(version.path) in sealed(root):
        return form
    steps = [step for step in amendment.procedure.steps if step.kind in ("direction", "effect")]
    decided = [f"`{step.id}`" for step in steps if amendment.has_come(step.id, as_of)]
    if not decided:
        return form
    less = " and ".join(decided)
    return f"{form}; or, where it is not decided yet, {amendment.path} without {less}"


def why_no_draft(root: Path, document: Document, version: Version, as_of: dt.date) -> str:
    """Why the text of a version may not be changed any more; empty where it may."""
    if Path(version.path) in sealed(root):
        return "is sealed, and never changes again"
    if version.amendment is None:
        return "is made by no amendment of the record, and may be law"
    if was_directed(document, version, as_of):
        return "has been decided, and its text never changes again"
    return _why_kept(document, version, version.amendment, as_of)


def _why_kept(document: Document, version: Version, amendment: Amendment, as_of: dt.date) -> str:
    """Why a text that has not been directed stays as it is; empty where it need not."""
    stage = amendment.stage(as_of)
    if stage is Stage.WITHDRAWN:
        return "was withdrawn, and stays as it was"
    if (final := final_text(document, version)) != version:
        return f"is carried on as {final.label}, and stays as it was"
    if stage is not Stage.DRAFTING and carried_on_from(document, version) is None:
        latest = amendment.latest_step(as_of)
        come_to = f"“{latest.name}”" if latest else "a step of its procedure"
        return f"has come to {come_to}, and stays as it was then"
    return ""


def _named_elsewhere(corpus: Corpus, made: Renumbering) -> Iterator[str]:
    """What of the amendment's scope names what has another number then, or stands in that; and
    which waivers name words that are others then, in whichever text.
    """
    version, amendment = made.version, made.version.amendment
    named = _called_anew(version, made.text.new)
    for step in amendment.steps if amendment else ():
        if (step.document, step.new) == (version.document, version.label):
            for name in step.scope:
                if amendment and (found := named.get(scope_anchor(name))):
                    yield f"{amendment.path}: `scope` names {name}; {found[0]} is {found[1]} then"
    texts = {each.path: each for each in (made.text, *made.others)}
    for waiver in corpus.waivers:
        if waiver.file in texts and _is_lost(waiver.line, texts[waiver.file]):
            yield f"{waiver.path}:{waiver.number}: waives a line that no longer has these words"


def _called_anew(version: Version, new: str) -> dict[str, tuple[str, str]]:
    """What has another address in a new text: how it was cited and how it is then, by its old
    address, and by the one that this repeats.
    """
    blocks = blocks_of(new, version.citation_words)
    others = [
        (was.anchor, (was.citation, now.citation))
        for was, now in zip(version.blocks, blocks, strict=True)
        if was.anchor != now.anchor
    ]
    copies = {original_anchor(anchor) or anchor: cited for anchor, cited in others}
    return copies | dict(others)


def _is_lost(words: str, text: RenumberedText) -> bool:
    """Whether a line had these words and has them no more."""
    lines = zip(text.old.split("\n"), text.new.split("\n"), strict=True)
    return any(words in was and words not in now for was, now in lines)


def _since_before(document: Document, version: Version, comparisons: Comparisons) -> Redline | None:
    before = predecessor(document, version)
    return comparisons.between(before, version) if before else None


def _beside(
    root: Path, corpus: Corpus, version: Version, as_of: dt.date, comparisons: Comparisons
) -> Iterator[Beside]:
    """The drafts of other documents that the amendment of a version makes."""
    for step in version.amendment.steps if version.amendment else ():
        document = corpus.document(step.document)
        other = document.version(step.new)
        if document.id == version.document or why_no_draft(root, document, other, as_of):
            continue
        yield Beside(other, _since_before(document, other, comparisons))
