"""What should be a date and is none."""

import pytest

from tests.check.finding import Cases, each, said

_TABLE = "Table 1: Ends\n\n| Kind | End date | Since |\n|---|---|---|\n"


def column(*cells: str, header: str = "End date") -> str:
    rows = "".join(f"| k{at} | {cell} |\n" for at, cell in enumerate(cells))
    return f"Table 1: Ends\n\n| Kind | {header} |\n|---|---|\n{rows}"


MONTHS = [
    ("1.1 On 31 January 2023, 1 Sept 2022, May 2023, 5 JUNE 2021 and March 4, 2020.\n", []),
    ("1.1 On 31 Januray 2023.\n", ["1: `Januray` is no month; did you mean `January`?"]),
    ("1.1 By Feburary 1, 2023.\n", ["1: `Feburary` is no month; did you mean `February`?"]),
    ("1.1 On 3 may 2023.\n", ["1: `may` is no month; did you mean `May`?"]),
    ("1.1 On 3 Apirl 2023.\n", ["1: `Apirl` is no month; did you mean `April`?"]),
    ("1.1 In Decmber 2023, or on 3 Octobr.\n", [
        "1: `Decmber` is no month; did you mean `December`?",
        "1: `Octobr` is no month; did you mean `October`?",
    ]),
    (f"{_TABLE}| a | 31 Januray 2023 | x |\n", [
        "5: `Januray` is no month; did you mean `January`?"
    ]),
    ("1.1 10 Working Days, 5 Members, 3 Juniors 2000, Mayor 2020 and 1. Januar 2023.\n", []),
    ("1.1 `31 Januray 2023` in code.\n", []),
]  # fmt: skip

NO_DATE = "is no date, and its column holds dates"
COLUMNS = [
    (column("31 January 2023", "", "not recorded", "open", "[●]", "May 2022"), []),
    (column("31 Januray 2023"), [f"5: `31 Januray 2023` {NO_DATE}"]),
    (column("3l January 2023", "2023-01-31"), []),  # a date is seen in it: "January 2023"
    (column("31 January 20233", "31 January 2023"), [f"5: `31 January 20233` {NO_DATE}"]),
    (column("31st Jan. 2023", "31/01/2023", "Q1 2023", "2023", "2022/23"), []),
    (column("31.January", "5 Working Days after it", "Clause 4.2", "see note 3"), [
        f"5: `31.January` {NO_DATE}"
    ]),
    (column("1 May 2020", "2 May 2020", "13.Mai.20", header="When"), [f"7: `13.Mai.20` {NO_DATE}"]),
    (column("1 May 2020", "12", "13", header="When"), []),
    (column("1", "2", header="Nights"), []),
]  # fmt: skip

CASES: Cases = {"month": MONTHS, "date-column": COLUMNS}


@pytest.mark.parametrize(("rule", "text", "expected"), each(CASES))
def test_each_rule(rule: str, text: str, expected: list[str]) -> None:
    assert sorted(said(rule, text)) == sorted(expected)
