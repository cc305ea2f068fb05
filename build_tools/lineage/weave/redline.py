"""A weave and two of its versions in, their redline out: what stands in the old one alone was
deleted, what stands in the new one alone inserted, and each edit knows the version that made it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal

from build_tools.compare.passages import compared_tie
from build_tools.compare.redline import proved, redline
from build_tools.compare.renumbering import Renumberings
from build_tools.compare.tables import same_table, tie_rows
from build_tools.lineage.weave.changed_back import changed_back
from build_tools.lineage.weave.edits import EditsBetween
from build_tools.lineage.weave.replaced_on_the_way import ReplacedOnTheWay
from build_tools.lineage.weave.table_redline import lone_table, table_between
from build_tools.lineage.weave.tied import TieMakers
from build_tools.lineage.weave.way import Way, deleted_first
from build_tools.model import (
    Block,
    BlockPlace,
    Passage,
    Redline,
    Side,
    TableRedline,
    Tie,
    TieKind,
    Version,
    unchanged,
)
from build_tools.model.weave import Weave, WovenBlock, WovenTie, content_at

_BACKWARD: Mapping[TieKind, TieKind] = {"split": "merge", "merge": "split"}


def woven_redline(
    weave: Weave, old: Version, new: Version, versions: Sequence[Version] = ()
) -> Redline:
    """The redline of two versions of a weave, proved as any other; KeyError for a version that is
    not one of its. One that came to say again what another says has not changed. What was changed
    and changed back between them is told beside the changes.

    `versions` are those of the weave, in any order: of those that made something, the redline then
    tells more than their labels.
    """
    numbers = {(each.name, each.sha256): at for at, each in enumerate(weave.versions)}
    way = Way.of(weave, numbers[old.name, old.sha256], numbers[new.name, new.sha256])
    if old.text == new.text:
        made = redline(old, new)
    else:
        both = _Passages(weave, way, old, new)
        order = [version.label for version in weave.versions]
        made = _attributed(proved(old, new, both.passages()), both.makers, order)
    return replace(
        made,
        makers=tuple(_makers_known(weave, way, versions)),
        changed_back=changed_back(weave, way),
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """A block of the weave that stands in one of the two versions, or in both."""

    number: int
    side: Side
    woven: WovenBlock
    old: Block | None
    old_number: int
    new: Block | None
    new_number: int
    """Where it stands in the two bodies; -1 in the one in which it does not."""


def _places(weave: Weave, way: Way, old: Version, new: Version) -> Iterator[_Place]:
    """The blocks of both versions, in the order of the weave."""
    olds, news = enumerate(old.body), enumerate(new.body)
    nowhere = -1, None
    for number, woven in enumerate(weave.blocks):
        side = way.side(woven.members)
        if side is None:
            continue
        old_number, before = nowhere if side == "new" else next(olds)
        new_number, after = nowhere if side == "old" else next(news)
        yield _Place(number, side, woven, before, old_number, after, new_number)


class _Passages:
    """What it takes to lay two versions of a weave over one another."""

    def __init__(self, weave: Weave, way: Way, old: Version, new: Version) -> None:
        self._way = way
        self._touching = weave.touching
        self._edits = EditsBetween(way, tuple([version.label for version in weave.versions]))
        self._places = {place.number: place for place in _places(weave, way, old, new)}
        both = [place for place in self._places.values() if place.side == "both"]
        pairs = {place.old_number: place.new_number for place in both}
        self._renumberings = Renumberings(old, new, pairs)
        self._elsewhere = ReplacedOnTheWay(weave).places(way, old, new)
        self._ties: dict[int, Tie] = {}
        self.makers: dict[BlockPlace, list[str]] = {}
        """The versions that gave a block its kind, number or level, by its place in the new
        version."""
        self._tie_moves()
        self._tie_divisions(weave.ties)

    def passages(self) -> list[Passage]:
        """Every block of both versions in reading order."""
        return tie_rows([self._passage(place) for place in deleted_first(self._places.values())])

    def _passage(self, place: _Place) -> Passage:
        old, new, tie = place.old, place.new, self._ties.get(place.number)
        if old is None or new is None:
            edits = self._edits.of_one_side(place.woven.stretches)
            by = self._edits.label(place.woven.members)
            table = None if tie else self._lone_table(place, by)
            return Passage(old=old, new=new, edits=edits, table=table, tie=tie, by=by)
        if not self._touching[place.number] & self._way.made:
            edits = unchanged(content_at(place.woven.stretches, self._way.new))
            return Passage(old=old, new=new, edits=edits, tie=tie)
        makers = self._edits.labels_of_states(place.woven.states, _shape)
        self.makers[new.place] = makers
        by = next(reversed(makers), "")
        said = replace(self._edits, names_what_was_replaced=place.number in self._elsewhere)
        if place.woven.table and old.table and new.table and not _is_same(old, new):
            table = table_between(place.woven.table, (old.table, new.table), said)
            by = by or self._edits.label_of_state(place.woven.table.states)
            return Passage(old=old, new=new, table=table, tie=tie, by=by)
        return Passage(old=old, new=new, edits=said(place.woven.stretches), tie=tie, by=by)

    def _lone_table(self, place: _Place, by: str) -> TableRedline | None:
        """A table that stands in one of the versions, where others made parts of it."""
        block = place.old or place.new
        if block is None or block.table is None or place.woven.table is None:
            return None
        side: Literal["old", "new"] = "old" if place.old else "new"
        return lone_table(place.woven.table, block.table, side, by, self._edits)

    def _tie_moves(self) -> None:
        """Tie what stands at one place in the old version, and at another in the new."""
        lone = [place for place in self._places.values() if place.side != "both"]
        news = {place.woven.id: place for place in lone if place.new}
        for place in lone:
            if place.old and place.woven.id in news:
                self._tie("move", [place], [news.pop(place.woven.id)])

    def _tie_divisions(self, ties: Sequence[WovenTie]) -> None:
        """Tie what was divided or joined on the way, where all of it is still to be seen."""
        legs = {leg.made: leg for leg in self._way.legs}
        for tie in ties:
            leg = legs.get(tie.version)
            if leg is None or tie.kind == "move":
                continue
            if leg.is_forward:
                self._tie_places(tie.kind, tie.old, tie.new)
            else:
                self._tie_places(_BACKWARD[tie.kind], tie.new, tie.old)

    def _tie_places(self, kind: TieKind, old: Sequence[int], new: Sequence[int]) -> None:
        free = [each for each in (*old, *new) if each in self._places and each not in self._ties]
        if len(free) < len(old) + len(new):
            return
        olds, news = [self._places[each] for each in old], [self._places[each] for each in new]
        if _is_divided(olds, news):
            self._tie(kind, olds, news)

    def _tie(self, kind: TieKind, olds: Sequence[_Place], news: Sequence[_Place]) -> None:
        old = tuple([place.old for place in olds if place.old])
        new = tuple([place.new for place in news if place.new])
        renumbering = self._renumberings.between(olds[0].old_number, news[0].new_number)
        edits = compared_tie(kind, old, new, renumbering)
        if not any(block.table for block in (*old, *new)):
            woven = [place.woven for place in olds], [place.woven for place in news]
            edits = TieMakers(self._way, self._edits.labels, *woven).attributed(edits)
        tie = Tie(kind=kind, old=old, new=new, edits=edits)
        self._ties.update(dict.fromkeys([place.number for place in (*olds, *news)], tie))


def _is_divided(olds: Sequence[_Place], news: Sequence[_Place]) -> bool:
    """Whether each end of a division stands in its own version alone, but for the one block that is
    taken as the same in both.
    """
    kept = {place.number for place in olds} & {place.number for place in news}
    lone = [place.side for place in (*olds, *news) if place.number not in kept]
    expected = ["old"] * (len(olds) - len(kept)) + ["new"] * (len(news) - len(kept))
    is_kept = all(place.side == "both" for place in olds if place.number in kept)
    return bool(lone) and is_kept and lone == expected


def _is_same(old: Block, new: Block) -> bool:
    return old.label == new.label and same_table(old.table, new.table)


# --- Who made what --------------------------------------------------------------------------------


def _makers_known(
    weave: Weave, way: Way, versions: Iterable[Version]
) -> Iterator[tuple[str, Version]]:
    """The versions that made something on the way, by the labels that they have in the weave."""
    known = {(version.name, version.sha256): version for version in versions}
    for place in sorted({leg.made for leg in way.legs}):
        woven = weave.versions[place]
        if version := known.get((woven.name, woven.sha256)):
            yield woven.label, version


def _attributed(
    unattributed: Redline, makers: Mapping[BlockPlace, Sequence[str]], order: Sequence[str]
) -> Redline:
    """The redline, in which each change knows the versions that made it, in their order; `makers`
    are those of what the blocks of the new version are but for their content.
    """
    made: dict[str, set[str]] = {}
    for passage in unattributed.passages:
        for id_, by in _makers(passage):
            if id_ and by:
                made.setdefault(id_, set()).add(by)
        if passage.change and passage.new and passage.old:
            made.setdefault(passage.change, set()).update(makers.get(passage.new.place, ()))
    changes = []
    for change in unattributed.changes:
        makers_of_it = sorted(made.get(change.id, ()), key=order.index)
        changes.append(replace(change, by=tuple(makers_of_it)))
    return replace(unattributed, changes=tuple(changes))


def _shape(block: Block) -> tuple[object, ...]:
    """What a redline marks of a block but for its content: no address and no citation, which follow
    from what it stands in.
    """
    return block.kind, block.label, block.depth, block.quoted, block.note_level


def _makers(passage: Passage) -> Iterator[tuple[str, str]]:
    """The ids of changes, each with a version that made it or a part of it."""
    yield passage.change, passage.by
    yield from ((passage.change, edit.by) for edit in passage.edits)
    if passage.table is None:
        return
    yield from ((line.change, line.by) for line in (*passage.table.rows, *passage.table.columns))
    yield from ((passage.change, edit.by) for edit in passage.table.caption)
    for cell in chain.from_iterable(passage.table.cells):
        yield cell.change, cell.by
        yield from ((cell.change or passage.change, edit.by) for edit in cell.edits)
