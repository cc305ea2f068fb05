"""The blocks of three texts → the blocks of the joint one, as the files have them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from build_tools.compare.changes.citations import Citations
from build_tools.lineage.merge.sequences import Positions, Slot, course, joint_order
from build_tools.lineage.merge.tables import MARK, GridMerge, written
from build_tools.lineage.merge.text import (
    Hand,
    Piece,
    Seen,
    joined_pieces,
    label_of,
    relabelled,
    says,
)
from build_tools.model import Block, Content, Passage, Redline, Table, prose
from build_tools.text.labels import references
from build_tools.text.markdown import parse

_COPY = re.compile(r"(.+)-\d+")
"""The anchor of what stands a second time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A place that both texts touch."""

    where: str
    """For people, as the text of theirs numbers it: "Table 17.6, row MOC (Secure), End date"."""
    ours: Block | None
    theirs: Block | None
    """The block that it is, or stands in, in each text; None where it is gone."""
    agreed: bool = False
    """Whether both made the same of it, so that nothing is to be decided."""
    slight: bool = False
    """Whether what one of them did there only follows from something else, as a renumbering."""
    rows: tuple[int | None, int | None] = (None, None)
    """In a table, the row in each; None where it is gone, or no one row is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The joint text."""

    text: str
    """With the front matter of ours; where a clash is to be decided, both texts under marks."""
    clashes: tuple[Clash, ...]
    """Those to be decided and those agreed, in reading order."""
    follow: tuple[str, ...]
    """The places whose numbers, or references to numbers, may have to follow what the other text
    renumbered."""

    @property
    def undecided(self) -> tuple[Clash, ...]:
        """The places that somebody must decide."""
        return tuple(clash for clash in self.clashes if not clash.agreed)


def merge(ours: Redline, theirs: Redline, *, decide: Literal["mark", "ours"] = "mark") -> Merged:
    """Carry the changes of `ours` over to the new text of `theirs`; both are redlines of one old
    text.

    With `decide="ours"`, what both touch is as ours has it; nothing marks it.
    """
    assert ours.old.sha256 == theirs.old.sha256
    return _Merge(ours, theirs, marked=decide == "mark").merged()


@dataclass(slots=True)
class _Side:
    """One of the two redlines, by the positions of its blocks."""

    redline: Redline
    blocks: Sequence[Block]
    passages: dict[int, Passage]
    """By old position, those of what was kept in its order."""
    went: Mapping[int, tuple[Seen, ...]]
    """By old position, of what moved or was merged: what it is now, and where."""
    citations: Citations
    slight: frozenset[str]
    renumbered: dict[str, str]
    """The anchors of what it renumbered, old to new, and the labels of its notes."""

    @classmethod
    def of(cls, redline: Redline) -> "_Side":
        blocks = redline.new.body
        old = -1
        passages = {}
        gone, gaps = {}, {}
        for passage in redline.passages:
            old += passage.old is not None
            if passage.side == "both":
                passages[old] = passage
            elif passage.new is not None:
                gaps[passage.new.line] = old
            elif passage.tie is not None:
                gone[old] = passage.tie.new
        pairs = [(each.old, each.new) for each in passages.values() if each.old and each.new]
        went = {
            at: tuple((label_of(block), says(block), gaps.get(block.line)) for block in blocks_)
            for at, blocks_ in gone.items()
        }
        return cls(
            redline,
            blocks,
            passages,
            went,
            Citations(blocks),
            frozenset(change.id for change in redline.changes if change.consequential),
            {
                before.anchor: after.anchor
                for before, after in pairs
                if before.anchor != after.anchor and before.anchor
            },
        )


@dataclass(slots=True)
class _Merge:
    """What grows while the slots are gone through."""

    our_redline: Redline
    their_redline: Redline
    marked: bool
    clashes: list[Clash] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    follow: dict[str, None] = field(default_factory=dict)
    base: Sequence[Block] = field(init=False)
    base_citations: Citations = field(init=False)
    _after: str = "the beginning"
    """The gap that the slots have come to."""
    ours: _Side = field(init=False)
    theirs: _Side = field(init=False)

    def __post_init__(self) -> None:
        self.base = self.our_redline.old.body
        self.base_citations = Citations(self.base)
        self.ours, self.theirs = _Side.of(self.our_redline), _Side.of(self.their_redline)

    def merged(self) -> Merged:
        ours, theirs = course(_steps(self.our_redline)), course(_steps(self.their_redline))
        for slot in joint_order(ours, theirs, self._same):
            if slot.base is None:
                self._inserted(slot)
                continue
            self._after = f"the place after {self.base_citations.of(self.base[slot.base])}"
            if slot.ours is not None and slot.theirs is not None:
                self._kept(slot.base, slot.ours, slot.theirs)
            else:
                self._removed(
                    slot, elsewhere=slot.base in ours.elsewhere or slot.base in theirs.elsewhere
                )
        ends: dict[Hand, int] = {"ours": len(self.ours.blocks), "theirs": len(self.theirs.blocks)}
        text = _front_matter(self.our_redline) + joined_pieces(self.pieces, ends)
        if self.marked and all(clash.agreed for clash in self.clashes):
            self._reread(replace(self.our_redline.new, blocks=parse(text)).body)
        return Merged(text=text, clashes=tuple(self.clashes), follow=tuple(self.follow))

    # --- Each slot ---

    def _inserted(self, slot: Slot) -> None:
        mine, other = self._block("ours", slot.ours), self._block("theirs", slot.theirs)
        if slot.meets:
            self._clash(self._after, mine, other)
            self._mark(self._after, "as proposed" if mine else "in force")
        elif mine and other:
            self._clash(self.theirs.citations.of(other), mine, other, agreed=True)
        if other is not None:
            self._take("theirs", slot.theirs)
            self._follow(self.theirs, other, self.ours)
        elif mine is not None:
            self._take("ours", slot.ours)
            self._follow(self.ours, mine, self.theirs)
        if slot.meets:
            self._mark("", "end")

    def _removed(self, slot: Slot, *, elsewhere: bool) -> None:
        """A block that one of the two took out or moved, or both."""
        assert slot.base is not None
        mine, other = self._block("ours", slot.ours), self._block("theirs", slot.theirs)
        base, left = self.base[slot.base], mine or other
        where = self.base_citations.of(base)
        if left is None:
            if elsewhere and self.ours.went.get(slot.base) != self.theirs.went.get(slot.base):
                self._clash(where, None, None)
                self._mark(where, "moved or taken out by both")
                self._mark("", "end")
            else:
                self._clash(where, None, None, agreed=True)
        elif says(left) != says(base):
            side = self.ours if mine else self.theirs
            self._clash(where, mine, other, slight=_is_slight(side, slot.base))
            self._mark(
                where,
                (
                    "as proposed; not here in what is in force"
                    if mine
                    else "in force; not here as proposed"
                ),
            )
            if mine:
                self._take("ours", slot.ours)
            elif self.marked:
                self._take("theirs", slot.theirs)
            self._mark("", "end")

    def _kept(self, at: int, our_at: int, their_at: int) -> None:
        base, mine, other = self.base[at], self.ours.blocks[our_at], self.theirs.blocks[their_at]
        label = self._label(base, mine, other)
        if says(mine) == says(base):
            self._take("theirs", their_at, label)
            if says(other) != says(base):
                self._follow(self.theirs, other, self.ours)
        elif says(other) == says(base):
            self._take("ours", our_at, label)
            self._follow(self.ours, mine, self.theirs)
        elif says(mine) == says(other):
            self._clash(self.theirs.citations.of(other), mine, other, agreed=True)
            self._take("theirs", their_at, label)
        elif not self._merge_tables(at, our_at, their_at, label):
            slight = _is_slight(self.ours, at) or _is_slight(self.theirs, at)
            self._both(self.theirs.citations.of(other), our_at, their_at, slight=slight)

    def _both(self, where: str, our_at: int, their_at: int, *, slight: bool = False) -> None:
        """A block that both changed, not in the same way."""
        self._clash(where, self.ours.blocks[our_at], self.theirs.blocks[their_at], slight=slight)
        self._show_both(where, our_at, their_at)

    def _show_both(self, where: str, our_at: int, their_at: int) -> None:
        if self.marked:
            self._mark(where, "in force")
            self._take("theirs", their_at)
            self._mark(where, "as proposed")
        self._take("ours", our_at)
        self._mark("", "end")

    def _merge_tables(self, at: int, our_at: int, their_at: int, label: str) -> bool:
        """Merge a table that both changed; False when it is none, or cannot be taken apart."""
        mine, other = self.ours.blocks[our_at], self.theirs.blocks[their_at]
        ours, theirs = self.ours.passages[at].table, self.theirs.passages[at].table
        if ours is None or theirs is None:
            return False
        our_file, their_file = written(mine), written(other)
        caption = _three(ours.old.caption, ours.new.caption, theirs.new.caption)
        if our_file is None or their_file is None or caption is None:
            return False
        found = GridMerge(
            ours, theirs, our_file, their_file, self.ours.slight | self.theirs.slight
        ).merged()
        where = self.theirs.citations.of(other)
        for each in found.meetings:
            self._clash(
                f"{where}, {each.where}", mine, other, agreed=each.agreed, slight=each.slight
            )
            self.clashes[-1] = replace(self.clashes[-1], rows=each.rows)
        self.follow.update(
            dict.fromkeys(f"{where}, {row}: both give it a number" for row in found.renumbered)
        )
        undecided = any(not each.agreed for each in found.meetings)
        if not found.whole or (undecided and not self.marked):
            self._show_both(where, our_at, their_at)
            return True
        head, name = (
            (our_file.head, mine) if caption is not theirs.new.caption else (their_file.head, other)
        )
        source = relabelled(head, label_of(name), label) + "\n".join(
            [*found.lines, their_file.tail]
        )
        table = Table(label=label, rows=found.rows, caption=caption)
        self.pieces.append(Piece(source, says=says(replace(other, table=table))))
        return True

    def _label(self, base: Block, mine: Block, other: Block) -> str:
        """The label of a block that both kept: that of whoever changed it."""
        was, ours, theirs = label_of(base), label_of(mine), label_of(other)
        if was not in (ours, theirs):
            self.follow[f"{self.theirs.citations.of(other)}: both give it a number"] = None
        return ours if theirs == was else theirs

    # --- What is told ---

    def _clash(
        self,
        where: str,
        ours: Block | None,
        theirs: Block | None,
        *,
        agreed: bool = False,
        slight: bool = False,
    ) -> None:
        self.clashes.append(
            Clash(where=where, ours=ours, theirs=theirs, agreed=agreed, slight=slight)
        )

    def _follow(self, side: _Side, block: Block, other: _Side) -> None:
        """Note a changed block that names a provision which the other text renumbered."""
        where = side.citations.of(block)
        for text in _texts(block):
            for found in references(text):
                if not found.document and found.anchor in other.renumbered:
                    self.follow[
                        f"{where} refers to {text[found.start : found.end]}, which is renumbered"
                    ] = None

    def _reread(self, found: Sequence[Block]) -> None:
        """Hold each block of the joint text to what it was taken to say, and note numbers that now
        stand twice.
        """
        meant = [piece.says for piece in self.pieces]
        citations = Citations(found)
        if [says(block) for block in found] != meant:
            wrong = [
                block for block, said in zip(found, meant, strict=False) if says(block) != said
            ]
            self._clash(
                citations.of(wrong[0]) if wrong else "The text as a whole",
                wrong[0] if wrong else None,
                None,
            )
        known = {block.anchor for side in (self.ours, self.theirs) for block in side.blocks}
        anchors = {block.anchor for block in found}
        for block in found:
            copy = _COPY.fullmatch(block.anchor)
            if copy and block.anchor not in known and copy[1] in anchors:
                self.follow[f"{citations.of(block)} now stands twice"] = None

    # --- What is written ---

    def _block(self, hand: Hand, at: int | None) -> Block | None:
        return None if at is None else (self.ours if hand == "ours" else self.theirs).blocks[at]

    def _same(self, mine: Positions, other: Positions) -> bool:
        ours, theirs = self.ours.blocks, self.theirs.blocks
        return [(label_of(ours[at]), says(ours[at])) for at in mine] == [
            (label_of(theirs[at]), says(theirs[at])) for at in other
        ]

    def _take(self, hand: Hand, at: int | None, label: str | None = None) -> None:
        """Take a block over from one of the files, with another label if need be."""
        block = self._block(hand, at)
        assert block is not None
        assert at is not None
        if label is None or label == label_of(block):
            self.pieces.append(Piece(block.source, hand, at, says(block)))
        else:
            self.pieces.append(
                Piece(relabelled(block.source, label_of(block), label), says=says(block))
            )

    def _mark(self, where: str, what: str) -> None:
        if self.marked:
            self.pieces.append(Piece(f"{MARK} {where}, {what}]" if where else f"{MARK} {what}]"))


def _steps(redline: Redline) -> Iterator[tuple[int | None, int | None, bool]]:
    """The blocks of both texts in reading order; what moved, or went into something else, is said
    to be elsewhere.
    """
    old = new = -1
    for passage in redline.passages:
        old, new = old + (passage.old is not None), new + (passage.new is not None)
        yield old if passage.old else None, new if passage.new else None, passage.tie is not None


def _front_matter(redline: Redline) -> str:
    return "".join(block.source for block in redline.new.blocks if block.kind == "front-matter")


def _is_slight(side: _Side, at: int) -> bool:
    return at in side.passages and side.passages[at].change in side.slight


def _three(base: Content, ours: Content, theirs: Content) -> Content | None:
    """What is left of three contents when one of the two hands left it alone; None when both
    changed it.
    """
    if ours in (base, theirs):
        return theirs
    return ours if theirs == base else None


def _texts(block: Block) -> Iterable[str]:
    """The texts of a block in which references are found."""
    if block.table is None:
        return [prose(block.content)]
    contents: Sequence[Content] = [
        block.table.caption,
        *(cell.content for row in block.table.rows for cell in row),
    ]
    return [prose(content) for content in contents]
