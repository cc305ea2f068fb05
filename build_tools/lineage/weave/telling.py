"""The way between two versions of a weave in; of a set of versions, whether what has it was changed
and changed back on the way, and how that is told, out.
"""

from build_tools.lineage.weave.table_reading import Name
from build_tools.lineage.weave.way import Leg, Way
from build_tools.model import ChangedBack, PassingKind
from build_tools.model.weave import Members, Weave, WovenLine, WovenStretch, member


class Telling:
    """What it takes to tell what came and went on a way."""

    def __init__(self, weave: Weave, way: Way) -> None:
        self.way = way
        self.on_way: Members = way.members
        """All versions of the way."""
        self.latest_first = (way.new, way.old, *reversed(way.stops))
        """Those by which something is named, the first that has it."""
        self._labels = tuple(version.label for version in weave.versions)

    def pattern(self, of: WovenStretch | WovenLine, container: Members) -> Members:
        """The versions of the way that have something; where it stands in both of the two, the loss
        of what it stands in is no loss of its own: there it counts as it last was.
        """
        own = of.members & self.on_way
        if self.way.side(own) != "both" or not self.on_way & ~container:
            return own
        found, stands = own, True
        for stop in self.way.stops:
            if container >> stop & 1:
                stands = bool(own >> stop & 1)
            elif stands:
                found |= member(stop)
        return found

    def is_same_at_both(self, of: WovenStretch) -> bool:
        """Whether something stands in both of the two versions, or in neither."""
        return self.way.side(of.members) in ("both", None)

    def is_constant(self, of: WovenStretch, container: Members) -> bool:
        """Whether something stands wherever its container does."""
        return self.pattern(of, container) == self.on_way

    def seen_at(self, pattern: Members, legs: tuple[Leg, Leg]) -> int:
        """A version in which what came and went is to be seen."""
        return self.way.new if pattern >> self.way.new & 1 else legs[0].reached

    def told(
        self,
        kind: PassingKind,
        name: Name,
        text: str,
        pattern: Members,
        legs: tuple[Leg, Leg],
        *,
        follows: bool = False,
    ) -> ChangedBack:
        """What is told of something that these versions of the way have, and these legs brought and
        took.
        """
        where, anchor = name()
        makers = dict.fromkeys(leg.made for leg in legs)
        return ChangedBack(
            kind=kind,
            where=where,
            anchor=anchor,
            text=text.strip(),
            stands=bool(pattern >> self.way.new & 1),
            came=tuple(self._labels[each] for each in makers if pattern >> each & 1),
            went=tuple(self._labels[each] for each in makers if not pattern >> each & 1),
            consequential=follows,
        )
