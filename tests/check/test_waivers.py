"""A waiver takes out what a rule finds on one line, or is a problem itself."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.model import Waiver
from tests.check.finding import findings
from tests.paths import ROOT
from tests.running import Run

WEEKDAY = "1.1 On Monday 31 January 2023.\n\n1.2 Still on Monday 31 January 2023.\n"


def waiver(line: str, rule: str = "weekday") -> Waiver:
    return Waiver(
        rule=rule,
        file="versions/mtad/1.0.md",
        line=line,
        reason="As published.",
        path="waivers.yml",
        number=2,
    )


def test_a_waiver_takes_one_line_out_and_its_reason_is_shown() -> None:
    found = findings(WEEKDAY, waivers=[waiver("Still on")])
    assert [each.line for each in found.problems] == [1]
    assert [(each.problem.line, each.reason) for each in found.waived] == [(3, "As published.")]


@pytest.mark.parametrize(
    ("line", "rule", "severity", "message"),
    [
        (
            "31 January",
            "weekday",
            "error",
            "`line` stands on lines 1, 3; quote enough of one of them",
        ),
        ("1.1 On", "weekdays", "error", "there is no rule `weekdays` that could be waived"),
        ("1.1 On", "schema", "error", "there is no rule `schema` that could be waived"),
        (
            *("1.1 On Tuesday", "weekday", "warning"),
            (
                "waives nothing: `weekday` finds nothing on a line of versions/mtad/1.0.md that"
                " holds these words"
            ),
        ),
    ],
)
def test_a_waiver_that_waives_no_single_line_is_told_of(
    line: str, rule: str, severity: str, message: str
) -> None:
    found = findings(WEEKDAY, waivers=[waiver(line, rule)])
    misplaced = [
        (each.path, each.line, each.severity, each.message)
        for each in found.problems
        if each.rule == "waiver"
    ]
    assert misplaced == [("waivers.yml", 2, severity, message)]
    forms = [each.form for each in found.problems if each.rule == "waiver"]
    assert forms == ["" if severity == "error" else "waivers.yml without this waiver, which can go"]
    assert len([each for each in found.problems if each.rule == "weekday"]) == 2


UNREADABLE: dict[str, Callable[[str], str | None]] = {
    "a key misspelt": lambda text: text.replace("title:", "titel:", 1),
    "no YAML": lambda text: f"{text}x: [\n",
    "no file": lambda text: None,
}


@pytest.mark.parametrize("damage", UNREADABLE)
@pytest.mark.parametrize("name", ["mtad-foc-np-closure", "mtad-moc-secure-closure"])
def test_of_a_version_whose_amendment_cannot_be_read_no_warning_is_given(
    name: str, damage: str, tmp_path: Path, run: Run
) -> None:
    copied = shutil.copytree(ROOT / "versions", tmp_path / "versions")
    path = copied / f"amendments/{name}.yml"
    damaged = UNREADABLE[damage](path.read_text())
    path.unlink() if damaged is None else path.write_text(damaged)
    ran = run("check", "--versions", copied, "--as-of", "2023-02-01")
    assert (ran.code, "warning" in ran.out + ran.err) == (1, False), ran
