"""A weave: every version of a document as one text, in which each part knows the versions that have
it.

The interleaved delta of SCCS (Rochkind, "The Source Code Control System", 1975), for blocks, rows,
columns, cells and stretches of text. Nothing is ever taken out: what a version leaves out stays at
its place, for the versions that have it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, reduce
from itertools import chain
from operator import attrgetter, itemgetter, or_
from typing import TypeAlias, TypeVar

from build_tools.model.edits import Noise
from build_tools.model.redline import TieKind
from build_tools.model.text import Block, Cell, CellMerge, Content, Mark, Run, Table, joined

V = TypeVar("V")

Members: TypeAlias = int
"""The versions that have something: bit `n` stands for `Weave.versions[n]`."""
States: TypeAlias = tuple[tuple[Members, V], ...]
"""What something was in each of the versions that have it: disjoint sets, each with its value."""


STATE = (
    "kind",
    "label",
    "anchor",
    "depth",
    "quoted",
    "note_level",
    "terms",
    "citation",
    "within",
)
"""What a block is but for its content and its place in a file."""
state_of = attrgetter(*STATE)
"""The values of these, of a block."""


def member(version: int) -> Members:
    """The set of one version."""
    return 1 << version


def members_of(members: Members) -> Iterator[int]:
    """The versions of a set, in their order."""
    while members:
        lowest = members & -members
        yield lowest.bit_length() - 1
        members ^= lowest


def first_of(members: Members) -> int:
    """The first version of a set."""
    return (members & -members).bit_length() - 1


def state_at(states: States[V], version: int) -> V | None:
    """What something was in a version; None where it was not."""
    bit = member(version)
    for members, value in states:
        if members & bit:
            return value
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class WovenVersion:
    """A version as the weave knows it."""

    name: str
    """`mtad@3.0`, or the path of a loose file."""
    label: str
    sha256: str
    base: int | None
    """The version that it was made from; None for the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WovenStretch:
    """Text that came, and went, as one."""

    text: str
    marks: tuple[Mark, ...] = ()
    members: Members
    origin: int
    """The version in which it was written, there or where it moved from; for what only follows,
    that of what it follows."""
    noise: Mapping[int, Noise] = field(default_factory=dict)
    """The versions in which it came or went, and nothing of substance with it."""

    @property
    def run(self) -> Run:
        """The stretch as a run of content."""
        return Run(self.text, self.marks)


WovenText: TypeAlias = tuple[WovenStretch, ...]
"""All that ever stood at one place, in order."""


def content_at(stretches: Iterable[WovenStretch], version: int) -> Content:
    """What stands at a place in a version, in normal form."""
    bit = member(version)
    return joined(tuple([each.run for each in stretches if each.members & bit]))


@dataclass(frozen=True, slots=True, kw_only=True)
class WovenLine:
    """A row or a column of a woven table."""

    id: int
    """Unique among the rows, or the columns, of its table; what moved has one at each place."""
    members: Members


@dataclass(frozen=True, slots=True, kw_only=True)
class WovenCell:
    """Where a row and a column meet that ever stood in one version."""

    stretches: WovenText = ()
    merges: States[CellMerge] = ()
    """Of the versions in which another cell covers it."""

    def at(self, version: int) -> Cell:
        """The cell in a version."""
        merge = state_at(self.merges, version) or ""
        return Cell(content=content_at(self.stretches, version), merge=merge)


@dataclass(frozen=True, slots=True, kw_only=True)
class WovenTable:
    """A table through all its versions."""

    states: States[Table]
    """What it was but for its rows and its caption."""
    caption: WovenText
    rows: tuple[WovenLine, ...]
    columns: tuple[WovenLine, ...]
    cells: Mapping[tuple[int, int], WovenCell]
    """By places in `rows` and `columns`; those alone in which something ever stood."""

    def at(self, version: int) -> Table | None:
        """The table in a version; None where there was none."""
        shape = state_at(self.states, version)
        if shape is None:
            return None
        columns = places_at(self.columns, version)
        rows = tuple([self._row_at(row, columns, version) for row in places_at(self.rows, version)])
        return replace(shape, rows=rows, caption=content_at(self.caption, version))

    def _row_at(self, row: int, columns: Iterable[int], version: int) -> tuple[Cell, ...]:
        cells = [self.cells.get((row, column)) for column in columns]
        return tuple([cell.at(version) if cell else Cell() for cell in cells])


