"""The stage of amendments and versions on a day. Each table reads: what the record says, the day,
what follows."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.model import EVENTS, Amendment, Event, Moment, Stage, Step, Version
from build_tools.record.planned_events import overdue_events, upcoming_events
from build_tools.record.status import (
    amendment_stage,
    carried_on_as,
    carried_on_from,
    current_steps,
    in_force,
    pending,
    superseded_by,
    version_stage,
    was_directed,
)
from build_tools.record.status_words import stage_in_words
from tests.recording import amendment, corpus, day

# --- One amendment --------------------------------------------------------------------------------

NOT_RECORDED = "date not recorded"
WHOLE = {
    "consultation-issued": "2022-12-05",
    "planned consultation-closes": "2023-01-13T16:00",
    "conclusion": "2023-01-20",
    "direction": "2023-01-25",
    "effect": "2023-01-27",
}
DIRECTED = {event: date for event, date in WHOLE.items() if event != "effect"}
MONTH = {"consultation-issued": "2022-12-05", "planned consultation-closes": "2023-01"}
STAGES: list[tuple[dict[str, str], str, Stage]] = [
    # every date known
    (WHOLE, "2022-12-04", Stage.DRAFTING),
    (WHOLE, "2022-12-05", Stage.CONSULTATION_OPEN),
    (WHOLE, "2023-01-13", Stage.CONSULTATION_OPEN),  # a response may still be sent before 16:00
    (WHOLE, "2023-01-14", Stage.CONSULTATION_CLOSED),
    (WHOLE, "2023-01-20", Stage.CONCLUDED),
    (WHOLE, "2023-01-25", Stage.DIRECTED),
    (WHOLE, "2023-01-26", Stage.DIRECTED),
    (WHOLE, "2023-01-27", Stage.IN_FORCE),
    # nothing known, nothing follows
    ({}, "2030-01-01", Stage.DRAFTING),
    # a plan is no fact, but for the close of a consultation that was opened
    ({"planned effect": "2023-01-27"}, "2030-01-01", Stage.DRAFTING),
    ({"planned consultation-issued": "2023-01-27"}, "2030-01-01", Stage.DRAFTING),
    ({"planned consultation-closes": "2023-01-27"}, "2030-01-01", Stage.DRAFTING),
    # that a consultation closed is recorded
    (MONTH | {"consultation-closes": "2023-01-20T16:00"}, "2023-01-20", Stage.CONSULTATION_OPEN),
    (MONTH | {"consultation-closes": "2023-01-20T16:00"}, "2023-01-21", Stage.CONSULTATION_CLOSED),
    ({"consultation-closes": "2023-01-20"}, "2023-01-21", Stage.CONSULTATION_CLOSED),
    ({"consultation-closes": NOT_RECORDED}, "2023-01-21", Stage.CONSULTATION_CLOSED),
    # a consultation without a closing day stays open
    ({"consultation-issued": "2022-12-05"}, "2030-01-01", Stage.CONSULTATION_OPEN),
    # months: something came from the first day on; a consultation closes when all of the month has
    # passed
    ({"effect": "2022-05"}, "2022-04-30", Stage.DRAFTING),
    ({"effect": "2022-05"}, "2022-05-01", Stage.IN_FORCE),
    (MONTH, "2023-01-31", Stage.CONSULTATION_OPEN),
    (MONTH, "2023-02-01", Stage.CONSULTATION_CLOSED),
    # dates not recorded: with the nearest dated event before, or else after
    (
        {"conclusion": "2022-09", "direction": NOT_RECORDED, "effect": NOT_RECORDED},
        "2022-08-31",
        Stage.DRAFTING,
    ),
    (
        {"conclusion": "2022-09", "direction": NOT_RECORDED, "effect": NOT_RECORDED},
        "2022-09-01",
        Stage.IN_FORCE,
    ),
    ({"conclusion": "2022-09", "direction": NOT_RECORDED}, "2022-09-01", Stage.DIRECTED),
    ({"direction": NOT_RECORDED, "effect": "2018-09-18"}, "2018-09-17", Stage.DRAFTING),
    ({"direction": NOT_RECORDED, "effect": "2018-09-18"}, "2018-09-18", Stage.IN_FORCE),
    ({"effect": NOT_RECORDED}, "1900-01-01", Stage.IN_FORCE),
    # withdrawn
    (DIRECTED | {"withdrawn": "2023-01-26"}, "2023-01-25", Stage.DIRECTED),
    (DIRECTED | {"withdrawn": "2023-01-26"}, "2023-01-26", Stage.WITHDRAWN),
    (MONTH | {"withdrawn": "2023-02"}, "2023-01-31", Stage.CONSULTATION_OPEN),
    (MONTH | {"withdrawn": "2023-02"}, "2023-02-01", Stage.WITHDRAWN),
    (MONTH | {"withdrawn": NOT_RECORDED}, "2022-12-04", Stage.DRAFTING),
    (MONTH | {"withdrawn": NOT_RECORDED}, "2022-12-05", Stage.WITHDRAWN),
    ({"withdrawn": NOT_RECORDED}, "1900-01-01", Stage.WITHDRAWN),
]


@pytest.mark.parametrize(("dates", "as_of", "expected"), STAGES)
def test_the_stage_follows_from_the_dates(
    dates: dict[str, str], as_of: str, expected: Stage
) -> None:
    assert amendment(dates).stage(day(as_of)) is expected


ORDER = [*Stage][: [*Stage].index(Stage.IN_FORCE) + 1]
DATES = st.dates(dt.date(2020, 1, 1), dt.date(2025, 12, 31))


@given(
    st.dictionaries(st.sampled_from(EVENTS), st.one_of(st.none(), DATES)),
    DATES,
    st.integers(min_value=0, max_value=900),
)
def test_an_amendment_never_goes_back(
    events: dict[str, dt.date | None], as_of: dt.date, later: int
) -> None:
    dated = sorted(date for date in events.values() if date)
    given_events = {
        event: Event(actual=Moment(dated.pop(0)) if events[event] else Moment(None, "none"))
        for event in EVENTS
        if event in events
    }
    subject = replace(amendment({}), events=given_events)
    before, after = subject.stage(as_of), subject.stage(as_of + dt.timedelta(days=later))
    assert ORDER.index(before) <= ORDER.index(after)


# --- Versions and documents -----------------------------------------------------------------------

FIRST = amendment(
    {"effect": "2018-09-18"},
    "first",
    Step(document="m", old=None, new="1.0"),
    Step(document="s", old=None, new="1.0"),
)
SECOND = amendment({"effect": "2022-05"}, "second", Step(document="m", old="1.0", new="2.0"))
THIRD = amendment(
    {
        "consultation-issued": "2022-12-05",
        "planned consultation-closes": "2023-01-13T16:00",
        "planned conclusion": "2023-01-20",
        "planned effect": "2023-01-27",
    },
    "third",
    Step(document="m", old="2.0", new="3.0"),
    Step(document="s", old="1.0", new="2.0"),
)
RECORD = corpus(FIRST, SECOND, THIRD)
M, S = RECORD.documents

STATUSES = [
    # day, in force of m and of s, proposals for m, stages of the amendments
    ("2018-09-17", (None, None), ("1.0", "2.0", "3.0"), ("drafting", "drafting", "drafting")),
    ("2018-09-18", ("1.0", "1.0"), ("2.0", "3.0"), ("in force", "drafting", "drafting")),
    ("2022-05-01", ("2.0", "1.0"), ("3.0",), ("in force", "in force", "drafting")),
    ("2023-01-10", ("2.0", "1.0"), ("3.0",), ("in force", "in force", "consultation open")),
    ("2030-01-01", ("2.0", "1.0"), ("3.0",), ("in force", "in force", "consultation closed")),
]


@pytest.mark.parametrize(("as_of", "current", "proposed", "stages"), STATUSES)
def test_what_is_in_force_and_proposed(
    as_of: str,
    current: tuple[str | None, str | None],
    proposed: tuple[str, ...],
    stages: tuple[str, ...],
) -> None:
    date = day(as_of)
    assert (
        tuple(
            version.label if version else None for version in (in_force(M, date), in_force(S, date))
        )
        == current
    )
    assert tuple(version.label for version in pending(M, date)) == proposed
    assert tuple(amendment_stage(RECORD, each, date) for each in RECORD.amendments) == stages


MOMENTS = ("2022-03-05", "2022-03", "2022-02-28", "2021-12-31T12:00", NOT_RECORDED)
NAMES = (*EVENTS, "planned consultation-closes", "planned effect", "withdrawn")
LIVES = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(MOMENTS))


@given(st.lists(LIVES, min_size=1, max_size=4))
def test_on_each_day_the_one_in_force_is_the_one_that_has_that_stage(
    lives: list[dict[str, str]],
) -> None:
    steps = [
        Step(document="m", old=f"{at}.0" if at else None, new=f"{at + 1}.0")
        for at in range(len(lives))
    ]
    made = [amendment(dates, step.new, step) for dates, step in zip(lives, steps, strict=True)]
    document = corpus(*made).document("m")
    for passed in range(100):
        date = day("2021-12-29") + dt.timedelta(days=passed)
        stages = [version_stage(document, each, date) for each in document.versions]
        current = in_force(document, date)
        expected = [each is current for each in document.versions]
        assert [stage is Stage.IN_FORCE for stage in stages] == expected


def test_on_how_many_days_a_document_is_looked_at_its_amendments_are_read_no_oftener(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The versions of each other document look at it on days of their own."""
    read, stage = [], Amendment.stage

    def counted(amendment: Amendment, as_of: dt.date) -> Stage:
        read.append(as_of)
        return stage(amendment, as_of)

    monkeypatch.setattr(Amendment, "stage", counted)
    document = corpus(FIRST, SECOND, THIRD).document("m")
    for passed in range(1000):
        in_force(document, day("2020-09-01") + dt.timedelta(days=passed))
    assert len(read) < 20


