"""Two redlines of one base → one text that has both: a three-way merge.

It goes by blocks, rows and cells, as the redlines tell them apart, and never by lines.

"Ours" is the proposal that is to be carried over to "theirs". Pure; a conflict is never decided
here.
"""

from build_tools.lineage.merge.blocks import merge
from build_tools.lineage.merge.chunks import CONFLICT_MARKER
from build_tools.lineage.merge.outcome import Conflict, FollowUp, Merged

__all__ = ["CONFLICT_MARKER", "Conflict", "FollowUp", "Merged", "merge"]
