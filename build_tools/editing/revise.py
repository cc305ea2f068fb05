"""An amendment that has been consulted on → its text a second time, to become what is made after
the consultation: it goes from the version that the draft as consulted went from.

The draft as consulted stays in the record, with its addresses. From the conclusion on the amendment
goes on with the other.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from build_tools.editing.amend import new_label
from build_tools.editing.passed_on import NOTHING, NewText, PassedOn, new_version, passed_on
from build_tools.model import Amendment, Corpus, Stage, Version, refusal
from build_tools.record import load
from build_tools.record.lookup import find_amendment
from build_tools.record.writing import sole_writer, write_files
from build_tools.record.yaml_edits import with_front_matter, with_step_carried_on


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisedDraft:
    """The draft of one document, begun anew."""

    consulted: Version
    base: str
    """The label of the version that both go from."""
    label: str
    path: Path


@dataclass(frozen=True, slots=True)
class Revised:
    """What was written."""

    amendment: str
    drafts: tuple[RevisedDraft, ...]
    waivers: PassedOn = NOTHING

    def report(self) -> Iterator[str]:
        """What was written, and what is to be done next."""
        for each in self.drafts:
            yield f"{each.path.as_posix()}: the text of {each.consulted.name}, to be edited"
            yield f"{each.consulted.path}: stays as it was consulted on"
        yield from self.waivers.report()
        yield ""
        yield "Next:"
        for each in self.drafts:
            name = f"{each.consulted.document}@{each.label}"
            yield (
                "  1. Edit it, and read what you changed: corpus redline"
                f" {each.consulted.name} {name}"
            )
        yield (
            f"  2. Say in decisions/{self.amendment}.yml what was decided, and which change comes"
            " of it; `corpus check` tells what is left."
        )


def revise(root: Path, amendment: str, as_of: dt.date, *, to: str | None = None) -> Revised:
    """Begin the draft that is made after a consultation, of each document that the amendment
    changes; CorpusError, with nothing written, where it has not been consulted on, has been
    directed or withdrawn, or where that draft is there.

    The version is `to`, or else the one after the highest label that there is.
    """
    with sole_writer(root):
        corpus = load(root)
        found = find_amendment(corpus, amendment)
        _refuse_too_soon_or_late(found, found.stage(as_of))
        drafts = tuple(_drafts(root, corpus, found, to))
        if to and len(drafts) > 1:
            raise refusal("--to", "is one label, and the amendment changes several documents")
        return Revised(amendment, drafts, _write(root, corpus, found, drafts, as_of))


def _refuse_too_soon_or_late(amendment: Amendment, stage: Stage) -> None:
    form = "after it was put out to consultation, and before it is decided"
    if stage is Stage.DRAFTING:
        message = "has not been consulted on; its draft can be edited as it is"
        raise refusal(amendment.id, message, form)
    if stage.is_directed or stage is Stage.WITHDRAWN:
        reason = "has been decided" if stage.is_directed else "was withdrawn"
        raise refusal(amendment.id, f"{reason}, and its text never changes again", form)


def _drafts(
    root: Path, corpus: Corpus, amendment: Amendment, to: str | None
) -> Iterator[RevisedDraft]:
    for id_ in dict.fromkeys(step.document for step in amendment.steps):
        if revision := amendment.revision_of(id_):
            raise refusal(f"{id_}@{revision[1].new}", "is the draft made after the consultation")
        document = corpus.document(id_)
        step = amendment.steps_of(id_)[-1]
        consulted = document.version(step.new)
        if step.old is None:
            raise refusal(consulted.name, "is a first version, which nothing carries on")
        label = new_label(document, consulted, to)
        yield RevisedDraft(
            consulted=consulted, base=step.old, label=label, path=root / id_ / f"{label}.md"
        )


def _write(
    root: Path,
    corpus: Corpus,
    amendment: Amendment,
    drafts: tuple[RevisedDraft, ...],
    as_of: dt.date,
) -> PassedOn:
    texts: dict[Path, str | None] = {}
    file, news = amendment.text, []
    made = [(step.document, step.new) for step in amendment.steps]
    # From the last, so that the positions of the others stay right where a step is added.
    for each in sorted(drafts, key=lambda each: made.index(_name(each)), reverse=True):
        at = made.index(_name(each))
        ends = {"old": each.base, "new": each.label}
        file = with_step_carried_on(amendment.path, file, at, **ends, procedure=amendment.procedure)
        text = with_front_matter(
            each.consulted.path, each.consulted.text, label=each.label, amendment=amendment.id
        )
        texts[each.path] = text
        version = new_version(
            each.consulted,
            text,
            amendment=amendment,
            old=each.base,
            label=each.label,
            path=each.path,
        )
        news.append(NewText(version))
    waivers = passed_on(root, corpus, news, as_of)
    write_files(root, {**texts, **waivers.texts, Path(amendment.path): file})
    return waivers


def _name(draft: RevisedDraft) -> tuple[str, str]:
    return draft.consulted.document, draft.consulted.label