def test_an_amendment_is_superseded_once_all_its_versions_are() -> None:
    done = corpus(
        FIRST, SECOND, replace(THIRD, events={"effect": Event(actual=Moment(day("2023-01-27")))})
    )
    date = day("2023-01-27")
    assert [amendment_stage(done, each, date) for each in done.amendments] == [
        Stage.SUPERSEDED,
        Stage.SUPERSEDED,
        Stage.IN_FORCE,
    ]
    m = done.document("m")
    assert [version_stage(m, version, date) for version in m.versions] == [
        "superseded",
        "superseded",
        "in force",
    ]
    # The one that replaced it, not the latest.
    assert superseded_by(m, m.versions[0], date) is m.versions[1]
    assert superseded_by(m, m.versions[2], date) is None


def test_one_version_may_be_superseded_while_its_amendment_is_not() -> None:
    date = day("2022-05-01")
    assert version_stage(M, M.version("1.0"), date) is Stage.SUPERSEDED
    assert version_stage(S, S.version("1.0"), date) is Stage.IN_FORCE


def test_what_was_withdrawn_is_neither_proposed_nor_in_force() -> None:
    gone = corpus(FIRST, SECOND, replace(THIRD, withdrawn=Moment(day("2023-01-15"))))
    m = gone.document("m")
    assert [version.label for version in pending(m, day("2023-01-14"))] == ["3.0"]
    assert pending(m, day("2023-01-15")) == ()
    assert amendment_stage(gone, gone.amendments[2], day("2023-01-15")) is Stage.WITHDRAWN
    assert upcoming_events(gone, day("2023-01-15")) == ()


