"""What the record tells of an amendment that has made law, at the base and in a branch → what the
branch tells otherwise. Pure.

Such an account grows: a step came and has a date now, and a source of its own. What was told stays
as it was told. What a seal pins is not looked at here: `enactment` holds it.
"""

from collections.abc import Iterator

from build_tools.model import Amendment, Event

_NO_EVENT = Event()
_SEALED = frozenset({"direction", "effect"})
"""The events of which a seal pins when they came."""


def changed_account(was: Amendment, now: Amendment) -> Iterator[str]:
    """The name of each thing that is told otherwise: `summary`, `note of effect`."""
    for name in ("summary", "questions", "addressee", "direction"):
        if getattr(was, name) != getattr(now, name):
            yield name
    scopes = {(step.document, step.new): step.scope for step in now.steps}
    if any(scopes.get((step.document, step.new), step.scope) != step.scope for step in was.steps):
        yield "scope"
    for name, event in was.events.items():
        yield from _changed_event(name, event, now.events.get(name, _NO_EVENT))
    kept = all(source in now.sources for source in was.sources)
    if not kept or (len(now.sources) > len(was.sources) and not _has_grown(was, now)):
        yield "sources"


def _changed_event(name: str, was: Event, now: Event) -> Iterator[str]:
    if was.actual not in (None, now.actual) and name not in _SEALED:
        yield f"actual of {name}"
    if was.planned not in (None, now.planned) and not (name in _SEALED and was.actual is None):
        yield f"planned of {name}"
    if was.note != now.note:
        yield f"note of {name}"


def _has_grown(was: Amendment, now: Amendment) -> bool:
    """Whether something came that had not, or something was corrected: either has a source."""
    came = any(now.actual(name) and not was.actual(name) for name in now.events)
    return came or len(now.corrections) > len(was.corrections)
