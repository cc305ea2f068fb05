"""What an amendment that is said to be a correction may do, and what is told of it."""

import pytest

from tests.check.finding import TABLE, findings, said

LAW = (
    "1.1 The Keeper shal tell each visitor, within 5 Working Days of 31 March 2023, the fee of"
    f" £1,200 under Clause 1.2.\n\n1.2 A fee may be waived.\n\nTable 1: T\n\n{TABLE}| a | 7 |\n"
)
NOTHING_ELSE = "and `mtad-2.0` is said to put right a mistake and do nothing else"
HERE, NEXT, CELL = "1: Clause 1.1", "3: Clause 1.2", "9: Table 1, row a, Nights"
DATE, AMOUNT, REFERENCE = "has a date changed", "has an amount changed", "has a reference changed"
DUTY = "has what is allowed or required changed"
DAY, FEE, TERM = "31 March 2023", "£1,200", "5 Working Days"
BEYOND = [
    # dates
    (DAY, "31 May 2023", f"{HERE} {DATE}, `{DAY}` to `31 May 2023`"),
    (DAY, "31 March 2024", f"{HERE} {DATE}, `{DAY}` to `31 March 2024`"),
    (DAY, "2023-03-30", f"{HERE} {DATE}, `{DAY}` to `2023-03-30`"),
    (DAY, "that day", f"{HERE} {DATE}, `{DAY}` to nothing"),
    # amounts, and what they count
    (FEE, "£1,020", f"{HERE} {AMOUNT}, `{FEE}` to `£1,020`"),
    (FEE, "€1,200", f"{HERE} {AMOUNT}, `{FEE}` to `€1,200`"),
    (FEE, "£1.20", f"{HERE} {AMOUNT}, `{FEE}` to `£1.20`"),
    (TERM, "five Working Days", f"{HERE} {AMOUNT}, `{TERM}` to `five Working Days`"),
    (TERM, "5 days", f"{HERE} {AMOUNT}, `{TERM}` to `5 days`"),
    ("| 7 |", "| 17 |", f"{CELL} {AMOUNT}, `7` to `17`"),
    # references
    ("Clause 1.2.", "Clause 1.1.", f"{HERE} {REFERENCE}, `Clause 1.2` to `Clause 1.1`"),
    ("Clause 1.2.", "Table 1.", f"{HERE} {REFERENCE}, `Clause 1.2` to `Table 1`"),
    # what is allowed or required
    ("may be", "may not be", f"{NEXT} {DUTY}, nothing to `not`"),
    ("may be", "must be", f"{NEXT} {DUTY}, `may` to `must`"),
    ("each visitor", "any visitor", f"{HERE} {DUTY}, `each` to `any`"),
    # provisions, rows and columns
    ("1.2 A fee may be waived.\n\n", "", f"{HERE.replace('1.1', '1.2')} is taken out"),
    ("Table 1: T", "1.3 A new one.\n\nTable 1: T", "5: Clause 1.3 is put in"),
    ("| a | 7 |\n", "| a | 7 |\n| b | 3 |\n", "10: Table 1, row b is put in"),
    ("| a | 7 |\n", "", "5: Table 1, row a is taken out"),
]


@pytest.mark.parametrize(("old", "new", "told"), BEYOND)
def test_what_is_more_than_a_correction_is_told(old: str, new: str, told: str) -> None:
    assert old in LAW
    text = LAW.replace(old, new, 1)
    assert said("correction", text, before=LAW, correction=True) == [f"{told}, {NOTHING_ELSE}"]
    assert said("correction", text, before=LAW) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("shal tell", "shall tell"),
        ("visitor,", "visitor"),
        ("A fee", "A **fee**"),
        ("Table 1: T", "Table 1: Times"),
        ("be waived", "be wavied"),
        ("£1,200 under", "£1,200, under"),
    ],
)
def test_a_slip_of_the_pen_may_be_put_right(old: str, new: str) -> None:
    assert old in LAW
    assert said("correction", LAW.replace(old, new), before=LAW, correction=True) == []


def test_it_is_told_of_what_has_been_directed_too() -> None:
    text = LAW.replace("31 March", "31 May")
    assert said("correction", text, before=LAW, correction=True, directed=True)


def test_a_real_mistake_in_a_date_may_be_waived_and_the_message_says_so() -> None:
    text = LAW.replace(DAY, "31 May 2023")
    problems = findings(text, before=LAW, correction=True).problems
    (found,) = (problem for problem in problems if problem.rule == "correction")
    assert found.form.endswith(
        "without `correction: true`; or, where this is the very mistake, a waiver that says why"
    )
