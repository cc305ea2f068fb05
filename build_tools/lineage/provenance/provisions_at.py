"""A history and one of its versions in, the provisions of that version out, by their places in the
weave: which blocks are part of each, and how it is cited with them.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property

from build_tools.lineage.provenance.history import History
from build_tools.model import Block
from build_tools.text.wholes import wholes


class ProvisionsAt:
    """The provisions of one version, by their places in the weave."""

    def __init__(self, history: History, version: int) -> None:
        places = history.places_at(version)
        self.blocks = dict(zip(places, history.versions[version].body, strict=True))
        self.places = {block.anchor: at for at, block in self.blocks.items() if block.anchor}
        self._ids = {at: history.weave.blocks[at].id for at in places}
        self.anchors = {self._ids[at]: anchor for anchor, at in self.places.items()}
        self.ids = {self._ids[at]: at for at in reversed(places) if self.is_provision(at)}
        self.ids = dict(reversed(self.ids.items()))

    def is_provision(self, place: int) -> bool:
        """Whether what stands at a place has an address of its own, and is no note."""
        block = self.blocks[place]
        return bool(block.anchor) and block.kind != "footnote"

    def id_of(self, place: int) -> str:
        """The id of what stands at a place."""
        return self._ids[place]

    def block(self, place: int | None) -> Block | None:
        """What stands at a place."""
        return None if place is None else self.blocks[place]

    def cited(self, place: int | None) -> str:
        """How what stands at a place is cited with all that is part of it: "§ 7", where a heading
        is over nothing else; "§ 4, heading" where provisions with an address stand under it.
        """
        if place is None:
            return ""
        return self._wholes.get(place, self.blocks[place].citation)

    @cached_property
    def _wholes(self) -> Mapping[int, str]:
        """The headings of which all that they are over is part, by their places."""
        places = {block.citation: at for at, block in self.blocks.items()}
        found = {}
        for name, whole in wholes(list(self.blocks.values())).items():
            heading, last = places[whole.heading], places[whole.last]
            if heading in self.ids.values() and self._is_all_part(heading, last):
                found[heading] = name
        return found

    def _is_all_part(self, heading: int, last: int) -> bool:
        parts = set(self.parts.get(heading, ()))
        return all(
            at in parts or block.kind == "footnote" or block.note_level
            for at, block in self.blocks.items()
            if heading <= at <= last
        )

    def anchor(self, place: int | None) -> str:
        """The anchor of what stands at a place."""
        return "" if place is None else self.blocks[place].anchor

    def ids_of(self, place: int) -> list[str]:
        """The ids of the provisions of which a block is part, itself first."""
        return [self._ids[each] for each in self.round(place)]

    @cached_property
    def parts(self) -> Mapping[int, list[int]]:
        """The places of the blocks that are part of a provision, in reading order, by its place."""
        found: dict[int, list[int]] = {}
        for place in self.blocks:
            for around in self.round(place):
                found.setdefault(around, []).append(place)
        return found

    def round(self, place: int) -> Iterator[int]:
        """The places of the provisions of which a block is part, itself first."""
        is_part = not self.is_provision(place)
        if not is_part:
            yield place
        around = self.places.get(self.blocks[place].within)
        while around is not None:
            is_heading = self.blocks[around].kind == "heading"
            if self.is_provision(around) and (is_part or not is_heading):
                yield around
            if is_heading:
                return
            is_part = False
            around = self.places.get(self.blocks[around].within)
