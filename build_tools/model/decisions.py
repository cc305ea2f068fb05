"""What was decided after a consultation: on each question and each change that somebody spoke to,
and which changes between the draft as consulted and the draft as made come of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

Outcome: TypeAlias = Literal["accepted", "accepted with modification", "not accepted", "noted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided on what respondents said of one question or one change."""

    about: int | str
    """A question, counted from 1, or the id of a change of the draft as consulted."""
    where: str = ""
    """How a change was cited that the draft as consulted has no longer; else empty."""
    said: str = ""
    """What was said, in words that may be published; empty where the record has none."""
    outcome: Outcome
    reason: str
    changed: tuple[str, ...] = ()
    """The ids of the changes between the draft as consulted and the draft as made."""
    elsewhere: str = ""
    """What was changed for it outside the text, such as a date."""


@dataclass(frozen=True, slots=True)
class UnaskedChange:
    """Changes between the two drafts for which nobody asked, and why they were made."""

    changed: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """All that was decided on one consultation."""

    questions: tuple[Decision, ...] = ()
    changes: tuple[Decision, ...] = ()
    unasked: tuple[UnaskedChange, ...] = ()
    path: str = ""
    text: str = ""
    """Of its file, so that what is wrong with it can be shown at its line."""

    def on_question(self, number: int) -> Decision | None:
        """What was decided on a question, counted from 1; None where nothing was."""
        return next((each for each in self.questions if each.about == number), None)

    def on_change(self, id_: str) -> Decision | None:
        """What was decided on a change of the draft as consulted; None where nothing was."""
        return next((each for each in self.changes if each.about == id_), None)

    def explained(self) -> Iterator[str]:
        """The ids of all changes between the drafts that something here explains."""
        for decision in (*self.questions, *self.changes):
            yield from decision.changed
        for unasked in self.unasked:
            yield from unasked.changed
