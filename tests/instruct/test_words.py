"""What is said of other words: carried out, and read back, it gives the words that were meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.execute.grammar import Grammar
from build_tools.execute.phrases import Phrase
from build_tools.execute.words import amended
from build_tools.instruct.words import word_edits
from build_tools.model.amending_words import AmendingWords
from build_tools.model.instructions import WordEdit
from build_tools.render.instructions import InstructionWriter

GRAMMAR = Grammar(AmendingWords(), ())
edit_words = InstructionWriter().edit
_WORDS = st.lists(st.sampled_from(["a", "b", "c", "a,", "“a", "b”", "«c»"]), max_size=9)


@given(_WORDS, _WORDS, st.integers(0, 2))
def test_the_edits_of_any_words_give_the_others_and_are_read_as_they_were_meant(
    old: list[str], new: list[str], number: int
) -> None:
    head = ["4.", "(x)"][:number]
    edits = word_edits([*head, *old], [*head, *new], number)
    if edits is None:
        return
    assert amended(" ".join([*head, *old]), edits, number).split() == [*head, *new]
    assert [Phrase(edit_words(each), GRAMMAR).edit() for each in edits] == [*edits]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("a b c d", "a x c y", ["for “b c d” substitute “x c y”"]),
        ("a b c d e", "a x c d y", ["for “b” substitute “x”", "for “e” substitute “y”"]),
        (
            "k the boat and more of it",
            "k the boat or the boat and more of it",
            ["after “boat” insert “or the boat”"],
        ),
        (
            "k the boat or the boat and more of it",
            "k the boat and more of it",
            ["omit “or the boat”"],
        ),
        ("a b a c a b", "a b a c d b", ["for “c a” substitute “c d”"]),
        ("a “b” c", "a “d” c", ["for ““b”” substitute ““d””"]),
        ("a “b c", "a “d c", ["for «“b» substitute «“d»"]),
        ("", "a b", ["insert “a b”"]),
        ("The k.", "The l. The k.", ["at the beginning insert “The l.”"]),
        ("The k. The m.", "The k. The l. The m.", ["after “k.” insert “The l.”"]),
        ("The k.", "The k. The l.", ["at the end insert “The l.”"]),
        ("The l. The k.", "The k.", ["omit “The l.”"]),
        ("The k. The l. The m.", "The k. The m.", ["omit “The l.”"]),
        ("the k, the l", "the k, the o, the l", ["after “k,” insert “the o,”"]),
        ("a “B c.” B d.", "a “B c.” B e. B d.", ["after «c.”» insert “B e.”"]),
        ("k l o k m", "x l o x m", ["for “k” (in both places) substitute “x”"]),
        (
            "k l m k n p k o",
            "l m n p o",
            ["omit “k” (in each place where it occurs)"],
        ),
        (
            "a a a",
            "b a a",
            ["at the beginning insert “b”", "for “a a a” substitute “a a”"],
        ),
    ],
)
def test_how_other_words_are_said(old: str, new: str, said: list[str]) -> None:
    edits = word_edits(old.split(), new.split())
    assert edits is not None
    assert list(map(edit_words, edits)) == said


def test_what_comes_first_in_a_provision_comes_behind_its_number() -> None:
    edits = word_edits(["(2)", "The", "k."], ["(2)", "The", "l.", "The", "k."], 1)
    assert edits is not None
    assert list(map(edit_words, edits)) == ["at the beginning insert “The l.”"]


@pytest.mark.parametrize(
    ("at", "which"),
    [
        (1, "first"),
        (10, "tenth"),
        (11, "11th"),
        (13, "13th"),
        (21, "21st"),
        (32, "32nd"),
        (43, "43rd"),
    ],
)
def test_a_place_is_counted_as_people_count(at: int, which: str) -> None:
    edit = WordEdit(operation="omit", quoted="x", occurrence=at)
    assert edit_words(edit) == f"omit “x” (the {which} time it occurs)"
    assert Phrase(edit_words(edit), GRAMMAR).edit() == edit


def test_what_no_quotation_marks_can_hold_is_not_said() -> None:
    assert word_edits(["a"], ["“b", "«c»"]) is None
