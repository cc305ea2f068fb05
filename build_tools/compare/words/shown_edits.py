"""Hunks in, the edits that a redline shows out: each with the content that it strikes, inserts or
keeps.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Literal, Self, TypeAlias

from build_tools.compare.words.token_diff import Hunk
from build_tools.compare.words.tokens import FOOTNOTE, PROVISION, Tokens
from build_tools.model import Content, Edit, MarkKind, Noise, joined, plain

_Shown: TypeAlias = tuple[Literal["=", "~", "-+"], Noise | None]
"""How a token is shown that is kept: as it is, in other marks, or one number for another; and the
class of that."""


def edits(hunks: list[Hunk], old: Tokens, new: Tokens) -> Iterator[Edit]:
    """The edits in order; replayed, they give both contents back exactly."""
    for hunk in hunks:
        if hunk.kept:
            yield from _kept(hunk, old, new)
            continue
        if deleted := old.content_of(hunk.old):
            yield Edit("-", deleted, (), hunk.noise)
        if inserted := new.content_of(hunk.new):
            yield Edit("+", (), inserted, hunk.noise)


def _kept(hunk: Hunk, old: Tokens, new: Tokens) -> Iterator[Edit]:
    """What is kept, in stretches that are shown alike."""
    before, after = old.content_of(hunk.old), new.content_of(hunk.new)
    if before == after:
        if before:
            yield Edit("=", before, after)
        return
    tokens = [_Kept.of(old, i, new, j) for i, j in zip(hunk.old, hunk.new, strict=True)]
    for (op, noise), group in groupby(tokens, key=lambda token: token.shown):
        stretch = list(group)
        before = joined(chain.from_iterable(token.old for token in stretch))
        after = joined(chain.from_iterable(token.new for token in stretch))
        if op == "-+":
            yield Edit("-", before, (), noise)
            yield Edit("+", (), after, noise)
        else:
            yield Edit(op, before, after, noise)


@dataclass(frozen=True, slots=True)
class _Kept:
    """One token that is kept, as it stands in both contents."""

    old: Content
    new: Content
    shown: _Shown

    @classmethod
    def of(cls, old: Tokens, i: int, new: Tokens, j: int) -> Self:
        """The token at a position of the old content and one of the new."""
        before, after = old.content_of(range(i, i + 1)), new.content_of(range(j, j + 1))
        return cls(before, after, _shown(before, after, old.keys[i]))


def _shown(old: Content, new: Content, key: str) -> _Shown:
    if old == new:
        return "=", None
    other_number = plain(old) != plain(new)
    if key.startswith(FOOTNOTE):
        return "-+", None if _says_otherwise(old, new) else "renumbering"
    if key.startswith(PROVISION) and other_number:
        return "-+", None if _says_otherwise(old, new) else "cross-reference"
    return "~", None if _says_otherwise(old, new) else "formatting"


def _says_otherwise(old: Content, new: Content) -> bool:
    """Whether the marks of a text say something else than how it looks: that it is struck, where
    it leads, or which picture it is.
    """
    if _is_struck(old) != _is_struck(new) or _targets(old, "image") != _targets(new, "image"):
        return True
    before, after = _targets(old, "link"), _targets(new, "link")
    return bool(before and after) and before != after


def _is_struck(content: Content) -> bool:
    marks = chain.from_iterable(run.marks for run in content)
    return any(mark.kind == "strike" for mark in marks)


def _targets(content: Content, kind: MarkKind) -> list[str]:
    marks = chain.from_iterable(run.marks for run in content)
    return list(dict.fromkeys(mark.target for mark in marks if mark.kind == kind))
