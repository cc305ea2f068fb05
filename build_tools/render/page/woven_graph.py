"""The versions of a document, each with the graph of what rests on what round it, in; what a page
holds of these graphs out, so that a script can tell of any two versions what changed without a
word.

A node or an edge that several versions have alike is told once, with the set of these.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from build_tools.lineage.graph import Graphs
from build_tools.model import Version
from build_tools.model.graph import Edge, Node, NodeKey


def woven_graph_data(
    versions: Sequence[Version], graphs: Graphs, address_of: Callable[[NodeKey], str]
) -> dict[str, Any]:
    """`nodes` and `edges` end with the number of their set in `sets`, in which there is a sign for
    each version. A node of another document begins with its version and address, and tells in
    which of the versions of that document it has the same words; `beside` says which of these each
    version is read beside.
    """
    beside = [graphs.beside(version) for version in versions]
    writer = _Writer(versions[0].document, address_of, _same_words(beside))
    for number, version in enumerate(versions):
        graph = graphs.around(version)
        numbers = {node.key: writer.node(node, number) for node in graph.nodes}
        for edge in graph.edges:
            if edge.source in numbers and edge.target in numbers:
                writer.edge(edge, numbers, number)
    sets: dict[str, int] = {}
    return {
        "nodes": list(_with_sets(writer.nodes, len(versions), sets)),
        "edges": list(_with_sets(writer.edges, len(versions), sets)),
        "sets": list(sets),
        "beside": list(map(_labels, beside)),
    }


class _Writer:
    """The nodes and edges so far, each with the versions that have it."""

    def __init__(
        self,
        document: str,
        address_of: Callable[[NodeKey], str],
        same_words: Mapping[NodeKey, Sequence[str]],
    ) -> None:
        self.nodes: dict[tuple[Any, ...], list[int]] = {}
        self.edges: dict[tuple[Any, ...], list[int]] = {}
        self._numbers: dict[tuple[Any, ...], int] = {}
        self._document, self._address_of, self._same_words = document, address_of, same_words

    def node(self, node: Node, version: int) -> int:
        """The number of a node, which this version has."""
        key = node.key
        told: tuple[Any, ...] = (key.anchor, node.kind, node.citation, node.within)
        if key.document != self._document:
            alike = tuple(self._same_words.get(key, ()))
            told = (*told, key.document, key.version, self._address_of(key), alike)
        self.nodes.setdefault(told, []).append(version)
        return self._numbers.setdefault(told, len(self._numbers))

    def edge(self, edge: Edge, numbers: Mapping[NodeKey, int], version: int) -> None:
        """An edge that this version has."""
        ends = numbers[edge.source], numbers[edge.target]
        told = (*ends, edge.kind, edge.words, tuple(sorted(edge.columns)))
        self.edges.setdefault(told, []).append(version)


def _labels(versions: Mapping[str, Version]) -> dict[str, str]:
    return {name: version.label for name, version in versions.items()}


def _with_sets(
    things: Mapping[tuple[Any, ...], Sequence[int]], count: int, sets: dict[str, int]
) -> Iterator[list[Any]]:
    for told, versions in things.items():
        signs = "".join(["1" if each in versions else "0" for each in range(count)])
        yield [*told, sets.setdefault(signs, len(sets))]


def _same_words(beside: Sequence[Mapping[str, Version]]) -> dict[NodeKey, list[str]]:
    """Of each provision of the other documents, the other versions that have all its words."""
    theirs: dict[str, dict[str, Version]] = {}
    for document, version in chain.from_iterable(there.items() for there in beside):
        theirs.setdefault(document, {})[version.label] = version
    found: dict[NodeKey, list[str]] = {}
    for versions in theirs.values():
        known = {label: _texts_of(each) for label, each in versions.items()}
        for version in versions.values():
            for key, words in _words_of(version).items():
                others = [label for label in known if label != version.label]
                found[key] = [label for label in others if words <= known[label]]
    return found


def _texts_of(version: Version) -> set[str]:
    return {block.text for block in version.body}


def _words_of(version: Version) -> dict[NodeKey, set[str]]:
    """What stands in each provision of a version."""
    found: dict[NodeKey, set[str]] = {}
    for block in version.body:
        place = version.document, version.label, block.address
        key = NodeKey(document=place[0], version=place[1], anchor=place[2])
        found.setdefault(key, set()).add(block.text)
    return found
