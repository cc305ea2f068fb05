"""Content in, tokens out: stretches of a text that a lawyer would not see torn (dates, amounts,
references, addresses). Nothing is lost: joined, they are the text again.
"""

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, groupby
from types import MappingProxyType
from typing import TypeAlias

import regex

from build_tools.compare.words.renumbering import FollowingReference
from build_tools.model import NOTE, Content, Run, atom_kind, joined, plain
from build_tools.model.names import MONTHS

_GERMAN_MONTHS = ("Januar", "Februar", "März", "Mai", "Juni", "Juli", "Oktober", "Dezember")
"""Those whose names are not the English ones."""
_MONTHS = "|".join((*MONTHS, *_GERMAN_MONTHS))
_CJK = r"\p{Han}\p{Hiragana}\p{Katakana}ー"
"""Scripts that set no spaces: each character is a word."""
_LETTER = rf"[[\p{{L}}\p{{M}}\p{{N}}_]--[{_CJK}]]"
_ADDRESS = r"""https?://[^\s<>]*[^\s<>.,;:!?)\]'"] | [\w.+\-]{1,64}+@[\w\-]+(?:\.[\w\-]+)+"""
_DAY_FIRST = (
    rf"(?<![\w.,/)])\d{{1,2}}(?:\.|st|nd|rd|th)?[ \u00a0](?:{_MONTHS})(?:[ \u00a0]\d{{4}})?\b"
)
"""31 January 2023, 1. März 2024, 1st May"""
_MONTH_FIRST = rf"\b(?:{_MONTHS})[ \u00a0](?:\d{{1,2}},[ \u00a0])?\d{{4}}\b"
"""October 11, 2017, October 2017"""
_SPACE = "[ \u00a0\u2009\u202f]"
_AMOUNT = (
    rf"(?<![\w.,/)])(?:[\-−+]?[£$€]{_SPACE}\d{{1,3}}(?:(?:{_SPACE}|[,'’.])\d{{3}})*"
    rf"|[\-−+]?[£$€]?\d{{1,3}}(?:(?:{_SPACE}|['’])\d{{3}})+)(?:[.,]\d+)?%?(?![\p{{L}}\p{{N}}])"
)
"""1 000 000, £12 500, 77'000, £ 12,500.00, with any of the spaces that group figures"""
_FIGURE = (
    r"(?<![\w)])(?:[\-−+]?[£$€]?|[A-Za-z]{1,2})\d+"
    rf"(?:[.,:/–\-]?{_LETTER}+)*(?:\(\w{{1,4}}\))*%?"
)
"""1,250.50, 2023-01-31, 17.6A(a), H14.2"""
_LIMB = r"(?<![\p{L}\p{N}])(?:\((?:[a-z]{1,2}|[ivxl]{1,5}|[A-Z]|\d{1,2}[A-Z]?)\))+"
"""(b)(ii)(B)"""
_DEGREES = r"°[CFK]\b"
_REQUIREMENT = r"\b(?:(?:MUST|SHALL|SHOULD|MAY)[ ]NOT|NOT[ ]RECOMMENDED)\b"
_CJK_NUMBER = "[〇一二三四五六七八九十百千万]+"
_WORD = rf"{_LETTER}+(?:(?:['’‑\-]|[/.](?=\p{{L}})){_LETTER}+)*"
"""end-to-end, and/or, example.org"""
_PLAIN = r"[a-z]+(?=[ ,;)\n]) | [ ](?=\S)"
"""What most tokens are: found first, because it takes the others long to say that they are not."""
TOKEN = regex.compile(
    rf"{_PLAIN} | {_ADDRESS} | {_DAY_FIRST} | {_MONTH_FIRST} | {_AMOUNT} | {_FIGURE} | {_LIMB}"
    rf" | {_DEGREES} | {_REQUIREMENT} | {_CJK_NUMBER} | [{_CJK}]\p{{M}}* | {_WORD}"
    r" | \n | [^\S\n]+ | \X",  # \X: one character as a reader sees it
    regex.VERBOSE | regex.VERSION1,
)
FOOTNOTE = f"{NOTE}footnote "
"""What the key of a footnote reference begins with, before its label."""
PROVISION = "\0provision "
"""What the key of a reference that follows begins with, before the anchor of its provision; no text
holds the first sign."""
_WORDLIKE = regex.compile(r"[\p{L}\p{N}]")
_SEPARATOR = regex.compile(r"[\s\p{P}--[%‰&@#*/\\]]+", regex.VERSION1)
_KeysAndSizes: TypeAlias = tuple[list[str], list[int]]
"""Of some tokens what is compared, and for how many characters each counts."""
_NO_NOTES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class TokenType:
    """What all tokens of one key are to a reader."""

    visible_length: int
    """How many characters there are to see."""
    is_word: bool
    is_separator: bool
    """Whether it is white space or punctuation, which stands between what is said and says nothing
    by itself."""
    is_note: bool
    """Whether it is a reference to a footnote."""
    is_provision: bool
    """Whether it is a reference that follows its provision."""


@lru_cache(maxsize=2**16)
def token_type(key: str) -> TokenType:
    """What the tokens of a key are."""
    return TokenType(
        visible_length=0 if key.isspace() else len(key),
        is_word=_WORDLIKE.search(key) is not None,
        is_separator=_SEPARATOR.fullmatch(key) is not None,
        is_note=key.startswith(FOOTNOTE),
        is_provision=key.startswith(PROVISION),
    )


