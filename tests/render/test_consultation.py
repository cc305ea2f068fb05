"""What a page announces of a consultation: open until when and to whom, or closed."""

import datetime as dt
from dataclasses import replace

import pytest

from build_tools.lineage.comparisons import Comparisons
from build_tools.model import CONSULTED, Amendment, Corpus, Procedure, Stage
from build_tools.record.lookup import find_amendment
from build_tools.render.consultation import consultation_of
from build_tools.render.page.one_file import redline_page
from build_tools.render.page.review import review


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
