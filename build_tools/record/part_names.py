"""What could be read of a record in, what its amendments say wrong of the provisions of their parts
out, each at its line.
"""

from collections.abc import Iterator

from build_tools.model import Event, Problem
from build_tools.record.as_read import Record
from build_tools.record.part_provisions import assign, names_no_document
from build_tools.record.schema import AmendmentFile, Checked, StepFile


def parts_name_what_is_there(record: Record) -> Iterator[Problem]:
    """Each provision that a part is said to bring into force stands in the version that its
    amendment makes, or was taken out there, and is named once.
    """
    for checked in record.amendments.values():
        if checked is None:
            continue
        events = checked.value.dates.events
        parts = {id_: events[id_] for id_ in checked.value.recorded("effect")}
        if len(parts) > 1 and any(event.provisions for event in parts.values()):
            yield from _misnamed(record, checked, parts)


def _misnamed(
    record: Record, checked: Checked[AmendmentFile], parts: dict[str, Event]
) -> Iterator[Problem]:
    last = {step.document: step for step in checked.value.steps}
    for part, event in parts.items():
        for at, printed in enumerate(event.provisions):
            if names_no_document(printed, set(last)):
                message = f"does not say of which document `{printed}` is: {', '.join(last)}"
                form = f"- {next(iter(last))} {printed}"
                yield checked.problem(("dates", part, "provisions", at), message, form)
    for step in last.values():
        yield from _misnamed_in(record, checked, parts, step, set(last))


def _misnamed_in(
    record: Record,
    checked: Checked[AmendmentFile],
    parts: dict[str, Event],
    step: StepFile,
    documents: set[str],
) -> Iterator[Problem]:
    labels = filter(None, (step.old, step.new))
    if not all(record.wanted.has_text(step.document, label) for label in labels):
        return
    version = record.texts.get((step.document, step.new))
    before = record.texts.get((step.document, step.old)) if step.old else None
    if version is None or (step.old and before is None):
        return  # which is told of the step, or was not asked for
    for each in assign(parts, documents, version, before).misnamed:
        yield checked.problem(("dates", each.part, "provisions", each.at), each.message, each.form)
