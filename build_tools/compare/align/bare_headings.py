"""The stage that pairs units that are nothing but a label, as the heading "Art. 9" is."""

from collections.abc import Iterable, Iterator, Sequence

from build_tools.compare.align.matching import Gap, Matching
from build_tools.compare.align.subsequence import Pair, heaviest_increasing_subsequence
from build_tools.compare.align.unit import Unit


def match_bare_headings(matching: Matching) -> None:
    """Pair bare headings with what stands under them, or else by their label.

    What stood under one may have moved away by itself: then a label that is in both texts stays
    where it is.
    """
    _match_with_text_under(matching)
    for gap in matching.gaps():
        same = list(_of_same_label(matching, gap))
        matching.add("bare heading", heaviest_increasing_subsequence(same, matching.move_cost))


def _match_with_text_under(matching: Matching) -> None:
    """Pair the bare headings over two units that are a pair: first over those that kept their
    order, and then over what moved, where no heading is left that has the label of either.
    """
    in_order = set(matching.pairs_in_order())
    for i, j in _over_pairs(matching):
        if (i + 1, j + 1) in in_order:
            matching.add("bare heading", [(i, j)])
            in_order.add((i, j))
    old_labels = {matching.old[i].label for i in _free(matching.old, matching.free_old())}
    new_labels = {matching.new[j].label for j in _free(matching.new, matching.free_new())}
    for i, j in _over_pairs(matching):
        stays = matching.old[i].label in new_labels or matching.new[j].label in old_labels
        if not stays or matching.same_label(i, j):
            matching.add("bare heading", [(i, j)])


def _over_pairs(matching: Matching) -> Iterator[Pair]:
    """The free bare headings over two units that are a pair, from the last one up: what one goes
    with may be another. Where one stands over another that has its label, they are two.
    """
    bare_old = _free(matching.old, matching.free_old())
    bare_new = _free(matching.new, matching.free_new())
    for i in sorted(bare_old, reverse=True):
        j = matching.pairs.get(i + 1, 0) - 1
        if j not in bare_new:
            continue
        above_old = _stands_over(matching.old, bare_old, i, matching.new[j].label)
        if not above_old and not _stands_over(matching.new, bare_new, j, matching.old[i].label):
            yield i, j


def _free(units: Sequence[Unit], free: Iterable[int]) -> set[int]:
    """Which of the free units are bare headings."""
    return {at for at in free if units[at].is_bare_heading}


def _stands_over(units: Sequence[Unit], bare: set[int], below: int, label: str) -> bool:
    """Whether a bare heading with a label stands over another one, as "Part I" over "Chapter 1"."""
    above = below - 1
    while above in bare:
        if units[above].label == label:
            return True
        above -= 1
    return False


def _of_same_label(matching: Matching, gap: Gap) -> Iterator[Pair]:
    """The bare headings in a gap that have the same label."""
    labelled: dict[str, list[int]] = {}
    for j in gap.new:
        if matching.new[j].is_bare_heading:
            labelled.setdefault(matching.new[j].label, []).append(j)
    for i in gap.old:
        if matching.old[i].is_bare_heading:
            yield from ((i, j) for j in labelled.get(matching.old[i].label, ()))
