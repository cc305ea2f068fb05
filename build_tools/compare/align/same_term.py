"""The stage that pairs the definitions of one term, whatever they say of it."""

from build_tools.compare.align.matching import Matching
from build_tools.compare.align.subsequence import heaviest_increasing_subsequence


def match_same_term(matching: Matching) -> None:
    """Pair the definitions of one term that stand between the same two pairs, before a similarity
    may give one of them to another term.
    """
    if not any(unit.is_definition for unit in matching.new):
        return
    for gap in matching.gaps():
        new = {matching.new[j].label: j for j in gap.new if matching.new[j].is_definition}
        if not new:
            continue
        olds = ((i, matching.old[i]) for i in gap.old)
        same = [(i, new[old.label]) for i, old in olds if old.is_definition and old.label in new]
        matching.add("same term", heaviest_increasing_subsequence(same, matching.move_cost))
