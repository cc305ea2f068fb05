"""A document and a day → the two files with which an amendment begins.

The text is that of the version in force, or of one that has been decided and is to be. The
amendment's own file has placeholders where nobody has said anything yet.
"""

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from build_tools.editing.passed_on import NOTHING, NewText, PassedOn, new_version, passed_on
from build_tools.language import gettext as _
from build_tools.language import listed, speaking
from build_tools.model import Amendment, Corpus, Document, Procedure, Version
from build_tools.model.problems import refusal
from build_tools.record import load
from build_tools.record.loading import label_order
from build_tools.record.lookup import find_document
from build_tools.record.overtaken import to_come
from build_tools.record.schema import ID_PATTERN, LABEL_PATTERN
from build_tools.record.status import ancestry, in_force
from build_tools.record.suggestions import label_after
from build_tools.record.writing import sole_writer, write_new_files
from build_tools.record.yaml_edits import with_front_matter
from build_tools.text.examples import numbered_examples, table_examples

_AMENDMENT = """\
# yaml-language-server: $schema=../schema/amendment.json
title: {title}
# route: {routes}
summary: {summary}
steps:
  - document: {document}
    from: {old}
    to: {new}
    scope: [{scope}]
# {how}
# dates:
{dates}
questions:
  - {question}
sources:
  - title: {source}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftAmendment:
    """What `amend` wrote."""

    base: Version
    """The version whose text it starts from."""
    label: str
    """Of the version that it makes."""
    text_path: Path
    amendment_path: Path
    waivers: PassedOn = NOTHING
    """What is waived in it, as it is in the versions that say the same."""
    to_come: tuple[Version, ...] = ()
    """What has been decided and is to take effect, and is not in the text."""

    def report(self) -> Iterator[str]:
        """What was written, and what is to be done next."""
        text, amendment = self.text_path.as_posix(), self.amendment_path.as_posix()
        name = f"{self.base.document}@{self.label}"
        yield f"{text}: the text of {self.base.name}, to be edited"
        yield f"{amendment}: what the amendment does, to be filled in"
        yield from self.waivers.report()
        for each in self.to_come:
            yield (
                f"{each.name} has been decided and takes effect on {_day(each)}; what it changes is"
                " not in this text. To begin from it: corpus amend"
                f" {each.document} --from {each.label}"
            )
        yield ""
        yield "Next:"
        yield f"  1. Fill in {amendment}; `corpus check` names each place that is left."
        yield (
            f"  2. Edit {text}; a placeholder such as [date] may stay until the amendment is"
            " decided."
        )
        yield f"  3. Read what you changed: corpus redline {self.base.name} {name}"
        yield f"  4. Once it is decided and its dates are recorded: corpus seal {name}"


def amend(  # noqa: PLR0913 - one for each option of the command
    root: Path,
    document: str,
    as_of: dt.date,
    *,
    id_: str | None = None,
    title: str | None = None,
    to: str | None = None,
    start: str | None = None,
) -> DraftAmendment:
    """Begin an amendment of what is in force on a day, or of the version `start`, which has been
    decided and is to be; CorpusError, with nothing written, when it cannot be.

    The version that it makes is `to`, or else the one after the highest label there is: its first
    number is one more, and the others are 0, so that 4.0 is followed by 5.0 and 4 by 5. The
    amendment is called `id_`, or else after the document and the label, "mtad-5.0".
    """
    with sole_writer(root):
        corpus = load(root)
        found = find_document(corpus, document)
        base = _base(found, start, as_of)
        label = new_label(found, base, to)
        name = _name(id_ or f"{document}-{label}")
        draft = DraftAmendment(
            base=base,
            label=label,
            text_path=root / document / f"{label}.md",
            amendment_path=root / "amendments" / f"{name}.yml",
            to_come=to_come(found, as_of, ancestry(found, base)),
        )
        return _written(root, corpus, draft, title, as_of)


def _base(document: Document, start: str | None, as_of: dt.date) -> Version:
    """The version that an amendment starts from."""
    current = in_force(document, as_of)
    known = [*([current] if current else []), *to_come(document, as_of)]
    if start is None and current is not None:
        return current
    if start is None or not known:
        message = f"has no version in force on {as_of}, which an amendment could start from"
        form = f"--from {known[0].label}" if known else ""
        raise refusal(document.id, message, form)
    for each in known:
        if each.label == start:
            return each
    message = "is neither in force nor decided and to come"
    raise refusal(
        f"{document.id}@{start}", message, " or ".join(f"--from {each.label}" for each in known)
    )


def _written(
    root: Path, corpus: Corpus, draft: DraftAmendment, title: str | None, as_of: dt.date
) -> DraftAmendment:
    """The draft, once its files are there."""
    base, name = draft.base, draft.amendment_path.stem
    with speaking(corpus.language):
        filled = _filled(corpus.procedure, draft, title, as_of)
    text = with_front_matter(base.path, base.text, label=draft.label, amendment=name)
    version = _drafted(draft, text, name)
    waivers = passed_on(root, corpus, [NewText(version)], as_of)
    write_new_files(
        root, {draft.text_path: text, draft.amendment_path: filled}, changed=waivers.texts
    )
    return replace(draft, waivers=waivers)


def _day(version: Version) -> str:
    """The day on which what is to come takes effect."""
    planned = version.amendment.planned("effect") if version.amendment else None
    return str(planned) if planned else ""


def _filled(procedure: Procedure, draft: DraftAmendment, title: str | None, as_of: dt.date) -> str:
    """The file of an amendment as it begins, in the language that is spoken."""
    base = draft.base
    known = ", ".join((*numbered_examples(base)[:1], *table_examples(base)))
    scope = _("each provision that it touches, as printed: %(known)s", known=known)
    how = _(
        "Take away the # from dates, and from each step whose day is known; planned: when it is to"
        " come, actual: when it came."
    )
    in_parts = _("One step that takes effect is enough; with several it takes effect in parts.")
    told = [how, in_parts] if len(procedure.of_kind("effect")) > 1 else [how]
    asked = _("what those who respond are asked; where nothing is, take this key out")
    return _AMENDMENT.format(
        title=_quoted(_title(title)),
        routes=_routes(procedure),
        summary=_placeholder(_("what it does, in a sentence or two")),
        document=base.document,
        old=_quoted(base.label),
        new=_quoted(draft.label),
        scope=_placeholder(scope if known else _("each provision that it touches, as printed")),
        how="\n# ".join(told),
        dates="\n".join(_dates(procedure, as_of)),
        question=_placeholder(asked),
        source=_placeholder(_("where the facts in this file come from")),
    )


def _routes(procedure: Procedure) -> str:
    """The routes that an amendment may name."""
    known = listed([*dict(procedure.routes)], "or") or f"[{_('by which power')}]"
    return _("%(routes)s; leave it out when it is not recorded", routes=known)


def _placeholder(words: str) -> str:
    """What is to be filled in, as `record.placeholders` knows it."""
    return _quoted(f"[{words}]")


def _dates(procedure: Procedure, as_of: dt.date) -> Iterator[str]:
    """A line for each step, with the form that a date has there: days that are still to come."""
    for at, step in enumerate(procedure.steps, 1):
        minute = "T16:00" if step.kind == "consultation-closes" else ""
        yield f"#   {step.id}: {{planned: {as_of + at * _APART}{minute}}}"


_APART = dt.timedelta(weeks=3)
"""Between the days by which the form of a date is shown."""


def _drafted(draft: DraftAmendment, text: str, amendment: str) -> Version:
    """The version that an amendment of that name begins with."""
    base = draft.base
    begun = Amendment(id=amendment, title="", route=None, summary="", steps=(), events={})
    return new_version(
        base, text, amendment=begun, old=base.label, label=draft.label, path=draft.text_path
    )


def _name(id_: str) -> str:
    if not re.search(ID_PATTERN, id_, re.ASCII):
        form = "small letters, figures, points and hyphens"
        raise refusal(id_, "is no name for an amendment", form)
    return id_


def _title(given: str | None) -> str:
    if given is None:
        return f"[{_('what people will call it')}]"
    if not given.strip():
        raise refusal("--title", "is empty", "what people will call the amendment")
    return " ".join(given.split())


def next_label(document: Document) -> str:
    """The label after the highest of a document's, as `amend` says."""
    return label_after(document.versions[-1].label)


def new_label(document: Document, base: Version, given: str | None) -> str:
    """The label that was given for a version made of `base`, or else the next; CorpusError where it
    cannot be one.
    """
    label = given or next_label(document)
    if not re.search(LABEL_PATTERN, label, re.ASCII):
        raise refusal(label, "is no label for a version", "a number such as 5.0 or 17.6A")
    if any(version.label == label for version in document.versions):
        raise refusal(f"{document.id}@{label}", "is there already", f"--to {next_label(document)}")
    if label_order(label) < label_order(base.label):
        message = f"comes before {base.label}, the version that it would start from"
        raise refusal(f"{document.id}@{label}", message, f"--to {next_label(document)}")
    return label


def _quoted(text: str) -> str:
    """Text as YAML has it between double quotes; JSON is YAML."""
    return json.dumps(text, ensure_ascii=False)
