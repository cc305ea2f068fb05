"""A redline: two versions, every block of both in reading order, and each change as a reviewer
would cite it.

The values here can be replayed: `Redline.accepted()` and `Redline.rejected()` rebuild both texts
from the edits alone, which is how `build_tools.compare.invariants` proves that nothing is missing
and nothing is marked that is not a change.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, count
from typing import Literal, TypeAlias, TypeVar

from build_tools.language import N_
from build_tools.model.changed_back import ChangedBack
from build_tools.model.edits import Edits, Noise, Side, new_content, old_content
from build_tools.model.graph import EdgeKind, Node
from build_tools.model.record import Version
from build_tools.model.table_redline import TableRedline
from build_tools.model.text import Block, Content, KeptBlock, Run, joined

Kind: TypeAlias = Literal[
    "insert",
    "delete",
    "reword",
    "move",
    "renumber",
    "level",
    "format",
    "split",
    "merge",
    "table-insert",
    "table-delete",
    "row-insert",
    "row-delete",
    "row-move",
    "column-insert",
    "column-delete",
    "column-move",
    "cell",
]
TieKind: TypeAlias = Literal["move", "split", "merge"]

K = TypeVar("K", bound=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Blocks that one change holds together though they stand apart: a correspondence of several
    to several.
    """

    kind: TieKind
    old: tuple[Block, ...]
    new: tuple[Block, ...]
    edits: Edits
    """Between the `joint_content` of the old blocks and that of the new."""


