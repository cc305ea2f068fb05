"""A version, and the one that it goes from → which labels are to be others, so that each series
counts on.

A gap that the version before had stays, and so does whatever was put in between two numbers, as
17.6A.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise
from typing import TypeAlias

from build_tools.check.series import Value, next_values, placed
from build_tools.editing.renumber.own_numbers import (
    OwnNumber,
    is_as_columns,
    own_number,
    rewritten,
)
from build_tools.model import Block, Version
from build_tools.text.labels import label_anchor

FIRST: Value = (1,)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A block with a number of its own."""

    at: int
    """Its position."""
    own: OwnNumber
    parent: int | None
    """The position of the block whose number its own begins with."""
    follows: int | None = None
    """That of the provision whose number a table has."""


class Numbering:
    """The numbers of a version."""

    def __init__(self, version: Version, followed: Mapping[int, int] | None = None) -> None:
        """`followed` says of which provisions some tables had the number before: their positions,
        whatever they print now.
        """
        self.blocks = version.blocks
        self._followed = followed or {}
        self._by_anchor = {each.anchor: at for at, each in enumerate(self.blocks) if each.anchor}
        self.numbered = {each.at: each for each in self._numbered()}

    def series(self) -> Iterator[list[tuple[int, Value]]]:
        """The positions of the blocks of each series, in reading order, each with where its label
        stands in it.
        """
        lists: dict[tuple[object, ...], list[list[int]]] = {}
        for at, each in self.numbered.items():
            if each.follows is not None or (key := self._key(each)) is None:
                continue
            begun = lists.setdefault(key, [[]])
            if begun[-1] and self._begins_anew(begun[-1], at):
                begun.append([])
            begun[-1].append(at)
        for runs in lists.values():
            yield from (self._placed(run) for run in runs)

    def labels(self, cores: Mapping[int, str | None], printed: Sequence[Block]) -> dict[int, str]:
        """The labels where the blocks at some positions have other numbers of their own: theirs,
        and those that begin with theirs. Only those that are others than `printed`.
        """
        now: dict[int, OwnNumber] = {}
        changed: dict[int, str] = {}
        for at, each in self.numbered.items():
            own = replace(each.own, core=cores.get(at) or each.own.core)
            followed = each.parent if each.follows is None else each.follows
            if followed in now:
                own = _under(own, now[followed].bare, is_same=each.follows is not None)
            now[at] = own
            label = f"{own.head}{own.core}{own.tail}"
            if label != printed[at].label:
                changed[at] = label
        return changed

    def is_past_z_as_columns(self) -> bool:
        """Whether some letters go on after (z) as the columns of a sheet do, with (aa), (ab)."""
        members = chain.from_iterable(self.series())
        return any(is_as_columns(self.numbered[at].own.core, value) for at, value in members)

    def misread(self) -> set[int]:
        """The positions of limbs that stand under one of the same number, or in no series."""
        above = {each.anchor: each.label for each in self.blocks if each.anchor}
        in_series = dict(chain.from_iterable(self.series()))
        return {
            at
            for at, each in self.numbered.items()
            if each.own.kind == "limb"
            and (above.get(self.blocks[at].within) == self.blocks[at].label or at not in in_series)
        }

    def limb_before(self, at: int, labels: Mapping[int, str]) -> int | None:
        """The position of the limb right before another, what stands under it apart, where both
        print one number; some are printed under other `labels`.
        """
        if self.numbered[at].own.kind != "limb" or self.blocks[at].kind != "paragraph":
            return None
        for before in range(at - 1, -1, -1):
            block = self.blocks[before]
            if not block.label or block.note_level:
                continue
            if labels.get(before, block.label) == self.blocks[at].label:
                return before
            if before not in self.numbered or self.numbered[before].own.kind != "limb":
                return None
            if block.depth <= self.blocks[at].depth and before in labels:
                return None
        return None

    # --- Where a block stands ---

    def _numbered(self) -> Iterator[Numbered]:
        latest: dict[tuple[str, str], int] = {}
        number, part = "", ""
        for at, block in enumerate(self.blocks):
            own = own_number(block)
            if own is None:
                continue
            scope = part if own.kind == "table" else _scope(block)
            parent = latest.get((scope, own.head.rstrip(".")))
            follows = None
            if own.kind == "table":
                printed = own.counted
                is_open = number == printed or number.startswith(f"{printed}.")
                if "." in printed and is_open:
                    follows = latest.get((scope, printed))
                follows = self._followed.get(at, follows)
                parent = latest.get((scope, printed.rpartition(".")[0]))
            if own.kind in ("number", "designated"):
                latest[scope, own.bare] = at
                number, part = own.bare, scope
            yield Numbered(at, own, parent if own.kind in ("number", "table") else None, follows)

    def _key(self, each: Numbered) -> tuple[object, ...] | None:
        """What the labels of one series have in common; None for limbs that stand under nothing."""
        block, own = self.blocks[each.at], each.own
        if own.kind == "limb":
            form = own.core.isdecimal(), own.core.isupper()
            return ("limb", block.within, own.head, own.tail, *form) if block.within else None
        if own.kind == "number":
            return "number", _scope(block), own.head, each.parent
        return own.kind, own.head.lower(), each.parent

    def _begins_anew(self, run: Sequence[int], at: int) -> bool:
        """Whether a label begins another series of its kind: a first, unless one stands right
        before it, which is the same twice.
        """
        first = self._first_of(run)
        if self.numbered[at].own.core.lower() != first:
            return False
        before = run[-1]
        between = range(before + 1, at)
        twice = self.numbered[before].own.core.lower() == first
        return not (twice and all(self._is_within(each, before) for each in between))

    def _first_of(self, run: Sequence[int]) -> str:
        """With what a series begins: "1", "a" or "i"."""
        core = self.numbered[run[0]].own.core.lower()
        if core[:1].isdecimal():
            return "1"
        return core if core in ("i", "a") else "a"

    def _is_within(self, at: int, provision: int) -> bool:
        """Whether a block stands in a provision, or is a note."""
        anchor = self.blocks[provision].anchor
        block: Block | None = self.blocks[at]
        while block is not None and block.within != anchor:
            if block.note_level:
                return True
            above = self._by_anchor.get(block.within)
            block = None if above is None else self.blocks[above]
        return block is not None

    def _placed(self, run: Sequence[int]) -> list[tuple[int, Value]]:
        counted = [replace(self.blocks[at], label=self.numbered[at].own.counted) for at in run]
        places = {id(block): at for block, at in zip(counted, run, strict=True)}
        members: list[tuple[int, Value]] = []
        for block, value in placed(counted):
            at = places[id(block)]
            is_same = bool(members) and self._label(members[-1][0]) == self._label(at)
            members.append((at, members[-1][1] if is_same else value))
        return members

    def _label(self, at: int) -> str:
        return self.numbered[at].own.counted


