"""Content → tokens: the pieces of a text that a lawyer would not see torn (dates, amounts,
references, addresses).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, groupby
from types import MappingProxyType

import regex

from build_tools.model import NOTE, Content, Run, atom_kind, joined, plain

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember"
)
_CJK = r"\p{Han}\p{Hiragana}\p{Katakana}ー"
"""Scripts that set no spaces: each character is a word."""
_LETTER = rf"[[\p{{L}}\p{{M}}\p{{N}}_]--[{_CJK}]]"
TOKEN = regex.compile(
    rf"""
      https?://[^\s<>]*[^\s<>.,;:!?)\]'"] | [\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+    # an address
    | \d{{1,2}}\.?[ \u00a0](?:{_MONTHS})[ \u00a0]\d{{4}}\b                   # a date in words
    | (?:{_MONTHS})[ \u00a0]\d{{1,2}},[ \u00a0]\d{{4}}\b                      # October 11, 2017
    | (?<![\w)])(?:[\-−+]?[£$€]?|[A-Za-z]{{1,2}})\d+(?:[.,:/–\-]?{_LETTER}+)*(?:\(\w{{1,4}}\))*%?
                                                                             # 1,250.50  2023-01-31  17.6A(a)  H14.2
    | (?<![\p{{L}}\p{{N}}])(?:\((?:[a-z]{{1,2}}|[ivxl]{{1,5}}|[A-Z]|\d{{1,2}}[A-Z]?)\))+  # (b)(ii)(B)
    | \b(?:(?:MUST|SHALL|SHOULD|MAY)[ ]NOT|NOT[ ]RECOMMENDED)\b                # a requirement
    | [〇一二三四五六七八九十百千万]+                                          # a number
    | [{_CJK}]\p{{M}}*
    | {_LETTER}+(?:(?:['’‑\-]|[/.](?=\p{{L}})){_LETTER}+)*                     # end-to-end  and/or  example.org
    | \n | [^\S\n]+
    | \X                                                                     # one character as a reader sees it
    """,
    regex.VERBOSE | regex.VERSION1,
)
FOOTNOTE = f"{NOTE}footnote "
"""What the key of a footnote reference begins with, before its label."""
_WORD = regex.compile(r"[\p{L}\p{N}]")
_PAUSE = regex.compile(r"[\s\p{P}--[%‰&@#*/\\]]+", regex.VERSION1)


@dataclass(frozen=True, slots=True)
class Weight:
    """What one piece of a text is to a reader."""

    letters: int
    """How many characters there are to see."""
    word: bool
    pause: bool
    """Whether it is white space or punctuation, which stands between what is said and says nothing
    by itself."""


@lru_cache(maxsize=2**16)
def _weight(key: str) -> Weight:
    space = key.isspace()
    return Weight(
        0 if space else len(key), _WORD.search(key) is not None, _PAUSE.fullmatch(key) is not None
    )


@dataclass(frozen=True, slots=True)
class Cut:
    """A content in pieces, each kept, deleted or inserted as a whole."""

    content: Content
    keys: list[str]
    """What is compared: the text of each piece, and for a note or picture also what it is."""
    weights: list[Weight]
    _ends: list[int]
    """Where each piece ends, in characters; a note or picture counts as one."""
    _letters: list[int]
    _words: list[int]
    """How many of them there are before each piece, and in all."""

    def part(self, span: range) -> Content:
        """The content of a stretch of pieces."""
        start, stop = (self._ends[at - 1] if at else 0 for at in (span.start, span.stop))
        runs: list[Run] = []
        at = 0
        for run in self.content:
            if at >= stop:
                break
            size = 1 if run.marks and atom_kind(run.marks) else len(run.text)
            low, high = max(start - at, 0), min(stop - at, size)
            if low < high:
                runs.append(run if high - low == size else Run(run.text[low:high], run.marks))
            at += size
        return tuple(runs) if len(runs) < 2 else joined(runs)

    def text(self, span: range) -> str:
        """The pieces of a stretch as one text, with a sign for each note or picture."""
        return "".join(
            [NOTE if key[0] == NOTE else key for key in self.keys[span.start : span.stop]]
        )

    def is_note(self, at: int) -> bool:
        """Whether a piece is a reference to a footnote."""
        return self.keys[at].startswith(FOOTNOTE)

    def letters(self, span: range) -> int:
        """How many characters of a stretch there are to see."""
        return self._letters[span.stop] - self._letters[span.start]

    def words(self, span: range) -> int:
        """How many words there are in a stretch."""
        return self._words[span.stop] - self._words[span.start]


def cut(content: Content, notes: Mapping[str, str] = MappingProxyType({})) -> Cut:
    """A content in pieces. They may run across changes of marks, never across a footnote reference
    or a picture.

    A footnote that has another number in the text to compare with, as `notes` say, goes by that.
    """
    keys: list[str] = []
    sizes: list[int] = []
    for kind, group in groupby(content, key=lambda run: atom_kind(run.marks)):
        runs = tuple(group)
        if kind:
            keys += [f"{NOTE}{kind} {notes.get(run.text, run.text)}" for run in runs]
            sizes += [1] * len(runs)
        else:
            found = TOKEN.findall(plain(runs))
            keys += [" " if text.isspace() and text != "\n" else text for text in found]
            sizes += map(len, found)
    weights = list(map(_weight, keys))
    return Cut(
        content,
        keys,
        weights,
        list(accumulate(sizes)),
        list(accumulate([weight.letters for weight in weights], initial=0)),
        list(accumulate([weight.word for weight in weights], initial=0)),
    )
