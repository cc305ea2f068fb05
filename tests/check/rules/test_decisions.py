"""What was decided after a consultation: all that was asked, and all that was changed since."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.check import check
from build_tools.lineage.comparisons import Comparisons
from build_tools.record import load
from tests.consulting import (
    AMENDMENT,
    CLOSED,
    DECISIONS,
    DROPPED,
    END_DATE,
    SLIP,
    TESTS,
    conclude,
    decide,
    revise,
)
from tests.procedures import BALLOT, plant
from tests.running import Run, replace_in

DECIDED = ("undecided", "unknown-change", "unexplained")
AFTER = dt.date(2023, 1, 21)


@pytest.fixture
def said(comparisons: Comparisons) -> Callable[[Path], list[str]]:
    """What the rules on decisions find, without the way to mend it."""

    def of(versions: Path) -> list[str]:
        found = check(load(versions), AFTER, comparisons).problems
        mine = [each for each in found if each.rule in DECIDED]
        return [f"{Path(each.path).name}:{each.line}: {each.message}" for each in mine]

    return of


def test_what_is_wrong_with_decisions_is_told_at_its_line(
    run: Run, copied: Path, said: Callable[[Path], list[str]]
) -> None:
    revise(run, copied)
    assert not said(copied)  # nothing is concluded, and nobody has begun
    path = decide(copied)
    assert not said(copied)
    file = path.name
    names = "mtad@4.0 → mtad@4.1"
    for old, new, expected in (
        (
            "  - question: 2\n    decision: noted\n    reason: Nobody asked for another day.\n",
            "",
            [f"{file}:3: question 2 of `{AMENDMENT}` has no decision"],
        ),
        (
            SLIP,
            "c-0123abcd",
            [
                f"{file}:27: c-0123abcd is no change of {names}",
                f"{file}:27: no decision explains {SLIP} of {names}: Clause 17.8(b)",
            ],
        ),
        (
            "    where: Clause 17.12\n",
            "",
            [f"{file}:21: {DROPPED} is no change of mtad@3.0 → mtad@4.0"],
        ),
        (
            f"changed: [{END_DATE}, ",
            "changed: [c-0123abcd, ",
            [f"{file}:7: c-0123abcd is no change of {names}"],
        ),
    ):
        assert old in DECISIONS
        decide(copied, DECISIONS.replace(old, new, 1))
        assert said(copied) == expected
    path.unlink()
    conclude(copied)
    told = [each.partition(": ")[2] for each in said(copied)]
    assert sorted(told) == sorted(
        [
            f"question 1 of `{AMENDMENT}` has no decision",
            f"question 2 of `{AMENDMENT}` has no decision",
            f"no decision explains {SLIP} of {names}: Clause 17.8(b)",
            f"no decision explains {END_DATE} of {names}: Table 17.6, row MOC (Secure), End date",
            f"no decision explains {TESTS} of {names}: Clause 17.8(c)",
        ]
    )


def test_what_is_not_decided_anywhere_names_the_file_to_write(
    copied: Path, comparisons: Comparisons
) -> None:
    """As it is to be written: the forms that are told, put into that file, leave nothing to say."""
    conclude(copied)
    found = check(load(copied), AFTER, comparisons).problems
    forms = [each.form for each in found if each.rule == "undecided"]
    path = copied / "decisions" / f"{AMENDMENT}.yml"
    begin = f"a file {path.as_posix()} with questions: ["
    assert [form.startswith(begin) for form in forms] == [True, True]
    entries = [form.removeprefix(begin).removesuffix("]") for form in forms]
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"questions: [{', '.join(entries)}]\n")
    now = check(load(copied), AFTER, comparisons).problems
    assert not [each for each in now if each.rule in DECIDED]


def test_a_draft_that_stayed_as_it_was_has_no_change_to_name(
    copied: Path, said: Callable[[Path], list[str]]
) -> None:
    decide(copied)
    told = said(copied)
    assert len(told) == 5
    assert all("the draft, which stayed as it was consulted" in each for each in told)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("  - question: 2", "  - question: 3", "3: `{0}` has no question 3: its questions are 1"),
        (AMENDMENT, "mtad-moc-secure-closur", "1: there is no amendment `mtad-moc-secure-closur`"),
    ],
)
def test_what_is_decided_on_is_there(
    run: Run, copied: Path, old: str, new: str, expected: str
) -> None:
    path = decide(copied)
    if old == AMENDMENT:
        path.rename(path.with_stem(new))
    else:
        replace_in(path, old, new)
    ran = run("check", "--versions", copied, *CLOSED)
    assert ran.code == 1
    assert expected.format(AMENDMENT).partition(": ")[2] in ran.out


def test_a_stray_file_among_the_decisions_is_told_of(run: Run, copied: Path) -> None:
    decide(copied).with_suffix(".txt").write_text("Minutes.\n")
    ran = run("check", "--versions", copied, *CLOSED)
    assert (ran.code, f"{AMENDMENT}.txt: file: is no file of decisions" in ran.out) == (1, True)


def test_what_is_undecided_is_told_at_the_step_that_concludes_whatever_it_is_called(
    tmp_path: Path,
) -> None:
    dates = "  proposed: {actual: 2024-01-08}\n  voting: {actual: 2024-01-22}\n"
    root = plant(tmp_path / "versions", BALLOT, dates, route="ballot")
    file = root / "amendments/rules-2.0.yml"
    file.write_text(file.read_text() + 'questions: ["Do you agree?"]\n')
    problems = check(load(root), dt.date(2024, 1, 23)).problems
    (told,) = [each for each in problems if each.rule == "undecided"]
    assert (told.path, told.source.split(":")[0].strip()) == (file.as_posix(), "voting")
