"""What a page announces of a consultation: open until when and to whom, or closed."""

import datetime as dt
import re
from dataclasses import replace

import pytest
from jinja2 import ChoiceLoader, DictLoader

from build_tools.lineage.comparisons import Comparisons
from build_tools.model import CONSULTED, Amendment, Corpus, Procedure, Stage
from build_tools.record.lookup import find_amendment
from build_tools.render.consultation import consultation_of
from build_tools.render.page.one_file import redline_page
from build_tools.render.page.review import redrawn_review, review
from build_tools.render.page.templating import TEMPLATES, fill_template


@pytest.fixture
def amendment(record: Corpus) -> Amendment:
    return find_amendment(record, "mtad-moc-secure-closure")


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2022-12-04", None),
        ("2022-12-05", "open"),
        ("2023-01-13", "open"),
        ("2023-01-14", "closed"),
        ("2026-11-28", "closed"),
    ],
)
def test_it_is_open_from_its_issue_to_its_last_day_and_closed_after(
    day: str, state: str | None, amendment: Amendment
) -> None:
    told = consultation_of(amendment, amendment.stage(dt.date.fromisoformat(day)))
    assert (told.state if told else None) == state
    if told:
        assert told.deadline == "16:00 on 13 January 2023"


@pytest.mark.parametrize(
    ("closes", "stage", "said"),
    [
        (True, Stage.CONSULTATION_OPEN, "on display"),
        (True, Stage.IN_FORCE, "display over"),
        (False, Stage.IN_FORCE, ""),
        (True, None, ""),
    ],
)
def test_it_is_called_as_its_procedure_calls_it(
    closes: bool, stage: Stage | None, said: str, amendment: Amendment
) -> None:
    asks, ends, *others = CONSULTED.steps
    ending = [replace(ends, stage="display over")] if closes else []
    procedure = Procedure(steps=(replace(asks, stage="on display"), *ending, *others))
    told = consultation_of(replace(amendment, procedure=procedure), stage)
    assert told is not None
    assert told.stage == said


def announced(amendment: Amendment, stage: Stage | None, respond: str = "#page-respond") -> str:
    """What a page announces, without its tags."""
    source = "{% from 'consultation.html' import announcement %}{{ announcement(it, respond) }}"
    loader = ChoiceLoader([DictLoader({"asked": source}), TEMPLATES])
    told = consultation_of(amendment, stage)
    page = fill_template("asked", loader=loader, it=told, respond=respond)
    return " ".join(re.sub("<[^>]*>", "", page).split())


WITHOUT_A_CLOSE = Procedure(
    steps=tuple(step for step in CONSULTED.steps if step.kind != "consultation-closes")
)


@pytest.mark.parametrize(
    ("closes", "addressee", "stage", "said"),
    [
        (False, "", Stage.CONSULTATION_OPEN, "Consultation open. Respond"),
        (
            False,
            "the secretary",
            Stage.CONSULTATION_OPEN,
            "Consultation open. Responses to the secretary. Respond",
        ),
        (False, "the secretary", Stage.CONCLUDED, ""),
        (False, "", Stage.IN_FORCE, ""),
        (False, "", None, "Respond"),
        (
            True,
            "",
            Stage.CONSULTATION_OPEN,
            "Consultation open. By when and to whom responses go is not recorded. Respond",
        ),
        (
            True,
            "the secretary",
            Stage.CONSULTATION_OPEN,
            "Consultation open. Responses to the secretary; by when is not recorded. Respond",
        ),
        (
            True,
            "",
            Stage.IN_FORCE,
            "Consultation closed. By when responses were due is not recorded.",
        ),
    ],
)
def test_of_a_day_that_no_step_brings_nothing_is_said(
    closes: bool, addressee: str, stage: Stage | None, said: str, amendment: Amendment
) -> None:
    """A ballot asks, and votes; whoever looks for a day by which to respond is not told of one that
    the record should have had."""
    events = {"consultation-issued": amendment.events["consultation-issued"]}
    asked = replace(
        amendment,
        events=events,
        addressee=addressee,
        procedure=CONSULTED if closes else WITHOUT_A_CLOSE,
    )
    assert announced(asked, stage) == said


