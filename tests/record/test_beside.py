"""Which version of another document a version is read beside: harbour rules and ferry rules, which
some amendments change together."""

from dataclasses import replace

import pytest

from build_tools.model import Moment, Step
from build_tools.record.beside import made_on, read_beside, version_beside, versions_beside
from tests.recording import amendment, corpus, day


def step(document: str, new: str, old: str | None = None) -> Step:
    return Step(document=document, old=old, new=new)


WITHDRAWN = replace(
    amendment({"consultation-issued": "2020-06-01"}, "given-up", step("harbour", "5.0", "1.0")),
    withdrawn=Moment(day=day("2020-07-01")),
)
RECORD = corpus(
    amendment({"effect": "2020-01-01"}, "harbour-1", step("harbour", "1.0")),
    amendment({"effect": "2020-02-01"}, "ferry-1", step("ferry", "1.0")),
    amendment(
        {"consultation-issued": "2021-01-01", "direction": "2021-10-01", "effect": "2022-01-01"},
        "both-2",
        *(step("harbour", "2.0", "1.0"), step("ferry", "2.0", "1.0")),
    ),
    amendment({"effect": "2022-06-01"}, "ferry-3", step("ferry", "3.0", "2.0")),
    amendment(
        {"consultation-issued": "2022-05-01"},
        "both-4",
        *(step("harbour", "3.0", "2.0"), step("ferry", "4.0", "2.0"), step("ferry", "4.1", "3.0")),
    ),
    amendment({"consultation-issued": "2023-01-01"}, "harbour-4", step("harbour", "4.0", "2.0")),
    WITHDRAWN,
)
HARBOUR = {each.label: each for each in RECORD.document("harbour").versions}
FERRY = RECORD.document("ferry")


@pytest.mark.parametrize(
    ("label", "beside"),
    [
        ("1.0", "1.0"),  # superseded: that of its day; the first, for none was in force then
        ("2.0", "3.0"),  # in force: today's, though its own amendment made another
        ("3.0", "4.1"),  # proposed with another text of the ferry rules: the one it goes on with
        ("4.0", "3.0"),  # proposed alone: today's
        ("5.0", "1.0"),  # withdrawn: that of its day
    ],
)
def test_a_version_is_read_beside_another_of_its_day_or_of_its_own_amendment(
    label: str, beside: str
) -> None:
    found = read_beside(RECORD, FERRY, HARBOUR[label], day("2023-06-01"))
    assert found.label == beside


def test_the_version_that_the_same_amendment_makes_goes_before_that_of_a_day() -> None:
    assert version_beside(FERRY, HARBOUR["2.0"], day("2023-06-01")).label == "2.0"
    assert version_beside(FERRY, HARBOUR["4.0"], day("2022-02-01")).label == "2.0"
    assert version_beside(FERRY, HARBOUR["4.0"], None).label == "1.0"


def test_a_version_is_of_the_day_of_what_came_last() -> None:
    assert made_on(HARBOUR["2.0"]) == day("2022-01-01")
    assert made_on(HARBOUR["4.0"]) == day("2023-01-01")
    assert made_on(replace(HARBOUR["2.0"], amendment=None)) is None


def test_all_other_documents_with_a_text_are_read_beside_what_the_record_holds() -> None:
    empty = replace(FERRY, id="empty", versions=())
    record = replace(RECORD, documents=(*RECORD.documents, empty))
    as_of = day("2023-06-01")
    found = versions_beside(record, HARBOUR["2.0"], as_of)
    assert {id_: version.label for id_, version in found.items()} == {"ferry": "3.0"}
    assert versions_beside(record, replace(HARBOUR["2.0"], label="2.0 as it was"), as_of) == {}
