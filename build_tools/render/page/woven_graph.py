"""The versions of a document, each with the graph of what rests on what round it, in; what a page
holds of these graphs out, so that a script can tell of any two versions what changed without a
word.

A node or an edge that several versions have alike is told once, with the set of these.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from build_tools.lineage.graph import Graphs
from build_tools.model import Version
from build_tools.model.graph import Edge, Node, NodeKey


def woven_graph_data(
    versions: Sequence[Version], graphs: Graphs, address_of: Callable[[NodeKey], str]
) -> dict[str, Any]:
    """`nodes` and `edges` end with the number of their set in `sets`, in which there is a sign for
    each version. A node of another document begins with its version and address, and tells in
    which of the versions of that document it has the same words; `beside` says which version of
    each document that has nodes here a version is read beside.
    """
    beside = [graphs.beside(version) for version in versions]
    writer = _Writer(versions[0].document, address_of, _Others(beside))
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
        "beside": [_labels(there, writer.documents) for there in beside],
    }


class _Writer:
    """The nodes and edges so far, each with the versions that have it."""

    def __init__(
        self,
        document: str,
        address_of: Callable[[NodeKey], str],
        others: "_Others",
    ) -> None:
        self.documents: set[str] = set()
        """The other documents that have nodes."""
        self.nodes: dict[tuple[Any, ...], list[int]] = {}
        self.edges: dict[tuple[Any, ...], list[int]] = {}
        self._numbers: dict[tuple[Any, ...], int] = {}
        self._document, self._address_of, self._others = document, address_of, others

    def node(self, node: Node, version: int) -> int:
        """The number of a node, which this version has."""
        key = node.key
        told: tuple[Any, ...] = (key.anchor, node.kind, node.citation, node.within)
        if key.document != self._document:
            self.documents.add(key.document)
            alike = self._others.with_the_words_of(key)
            told = (*told, key.document, key.version, self._address_of(key), alike)
        self.nodes.setdefault(told, []).append(version)
        return self._numbers.setdefault(told, len(self._numbers))

    def edge(self, edge: Edge, numbers: Mapping[NodeKey, int], version: int) -> None:
        """An edge that this version has."""
        ends = numbers[edge.source], numbers[edge.target]
        told = (*ends, edge.kind, edge.words, tuple(sorted(edge.columns)))
        self.edges.setdefault(told, []).append(version)


def _labels(versions: Mapping[str, Version], documents: Collection[str]) -> dict[str, str]:
    return {name: version.label for name, version in versions.items() if name in documents}


def _with_sets(
    things: Mapping[tuple[Any, ...], Sequence[int]], count: int, sets: dict[str, int]
) -> Iterator[list[Any]]:
    for told, numbers in things.items():
        versions = frozenset(numbers)
        signs = "".join(["1" if each in versions else "0" for each in range(count)])
        yield [*told, sets.setdefault(signs, len(sets))]


class _Others:
    """The versions of the other documents beside which those of one are read; the words of a
    document are looked at once something of it is asked for.
    """

    def __init__(self, beside: Sequence[Mapping[str, Version]]) -> None:
        self._versions: dict[str, dict[str, Version]] = {}
        for there in beside:
            for document, version in there.items():
                self._versions.setdefault(document, {})[version.label] = version
        self._texts: dict[str, dict[str, set[str]]] = {}
        self._words: dict[tuple[str, str], dict[str, set[str]]] = {}
        self._alike: dict[NodeKey, tuple[str, ...]] = {}

    def with_the_words_of(self, key: NodeKey) -> tuple[str, ...]:
        """The labels of the other versions that have all the words of a provision."""
        if key not in self._alike:
            words = self._words_of(key.document, key.version).get(key.anchor)
            texts = self._texts_of(key.document)
            others = [label for label in texts if label != key.version]
            alike = [] if words is None else [each for each in others if words <= texts[each]]
            self._alike[key] = tuple(alike)
        return self._alike[key]

    def _texts_of(self, document: str) -> dict[str, set[str]]:
        """The texts of the blocks of each version of a document."""
        if document not in self._texts:
            versions = self._versions.get(document, {}).values()
            self._texts[document] = {each.label: _texts(each) for each in versions}
        return self._texts[document]

    def _words_of(self, document: str, label: str) -> dict[str, set[str]]:
        """What stands in each provision of a version, by its address."""
        if (document, label) not in self._words:
            version = self._versions.get(document, {}).get(label)
            found: dict[str, set[str]] = {}
            for block in version.body if version else ():
                found.setdefault(block.address, set()).add(block.text)
            self._words[document, label] = found
        return self._words[document, label]


def _texts(version: Version) -> set[str]:
    return {block.text for block in version.body}
