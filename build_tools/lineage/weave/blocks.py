"""One block through its versions so far, and a version laid in."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from build_tools.compare import thresholds
from build_tools.compare.tables import compare_tables, is_replaced
from build_tools.compare.words import Vocabulary, compare_content, similarity
from build_tools.lineage.weave.laying import lay, with_noise
from build_tools.lineage.weave.tables import OpenTable
from build_tools.lineage.weave.text import Addition, OpenText, closed_text, stood_at
from build_tools.model import Block, Content, Noise, Passage, joined, plain
from build_tools.model.weave import Members, WovenBlock, member, members_of, state_of


@dataclass(slots=True, eq=False)
class OpenBlock:
    """A block that may still gain versions; see `WovenBlock`."""

    id: str
    members: Members = 0
    consequential: Members = 0
    text: OpenText = field(default_factory=list)
    table: OpenTable | None = None
    _shapes: list[tuple[Members, Block]] = field(default_factory=list)

    def add_shape(self, block: Block, addition: Addition) -> None:
        """Let the version have it, as this block is but for its content."""
        self.members |= addition.bit
        state = state_of(block)
        for at, (members, shape) in enumerate(self._shapes):
            if state_of(shape) == state:
                self._shapes[at] = (members | addition.bit, shape)
                return
        self._shapes.append((addition.bit, block))

    def lay(self, passage: Passage, addition: Addition, noise: Mapping[str, Noise]) -> None:
        """Lay in what the version before has at this place too; `noise` are the classes of the
        changes in which all only follows.
        """
        old, new = passage.old, passage.new
        assert old is not None
        assert new is not None
        self.add_shape(new, addition)
        self.text = lay(self.text, with_noise(passage.edits, noise.get(passage.change)), addition)
        if new.table is None:
            return
        self.table = self.table or OpenTable()
        if old.table is None:
            self.table.start(new.table, addition)
        elif passage.table is None:
            self.table.keep(new.table, addition)
        else:
            self.table.change(passage.table, addition, noise)

    def keys(self, path: Members) -> Iterator[Hashable]:
        """What it was in each version that has it, as `said_in` tells it, and its name when one of
        those of a path last had it.
        """
        for version in members_of(self.members):
            yield self._said_at(version)
        for version in self._last_of(path):
            yield name_of(self._shape_at(version))

    def last_as(self, block: Block) -> int | None:
        """The last version in which it was what a block is; None where it never was."""
        said = said_in(block, joined(block.content))
        for version in sorted(members_of(self.members), reverse=True):
            if self._said_at(version) != said:
                continue
            if block.table is None or (self.table and self.table.stood_as(block.table, version)):
                return version
        return None

    def last_much_alike(self, block: Block, path: Members) -> int | None:
        """The last version of a path that has it, where it then said most of what a block of its
        name says; None where it did not.
        """
        alike = [at for at in self._last_of(path) if _say_much_alike(self._at(at), block)]
        return alike[0] if alike else None

    def bring_back(self, block: Block, version: int, addition: Addition) -> None:
        """Let the version have it, with what changed since an earlier one had it."""
        as_then = replace(addition, base=member(version))
        before = self._at(version)
        self.add_shape(block, addition)
        edits = compare_content(before.content, joined(block.content))
        self.text = lay(self.text, edits, as_then)
        if before.table and self.table and block.table:
            if self.table.stood_as(block.table, version):
                self.table.keep(block.table, as_then)
            else:
                self.table.change(compare_tables(before.table, block.table), as_then, {})

    def _last_of(self, path: Members) -> list[int]:
        """The last version of a path that has it; none where none has."""
        return list(members_of(self.members & path))[-1:]

    def _said_at(self, version: int) -> Hashable:
        return said_in(self._shape_at(version), stood_at(self.text, version))

    def _shape_at(self, version: int) -> Block:
        bit = member(version)
        return next(shape for members, shape in self._shapes if members & bit)

    def _at(self, version: int) -> Block:
        """The block in a version that has it, in normal form."""
        shape = self._shape_at(version)
        table = self.table.at(version) if self.table and shape.table else None
        return replace(shape, content=stood_at(self.text, version), table=table)

    def closed(self) -> WovenBlock:
        """The value."""
        return WovenBlock(
            id=self.id,
            states=tuple([(members, _bare(shape)) for members, shape in self._shapes]),
            consequential=self.consequential,
            stretches=closed_text(self.text),
            table=self.table.closed() if self.table else None,
        )


def said_in(shape: Block, content: Content) -> Hashable:
    """What a block with a content is but for its table, its address and its place."""
    return shape.kind, shape.label, shape.depth, content


def name_of(block: Block) -> Hashable:
    """The kind and the address of a block; None where it has none."""
    return (block.kind, block.anchor) if block.anchor else None


def _say_much_alike(old: Block, new: Block) -> bool:
    """Whether two blocks say as much in common as two versions of one, wherever they stand."""
    if old.table and new.table:
        return not is_replaced(compare_tables(old.table, new.table))
    words = Vocabulary()
    texts = [words.encode(plain(block.content)) for block in (old, new)]
    return similarity(texts[0], texts[1]) >= thresholds.MIN_SIMILARITY


def _bare(block: Block) -> Block:
    return replace(block, content=(), table=None, line=1, source="")
