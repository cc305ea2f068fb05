"""The stage that pairs units out of order: what moved elsewhere in the text."""

from build_tools.compare import thresholds
from build_tools.compare.align.boilerplate import Boilerplate
from build_tools.compare.align.candidates import Candidates
from build_tools.compare.align.identical import match_identical_neighbours, unique_positions
from build_tools.compare.align.matching import Matching
from build_tools.compare.align.unit import Unit


def match_moved(matching: Matching) -> None:
    """Pair units out of order: the most similar first, and only where the text is long and similar
    enough to be believed.

    Nobody can say where boilerplate went: nothing else in either text may read as the units of a
    pair do. What is of equal content beside them went with them, however short.
    """
    candidates = Candidates(matching)
    if not candidates:
        return
    unique_old, unique_new = unique_positions(matching.old), unique_positions(matching.new)
    boilerplate = Boilerplate(matching)
    for score, i, j in sorted(candidates.scores(), key=lambda each: (-each[0], *each[1:])):
        old, new = matching.old[i], matching.new[j]
        if not old.is_movable or score < _enough(old, new):
            continue
        unique = old.key in unique_old and new.key in unique_new and not boilerplate.holds(i, j)
        if unique and not candidates.has_rival(i, j, thresholds.RIVAL_MARGIN):
            matching.add("moved", [(i, j)])
    match_identical_neighbours(matching, unique_old.keys() & unique_new.keys())


def _enough(old: Unit, new: Unit) -> float:
    """How similar two units out of order must be: a short text, or a limb that became a paragraph,
    must be more so.
    """
    if bool(old.label) != bool(new.label):
        return thresholds.MIN_SIMILARITY_MOVED_LABEL_LOST
    if old.word_count < thresholds.MOVED_SHORT_WORDS:
        return thresholds.MIN_SIMILARITY_MOVED_SHORT
    return thresholds.MIN_SIMILARITY_MOVED
