"""Two versions in, a `Redline` out: aligned, compared word by word, cited change by change, and
proved.

A redline that cannot be proved falls back to the old text whole and the new text whole, and says
so; one that cannot be proved even then is an error and is not published.
"""

from collections.abc import Sequence
from dataclasses import replace

from build_tools.compare.align import (
    align,
    match_bare_headings,
    match_identical,
    match_in_place,
    match_moved,
    match_over_its_text,
    match_reordered,
    match_same_term,
    match_similar,
    match_splits,
    match_table_splits,
    match_verbatim_splits,
)
from build_tools.compare.changes import list_changes
from build_tools.compare.invariants import violations
from build_tools.compare.passages import compared_passages, whole_passages
from build_tools.compare.units import block_unit
from build_tools.language import speaking
from build_tools.model import Passage, Redline, Version
from build_tools.model.problems import RedlineError
from build_tools.text.collector import collector_paused

STAGES = (
    match_identical,
    match_reordered,
    match_verbatim_splits,
    match_same_term,
    match_table_splits,
    match_similar,
    match_reordered,
    match_moved,
    match_over_its_text,
    match_bare_headings,
    match_splits,
    match_in_place,
    match_reordered,
)
"""How blocks are paired, each stage on what the earlier ones left."""


@collector_paused()
def redline(old: Version, new: Version) -> Redline:
    """Compare two versions; RedlineError when the result cannot be proved, which is a defect of
    this program.
    """
    aligned = _cited(old, new, _aligned(old, new))
    found = violations(aligned)
    if not found:
        return replace(aligned, verified=True)
    whole = _cited(old, new, whole_passages(old.body, new.body))
    if still := violations(whole):
        raise RedlineError(old, new, still)
    return replace(whole, aligned=False, violations=tuple(found), verified=True)


def proved(old: Version, new: Version, passages: Sequence[Passage]) -> Redline:
    """The redline of passages that were not made here, its changes listed; RedlineError when it
    cannot be proved.
    """
    made = _cited(old, new, passages)
    if found := violations(made):
        raise RedlineError(old, new, found)
    return replace(made, verified=True)


def _aligned(old: Version, new: Version) -> list[Passage]:
    """The passages of two texts whose blocks were paired stage by stage."""
    matching = align([*map(block_unit, old.body)], [*map(block_unit, new.body)], STAGES)
    return compared_passages(old, new, matching)


def _cited(old: Version, new: Version, passages: Sequence[Passage]) -> Redline:
    with speaking(new.language):
        cited, changes = list_changes(passages)
    return Redline(old=old, new=new, passages=cited, changes=changes)
