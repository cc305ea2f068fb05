"""What a text has to hold and does not: each table reads, when two amendments of 1.0 were directed
and take effect, the day, and what overtook each."""

import pytest

from build_tools.model import Step
from build_tools.record.overtaken import overtaken_by
from tests.recording import amendment, corpus, day

DIRECTED = "2023-01-10"
CASES: list[tuple[dict[str, str], dict[str, str], str, list[str | None]]] = [
    # the one with the lower label is to take effect first
    ({"planned effect": "2023-03-01"}, {"planned effect": "2023-06-01"}, DIRECTED, [None, "2.0"]),
    ({"planned effect": "2023-03"}, {"planned effect": "2023-06"}, DIRECTED, [None, "2.0"]),
    ({"effect": "2023-03-01"}, {"planned effect": "2023-06-01"}, "2023-03-01", [None, "2.0"]),
    ({"effect": "2023-03-01"}, {"effect": "2023-06-01"}, "2023-06-01", [None, "2.0"]),
    # the one with the higher
    ({"planned effect": "2023-06-01"}, {"planned effect": "2023-03-01"}, DIRECTED, ["3.0", None]),
    ({"planned effect": "2023-06-01"}, {"effect": "2023-03-01"}, "2023-03-01", ["3.0", None]),
    # on one day, in the order of their labels
    ({"planned effect": "2023-03-01"}, {"planned effect": "2023-03-01"}, DIRECTED, [None, "2.0"]),
    # nobody knows when the second is to come: then after the first
    ({"planned effect": "2023-03-01"}, {}, DIRECTED, [None, "2.0"]),
    # nobody knows of either
    ({}, {}, DIRECTED, [None, None]),
    # before they were directed they are proposals, and are held to what is in force
    (
        {"planned effect": "2023-03-01"},
        {"planned effect": "2023-06-01"},
        "2023-01-09",
        [None, None],
    ),
]


@pytest.mark.parametrize(("second", "third", "on", "overtook"), CASES)
def test_what_takes_effect_earlier_has_to_be_held(
    second: dict[str, str], third: dict[str, str], on: str, overtook: list[str | None]
) -> None:
    directed = {"direction": DIRECTED}
    (m,) = corpus(
        amendment({"effect": "2022-01-01"}, "first", Step(document="m", old=None, new="1.0")),
        amendment(directed | second, "second", Step(document="m", old="1.0", new="2.0")),
        amendment(directed | third, "third", Step(document="m", old="1.0", new="3.0")),
    ).documents
    found = [overtaken_by(m, version, day(on)) for version in m.versions]
    assert [each.label if each else None for each in found] == [None, *overtook]


def test_a_consolidated_text_holds_what_overtook_the_first() -> None:
    directed = {"direction": DIRECTED}
    (m,) = corpus(
        amendment({"effect": "2022-01-01"}, "first", Step(document="m", old=None, new="1.0")),
        amendment(
            directed | {"planned effect": "2023-03-01"},
            "second",
            Step(document="m", old="1.0", new="2.0"),
        ),
        amendment(
            directed | {"planned effect": "2023-06-01"},
            "third",
            Step(document="m", old="1.0", new="3.0"),
            Step(document="m", old="2.0", new="4.0"),
        ),
    ).documents
    assert overtaken_by(m, m.version("4.0"), day(DIRECTED)) is None


def test_a_proposal_goes_on_with_the_text_of_the_proposal_on_which_it_builds() -> None:
    (m,) = corpus(
        amendment({"effect": "2022-01-01"}, "first", Step(document="m", old=None, new="1.0")),
        amendment(
            {"consultation-issued": "2022-02-01"},
            "slow",
            Step(document="m", old="1.0", new="2.0"),
            Step(document="m", old="4.0", new="5.0"),
        ),
        amendment({}, "on top", Step(document="m", old="2.0", new="3.0")),
        amendment({"effect": "2022-06-01"}, "quick", Step(document="m", old="1.0", new="4.0")),
    ).documents
    found = overtaken_by(m, m.version("3.0"), day("2022-07-01"))
    assert found == m.version("5.0")
    assert overtaken_by(m, m.version("5.0"), day("2022-07-01")) is None
