"""Rows that have a number and an answer are known by the number: what is answered otherwise is a
cell of substance, and no row is said to have moved, or only to be renumbered."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import examples
from tests.reviewing import compared

ANSWERS = st.sampled_from(("Yes", "No", "N/A", "–", "✓", "Optional", "Nein", "£5"))
NUMBERS = st.sampled_from(("{0}", "{0}.", "({0})", "4.{0}", "R-{0}"))


@settings(max_examples=examples(60))
@given(
    rows=st.lists(st.tuples(ANSWERS, ANSWERS, st.booleans()), min_size=2, max_size=12),
    number=NUMBERS,
)
def test_each_row_that_is_answered_otherwise_is_one_cell(
    rows: list[tuple[str, str, bool]], number: str
) -> None:
    old = [answer for answer, _, _ in rows]
    new = [other if changed else answer for answer, other, changed in rows]
    result = compared(_asked(number, old), _asked(number, new))
    changes = [(change.kinds, change.old, change.new) for change in result.changes]
    answered = zip(old, new, strict=True)
    assert changes == [(("cell",), *pair) for pair in answered if pair[0] != pair[1]]
    assert not any(change.consequential for change in result.changes)


def _asked(number: str, answers: list[str]) -> str:
    rows = (f"| {number.format(at)} | {each} |" for at, each in enumerate(answers, start=1))
    return "\n".join(("Table 1: Checks\n", "| Check | Answer |", "|---|---|", *rows, ""))
