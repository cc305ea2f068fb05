"""The stages that pair one unit with one: identical, alike in order, moved; each on what the
earlier ones left.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence, Set
from itertools import groupby

from build_tools.compare import thresholds
from build_tools.compare.align.matching import Matching, Pair, Unit, heaviest_increasing_subsequence
from build_tools.compare.words import longest_common_subsequence


def match_identical(matching: Matching) -> None:
    """Units of equal content: first those unique on both sides, then their neighbours, then the
    rest of each gap.
    """
    unique_old, unique_new = _unique_positions(matching.old), _unique_positions(matching.new)
    unique = [(i, unique_new[key]) for key, i in unique_old.items() if key in unique_new]
    matching.add("identical", _kept_or_weighty(matching, unique))
    _walk(matching, unique_old.keys() & unique_new.keys())
    _identical_in_gaps(matching)


def _walk(matching: Matching, unique: Set[Hashable]) -> None:
    """Go from each pair to its neighbours on both sides, while they are of equal content.

    Twins go along only with what moved, and with their own label: those in place find each other in
    their gap.
    """
    old, new = matching.old, matching.new
    in_order = set(matching.pairs_in_order())
    for step in (1, -1):
        for start in sorted(matching.pairs.items(), reverse=step < 0):
            i, j = start
            while (
                0 <= (i := i + step) < len(old)
                and 0 <= (j := j + step) < len(new)
                and old[i].key == new[j].key
            ):
                stays = old[i].key not in unique and (
                    start in in_order or old[i].label != new[j].label
                )
                if i in matching.pairs or j in matching.taken or old[i].is_bare_heading or stays:
                    break
                matching.add("identical", [(i, j)])


def _identical_in_gaps(matching: Matching) -> None:
    """What is of equal content between two neighbours of the pairs in order: as many as keep their
    order, then by label.
    """
    for gap_old, gap_new in list(matching.gaps()):
        places: dict[Hashable, list[int]] = {}
        for j in gap_new:
            places.setdefault(matching.new[j].key, []).append(j)
        twins = [
            (i, j)
            for i in gap_old
            for j in places.get(matching.old[i].key, ())
            if not matching.old[i].is_bare_heading
        ]
        if len(twins) <= thresholds.MAX_PAIRS:
            chosen = heaviest_increasing_subsequence(twins, lambda pair: matching.twins(*pair))
        else:
            code = matching.vocabulary.code
            codes = (
                "".join(code(unit.key) for unit in side)
                for side in _units(matching, gap_old, gap_new)
            )
            chosen = [(gap_old[i], gap_new[j]) for i, j in longest_common_subsequence(*codes)]
        matching.add("identical", chosen)


def _units(matching: Matching, old: list[int], new: list[int]) -> tuple[list[Unit], list[Unit]]:
    return [matching.old[i] for i in old], [matching.new[j] for j in new]


def match_similar(matching: Matching) -> None:
    """Units in order whose texts are alike; a label or neighbours in common help, a better partner
    for either hinders.

    A unit that has kept its label where the numbering stands still needs less likeness.
    """
    candidates = _Candidates(matching)
    numbering = _Numbering(matching)
    pairs: dict[Pair, float] = {}
    for gap_old, gap_new in matching.gaps():
        if len(gap_old) == len(gap_new) == 1:
            pairs |= _in_place(matching, candidates, gap_old[0], gap_new[0])
            continue
        inside = set(gap_new)
        for i in gap_old:
            for j, score in candidates.of_old.get(i, {}).items():
                label = numbering.evidence(i, j)
                close = score >= (
                    thresholds.MIN_SIMILARITY_SAME_LABEL
                    if label > 0 or _open_alike(matching, i, j)
                    else thresholds.MIN_SIMILARITY
                )
                if (
                    j in inside
                    and close
                    and not candidates.rivalled(i, j, max(thresholds.RIVAL_MARGIN, label))
                ):
                    pairs[i, j] = (
                        score + label + thresholds.NEIGHBOUR_BONUS * _neighbours(matching, i, j)
                    )
    chosen = heaviest_increasing_subsequence(pairs, pairs.__getitem__)
    matching.add("same label", (pair for pair in chosen if matching.same_label(*pair)))
    matching.add("similar", chosen)
    _let_go(matching)


def _in_place(matching: Matching, candidates: "_Candidates", i: int, j: int) -> dict[Pair, float]:
    """The only free units between two pairs, when one may stand for the other and neither belongs
    elsewhere.
    """
    old, new = matching.old[i], matching.new[j]
    score = candidates.of_old.get(i, {}).get(j, 0.0)
    elsewhere = score and not old.features and candidates.rivalled(i, j, thresholds.LABEL_BONUS)
    return (
        {(i, j): max(score, thresholds.MIN_SIMILARITY_SAME_LABEL)}
        if _may_stand_for(old, new, score) and not elsewhere
        else {}
    )


def _may_stand_for(old: Unit, new: Unit, score: float) -> bool:
    """Whether a unit may be what stood at its place: little likeness will do, and of a date or a
    rubric none.
    """
    brief = (
        max(old.words, new.words) <= thresholds.REPLACED_WHOLE_WORDS
        and old.label == new.label
        and not old.is_bare_heading
        and not new.is_bare_heading
    )
    return old.group == new.group and (score >= thresholds.MIN_SIMILARITY_SAME_LABEL or brief)


def _open_alike(matching: Matching, i: int, j: int) -> bool:
    """Whether two units begin with the same words."""
    old, new = (
        matching.encoded(unit.texts[0])[: thresholds.SAME_OPENING_WORDS]
        for unit in (matching.old[i], matching.new[j])
    )
    return len(old) == thresholds.SAME_OPENING_WORDS and old == new


class _Numbering:
    """What a label in common says of two units: it depends on whether the labels round them moved
    on.

    Tables are numbered by themselves, and so is every group of units.
    """

    def __init__(self, matching: Matching) -> None:
        self._matching = matching
        self._kept: dict[str, list[tuple[int, bool]]] = {}
        for i, j in matching.pairs_in_order():
            if matching.old[i].label and matching.new[j].label:
                self._kept.setdefault(matching.old[i].group, []).append(
                    (i, matching.same_label(i, j))
                )

    def evidence(self, i: int, j: int) -> float:
        """What a label in common adds to the likeness of two units, or takes from it."""
        if not self._matching.same_label(i, j):
            return 0.0
        numbered = self._kept.get(self._matching.old[i].group, [])
        after = bisect_left(numbered, (i, False))
        nearest = [kept for _, kept in numbered[max(after - 1, 0) : after + 1]]
        if not nearest:
            return thresholds.LABEL_BONUS_UNTOLD
        return (
            thresholds.LABEL_BONUS
            if all(nearest)
            else thresholds.LABEL_BONUS_MIXED
            if any(nearest)
            else thresholds.LABEL_BONUS_MOVED_ON
        )


def _neighbours(matching: Matching, i: int, j: int) -> int:
    """On how many sides of a pair its two units have neighbours that are a pair."""
    return sum(matching.pairs.get(i + step) == j + step for step in (-1, 1))


def _let_go(matching: Matching) -> None:
    """Part the pairs that would be moves and say too little to be believed; what stays at its place
    pairs again.

    A run of pairs that went together is believed together, so that a short heading goes with its
    section.
    """
    in_order = set(matching.pairs_in_order())
    outside = [pair for pair in sorted(matching.pairs.items()) if pair not in in_order]
    if not outside:
        return
    runs = groupby(
        enumerate(outside), key=lambda entry: (entry[1][0] - entry[0], entry[1][1] - entry[0])
    )
    for _, run in runs:
        pairs = [pair for _, pair in run]
        if not any(matching.old[i].movable for i, _ in pairs):
            for i, _ in pairs:
                matching.drop(i)
    _identical_in_gaps(matching)


def match_bare_headings(matching: Matching) -> None:
    """Units that are nothing but a label go with what stands under them, or else with their label.

    What stood under one may have moved away by itself: then a label that is in both texts stays
    where it is.
    """
    free_old, free_new = (
        {at for at in free if units[at].is_bare_heading}
        for free, units in zip(matching.free(), (matching.old, matching.new), strict=True)
    )
    labels = {matching.old[i].label for i in free_old} & {matching.new[j].label for j in free_new}
    in_order = set(matching.pairs_in_order())
    for i in sorted(free_old, reverse=True):
        under = matching.pairs.get(i + 1, 0)
        j = under - 1
        in_both = matching.old[i].label in labels or (
            j in free_new and matching.new[j].label in labels
        )
        if j in free_new and (
            (i + 1, under) in in_order or not in_both or matching.same_label(i, j)
        ):
            matching.add("bare heading", [(i, j)])
            in_order.add((i, j))
    for gap_old, gap_new in list(matching.gaps()):
        same = (
            (i, j)
            for i in gap_old
            for j in gap_new
            if matching.old[i].is_bare_heading and matching.new[j].is_bare_heading
        )
        kept = [(i, j) for i, j in same if matching.old[i].label == matching.new[j].label]
        matching.add("bare heading", heaviest_increasing_subsequence(kept, matching.weight))


def match_in_place(matching: Matching) -> None:
    """The only units that are still free between two pairs, when one may be what stood at the place
    of the other.
    """
    for gap_old, gap_new in list(matching.gaps()):
        if len(gap_old) == len(gap_new) == 1:
            i, j = gap_old[0], gap_new[0]
            if _may_stand_for(
                matching.old[i],
                matching.new[j],
                matching.similarity(i, j, thresholds.MIN_SIMILARITY_SAME_LABEL),
            ):
                matching.add("in place", [(i, j)])


def match_moved(matching: Matching) -> None:
    """Units out of order: the most alike first, and only where the text is long and like enough to
    be believed.

    What is of equal content beside them went with them, however short.
    """
    candidates = _Candidates(matching)
    if not candidates.of_old:
        return
    weighty = sorted(
        (-score, i, j)
        for i, row in candidates.of_old.items()
        for j, score in row.items()
        if matching.old[i].movable and score >= _move_floor(matching.old[i], matching.new[j])
    )
    alone = [_unique_positions(side) for side in (matching.old, matching.new)]
    found = (
        (i, j) for _, i, j in weighty if not candidates.rivalled(i, j, thresholds.RIVAL_MARGIN)
    )
    matching.add("moved", (pair for pair in found if _is_one_of_its_kind(matching, pair, alone)))
    _walk(matching, alone[0].keys() & alone[1].keys())


def _is_one_of_its_kind(matching: Matching, pair: Pair, alone: list[dict[Hashable, int]]) -> bool:
    """Whether nothing else in either text reads as the units of a pair do: nobody can say where
    boilerplate went.
    """
    return matching.old[pair[0]].key in alone[0] and matching.new[pair[1]].key in alone[1]


def _move_floor(old: Unit, new: Unit) -> float:
    """How alike two units out of order must be: a short text, or a limb that became a paragraph,
    must be more so.
    """
    if bool(old.label) != bool(new.label):
        return thresholds.MIN_SIMILARITY_MOVED_LABEL_LOST
    return (
        thresholds.MIN_SIMILARITY_MOVED
        if old.words >= thresholds.MOVED_SHORT_WORDS
        else thresholds.MIN_SIMILARITY_MOVED_SHORT
    )


def _unique_positions(units: Sequence[Unit]) -> dict[Hashable, int]:
    counts = Counter(unit.key for unit in units)
    return {
        unit.key: at
        for at, unit in enumerate(units)
        if counts[unit.key] == 1 and not unit.is_bare_heading
    }


def _kept_or_weighty(matching: Matching, pairs: list[Pair]) -> list[Pair]:
    """The pairs that keep their order, and of the others those whose text is long enough to be
    believed.
    """
    kept = set(heaviest_increasing_subsequence(pairs, matching.weight))
    return [pair for pair in pairs if pair in kept or matching.old[pair[0]].movable]


class _Candidates:
    """The likeness of every free old unit to every free new one that it may be a version of."""

    def __init__(self, matching: Matching) -> None:
        self.of_old: dict[int, dict[int, float]] = {}
        self._best_new: dict[int, float] = {}
        free_old, free_new = matching.free()
        worded_old = [i for i in free_old if not matching.old[i].is_bare_heading]
        worded_new = [j for j in free_new if not matching.new[j].is_bare_heading]
        possible = (
            _all_pairs
            if len(worded_old) * len(worded_new) <= thresholds.MAX_PAIRS
            else _pairs_by_rare_words
        )
        for i, js in possible(matching, worded_old, worded_new):
            row = self.of_old.setdefault(i, {})
            for j in js:
                if matching.old[i].group == matching.new[j].group and (
                    score := matching.similarity(i, j, thresholds.MIN_SIMILARITY_SAME_LABEL)
                ):
                    row[j] = score
                    self._best_new[j] = max(score, self._best_new.get(j, 0.0))

    def rivalled(self, i: int, j: int, margin: float) -> bool:
        """Whether either unit is more alike to a third by more than a margin."""
        row = self.of_old[i]
        return max(*row.values(), self._best_new[j]) > row[j] + margin


def _all_pairs(
    _matching: Matching, old: list[int], new: list[int]
) -> Iterator[tuple[int, Iterable[int]]]:
    return ((i, new) for i in old)


def _pairs_by_rare_words(
    matching: Matching, old: list[int], new: list[int]
) -> Iterator[tuple[int, Iterable[int]]]:
    """For each old unit the new ones with its label, and those that share most of its rare
    words.
    """
    holders: dict[str, list[int]] = {}
    labelled: dict[str, list[int]] = {}
    for j in new:
        labelled.setdefault(matching.new[j].label, []).append(j)
        for word in matching.words(matching.new[j]):
            holders.setdefault(word, []).append(j)
    for i in old:
        shared: Counter[int] = Counter()
        for word in matching.words(matching.old[i]):
            if len(held := holders.get(word, ())) <= thresholds.RARE_WORD_UNITS:
                shared.update(held)
        likely = (
            [item for item in shared.items() if item[1] > thresholds.ONE_RARE_WORD]
            if len(shared) > thresholds.MAX_CANDIDATES
            else shared.items()
        )
        best = [
            j
            for j, _ in sorted(likely, key=lambda item: (-item[1], item[0]))[
                : thresholds.MAX_CANDIDATES
            ]
        ]
        same = labelled.get(matching.old[i].label, []) if matching.old[i].label else []
        yield i, dict.fromkeys([*same, *best])
