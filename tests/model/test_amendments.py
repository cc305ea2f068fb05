"""The events in the life of an amendment, their names, and the stages that they lead to."""

import pytest

from build_tools.model import CONSULTED, EVENT_STAGES, EVENTS, Stage
from tests.recording import amendment, day

DAYS = dict(
    zip(EVENTS, ("2023-01-02", "2023-02-01", "2023-03-01", "2023-04-03", "2023-05-01"), strict=True)
)


def test_every_event_has_a_name_and_they_come_in_the_same_order() -> None:
    assert tuple(CONSULTED.names) == EVENTS == tuple(EVENT_STAGES)


@pytest.mark.parametrize("event", EVENTS)
def test_an_amendment_stands_at_the_stage_that_its_latest_event_leads_to(event: str) -> None:
    come = EVENTS[: EVENTS.index(event) + 1]
    found = amendment({name: DAYS[name] for name in come})
    assert found.stage(day("2023-06-01")) is EVENT_STAGES[event]
    assert found.stage(day("2023-01-01")) is Stage.DRAFTING


def test_what_is_directed_stays_so() -> None:
    assert [stage for stage in Stage if stage.is_directed] == [
        Stage.DIRECTED,
        Stage.IN_FORCE,
        Stage.SUPERSEDED,
    ]
