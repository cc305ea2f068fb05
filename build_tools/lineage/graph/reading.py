"""A version, and the versions of other documents beside which it is read → its graph: which terms
its provisions use, and which provisions they refer to.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from build_tools.lineage.graph.terms import (
    all_term_uses,
    definitions,
    key_of,
    known_terms,
    meaning_left_to,
)
from build_tools.model import Block, Version, wording
from build_tools.model.graph import Edge, EdgeKind, Graph, Node, NodeKey, NodeKind
from build_tools.text.labels import Provisions, Reference, whole_references


def graph_of(version: Version, beside: Mapping[str, Version] | None = None) -> Graph:
    """The graph of a version; `beside` has the other documents beside which it is read, by each
    name that the text may give them.
    """
    return _Reader(version, beside or {}).graph()


class _Reader:
    """One version as it is read."""

    def __init__(self, version: Version, beside: Mapping[str, Version]) -> None:
        self._version = version
        self._beside = beside
        self._provisions = provisions_of(version)
        others = {id(other): provisions_of(other) for other in beside.values()}
        self._others = {name: others[id(other)] for name, other in beside.items()}
        self._terms = known_terms(version, self._beside)
        self._term_uses = all_term_uses(self._terms, self._beside, version.language)
        self._headers = dict(chain.from_iterable(map(_headers, (version, *beside.values()))))

    def graph(self) -> Graph:
        """Its nodes and edges."""
        nodes = tuple([_node(self._version, each) for each in self._version.body if each.anchor])
        edges: dict[tuple[NodeKey, NodeKey, EdgeKind], Edge] = {}
        for at, block in enumerate(self._version.body):
            for edge in self._edges_of(block, at):
                ends = edge.source, edge.target, edge.kind
                edges[ends] = _joined(edges.get(ends), edge)
        return Graph(nodes=nodes, edges=tuple(edges.values()))

    def _edges_of(self, block: Block, at: int) -> Iterator[Edge]:
        if not block.address:
            return
        source = key_of(self._version, block.address)
        for text in texts_of(block):
            found = self._references(source, text, at, block.terms)
            for edge in (*self._uses(source, text), *found):
                if edge.target != source:
                    yield edge
        yield from self._given_elsewhere(source, block)

    def _uses(self, source: NodeKey, text: str) -> Iterator[Edge]:
        if not self._terms:
            return
        for use in self._term_uses(text):
            target = self._terms[use.term]
            yield Edge(source=source, target=target, kind="uses-term", words=use.term)

    def _references(
        self, source: NodeKey, text: str, at: int, terms: Iterable[str]
    ) -> Iterator[Edge]:
        for reference in whole_references(text, self._version.bodies):
            target = self._target(reference, at)
            if target:
                yield Edge(
                    source=source,
                    target=target,
                    kind="refers-to",
                    words=reference.name,
                    columns=self._columns(target, text, reference, terms),
                )

    def _columns(
        self, target: NodeKey, text: str, reference: Reference, terms: Iterable[str]
    ) -> frozenset[str]:
        """The columns of a table that the sentence of a reference names. The first one, which is
        what the rows are called by, says nothing alone, but in the definition of that very word.
        """
        headers = self._headers.get(target, ())
        if not headers:
            return frozenset()
        sentence = sentence_at(text, reference.start, reference.end).casefold()
        named = frozenset(each for each in headers if _has_words(sentence, each.casefold()))
        key = headers[0]
        defined = {term.casefold() for term in terms}
        return frozenset() if named == {key} and key.casefold() not in defined else named

    def _target(self, reference: Reference, at: int) -> NodeKey | None:
        pointer = reference.pointers[0]
        other = self._beside.get(reference.document)
        if not reference.document or (other and other.document == self._version.document):
            anchor = self._provisions.nearest(pointer, at)[0]
            return key_of(self._version, anchor) if anchor else None
        if other is None:
            return None
        anchor = self._others[reference.document].named(pointer)
        return key_of(other, anchor) if anchor else None

    def _given_elsewhere(self, source: NodeKey, block: Block) -> Iterator[Edge]:
        """To the definition in another document, of a term that has the meaning given there."""
        other = self._beside.get(meaning_left_to(block))
        if other is None or other.document == self._version.document:
            return
        theirs = definitions(other)
        for term in block.terms:
            if term in theirs:
                target = key_of(other, theirs[term])
                yield Edge(source=source, target=target, kind="uses-term", words=term)


def _joined(before: Edge | None, edge: Edge) -> Edge:
    """Two edges between the same ends as one: of a table, to all columns that either names, and to
    the whole where one of them is.
    """
    if before is None:
        return edge
    whole = not (before.columns and edge.columns)
    columns: frozenset[str] = frozenset() if whole else before.columns | edge.columns
    return replace(before, columns=columns)


_SENTENCE_END = re.compile(r"[.;]\s+(?=[A-Z\"“(])|\n")


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence of a text in which a stretch stands."""
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    first = max((each for each in ends if each <= start), default=0)
    last = min((each for each in ends if each >= end), default=len(text))
    return text[first:last]


def _has_words(text: str, words: str) -> bool:
    return bool(words) and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def _headers(version: Version) -> Iterator[tuple[NodeKey, tuple[str, ...]]]:
    """Each table of a version that can be cited, with the headers of its columns."""
    for block in version.body:
        if block.table is not None and block.anchor:
            headers = map(block.table.header, range(block.table.width))
            yield key_of(version, block.anchor), tuple(headers)


def texts_of(block: Block) -> Iterator[str]:
    """The texts of a block as they are read: its own, or those of its table; none of code."""
    if block.kind in ("code", "front-matter"):
        return
    if block.table is None:
        yield wording(block.content)
        return
    yield wording(block.table.caption)
    for row in block.table.rows:
        yield from (wording(cell.content) for cell in row)


def _node(version: Version, block: Block) -> Node:
    kind: NodeKind = "provision"
    if block.terms:
        kind = "term"
    elif block.kind == "table":
        kind = "table"
    elif block.kind == "heading":
        kind = "division"
    return Node(
        key=key_of(version, block.anchor),
        kind=kind,
        citation=block.citation,
        terms=block.terms,
        within=block.within,
    )


def provisions_of(version: Version) -> Provisions:
    """What the references of a version, and those to it, may point at."""
    return Provisions.of(version.body, version.bodies)
