"""A weave and the way between two of its versions in, what was changed and changed back on it out.

That is what stands in neither of the two and stood in a version between them, or stands in both and
did not: stretches of text, blocks, rows and columns, known by their sets of versions. What moved,
was divided or joined on the way stands at several places; there the words decide. Nothing that is a
change between the two versions is among it.
"""

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_

from build_tools.lineage.weave.passing_tables import PassingTables
from build_tools.lineage.weave.passing_text import PassingText
from build_tools.lineage.weave.table_reading import Name
from build_tools.lineage.weave.telling import Telling
from build_tools.lineage.weave.way import Way, tied_together
from build_tools.model import ChangedBack, Content, PassingKind, joint_content, with_note_signs
from build_tools.model.weave import Members, Weave, WovenBlock, member, state_at


def changed_back(weave: Weave, way: Way) -> tuple[ChangedBack, ...]:
    """In the order of the weave; nothing where no version lies between the two. What changed its
    marks or its white space alone is left out.
    """
    if len(way.legs) < 2:
        return ()
    return tuple([each for each in _Finder(weave, way).found() if each.text])


class _Finder:
    """What it takes to find what came and went on a way."""

    def __init__(self, weave: Weave, way: Way) -> None:
        self._blocks, self._touching = weave.blocks, weave.touching
        self._groups = tied_together(weave, way)
        self._way = way
        self._telling = Telling(weave, way)
        self._text = PassingText(self._telling)
        self._tables = PassingTables(self._telling, self._text)

    def found(self) -> Iterator[ChangedBack]:
        for place, woven in enumerate(self._blocks):
            group = self._groups.get(place)
            if group is None:
                if self._touching[place] & self._way.made:
                    yield from self._of_block(woven)
            elif group[0] == place:
                yield from self._of_group(group)

    def _of_block(self, woven: WovenBlock) -> Iterator[ChangedBack]:
        """Of a block that stood at one place."""
        pattern = woven.members & self._telling.on_way
        if not pattern:
            return
        name = self._name_of(woven)
        kind: PassingKind = "table" if woven.table else "provision"
        seen: Members = 0
        for legs in self._way.excursions(pattern):
            version = self._telling.seen_at(pattern, legs)
            seen |= member(version)
            block = woven.at(version)
            text = with_note_signs(joint_content([block])) if block else ""
            yield self._telling.told(kind, name, text, pattern, legs)
        if self._way.side(pattern) is None:
            yield from self._text.of_unseen(woven.texts, seen, name)
            return
        yield from self._text.of_text(woven.stretches, woven.members, name)
        if woven.table:
            yield from self._tables.of_table(woven.table, woven.members, name)

    def _of_group(self, places: Sequence[int]) -> Iterator[ChangedBack]:
        """Of blocks of which one moved, was divided or was joined to another on the way."""
        blocks = [self._blocks[place] for place in places]
        at_an_end = [each for each in blocks if self._way.side(each.members)]
        name = self._name_of((at_an_end or blocks)[-1])
        contents = list(self._contents(places))
        yield from self._text.of_words(contents, name)
        for block in at_an_end:
            pattern = block.members & self._telling.on_way
            for legs in self._way.excursions(pattern):
                text = with_note_signs(contents[-1])
                yield self._telling.told("move", self._name_of(block), text, pattern, legs)

    def _contents(self, places: Sequence[int]) -> Iterator[Content]:
        """What blocks said, taken as one text, at each stop of the way; it is read again where a
        step touched it.
        """
        touching = reduce(or_, [self._touching[place] for place in places])
        said = self._said(places, self._way.old)
        yield said
        for leg in self._way.legs:
            if touching >> leg.made & 1:
                said = self._said(places, leg.reached)
            yield said

    def _said(self, places: Sequence[int], version: int) -> Content:
        standing = [self._blocks[place].at(version) for place in places]
        return joint_content(filter(None, standing))

    def _name_of(self, woven: WovenBlock) -> Name:
        def name() -> tuple[str, str]:
            for version in self._telling.latest_first:
                if shape := state_at(woven.states, version):
                    return shape.citation, shape.anchor if version == self._way.new else ""
            raise AssertionError(f"{woven.id} stood in no version of the way")

        return name
