"""A version in, who cites each of its provisions out: who uses its terms and refers to its
provisions, in its own text and in those of the documents beside which it is read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from build_tools.language import gettext as _
from build_tools.model import Version
from build_tools.model.graph import Graph, Node, NodeKey
from build_tools.site.context import SiteContext


@dataclass(frozen=True, slots=True, kw_only=True)
class Citer:
    """A provision that uses a term or refers to a provision."""

    where: str
    """Its citation, with its document where that is another: "SVTAD 1.0, Clause 4.1(c)"."""
    key: NodeKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A provision, a table or a definition, and who cites it."""

    node: Node
    by: tuple[Citer, ...]

    @property
    def id(self) -> str:
        """Of the place on the page that lists them."""
        return f"page-cited-{self.node.key.anchor}"

    @property
    def summary(self) -> str:
        """ "cited by 12"; of a definition, "used by 12"."""
        if self.node.kind == "term":
            return _("used by %(number)s", number=len(self.by))
        return _("cited by %(number)s", number=len(self.by))


def cited_by(site: SiteContext, version: Version) -> Iterator[Cited]:
    """What is cited of a version, in reading order."""
    graph = site.graphs.around(version)
    for node in graph.nodes:
        if (node.key.document, node.key.version) == (version.document, version.label):
            citing = dict.fromkeys(edge.source for edge in graph.to(node.key))
            sources = [each for each in citing if graph.by_key[each].kind != "division"]
            if sources:
                by = [_citer(site, graph, each, version) for each in sources]
                yield Cited(node=node, by=tuple(by))


def citers_with_limbs(site: SiteContext, version: Version) -> Mapping[str, tuple[Citer, ...]]:
    """Who cites each provision of a version or, from outside it, a limb of it, by the anchors."""
    graph = site.graphs.around(version)
    found: dict[str, dict[Citer, None]] = {}
    for cited in cited_by(site, version):
        key = cited.node.key
        wholes = graph.wholes(key) if cited.node.kind == "provision" else ()
        for whole in (key, *wholes):
            found.setdefault(whole.anchor, {}).update(
                (each, None)
                for each in cited.by
                if whole not in (each.key, *graph.wholes(each.key))
            )
    return {anchor: tuple(citers) for anchor, citers in found.items()}


def _citer(site: SiteContext, graph: Graph, key: NodeKey, version: Version) -> Citer:
    where = graph.by_key[key].citation
    if key.document != version.document:
        name = site.corpus.document(key.document).short_title
        where = f"{name} {key.version}, {where}"
    return Citer(where=where, key=key)
