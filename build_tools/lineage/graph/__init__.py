"""What the provisions of a text rest on: `reading` draws the graph of a version, `resting` tells
what rests on a change.
"""

from build_tools.lineage.graph.reading import graph_of
from build_tools.lineage.graph.resting import Resting, RestingStep, resting_on

__all__ = ["Resting", "RestingStep", "graph_of", "resting_on"]
