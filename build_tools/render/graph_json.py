"""The graphs of versions as JSON: what their provisions, tables and terms rest on; and the list of
the files in which those of a site stand.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from build_tools.lineage.graph import Graphs
from build_tools.model import Version, escaped_controls_json
from build_tools.model.graph import Edge, Node
from build_tools.render.written_json import written_json

FORMAT = 1
"""Counts what is added; no key changes its meaning."""
WITH_FILES = 2
"""2: the files in which the graphs stand, document by document; what has none such is as 1 was."""


def graph_json(graphs: Graphs, versions: Iterable[Version]) -> str:
    """The graph of each version, beside the versions of other documents as it is read; a line for
    each node and each edge, so that what an amendment changes shows.
    """
    texts = (with_head(graphs, each, graph_text(graphs, each)) for each in versions)
    return "".join(graphs_json(texts))


def graphs_json(texts: Iterable[object]) -> Iterator[str]:
    """The same, a graph at a time, of what `with_head` says of each version."""
    yield f'{{"format": {FORMAT}, "graphs": [\n'
    for at, text in enumerate(texts):
        yield f",\n{text}" if at else str(text)
    yield "\n]}\n"


def graph_files_json(files: Mapping[str, tuple[str, int]]) -> str:
    """The list of files of graphs: by the id of each document the address below the root of the
    site, and the bytes.
    """
    listed = [
        {"document": document, "address": address, "bytes": size}
        for document, (address, size) in files.items()
    ]
    data = {"format": WITH_FILES, "graphs": [], "files": listed}
    return written_json(data)


def with_head(graphs: Graphs, version: Version, text: str) -> str:
    """The graph of a version as it stands among others, of what `graph_text` says of it."""
    return f"{escaped_controls_json(_head(graphs, version))}, {text}"


def graph_text(graphs: Graphs, version: Version) -> str:
    """The nodes and the edges of one graph, as they end its object."""
    graph = graphs.of(version)
    nodes = _lines(map(_node_data, graph.nodes))
    edges = _lines(map(_edge_data, graph.edges))
    return escaped_controls_json(f'"nodes": [{nodes}], "edges": [{edges}]}}')


def _head(graphs: Graphs, version: Version) -> str:
    """How the object of a graph begins: which version it is of, and beside which it is read."""
    beside = [_end(other) for _, other in sorted(graphs.beside(version).items())]
    return json.dumps({**_end(version), "beside": beside}, ensure_ascii=False)[:-1]


def _lines(items: Iterable[dict[str, Any]]) -> str:
    return "\n" + ",\n".join(json.dumps(each, ensure_ascii=False) for each in items)


def _end(version: Version) -> dict[str, str]:
    return {"document": version.document, "version": version.label, "sha256": version.sha256}


def _node_data(node: Node) -> dict[str, Any]:
    data: dict[str, Any] = {
        "anchor": node.key.anchor,
        "kind": node.kind,
        "where": node.citation,
    }
    if node.terms:
        data["terms"] = list(node.terms)
    if node.within:
        data["within"] = node.within
    return data


def _edge_data(edge: Edge) -> dict[str, Any]:
    data: dict[str, Any] = {
        "from": edge.source.anchor,
        "to": edge.target.anchor,
        "kind": edge.kind,
        "words": edge.words,
    }
    if edge.target.document != edge.source.document:
        data |= {"document": edge.target.document, "version": edge.target.version}
    if edge.columns:
        data["columns"] = sorted(edge.columns)
    return data