def places_at(lines: Iterable[WovenLine], version: int) -> list[int]:
    """The places, among all rows or columns, of those that a version has."""
    bit = member(version)
    return [at for at, line in enumerate(lines) if line.members & bit]


@dataclass(frozen=True, slots=True, kw_only=True)
class WovenBlock:
    """A block at one place, through all its versions."""

    id: str
    """Lasts, whatever its number: the anchor that it first had and the version in which it first
    stood, "17.6@1.0". What moved has one at each of its places."""
    states: States[Block]
    """What it was but for its content and its table: its kind, label, level and citation."""
    consequential: Members = 0
    """The versions in which its number or level changed, and nothing of substance with it."""
    stretches: WovenText = ()
    table: WovenTable | None = None

    @property
    def first(self) -> tuple[int, Block]:
        """The first version that has it, and what it was in that."""
        return min(
            [(first_of(members), shape) for members, shape in self.states], key=itemgetter(0)
        )

    @property
    def members(self) -> Members:
        """The versions that have it at this place."""
        return sum([members for members, _ in self.states])

    @property
    def texts(self) -> tuple[WovenText, ...]:
        """Its text and, of a table, its caption and those of its cells."""
        if self.table is None:
            return (self.stretches,)
        cells = [cell.stretches for cell in self.table.cells.values()]
        return (self.stretches, self.table.caption, *cells)

    @property
    def sets(self) -> frozenset[Members]:
        """Every set of versions that anything of it stands in; two versions that are together in
        each of them, or together outside it, have the same of it.
        """
        found = {members for members, _ in self.states}
        for text in self.texts:
            found.update([each.members for each in text])
        if self.table is not None:
            found.update([members for members, _ in self.table.states])
            found.update([line.members for line in (*self.table.rows, *self.table.columns)])
            for cell in self.table.cells.values():
                found.update([members for members, _ in cell.merges])
        return frozenset(found)

    def at(self, version: int) -> Block | None:
        """The block in a version, in normal form and without its place in a file; None where it
        did not stand here.
        """
        shape = state_at(self.states, version)
        if shape is None:
            return None
        table = self.table.at(version) if self.table else None
        return replace(shape, content=content_at(self.stretches, version), table=table)


def usual_id(block: Block, first: WovenVersion) -> str:
    """The id of a block that stands at its first place: its anchor there, and the version; empty
    for one that had no anchor.
    """
    return f"{block.anchor}@{first.label}" if block.anchor else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WovenTie:
    """Blocks that one version moved, divided or joined; by their places in the weave."""

    kind: TieKind
    version: int
    old: tuple[int, ...]
    new: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Weave:
    """Every version of one document."""

    document: str
    versions: tuple[WovenVersion, ...]
    """Each after the one that it was made from."""
    blocks: tuple[WovenBlock, ...]
    """Every block that ever stood, once for each of its places, in one order."""
    ties: tuple[WovenTie, ...] = ()

    @property
    def members(self) -> Members:
        """All versions."""
        return (1 << len(self.versions)) - 1

    @property
    def stretches(self) -> Iterator[WovenStretch]:
        """Every stretch that ever stood, at each of its places."""
        for block in self.blocks:
            yield from chain.from_iterable(block.texts)

    def at(self, version: int) -> tuple[Block, ...]:
        """The blocks of a version, in normal form and without their places in a file."""
        return tuple(filter(None, [block.at(version) for block in self.blocks]))

    @cached_property
    def touching(self) -> tuple[Members, ...]:
        """By the places of the blocks, the versions of which each has something that the version
        which they were made from has not, or lacks something of it.
        """
        steps = [(each.base, at) for at, each in enumerate(self.versions) if each.base is not None]

        @cache
        def turned(members: Members) -> Members:
            return sum([member(new) for old, new in steps if (members >> old ^ members >> new) & 1])

        return tuple([reduce(or_, map(turned, block.sets)) for block in self.blocks])

    def path(self, version: int) -> list[int]:
        """The versions that led to one, and itself, the oldest first."""
        found = [version]
        while (base := self.versions[found[-1]].base) is not None:
            found.append(base)
        return found[::-1]
