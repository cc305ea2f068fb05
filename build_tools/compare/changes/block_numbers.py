"""The passages of a redline in; which provisions got another number because something came, went or
moved before them in their series out.

A number that changes by itself is of substance: it may be the matter itself.
"""

import re
from collections.abc import Iterator, Sequence, Set
from functools import cached_property
from typing import TypeAlias

from build_tools.model import Block, BlockPlace, Passage
from build_tools.text.labels import bare_label, counts_on, readings

_Path: TypeAlias = tuple[str, ...]
"""The parts of an anchor: "17.6-a" is 17, 6 and a."""
_SiblingsBefore: TypeAlias = dict[BlockPlace, tuple[str, ...]]
"""By the place of a block, what its series, and those that it is within, had come to."""
_PART = re.compile(r"[^.-]+")
_LABEL_PART = re.compile(r"[^\W_]+")
_NOTE = re.compile(r"[\w-]+")
"""The name of a note that says nothing."""
_WORD = re.compile(r"[^\W\d_]+|[^\w\s.():—–•-]")


class BlockNumbers:
    """The numbers of the blocks of two versions, held against each other."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._both = [(each.old, each.new) for each in passages if each.old and each.new]
        self._closed: set[tuple[_Path, _Path]] = set()
        """What closes a gap in its series, or comes after what does."""

    # Most redlines renumber nothing, and ask for none of these.

    @cached_property
    def relabelled(self) -> dict[str, str]:
        """Of what stands in both versions, the old labels and the new."""
        return {bare_label(old.label): bare_label(new.label) for old, new in self._both}

    @cached_property
    def _renumbered(self) -> set[tuple[_Path, _Path]]:
        return {(number_path(old), number_path(new)) for old, new in self._both}

    @cached_property
    def _began(self) -> dict[tuple[str, _Path], int]:
        return _events(self._passages, self._renumbered)

    @cached_property
    def _lone(self) -> set[tuple[str, _Path]]:
        lone = (each for each in self._passages if each.side != "both")
        return {(each.side, path) for each in lone if (path := number_path(each.block))}

    @cached_property
    def _places(self) -> dict[BlockPlace, int]:
        """In which passage each new block stands."""
        return {each.new.place: at for at, each in enumerate(self._passages) if each.new}

    @cached_property
    def _before_old(self) -> _SiblingsBefore:
        return dict(_siblings_before([each.old for each in self._passages if each.old]))

    @cached_property
    def _before_new(self) -> _SiblingsBefore:
        return dict(_siblings_before([each.new for each in self._passages if each.new]))

    def follows(self, old: Block, new: Block) -> bool:
        """Whether the number of a block follows: it is a note's, or something came, went, moved or
        was renumbered before it in its series, what it stands in came or went, or it closes a
        gap.
        """
        if old.label == new.label:
            return True
        if new.kind == "footnote":
            return all(map(_NOTE.fullmatch, (old.label, new.label)))
        if old.label and words_beside(old.label) != words_beside(new.label):
            return False
        if _is_other_style(old.label, new.label):  # (c) that became 1. went to another series
            return False
        was, now = number_path(old), number_path(new)
        if not now:
            return False
        changed = [at for at, part in enumerate(now) if was[at : at + 1] != (part,)]
        return all(self._part_follows(old, new, at) for at in changed or [len(now) - 1])

    def _part_follows(self, old: Block, new: Block, at: int) -> bool:
        """Whether a number follows as far as one of its parts."""
        was, now = number_path(old), number_path(new)
        if self._is_of_renumbered(was[: at + 1], now[: at + 1], whole=at == len(now) - 1):
            return True
        place = self._places[new.place]
        series = (("old", was[:at]), ("new", now[:at]))
        if any(self._began.get(each, place) < place for each in series):
            return True
        return any(each in self._lone for each in series) or self._closes_a_gap(old, new, at)

    def _closes_a_gap(self, old: Block, new: Block, at: int) -> bool:
        """Whether a number was not the next of its series, and now is; or is still the next after
        one of which that is so. Blocks are asked for in the order of the new text. Two that
        exchanged their numbers closed none.
        """
        was, now = number_path(old), number_path(new)
        exchanged = (now[: at + 1], was[: at + 1]) in self._renumbered
        if len(was) != len(now) or exchanged:
            return False
        before_old = self._before_old[old.place][at]
        before_new = self._before_new[new.place][at]
        if not before_old or not before_new or not counts_on(before_new, now[at]):
            return False
        before = (*was[:at], before_old), (*now[:at], before_new)
        if counts_on(before_old, was[at]) and before not in self._closed:
            return False
        self._closed.add((was[: at + 1], now[: at + 1]))
        return True

    def _is_of_renumbered(self, was: _Path, now: _Path, *, whole: bool) -> bool:
        """Whether what a block is a part of was renumbered likewise: its clause, the clause that a
        table is numbered after, the annex whose letter it repeats.
        """
        if not whole and (was, now) in self._renumbered:
            return True
        if any((was[at:], now[at:]) in self._renumbered for at in range(1, len(now))):
            return True
        parts = list(zip(map(str.casefold, was), map(str.casefold, now), strict=False))
        return len(was) == len(now) and parts[-1] in parts[:-1]


def words_beside(label: str) -> list[str]:
    """What a label says beside its number: "Schedule", "§"."""
    return [word for word in _WORD.findall(label.casefold()) if not readings(f"({word})")]


def _is_other_style(old: str, new: str) -> bool:
    """Whether two labels count in different ways, as letters and numbers do."""
    was, now = number_styles(old), number_styles(new)
    return bool(was and now) and was.isdisjoint(now)


def number_styles(label: str) -> set[str]:
    """In which ways a label may count: "(a)", "1"."""
    return {style for style, _ in readings(f"({bare_label(label)})")}


def number_path(block: Block) -> _Path:
    """Where a block stands by its number; nowhere when nobody can cite it by one."""
    if not block.label or not block.anchor:
        return ()
    path = tuple(_PART.findall(block.anchor))
    return path[:-1] if is_told_apart(block) else path


def is_told_apart(block: Block) -> bool:
    """Whether an anchor ends in what tells it from an equal one: the second "17.6" is "17.6-2"."""
    path = tuple(_PART.findall(block.anchor))
    if not block.label or not path:
        return False
    own = [part.casefold() for part in _LABEL_PART.findall(block.label)]
    if not path[-1].isdigit() or list(path[-len(own) - 1 : -1]) != own:
        return False
    return path[:-1] != tuple(_PART.findall(block.within))


def _events(
    passages: Sequence[Passage], renumbered: Set[tuple[_Path, _Path]]
) -> dict[tuple[str, _Path], int]:
    """In which passage something first came, went or moved in each series of each version; or left
    its series for another, as a limb does that is put under the one before it.
    """
    began: dict[tuple[str, _Path], int] = {}
    for at, passage in enumerate(passages):
        for series in _touched(passage, renumbered):
            began.setdefault(series, at)
    return began


def _touched(passage: Passage, renumbered: Set[tuple[_Path, _Path]]) -> Iterator[tuple[str, _Path]]:
    """The series in which a passage came, went, moved, or which it left for another."""
    if passage.old is None or passage.new is None:
        path = number_path(passage.block)
        yield from ((passage.side, path[:length]) for length in range(len(path)))
        return
    was, now = number_path(passage.old), number_path(passage.new)
    if was and now and was[:-1] != now[:-1] and (was[:-1], now[:-1]) not in renumbered:
        yield "old", was[:-1]
        yield "new", now[:-1]


def _siblings_before(blocks: Sequence[Block]) -> Iterator[tuple[BlockPlace, tuple[str, ...]]]:
    """The place of each block, with what its series had come to; "" where one begins."""
    reached: dict[_Path, str] = {}
    for block in blocks:
        path = number_path(block)
        yield block.place, tuple(reached.get(path[:at], "") for at in range(len(path)))
        for at, part in enumerate(path):
            reached[path[:at]] = part
