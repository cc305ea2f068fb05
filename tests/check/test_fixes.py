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
