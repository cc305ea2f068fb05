"""A redline and the graph of its new version → what changed without a word: the provisions whose
words stay, but which use a term, or refer to a provision, that changed in substance.

A term has changed where its definition did, or where what its definition rests on did, and so on
from definition to definition. A reference reaches one step: what refers to a provision that itself
only refers to the change is not told of. A reference to a provision is one to its limbs; one to a
whole division is not one to all that stands in it, or nothing would be left out.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import TypeAlias

from build_tools.lineage.graph.successors import successors_in
from build_tools.model import Change, Passage, Redline, Resting, RestingStep
from build_tools.model.graph import Edge, Graph, Node, NodeKey

_Way: TypeAlias = tuple[Edge, ...]
_Changed: TypeAlias = Mapping[NodeKey, tuple[Change, ...]]
"""The nodes that changed in substance, with these changes."""


def resting_on(redline: Redline, graph: Graph) -> tuple[Resting, ...]:
    """What changed without a word, in the order of the graph's nodes; `graph` is that of the new
    version, joined with those of the other documents of which this is to be asked.
    """
    found = _Search(redline, graph)
    return tuple(chain.from_iterable(map(found.resting, graph.nodes)))


class _Search:
    """One redline, and the ways that lead to its changes."""

    def __init__(self, redline: Redline, graph: Graph) -> None:
        self._graph = graph
        self._headers: dict[str, str] = {}
        """What the column is called in which a change is, by the id of the change."""
        self._changed = self._changed_nodes(redline)
        self._reached = self._with_enclosing()
        self._ways = self._shortest_ways()

    def resting(self, node: Node) -> Iterator[Resting]:
        """How a provision rests on a change; nothing where it does not, or changed itself."""
        way = self._ways.get(node.key)
        if way is None or node.key in self._changed or node.kind == "division":
            return
        nodes = self._graph.by_key
        steps = [
            RestingStep(kind=edge.kind, words=edge.words, target=nodes[edge.target]) for edge in way
        ]
        yield Resting(node=node, steps=tuple(steps), changes=self._changes_meant(way[-1]))

    def _changed_nodes(self, redline: Redline) -> _Changed:
        """What was taken out is a change of what it stood in."""
        substantive = {each.id: each for each in redline.changes if not each.consequential}
        successors = successors_in(redline)
        version = redline.new
        found: dict[NodeKey, dict[str, Change]] = {}
        for passage in redline.passages:
            anchor = _anchor_of(passage, successors)
            key = NodeKey(document=version.document, version=version.label, anchor=anchor)
            ids = [each for each in passage.change_ids() if each in substantive]
            if ids and key in self._graph.by_key:
                found.setdefault(key, {}).update({each: substantive[each] for each in ids})
                self._headers |= _columns_of(passage, found[key])
        return {key: tuple(changes.values()) for key, changes in found.items()}

    def _with_enclosing(self) -> Mapping[NodeKey, tuple[Change, ...]]:
        """What changed, and the provisions of which that is a part."""
        reached = {key: list(changes) for key, changes in self._changed.items()}
        for key, changes in self._changed.items():
            for outer in self._graph.wholes(key):
                known = reached.setdefault(outer, [])
                known += [each for each in changes if each not in known]
        return {key: tuple(changes) for key, changes in reached.items()}

    def _shortest_ways(self) -> Mapping[NodeKey, _Way]:
        """The shortest way from each node to what is reached, found from there, breadth first."""
        ways: dict[NodeKey, _Way] = {}
        nothing: _Way = ()
        waiting = deque((target, nothing) for target in self._reached)
        while waiting:
            target, way = waiting.popleft()
            for edge in self._graph.to(target):
                if edge.source in ways or not (way or self._changes_meant(edge)):
                    continue
                ways[edge.source] = (edge, *way)
                source = self._graph.by_key[edge.source]
                if source.kind == "term" and edge.source not in self._reached:
                    waiting.append((edge.source, ways[edge.source]))
        return ways

    def _changes_meant(self, edge: Edge) -> tuple[Change, ...]:
        """The changes of what an edge leads to, of which it speaks."""
        changes = self._reached.get(edge.target, ())
        if not edge.columns:
            return changes
        return tuple([each for each in changes if self._is_meant(each, edge)])

    def _is_meant(self, change: Change, edge: Edge) -> bool:
        """Whether a change is in a column that an edge names, or in all of them."""
        header = self._headers.get(change.id)
        return header is None or header in edge.columns


def _columns_of(passage: Passage, changes: Mapping[str, Change]) -> dict[str, str]:
    """The headers of the columns in which changes of a table are; of one in whole rows, nothing."""
    table = passage.block.table
    if table is None:
        return {}
    places = [(id_, change.column) for id_, change in changes.items()]
    return {
        id_: table.header(column)
        for id_, column in places
        if column is not None and column < table.width
    }


def _anchor_of(passage: Passage, successors: Mapping[str, str]) -> str:
    """Where the change of a passage stands in the new version."""
    if passage.new is not None:
        return passage.new.address
    return successors.get(passage.block.within, "")
