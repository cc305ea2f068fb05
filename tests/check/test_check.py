"""All rules together: one run, in reading order; and the page of each rule."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from build_tools.check import RECORD_RULES, RULES, Rule, check
from build_tools.record import load
from tests.check.finding import DAY, findings, problems
from tests.paths import RECORD, ROOT


def test_a_problem_shows_the_place_the_rule_and_the_right_form() -> None:
    (problem,) = problems("placeholder", "1.1 A.\n\n1.2 It ends on [●].\n", directed=True)
    assert (
        str(problem)
        == "versions/mtad/1.0.md:3: placeholder: the placeholder `[●]` is left in a version that"
        " has been decided\n    1.2 It ends on [●].\n                   ^\n    expected: the"
        " value, or: not recorded"
    )


def test_all_mistakes_are_told_in_one_run_in_reading_order() -> None:
    text = (
        "1.1 A <i>word</i>.[^2]\n\n1.1 It ends on [TBC].\n\nTable 2: B\n\n| << | b |\n|---|---|\n|"
        " a |\n\n1.3 See Clause 7.\tX\n\n[^1]: Note.\n"
    )
    found = findings(text, directed=True).problems
    lines = [problem.line for problem in found if "mtad" in problem.path]
    assert lines == [1, 1, 1, 3, 3, 7, 9, 11, 11, 13]


def test_a_warning_is_given_until_the_version_is_sealed() -> None:
    """Between the decision and the seal somebody can still compare and mend."""
    text = "1.1 A “word”.\n\n1.2 DCC's <b>own.\n"
    told = {each.severity for each in findings(text).problems}
    assert told == {"warning", "error"}
    waiting = findings(text, directed=True, sealed=False).problems
    assert {each.severity for each in waiting} == told
    assert [each.rule for each in findings(text, directed=True).problems] == ["html"]


def test_the_record_of_the_tests_has_no_mistake() -> None:
    assert check(load(RECORD), DAY).problems == ()


def test_the_words_of_amendments_are_checked_at_their_lines() -> None:
    record = load(ROOT / "versions")
    yaml = (
        "# Monday 31 January 2023\ntitle: On Monday 31 January 2023\nsummary: A Migration Test"
        " Approach Document\n"
    )
    amendments = [
        replace(each, text=yaml)
        for each in record.amendments
        if each.id == "mtad-moc-secure-closure"
    ]
    found = check(replace(record, amendments=tuple(amendments)), DAY).problems
    assert [(Path(each.path).name, each.line, each.rule) for each in found] == [
        ("mtad-moc-secure-closure.yml", 2, "weekday"),
        ("mtad-moc-secure-closure.yml", 3, "document-name"),
    ]


# --- The pages of the rules -----------------------------------------------------------------------

PAGES = ROOT / "docs" / "rules"

_EXAMPLE = re.compile(
    r"^## (Direction|Before|Wrong|Right)\n\n```\w+\n(.*?\n)```$", re.MULTILINE | re.DOTALL
)


def test_each_rule_has_a_page() -> None:
    pages = {path.stem for path in PAGES.glob("*.md")} - {"index"}
    assert pages == {rule.id for rule in RULES} | set(RECORD_RULES)


OF_SEVERAL = (
    "overlap",
    "overtaken",
    "undecided",
    "unknown-change",
    "unexplained",
    "time-zone",
    "overdue",
)
"""The rules that no single text breaks."""


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.id not in OF_SEVERAL], ids=lambda rule: rule.id
)
def test_the_examples_on_its_page_are_what_the_rule_says(rule: Rule) -> None:
    examples = dict(_EXAMPLE.findall((PAGES / f"{rule.id}.md").read_text()))
    given = {
        "before": examples.get("Before", ""),
        "directed": rule.id == "placeholder",
        "correction": rule.id == "correction",
        "scope": ("1.1",),
        "direction": examples.get("Direction", ""),
    }
    found = problems(rule.id, examples["Wrong"], **given)
    assert found
    assert any(problem.fixable for problem in found) == rule.fixable
    assert not problems(rule.id, examples["Right"], **given)
