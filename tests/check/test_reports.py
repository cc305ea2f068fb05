"""What `corpus check` found, told in each of its formats."""

import json

import pytest

from build_tools.check import RECORD_RULES, RULES, Findings, Waived
from build_tools.check.reports import REPORTS
from build_tools.model import Waiver
from build_tools.model.characters import UNSEEN
from build_tools.model.problems import Problem

WRONG = Problem(
    path="versions/pond/1.0.md",
    line=3,
    column=4,
    message="100 % of\nit is wrong: x, y",
    source="1.1 It is 100 %.",
    form="1.1 It is right.",
    rule="weekday",
)
DOUBTFUL = Problem(
    path="versions/a, b.md", line=0, message="is odd", rule="file", severity="warning", mended="x"
)


def waiver(reason: str) -> Waiver:
    return Waiver(rule="file", file="a", line="b", reason=reason, path="waivers.yml")


FOUND = Findings((WRONG, DOUBTFUL), (Waived(DOUBTFUL, waiver("It was published so.")),))


def test_the_text_shows_the_problems_then_what_was_waived() -> None:
    assert REPORTS["text"](FOUND).splitlines()[-3:] == [
        "versions/a, b.md: file: warning: is odd",
        "versions/a, b.md: file: warning: is odd",
        "    waived: It was published so.",
    ]


def test_an_annotation_is_one_line_and_escapes_what_the_runner_would_read() -> None:
    assert REPORTS["github"](FOUND).splitlines() == [
        (
            "::error file=versions/pond/1.0.md,line=3,col=4,title=weekday"
            "::100 %25 of%0Ait is wrong: x, y%0Aexpected: 1.1 It is right."
        ),
        "::warning file=versions/a%2C b.md,title=file::is odd",
    ]


HIDDEN = "\u202e\x1b[2J\x9b31m\u061c\ud800\U000e0041\r"


@pytest.mark.parametrize("name", REPORTS)
def test_no_report_holds_what_a_terminal_or_a_forge_would_obey(name: str) -> None:
    """Though every field of what was found does."""
    words = f"a{HIDDEN}b"
    wrong = Problem(
        path=words, line=1, column=2, message=words, source=words, form=words, rule=words
    )
    report = REPORTS[name](Findings((wrong,), (Waived(wrong, waiver(f"c{HIDDEN}d")),)))
    assert set(UNSEEN.findall(report)) <= {"\ufffd"}
    if name == "json":
        assert json.loads(report)["problems"][0]["message"] == words


def test_json_holds_all_that_is_known() -> None:
    report = json.loads(REPORTS["json"](FOUND))
    assert (report["errors"], report["warnings"]) == (1, 1)
    assert report["problems"][0] == {
        "path": "versions/pond/1.0.md",
        "line": 3,
        "column": 4,
        "rule": "weekday",
        "severity": "error",
        "message": "100 % of\nit is wrong: x, y",
        "source": "1.1 It is 100 %.",
        "form": "1.1 It is right.",
        "mended": None,
    }
    assert [(each["rule"], each["reason"]) for each in report["waived"]] == [
        ("file", "It was published so.")
    ]


def test_sarif_describes_each_rule_and_places_each_result() -> None:
    report = json.loads(REPORTS["sarif"](FOUND))
    (run,) = report["runs"]
    assert report["version"] == "2.1.0"
    assert [each["id"] for each in run["tool"]["driver"]["rules"]] == [
        *(rule.id for rule in RULES),
        *RECORD_RULES,
    ]
    wrong, doubtful, waived = run["results"]
    assert (wrong["ruleId"], wrong["level"]) == ("weekday", "error")
    assert wrong["locations"][0]["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 4}
    assert "region" not in doubtful["locations"][0]["physicalLocation"]
    assert "suppressions" not in doubtful
    assert waived["suppressions"][0]["justification"] == "It was published so."


def test_sarif_names_the_page_of_a_rule_where_the_site_is_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def pages() -> list[str | None]:
        run = json.loads(REPORTS["sarif"](FOUND))["runs"][0]
        return [each.get("helpUri") for each in run["tool"]["driver"]["rules"]]

    monkeypatch.delenv("SITE_URL", raising=False)
    assert set(pages()) == {None}
    monkeypatch.setenv("SITE_URL", "https://law.example/codes/")
    assert pages()[0] == "https://law.example/codes/rules/unseen-character/"


def test_nothing_found_is_nothing_said() -> None:
    assert REPORTS["text"](Findings(())) == REPORTS["github"](Findings(())) == ""
