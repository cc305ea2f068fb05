"""The calendars, read by a parser that shares nothing with their writer."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event as Read

from build_tools.model import CONSULTED, Corpus, Step, TimeZone
from build_tools.site.follow.calendar import calendar, calendar_entries
from build_tools.site.follow.subjects import subjects
from tests.examples import examples
from tests.publishing import AS_OF
from tests.recording import DAYS, amendment, corpus, day, records

SITE = "https://law.example.org/sec/"
HOSTILE = 'a, b; c\\ "d" :é\nBEGIN:VEVENT\r\nSUMMARY:x \u202e\x08 ' + "long, " * 30


def calendars(record: Corpus, as_of: dt.date, site_url: str = SITE) -> dict[str, str]:
    """Every calendar by the address of its page; empty where there is none."""
    return {
        subject.page: calendar(record, subject, as_of, site_url) for subject in subjects(record)
    }


def read(text: str) -> Calendar:
    """A calendar as a reader's program understands it."""
    return IcsCalendarStream.calendar_from_ics(text)


def told(events: list[Read]) -> list[tuple[str, str, str, str]]:
    """When an event is, what it is, how sure, and its id."""
    return [
        (
            str(each.dtstart),
            (each.summary or "").partition(":")[0],
            each.status.value if each.status else "",
            each.uid,
        )
        for each in events
    ]


# --- Invariants -----------------------------------------------------------------------------------


@given(records(), DAYS)
@settings(max_examples=examples(30))
def test_readers_programs_read_every_calendar(record: Corpus, as_of: dt.date) -> None:
    for subject in subjects(record):
        text = calendar(record, subject, as_of, SITE)
        held = calendar_entries(subject, as_of, record.documents)
        if not held:
            assert not text, "a calendar may not be without a component"
            continue
        found = read(text).events
        assert [each.status for each in found] == [date.status for date in held]
        assert len({each.uid for each in found}) == len(found)
        assert {each.dtstamp for each in found} == {dt.datetime.combine(as_of, dt.time(), dt.UTC)}
        lines = text.split("\r\n")
        assert all(len(line.encode()) <= 75 for line in lines)
        assert "\n" not in "".join(lines)


@given(records(), DAYS)
def test_a_date_is_what_the_record_says_by_that_day(record: Corpus, as_of: dt.date) -> None:
    for subject in subjects(record):
        for date in calendar_entries(subject, as_of):
            event = date.amendment.events[date.event]
            if date.amendment.has_come(date.event, as_of):
                assert date.when is event.actual
                assert date.status == "CONFIRMED"
            else:
                assert date.when is event.planned
                sure = date.event == "consultation-closes" and date.amendment.has_come(
                    "consultation-issued", as_of
                )
                assert date.status in (
                    {"CONFIRMED", "CANCELLED"} if sure else {"TENTATIVE", "CANCELLED"}
                )


@given(records(), DAYS, DAYS)
@settings(max_examples=examples(30))
def test_a_date_keeps_its_id_when_it_moves(record: Corpus, one: dt.date, other: dt.date) -> None:
    by_name = [
        {
            (subject.page, date.amendment.id, date.event): found.uid
            for subject in subjects(record)
            if (held := calendar_entries(subject, as_of, record.documents))
            for date, found in zip(
                held, read(calendar(record, subject, as_of, "")).events, strict=True
            )
        }
        for as_of in (one, other)
    ]
    both = by_name[0].keys() & by_name[1].keys()
    assert [by_name[0][name] for name in both] == [by_name[1][name] for name in both]


# --- The record -----------------------------------------------------------------------------------

SECURE = [
    # Before it was issued, all of it is a plan.
    ("2022-12-04", "planned, responses due", "TENTATIVE"),
    ("2022-12-05", "responses due", "CONFIRMED"),
    ("2026-11-23", "responses due", "CONFIRMED"),
]


@pytest.mark.parametrize(("as_of", "words", "status"), SECURE)
def test_the_closure_for_moc_secure(record: Corpus, as_of: str, words: str, status: str) -> None:
    for page in ("index.md", "mtad/index.md", "amendments/mtad-moc-secure-closure/index.md"):
        found = read(calendars(record, day(as_of))[page]).events
        closes, effect = [each for each in found if "MOC (Secure)" in (each.summary or "")]
        assert told([closes]) == [
            ("2023-01-13 16:00:00+00:00", f"MTAD 4.0, {words}", status, closes.uid)
        ]
        assert told([effect]) == [
            ("2023-01-27", "MTAD 4.0, planned to take effect", "TENTATIVE", effect.uid)
        ]
        assert str(effect.dtend) == "2023-01-28"
        assert (effect.description or "").startswith(
            "Planned: 27 January 2023, or within one month after. "
        )
        assert ("Not recorded whether it came." in (effect.description or "")) == (
            as_of == "2026-11-23"
        )
        assert str(effect.url) == f"{SITE}amendments/mtad-moc-secure-closure/"


def test_what_took_effect_is_no_plan(record: Corpus) -> None:
    (svtad,) = read(calendars(record, AS_OF)["svtad/index.md"]).events
    assert told([svtad]) == [("2018-09-18", "SVTAD 1.0, takes effect", "CONFIRMED", svtad.uid)]


def test_what_has_no_date_has_no_calendar(record: Corpus) -> None:
    assert not calendars(record, AS_OF)["amendments/mtad-first-version/index.md"]