def _scope(block: Block) -> str:
    """What the anchor of a block has before its own part: the schedule that it stands in."""
    own = label_anchor(block.label)
    at = block.anchor.rfind(own)
    return block.anchor[:at] if at > 0 else ""


def _under(own: OwnNumber, bare: str, *, is_same: bool) -> OwnNumber:
    """A number as it is under another one; a table may have that as its own."""
    word = own.head.rpartition(" ")[0]
    space = " " if own.kind == "table" else ""
    prefix, _, core = bare.rpartition(".")
    if is_same:
        return replace(own, head=f"{word} {prefix}{'.' if prefix else ''}", core=core)
    return replace(own, head=f"{word}{space}{bare}.") if own.head.endswith(".") else own


# --- Counting -------------------------------------------------------------------------------------

Breaks: TypeAlias = frozenset[tuple[int, int]]
"""Where a series does not count on: the positions of a member and of the one before it; BEFORE in
place of that where a first is none."""
BEFORE = -1


def breaks(numbering: Numbering) -> Breaks:
    """Where the series of a text do not count on."""
    found = {(BEFORE, at) for at in numbering.misread()}
    for members in numbering.series():
        if members and members[0][1] >= (2,):
            found.add((BEFORE, members[0][0]))
        for (before_at, before), (at, value) in pairwise(members):
            if value not in next_values(before):
                found.add((before_at, at))
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Counting:
    """How the series of a text are made to count on."""

    known: Breaks = frozenset()
    """Where they need not."""
    start: int = 0
    """The position from which on."""
    is_amended: bool = False
    """Whether there was a text before; else a series may begin with any number."""
    firsts: Mapping[int, Value] = field(default_factory=dict)
    """Where a series began before that did not begin with a first, by the positions of what is left
    of it."""
    as_columns: bool = False
    """Whether letters go on after (z) as the columns of a sheet do."""

    def cores(self, numbering: Numbering) -> dict[int, str | None]:
        """The numbers of their own that blocks get, so that each series counts on; only those that
        are others. None for one that is written in a way that is not counted here, as "8bis".
        """
        cores: dict[int, str | None] = {}
        for members in numbering.series():
            for (at, was), now in zip(members, self._counted(members), strict=True):
                if was != now:
                    cores[at] = self.rewritten(numbering.numbered[at].own, was, now)
        return cores

    def rewritten(self, own: OwnNumber, old: Value, new: Value) -> str | None:
        """As `own_numbers.rewritten` says, in this text."""
        return rewritten(own.core, old, new, as_columns=self.as_columns)

    def _counted(self, members: Sequence[tuple[int, Value]]) -> list[Value]:
        """Where each member of a series is to stand in it."""
        at, value = members[0]
        is_known = any((BEFORE, each) in self.known and same == value for each, same in members)
        stays = is_known or at < self.start or not self.is_amended or value < (2,)
        first = next((self.firsts[each] for each, _ in members if each in self.firsts), FIRST)
        counted = [value if stays else first]
        for (before_at, before), (at, value) in pairwise(members):
            if at < self.start:
                counted.append(value)
            elif value in next_values(before):
                counted.append(_as_before(before, value, counted[-1]))
            elif (before_at, at) in self.known:
                counted.append((counted[-1][0] + value[0] - before[0], *value[1:]))
            else:
                counted.append(_next(before, value, counted[-1]))
        return counted


def _as_before(before: Value, value: Value, counted: Value) -> Value:
    """What follows a member as this one followed it."""
    if value[: len(before)] == before:
        return *counted, *value[len(before) :]
    depth = len(value) - 1
    return _after(counted, depth)


def _next(before: Value, value: Value, counted: Value) -> Value:
    """What follows a member of the same rank: 17.7, or 17.6B after 17.6A; 17.6A after 17.6, where
    what was put in right after that is gone.
    """
    depth = len(value) - 1
    if value[: len(before)] == before and len(before) <= depth:
        return *counted, *value[len(before) : depth], 1
    if depth > 0 and value[:depth] == before[:depth]:
        return _after(counted, depth)
    return _after(counted, 0)


def _after(counted: Value, depth: int) -> Value:
    """What follows a member at a rank, or at its own where that is a higher one: what came after
    17.6A follows 17.6, where that is what 17.6A is now.
    """
    rank = min(depth, len(counted) - 1)
    return *counted[:rank], counted[rank] + 1
