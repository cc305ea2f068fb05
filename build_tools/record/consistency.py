"""What the files of the record say against one another: each rule takes the record and yields
problems.

A mistake is told once, at the place where it would be mended; files that could not be read are not
held against others.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from build_tools.model import Moment, Problem
from build_tools.record.loading import Record
from build_tools.record.schema import AmendmentFile, Checked, StepFile
from build_tools.record.suggestions import suggestion


def disagreements(record: Record) -> Iterator[Problem]:
    """Every problem that no file shows alone."""
    for rule in RULES:
        yield from (replace(problem, rule="record") for problem in rule(record))


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
            yield checked.problem(("steps", at, "to"), f"`{makers[made]}` makes {_name(*made)} too")
        makers.setdefault(made, id_)


def steps_go_from_what_was_there(record: Record) -> Iterator[Problem]:
    """`from` names an earlier version that the step may start from."""
    for _, checked, at, step in _steps(record):
        labels = list(record.headers.get(step.document, ()))
        if step.new not in labels:
            continue
        earlier = labels[: labels.index(step.new)]
        candidates = [label for label in earlier if not _is_withdrawn(record, step.document, label)]
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

    The versions that took effect make one line, so each of them goes from the one that was in force
    before it. What has not taken effect may go from any version that has: others may have taken
    effect since it was begun. Either may go from the version just before, where no earlier one has
    taken effect; those that were withdrawn may be passed over.
    """
    unread = any(_amendment_of(record, step.document, label) is None for label in earlier)
    if unread and step.old in earlier:
        return None
    in_effect = [label for label in candidates if _has_taken_effect(record, step.document, label)]
    if in_effect and _has_taken_effect(record, step.document, step.new):
        in_force = in_effect[-1]
        if step.old == in_force:
            return None
        return f"the version in force before {step.new} is {in_force}", _from_line(in_force)
    if step.old in {*in_effect, *earlier[-1:], *candidates[-1:]}:
        return None
    if not candidates:
        return f"the version before {step.new} is {earlier[-1]}", ""
    before = candidates[-1]
    return f"the version before {step.new} is {before}", _from_line(before)


def effects_follow_one_another(record: Record) -> Iterator[Problem]:
    """No version took effect before the one that it replaces."""
    for document, headers in record.headers.items():
        before, latest = "", None
        for label, header in headers.items():
            checked = record.amendments.get(header.value.amendment) if header else None
            effect = _effect(checked) if checked else None
            if checked is None or effect is None or effect.day is None:
                continue
            if latest is not None and effect.last_day < latest:
                message = (
                    f"{_name(document, label)} took effect before {_name(document, before)}, which"
                    " it replaces"
                )
                yield checked.problem(("dates", "effect", "actual"), message)
            before, latest = label, effect.day


RULES: tuple[Callable[[Record], Iterator[Problem]], ...] = (
    versions_name_their_amendments,
    amendments_make_what_exists,
    steps_go_from_what_was_there,
    effects_follow_one_another,
)


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


def _is_withdrawn(record: Record, document: str, label: str) -> bool:
    checked = _amendment_of(record, document, label)
    return checked is not None and checked.value.withdrawn is not None


def _has_taken_effect(record: Record, document: str, label: str) -> bool:
    checked = _amendment_of(record, document, label)
    return checked is not None and _effect(checked) is not None


def _amendment_of(record: Record, document: str, label: str) -> Checked[AmendmentFile] | None:
    """What made a version; None when that, or the version, could not be read."""
    header = record.headers[document][label]
    return record.amendments.get(header.value.amendment) if header else None


def _effect(checked: Checked[AmendmentFile]) -> Moment | None:
    return checked.value.dates.effect.actual if checked.value.dates.effect else None


def _name(document: str, label: str) -> str:
    return f"{document}@{label}"
