"""Two redlines of one text → one text that has both, and every clause, row and cell that both
touch.

By blocks, rows and cells, as the redlines tell them apart, and never by lines. "Ours" is the
proposal that is to be carried on to "theirs". Pure; what both touch is never decided here.
"""

from build_tools.lineage.merge.blocks import Clash, Merged, merge
from build_tools.lineage.merge.tables import MARK, row_offset

__all__ = ["MARK", "Clash", "Merged", "merge", "row_offset"]
