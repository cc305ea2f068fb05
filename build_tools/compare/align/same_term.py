"""The stage that pairs the definitions of one term, whatever they say of it."""

from collections.abc import Iterable, Sequence

from build_tools.compare.align.matching import Matching
from build_tools.compare.align.subsequence import Pair, heaviest_increasing_subsequence
from build_tools.compare.align.unit import Unit


def match_same_term(matching: Matching) -> None:
    """Pair the definitions of one term that stand between the same two pairs, before a similarity
    may give one of them to another term.
    """
    if not any(unit.is_definition for unit in matching.new):
        return
    for gap in matching.gaps():
        old = _places(matching.old, gap.old)
        new = _places(matching.new, gap.new)
        same: list[Pair] = []
        for term, places in old.items():
            if len(places) == len(new.get(term, ())):
                same += zip(places, new[term], strict=True)
        matching.add("same term", heaviest_increasing_subsequence(same, matching.move_cost))


def _places(units: Sequence[Unit], positions: Iterable[int]) -> dict[str, list[int]]:
    """By term, where those of some units stand that define it; a term may be defined in each of
    several schedules.
    """
    places: dict[str, list[int]] = {}
    for at in positions:
        if term := units[at].term:
            places.setdefault(term, []).append(at)
    return places
