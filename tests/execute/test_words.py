"""What each edit makes of words, to the letter: white space that nothing is done to stays."""

import pytest

from build_tools.execute.words import RefusedError, amended
from build_tools.model.instructions import BOTH, WordEdit


@pytest.mark.parametrize(
    ("text", "edit", "made"),
    [
        ("4.1 a  b\nc\n", WordEdit(operation="omit", quoted="b"), "4.1 a\nc\n"),
        ("a  b c\n", WordEdit(operation="omit", quoted="a"), "b c\n"),
        ("4.1 a\n", WordEdit(operation="omit", quoted="a"), "4.1 \n"),
        ("a  b\nc\n", WordEdit(operation="substitute", quoted="a b", words="d"), "d\nc\n"),
        ("a  b\n", WordEdit(operation="insert", quoted="a", words="d"), "a d  b\n"),
        ("a  b\n", WordEdit(operation="end", words="d"), "a  b d\n"),
        ("a  b", WordEdit(operation="begin", words="d"), "d a  b"),
        (" ", WordEdit(operation="fill", words="d"), "d"),
        ("a b a", WordEdit(operation="omit", quoted="a", occurrence=2), "a b "),
        ("ab a", WordEdit(operation="substitute", quoted="a", words="c"), "ab c"),
    ],
)
def test_an_edit_changes_the_words_that_it_names_and_nothing_else(
    text: str, edit: WordEdit, made: str
) -> None:
    assert amended(text, [edit]) == made


@pytest.mark.parametrize(
    ("text", "edit", "made"),
    [
        ("the Town, in Town.", WordEdit(operation="omit", quoted="Town."), "the Town, in "),
        (
            "a, b a c",
            WordEdit(operation="substitute", quoted="a", occurrence=2, words="d"),
            "a, b d c",
        ),
        ("**Town** of Towns", WordEdit(operation="omit", quoted="**Town**"), "of Towns"),
    ],
)
def test_words_are_counted_where_a_reader_finds_them(text: str, edit: WordEdit, made: str) -> None:
    assert amended(text, [edit]) == made


@pytest.mark.parametrize(
    ("text", "edit", "why"),
    [
        (
            "The Town pays in Town.",
            WordEdit(operation="omit", quoted="Town"),
            "“Town” stands there 2 times: quote one of them as “The Town”, “in Town.”, or say which"
            " of them is meant",
        ),
        (
            "The Town pays in Town.",
            WordEdit(operation="omit", quoted="Town", occurrence=2),
            "“Town” stands there as “Town.”: quote words with their signs",
        ),
        (
            "The Town pays in Town.",
            WordEdit(operation="omit", quoted="Town", occurrence=BOTH),
            "“Town” stands there as “Town.”: quote words with their signs",
        ),
        (
            "It pays in Town.",
            WordEdit(operation="omit", quoted="Town"),
            "“Town” stands there as “Town.”: quote words with their signs",
        ),
        (
            "It pays in Town.",
            WordEdit(operation="omit", quoted="Town;"),
            "“Town;” stands there as “Town.”: quote words with their signs",
        ),
        ("It pays.", WordEdit(operation="omit", quoted=" "), "“ ” does not stand there"),
        (
            "a a a a",
            WordEdit(operation="omit", quoted="a"),
            "“a” stands there 4 times: say which of them is meant",
        ),
        (
            "It pays in Town.",
            WordEdit(operation="omit", quoted="Tow"),
            "“Tow” does not stand there",
        ),
    ],
)
def test_what_a_reader_finds_twice_is_refused_with_how_each_is_quoted(
    text: str, edit: WordEdit, why: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        amended(text, [edit])
    assert str(refused.value) == why
