"""Defined terms and a text → where the text uses them.

The longest term at a place is the one that is used there: "Open Cohort" is no use of "Cohort". A
term is written as it is defined, capitals and all, in the singular or the plural, and in German in
any case.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise, product
from typing import TypeAlias

from build_tools.text.labels.german_cases import declined_adjective, declined_noun

_Words: TypeAlias = tuple[str, ...]

_WORD = re.compile(r"\w+")
_BETWEEN = re.compile(r"[\s\u00ad\u200b-]*|\s*[-/&.’']\s*")
"""What may stand between two words of one term, however it was defined."""
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class TermUse:
    """A term where a text uses it: the characters from `start` up to `end`."""

    start: int
    end: int
    term: str


class TermFinder:
    """The terms of one text, ready to be looked for."""

    def __init__(self, terms: Iterable[str], language: str = "") -> None:
        self._forms: dict[str, dict[_Words, str]] = {}
        """Every form of every term by its first word."""
        held = tuple(terms)
        for term in held:  # as they are defined, before any form that another term may have
            if words := tuple(_WORD.findall(term)):
                self._forms.setdefault(words[0], {}).setdefault(words, term)
        for term in sorted(held, key=len, reverse=True):  # what is nearest to a form has it
            for form in forms_of(term, language):
                self._forms.setdefault(form[0], {}).setdefault(form, term)
        self._lengths = {first: _lengths(forms) for first, forms in self._forms.items()}
        self._found: dict[str, tuple[TermUse, ...]] = {}

    def uses(self, text: str) -> Iterator[TermUse]:
        """Each use in a text, in order; no two of them overlap. A text is read once, for as long as
        these terms are held.
        """
        if text not in self._found:
            self._found[text] = tuple(self._read(text))
        return iter(self._found[text])

    def _read(self, text: str) -> Iterator[TermUse]:
        words = list(_WORD.finditer(text))
        at = 0
        while at < len(words):
            found = self._use_at(text, words, at)
            if found is None:
                at += 1
                continue
            length, term = found
            yield _use(words, at, length, term)
            at += length

    def entangled(self, text: str) -> Iterator[TermUse]:
        """The uses that begin within one of those and end beyond it, for whoever must miss none: in
        "power of attorney under the Act of 1996" the first words may be one term, the last another.
        """
        words = list(_WORD.finditer(text))
        starts = {word.start(): at for at, word in enumerate(words)}
        for use in self.uses(text):
            at = starts[use.start] + 1
            while at < len(words) and words[at].start() < use.end:
                found = self._use_at(text, words, at)
                if found is not None and words[at + found[0] - 1].end() > use.end:
                    yield _use(words, at, *found)
                at += 1

    def _use_at(self, text: str, words: list[re.Match[str]], at: int) -> tuple[int, str] | None:
        """How many words the longest term that begins at a word has, and the term."""
        first = words[at][0]
        for length in self._lengths.get(first, ()):
            stretch = words[at : at + length]
            form = tuple([word[0] for word in stretch])
            term = self._forms[first].get(form)
            if term is not None and _is_unbroken(text, stretch):
                return len(form), term
        return None


def _use(words: list[re.Match[str]], at: int, length: int, term: str) -> TermUse:
    return TermUse(words[at].start(), words[at + length - 1].end(), term)


def _lengths(forms: Iterable[_Words]) -> list[int]:
    """How many words forms have, the most first."""
    return sorted(set(map(len, forms)), reverse=True)


def _is_unbroken(text: str, words: list[re.Match[str]]) -> bool:
    """Whether nothing but a space, a hyphen or the like parts words that stand in a row."""
    gaps = pairwise(words)
    return all(_BETWEEN.fullmatch(text, one.end(), two.start()) for one, two in gaps)


def forms_of(term: str, language: str) -> Iterator[tuple[str, ...]]:
    """The words of a term in each form in which it is used; none of one without a word."""
    words = tuple(_WORD.findall(term))
    if not words:
        return
    *before, last = words
    if language == "de":
        yield from _german_forms(words)
        return
    yield words
    for plural in _plurals(last):
        yield (*before, plural)


def _german_forms(words: _Words) -> Iterator[_Words]:
    """A term in each case: its last word is a noun, or its first noun is, and what stands behind
    that is as it is, "des Inhabers der Erlaubnis"; it may begin a sentence.
    """
    *before, last = words
    forms = list(product(*map(declined_adjective, before), declined_noun(last)))
    head = next((at for at, word in enumerate(before) if word[:1].isupper()), None)
    if head is not None:
        around = map(declined_adjective, words[:head])
        behind = ((word,) for word in words[head + 1 :])
        forms += product(*around, declined_noun(words[head]), *behind)
    for form in dict.fromkeys(forms):
        yield form
        if form[0][:1].islower():
            yield (form[0][:1].upper() + form[0][1:], *form[1:])


def _plurals(word: str) -> Iterator[str]:
    yield f"{word}s"
    yield f"{word}es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        yield f"{word[:-1]}ies"
