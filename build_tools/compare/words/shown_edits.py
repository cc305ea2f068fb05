"""Hunks in, the edits that a redline shows out: each with the content that it strikes, inserts or
keeps.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Literal, Self, TypeAlias

from build_tools.compare.words.renumbering import NOTHING_RENUMBERED, Renumbering
from build_tools.compare.words.token_diff import Hunk
from build_tools.compare.words.tokens import FOOTNOTE, PROVISION, Tokens
from build_tools.model import Content, Edit, Mark, MarkKind, Noise, joined, plain

_Shown: TypeAlias = tuple[Literal["=", "~", "-+"], Noise | None]
"""How a token is shown that is kept: as it is, in other marks, or one number for another; and the
class of that."""
_Leads: TypeAlias = tuple[list[str], list[str]]
"""Where a text leads, in the old content and in the new."""


def edits(
    hunks: list[Hunk], old: Tokens, new: Tokens, renumbering: Renumbering = NOTHING_RENUMBERED
) -> Iterator[Edit]:
    """The edits in order; replayed, they give both contents back exactly."""
    for hunk in hunks:
        if hunk.kept:
            yield from _kept(hunk, old, new, renumbering)
            continue
        if deleted := old.content_of(hunk.old):
            yield Edit("-", deleted, (), hunk.noise)
        if inserted := new.content_of(hunk.new):
            yield Edit("+", (), inserted, hunk.noise)


def _kept(hunk: Hunk, old: Tokens, new: Tokens, renumbering: Renumbering) -> Iterator[Edit]:
    """What is kept, in stretches that are shown alike."""
    before, after = old.content_of(hunk.old), new.content_of(hunk.new)
    if before == after:
        if before:
            yield Edit("=", before, after)
        return
    tokens = [_Kept.of(old, i, new, j) for i, j in zip(hunk.old, hunk.new, strict=True)]
    followed = [token.leads for token in tokens if token.leads_after(renumbering)]
    for (op, noise), group in groupby(tokens, key=lambda token: token.shown(followed)):
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

    key: str
    old: Content
    new: Content

    @classmethod
    def of(cls, old: Tokens, i: int, new: Tokens, j: int) -> Self:
        """The token at a position of the old content and one of the new."""
        return cls(old.keys[i], old.content_of(range(i, i + 1)), new.content_of(range(j, j + 1)))

    @property
    def leads(self) -> _Leads:
        """Where it leads as a link."""
        return _targets(self.old, "link"), _targets(self.new, "link")

    def leads_after(self, renumbering: Renumbering) -> bool:
        """Whether it leads to one place of the document, whose address changed: it is a reference
        that follows, and a link to a place of that number, or a link to what was renumbered.
        """
        old, new = self.leads
        if self.key.startswith(PROVISION):
            return _is_named(plain(self.old), old) and _is_named(plain(self.new), new)
        return len(old) == len(new) and all(map(renumbering.leads_on, old, new))

    def shown(self, followed: Sequence[_Leads]) -> _Shown:
        """How it is shown, where links that follow lead from one place of the document to
        another.
        """
        if self.old == self.new:
            return "=", None
        otherwise = self._says_otherwise(followed)
        if self.key.startswith(FOOTNOTE):
            return "-+", None if otherwise else "renumbering"
        if self.key.startswith(PROVISION) and plain(self.old) != plain(self.new):
            return "-+", None if otherwise else "cross-reference"
        return "~", None if otherwise else "formatting"

    def _says_otherwise(self, followed: Sequence[_Leads]) -> bool:
        """Whether its marks say something else than how it looks: that it is struck, where it
        leads, or which picture it is.
        """
        old, new = self.old, self.new
        if _is_struck(old) != _is_struck(new) or _targets(old, "image") != _targets(new, "image"):
            return True
        before, after = self.leads
        if before and after:
            return before != after and (before, after) not in followed
        return any(map(self._leads_out, before or after))

    def _leads_out(self, target: str) -> bool:
        """Whether a link leads out of the document to what its words do not say: whoever loses it
        has lost an address.
        """
        return not target.startswith("#") and _address(target) != _address(plain(self.new))


def _is_named(number: str, leads: Sequence[str]) -> bool:
    """Whether links lead to places within the document that have a number in their name, as
    "17.6(a)" is in "#17.6-a" and in "#176a-migration".
    """
    return all(target.startswith("#") and _letters(number) in _letters(target) for target in leads)


def _address(text: str) -> str:
    """An address without what says how to go there, and without the stroke at its end."""
    return re.sub(r"^(?:mailto:|tel:|https?://)", "", text.strip()).rstrip("/")


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _is_struck(content: Content) -> bool:
    return any(mark.kind == "strike" for mark in _marks(content))


def _marks(content: Content) -> Iterator[Mark]:
    return chain.from_iterable(run.marks for run in content)


def _targets(content: Content, kind: MarkKind) -> list[str]:
    marks = [mark for mark in _marks(content) if mark.kind == kind]
    return list(dict.fromkeys(mark.target for mark in marks))
