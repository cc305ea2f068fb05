"""What a page says of the two versions that it compares, or of the one that it shows, as the rows
of a table.
"""

from collections.abc import Iterator

from build_tools.language import gettext as _
from build_tools.model import ProcedureStep, Version
from build_tools.render.citation import event_date


def ends_rows(old: Version, new: Version) -> Iterator[tuple[str, str, str]]:
    """Rows of a name, what it is of the old version, and of the new; the hashes last."""
    yield _("Version"), old.cited, new.cited
    if old.amendment or new.amendment:
        yield _("Made by"), _made_by(old), _made_by(new)
        yield from _event_rows(old, new)
    yield _("SHA-256 of the text"), old.sha256, new.sha256


def _event_rows(old: Version, new: Version) -> Iterator[tuple[str, str, str]]:
    for step in steps_of(old, new):
        then, now = _event_date(old, step.id), _event_date(new, step.id)
        if then or now:
            yield step.name, then or _nothing(old, step.id), now or _nothing(new, step.id)


def steps_of(old: Version, new: Version) -> tuple[ProcedureStep, ...]:
    """The steps that either amendment has, in the order of the procedure."""
    made_by = new.amendment or old.amendment
    had = {*_steps(old), *_steps(new)}
    return tuple(step for step in made_by.procedure.steps if step.id in had) if made_by else ()


def _steps(version: Version) -> Iterator[str]:
    if version.amendment:
        yield from (step.id for step in version.amendment.steps_it_has)


def _nothing(version: Version, step: str) -> str:
    """What is said of a step without a date: nothing where the amendment does not have it."""
    is_lacking = version.amendment and step not in _steps(version)
    return "–" if is_lacking else _("not recorded")


def _made_by(version: Version) -> str:
    return version.amendment.title if version.amendment else _("not recorded")


def _event_date(version: Version, name: str) -> str:
    event = version.amendment.events.get(name) if version.amendment else None
    return event_date(event) if event else ""
