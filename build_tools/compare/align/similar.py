"""The stage that pairs units in order whose texts are similar, or that stand alone between two
pairs.
"""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from itertools import groupby

from build_tools.compare import thresholds
from build_tools.compare.align.candidates import Candidates
from build_tools.compare.align.identical import match_duplicates_in_gaps
from build_tools.compare.align.in_place import may_replace
from build_tools.compare.align.matching import Gap, Matching
from build_tools.compare.align.subsequence import Pair, heaviest_increasing_subsequence


def match_similar(matching: Matching) -> None:
    """Pair units in order whose texts are similar; a label or neighbours in common help, a better
    partner for either hinders.
    """
    candidates = Candidates(matching)
    label_evidence = _LabelEvidence(matching)
    scores: dict[Pair, float] = {}
    for gap in matching.gaps():
        if pair := gap.only_pair:
            scores.update(_alone_in_gap(matching, candidates, *pair))
        else:
            scores.update(_similar_in_gap(matching, candidates, label_evidence, gap))
    chosen = heaviest_increasing_subsequence(scores, scores.__getitem__)
    matching.add("same label", (pair for pair in chosen if matching.same_label(*pair)))
    matching.add("similar", chosen)
    part_unbelievable_moves(matching)


def _similar_in_gap(
    matching: Matching, candidates: Candidates, label_evidence: "_LabelEvidence", gap: Gap
) -> Iterator[tuple[Pair, float]]:
    """The pairs in a gap that may be one, and how much speaks for each."""
    inside = set(gap.new)
    for i in gap.old:
        for j, similarity in candidates.of_old(i).items():
            if j not in inside:
                continue
            bonus = label_evidence.label_bonus(i, j)
            enough = thresholds.MIN_SIMILARITY
            if bonus > 0 or _have_same_opening(matching, i, j):
                enough = thresholds.MIN_SIMILARITY_SAME_LABEL
            margin = max(thresholds.RIVAL_MARGIN, bonus)
            if similarity >= enough and not candidates.has_rival(i, j, margin):
                neighbours = thresholds.NEIGHBOUR_BONUS * _paired_neighbours(matching, i, j)
                yield (i, j), similarity + bonus + neighbours


def _have_same_opening(matching: Matching, i: int, j: int) -> bool:
    """Whether two units begin with the same words."""
    count = thresholds.SAME_OPENING_WORDS
    old = matching.encoded(matching.old[i].texts[0])[:count]
    return len(old) == count and matching.encoded(matching.new[j].texts[0]).startswith(old)


def _paired_neighbours(matching: Matching, i: int, j: int) -> int:
    """On how many sides of a pair its two units have neighbours that are a pair."""
    return sum(matching.pairs.get(i + step) == j + step for step in (-1, 1))


class _LabelEvidence:
    """What a label in common says of two units: it depends on whether the labels round them moved
    on.

    Tables are numbered by themselves, and so is every group of units.
    """

    def __init__(self, matching: Matching) -> None:
        self._matching = matching

    @cached_property
    def _kept(self) -> dict[str, list[tuple[int, bool]]]:
        """By group, the labelled old units in order and whether each kept its label."""
        matching = self._matching
        kept: dict[str, list[tuple[int, bool]]] = {}
        for i, j in matching.pairs_in_order():
            old = matching.old[i]
            if old.label and matching.new[j].label:
                kept.setdefault(old.group, []).append((i, matching.same_label(i, j)))
        return kept

    def label_bonus(self, i: int, j: int) -> float:
        """What a label in common adds to the similarity of two units, or takes from it."""
        if not self._matching.same_label(i, j):
            return 0.0
        numbered = self._kept.get(self._matching.old[i].group, [])
        after = bisect_left(numbered, (i, False))
        nearest = [kept for _, kept in numbered[max(after - 1, 0) : after + 1]]
        if not nearest:
            return thresholds.LABEL_BONUS_UNTOLD
        if all(nearest):
            return thresholds.LABEL_BONUS
        return thresholds.LABEL_BONUS_MIXED if any(nearest) else thresholds.LABEL_BONUS_MOVED_ON


def part_unbelievable_moves(matching: Matching) -> None:
    """Part the pairs that would be moves and say too little to be believed; what stays at its place
    pairs again.

    A run of pairs that went together is believed together, so that a short heading goes with its
    section.
    """
    in_order = set(matching.pairs_in_order())
    moved = [pair for pair in sorted(matching.pairs.items()) if pair not in in_order]
    if not moved:
        return
    for run in _runs(moved):
        if not any(matching.may_move(i) for i, _ in run):
            for i, _ in run:
                matching.remove(i)
    match_duplicates_in_gaps(matching)


def _runs(pairs: list[Pair]) -> Iterator[list[Pair]]:
    """Pairs in runs whose positions follow one another on both sides."""

    def start(entry: tuple[int, Pair]) -> Pair:
        at, (i, j) = entry
        return i - at, j - at

    for _, run in groupby(enumerate(pairs), key=start):
        yield [pair for _, pair in run]


# --- Alone at their place -------------------------------------------------------------------------


def _alone_in_gap(matching: Matching, candidates: Candidates, i: int, j: int) -> dict[Pair, float]:
    """The only free units between two pairs, when one may stand for the other and neither belongs
    elsewhere.
    """
    old, new = matching.old[i], matching.new[j]
    similarity = candidates.of_old(i).get(j, 0.0)
    if not may_replace(old, new, similarity):
        return {}
    margin = thresholds.RIVAL_MARGIN_IN_PLACE
    if similarity and not old.features and candidates.has_rival(i, j, margin):
        return {}
    return {(i, j): 1.0}  # there is no other pair in its gap that this could outweigh
