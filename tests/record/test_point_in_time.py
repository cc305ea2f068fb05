"""Which text was in force on a day. The judge knows no intervals: it goes through every date that
the record leaves open."""

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import pairwise, product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from build_tools.model import (
    EVENTS,
    Amendment,
    Certainty,
    Document,
    Event,
    Moment,
    Stage,
    Step,
    Version,
)
from build_tools.record.point_in_time import (
    answer_in_words,
    spells,
    taken_effect,
    text_on_day,
    took_effect,
)
from build_tools.record.status import in_force, version_stage
from build_tools.record.status_words import stage_in_words
from tests.recording import amendment, corpus, day
from tests.recording import made as recorded

# --- The judge ------------------------------------------------------------------------------------

BEGIN, TODAY = dt.date(2022, 1, 29), dt.date(2022, 2, 2)
WINDOW = [BEGIN + dt.timedelta(days=n) for n in range(5)]
MONTHS = (dt.date(2022, 1, 1), dt.date(2022, 2, 1))


def days_of(moment: Moment | None) -> list[dt.date]:
    """The days of the window on which an event may have come, by its own date alone."""
    if moment is None or moment.precision == "none":
        return WINDOW
    return [each for each in WINDOW if moment.day and moment.day <= each <= moment.last_day]


def dated(amendment: Amendment, event: str) -> list[dt.date]:
    """The date on which an event came, where the record has one."""
    moment = amendment.actual(event)
    return [moment.day] if moment and moment.day else []


def histories(line: list[Amendment], others: list[Amendment]) -> Iterator[list[dt.date]]:
    """The days of effect of a line of amendments in every way that the record allows."""
    named = [(a, event) for a in [*line, *others] for event in EVENTS if a.actual(event)]
    for days in product(*(days_of(a.actual(event)) for a, event in named)):
        when = {(a.id, event): each for (a, event), each in zip(named, days, strict=True)}
        effects = [when[a.id, "effect"] for a in line]
        in_order = all(
            before <= after
            for a in [*line, *others]
            for before, after in pairwise([when[a.id, e] for e in EVENTS if (a.id, e) in when])
        )
        if effects == sorted(effects) and in_order and all(next_steps(line, others, when)):
            yield effects


def next_steps(
    line: list[Amendment], others: list[Amendment], when: dict[tuple[str, str], dt.date]
) -> Iterator[bool]:
    """Whether an effect without a date comes before the next dated step after the last one before
    it."""
    for at, made in enumerate(line):
        if dated(made, "effect"):
            continue
        before = [day for a in line[: at + 1] for e in EVENTS for day in dated(a, e)]
        for a in [*line, *others]:
            if a.steps[0].old == made.steps[0].new:
                after = [
                    e for e in EVENTS for day in dated(a, e) if day >= max(before, default=day)
                ]
                yield not after or when[made.id, "effect"] <= when[a.id, after[0]]


MOMENTS = (
    st.builds(Moment, st.sampled_from(WINDOW))
    | st.builds(Moment, st.sampled_from(MONTHS), st.just("month"))
    | st.just(Moment(None, "none"))
)


@st.composite
def lines(draw: st.DrawFn) -> tuple[list[Amendment], list[Amendment]]:
    """Up to three amendments that took effect one after another, and a proposal."""
    count, proposed = draw(st.integers(1, 3)), draw(st.booleans())
    made = []
    for number in range(1, count + 1 + proposed):
        old = f"{min(number - 1, draw(st.integers(1, 3)) if number > count else 9)}.0"
        names = ["direction"] if draw(st.booleans()) else []
        names += ["effect"] if number <= count else ["consultation-issued"]
        step = Step(document="law", old=None if number == 1 else old, new=f"{number}.0")
        one = amendment({}, f"a-{number}", step)
        planned = Event(planned=Moment(draw(st.sampled_from(WINDOW))))
        events = {"conclusion": planned} | {n: Event(actual=draw(MOMENTS)) for n in names}
        one.events.update({n: events[n] for n in EVENTS if n in events})
        made.append(one)
    return made[:count], made[count:]


