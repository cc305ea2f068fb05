"""One content as it stood in several versions, one after the other, in; the words that came and
went between the first and the last out, by comparing words.

For what stands at several places of a weave, whose letters it does not tie to one another.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from build_tools.compare.words import compare_content
from build_tools.model import Content, atom_kind, plain, with_note_signs


@dataclass(frozen=True, slots=True)
class PassingWords:
    """Words that stand in neither of the two and did between them, or in both and did not."""

    text: str
    stands: bool
    """Whether in both."""
    first: int
    last: int
    """From which version to which they stood otherwise than in the two."""


_COMPARED = 1024
"""So many comparisons are held, those that were asked for last: the redlines of all versions with
the one that is in force ask for the same ones again and again.
"""
_WORD = re.compile(r"\[\^[^\]\s]*\]|(?:(?!\[\^)[^\s.,;:()])+(?:[.,:][^\s.,;:()\[]+)*|[.,;:()]")
"""A reference to a note, a word, a number with its points, or a sign by itself."""
_Word: TypeAlias = tuple[str, int, bool]
"""A word, how many times it passes before, and whether it stands in both ends."""
_Placed: TypeAlias = tuple[_Word, int]
"""A word, and in which stretch of words that pass it stands."""


def passing_words(contents: Sequence[Content]) -> Iterator[PassingWords]:
    """In the order of the versions in which they are first seen; words that came and went together
    as one.
    """
    old, new = contents[0], contents[-1]
    known: dict[Content, list[_Placed]] = {old: [], new: []}
    runs: dict[_Word, dict[int, int]] = {}
    stands = list(_standing(contents))
    for first, last, content in stands:
        if content not in known:
            known[content] = list(_passing(old, content, new))
        for word, _ in known[content]:
            _go_on(runs.setdefault(word, {}), first, last)
    for at, _, content in stands:
        begun = [
            (*placed, runs[placed[0]][at]) for placed in known[content] if at in runs[placed[0]]
        ]
        for (stands, _, last), words in groupby(begun, lambda each: (each[0][2], each[1], each[2])):
            text = " ".join([word for (word, _, _), _, _ in words])
            yield PassingWords(text, stands, at, last)


def _passing(old: Content, between: Content, new: Content) -> Iterator[_Placed]:
    """The words of one content that neither end has, then those that both ends have and it has
    not.

    How often each stands in the three tells how many there are, and comparing tells which they
    are: where it leaves a word between two others unpaired, so that the three read as one, an end
    has it all the same.
    """
    in_old, in_between, in_new = (
        Counter(_words(with_note_signs(each))) for each in (old, between, new)
    )
    if neither := in_between - (in_old | in_new):
        in_one = _kept(old, between, new_side=True)
        in_other = _kept(between, new, new_side=False)
        wanted = [not (a or b) for a, b in zip(in_one, in_other, strict=True)]
        yield from _taken(_where(between, wanted), neither, stands=False)
    if both := (in_old & in_new) - in_between:
        in_one = _kept(old, new, new_side=True)
        in_other = _kept(between, new, new_side=True)
        wanted = [bool(a) and not b for a, b in zip(in_one, in_other, strict=True)]
        yield from _taken(_where(new, wanted), both, stands=True)


def _taken(
    stretches: Iterable[Sequence[str]], left: Counter[str], *, stands: bool
) -> Iterator[_Placed]:
    """The words of some stretches, each as often as there is one left, with how many went
    before.
    """
    taken: Counter[str] = Counter()
    for stretch, words in enumerate(stretches):
        for word in words:
            if taken[word] < left[word]:
                yield (word, taken[word], stands), stretch
                taken[word] += 1


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


@lru_cache(maxsize=_COMPARED)
def _kept(old: Content, new: Content, *, new_side: bool) -> bytes:
    """Of each letter of one side, whether the other has it too."""
    kept = bytearray()
    for edit in compare_content(old, new):
        content = edit.new if new_side else edit.old
        kept += bytes([edit.op in "=~"]) * len(plain(content))
    return bytes(kept)


def _where(content: Content, wanted: Sequence[bool]) -> Iterator[list[str]]:
    """The stretches of words of a text of which some letter is wanted."""
    letters = list(_wanted_as_told(content, wanted))
    found = _WORD.finditer(with_note_signs(content))
    words = [(word[0], any(letters[word.start() : word.end()])) for word in found]
    for is_wanted, group in groupby(words, key=itemgetter(1)):
        if is_wanted:
            yield [word for word, _ in group]


def _wanted_as_told(content: Content, wanted: Sequence[bool]) -> Iterator[bool]:
    """Whether each letter is wanted, with the signs round the number of a note."""
    begin = 0
    for run in content:
        end = begin + len(run.text)
        its = wanted[begin:end]
        is_note = atom_kind(run.marks) == "footnote"
        yield from [any(its)] * len(with_note_signs((run,))) if is_note else its
        begin = end


def _standing(contents: Sequence[Content]) -> Iterator[tuple[int, int, Content]]:
    """From which version to which each content stood."""
    first = 0
    for content, group in groupby(contents):
        after = first + len(list(group))
        yield first, after - 1, content
        first = after


def _go_on(runs: dict[int, int], first: int, last: int) -> None:
    """Let what stood in some runs of versions, known by their first, stand in these after them."""
    begin = next(reversed(runs), None)
    follows = begin is not None and runs[begin] == first - 1
    runs[begin if begin is not None and follows else first] = last
