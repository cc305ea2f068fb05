"""What a word that nobody knows may have been meant to be."""

import pytest

from build_tools.record.suggestions import suggestion


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("vote", "voting"),
        ("adoption", "adopted"),
        ("propose", "proposed"),
        ("effect", "effective-date"),
        ("ad", ""),
        ("status", ""),
    ],
)
def test_a_word_is_known_by_its_letters_or_by_how_it_begins(word: str, meant: str) -> None:
    said = suggestion(word, ["proposed", "voting", "adopted", "review", "effective-date"])
    assert said == (f"; did you mean `{meant}`?" if meant else "")
