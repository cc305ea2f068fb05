"""What has happened to an amendment by a day: in the record, no sooner than it came, and for
good."""

import datetime as dt

import pytest
from hypothesis import given

from build_tools.model import EVENTS, Corpus, Moment, Stage, TimeZone
from build_tools.record.schema.dates import read_moment
from build_tools.site.follow.events import EventKind, PastEvent, instant, past_events
from tests.recording import DAYS, amendment, day, records

STEPS = {
    EventKind.ISSUED: "consultation-issued",
    EventKind.CLOSED: "consultation-closes",
    EventKind.CONCLUDED: "conclusion",
    EventKind.DIRECTED: "direction",
    EventKind.IN_FORCE: "effect",
    EventKind.CORRECTED: "effect",
}


def told(events: tuple[PastEvent, ...]) -> list[str]:
    """Each event in words, the oldest first."""
    return [f"{event.kind}, {event.when}" for event in reversed(events)]


# --- Invariants -----------------------------------------------------------------------------------


@given(records(), DAYS)
def test_what_happened_is_in_the_record_and_has_come(record: Corpus, as_of: dt.date) -> None:
    for event in past_events(record.amendments, as_of):
        assert event.counted_from <= as_of
        if event.kind in STEPS:
            assert event.when == event.amendment.actual(STEPS[event.kind])
            assert event.amendment.has_come(STEPS[event.kind], as_of)
        elif event.kind is EventKind.WITHDRAWN:
            assert event.when == event.amendment.withdrawn
            assert event.amendment.has_been_withdrawn(as_of)
        else:
            assert event.amendment.stage(event.counted_from) is Stage.CONSULTATION_OPEN


@given(records(), DAYS)
def test_what_has_come_and_is_dated_is_told(record: Corpus, as_of: dt.date) -> None:
    known = {
        (event.amendment.id, STEPS.get(event.kind))
        for event in past_events(record.amendments, as_of)
    }
    for each in record.amendments:
        for name in EVENTS:
            moment = each.actual(name)
            if moment is not None and moment.day is not None and moment.day <= as_of:
                assert (each.id, name) in known


@given(records(), DAYS, DAYS)
def test_what_has_happened_stays_so(record: Corpus, one: dt.date, other: dt.date) -> None:
    earlier, later = (past_events(record.amendments, when) for when in sorted((one, other)))
    assert set(map(_key, earlier)) <= set(map(_key, later))


@given(records(), DAYS)
def test_nothing_happens_twice_and_the_newest_is_first(record: Corpus, as_of: dt.date) -> None:
    found = past_events(record.amendments, as_of)
    assert len({(event.amendment.id, event.kind) for event in found}) == len(found)
    instants = [event.instant for event in found]
    assert instants == sorted(instants, reverse=True)


def _key(event: PastEvent) -> tuple[str, str, str, dt.datetime]:
    return event.amendment.id, event.kind, str(event.when), event.instant


# --- The record -----------------------------------------------------------------------------------

SECURE = [
    ("2022-12-04", []),
    ("2022-12-05", ["consultation-issued, 5 December 2022"]),
    ("2023-01-05", ["consultation-issued, 5 December 2022"]),
    (
        "2023-01-06",
        ["consultation-issued, 5 December 2022", "consultation-closes-soon, 6 January 2023"],
    ),
    # It was to close, to be concluded and to take effect; nobody recorded that any of it came.
    (
        "2026-11-23",
        ["consultation-issued, 5 December 2022", "consultation-closes-soon, 6 January 2023"],
    ),
]


@pytest.mark.parametrize(("as_of", "wanted"), SECURE, ids=[as_of for as_of, _ in SECURE])
def test_the_closure_for_moc_secure(record: Corpus, as_of: str, wanted: list[str]) -> None:
    (secure,) = (each for each in record.amendments if each.id == "mtad-moc-secure-closure")
    assert told(past_events([secure], day(as_of))) == wanted


def test_a_month_counts_from_its_first_day_and_what_has_no_date_comes_with_what_was_before(
    record: Corpus,
) -> None:
    (closure,) = (each for each in record.amendments if each.id == "mtad-ioc-moc-mds-closure")
    assert not past_events([closure], day("2022-04-30"))
    found = past_events([closure], day("2022-05-01"))
    assert told(found) == [
        "concluded, May 2022",
        "directed, date not recorded",
        "in-force, date not recorded",
    ]
    assert {event.instant.isoformat() for event in found} == {"2022-05-01T00:00:00+00:00"}
    assert not any(event.is_exact for event in found)


def test_what_has_no_date_is_told_once_the_next_dated_step_has_come(record: Corpus) -> None:
    """Nobody knows when after May 2022 it took effect; by 4 August it had, for then the next began
    from it."""
    (closure,) = (each for each in record.amendments if each.id == "mtad-ioc-moc-mds-closure")
    documents = record.documents
    before = told(past_events([closure], day("2022-08-03"), documents))
    assert before == ["concluded, May 2022"]
    after = told(past_events([closure], day("2022-08-04"), documents))
    assert after[1:] == ["directed, date not recorded", "in-force, date not recorded"]


