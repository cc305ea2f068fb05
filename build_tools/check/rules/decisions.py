"""Rules on what was decided after a consultation: everything asked is decided, and what changed
between the draft as consulted and the draft as made comes of a decision.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from operator import attrgetter

from build_tools.check.decision_context import DecisionContext
from build_tools.model import Change, Problem, Redline


def undecided_questions(context: DecisionContext) -> Iterator[Problem]:
    """Once a consultation is concluded, or its decisions are begun, each question is decided."""
    if not context.is_due:
        return
    for number in range(1, len(context.asked.questions) + 1):
        if context.decisions is None or context.decisions.on_question(number) is None:
            message = f"question {number} of `{context.asked.id}` has no decision"
            form = f"questions: [{{question: {number}, decision: noted, reason: …}}]"
            yield context.at(("questions",), message, form)


def unknown_changes(context: DecisionContext) -> Iterator[Problem]:
    """Each change that a decision is about, or was made for it, is one of the drafts."""
    if context.decisions is None:
        return
    consulted = _by_id(context.consulted)
    for at, decision in enumerate(context.decisions.changes):
        if decision.about not in consulted and not decision.where:
            message = f"{decision.about} is no change of {_ends(context.consulted)}"
            form = "an id that `corpus redline` lists; or, of an earlier draft, where: Clause 17.9"
            yield context.at(("changes", at, "change"), message, form)
    revised = _by_id(context.revised)
    parts = ("questions", "changes", "unasked")
    for part in parts:
        for at, each in enumerate(getattr(context.decisions, part)):
            for place, id_ in enumerate(each.changed):
                if id_ not in revised:
                    message = f"{id_} is no change of {_ends(context.revised)}"
                    yield context.at((part, at, "changed", place), message)


def unexplained_changes(context: DecisionContext) -> Iterator[Problem]:
    """Each change of substance between the draft as consulted and the draft as made comes of a
    decision.
    """
    if not context.is_due:
        return
    explained = set(context.decisions.explained()) if context.decisions else set()
    for redline in context.revised:
        for change in redline.changes:
            if not change.consequential and change.id not in explained:
                message = f"no decision explains {change.id} of {_names(redline)}: {change.where}"
                form = f"changed: [{change.id}], with a decision or under `unasked`"
                yield context.at(("unasked",), message, form)


def _by_id(redlines: Iterable[Redline]) -> dict[str, Change]:
    made = chain.from_iterable(map(attrgetter("changes"), redlines))
    return {change.id: change for change in made}


def _ends(redlines: Iterable[Redline]) -> str:
    """The redlines, as one names them; where there is none, that the draft stayed as it was."""
    return " or ".join(map(_names, redlines)) or "the draft, which stayed as it was consulted"


def _names(redline: Redline) -> str:
    return f"{redline.old.name} → {redline.new.name}"