@pytest.mark.parametrize("stage", [each for each in Stage if each is not Stage.DRAFTING])
def test_at_every_later_stage_it_is_closed(stage: Stage, amendment: Amendment) -> None:
    told = consultation_of(amendment, stage)
    assert told is not None
    assert (told.state == "open") == (stage is Stage.CONSULTATION_OPEN)


def test_what_was_not_consulted_on_announces_nothing(amendment: Amendment) -> None:
    silent = replace(amendment, questions=(), events={})
    assert consultation_of(silent, Stage.IN_FORCE) is None
    assert consultation_of(None, None) is None


def test_it_is_announced_on_the_redline_of_the_amendment_and_no_other(
    record: Corpus, comparisons: Comparisons
) -> None:
    mtad = record.document("mtad")
    step = comparisons.between(mtad.version("3.0"), mtad.version("4.0"))
    other = comparisons.between(mtad.version("1.0"), mtad.version("4.0"))
    assert review(step, [], stage=Stage.CONSULTATION_OPEN).consultation
    assert review(other, [], stage=Stage.CONSULTATION_OPEN).consultation is None


def test_a_file_by_itself_says_the_deadline_and_the_addressee_and_of_no_day_whether_it_has_passed(
    record: Corpus, comparisons: Comparisons
) -> None:
    mtad = record.document("mtad")
    page = redline_page(comparisons.between(mtad.version("3.0"), mtad.version("4.0")))
    assert "Responses by <strong>16:00 on 13 January 2023</strong>, to DCC" in page
    assert "Consultation open" not in page
    assert "Consultation closed" not in page


@pytest.mark.parametrize(
    ("pair", "stage", "on_a_site", "takes"),
    [
        (("3.0", "4.0"), Stage.CONSULTATION_OPEN, True, True),
        (("3.0", "4.0"), Stage.DRAFTING, True, False),
        (("3.0", "4.0"), Stage.CONSULTATION_CLOSED, True, False),
        (("3.0", "4.0"), Stage.DIRECTED, True, False),
        (("2.0", "3.0"), Stage.IN_FORCE, True, False),
        (("1.0", "4.0"), Stage.CONSULTATION_OPEN, True, False),
        (("3.0", "4.0"), None, False, True),
        (("1.0", "4.0"), None, False, True),
    ],
)
def test_who_responds_is_asked_where_responses_are_taken(
    pair: tuple[str, str],
    stage: Stage | None,
    on_a_site: bool,
    takes: bool,
    record: Corpus,
    comparisons: Comparisons,
) -> None:
    mtad, day = record.document("mtad"), dt.date(2022, 12, 20) if on_a_site else None
    redline = comparisons.between(*map(mtad.version, pair))
    made = review(redline, [], at_address=on_a_site, stage=stage, as_of=day)
    page = str(
        fill_template(
            "review.html",
            review=made,
            crumbs="",
            heading="",
            standing="",
            notice={"summary": ".", "more": ""},
            choice="",
            ends="",
        )
    )
    assert made.takes_responses == takes
    for shown in ('class="respondent"', "Your response", 'class="answers"'):
        assert (shown in page) == takes, shown
    assert ("Your remarks" in page) != takes
    assert ("Responses are taken on 20 December 2022" in page) == (takes and on_a_site)
    assert 'class="remarked"' in page


def test_any_two_versions_ask_for_no_response(record: Corpus, comparisons: Comparisons) -> None:
    mtad = record.document("mtad")
    last = comparisons.between(mtad.version("3.0"), mtad.version("4.0"))
    assert not redrawn_review(last, "MTAD", lambda _: "").takes_responses
