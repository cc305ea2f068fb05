"""The events in the life of an amendment, their names, and the stages that they lead to."""

from dataclasses import replace

import pytest

from build_tools.model import CONSULTED, EVENT_STAGES, EVENTS, Event, Stage
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


@pytest.mark.parametrize(
    ("recorded", "expected"),
    [((), ["effect"]), (("effect",), ["effect"]), (("part-1", "part-2"), ["part-1", "part-2"])],
)
def test_of_the_ways_to_take_effect_an_amendment_has_those_that_are_recorded(
    recorded: tuple[str, ...], expected: list[str]
) -> None:
    effect = CONSULTED.step("effect")
    parts = tuple(replace(effect, id=f"part-{number}") for number in (1, 2, 3))
    found = replace(
        amendment({}),
        procedure=replace(CONSULTED, steps=(*CONSULTED.steps, *parts)),
        events=dict.fromkeys(recorded, Event()),
    )
    others = [step.id for step in CONSULTED.steps if step.id != "effect"]
    assert [step.id for step in found.steps_it_has] == [*others, *expected]
