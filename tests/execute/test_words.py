"""What each edit makes of words, to the letter: white space that nothing is done to stays."""

import pytest

from build_tools.execute.words import amended
from build_tools.model.instructions import WordEdit


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
