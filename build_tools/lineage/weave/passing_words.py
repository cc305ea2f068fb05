"""One content as it stood in several versions, one after the other, in; the words that came and
went between the first and the last out, by comparing words.

For what stands at several places of a weave, whose letters it does not tie to one another.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from build_tools.compare.words import compare_content
from build_tools.model import Content, Edits, plain


@dataclass(frozen=True, slots=True)
class PassingWords:
    """Words that stand in neither of the two and did between them, or in both and did not."""

    text: str
    stands: bool
    """Whether in both."""
    first: int
    last: int
    """From which version to which they stood otherwise than in the two."""


_WORD = re.compile(r"[^\s.,;:()]+(?:[.,:][^\s.,;:()]+)*|[.,;:()]")
"""A word, a number with its points, or a sign by itself."""
_Word: TypeAlias = tuple[str, int, bool]
"""A word, how many times it passes before, and whether it stands in both ends."""


def passing_words(contents: Sequence[Content]) -> Iterator[PassingWords]:
    """In the order of the versions in which they are first seen; words that came and went together
    as one.
    """
    old, new = contents[0], contents[-1]
    known: dict[Content, list[_Word]] = {old: [], new: []}
    seen: dict[_Word, list[int]] = {}
    for at, content in enumerate(contents):
        if content not in known:
            known[content] = list(_numbered(_passing(old, content, new)))
        for word in known[content]:
            seen.setdefault(word, []).append(at)
    runs = {word: dict(_runs(places)) for word, places in seen.items()}
    for at, content in enumerate(contents):
        begun = [(word, runs[word][at]) for word in known[content] if at in runs[word]]
        for (stands, last), words in groupby(begun, lambda each: (each[0][2], each[1])):
            yield PassingWords(" ".join([word for (word, _, _), _ in words]), stands, at, last)


def _numbered(words: Iterable[tuple[str, bool]]) -> Iterator[_Word]:
    """The words with how often each was there before, so that each is told from its like."""
    count: Counter[tuple[str, bool]] = Counter()
    for word, stands in words:
        yield word, count[word, stands], stands
        count[word, stands] += 1


def _passing(old: Content, between: Content, new: Content) -> Iterator[tuple[str, bool]]:
    """The words of one content that neither end has, then those that both ends have and it has
    not.

    Comparing tells which they are; but where it leaves a word between two others unpaired, so that
    the three read as one, an end has it all the same.
    """
    in_old, in_between, in_new = (Counter(_words(plain(each))) for each in (old, between, new))
    kept_from_old = _is_kept(compare_content(old, between), new_side=True)
    kept_in_new = _is_kept(compare_content(between, new), new_side=False)
    neither = [not (a or b) for a, b in zip(kept_from_old, kept_in_new, strict=True)]
    for word in _taken(_where(between, neither), in_between - (in_old | in_new)):
        yield word, False
    kept_from_old = _is_kept(compare_content(old, new), new_side=True)
    kept_in_new = _is_kept(compare_content(between, new), new_side=True)
    both = [a and not b for a, b in zip(kept_from_old, kept_in_new, strict=True)]
    for word in _taken(_where(new, both), (in_old & in_new) - in_between):
        yield word, True


def _taken(texts: Iterable[str], left: Counter[str]) -> Iterator[str]:
    """The words of the texts, each as often as there is one left."""
    for word in _words(" ".join(texts)):
        if left[word] > 0:
            left[word] -= 1
            yield word


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _is_kept(edits: Edits, *, new_side: bool) -> list[bool]:
    """Of each letter of one side, whether the other has it too."""
    kept: list[bool] = []
    for edit in edits:
        content = edit.new if new_side else edit.old
        kept += [edit.op in "=~"] * len(plain(content))
    return kept


def _where(content: Content, wanted: Sequence[bool]) -> Iterator[str]:
    """The stretches of a text of which each letter is wanted."""
    for is_wanted, group in groupby(
        zip(plain(content), wanted, strict=True), key=lambda pair: pair[1]
    ):
        text = "".join(letter for letter, _ in group).strip()
        if is_wanted and text:
            yield text


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of places that follow one another."""
    for _, group in groupby(enumerate(places), key=lambda pair: pair[1] - pair[0]):
        run = [place for _, place in group]
        yield run[0], run[-1]
