"""The stage that pairs what was put into another order where it stands: limbs, bullets, definitions
and provisions of one series.

Such a text may be short, for nothing but its series is looked at: "(b) the Plans;" of a list of
priorities can be nothing but the "(a) the Plans; and" of the same list.
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from typing import TypeAlias

from build_tools.compare.align.matching import REORDERED, Matching
from build_tools.compare.align.unit import Unit

_SeriesText: TypeAlias = tuple[str, Hashable, str]
"""What the unit of a text stands in, its series there, and its term or else its text without what
joins it to the next of the series."""
_JOINING = "and or und oder"
"""What ends the text before the last of a series: it stays there when the text goes elsewhere."""


def match_reordered(matching: Matching) -> None:
    """Pair units of one text that stand in one series of one provision, where it stands but once.

    Each is paired after what it stands in, so that limbs go with their limb.
    """
    if not matching.free_old() or not matching.free_new():
        return
    old, new = list(_texts(matching, matching.old)), list(_texts(matching, matching.new))
    old_counts, new_counts = Counter(old), Counter(new)
    places: dict[_SeriesText, int] = {
        text: j for j, text in enumerate(new) if text and new_counts[text] == 1
    }
    parents = {unit.anchor: i for i, unit in enumerate(matching.old) if unit.anchor}
    for i, text in enumerate(old):
        if text is None or old_counts[text] > 1 or not matching.is_free_old(i):
            continue
        within, series, words = text
        parent = matching.pairs.get(parents[within]) if within in parents else None
        if within and parent is None:
            continue
        there = "" if parent is None else matching.new[parent].anchor
        if (j := places.get((there, series, words))) is not None:
            matching.add(REORDERED, [(i, j)])


def _texts(matching: Matching, units: Sequence[Unit]) -> Iterator[_SeriesText | None]:
    """The text of each unit in its series, the term of a definition; None for what is in none, or
    says too little.
    """
    joining = matching.encoded(_JOINING)
    for unit in units:
        if unit.is_definition:
            yield unit.within, unit.series, unit.label
            continue
        words = "" if unit.series is None else matching.encoded(unit.texts[0]).rstrip(joining)
        told = words and unit.has_telling_word and not unit.is_placeholder
        yield (unit.within, unit.series, words) if told else None
