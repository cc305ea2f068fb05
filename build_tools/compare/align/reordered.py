"""The stage that pairs what was put into another order where it stands: limbs, bullets, definitions
and provisions of one series.

Such a text may be short, for nothing but its series is looked at: "(b) the Plans;" of a list of
priorities can be nothing but the "(a) the Plans; and" of the same list.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeAlias

from build_tools.compare.align.matching import REORDERED, Matching
from build_tools.compare.align.unit import Unit

_Series: TypeAlias = tuple[str, Hashable]
"""What some units stand in, and their series there."""
_JOINING = "and or und oder"
"""What ends the text before the last of a series: it stays there when the text goes elsewhere."""


def match_reordered(matching: Matching) -> None:
    """Pair units of one text that stand in one series of one provision, where it stands but once.

    Each is paired after what it stands in, so that limbs go with their limb.
    """
    free = matching.free_old()
    if not free or not matching.free_new():
        return
    old, new = _Texts(matching, matching.old), _Texts(matching, matching.new)
    parents = {unit.anchor: i for i, unit in enumerate(matching.old) if unit.anchor}
    for i in free:
        within, series = matching.old[i].within, matching.old[i].series
        parent = matching.pairs.get(parents[within]) if within in parents else None
        if series is None or (within and parent is None):
            continue
        there = "" if parent is None else matching.new[parent].anchor
        text = old.text(i)
        j = new.only_one((there, series), text)
        if j is None or old.only_one((within, series), text) != i:
            continue
        if not _is_over_other_text(matching, i, j):
            matching.add(REORDERED, [(i, j)])


def _is_over_other_text(matching: Matching, i: int, j: int) -> bool:
    """Whether two units are headings, and what follows either stands elsewhere: the sections stayed
    and exchanged their titles.
    """
    if not matching.old[i].heading_level:
        return False
    there, here = matching.pairs.get(i + 1, j + 1), matching.origins.get(j + 1, i + 1)
    return there != j + 1 and here != i + 1


class _Texts:
    """The texts of one side by their series: the term of a definition, or else the words without
    what joins them to the next of the series.
    """

    def __init__(self, matching: Matching, units: Sequence[Unit]) -> None:
        self._units = units
        self._encoded = matching.encoded
        self._joining = matching.encoded(_JOINING)
        self._series: dict[_Series, list[int]] = defaultdict(list)
        for at, unit in enumerate(units):
            if unit.series is not None:
                self._series[unit.within, unit.series].append(at)
        self._places: dict[_Series, Mapping[str, int]] = {}

    def only_one(self, series: _Series, text: str) -> int | None:
        """The one unit of a series that has a text, where that tells something."""
        if series not in self._places:
            self._places[series] = self._places_in(series)
        at = self._places[series].get(text)
        return at if at is not None and _is_telling(self._units[at]) else None

    def _places_in(self, series: _Series) -> Mapping[str, int]:
        places = {self.text(at): at for at in self._series.get(series, ())}
        counts = Counter(map(self.text, self._series.get(series, ())))
        return {text: at for text, at in places.items() if text and counts[text] == 1}

    def text(self, at: int) -> str:
        """The text of a unit."""
        unit = self._units[at]
        if unit.is_definition:
            return unit.term
        return self._encoded(unit.texts[0]).rstrip(self._joining)


def _is_telling(unit: Unit) -> bool:
    """Whether a unit says enough to be known again in its series."""
    return unit.is_definition or (unit.has_telling_word and not unit.is_placeholder)
