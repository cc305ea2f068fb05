"""Two redlines of one base → the merged text, block by block.

Each item of the merged sequence gives its parts: chunks of the text, what is in dispute,
follow-ups. What becomes of it depends on that item alone; what is in dispute together is one place
(`disputes`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from build_tools.lineage.merge.branch import Branch, branch_of
from build_tools.lineage.merge.chunks import (
    BranchName,
    Chunk,
    fingerprint,
    joined_chunks,
    relabelled,
    texts_of,
)
from build_tools.lineage.merge.disputes import Dispute, OutcomePart, Part, settled_parts
from build_tools.lineage.merge.follow_ups import moved_references, repeated_numbers
from build_tools.lineage.merge.outcome import Conflict, FollowUp, Merged
from build_tools.lineage.merge.sequences import Positions, ResultItem, merge_sequences
from build_tools.lineage.merge.table_branches import table_branch
from build_tools.lineage.merge.tables import ResultTable, merge_tables
from build_tools.model import Block, Redline
from build_tools.text.markdown import with_text


def merge(
    ours: Redline, theirs: Redline, *, on_conflict: Literal["mark", "ours"] = "mark"
) -> Merged:
    """Carry the changes of `ours` over to the new text of `theirs`; both are redlines of one base.

    With `on_conflict="ours"`, what both changed is as ours has it, and nothing marks it.
    """
    assert ours.old.sha256 == theirs.old.sha256
    base = ours.old.body
    three = _ThreeWay(base, branch_of(ours, "ours"), branch_of(theirs, "theirs"))
    merged = _PartsByKind.of(settled_parts(_parts(three), on_conflict))
    conflicts, follow_ups = merged.conflicts, merged.follow_ups
    shown = {"always", "marked" if on_conflict == "mark" else "unmarked"}
    chunks = [chunk for chunk in merged.chunks if chunk.shown in shown]
    lengths = {branch.name: len(branch.blocks) for branch in (three.ours, three.theirs)}
    text = _front_matter(ours) + joined_chunks(chunks, lengths)
    if on_conflict == "mark":
        blocks = with_text(ours.new, text).body
        if all(each.agreed for each in conflicts):
            conflicts += _misread(blocks, chunks)
            follow_ups += repeated_numbers(blocks, three.ours, three.theirs)
        if len(blocks) == len(chunks):
            follow_ups += moved_references(blocks, chunks, three.branches)
    return Merged(
        text=text,
        conflicts=tuple(conflicts),
        follow_ups=tuple(dict.fromkeys(follow_ups)),
    )


@dataclass(slots=True)
class _PartsByKind:
    """The parts of a merged text by kind, each kind in reading order."""

    chunks: list[Chunk] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    follow_ups: list[FollowUp] = field(default_factory=list)

    @classmethod
    def of(cls, parts: Iterable[OutcomePart]) -> "_PartsByKind":
        """Parts in reading order."""
        found = cls()
        for part in parts:
            match part:
                case Chunk():
                    found.chunks.append(part)
                case Conflict():
                    found.conflicts.append(part)
                case FollowUp():
                    found.follow_ups.append(part)
        return found


@dataclass(frozen=True, slots=True)
class _ThreeWay:
    """The base and what the two branches made of it."""

    base: Sequence[Block]
    ours: Branch
    theirs: Branch

    @property
    def branches(self) -> Mapping[BranchName, Branch]:
        """The branches by their names."""
        return {"ours": self.ours, "theirs": self.theirs}

    def blocks(self, item: ResultItem) -> tuple[Block | None, Block | None]:
        """The block of an item in ours and in theirs."""
        return self.ours.block(item.ours), self.theirs.block(item.theirs)

    def positions(self, item: ResultItem) -> tuple[int | None, int | None]:
        """Which block of each branch an item is, also where the other branch moved it."""
        ours, theirs = item.ours, item.theirs
        if ours is not None and theirs is None and ours in self.ours.came_from:
            theirs = self.theirs.alignment.kept.get(self.ours.came_from[ours])
        elif theirs is not None and ours is None and theirs in self.theirs.came_from:
            ours = self.ours.alignment.kept.get(self.theirs.came_from[theirs])
        return ours, theirs

    def same(self, ours: Positions, theirs: Positions) -> bool:
        """Whether blocks that both put in are the same."""
        our_blocks = [self.ours.blocks[position] for position in ours]
        their_blocks = [self.theirs.blocks[position] for position in theirs]
        return list(map(_identity, our_blocks)) == list(map(_identity, their_blocks))

    def only_follows(self, item: ResultItem) -> bool:
        """Whether what a branch did to a block that both changed only follows from something
        else.
        """
        base = item.base
        if base is None:  # what both put in alike
            return False
        return self.ours.only_follows(base) or self.theirs.only_follows(base)

    def their_citation(self, item: ResultItem) -> str:
        """How theirs numbers a block that it has."""
        assert item.theirs is not None
        return self.theirs.blocks[item.theirs].citation


def _identity(block: Block) -> tuple[object, ...]:
    return block.label, fingerprint(block)


def _front_matter(redline: Redline) -> str:
    return "".join(block.source for block in redline.new.blocks if block.kind == "front-matter")


# --- What becomes of each item --------------------------------------------------------------------


def _parts(three: _ThreeWay) -> Iterator[Part]:
    """The parts of the merged text, in reading order."""
    gap = "the beginning"
    for item in merge_sequences(three.ours.alignment, three.theirs.alignment, three.same):
        if item.base is None:
            yield from _inserted(three, item, gap)
            continue
        gap = f"the place after {three.base[item.base].citation}"
        if item.ours is not None and item.theirs is not None:
            yield from _kept(three, item, three.base[item.base])
        elif item.ours is None and item.theirs is None:
            yield from _removed_by_both(three, item.base)
        else:
            yield from _removed_by_one(three, item, item.base)


def _inserted(three: _ThreeWay, item: ResultItem, gap: str) -> Iterator[Part]:
    """A block that one branch put in, or both alike."""
    our_block, their_block = three.blocks(item)
    if item.conflicting:
        yield Dispute(
            conflict=Conflict(where=gap, ours=our_block, theirs=their_block),
            ours=_copied(three, item, "ours") if our_block else None,
            theirs=_copied(three, item, "theirs") if their_block else None,
        )
        return
    if our_block and their_block:
        yield _agreed(three, item)
    yield _copied(three, item, "theirs" if their_block else "ours")


def _agreed(three: _ThreeWay, item: ResultItem) -> Conflict:
    """Where both made the same of something."""
    our_block, their_block = three.blocks(item)
    return Conflict(
        where=three.their_citation(item),
        ours=our_block,
        theirs=their_block,
        agreed=True,
        consequential=three.only_follows(item),
    )


def _removed_by_both(three: _ThreeWay, base: int) -> Iterator[Part]:
    """A block that both took out or moved; they agree unless it went to different places."""
    where = three.base[base].citation
    moved = base in three.ours.alignment.moved or base in three.theirs.alignment.moved
    agreed = not moved or three.ours.became.get(base) == three.theirs.became.get(base)
    conflict = Conflict(where=where, ours=None, theirs=None, agreed=agreed)
    yield conflict if agreed else Dispute(conflict=conflict)


def _removed_by_one(three: _ThreeWay, item: ResultItem, base: int) -> Iterator[Part]:
    """A block that one branch took out or moved; a conflict where the other changed it."""
    our_block, their_block = three.blocks(item)
    left = our_block or their_block
    assert left is not None
    if fingerprint(left) == fingerprint(three.base[base]):
        return
    follows = (three.ours if our_block else three.theirs).only_follows(base)
    yield Dispute(
        conflict=Conflict(
            where=three.base[base].citation,
            ours=our_block,
            theirs=their_block,
            consequential=follows,
        ),
        ours=_copied(three, item, "ours") if our_block else None,
        theirs=_copied(three, item, "theirs", shown="marked") if their_block else None,
    )


def _kept(three: _ThreeWay, item: ResultItem, base: Block) -> Iterator[Part]:
    """A block that stayed in its order in both branches."""
    our_block, their_block = three.blocks(item)
    assert our_block is not None
    assert their_block is not None
    if base.label not in (our_block.label, their_block.label):
        yield FollowUp(f"{three.their_citation(item)}: both give it a number")
    # The label is that of whoever changed it.
    label = our_block.label if their_block.label == base.label else their_block.label
    before, in_ours, in_theirs = fingerprint(base), fingerprint(our_block), fingerprint(their_block)
    if in_ours == before:
        yield _copied(three, item, "theirs", label)
    elif in_theirs == before:
        yield _copied(three, item, "ours", label)
    elif in_ours == in_theirs:
        yield _agreed(three, item)
        yield _copied(three, item, "theirs", label)
    elif (table := _result_table(three, item)) is not None:
        yield from _in_table(three, item, table, label)
    else:
        yield _changed_by_both(three, item)


def _changed_by_both(three: _ThreeWay, item: ResultItem) -> Dispute:
    """A block as each branch has it; without marks, as ours has it."""
    our_block, their_block = three.blocks(item)
    return Dispute(
        conflict=Conflict(
            where=three.their_citation(item),
            ours=our_block,
            theirs=their_block,
            consequential=three.only_follows(item),
        ),
        ours=_copied(three, item, "ours"),
        theirs=_copied(three, item, "theirs", shown="marked"),
        begins=True,
    )


def _copied(
    three: _ThreeWay,
    item: ResultItem,
    name: BranchName,
    label: str | None = None,
    shown: Literal["always", "marked", "unmarked"] = "always",
) -> Chunk:
    """A block as a branch has it, with another label if need be."""
    position = item.ours if name == "ours" else item.theirs
    assert position is not None
    block = three.branches[name].blocks[position]
    chunk = Chunk(
        block.source,
        name,
        position,
        fingerprint(block),
        shown,
        *three.positions(item),
        words_of=(name,) * len(list(texts_of(block))),
    )
    if label is None or label == block.label:
        return chunk
    source = relabelled(block.source, block.label, label)
    return replace(chunk, source=source, branch=None, position=-1)


# --- Tables ---------------------------------------------------------------------------------------


def _result_table(three: _ThreeWay, item: ResultItem) -> ResultTable | None:
    """A table that both changed; None when it is none, or cannot be taken apart."""
    assert item.base is not None
    our_block, their_block = three.blocks(item)
    ours = table_branch(our_block, three.ours.kept[item.base], "ours")
    theirs = table_branch(their_block, three.theirs.kept[item.base], "theirs")
    if ours is None or theirs is None:
        return None
    return merge_tables(ours, theirs, three.ours.consequential | three.theirs.consequential)


def _in_table(three: _ThreeWay, item: ResultItem, table: ResultTable, label: str) -> Iterator[Part]:
    """The parts of a merged table, which stands twice where it does not hold together."""
    where = three.their_citation(item)
    our_block, their_block = three.blocks(item)
    assert their_block is not None
    conflicts = [
        Conflict(
            where=f"{where}, {each.where}",
            ours=our_block,
            theirs=their_block,
            agreed=each.agreed,
            consequential=each.consequential,
            rows=each.rows,
        )
        for each in table.conflicts
    ]
    for row in table.renumbered:
        yield FollowUp(f"{where}, {row}: both give it a number")
    if not table.whole:
        *others, last = conflicts or [_changed_by_both(three, item).conflict]
        yield from others
        yield replace(_changed_by_both(three, item), conflict=last)
        return
    yield from conflicts
    ours, theirs = three.positions(item)
    agreed = all(each.agreed for each in table.conflicts)
    yield Chunk(
        table.source(label),
        fingerprint=fingerprint(replace(their_block, label=label, table=table.table)),
        shown="always" if agreed else "marked",
        ours=ours,
        theirs=theirs,
        words_of=table.words_of,
    )
    if not agreed:
        yield _copied(three, item, "ours", shown="unmarked")


# --- What the merged text says, once it is read ---------------------------------------------------


def _misread(blocks: Sequence[Block], chunks: Sequence[Chunk]) -> Iterator[Conflict]:
    """The first block of the merged text that does not say what it was taken to say."""
    said = list(map(fingerprint, blocks))
    meant = [chunk.fingerprint for chunk in chunks]
    if said == meant:
        return
    wrong = next((at for at, (a, b) in enumerate(zip(said, meant, strict=False)) if a != b), None)
    if wrong is None:
        yield Conflict(where="The text as a whole", ours=None, theirs=None)
    else:
        where = blocks[wrong].citation
        yield Conflict(where=where, ours=blocks[wrong], theirs=None)
