"""diff-match-patch in Python stands in for its C++ twin where that has no wheel: both say the same
of any two texts, as the engine encodes them."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.compare.words.similarity_measures import (
    Vocabulary,
    diff_operations,
    diff_operations_in_python,
    fast_diff,
)

needs_both = pytest.mark.skipif(
    fast_diff is None, reason="fast-diff-match-patch has no wheel for this Python"
)
WORDS = st.sampled_from(
    "the Supplier shall pay within 5 10 Working Days 17.6 of Clause a b".split()
)
TEXTS = st.lists(WORDS, max_size=40)


@st.composite
def edited(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """A text, and the same with some words put in, taken out and replaced."""
    old = draw(TEXTS)
    new = list(old)
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(new)))
        new[at : at + draw(st.integers(0, 3))] = draw(st.lists(WORDS, max_size=3))
    return old, new


@needs_both
@given(st.tuples(TEXTS, TEXTS) | edited())
def test_both_say_the_same_of_words(texts: tuple[list[str], list[str]]) -> None:
    words = Vocabulary()
    old, new = (words.encode(" ".join(text)) for text in texts)
    assert diff_operations_in_python(old, new) == diff_operations(old, new)


@needs_both
@given(st.lists(st.integers(0, 0x10000), max_size=30), st.lists(st.integers(0, 9), max_size=30))
def test_both_say_the_same_of_any_characters_that_stand_for_words(
    rare: list[int], common: list[int]
) -> None:
    """Also of those above U+D800, which a text of that many words would come to."""
    words = Vocabulary()
    codes = [words.codes([number]) for number in range(10)]
    old = "".join([chr(0xE000 + number) for number in rare] + [codes[at] for at in common])
    new = "".join([codes[at] for at in common] + [chr(0xE000 + number) for number in rare])
    assert diff_operations_in_python(old, new) == diff_operations(old, new)


@given(st.text("abc", max_size=12), st.text("abc", max_size=12))
def test_the_operations_lead_from_one_text_to_the_other(old: str, new: str) -> None:
    kept = i = j = 0
    for sign, length in diff_operations_in_python(old, new):
        if sign == "=":
            assert old[i : i + length] == new[j : j + length]
            kept += length
        i += length if sign in "=-" else 0
        j += length if sign in "=+" else 0
    assert (i, j) == (len(old), len(new))


def test_the_engine_works_without_the_twin() -> None:
    program = """
import sys
sys.modules["fast_diff_match_patch"] = None
from build_tools import parse_version, redline
from build_tools.compare.words.similarity_measures import fast_diff
assert fast_diff is None
compared = redline(parse_version("1.1 Within 5 days.\\n"), parse_version("1.1 Within 10 days.\\n"))
print(*compared.passages[0].edits, sep="\\n")
print([change.kinds for change in compared.changes])
"""
    command = [sys.executable, "-c", program]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    assert ran.stdout.splitlines()[-1] == "[('reword',)]"