def test_a_version_that_no_amendment_made_is_a_draft() -> None:
    loose = Version(document="m", blocks=())
    assert version_stage(replace(M, versions=(loose,)), loose, day("2030-01-01")) is Stage.DRAFTING


# --- What is due ----------------------------------------------------------------------------------

DUE = [
    ("2023-01-10", ["consultation-closes", "conclusion", "effect"], []),
    ("2023-01-13", ["consultation-closes", "conclusion", "effect"], []),
    ("2023-01-14", ["conclusion", "effect"], []),
    ("2023-01-21", ["effect"], ["conclusion"]),
    ("2023-01-28", [], ["conclusion", "effect"]),
]


@pytest.mark.parametrize(("as_of", "expected", "passed"), DUE)
def test_what_was_planned_is_due_and_then_unanswered(
    as_of: str, expected: list[str], passed: list[str]
) -> None:
    assert [each.event for each in upcoming_events(RECORD, day(as_of))] == expected
    assert [each.event for each in overdue_events(RECORD, day(as_of))] == passed


def test_a_later_event_answers_for_an_earlier_one() -> None:
    done = corpus(
        FIRST,
        replace(THIRD, events=THIRD.events | {"effect": Event(actual=Moment(day("2023-01-27")))}),
    )
    assert overdue_events(done, day("2023-02-01")) == ()


# --- A text that its amendment carried on ---------------------------------------------------------

