"""What the tests of a consultation share: a copy of the record in which the closure for MOC
(Secure) has been consulted on, and goes on with another draft. All of it is made up.
"""

from pathlib import Path

from tests.running import Run, replace_in

AMENDMENT = "mtad-moc-secure-closure"
CLOSED = ("--as-of", "2023-01-16")
"""A day after the consultation closed."""
CONCLUDED = ("--as-of", "2023-01-21")
"""A day after its conclusion, once that is recorded."""
END_DATE, TESTS, SLIP = "c-6aa2b5e7", "c-e6e360e0", "c-43b39b97"
"""The changes from the draft as consulted to the draft as made."""
CONSULTED_END_DATE, CONSULTED_TESTS = "c-5f62fe30", "c-82ee0f6d"
"""Two changes of the draft as consulted, which speak of the same places."""
DROPPED = "c-0dead000"
"""A change that no draft in the record has: an earlier one had it."""


def revise(run: Run, versions: Path) -> None:
    """Begin the draft that is made after the consultation, and change three things in it."""
    ran = run(*("amend", "--revise", AMENDMENT, "--to", "4.1", "--versions", versions), *CLOSED)
    assert ran.code == 0, ran.err
    edit(versions)


def edit(versions: Path) -> None:
    """Change three things in that draft."""
    made = versions / "mtad/4.1.md"
    replace_in(made, "DA | 31 January 2023 |", "DA | 28 February 2023 |")
    replace_in(
        made,
        "shall be stopped, and the results obtained by then shall be recorded",
        "may be completed within five days of it, and its results shall be recorded",
    )
    replace_in(made, "shall not be later than its End Date", "shall be no later than its End Date")


DECISIONS = f"""\
# yaml-language-server: $schema=../schema/decisions.json
questions:
  - question: 1
    said: Most agree; one asks for a month more, and one that a test under way may be finished.
    decision: accepted with modification
    reason: A month is enough for what is booked, and a test that is under way is better finished.
    changed: [{END_DATE}, {TESTS}]
  - question: 2
    decision: noted
    reason: Nobody asked for another day.
changes:
  - change: {CONSULTED_END_DATE}
    said: The end date comes too early.
    decision: accepted with modification
    reason: One month more, not two.
    changed: [{END_DATE}]
  - change: {CONSULTED_TESTS}
    decision: accepted
    reason: A test that is cut off is of use to nobody.
    changed: [{TESTS}]
  - change: {DROPPED}
    where: Clause 17.12
    said: The clause is not needed.
    decision: noted
    reason: The draft as consulted no longer had it.
unasked:
  - changed: [{SLIP}]
    reason: The other limbs of the clause say what a date shall be.
"""


def decide(versions: Path, text: str = DECISIONS) -> Path:
    """Write down what was decided; the file."""
    (versions / "decisions").mkdir(exist_ok=True)
    path = versions / "decisions" / f"{AMENDMENT}.yml"
    path.write_text(text)
    return path


def conclude(versions: Path) -> None:
    """Record that the consultation was concluded."""
    replace_in(
        versions / "amendments" / f"{AMENDMENT}.yml",
        "conclusion: {planned: 2023-01-20,",
        "conclusion: {planned: 2023-01-20, actual: 2023-01-20,",
    )


def direct(versions: Path) -> None:
    """Record the direction."""
    replace_in(
        versions / "amendments" / f"{AMENDMENT}.yml",
        "  effect: {planned",
        "  direction: {actual: 2023-01-27}\n  effect: {planned",
    )