def joint_content(blocks: Iterable[Block]) -> Content:
    """The contents of blocks as one, a line break between each two; a table as its caption and its
    text.
    """
    runs: list[Run] = []
    for block in blocks:
        runs += [Run("\n")] if runs else []
        if block.table is None:
            runs += block.content
        else:
            caption = block.table.caption
            runs += [*caption, Run("\n")] if caption else []
            runs += [Run(block.text)] if block.text else []
    return joined(runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One block of the old text, of the new, or of both laid over one another."""

    old: Block | None = None
    new: Block | None = None
    edits: Edits = ()
    """Of the content; empty for tables."""
    table: TableRedline | None = None
    """For a table that stands in both texts and is not the same in them. For one that stands in one
    of them, and has rows that stand in a table of the other: itself, laid over itself, in which
    these rows are tied."""
    stage: str = ""
    """The stage of the alignment that found the pair."""
    change: str = ""
    """The id of the change of this block; empty when nothing but cells of its table changed, or
    nothing at all."""
    tie: Tie | None = None
    """Why a deletion or an insertion is not the whole story: the text stands elsewhere too."""
    by: str = ""
    """The version that brought the block, took it, or gave it its number and level, where versions
    lie between; else empty."""

    def change_ids(self) -> Iterator[str]:
        """The ids of the changes that the passage is marked with: its own, and those of its table's
        rows, columns and cells. What moved within the table has one id at both of its places.
        """
        yield from filter(None, (self.change, *(self.table.change_ids() if self.table else ())))

    @property
    def block(self) -> Block:
        """The block as it stands: the new one where there is one."""
        block = self.new or self.old
        assert block is not None
        return block

    @property
    def is_drawn_apart(self) -> bool:
        """Whether no one element could be the block of both texts, so that the old is drawn deleted
        and the new inserted; a table says itself where it stood.
        """
        old, new = self.old, self.new
        if old is None or new is None or old is new or old.kind == new.kind == "table":
            return False
        return _shape(old) != _shape(new)

    @property
    def kept(self) -> KeptBlock | None:
        """What is drawn of a paragraph that both texts have as it is; None for any other passage,
        and for what has no words.
        """
        old, new, edits = self.old, self.new, self.edits
        if old is None or new is None or new.table is not None:
            return None
        if len(edits) != 1 or edits[0].op != "=" or self.change or self.tie or self.by:
            return None
        kept = KeptBlock.of(new)
        return kept if old is new or KeptBlock.of(old) == kept else None

    def drawn(self, side: Literal["old", "new"]) -> Block | None:
        """The block as it is drawn for one of the texts: by itself where it is drawn alone, and
        else rebuilt from the edits; None where it does not stand in that text.
        """
        block = self.old if side == "old" else self.new
        if block is None or self.side != "both" or self.is_drawn_apart:
            return block
        table = self.block.table
        if self.table is not None:
            table = self.table.rejected() if side == "old" else self.table.accepted()
        content = old_content(self.edits) if side == "old" else new_content(self.edits)
        if content == block.content and table == block.table:
            return block
        return replace(block, content=content, table=table)

    @property
    def origin(self) -> Block | None:
        """The old block that the text comes from, wherever that stood; None for what is new."""
        return self.old or (self.tie.old[0] if self.tie else None)

    @property
    def successor(self) -> Block | None:
        """The new block that the text became, wherever that stands; None for what is gone."""
        return self.new or (self.tie.new[0] if self.tie else None)

    @property
    def side(self) -> Side:
        """Which of the two texts the passage stands in."""
        return "old" if self.new is None else "new" if self.old is None else "both"


def _shape(block: Block) -> tuple[str, int, int, int]:
    """What two blocks have in common that can be drawn as one."""
    level = block.depth if block.kind == "heading" else 0
    return block.kind, level, block.quoted, block.note_level


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a reviewer would cite as one thing."""

    id: str
    """Derived from the content of the change, unique in its redline."""
    kinds: tuple[Kind, ...]
    where: str
    """For people: "Clause 17.6(a)", "Table 17.6, row MOC (Secure), End date"."""
    anchor: str
    """Of the block in the new text, or in the old where it was deleted."""
    old_label: str | None = None
    new_label: str | None = None
    row: int | None = None
    column: int | None = None
    """Counted from 0, header rows included, in the new grid; in the old one for a deletion."""
    old_row: int | None = None
    old_column: int | None = None
    """Where a moved row or column stood in the old grid."""
    old: str = ""
    new: str = ""
    edits: Edits = ()
    level: str = ""
    """What became of its level, for people: "one level out"; empty where that is not of its
    kinds."""
    noise: tuple[Noise, ...] = ()
    """The classes of consequential change in it."""
    consequential: bool = False
    """Whether there is nothing of substance in it."""
    by: tuple[str, ...] = ()
    """The versions that made it or a part of it, where versions lie between; else empty."""

    @property
    def is_of_the_old(self) -> bool:
        """Whether it is of a block that the new text has no more, and so is its anchor."""
        return self.kinds[0] in ("delete", "table-delete")

    @property
    def has_other_label(self) -> bool:
        """Whether what stands in both texts has another label in each, or has one in one alone."""
        stands_in_one = ("insert", "delete", "table-insert", "table-delete")
        return self.old_label != self.new_label and self.kinds[0] not in stands_in_one


CHANGED_WITHOUT_A_WORD = N_("Changed without a word")
"""Under what such provisions are listed, and the author of the comments that a Word file has at
them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestingStep:
    """A step from a provision towards the change on which it rests."""

    kind: EdgeKind
    words: str
    """The term that is used, or the reference as it is printed."""
    target: Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Resting:
    """A provision that changed without a word; of another document where its key says so."""

    node: Node
    steps: tuple[RestingStep, ...]
    """The shortest way to what changed; the last leads to it."""
    changes: tuple[Change, ...]
    """The changes of substance there on which it rests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redline:
    """Two versions and what changed between them."""

    old: Version
    new: Version
    passages: tuple[Passage, ...]
    changes: tuple[Change, ...]
    """In reading order."""
    verified: bool = False
    """Whether it was replayed and gave both texts back; `build_tools.compare.redline` gives out no
    other."""
    aligned: bool = True
    """False when the comparison fell back to the old text whole and the new text whole."""
    violations: tuple[str, ...] = ()
    """The invariants that the aligned result violated, in words, when it fell back; these passages
    violate none."""
    makers: tuple[tuple[str, Version], ...] = ()
    """The versions that `by` names in it, each after its name there, as far as whoever made the
    redline knew more of them than that."""
    changed_back: tuple[ChangedBack, ...] = ()
    """What came and went in versions between the two, where any lie between; none of it is a
    change."""
    resting: tuple[Resting, ...] | None = None
    """What changed without a word, in this document and in those read beside it; None where nobody
    who knows these has told."""

    @property
    def counts(self) -> dict[Kind, int]:
        """How many changes there are of each kind, most frequent first."""
        kinds = chain.from_iterable(change.kinds for change in self.changes)
        return _most_frequent_first(Counter(kinds))

    @property
    def noise_counts(self) -> dict[Noise, int]:
        """How many of the consequential changes there are of each class, most frequent first."""
        consequential = (change for change in self.changes if change.consequential)
        return _most_frequent_first(Counter(chain.from_iterable(c.noise for c in consequential)))

    def placed(self) -> Iterator[tuple[Passage, int | None, int | None]]:
        """The passages, each with the positions of its blocks in the bodies of the old version and
        of the new; None where it has none there.
        """
        olds, news = count(), count()
        for passage in self.passages:
            old = next(olds) if passage.old else None
            yield passage, old, next(news) if passage.new else None

    def rejected(self) -> tuple[Block, ...]:
        """The old blocks, rebuilt from the passages."""
        return tuple(filter(None, [passage.drawn("old") for passage in self.passages]))

    def accepted(self) -> tuple[Block, ...]:
        """The new blocks, rebuilt from the passages."""
        return tuple(filter(None, [passage.drawn("new") for passage in self.passages]))


def _most_frequent_first(counts: Counter[K]) -> dict[K, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
