"""A weave in, what befell the words of each block that moved, was divided or joined, and of each
cell that moved with its row or column, out: for any two of its versions, told once from each of the
texts that these ever had to each other one.

To compare words is not for a script. How often a block that moved was reworded is all that this
grows with; nothing is told that is as it was.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations, product
from typing import Any, NamedTuple, TypeAlias

from build_tools.compare.changes.blocks import kinds_of_words
from build_tools.compare.passages import compared_tie
from build_tools.compare.renumbering import Renumberings
from build_tools.compare.words import compare_content
from build_tools.model import (
    Block,
    Content,
    Edits,
    Tie,
    TieKind,
    Version,
    is_consequential,
    joint_content,
    noise_of,
)
from build_tools.model.weave import (
    Members,
    Weave,
    WovenBlock,
    WovenLine,
    WovenTable,
    content_at,
    member,
    members_of,
)

_Places: TypeAlias = tuple[int, ...]
"""Of blocks that are taken as one text, in a weave."""
BACK: Mapping[TieKind, TieKind] = {"move": "move", "split": "merge", "merge": "split"}
"""What a tie is from the new text to the old."""


class _Text(NamedTuple):
    """What stood at some places, and in which versions."""

    places: _Places
    members: Members


class WovenTies:
    """What the versions of a weave tell of what moved, was divided or joined in it."""

    def __init__(self, weave: Weave, versions: Sequence[Version]) -> None:
        """`versions` are those of the weave, in its order."""
        self._weave, self._versions = weave, versions
        self._renumberings: dict[tuple[int, int], Renumberings] = {}

    def told(self) -> Iterator[tuple[_Places, _Places, Members, Members, Mapping[str, Any]]]:
        """The old places of what is tied and the new ones, the versions of its old text and those
        of its new one, and what befell its words; likewise from the new to the old, which may be
        compared another way.
        """
        for kind, olds, news in self._tied():
            texts = self._texts(olds, news), self._texts(news, olds)
            for before, after in product(*texts):
                if said := self._said(kind, before, after):
                    yield olds, news, before.members, after.members, said

    def _tied(self) -> Iterator[tuple[TieKind, _Places, _Places]]:
        places: dict[str, list[int]] = defaultdict(list)
        for place, block in enumerate(self._weave.blocks):
            places[block.id].append(place)
        for its in places.values():
            yield from (("move", (one,), (other,)) for one, other in permutations(its, 2))
        for tie in self._weave.ties:
            if tie.kind != "move":
                yield tie.kind, tie.old, tie.new
                yield BACK[tie.kind], tie.new, tie.old

    def _texts(self, places: _Places, others: _Places) -> Iterator[_Text]:
        """Each text that ever stood at all of some places and at none of the others, with the
        versions that have it.
        """
        blocks = [self._weave.blocks[place] for place in places]
        shared = self._weave.members
        for block in blocks:
            shared &= block.members
        for place in set(others) - set(places):
            shared &= ~self._weave.blocks[place].members
        found: dict[tuple[object, ...], Members] = {}
        for version in members_of(shared):
            said = tuple([_said(block, version) for block in blocks])
            found[said] = found.get(said, 0) | member(version)
        yield from (_Text(places, members) for members in found.values())

    def _said(self, kind: TieKind, before: _Text, after: _Text) -> dict[str, Any]:
        old, new = nearest(before.members, after.members)
        olds, news = self._blocks(before, old), self._blocks(after, new)
        contents = joint_content(olds), joint_content(news)
        if contents[0] == contents[1]:
            return {}
        at = self._position(before.places[0], old), self._position(after.places[0], new)
        edits = compared_tie(kind, olds, news, self._between(old, new).between(*at))
        said = {
            "kinds": kinds_of_words(Tie(kind=kind, old=olds, new=news, edits=edits)),
            "noise": noise_of(edits),
            "follows": 1 if is_consequential(edits) else 0,
            "edits": edits,
        }
        return {name: value for name, value in said.items() if value}

    def _blocks(self, text: _Text, version: int) -> tuple[Block, ...]:
        blocks = [self._weave.blocks[place].at(version) for place in text.places]
        return tuple(filter(None, blocks))

    def _position(self, place: int, version: int) -> int:
        """That of a block in the body of a version."""
        return len(self._standing(version, place))

    def _standing(self, version: int, stop: int | None = None) -> list[WovenBlock]:
        return [each for each in self._weave.blocks[:stop] if each.members >> version & 1]

    def _between(self, old: int, new: int) -> Renumberings:
        """What became of the numbers from one version to another."""
        if (old, new) not in self._renumberings:
            olds = {id(block): at for at, block in enumerate(self._standing(old))}
            pairs = {
                olds[id(block)]: at
                for at, block in enumerate(self._standing(new))
                if id(block) in olds
            }
            self._renumberings[old, new] = Renumberings(
                self._versions[old], self._versions[new], pairs
            )
        return self._renumberings[old, new]


def _said(block: WovenBlock, version: int) -> tuple[Content, object]:
    there = block.at(version)
    assert there is not None
    return there.content, there.table


def nearest(before: Members, after: Members) -> tuple[int, int]:
    """A version of each of two sets, with as few as can be between them."""
    pairs = product(members_of(before), members_of(after))
    return min(pairs, key=lambda pair: (abs(pair[0] - pair[1]), pair))


# --- Cells that moved -----------------------------------------------------------------------------


def moved_cells(table: WovenTable) -> Iterator[tuple[Content, Content, Edits]]:
    """Each two contents that a cell ever had before and after its row or column moved, with the
    edits between them.
    """
    given: set[tuple[Content, Content]] = set()
    for one, other in _moved_places(table):
        pairs = product(_contents(table, one), _contents(table, other))
        for before, after in pairs:
            if before != after and (before, after) not in given:
                given.add((before, after))
                yield before, after, compare_content(before, after)


def _moved_places(table: WovenTable) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Two places of each cell that moved, as rows and columns of the table, either way round."""
    rows, columns = _by_id(table.rows), _by_id(table.columns)
    for down, across in product(rows.values(), columns.values()):
        if len(down) > 1 or len(across) > 1:
            yield from permutations(product(down, across), 2)


def _by_id(lines: Sequence[WovenLine]) -> Mapping[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        found[line.id].append(place)
    return found


def _contents(table: WovenTable, at: tuple[int, int]) -> list[Content]:
    """All that ever stood in a cell."""
    row, column = at
    cell = table.cells.get(at)
    shared = table.rows[row].members & table.columns[column].members
    stretches = cell.stretches if cell else ()
    return list(dict.fromkeys([content_at(stretches, each) for each in members_of(shared)]))