@given(records(), DAYS, DAYS)
def test_what_has_certainly_happened_stays_so(record: Corpus, one: dt.date, other: dt.date) -> None:
    earlier, later = (
        past_events(record.amendments, when, record.documents) for when in sorted((one, other))
    )
    assert set(map(_key, earlier)) <= set(map(_key, later))
    counted = past_events(record.amendments, min(one, other))
    assert set(map(_key, earlier)) <= set(map(_key, counted))


def test_what_nothing_dates_is_left_out(record: Corpus) -> None:
    (first,) = (each for each in record.amendments if each.id == "mtad-first-version")
    assert first.has_come("effect", day("2026-11-23"))
    assert not past_events([first], day("2026-11-23"))


# --- Each kind ------------------------------------------------------------------------------------

OPEN = {"consultation-issued": "2023-01-02", "planned consultation-closes": "2023-01-31"}
CLOSES_SOON = [
    (OPEN, "2023-01-24"),
    (OPEN | {"planned consultation-closes": "2023-01-31T16:00"}, "2023-01-24"),
    (
        OPEN | {"consultation-closes": "2023-02-10"},
        "2023-01-24",
    ),  # as it was announced, not as it came
    ({"consultation-issued": "2023-01-02", "consultation-closes": "2023-02-10"}, "2023-02-03"),
    (OPEN | {"consultation-issued": "2023-01-23"}, "2023-01-24"),
    (OPEN | {"consultation-issued": "2023-01-24"}, ""),  # all that could be said is said already
    (OPEN | {"consultation-issued": "2023-01-30"}, ""),
    (OPEN | {"planned consultation-closes": "2023-02"}, ""),  # on what day, nobody knows
    (OPEN | {"consultation-closes": "2023-01-20"}, ""),  # it closed early
    (OPEN | {"withdrawn": "2023-01-24"}, ""),
    (OPEN | {"withdrawn": "2023-01-25"}, "2023-01-24"),
    (
        {"planned consultation-issued": "2023-01-02", "planned consultation-closes": "2023-01-31"},
        "",
    ),
]


@pytest.mark.parametrize(("dates", "wanted"), CLOSES_SOON)
def test_a_consultation_closes_soon_a_week_before_it_was_to_close(
    dates: dict[str, str], wanted: str
) -> None:
    found = [
        event
        for event in past_events([amendment(dates)], day("2030-01-01"))
        if event.kind is EventKind.CLOSES_SOON
    ]
    assert [event.when for event in found] == ([Moment(day(wanted))] if wanted else [])


def test_a_close_is_told_when_the_record_says_that_it_came() -> None:
    assert EventKind.CLOSED not in {
        event.kind for event in past_events([amendment(OPEN)], day("2030-01-01"))
    }
    closed = amendment(OPEN | {"consultation-closes": "2023-01-31"})
    assert "consultation-closed, 31 January 2023" in told(past_events([closed], day("2023-01-31")))


def test_the_effect_of_a_correction_is_that_it_corrects() -> None:
    dates = {"effect": "2023-03-01"}
    assert told(past_events([amendment(dates)], day("2023-03-01"))) == ["in-force, 1 March 2023"]
    assert told(past_events([amendment(dates, correction=True)], day("2023-03-01"))) == [
        "corrected, 1 March 2023"
    ]


def test_a_withdrawal_without_a_date_comes_after_all_else() -> None:
    given_up = amendment(OPEN | {"withdrawn": "date not recorded", "conclusion": "2023-02-20"})
    assert [event.kind for event in past_events([given_up], day("2023-02-20"))][:1] == [
        EventKind.WITHDRAWN
    ]
    assert EventKind.WITHDRAWN not in {
        event.kind for event in past_events([given_up], day("2023-02-19"))
    }


@pytest.mark.parametrize(
    ("zone", "written", "in_utc"),
    [
        ("Europe/London", "2023-01-13T16:00", "2023-01-13T16:00"),
        ("Europe/London", "2024-07-30T17:00", "2024-07-30T16:00"),
        ("Europe/Berlin", "2024-07-30T17:00", "2024-07-30T15:00"),
        ("Asia/Kolkata", "2024-01-01T05:00", "2023-12-31T23:30"),
        ("UTC", "2024-07-30T17:00", "2024-07-30T17:00"),
    ],
)
def test_a_minute_is_in_the_time_zone_of_its_record(zone: str, written: str, in_utc: str) -> None:
    found = instant(read_moment(written), TimeZone(id=zone))
    assert found.isoformat() == f"{in_utc}:00+00:00"
