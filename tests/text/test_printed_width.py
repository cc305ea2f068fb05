"""How wide columns have to be on paper, by their words."""

import pytest

from build_tools.text.printed_width import (
    LONGEST,
    column_widths,
    fitting_size,
    has_long_word,
)

MARGINS = 200


def room(word: str) -> int:
    """The least width at which a word stands unbroken in type of ten points."""
    return next(
        width
        for width in range(MARGINS, 20_000)
        if fitting_size([[word]], width, [200], MARGINS) is not None
    )


def test_the_first_size_in_which_every_word_has_room_is_taken() -> None:
    columns = [["Communications", "a"], ["b"]]
    whole = room("Communications") + room("b")
    assert fitting_size(columns, whole, [200, 160], MARGINS) == 200
    assert fitting_size(columns, whole - 1, [200, 160], MARGINS) == 160
    assert fitting_size(columns, 0, [200, 160], MARGINS) is None


@pytest.mark.parametrize("broad", ["WWWWWW", "@@@@@@", "——————", "通信義務条項"])
def test_broad_letters_need_more_room(broad: str) -> None:
    assert room(broad) > 1.4 * (room("letter") - MARGINS) + MARGINS


def test_a_line_may_end_behind_a_hyphen_and_in_a_word_that_is_longer_than_any() -> None:
    assert room("end-date") == room("end-") == room("date")
    assert room("a" * LONGEST * 3) == room("a" * LONGEST)
    assert [has_long_word([["a" * size]]) for size in (LONGEST, LONGEST + 1)] == [False, True]


def test_a_column_has_room_for_its_longest_word_and_the_rest_goes_by_what_each_holds() -> None:
    columns = [["No."], ["a few words"], ["many words " * 40], ["Responsible"]]
    widths = column_widths(columns, 9600, 200, MARGINS)
    assert sum(widths) == 9600
    words = ("No.", "words", "words", "Responsible")
    assert all(width >= room(word) for width, word in zip(widths, words, strict=True))
    assert widths[0] < widths[1] < widths[2]
    assert widths[2] > 9600 / 2


def test_where_words_have_no_room_the_columns_share_what_there_is_by_their_longest() -> None:
    narrow, wide = column_widths([["aaa"], ["a" * 20]], 1000, 200, MARGINS)
    assert narrow + wide == 1000
    assert wide / narrow == pytest.approx(room("a" * 20) / room("aaa"), rel=0.02)
