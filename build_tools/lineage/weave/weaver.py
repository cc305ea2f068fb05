"""Versions and the redline of each step in, their weave out.

Each version is laid into the weave of those before it, along the redline that leads to it from the
version that it was made from: what is kept gains a member, what came is put in where it came, and
what stood there before and comes back is the same again.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from build_tools.compare.renumbering import Renumberings
from build_tools.compare.tables import compare_tables
from build_tools.lineage.weave.blocks import OpenBlock, name_of, said_in
from build_tools.lineage.weave.laying import copied
from build_tools.lineage.weave.sequence import woven
from build_tools.lineage.weave.tables import OpenTable
from build_tools.lineage.weave.text import (
    Addition,
    OpenStretch,
    OpenText,
    cut_out,
    width_of,
    with_origins,
    written,
)
from build_tools.model import Block, Passage, Redline, Run, Tie, TieKind, Version, joined
from build_tools.model.weave import Members, Weave, WovenTie, WovenVersion, member, usual_id


@dataclass(frozen=True, slots=True)
class _OpenTie:
    kind: TieKind
    version: int
    old: Sequence[OpenBlock]
    new: Sequence[OpenBlock]


def woven_version(version: Version, number: int, base: int | None) -> WovenVersion:
    """A version as the weave knows it in which it has a number."""
    return WovenVersion(
        name=version.name,
        label=version.label or str(number + 1),
        sha256=version.sha256,
        base=base,
    )


class Weaver:
    """A weave that may still gain versions."""

    def __init__(self, document: str) -> None:
        self._document = document
        self._versions: list[WovenVersion] = []
        self._paths: list[Members] = []
        """Of each version, those that led to it."""
        self._blocks: list[OpenBlock] = []
        self._ties: list[_OpenTie] = []
        self._nameless = 0

    def start(self, version: Version) -> None:
        """Lay in the first version."""
        addition = self._addition(version, None)
        self._blocks = [self.made(block, addition) for block in version.body]

    def add(self, redline: Redline, base: int) -> None:
        """Lay in the new version of a redline; its old one is that numbered `base`."""
        addition = self._addition(redline.new, base)
        loom = _BlockLoom(self, redline, addition, self._blocks)
        said = [(passage.side, passage) for passage in redline.passages]
        self._blocks = woven(self._blocks, said, loom)
        self._ties += loom.ties()

    def weave(self) -> Weave:
        """The weave of the versions so far."""
        places = {id(block): place for place, block in enumerate(self._blocks)}
        ties = []
        for tie in self._ties:
            old = tuple([places[id(block)] for block in tie.old])
            new = tuple([places[id(block)] for block in tie.new])
            ties.append(WovenTie(kind=tie.kind, version=tie.version, old=old, new=new))
        return Weave(
            document=self._document,
            versions=tuple(self._versions),
            blocks=tuple([block.closed() for block in self._blocks]),
            ties=tuple(ties),
        )

    def made(self, block: Block, addition: Addition) -> OpenBlock:
        """A block that no version had."""
        made = self.named(block, addition)
        made.text = written(joined(block.content), addition)
        if block.table is not None:
            made.table = OpenTable()
            made.table.start(block.table, addition)
        return made

    def named(self, block: Block, addition: Addition) -> OpenBlock:
        """A block at a new place, still without its content."""
        id_ = usual_id(block, self._versions[addition.version])
        if not id_:
            # No anchor begins so.
            self._nameless += 1
            id_ = f"#{self._nameless}@{self._versions[addition.version].label}"
        made = OpenBlock(id_)
        made.add_shape(block, addition)
        return made

    def _addition(self, version: Version, base: int | None) -> Addition:
        number = len(self._versions)
        last = 0 if base is None else member(base)
        path = 0 if base is None else self._paths[base] | last
        self._paths.append(path)
        self._versions.append(woven_version(version, number, base))
        return Addition(number, member(number), last, path)


class _BlockLoom:
    """How the blocks of a version are woven in."""

    def __init__(
        self, weaver: Weaver, redline: Redline, addition: Addition, blocks: Sequence[OpenBlock]
    ) -> None:
        self._weaver, self._addition = weaver, addition
        there = [block for block in blocks if addition.had(block.members)]
        self._olds = [passage.old for passage in redline.passages if passage.old]
        self._old = {id(block): each for block, each in zip(self._olds, there, strict=True)}
        self._new: dict[int, OpenBlock] = {}
        self._ties: dict[int, Tie] = {}
        self._noise = {
            change.id: change.noise[0] if change.noise else "formatting"
            for change in redline.changes
            if change.consequential
        }
        self._redline = redline
        self._ids = {
            self._old[id(passage.old)].id
            for passage in redline.passages
            if passage.old and (passage.new or _moved_from(passage))
        }
        """Of what the version has: each stands at one place in it."""

    def stood(self, thing: OpenBlock) -> bool:
        """See `Loom`, as for the others."""
        return self._addition.had(thing.members)

    def keep(self, thing: OpenBlock, said: Passage) -> None:
        """The version has it too, with what the passage says of it."""
        thing.lay(said, self._addition, self._noise)
        if said.tie and not _has_table(said.tie):
            thing.text = with_origins(
                thing.text, self._inherited(said.block, said.tie), self._addition
            )
        self._take_rows(thing, said)
        self._note(thing, said)

    def keys_of(self, thing: OpenBlock) -> Iterator[Hashable]:
        """All that it ever was, and its name."""
        return thing.keys(self._addition.path)

    def keys_in(self, said: Passage) -> tuple[Hashable, Hashable]:
        """What it is, and its name, where it came from nowhere else."""
        block = said.block
        name = None if said.tie else name_of(block)
        return said_in(block, joined(block.content)), name

    def is_back(self, thing: OpenBlock, said: Passage) -> bool:
        """Whether it is what an earlier version had, and is not elsewhere in this one."""
        before = _moved_from(said)
        is_elsewhere = thing.id != self._old[id(before)].id if before else thing.id in self._ids
        if is_elsewhere or thing.last_as(said.block) is None:
            return False
        self._ids.add(thing.id)
        return True

    def is_back_changed(self, thing: OpenBlock, said: Passage) -> bool:
        """Whether it said most of what this one says, and is not elsewhere in this version."""
        if thing.id in self._ids or self._last_much_alike(thing, said) is None:
            return False
        self._ids.add(thing.id)
        return True

    def bring_back(self, thing: OpenBlock, said: Passage) -> None:
        """The version has it again."""
        version = thing.last_as(said.block)
        if version is None:
            version = self._last_much_alike(thing, said)
        assert version is not None
        thing.bring_back(said.block, version, self._addition)
        self._take_rows(thing, said)
        self._note(thing, said)

    def _last_much_alike(self, thing: OpenBlock, said: Passage) -> int | None:
        return thing.last_much_alike(said.block, self._addition.path)

    def make(self, said: Passage) -> OpenBlock:
        """A block at a new place; its text may come from another."""
        made = self._inheriting(said.block, said.tie) if said.tie else None
        made = made or self._weaver.made(said.block, self._addition)
        self._take_rows(made, said)
        self._note(made, said)
        return made

    def ties(self) -> Iterator[_OpenTie]:
        """What the version moved, divided and joined; what moved keeps its id."""
        for tie in self._ties.values():
            old = [self._old[id(block)] for block in tie.old]
            new = [self._new[id(block)] for block in tie.new]
            if tie.kind == "move":
                new[0].id = old[0].id
            yield _OpenTie(tie.kind, self._addition.version, old, new)

    @cached_property
    def _positions(self) -> tuple[dict[int, int], dict[int, int]]:
        """Where the blocks of both versions stand in their bodies, by their identities."""
        news = [passage.new for passage in self._redline.passages if passage.new]
        olds = {id(block): at for at, block in enumerate(self._olds)}
        return olds, {id(block): at for at, block in enumerate(news)}

    @cached_property
    def _renumberings(self) -> Renumberings:
        """What became of the numbers, of those that stand at the same place and of those that
        moved.
        """
        olds, news = self._positions
        pairs: dict[int, int] = {}
        for passage in self._redline.passages:
            if passage.new and (old := passage.old or _moved_from(passage)):
                pairs[olds[id(old)]] = news[id(passage.new)]
        return Renumberings(self._redline.old, self._redline.new, pairs)

    def _note(self, thing: OpenBlock, said: Passage) -> None:
        self._new[id(said.new)] = thing
        if said.tie:
            self._ties[id(said.tie)] = said.tie
        if said.change in self._noise:
            thing.consequential |= self._addition.bit

    def _inheriting(self, block: Block, tie: Tie) -> OpenBlock | None:
        """A new block of a tie, with what it has of the old ones; None where a table became text,
        or text a table.
        """
        if _has_table(tie):
            old = next((each for each in tie.old if each.table), None)
            table = self._table(old)
            if old is None or old.table is None or table is None or block.table is None:
                return None
            renumbering = self._renumberings.between(
                self._positions[0][id(old)], self._positions[1][id(block)]
            )
            compared = compare_tables(old.table, block.table, renumbering)
            made = self._weaver.named(block, self._addition)
            made.table = table.moved(compared, self._addition)
            return made
        made = self._weaver.named(block, self._addition)
        made.text = self._inherited(block, tie)
        return made

    def _take_rows(self, thing: OpenBlock, said: Passage) -> None:
        """Let the rows that came to a table from another be of the texts that stood there."""
        if said.table is None or thing.table is None:
            return
        for line, cells in zip(said.table.rows, said.table.cells, strict=True):
            there = self._table(line.tie.old) if line.tie and line.side != "old" else None
            if line.tie and there is not None:
                columns = zip(said.table.columns, cells, strict=True)
                edits = [cell.moved_edits for column, cell in columns if column.side != "old"]
                texts = there.texts_of_row(line.tie.old_row, self._addition)
                thing.table.take_row(line.tie.new_row, edits, texts, self._addition)

    def _table(self, old: Block | None) -> OpenTable | None:
        """The table of an old block."""
        return self._old[id(old)].table if old else None

    def _inherited(self, block: Block, tie: Tie) -> OpenText:
        """The text of one of the new blocks of a tie, each part as it came from the old ones."""
        joint: OpenText = []
        for at, old in enumerate(tie.old):
            if at:
                joint.append(self._line_break())
            there = self._old[id(old)]
            joint += [each for each in there.text if self._addition.had(each.members)]
        whole = copied(tie.edits, joint, self._addition)
        before = tie.new[: [id(each) for each in tie.new].index(id(block))]
        skipped = sum(width_of(each.content) + 1 for each in before)
        return cut_out(whole, skipped, width_of(block.content))

    def _line_break(self) -> OpenStretch:
        """What stands between two blocks that are taken as one."""
        made = self._addition.written(Run("\n"))
        made.members |= self._addition.base
        return made


def _moved_from(passage: Passage) -> Block | None:
    return passage.tie.old[0] if passage.tie and passage.tie.kind == "move" else None


def _has_table(tie: Tie) -> bool:
    return any(block.table for block in (*tie.old, *tie.new))
