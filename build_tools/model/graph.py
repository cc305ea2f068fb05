"""What the provisions of a text rest on: a graph of its provisions, tables and terms, in which each
edge is a use of a term or a reference.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Literal, TypeAlias

NodeKind: TypeAlias = Literal["provision", "division", "table", "term"]
EdgeKind: TypeAlias = Literal["uses-term", "refers-to"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class NodeKey:
    """What a node is known by: a block that can be cited, of one version of one document."""

    document: str
    version: str
    anchor: str

    def __str__(self) -> str:
        return f"{self.document}@{self.version}#{self.anchor}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A provision, a table, or the definition of a term."""

    key: NodeKey
    kind: NodeKind
    citation: str
    """For people: "Clause 17.6", "Table 17.6"."""
    terms: tuple[str, ...] = ()
    """What it defines; empty for what is no definition."""
    within: str = ""
    """The anchor of the provision or heading that it stands in; empty where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """That a node uses a term, or refers to a provision."""

    source: NodeKey
    target: NodeKey
    kind: EdgeKind
    words: str
    """The term, or the reference as it is printed, where the edge was first found."""
    columns: frozenset[str] = frozenset()
    """Of a reference to a table that names columns of it, their headers: it says nothing of the
    others. Empty where it is to the whole."""


@dataclass(frozen=True, kw_only=True)
class Graph:
    """The graph of one version; edges may lead into a version of another document."""

    nodes: tuple[Node, ...]
    """In reading order."""
    edges: tuple[Edge, ...]
    """By source, in reading order; between two nodes one of each kind."""

    @cached_property
    def by_key(self) -> dict[NodeKey, Node]:
        """The nodes by what they are known by."""
        return {node.key: node for node in self.nodes}

    @cached_property
    def _incoming(self) -> dict[NodeKey, list[Edge]]:
        found: dict[NodeKey, list[Edge]] = {}
        for edge in self.edges:
            found.setdefault(edge.target, []).append(edge)
        return found

    def to(self, target: NodeKey) -> tuple[Edge, ...]:
        """The edges that lead to a node: "cited by" and "used by"."""
        return tuple(self._incoming.get(target, ()))

    @staticmethod
    def joined(graphs: "Sequence[Graph]") -> "Graph":
        """One graph of those of several documents."""
        nodes = chain.from_iterable(each.nodes for each in graphs)
        edges = chain.from_iterable(each.edges for each in graphs)
        return Graph(nodes=tuple(nodes), edges=tuple(edges))

    def enclosing(self, key: NodeKey) -> Iterator[NodeKey]:
        """The nodes that a node is a part of, innermost first."""
        node = self.by_key.get(key)
        seen = {key}
        while node is not None and node.within:
            outer = NodeKey(document=key.document, version=key.version, anchor=node.within)
            if outer in seen:
                return
            seen.add(outer)
            yield outer
            node = self.by_key.get(outer)

    def wholes(self, key: NodeKey) -> Iterator[NodeKey]:
        """The provisions that a node is a part of, innermost first; no division is one."""
        for outer in self.enclosing(key):
            node = self.by_key.get(outer)
            if node is None or node.kind == "division":
                return
            yield outer
