"""An amendment and how far it has come → what a page announces of its consultation: whether it is
open, until when, and to whom responses go.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Literal, TypeAlias

from build_tools.model import Amendment, Stage

State: TypeAlias = Literal["open", "closed", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """What is announced."""

    state: State
    """Whether responses are asked for; unknown where the page is of no day."""
    stage: str
    """How far it has come, as its procedure has it: "consultation open"; "" where that has no word
    for it, or the page is of no day."""
    deadline: str
    """By when they are to be there; "" where that is not recorded."""
    last_day: dt.date | None
    """The same as a day; None where the record has none."""
    has_close: bool
    """Whether its procedure has a step that ends their time: where it has none, that no day is
    recorded says nothing."""
    addressee: str
    """To whom they go; "" where that is not recorded."""


def consultation_of(amendment: Amendment | None, stage: Stage | None) -> Consultation | None:
    """What is announced of the consultation of an amendment; None where it has none or is not yet
    issued. `stage` is None where a page is of no day.
    """
    if amendment is None or stage is Stage.DRAFTING:
        return None
    closes = amendment.closes
    if not (amendment.recorded("consultation-issued") or closes or amendment.questions):
        return None
    state: State = "closed"
    if stage is None:
        state = "unknown"
    elif stage is Stage.CONSULTATION_OPEN:
        state = "open"
    return Consultation(
        state=state,
        stage=_in_words(amendment, state),
        deadline=str(closes or ""),
        last_day=closes.last_day if closes and closes.day else None,
        has_close=bool(amendment.procedure.of_kind("consultation-closes")),
        addressee=amendment.addressee,
    )


def _in_words(amendment: Amendment, state: State) -> str:
    match state:
        case "open":
            words = amendment.words_of(Stage.CONSULTATION_OPEN)
        case "closed":
            words = amendment.words_of(Stage.CONSULTATION_CLOSED)
        case "unknown":
            return ""
    return next(words, "")
