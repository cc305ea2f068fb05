"""The stage that holds what stands over other text, a heading or a provision with limbs, at its
place: what crosses it came to stand under another, and has moved.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from build_tools.compare.align.in_place import section
from build_tools.compare.align.matching import OVER_ITS_TEXT, Matching
from build_tools.compare.align.similar import part_unbelievable_moves
from build_tools.compare.align.subsequence import Pair, heaviest_increasing_subsequence
from build_tools.compare.align.unit import Unit


def match_over_its_text(matching: Matching) -> None:
    """Pair the headings of one number over text that stayed in order, and hold them where they are,
    with the provisions of one number whose limbs stayed.

    They are few words, or none, and would be called moved wherever more than that crosses them.
    """
    in_order = dict(matching.pairs_in_order())
    crossed = [(i, j) for i, j in matching.pairs.items() if in_order.get(i) != j]
    found = [*_free_headings_of_one_number(matching), *crossed]
    over = [pair for pair in found if matching.same_label(*pair)] if found else []
    if not over:
        return
    under = _Under(matching.old), _Under(matching.new)
    stay = [pair for pair in over if _is_over_some(pair, under, in_order)]
    stay = heaviest_increasing_subsequence(stay, matching.move_cost)
    for i, _ in stay:
        if i in matching.pairs:
            matching.remove(i)
    matching.add(OVER_ITS_TEXT, stay)
    if stay:
        part_unbelievable_moves(matching)


def _is_over_some(
    pair: Pair, under: tuple["_Under", "_Under"], in_order: Mapping[int, int]
) -> bool:
    """Whether two units stand over some of the pairs that stayed in order."""
    new = set(under[1].positions(pair[1]))
    return any(in_order.get(i) in new for i in under[0].positions(pair[0]))


def _free_headings_of_one_number(matching: Matching) -> Iterator[Pair]:
    new = _free_headings(matching.new, matching.free_new())
    of_label = {matching.new[j].label: j for j in new if matching.new[j].label}
    for i in _free_headings(matching.old, matching.free_old()) if of_label else ():
        if matching.old[i].label in of_label:
            yield i, of_label[matching.old[i].label]


def _free_headings(units: Sequence[Unit], free: Iterable[int]) -> list[int]:
    return [at for at in free if units[at].heading_level]


class _Under:
    """What stands under each of some units."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = units
        self._limbs: dict[str, list[int]] = defaultdict(list)
        for at, unit in enumerate(units):
            if unit.within:
                self._limbs[unit.within].append(at)

    def positions(self, at: int) -> Sequence[int]:
        """The positions of what stands under a heading, or in a provision."""
        if self._units[at].heading_level:
            return section(self._units, at)
        return self._limbs.get(self._units[at].anchor, ())
