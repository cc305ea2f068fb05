"""Histories of one clause and one row that stand with one word, with another, or not at all, and
what is to be told of them: by enumeration, version by version."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple, TypeAlias

from hypothesis import strategies as st

WORDS = ("noon", "midnight", "dusk")
States: TypeAlias = Sequence[str | None]
"""The word that stands in each version; None where what it stands in does not."""
states = st.lists(st.sampled_from([None, *WORDS]), min_size=3, max_size=6)


class Passed(NamedTuple):
    """A word that was changed and changed back, and the labels of the versions that did it."""

    word: str
    stands: bool
    began: str
    ended: str


def clause(word: str | None) -> str:
    """A text whose second clause says a word."""
    passing = f"1.2 It goes back to the pier by {word}.\n\n" if word else ""
    return f"1.1 A visitor may take one boat.\n\n{passing}1.9 Oars dry under the roof.\n"


def row(word: str | None) -> str:
    """A text with a table, of which a row says a word."""
    passing = f"| Punt | {word} | six pebbles |\n" if word else ""
    table = "| Boat | Time | Fee |\n|---|---|---|\n| Raft | one hour | five pebbles |\n"
    return f"1.1 Boats.\n\nTable 1.1: Boats\n\n{table}{passing}| Barge | a day | ten pebbles |\n"


def table(word: str | None) -> str:
    """A text with a table that says a word."""
    return row(word) if word else "1.1 Boats.\n"


def passed(of: States) -> Iterator[Passed]:
    """Where what it stands in stands in the first version or in the last: each word that neither
    has and a version between them, or both and not one between them, in which there is what it
    would stand in.
    """
    for word in {each for each in of if each}:
        ends = {of[0] == word, of[-1] == word}
        if len(ends) == 1:
            yield from _turns(word, list(_standing(of, word, carried=True in ends)), True in ends)


def _standing(of: States, word: str, *, carried: bool) -> Iterator[bool]:
    """Whether a word stands in each version; carried over those without what it stands in, it does
    there if it did before them.
    """
    stands = False
    for each in of:
        if each or not carried:
            stands = each == word
        yield stands


def _turns(word: str, standing: Sequence[bool], stands: bool) -> Iterator[Passed]:
    """The stretches of versions in which a word stands otherwise than at either end."""
    runs = [(is_there, len(list(group))) for is_there, group in groupby(standing)]
    begin = 1
    for (is_there, length), _ in pairwise(runs):
        if is_there != stands:
            yield Passed(word, stands, str(begin), str(begin + length))
        begin += length
