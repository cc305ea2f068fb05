"""The page of the terms of a document: what each means, since when and by what, and where the text
that the document's own page shows uses it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from build_tools.check import undefined_in
from build_tools.language import gettext as _
from build_tools.language import pgettext
from build_tools.lineage.graph.terms import definitions
from build_tools.lineage.provenance import ProvisionLife
from build_tools.model import Block, Document, Side, Version
from build_tools.model.graph import Edge, NodeKey
from build_tools.render.html.excerpts import blocks_html
from build_tools.site import urls
from build_tools.site.cited_by import Cited, Citer, cited_by
from build_tools.site.context import SiteContext
from build_tools.site.pages.page import Page
from build_tools.site.text_links import Beyond, TextLinks


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinedTerm:
    """A definition as the page shows it."""

    block: Block
    html: Markup
    beyond: tuple[tuple[Beyond, Markup, str], ...]
    """Where it leaves its meaning to another document: what that says, and the link to it; nothing
    of one that the record does not hold."""
    since: Version
    """The version that first had it."""
    changed: Version | None
    """The version that last changed it in substance, where that is a later one."""
    life: str
    """The page that tells its life; empty where it never changed."""
    uses: tuple[Citer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerTerm:
    """A term that the version shown defines no more."""

    term: str
    last: Version
    """The version that last had it."""
    by: Version
    """The version that took it out."""
    life: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedTerm:
    """A definition that a version which is to come brings, changes or takes out."""

    block: Block
    befalls: str
    proposal: Version
    href: str
    decided: str
    """That it has been decided and is not in force yet; empty while it is only proposed."""


def terms_page(site: SiteContext, document: Document) -> Iterator[Page]:
    """The page, where the version shown defines a term."""
    version = site.displayed_version(document)
    if not any(block.terms and block.anchor for block in version.body):
        return
    page = urls.terms(document.id)
    yield Page(
        address=page,
        template="terms",
        title=_("Terms of the %(document)s", document=document.short_title),
        values={
            "document": document,
            "version": version,
            "terms": sorted(_terms(site, document, version, page), key=_alphabetical),
            "borrowed": list(_borrowed(site, version, page)),
            "undefined": undefined_in(site.corpus, document, version, site.as_of),
            "former": list(_former(site, document, version, page)),
            "proposed": list(_proposed(site, document, version, page)),
        },
        front_matter={"search": {"exclude": True}},
    )


def _alphabetical(term: DefinedTerm) -> str:
    return term.block.terms[0].casefold()


def _terms(
    site: SiteContext, document: Document, version: Version, page: str
) -> Iterator[DefinedTerm]:
    links = TextLinks(site, version, urls.document(document.id))
    beyond = links.beyond()
    cited = {each.node.key.anchor: each for each in cited_by(site, version)}
    path = _path(site, document, version)
    for block in version.body:
        if block.terms and block.anchor:
            since = _since(path, block.terms[0])
            yield DefinedTerm(
                block=block,
                html=blocks_html(links.own_parts(block)),
                beyond=tuple(_shown(beyond.get(f"#{block.anchor}", ()), page)),
                since=since,
                changed=_changed(
                    site, document, version, block.anchor, path[path.index(since) + 1 :]
                ),
                life=_life_link(site, document, version, block.anchor, page),
                uses=_uses(cited, block),
            )


def _path(site: SiteContext, document: Document, version: Version) -> list[Version]:
    """The versions that led to one, and itself, the oldest first."""
    history = site.history(document)
    return [history.versions[at] for at in history.weave.path(history.number(version))]


def _since(path: Sequence[Version], term: str) -> Version:
    """The first version since which each defines a term: a provision may have defined another
    before, and its life is longer.
    """
    found = path[-1]
    for version in reversed(path):
        if term not in definitions(version):
            return found
        found = version
    return found


def _changed(
    site: SiteContext,
    document: Document,
    version: Version,
    anchor: str,
    later: Sequence[Version],
) -> Version | None:
    """The last of some later versions that changed a definition in substance."""
    life, versions = _life(site, document, version, anchor), site.history(document).versions
    for state in life.states if life else ():
        if versions[state.version] in later and not state.consequential:
            return versions[state.version]
    return None


def _uses(cited: Mapping[str, Cited], block: Block) -> tuple[Citer, ...]:
    return cited[block.anchor].by if block.anchor in cited else ()


def _shown(beyond: Iterable[Beyond], page: str) -> Iterator[tuple[Beyond, Markup, str]]:
    for each in beyond:
        href = urls.link(page, each.page, each.anchor) if each.page else ""
        yield each, blocks_html(each.blocks), href


def _life(
    site: SiteContext, document: Document, version: Version, anchor: str
) -> ProvisionLife | None:
    provisions = site.provision_pages(document).provisions
    id_ = provisions.id_at(site.history(document).number(version), anchor)
    return provisions.lives.get(id_) if id_ else None


def _life_link(
    site: SiteContext, document: Document, version: Version, anchor: str, page: str
) -> str:
    life = _life(site, document, version, anchor)
    if life is None or not life.ever_changed:
        return ""
    return urls.link(page, site.provision_pages(document).address(life))


def _borrowed(
    site: SiteContext, version: Version, page: str
) -> Iterator[tuple[Edge, str, str, list[Citer]]]:
    """The terms that the text uses with the meaning that another document gives them, by its rule
    for what it does not define: the use, the document, the link to the definition, and the uses.
    """
    found: dict[NodeKey, list[Edge]] = {}
    graph = site.graphs.of(version)
    own = definitions(version)
    for edge in graph.edges:
        elsewhere = edge.kind == "uses-term" and edge.target.document != version.document
        if elsewhere and edge.words not in own:
            found.setdefault(edge.target, []).append(edge)
    for key, edges in found.items():
        name = f"{site.corpus.document(key.document).short_title} {key.version}"
        uses = [Citer(where=graph.by_key[edge.source].citation, key=edge.source) for edge in edges]
        yield edges[0], name, site.provision_link(page, key), uses


def _former(
    site: SiteContext, document: Document, version: Version, page: str
) -> Iterator[FormerTerm]:
    """The terms that a version on the way to the one shown defined, and that has no more."""
    path = _path(site, document, version)
    current = definitions(version)
    for last, by in reversed(list(pairwise(path))):
        kept = definitions(by)
        for term, anchor in definitions(last).items():
            if term not in kept and term not in current:
                current[term] = anchor
                life = _life_link(site, document, last, anchor, page)
                yield FormerTerm(term=term, last=last, by=by, life=life)


def _proposed(
    site: SiteContext, document: Document, version: Version, page: str
) -> Iterator[ProposedTerm]:
    """What the proposals make of definitions, against the version shown."""
    for redline in site.redlines(document):
        if redline.old.label != version.label or redline.new not in site.pending(document):
            continue
        substantive = {change.id for change in redline.changes if not change.consequential}
        for passage in redline.passages:
            if passage.block.terms and substantive.intersection(passage.change_ids()):
                befalls = _befalls(passage.side)
                there = urls.redline(document.id, redline.old.label, redline.new.label)
                yield ProposedTerm(
                    block=passage.block,
                    befalls=befalls,
                    proposal=redline.new,
                    href=urls.link(page, there, next(iter(passage.change_ids()))),
                    decided=site.decided_in_words(document, redline.new),
                )


def _befalls(side: Side) -> str:
    """What a proposal does to a definition that stands on that side of its redline."""
    match side:
        case "new":
            return pgettext("definition", "brings")
        case "old":
            return pgettext("definition", "takes out")
        case _:
            return pgettext("definition", "changes")
