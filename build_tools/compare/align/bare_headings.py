"""The stage that pairs units that are nothing but a label, as the heading "Art. 9" is."""

from collections.abc import Iterator, Sequence

from build_tools.compare.align.matching import Gap, Matching
from build_tools.compare.align.subsequence import Pair, heaviest_increasing_subsequence
from build_tools.compare.align.unit import Unit


def match_bare_headings(matching: Matching) -> None:
    """Pair bare headings with what stands under them, or else by their label.

    What stood under one may have moved away by itself: then a label that is in both texts stays
    where it is.
    """
    _match_with_text_under(matching)
    for gap in list(matching.gaps()):
        same = list(_of_same_label(matching, gap))
        matching.add("bare heading", heaviest_increasing_subsequence(same, matching.move_cost))


def _match_with_text_under(matching: Matching) -> None:
    """Pair the bare headings over two units that are a pair."""
    bare_old = {i for i in matching.free_old() if matching.old[i].is_bare_heading}
    bare_new = {j for j in matching.free_new() if matching.new[j].is_bare_heading}
    labels_old = {matching.old[i].label for i in bare_old}
    labels = labels_old & {matching.new[j].label for j in bare_new}
    in_order = set(matching.pairs_in_order())
    for i in sorted(bare_old, reverse=True):
        j = matching.pairs.get(i + 1, 0) - 1
        if j not in bare_new:
            continue
        if _stands_over(matching.old, bare_old, i, matching.new[j].label):
            continue
        if _stands_over(matching.new, bare_new, j, matching.old[i].label):
            continue
        stays = matching.old[i].label in labels or matching.new[j].label in labels
        if (i + 1, j + 1) in in_order or not stays or matching.same_label(i, j):
            matching.add("bare heading", [(i, j)])
            in_order.add((i, j))


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
