"""Each footnote stands once and is referred to."""

import pytest

from tests.check.finding import said

FOOTNOTES = [
    ("1.1 A.[^1]\n\n[^1]: Note.\n", []),
    ("1.1 A.[^1] B.[^1]\n\n[^1]: Note, with another.[^b]\n\n[^b]: Note.\n", []),
    ("1.1 A `[^1]`.\n", []),
    ("1.1 A.[^2]\n", ["1: there is no footnote `[^2]`"]),
    ("1.1 A.\n\n[^1]: Note.\n", ["3: nothing refers to footnote `[^1]`"]),
    (
        "1.1 A.[^1]\n\n[^1]: Note.\n\n[^1]: Note.\n",
        ["5: footnote `[^1]` stands here a second time"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), FOOTNOTES)
def test_a_footnote_stands_once_and_is_referred_to(text: str, expected: list[str]) -> None:
    assert said("footnote", text) == expected
