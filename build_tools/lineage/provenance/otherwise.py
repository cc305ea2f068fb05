"""A version that is in force in part on a day in; out, what is law in the place of what of it is
not: provisions, and notes.
"""

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import dropwhile, takewhile
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

from build_tools.lineage.provenance.history import History
from build_tools.lineage.provenance.on_a_day import ProvisionOnDay, ProvisionText, on_day, told_of
from build_tools.lineage.provenance.provisions import ProvisionLife, Provisions
from build_tools.model import Block, Certainty, TextOnDay, Version
from build_tools.model.weave import WovenBlock
from build_tools.record.point_in_time import text_on_day


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOtherwise:
    """What is law in the place of something, or may be."""

    life: ProvisionLife | None
    """Of the provision; None of a note, which has none."""
    on_day: ProvisionOnDay
    at: str
    """The address of what the version has there, or of what it has before; empty for none."""


def reading_otherwise(
    provisions: Provisions, version: Version, day: dt.date, today: dt.date | None = None
) -> list[ReadingOtherwise]:
    """What a version that is in force in part makes other, or takes out, and what is law in its
    place on that day, or may be: each provision and each note as it stands before, in reading
    order, with what stands in it. Where some of that has begun, and some not, each stands by
    itself. What had no text before is none of them. The record is read on `today`, by default on
    the day.
    """
    text = text_on_day(provisions.history.document, day, today or day)
    if not text.in_part:
        return []
    reading = _Reading(provisions, text, provisions.history.number(version))
    found = {each.places[0]: each for each in (*reading.of_provisions(), *reading.of_notes())}
    told: set[int] = set()
    kept = []
    for place, each in sorted(found.items(), key=itemgetter(0)):
        if place not in told:
            kept.append(each.reads)
            told.update(each.places)
    return kept


class _Found(NamedTuple):
    """Where all is in the weave that is told with something, itself first, and what it reads as."""

    places: tuple[int, ...]
    reads: ReadingOtherwise


_BlocksAt: TypeAlias = Callable[[int], Mapping[int, Block]]
"""What a version has of something, by the places of its blocks in the weave."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What of a version, by its place in the weave, reads otherwise on a day."""

    provisions: Provisions
    text: TextOnDay
    version: int

    def of_provisions(self) -> Iterator[_Found]:
        """Of the provisions that ever changed."""
        for life in (each for each in self.provisions.lives.values() if each.ever_changed):
            blocks_at: _BlocksAt = partial(_parts, self.provisions, id_=life.id)
            told = self._on_day(blocks_at)
            if told.certainty is not Certainty.CERTAIN:
                blocks_at = partial(_own_parts, self.provisions, id_=life.id)
                told = self._on_day(blocks_at)
            yield from self._otherwise(life, told, blocks_at)

    def of_notes(self) -> Iterator[_Found]:
        """Of the notes."""
        for id_ in dict.fromkeys(map(_id_of_note, self.provisions.history.weave.blocks)):
            if id_:
                blocks_at = partial(_note_parts, self.provisions.history, id_=id_)
                yield from self._otherwise(None, self._on_day(blocks_at), blocks_at)

    def _on_day(self, blocks_at: _BlocksAt) -> ProvisionOnDay:
        return on_day(
            self.provisions, self.text, lambda version: tuple(blocks_at(version).values())
        )

    def _otherwise(
        self, life: ProvisionLife | None, told: ProvisionOnDay, blocks_at: _BlocksAt
    ) -> Iterator[_Found]:
        mine = tuple(map(told_of, blocks_at(self.version).values()))
        others = [each for each in told.texts if each.blocks and _said(each) != mine]
        if others:
            last = self.provisions.history.number(others[-1].versions[-1])
            places = tuple(blocks_at(last))
            kept = replace(told, texts=tuple(others))
            at = self._address(next(iter(blocks_at(self.version)), places[0]))
            yield _Found(places, ReadingOtherwise(life=life, on_day=kept, at=at))

    def _address(self, place: int) -> str:
        """Of what the version has at a place of the weave, or before it."""
        history = self.provisions.history
        before = bisect_right(history.places_at(self.version), place)
        return history.versions[self.version].body[before - 1].address if before else ""


def _said(text: ProvisionText) -> tuple[Any, ...]:
    return tuple(map(told_of, text.blocks))


def _parts(provisions: Provisions, version: int, id_: str) -> Mapping[int, Block]:
    """A provision with all that stands in it."""
    block = provisions.block_at(version, id_)
    return {} if block is None else provisions.parts_of(version, block.anchor)


def _own_parts(provisions: Provisions, version: int, id_: str) -> Mapping[int, Block]:
    """A provision without those that stand in it."""
    block = provisions.block_at(version, id_)
    return {} if block is None else provisions.own_parts_of(version, block.anchor)


def _id_of_note(woven: WovenBlock) -> str:
    """The lasting id of a block that ever began a note; empty for any other."""
    return woven.id if any(shape.kind == "footnote" for _, shape in woven.states) else ""


def _note_parts(history: History, version: int, id_: str) -> Mapping[int, Block]:
    """A note with all its paragraphs."""
    blocks = history.weave.blocks
    placed = zip(history.places_at(version), history.versions[version].body, strict=True)
    found = list(dropwhile(lambda each: blocks[each[0]].id != id_, placed))
    rest = takewhile(lambda each: each[1].continues_note, found[1:])
    return dict([*found[:1], *rest])
