"""What the record tells of an amendment that has made law, at the base and in a branch → what the
branch tells otherwise. Pure.

Such an account grows: a step came and has a date now, and a source of its own. What was told stays
as it was told. What a seal pins is not looked at here: `enactment` holds it.
"""

from collections.abc import Iterator

from build_tools.model import Amendment, Event

_NO_EVENT = Event()
_SEALED = ("direction", "effect")
"""The kinds of steps of which a seal pins when the first came."""


def changed_account(was: Amendment, now: Amendment) -> Iterator[str]:
    """The name of each thing that is told otherwise: `summary`, `note of effect`."""
    for name in ("summary", "questions", "addressee", "direction"):
        if getattr(was, name) != getattr(now, name):
            yield "amending words" if name == "direction" else name
    scopes = {(step.document, step.new): step.scope for step in now.steps}
    if any(scopes.get((step.document, step.new), step.scope) != step.scope for step in was.steps):
        yield "scope"
    sealed = set(_sealed(was))
    for name, event in was.events.items():
        told = _changed_event(event, now.events.get(name, _NO_EVENT), is_sealed=name in sealed)
        yield from (f"{what} of {name}" for what in told)
    kept = all(source in now.sources for source in was.sources)
    if not kept or (len(now.sources) > len(was.sources) and not _has_grown(was, now)):
        yield "sources"


def _sealed(amendment: Amendment) -> Iterator[str]:
    """The ids of the steps of which a seal pins when they came."""
    for kind in _SEALED:
        recorded = amendment.recorded(kind)
        came = [id_ for id_ in recorded if amendment.events[id_].actual]
        yield from (*came, *recorded)[:1]


def _changed_event(was: Event, now: Event, *, is_sealed: bool) -> Iterator[str]:
    if was.actual not in (None, now.actual) and not is_sealed:
        yield "actual"
    if was.planned not in (None, now.planned) and not (is_sealed and was.actual is None):
        yield "planned"
    if was.note != now.note:
        yield "note"
    if was.provisions not in ((), now.provisions):
        yield "provisions"


def _has_grown(was: Amendment, now: Amendment) -> bool:
    """Whether something came that had not, or something was corrected: either has a source."""
    came = any(now.actual(name) and not was.actual(name) for name in now.events)
    return came or len(now.corrections) > len(was.corrections)
