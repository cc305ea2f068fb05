"""What the files of the record say against one another: each rule takes the record and yields
problems.

A mistake is told once, at the place where it would be mended; files that could not be read are not
held against others.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from build_tools.model import Moment, Problem
from build_tools.model.look_alikes import latin_twins
from build_tools.record.as_read import Record
from build_tools.record.part_names import parts_name_what_is_there
from build_tools.record.publication_log import LOG, logged_after
from build_tools.record.schema import AmendmentFile, Checked, Loc, StepFile
from build_tools.record.suggestions import label_after, suggestion


def disagreements(record: Record) -> Iterator[Problem]:
    """Every problem that no file shows alone."""
    for rule, rule_id in RULES.items():
        yield from (replace(problem, rule=rule_id) for problem in rule(record))


def dates_to_come(record: Record, today: dt.date) -> Iterator[Problem]:
    """Each date after today on which something is said to have come."""
    for checked in filter(None, record.amendments.values()):
        moments: dict[Loc, Moment | None] = {("withdrawn",): checked.value.withdrawn}
        for name, event in checked.value.dates.events.items():
            moments["dates", name, "actual"] = event.actual
        for loc, moment in moments.items():
            if moment is not None and moment.day is not None and moment.day > today:
                message = f"{moment} has not come yet; what is to come is `planned`"
                form = f"planned: {moment.written}" if loc[-1] == "actual" else ""
                yield replace(checked.problem(loc, message, form), rule="future-date")
    # What shows the record as it stood on an earlier day still reads the log as it is now.
    clock = dt.datetime.now(dt.UTC).date()
    for problem in logged_after(max(today, clock), (record.root / LOG).as_posix(), record.log):
        yield replace(problem, rule="future-date")


def documents_are_told_apart(record: Record) -> Iterator[Problem]:
    """No two documents that have a text have a title that reads the same."""
    for key in ("title", "short_title"):
        known: dict[str, str] = {}
        for id_, checked in record.documents.items():
            if checked is not None and record.headers[id_]:
                title = getattr(checked.value, key)
                other = known.setdefault(" ".join(latin_twins(title).casefold().split()), id_)
                if other != id_:
                    message = f"`{title}` reads as the {key} of `{other}` does"
                    yield checked.problem((key,), message, "a title of its own")


def versions_name_their_amendments(record: Record) -> Iterator[Problem]:
    """The amendment that a version names exists, and makes that version."""
    for document, headers in record.headers.items():
        for label, header in headers.items():
            if header is None:
                continue
            name = header.value.amendment
            if name not in record.amendments:
                hint = suggestion(name, list(record.amendments))
                form = (record.root / "amendments" / f"{name}.yml").as_posix()
                yield header.problem(
                    ("amendment",), f"there is no amendment `{name}`{hint}", "" if hint else form
                )
            elif (made := _made_by(record, name)) and _name(document, label) not in made:
                message = (
                    f"`{name}` does not make {_name(document, label)}; it makes {', '.join(made)}"
                )
                yield header.problem(("amendment",), message)


def amendments_make_what_exists(record: Record) -> Iterator[Problem]:
    """Each step makes a version that is there, and that no other amendment makes."""
    makers: dict[tuple[str, str], str] = {}
    for id_, checked, at, step in _steps(record):
        if step.document not in record.documents:
            hint = suggestion(step.document, list(record.documents))
            yield checked.problem(
                ("steps", at, "document"), f"there is no document `{step.document}`{hint}"
            )
            continue
        made = step.document, step.new
        if step.new not in record.headers[step.document]:
            file = (record.root / step.document / f"{step.new}.md").as_posix()
            yield checked.problem(("steps", at, "to"), f"there is no version {_name(*made)}", file)
        elif made in makers:
            message = f"`{makers[made]}` makes {_name(*made)} too"
            headers = record.headers[step.document]
            own = [label for label, each in headers.items() if each and each.value.amendment == id_]
            form = f'to: "{own[0] if own else label_after([*headers][-1])}"'
            yield checked.problem(("steps", at, "to"), message, form)
        makers.setdefault(made, id_)


def steps_go_from_what_was_there(record: Record) -> Iterator[Problem]:
    """`from` names an earlier version that the step may start from.

    What has taken effect is held by `effects_undo_nothing` as well.
    """
    for _, checked, at, step in _steps(record):
        labels = list(record.headers.get(step.document, ()))
        if step.new not in labels:
            continue
        earlier = labels[: labels.index(step.new)]
        candidates = [label for label in earlier if not _is_over(record, step.document, label)]
        name = _name(step.document, step.new)
        if step.old is None:
            if candidates:
                message = f"the step to {name} does not say which version it goes from"
                yield checked.problem(("steps", at), message, _from_line(candidates[-1]))
            continue
        where = ("steps", at, "from")
        if not earlier:
            yield checked.problem(where, f"{name} is the first version and goes from none")
            continue
        wrong = _wrong_start(record, step, earlier, candidates)
        if wrong is not None:
            reason, right = wrong
            yield checked.problem(where, f"{name} cannot go from {step.old}: {reason}", right)


def _from_line(label: str) -> str:
    return f'from: "{label}"'


def _wrong_start(
    record: Record, step: StepFile, earlier: list[str], candidates: list[str]
) -> tuple[str, str] | None:
    """Why a step may not start where it does, and where it would; None when it may.

    It may go from any version that has taken effect, for others may have done so since it was
    begun; or from one that was directed, and is to; or from the version just before. Those that
    were withdrawn or carried on may be passed over, and what went from one that was carried on
    since goes from it yet.
    """
    unread = any(_amendment_of(record, step.document, label) is None for label in earlier)
    if unread and step.old in earlier:
        return None
    if step.old in {*earlier[-1:], *candidates[-1:]}:
        return None
    if step.old in earlier and _is_settled(record, step.document, step.old):
        return None
    before = candidates[-1] if candidates else earlier[-1]
    # Of what has been directed nobody knows from here which text it was made from.
    certain = candidates and not _is_settled(record, step.document, step.new)
    if step.old is not None and step.old not in record.headers[step.document]:
        reason = f"there is no version {_name(step.document, step.old)}"
        effective = [each for each in earlier if _has_taken_effect(record, step.document, each)]
        known = dict.fromkeys([*effective[-1:], before])
        return reason, " or ".join(map(_from_line, known)) if certain else ""
    return f"the version before {step.new} is {before}", _from_line(before) if certain else ""


# --- What has taken effect makes one line ---------------------------------------------------------


def effects_undo_nothing(record: Record) -> Iterator[Problem]:
    """What took effect was made from what was in force before it, so that it undoes nothing of
    that.
    """
    for document in record.headers:
        for (_, _, before), (checked, at, step) in pairwise(_line_of_effects(record, document)):
            if step.old in (None, before.new):
                continue
            message = (
                f"{_name(document, step.new)} took effect when {before.new} was in force, and was"
                f" made from {step.old}: it does not hold what {before.new} changed"
            )
            amendment = Path(checked.yaml.source.path).stem
            form = f"corpus amend --rebase {amendment}, which makes the text that holds both"
            yield checked.problem(("steps", at, "from"), message, form)


_InEffect: TypeAlias = tuple[Checked[AmendmentFile], int, StepFile]
"""A step whose version took effect, where it stands, and the file that it stands in."""


def _line_of_effects(record: Record, document: str) -> list[_InEffect]:
    """The versions of a document that took effect, in the order in which they did: that of their
    labels, where the dates do not say otherwise; none after an amendment that could not be read.
    """
    line: list[_InEffect] = []
    made = {
        step.new: (checked, at, step)
        for _, checked, at, step in _steps(record)
        if step.document == document
    }
    for label in record.headers[document]:
        if _amendment_of(record, document, label) is None:
            return []
        if label in made and _has_taken_effect(record, document, label):
            line.insert(_place(line, made[label]), made[label])
    return line


def _place(line: list[_InEffect], new: _InEffect) -> int:
    """Where a version stands in the line: after what it was made from, and before what certainly
    took effect later.
    """
    effect = _effect(new[0])
    labels = [step.new for _, _, step in line]
    first = labels.index(new[2].old) + 1 if new[2].old in labels else 0
    for at in range(first, len(line)):
        later = _effect(line[at][0])
        if effect and later and later.day and effect.last_day < later.day:
            return at
    return len(line)


def effects_follow_one_another(record: Record) -> Iterator[Problem]:
    """No version took effect before the one that it was made from."""
    for _, checked, _, step in _steps(record):
        if step.old is None or step.old not in record.headers.get(step.document, ()):
            continue
        old = _amendment_of(record, step.document, step.old)
        effect, before = _effect(checked), _effect(old) if old else None
        if effect and before and before.day and effect.last_day < before.day:
            message = (
                f"{_name(step.document, step.new)} took effect before"
                f" {_name(step.document, step.old)}, which it replaces"
            )
            began = checked.value.recorded("effect")[0]
            yield checked.problem(("dates", began, "actual"), message)


def kept_redlines_are_of_versions(record: Record) -> Iterator[Problem]:
    """Each redline whose address is kept is of two versions that are there."""
    for document, checked in record.documents.items():
        if checked is None:
            continue
        for at, pair in enumerate(checked.value.kept_redlines):
            for label in pair.split(".."):
                if label not in record.headers[document]:
                    message = f"there is no version {_name(document, label)}"
                    yield checked.problem(("kept_redlines", at), message)


def decisions_are_on_what_was_asked(record: Record) -> Iterator[Problem]:
    """Each file of decisions is of an amendment, and each question that is decided is one of
    its.
    """
    for id_, checked in record.decisions.items():
        if checked is None:
            continue
        if id_ not in record.amendments:
            hint = suggestion(id_, list(record.amendments))
            yield checked.problem((), f"there is no amendment `{id_}` to decide on{hint}")
            continue
        amendment = record.amendments[id_]
        asked = len(amendment.value.questions) if amendment else 0
        for at, decision in enumerate(checked.value.questions):
            if amendment and int(decision.question) > asked:
                told = f"its questions are 1 to {asked}" if asked else "it asks none"
                message = f"`{id_}` has no question {decision.question}: {told}"
                yield checked.problem(("questions", at, "question"), message)


UNDONE = "undone"
"""The rule of what is mended by a new text, and by no other value in a file."""
RULES: Mapping[Callable[[Record], Iterator[Problem]], str] = MappingProxyType(
    {
        documents_are_told_apart: "record",
        versions_name_their_amendments: "record",
        amendments_make_what_exists: "record",
        steps_go_from_what_was_there: "record",
        effects_follow_one_another: "record",
        effects_undo_nothing: UNDONE,
        parts_name_what_is_there: "record",
        kept_redlines_are_of_versions: "record",
        decisions_are_on_what_was_asked: "record",
    }
)
"""Each rule, and the id under which it is told."""


def _steps(record: Record) -> Iterator[tuple[str, Checked[AmendmentFile], int, StepFile]]:
    for id_, checked in record.amendments.items():
        if checked is not None:
            for at, step in enumerate(checked.value.steps):
                yield id_, checked, at, step


def _made_by(record: Record, amendment: str) -> list[str]:
    """The names of what an amendment makes; none when one of them is not there, which is told of
    the amendment.
    """
    checked = record.amendments[amendment]
    steps = checked.value.steps if checked else ()
    if any(step.new not in record.headers.get(step.document, ()) for step in steps):
        return []
    return [_name(step.document, step.new) for step in steps]


def _is_over(record: Record, document: str, label: str) -> bool:
    """Whether a version was withdrawn, or carried on."""
    checked = _amendment_of(record, document, label)
    return checked is not None and (
        checked.value.withdrawn is not None or _is_carried_on(checked, document, label)
    )


def _is_carried_on(checked: Checked[AmendmentFile], document: str, label: str) -> bool:
    """Whether an amendment goes on with another text than this one."""
    labels = [step.new for step in checked.value.steps if step.document == document]
    return label in labels[:-1]


def _is_settled(record: Record, document: str, label: str) -> bool:
    """Whether a version took effect, was directed, or was carried on."""
    checked = _amendment_of(record, document, label)
    if checked is None or checked.value.withdrawn is not None:
        return False
    directed = checked.value.came("direction") is not None
    carried_on = _is_carried_on(checked, document, label)
    return directed or carried_on or _has_taken_effect(record, document, label)


def _has_taken_effect(record: Record, document: str, label: str) -> bool:
    """Whether a version is the text with which its amendment took effect."""
    checked = _amendment_of(record, document, label)
    if checked is None or _is_carried_on(checked, document, label):
        return False
    return _effect(checked) is not None


def _amendment_of(record: Record, document: str, label: str) -> Checked[AmendmentFile] | None:
    """What made a version; None when that, or the version, could not be read."""
    header = record.headers[document][label]
    return record.amendments.get(header.value.amendment) if header else None


def _effect(checked: Checked[AmendmentFile]) -> Moment | None:
    return checked.value.came("effect")


def _name(document: str, label: str) -> str:
    return f"{document}@{label}"
