"""In code the white space that a line begins with says what belongs to what: it is of substance."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import examples
from tests.reviewing import compared

LINES = st.lists(
    st.tuples(st.integers(0, 6), st.sampled_from(("meter:", "fee: 1", "levy: 2", "- hub", "toll"))),
    min_size=2,
    max_size=6,
)


@settings(max_examples=examples(60))
@given(lines=LINES, data=st.data())
def test_a_line_of_code_that_is_indented_otherwise_is_a_change_of_substance(
    lines: list[tuple[int, str]], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(lines) - 1))
    indent, text = lines[at]
    other = data.draw(st.integers(0, 8).filter(lambda width: width != indent))
    changed = [*lines[:at], (other, text), *lines[at + 1 :]]
    (change,) = compared(_fenced(lines), _fenced(changed)).changes
    assert not change.consequential


@settings(max_examples=examples(20))
@given(lines=LINES, spaces=st.integers(1, 3))
def test_white_space_after_a_line_of_code_says_nothing(
    lines: list[tuple[int, str]], spaces: int
) -> None:
    trailing = [(indent, text + " " * spaces) for indent, text in lines]
    assert all(each.consequential for each in compared(_fenced(lines), _fenced(trailing)).changes)


def _fenced(lines: list[tuple[int, str]]) -> str:
    return "\n".join(("4.1 The file is:\n\n```", *(" " * n + text for n, text in lines), "```\n"))