@dataclass(frozen=True)
class Tokens:
    """A content as tokens, each kept, deleted or inserted as a whole.

    A span is a range of positions of tokens.
    """

    content: Content
    keys: list[str]
    """What is compared: the text of each token, and for a note or picture also what it is."""
    types: list[TokenType]
    _sizes: list[int]
    """How many characters each token has; a note or picture counts as one."""
    has_provisions: bool
    """Whether references that follow their provisions are among them."""

    # Nothing is counted that nobody asks for: most of it tells of a part of the tokens, and of what
    # was rewritten no part is looked at.

    @cached_property
    def _ends(self) -> list[int]:
        """Where each token ends, in characters."""
        return list(accumulate(self._sizes))

    @cached_property
    def _run_ends(self) -> list[int]:
        """Where each run of the content ends, counted in the same way."""
        return list(accumulate(map(_run_size, self.content)))

    @cached_property
    def _lengths(self) -> list[int]:
        """How many visible characters there are before each token, and in all."""
        return list(accumulate([kind.visible_length for kind in self.types], initial=0))

    @cached_property
    def _words(self) -> list[int]:
        """How many words there are before each token, and in all."""
        return list(accumulate([kind.is_word for kind in self.types], initial=0))

    @cached_property
    def _notes(self) -> list[int]:
        """The positions of the references to footnotes."""
        return [at for at, kind in enumerate(self.types) if kind.is_note]

    @cached_property
    def _provisions(self) -> list[int]:
        """The positions of the references that follow their provisions."""
        return [at for at, kind in enumerate(self.types) if kind.is_provision]

    @property
    def whole(self) -> range:
        """The span of all tokens."""
        return range(len(self.keys))

    def keys_in(self, span: range) -> list[str]:
        """The keys of a span."""
        return self.keys[span.start : span.stop]

    def content_of(self, span: range) -> Content:
        """The content of a span."""
        if not span:
            return ()
        if len(span) == len(self.keys):
            return joined(self.content)
        start = self._ends[span.start - 1] if span.start else 0
        stop = self._ends[span.stop - 1]
        runs: list[Run] = []
        for number in range(bisect_right(self._run_ends, start), len(self.content)):
            run, end = self.content[number], self._run_ends[number]
            at = self._run_ends[number - 1] if number else 0
            if at >= stop:
                break
            whole = start <= at and end <= stop
            runs.append(run if whole else Run(run.text[max(start - at, 0) : stop - at], run.marks))
        return tuple(runs) if len(runs) < 2 else joined(runs)

    def notes(self, span: range) -> list[int]:
        """The positions in a span that are references to footnotes."""
        return _within(self._notes, span)

    def names_provision(self, span: range) -> bool:
        """Whether a reference that follows its provision is in a span."""
        return self.has_provisions and bool(_within(self._provisions, span))

    def words(self, span: range) -> list[str]:
        """The words in a span, each as its key."""
        return [self.keys[at] for at in span if self.types[at].is_word]

    def without_separators(self) -> list[int]:
        """The positions of all tokens that are not separators."""
        return [at for at, kind in enumerate(self.types) if not kind.is_separator]

    def visible_length(self, span: range) -> int:
        """How many characters of a span there are to see."""
        return self._lengths[span.stop] - self._lengths[span.start]

    def word_count(self, span: range) -> int:
        """How many words there are in a span."""
        return self._words[span.stop] - self._words[span.start]


def _within(positions: list[int], span: range) -> list[int]:
    """Those of some positions, in order, that are in a span."""
    if not positions:  # most texts have neither notes nor references that follow
        return positions
    return positions[bisect_left(positions, span.start) : bisect_left(positions, span.stop)]


def tokenize(
    content: Content,
    notes: Mapping[str, str] = _NO_NOTES,
    following: Sequence[FollowingReference] = (),
) -> Tokens:
    """A content as tokens. They may run across changes of marks, never across a footnote reference
    or a picture.

    A footnote that has another number in the text to compare with, as `notes` say (label to label),
    goes by that; a reference that is `following` is one token, and goes by its provision.
    """
    keys: list[str] = []
    sizes: list[int] = []
    for stretch_keys, stretch_sizes in _keys_and_sizes(content, notes, following):
        keys += stretch_keys
        sizes += stretch_sizes
    return Tokens(content, keys, list(map(token_type, keys)), sizes, bool(following))


def _run_size(run: Run) -> int:
    """For how many characters a run counts."""
    return 1 if run.marks and atom_kind(run.marks) else len(run.text)


def _keys_and_sizes(
    content: Content, notes: Mapping[str, str], following: Sequence[FollowingReference]
) -> Iterator[_KeysAndSizes]:
    """The tokens of one stretch after another."""
    left = deque(following)
    at = 0
    for kind, group in groupby(content, key=lambda run: atom_kind(run.marks)):
        if kind:
            for run in group:
                yield [f"{NOTE}{kind} {notes.get(run.text, run.text)}"], [1]
                at += len(run.text)
            continue
        text = plain(tuple(group))
        done = 0
        while left and left[0].end <= at + len(text):
            reference = left.popleft()
            yield _text_tokens(text, done, reference.start - at)
            done = reference.end - at
            yield [f"{PROVISION}{reference.provision}"], [reference.end - reference.start]
        yield _text_tokens(text, done, len(text))
        at += len(text)


def _text_tokens(text: str, start: int, end: int) -> _KeysAndSizes:
    """The tokens between two offsets of a text."""
    printed = TOKEN.findall(text, start, end)
    keys = [" " if token.isspace() and token != "\n" else token for token in printed]
    return keys, list(map(len, printed))
