"""The draft that is made after a consultation: begun beside the draft as consulted, gone on with
from the conclusion, and sealed in its stead."""

import datetime as dt
from pathlib import Path

import pytest

from build_tools.model import Stage
from build_tools.record import load
from build_tools.record.seals import SEALS
from build_tools.record.status import carried_on_as, version_stage
from tests.consulting import AMENDMENT, CLOSED, DECISIONS, conclude, decide, direct, revise
from tests.procedures import BALLOT, plant
from tests.running import Run, replace_in, snapshot

DIRECTED = ("--as-of", "2023-01-28")


def test_the_amendment_goes_on_with_the_draft_as_made_from_the_conclusion(
    run: Run, copied: Path
) -> None:
    before = (copied / "mtad/4.0.md").read_text()
    revise(run, copied)
    conclude(copied)
    assert (copied / "mtad/4.0.md").read_text() == before
    mtad = load(copied).document("mtad")
    consulted, made = mtad.version("4.0"), mtad.version("4.1")
    days = dt.date(2023, 1, 19), dt.date(2023, 1, 20)
    assert [carried_on_as(mtad, consulted, day) for day in days] == [None, made]
    stages = [(version_stage(mtad, each, day)) for each in (consulted, made) for day in days]
    assert stages == [
        *(Stage.CONSULTATION_CLOSED, Stage.CARRIED_ON),
        *(Stage.DRAFTING, Stage.CONCLUDED),
    ]


@pytest.mark.parametrize(
    ("amendment", "day", "to", "message"),
    [
        (AMENDMENT, "2022-12-01", "4.1", "has not been consulted on"),
        ("mtad-foc-np-closure", "2023-01-16", "4.1", "has been decided, and its text never"),
        (AMENDMENT, "2023-01-16", "3.5", "comes before 4.0, the version that it would start"),
        (AMENDMENT, "2023-01-16", "4.0", "is there already"),
        ("mtad-moc", "2023-01-16", "4.1", "there is no amendment `mtad-moc`"),
    ],
)
def test_a_draft_that_cannot_be_made_is_refused_and_nothing_written(
    run: Run, copied: Path, amendment: str, day: str, to: str, message: str
) -> None:
    before = snapshot(copied)
    ran = run(*("amend", "--revise", amendment, "--to", to, "--versions", copied, "--as-of", day))
    assert (ran.code, message in ran.err) == (2, True), ran.err
    assert snapshot(copied) == before


def test_a_second_draft_is_refused(run: Run, copied: Path) -> None:
    revise(run, copied)
    ran = run("amend", "--revise", AMENDMENT, "--versions", copied, *CLOSED)
    assert (ran.code, "is the draft made after the consultation" in ran.err) == (2, True)


def test_the_draft_as_made_is_sealed_with_its_decisions(run: Run, copied: Path) -> None:
    revise(run, copied)
    path = decide(copied)
    conclude(copied)
    direct(copied)
    ran = run("seal", "mtad@4.0", "--versions", copied, *DIRECTED)
    assert (ran.code, "mtad@4.0 was never decided" in ran.out) == (1, True)
    assert run("seal", "mtad@4.1", "--versions", copied, *DIRECTED).code == 0
    assert "#   decisions: " in (copied / SEALS).read_text().rpartition("# mtad@4.1")[2]
    assert run("check", "--versions", copied, *DIRECTED).code == 0
    replace_in(path, "another day", "other days")
    ran = run("check", "--versions", copied, *DIRECTED)
    assert (ran.code, "`decisions` makes mtad@4.1 law and has changed" in ran.out) == (1, True)
    path.unlink()
    ran = run("check", "--versions", copied, *DIRECTED)
    assert (ran.code, "`decisions` makes mtad@4.1 law and has changed" in ran.out) == (1, True)
    decide(copied, DECISIONS)
    assert run("check", "--versions", copied, *DIRECTED).code == 0


def test_the_draft_of_a_code_with_steps_of_its_own_is_made_as_well(
    run: Run, tmp_path: Path
) -> None:
    dates = "  proposed: {actual: 2024-01-08}\n"
    root = plant(tmp_path / "versions", BALLOT, dates, route="ballot")
    ran = run("amend", "--revise", "rules-2.0", "--versions", root, "--as-of", "2024-01-15")
    assert ran.code == 0, ran.err
    steps = load(root).amendments[-1].steps
    assert [(step.old, step.new) for step in steps] == [("1.0", "2.0"), ("1.0", "3.0")]
