"""What the provisions of a text rest on: `reading` draws the graph of a version, `terms` tells
which terms its text may use, `resting` what rests on a change; `graphs` keeps those of a record.
"""

from build_tools.lineage.graph.graphs import Graphs
from build_tools.lineage.graph.reading import graph_of
from build_tools.lineage.graph.resting import resting_on
from build_tools.lineage.graph.terms import known_terms, meaning_left_to, term_uses

__all__ = ["Graphs", "graph_of", "known_terms", "meaning_left_to", "resting_on", "term_uses"]