@given(lines())
def test_each_answer_is_what_every_date_that_the_record_leaves_open_says(
    record: tuple[list[Amendment], list[Amendment]],
) -> None:
    line, others = record
    allowed = list(histories(line, others))
    assume(allowed)
    law = corpus(*line, *others).document("law")
    recorded = [day for a in [*line, *others] for e in EVENTS for day in dated(a, e)]
    undated = not [day for e in EVENTS for day in dated(line[0], e)]
    for each in [*WINDOW, TODAY + dt.timedelta(days=1)]:
        said = text_on_day(law, each, TODAY)
        counts = {sum(effect <= each for effect in effects) for effects in allowed}
        if each > TODAY or counts == {0} or (undated and each < min(recorded, default=TODAY)):
            assert said.certainty is Certainty.OUTSIDE
            assert not said.versions
            continue
        labels = {f"{count}.0" for count in counts if count}
        assert {version.label for version in said.versions} == labels
        assert said.perhaps_none == (0 in counts)
        assert (said.certainty is Certainty.CERTAIN) == (len(counts) == 1)


@given(lines())
def test_what_is_in_force_today_is_certain_and_every_page_agrees(
    record: tuple[list[Amendment], list[Amendment]],
) -> None:
    law = corpus(*record[0], *record[1]).document("law")
    for each in WINDOW:
        said = text_on_day(law, each, each)
        latest = in_force(law, each)
        assert latest == (said.versions[-1] if said.versions else None)
        if latest is not None:
            assert version_stage(law, latest, each) is Stage.IN_FORCE
    now = text_on_day(law, TODAY, TODAY)
    assert now.certainty is Certainty.CERTAIN
    assert now.versions[0].label == f"{len(record[0])}.0"


@given(lines())
def test_the_spells_are_all_days_each_with_its_answer(
    record: tuple[list[Amendment], list[Amendment]],
) -> None:
    law = corpus(*record[0], *record[1]).document("law")
    found = spells(law, TODAY)
    assert (found[0].first, found[-1].last) == (None, None)
    for before, after in pairwise(found):
        assert before.last
        assert before.last + dt.timedelta(days=1) == after.first
        assert before.text != after.text
    for each in [*WINDOW, MONTHS[0], TODAY + dt.timedelta(days=1)]:
        (spell,) = [spell for spell in found if spell.holds(each)]
        assert spell.text == text_on_day(law, each, TODAY)


# --- Cases ----------------------------------------------------------------------------------------

NOT_RECORDED = "date not recorded"
FIRST = amendment({"effect": NOT_RECORDED}, "first", Step(document="law", old=None, new="1.0"))
SECOND = {"conclusion": "2022-05", "direction": NOT_RECORDED, "effect": NOT_RECORDED}
THIRD = {"consultation-issued": "2022-08-04", "conclusion": "2022-09-15", "effect": NOT_RECORDED}
PROPOSAL = {"consultation-issued": "2022-12-05", "planned effect": "2023-01-27"}


def law(*dates: Mapping[str, str]) -> Document:
    """A first version of no date, and what was made from it step by step."""
    steps = [Step(document="law", old=f"{n}.0", new=f"{n + 1}.0") for n in range(1, len(dates) + 1)]
    made = [amendment(each, f"a-{step.new}", step) for each, step in zip(dates, steps, strict=True)]
    return corpus(FIRST, *made).document("law")


CASES = [
    (
        "1900-01-01",
        "outside the record: it holds no date before 1 May 2022, and not when 1.0, its first"
        " version, took effect",
    ),
    (
        "2022-05-30",
        "none of this record, 1.0 or 2.0: the record does not hold the days on which 1.0 and 2.0"
        " took effect",
    ),
    ("2022-06-01", "1.0 or 2.0: the record does not hold the day on which 2.0 took effect"),
    (
        "2022-08-04",
        "2.0: it took effect between 1 May 2022 and 4 August 2022, and no later version had by"
        " then",
    ),
    ("2022-09-15", "2.0 or 3.0: the record does not hold the day on which 3.0 took effect"),
    (
        "2030-01-01",  # the plan of 4.0 has passed, and nobody recorded that it came
        "3.0: it took effect between 15 September 2022 and 5 December 2022, and no later version"
        " had by then",
    ),
    ("2030-01-02", "outside the record: it was read on 1 January 2030, and holds nothing later"),
]