def test_there_is_no_address_where_the_site_has_none(record: Corpus) -> None:
    assert "URL" not in calendars(record, AS_OF, "")["mtad/index.md"]


def test_what_is_made_up_says_so(record: Corpus) -> None:
    found = calendars(record, AS_OF)
    assert "(fictional)" not in found["index.md"]
    assert all(
        "(fictional)" in (each.summary or "") for each in read(found["example/index.md"]).events
    )


# --- Each case ------------------------------------------------------------------------------------

STEP = Step(document="law", old=None, new="1.0")
OPEN = {"consultation-issued": "2023-07-03", "planned consultation-closes": "2023-07-31T17:00"}
IN_LONDON = replace(CONSULTED, time_zone=TimeZone(id="Europe/London", name="UK time"))
CLOSES = "2023-07-31 16:00:00+00:00"  # 17:00 in the British summer
PLAN, GIVEN_UP = (
    {"planned effect": "2023-09-01"},
    {"planned effect": "2023-09-01", "withdrawn": "2023-08-01"},
)
MOVED = PLAN | {"effect": "2023-09-12"}
CASES: list[tuple[dict[str, str], str, str]] = [
    (OPEN, "2023-07-03", f"{CLOSES}, responses due, CONFIRMED"),
    (
        OPEN | {"consultation-closes": "2023-08-04"},
        "2023-08-03",
        f"{CLOSES}, responses due, CONFIRMED",
    ),
    (
        OPEN | {"consultation-closes": "2023-08-04"},
        "2023-08-04",
        "2023-08-04, consultation closed, CONFIRMED",
    ),
    # given up before the close, and after it
    (OPEN | {"withdrawn": "2023-07-20"}, "2023-07-19", f"{CLOSES}, responses due, CONFIRMED"),
    (
        OPEN | {"withdrawn": "2023-07-20"},
        "2023-07-20",
        f"{CLOSES}, withdrawn, responses were due, CANCELLED",
    ),
    (OPEN | {"withdrawn": "2023-08-01"}, "2023-08-02", f"{CLOSES}, responses due, CONFIRMED"),
    (GIVEN_UP, "2023-07-31", "2023-09-01, planned to take effect, TENTATIVE"),
    (GIVEN_UP, "2023-08-01", "2023-09-01, withdrawn, was to take effect, CANCELLED"),
    # planned for one day, and come on another
    (MOVED, "2023-09-11", "2023-09-01, planned to take effect, TENTATIVE"),
    (MOVED, "2023-09-12", "2023-09-12, takes effect, CONFIRMED"),
    # it came, and nobody wrote down when
    (PLAN | {"effect": "date not recorded"}, "2023-10-01", ""),
    # an actual date is not known before it comes
    ({"effect": "2023-09-12"}, "2023-09-11", ""),
]


@pytest.mark.parametrize(("dates_", "as_of", "wanted"), CASES)
def test_dates_planned_come_moved_and_given_up(
    dates_: dict[str, str], as_of: str, wanted: str
) -> None:
    made = replace(amendment(dates_, "a", STEP), procedure=IN_LONDON)
    text = calendars(corpus(made), day(as_of))["law/index.md"]
    found = told(read(text).events) if text else []
    said = [
        f"{when}, {words.removeprefix('law 1.0, ')}, {status}" for when, words, status, _ in found
    ]
    assert said == ([wanted] if wanted else [])


def test_a_minute_is_said_to_be_in_the_time_zone_of_the_record() -> None:
    made = amendment(OPEN, "a", STEP)
    said = {}
    for procedure in (CONSULTED, IN_LONDON):
        text = calendars(corpus(replace(made, procedure=procedure)), day("2023-07-03"))
        (closes,) = read(text["law/index.md"]).events
        said[(closes.description or "").partition(".")[0]] = f"{closes.dtstart:%H:%M}"
    assert said == {
        "17:00 on 31 July 2023, UTC": "17:00",
        "17:00 on 31 July 2023, UK time": "16:00",
    }


def test_a_month_is_a_month() -> None:
    record = corpus(amendment({"planned effect": "2023-02"}, "a", STEP))
    (planned,) = read(calendars(record, day("2023-01-01"))["law/index.md"]).events
    assert (str(planned.dtstart), str(planned.dtend)) == ("2023-02-01", "2023-03-01")
    assert (planned.description or "").startswith("Planned: February 2023.")
    record = corpus(amendment({"effect": "2023-02"}, "a", STEP))
    (came,) = read(calendars(record, day("2023-02-01"))["law/index.md"]).events
    assert (came.description or "").startswith("February 2023; the day is not recorded.")


def test_hostile_words_are_words(record: Corpus) -> None:
    made = tuple(replace(each, title=HOSTILE, summary=HOSTILE) for each in record.amendments)
    documents = tuple(replace(document, short_title=HOSTILE) for document in record.documents)
    for text in calendars(replace(record, amendments=made, documents=documents), AS_OF).values():
        if text:
            for each in read(text).events:
                assert (each.summary or "").count(
                    'a, b; c\\ "d" :é BEGIN:VEVENT SUMMARY:x \ufffd\ufffd long, long,'
                ) == 2
            names = [
                line
                for line in text.replace("\r\n ", "").split("\r\n")
                if line.startswith(("NAME", "X-WR"))
            ]
            assert all(r"a\, b\; c\\" in line for line in names)
            assert len(names) == 2
