"""A weave and two of its versions in, the places out at which a reference followed in each step,
though what it names is another matter in the end: it was replaced under its number before it was
renumbered, or reworded again and again.
"""

from collections.abc import Iterator, Sequence
from itertools import permutations

from build_tools.compare.renumbering import named_in
from build_tools.compare.same_matter import SameMatter
from build_tools.lineage.weave.way import Way
from build_tools.model import Version
from build_tools.model.weave import Members, Weave, WovenBlock, member


class ReplacedOnTheWay:
    """What asks it of any two versions of a weave."""

    def __init__(self, weave: Weave) -> None:
        self._weave = weave
        followed = ((place, _followed(block)) for place, block in enumerate(weave.blocks))
        self._followed = {place: members for place, members in followed if members}
        self._named: dict[int, dict[int, set[str]]] = {}
        self._positions: dict[int, dict[int, int]] = {}

    def places(self, way: Way, old: Version, new: Version) -> frozenset[int]:
        """The places of such blocks, as they stand in both versions; none of a single step, which
        tells by itself, number by number, what follows.
        """
        referring = list(self._referring(way)) if len(way.legs) > 1 else []
        if not referring:
            return frozenset()
        named = self._named_in(way.old, old)
        olds, pairs = self._at(way.old), self._pairs(way)
        asked = set().union(*[named[olds[place]] for place in referring])
        matter = SameMatter(old.body, new.body)
        replaced = {
            block.anchor
            for at, block in enumerate(old.body)
            if block.anchor in asked
            and at in pairs
            and new.body[pairs[at]].anchor != block.anchor
            and not matter.is_kept(at, pairs[at])
        }
        return frozenset(place for place in referring if named[olds[place]] & replaced)

    def _referring(self, way: Way) -> Iterator[int]:
        """The blocks of both versions of which a reference followed in a step of the way."""
        for place, members in self._followed.items():
            if members & way.made and way.side(self._weave.blocks[place].members) == "both":
                yield place

    def _named_in(self, number: int, version: Version) -> dict[int, set[str]]:
        if number not in self._named:
            at = self._at(number)
            standing = [at[place] for place in self._followed if place in at]
            self._named[number] = named_in(version, standing)
        return self._named[number]

    def _pairs(self, way: Way) -> dict[int, int]:
        """The positions of what is one in both bodies, where it stands or moved."""
        olds, news = self._at(way.old), self._at(way.new)
        moved = {self._weave.blocks[place].id: at for place, at in news.items()}
        by_place = {at: news[place] for place, at in olds.items() if place in news}
        by_id = {at: moved.get(self._weave.blocks[place].id) for place, at in olds.items()}
        return {at: other for at, other in by_id.items() if other is not None} | by_place

    def _at(self, version: int) -> dict[int, int]:
        """Where the blocks of a version stand in its body, by their places in the weave."""
        if version not in self._positions:
            blocks = enumerate(self._weave.blocks)
            standing = [place for place, each in blocks if each.members & member(version)]
            self._positions[version] = {place: at for at, place in enumerate(standing)}
        return self._positions[version]


def all_replaced(weave: Weave, versions: Sequence[Version]) -> Iterator[tuple[int, int, list[int]]]:
    """The numbers of any two versions of a weave, which are given in its order, between which
    there are such places, and the places.
    """
    replaced = ReplacedOnTheWay(weave)
    for old, new in permutations(range(len(versions)), 2):
        way = Way.of(weave, old, new)
        if places := replaced.places(way, versions[old], versions[new]):
            yield old, new, sorted(places)


def _followed(block: WovenBlock) -> Members:
    """The versions in which a reference of a block only followed."""
    found = 0
    for text in block.texts:
        for stretch in text:
            for version, noise in stretch.noise.items():
                found |= member(version) if noise == "cross-reference" else 0
    return found