@pytest.mark.parametrize(("on", "said"), CASES)
def test_the_answer_says_why(on: str, said: str) -> None:
    text = text_on_day(law(SECOND, THIRD, PROPOSAL), day(on), day("2030-01-01"))
    assert answer_in_words(text) == said


def test_before_a_dated_first_version_is_outside_the_record() -> None:
    first = amendment({"effect": "2018-09"}, "first", Step(document="law", old=None, new="1.0"))
    text = text_on_day(corpus(first).document("law"), day("2018-08-31"), TODAY)
    assert answer_in_words(text) == (
        "outside the record: 1.0, the first version that it holds, took effect not before"
        " 1 September 2018"
    )


def test_a_document_of_which_nothing_took_effect_is_outside_the_record() -> None:
    only = amendment(PROPOSAL, "only", Step(document="law", old=None, new="1.0"))
    text = text_on_day(corpus(only).document("law"), TODAY, TODAY)
    assert answer_in_words(text) == (
        "outside the record: no version is recorded to have taken effect"
    )


def test_a_record_is_not_older_than_its_own_dates() -> None:
    """Read as on an earlier day, it still does not know when what it dates later came."""
    undated = law({"direction": "2022-05-01", "effect": NOT_RECORDED}, PROPOSAL)
    text = text_on_day(undated, day("2022-06-01"), day("2022-06-01"))
    assert [version.label for version in text.versions] == ["1.0", "2.0"]


def test_the_next_dated_step_may_come_on_the_day_of_the_last() -> None:
    made = {"direction": "2022-05-01", "effect": NOT_RECORDED}
    found = taken_effect(law(made, {"consultation-issued": "2022-05-01"}), day("2030-01-01"))
    assert found[-1].is_dated
    assert found[-1].period == "on 1 May 2022"


def test_the_steps_of_what_was_carried_on_to_a_version_do_not_date_it() -> None:
    """The consultation on 3.0 came before anybody thought of making it from 2.0."""
    steps = (
        Step(document="law", old="1.0", new="2.0"),
        Step(document="law", old="1.0", new="3.0"),
        Step(document="law", old="2.0", new="4.0"),
    )
    two = amendment({"direction": "2022-05-01", "effect": NOT_RECORDED}, "two", steps[0])
    three = amendment(
        {"consultation-issued": "2022-05-02", "effect": "2022-06-01"}, "t", *steps[1:]
    )
    found = taken_effect(corpus(FIRST, two, three).document("law"), TODAY.replace(year=2030))
    assert [(each.version.label, str(each.earliest), str(each.latest)) for each in found] == [
        ("1.0", "None", "2022-05-01"),
        ("2.0", "2022-05-01", "2022-06-01"),
        ("4.0", "2022-06-01", "2022-06-01"),
    ]


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("1900-01-01", ["not recorded", "drafting", "drafting", "drafting"]),
        ("2022-06-01", ["may be in force", "may be in force", "drafting", "drafting"]),
        ("2022-12-20", ["superseded", "superseded", "in force", "consultation open"]),
        ("2030-01-02", ["superseded", "superseded", "not recorded", "consultation open"]),
    ],
)
def test_how_a_version_stands_is_said_as_far_as_it_is_known(on: str, words: list[str]) -> None:
    found = law(SECOND, THIRD, PROPOSAL)
    assert words == [
        stage_in_words(found, version, day(on), day("2030-01-01")) for version in found.versions
    ]


def test_the_days_of_a_long_line_are_found_in_one_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each version is asked as often whether it took effect, however many there are."""
    asked: list[str] = []

    def counted(document: Document, version: Version) -> bool:
        asked.append(version.label)
        return took_effect(document, version)

    monkeypatch.setattr("build_tools.record.point_in_time.took_effect", counted)
    line = recorded("law", *[("1.1 A rule.\n", {"effect": f"20{at:02}-06-01"}) for at in range(40)])
    assert len(spells(line, day("2050-01-01"))) > 40
    assert len(asked) <= 2 * len(line.versions)
