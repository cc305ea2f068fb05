"""Content → tokens: the pieces of a text that a lawyer would not see torn (dates, amounts, references, addresses)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

import regex

from build_tools.model import NOTE, Content, Run, atom_kind, joined, plain

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember"
)
TOKEN = regex.compile(
    rf"""
      https?://[^\s<>]*[^\s<>.,;:!?)\]'"]                                    # an address
    | \d{{1,2}}\.?[ \u00a0](?:{_MONTHS})[ \u00a0]\d{{4}}\b                   # a date in words
    | (?<![\w)])(?:[-−+]?[£$€]?|[A-Za-z]{{1,2}})\d+(?:[.,:/–-]?[\p{{L}}\p{{N}}]+)*(?:\(\w{{1,4}}\))*%?
                                                                             # 1,250.50  2023-01-31  17.6A(a)  H14.2
    | (?<![\p{{L}}\p{{N}}])(?:\((?:[a-z]{{1,2}}|[ivxl]{{1,5}}|[A-Z]|\d{{1,2}}[A-Z]?)\))+  # (b)(ii)(B)
    | [\p{{Han}}\p{{Hiragana}}\p{{Katakana}}]\p{{M}}*                        # scripts without spaces
    | [\p{{L}}\p{{M}}\p{{N}}_]+(?:['’‑-][\p{{L}}\p{{M}}\p{{N}}_]+)*          # a word, compounds whole
    | \n | [^\S\n]+
    | \X                                                                     # one character as a reader sees it
    """,
    regex.VERBOSE,
)
WORD = regex.compile(r"[\p{L}\p{N}]")
"""Found in whatever counts as a word: signs and spaces do not."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a content that is kept, deleted or inserted as a whole."""

    key: str
    """What is compared: the text, and for a note or picture also what it is."""
    content: Content

    @property
    def is_space(self) -> bool:
        """Whether there is nothing to see."""
        return self.key.isspace()


def cut(content: Content) -> list[Token]:
    """The tokens of a content. They may run across changes of marks, never across a footnote reference or a picture."""
    found: list[Token] = []
    for kind, group in groupby(content, key=lambda run: atom_kind(run.marks)):
        runs = list(group)
        if kind:
            found.extend(Token(f"{NOTE}{kind} {run.text}", (run,)) for run in runs)
        else:
            found.extend(_cut_text(runs))
    return found


def _cut_text(runs: Sequence[Run]) -> Iterable[Token]:
    """The tokens of the runs' text, each with its own part of the runs."""
    pending = list(reversed(runs))
    for text in TOKEN.findall(plain(tuple(runs))):
        parts: list[Run] = []
        missing = len(text)
        while missing:
            run = pending.pop()
            if len(run.text) > missing:
                pending.append(Run(run.text[missing:], run.marks))
                run = Run(run.text[:missing], run.marks)
            parts.append(run)
            missing -= len(run.text)
        yield Token(" " if text.isspace() and text != "\n" else text, tuple(parts))


def content_of(tokens: Iterable[Token]) -> Content:
    """The content that the tokens are pieces of."""
    return joined(run for token in tokens for run in token.content)


def letter_count(tokens: Iterable[Token]) -> int:
    """How many characters there are to see."""
    return sum(len(token.key) for token in tokens if not token.is_space)


def word_count(tokens: Iterable[Token]) -> int:
    """How many words there are."""
    return sum(1 for token in tokens if WORD.search(token.key))
