"""The notes of where words come from, in words."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import pytest

from build_tools.model import Amendment, Came, Event, Moment, OriginNote, Version
from build_tools.render.origin_notes import maker_in_words, note_in_words, when_in_words
from tests.reviewing import version_of


def made(events: Mapping[str, Event], title: str = "Rules of the Pond (RP)") -> Version:
    given = dict(events)
    reform = Amendment(id="r", title="Reform", route=None, summary="", steps=(), events=given)
    return replace(version_of("A."), document="rp", label="2.0", title=title, amendment=reform)


DAY, MONTH = Moment(dt.date(2024, 5, 1)), Moment(dt.date(2024, 5, 1), "month")
UNKNOWN = Event(actual=Moment(None, "none"))
CASES = [
    ({"effect": Event(actual=DAY)}, "took effect 1 May 2024"),
    ({"effect": Event(actual=MONTH)}, "took effect May 2024"),
    ({"conclusion": Event(actual=MONTH), "effect": UNKNOWN}, "concluded May 2024"),
    ({"consultation-issued": Event(actual=DAY)}, "issued for consultation 1 May 2024"),
    ({"direction": Event(actual=DAY), "effect": Event(planned=DAY)}, "made 1 May 2024"),
    ({"effect": UNKNOWN}, "date not recorded"),
    ({"effect": Event(planned=DAY)}, "date not recorded"),
    ({}, "date not recorded"),
]


@pytest.mark.parametrize(("events", "said"), CASES)
def test_the_last_recorded_step_dates_a_version_and_no_plan_does(
    events: dict[str, Event], said: str
) -> None:
    assert when_in_words(OriginNote(came=Came.INSERTED, by=made(events))) == said


@pytest.mark.parametrize(
    ("came", "said"),
    [
        (Came.INSERTED, "inserted by Reform, RP 2.0, took effect 1 May 2024"),
        (Came.BROUGHT_BACK, "brought back by Reform, RP 2.0, took effect 1 May 2024"),
        (Came.CHANGED, "words taken out, or moved here, by Reform, RP 2.0, took effect 1 May 2024"),
    ],
)
def test_a_note_says_what_was_done_by_whom_and_when(came: Came, said: str) -> None:
    assert note_in_words(OriginNote(came=came, by=made({"effect": Event(actual=DAY)}))) == said


def test_a_version_is_called_by_what_is_known_of_it() -> None:
    assert maker_in_words(made({}, "Rules of the Pond")) == "Reform, Rules of the Pond 2.0"
    assert maker_in_words(replace(made({}), amendment=None)) == "RP 2.0"
