"""The rows, or the columns, of one table through its versions so far, and those of a version woven
in.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from build_tools.compare import thresholds
from build_tools.compare.tables import row_number
from build_tools.compare.words import Vocabulary, similarity
from build_tools.lineage.weave.sequence import woven
from build_tools.lineage.weave.text import Addition
from build_tools.model import Cell, Content, TableLine, joined, plain
from build_tools.model.weave import Members, members_of


@dataclass(slots=True, eq=False)
class OpenLine:
    """A row or column that may still gain members."""

    key: int
    """Of this place."""
    id: int
    """Of what stands there: what moved has one at each place."""
    members: Members


def standing(lines: Iterable[OpenLine], members: Members) -> list[OpenLine]:
    """The lines that one of these versions has."""
    return [line for line in lines if line.members & members]


def had(lines: Iterable[OpenLine], addition: Addition) -> list[OpenLine]:
    """The lines that the version before has."""
    return standing(lines, addition.base)


def without(lines: Iterable[OpenLine], addition: Addition) -> list[OpenLine]:
    """The lines that another version has than the one before."""
    left = [replace(line, members=line.members & ~addition.base) for line in lines]
    return [line for line in left if line.members]


class LineLoom:
    """How the rows, or the columns, of a table are woven."""

    def __init__(
        self,
        old: Sequence[OpenLine],
        cells: Sequence[Sequence[Cell]],
        addition: Addition,
        new_line: Callable[[Addition], OpenLine],
        stood_in: Callable[[OpenLine, int], list[Content]],
    ) -> None:
        """`old` are the lines of the old table, `cells` those of the new one; `stood_in` tells what
        stood in the cells of a line in a version.
        """
        self.old = old
        """Of the old table, in order."""
        self.new: dict[int | None, OpenLine] = {}
        """Of the new table, by their numbers in it."""
        self._cells, self._addition = cells, addition
        self._new_line, self._stood_in = new_line, stood_in
        self._ids: set[int] = set()
        """Of what the version has: each stands at one place in it."""

    def woven(self, lines: Sequence[OpenLine], said: Sequence[TableLine]) -> list[OpenLine]:
        """The lines in their new order, with those that came."""
        stayed = filter(None, map(self._stood_as, said))
        self._ids = {each.id for each in stayed}
        return woven(lines, [(each.side, each) for each in said], self)

    def stood(self, thing: OpenLine) -> bool:
        """See `Loom`, as for the others."""
        return self._addition.had(thing.members)

    def keep(self, thing: OpenLine, said: TableLine) -> None:
        """The version has it too."""
        thing.members |= self._addition.bit
        self.new[said.new] = thing

    def keys_of(self, thing: OpenLine) -> Iterator[Hashable]:
        """All that it ever read as, and its name."""
        for version in members_of(thing.members):
            yield tuple(self._stood_in(thing, version))
        yield from _texts_of(self._last_contents(thing))[:1]

    def keys_in(self, said: TableLine) -> tuple[Hashable, Hashable]:
        """How it reads, where that is not nothing at all, and its name, where it came from nowhere
        else.
        """
        contents = self._contents(said)
        names = _texts_of(contents) if said.old is None and not said.tie else []
        return tuple(contents) if any(contents) else None, names[0] if names else None

    def is_back(self, thing: OpenLine, said: TableLine) -> bool:
        """Whether it is not elsewhere in this version."""
        before = self._stood_as(said)
        is_elsewhere = thing.id != before.id if before else thing.id in self._ids
        if is_elsewhere:
            return False
        self._ids.add(thing.id)
        return True

    def is_back_changed(self, thing: OpenLine, said: TableLine) -> bool:
        """Whether it said much of what this one says, and is not elsewhere in this version."""
        is_elsewhere = thing.id in self._ids
        if is_elsewhere or not _say_much_alike(self._last_contents(thing), self._contents(said)):
            return False
        self._ids.add(thing.id)
        return True

    def bring_back(self, thing: OpenLine, said: TableLine) -> None:
        """The version has it again."""
        self.keep(thing, said)

    def make(self, said: TableLine) -> OpenLine:
        """A new line; what moved is still known by its id."""
        made = self._new_line(self._addition)
        if before := self._stood_as(said):
            made.id = before.id
        self.new[said.new] = made
        return made

    def _contents(self, said: TableLine) -> list[Content]:
        """What stands in the cells of a line of the new table."""
        return [joined(cell.content) for cell in self._cells[said.new or 0]]

    def _last_contents(self, thing: OpenLine) -> list[Content]:
        """What last stood in its cells in one of the versions that led to this one."""
        standing = list(members_of(thing.members & self._addition.path))
        return self._stood_in(thing, standing[-1]) if standing else []

    def _stood_as(self, said: TableLine) -> OpenLine | None:
        """What a line of the new table was in the old one; None for one that was not there."""
        if said.old is None or said.new is None or said.tie is not None:
            return None
        return self.old[said.old]


def _say_much_alike(old: Sequence[Content], new: Sequence[Content]) -> bool:
    """Whether two lines have words in common as two versions of what carries one label, their
    numbers left out.
    """
    words = Vocabulary()
    encoded = [words.encode("\n".join(_texts_of(each))) for each in (old, new)]
    return similarity(encoded[0], encoded[1]) >= thresholds.MIN_SIMILARITY_SAME_LABEL


def _texts_of(contents: Sequence[Content]) -> list[str]:
    """What stands in the cells of a line, without a first text that may be its number."""
    texts = [text for text in map(plain, contents) if text.strip()]
    return texts[1:] if texts and row_number(texts[0].strip(), figures=False) else texts