CARRIED = corpus(
    amendment({"effect": "2021-01-01"}, "first", Step(document="m", old=None, new="1.0")),
    amendment(
        {"consultation-issued": "2022-01-10", "direction": "2023-03-01", "effect": "2023-04-01"},
        "slow",
        Step(document="m", old="1.0", new="2.0"),
        Step(document="m", old="3.0", new="4.0"),
    ),
    amendment({"effect": "2022-06-01"}, "quick", Step(document="m", old="1.0", new="3.0")),
)
(C,) = [
    replace(each, versions=tuple(sorted(each.versions, key=lambda version: version.label)))
    for each in CARRIED.documents
]
CARRIED_STAGES = [
    # before the quick one took effect, nobody had carried the slow one on
    ("2022-03-01", ["in force", "consultation open", "drafting", "drafting"], ["2.0", "3.0"]),
    ("2022-06-01", ["superseded", "carried on as 4.0", "in force", "consultation open"], ["4.0"]),
    ("2023-03-01", ["superseded", "carried on as 4.0", "in force", "made"], ["4.0"]),
    ("2023-04-01", ["superseded", "carried on as 4.0", "superseded", "in force"], []),
]


@pytest.mark.parametrize(("on", "stages", "proposed"), CARRIED_STAGES)
def test_a_text_is_carried_on_from_the_day_when_what_overtook_it_took_effect(
    on: str, stages: list[str], proposed: list[str]
) -> None:
    assert [stage_in_words(C, version, day(on)) for version in C.versions] == stages
    assert [version.label for version in pending(C, day(on))] == proposed
    (current,) = current_steps(CARRIED, CARRIED.amendments[1], day(on))
    assert current.new == ("2.0" if stages[1] == "consultation open" else "4.0")


def test_a_text_knows_what_carries_it_on_and_what_it_carries_on() -> None:
    two, four = C.version("2.0"), C.version("4.0")
    assert carried_on_as(C, two, day("2023-01-01")) == four
    assert carried_on_as(C, four, day("2023-01-01")) is None
    assert carried_on_from(C, four) == two
    assert carried_on_from(C, two) is None


def test_what_was_directed_is_carried_on_from_the_day_when_both_were() -> None:
    """Nothing has taken effect yet, and yet it is known what will be in force."""
    both = corpus(
        amendment({"effect": "2021-01-01"}, "first", Step(document="m", old=None, new="1.0")),
        amendment({"direction": "2022-01-10"}, "early", Step(document="m", old="1.0", new="2.0")),
        amendment(
            {"direction": "2022-02-10"},
            "late",
            Step(document="m", old="1.0", new="3.0"),
            Step(document="m", old="2.0", new="4.0"),
        ),
    )
    (m,) = both.documents
    stages = [
        [stage_in_words(m, version, day(on)) for version in m.versions]
        for on in ("2022-01-31", "2022-02-10")
    ]
    assert stages == [
        ["in force", "made", "drafting", "drafting"],
        ["in force", "made", "carried on as 4.0", "made"],
    ]
    directed = [was_directed(m, version, day("2022-02-10")) for version in m.versions]
    assert directed == [True, True, False, True]


def test_what_was_directed_before_it_was_carried_on_was_directed() -> None:
    """3.0 itself; the proposal 2.0 of another amendment was carried on before that."""
    carried = corpus(
        amendment({"effect": "2021-01-01"}, "first", Step(document="m", old=None, new="1.0")),
        amendment(
            {"direction": "2022-01-10"},
            "early",
            Step(document="m", old="1.0", new="3.0"),
            Step(document="m", old="4.0", new="5.0"),
        ),
        amendment(
            {"consultation-issued": "2022-01-01", "direction": "2022-08-01"},
            "slow",
            Step(document="m", old="1.0", new="2.0"),
            Step(document="m", old="4.0", new="6.0"),
        ),
        amendment({"effect": "2022-06-01"}, "quick", Step(document="m", old="1.0", new="4.0")),
    )
    (m,) = carried.documents
    directed = {each.label: was_directed(m, each, day("2022-09-01")) for each in m.versions}
    assert directed == dict.fromkeys(("1.0", "3.0", "5.0", "6.0", "4.0"), True) | {"2.0": False}


def test_an_amendment_is_superseded_with_the_text_that_it_went_on_with() -> None:
    last = amendment({"effect": "2024-01-01"}, "last", Step(document="m", old="4.0", new="5.0"))
    done = corpus(*CARRIED.amendments, last)
    ordered = replace(
        done.documents[0],
        versions=tuple(sorted(done.documents[0].versions, key=lambda version: version.label)),
    )
    done = replace(done, documents=(ordered,))
    assert amendment_stage(done, done.amendments[1], day("2023-05-01")) is Stage.IN_FORCE
    assert amendment_stage(done, done.amendments[1], day("2024-01-01")) is Stage.SUPERSEDED
