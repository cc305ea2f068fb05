"""Long texts are compared window by window: nothing may be lost at the cuts."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.compare import thresholds
from build_tools.compare.words import longest_common_subsequence
from build_tools.compare.words.similarity_measures import diff_operations
from build_tools.compare.words.windows import windows

FEW = 12
"""Words of both texts together that are compared at once here."""
LETTERS = st.text("abcdefgh", max_size=60)
OTHERS = st.text("ijklmnop", max_size=60)


@pytest.fixture(scope="module", autouse=True)
def few_at_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(thresholds, "MAX_WORDS_AT_ONCE", FEW)
        yield


@given(LETTERS, LETTERS)
def test_the_windows_joined_are_the_texts(old: str, new: str) -> None:
    olds, news = zip(*windows(old, new), strict=True)
    assert ("".join(olds), "".join(news)) == (old, new)


@given(LETTERS, LETTERS)
def test_no_window_is_too_large_but_for_what_both_have_at_their_ends(old: str, new: str) -> None:
    _, *between, _ = windows(old, new)
    # Even cuts are rounded on either side.
    assert all(len(one) + len(other) <= FEW + 1 for one, other in between)


@given(LETTERS, LETTERS)
def test_the_operations_make_the_new_text_of_the_old(old: str, new: str) -> None:
    operations = diff_operations(old, new)
    assert sum(length for sign, length in operations if sign != "+") == len(old)
    assert sum(length for sign, length in operations if sign != "-") == len(new)
    assert all(old[i] == new[j] for i, j in longest_common_subsequence(old, new))


@given(LETTERS, LETTERS, OTHERS, OTHERS)
def test_an_anchor_is_kept_wherever_it_stands(a: str, b: str, c: str, d: str) -> None:
    pairs = longest_common_subsequence(f"{a}WXYZ{b}", f"{c}WXYZ{d}")
    assert pairs == [(len(a) + at, len(c) + at) for at in range(4)]
