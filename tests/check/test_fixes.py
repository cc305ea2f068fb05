"""What a program can know is mended, and nothing else."""

import pytest

from build_tools.check.fixes import apply_fixes
from tests.check.finding import findings


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("1.1 A\tb\u200bc.\n", "1.1 A bc.\n"),
        ("1.1 The Сοhort and `Сohort`.\n", "1.1 The Cohort and `Сohort`.\n"),
        (
            '1.1 “One”, “two”, “three”.\n\n1.2 It\'s "so" ("so").\n\n1.3 `"`\n',
            '1.1 “One”, “two”, “three”.\n\n1.2 It’s “so” (“so”).\n\n1.3 `"`\n',
        ),
        ('1.1 "One", "two".\n\n1.2 It’s “so”.\n', '1.1 "One", "two".\n\n1.2 It\'s "so".\n'),
        (
            "1.1 A Migration Test Approach Document.\n",
            "1.1 A Migration Testing Approach Document.\n",
        ),
        ("## 1 Boats\n\n1.1 See Clause 1 (Ships).\n", "## 1 Boats\n\n1.1 See Clause 1 (Boats).\n"),
        ("1.1 On Monday 31 January 2023.\n", "1.1 On Monday 31 January 2023.\n"),
        (
            "1.1 A Migration Test Approach Document\tof the Сohort.\n",
            "1.1 A Migration Testing Approach Document of the Cohort.\n",
        ),
    ],
)
def test_what_a_program_can_know_is_mended(text: str, after: str) -> None:
    for _ in range(3):
        text = apply_fixes(text, [each for each in findings(text).problems if "mtad" in each.path])
    assert text == after
    assert all(each.mended is None for each in findings(text).problems)


# --- The order of provisions ----------------------------------------------------------------------

CLAUSES = (
    "1.1 One.",
    "1.2 Two:",
    "(a) a; and",
    "(b) b.",
    "1.3 Three.[^1]",
    "[^1]: Note.",
    "1.4 Four.",
)
TABLE = "Table 1.5: T\n\n| A |\n|---|\n| b |"


def text(*parts: str) -> str:
    return "\n\n".join(("## 1 H", *parts)) + "\n"


def in_order(broken: str, before: str = "") -> str:
    """The text after all that the rule knows to mend."""
    for _ in range(3):
        found = findings(broken, before=before).problems
        broken = apply_fixes(broken, [each for each in found if each.rule == "order"])
    return broken


@pytest.mark.parametrize("at", range(5))
@pytest.mark.parametrize(
    "moved",
    [["1.5 Five."], ["1.5 Five:", "(a) c; and", "(b) d."], ["1.5 Five.", TABLE, "after it."]],
)
def test_what_was_put_in_goes_to_where_its_number_says(at: int, moved: list[str]) -> None:
    """With its limbs, its table and what follows them; whatever it was put before."""
    starts = [0, 1, 4, 6, 7]
    broken = text(*CLAUSES[: starts[at]], *moved, *CLAUSES[starts[at] :])
    assert in_order(broken, before=text(*CLAUSES)) == text(*CLAUSES, *moved)


def test_what_kept_its_number_goes_back_to_where_it_was() -> None:
    broken = text(*CLAUSES[1:4], CLAUSES[0], *CLAUSES[4:])
    assert in_order(broken, before=text(*CLAUSES)) == text(*CLAUSES)


def test_limbs_go_to_where_their_letters_say() -> None:
    broken = text("1.1 One:", "(b) b;", "(a) a; and", "(c) c.", "1.2 Two.")
    assert in_order(broken) == text("1.1 One:", "(a) a; and", "(b) b;", "(c) c.", "1.2 Two.")


@pytest.mark.parametrize(
    ("before", "broken"),
    [
        # two numbers were changed, and may be what is wrong
        (
            text("1.1 It is one.", "1.2 It is another.", "1.3 It is the last."),
            text("1.1 It is one.", "1.3 It is another.", "1.2 It is the last."),
        ),
        # a number is missing, or may be wrong itself
        (text(*CLAUSES), text("1.9 Nine.", *CLAUSES)),
        (text(*CLAUSES), text(*CLAUSES[:4], "1.1 Again.", *CLAUSES[4:])),
        # what stands between them is part of none
        ("", text("1.2 Two.", "### Part", "1.1 One.")),
    ],
)
def test_what_is_not_certain_is_left(before: str, broken: str) -> None:
    assert in_order(broken, before=before) == broken
