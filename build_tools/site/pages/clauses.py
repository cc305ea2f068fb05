"""The pages that tell what became of a provision: every state of those that ever changed, and who
bore a number at which no provision is told.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from markupsafe import Markup

from build_tools.language import gettext as _
from build_tools.lineage.provenance import (
    ProvisionLife,
    ProvisionState,
)
from build_tools.model import Block, Document, Passage, Version, unchanged
from build_tools.model.weave import Members, members_of
from build_tools.render.citation import provision_date
from build_tools.render.html.excerpts import excerpt_html
from build_tools.site import urls
from build_tools.site.cited_by import Citer, citers_with_limbs
from build_tools.site.context import SiteContext
from build_tools.site.pages.days import days_of_provision
from build_tools.site.pages.page import NOT_INDEXED, Page

Run: TypeAlias = tuple[Version] | tuple[Version, Version]
"""A version, or the first and the last of several that follow each other."""

_FEW = 4
"""Up to so many versions are named one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownState:
    """A state of a provision as its page shows it."""

    state: ProvisionState
    version: Version
    before: Version | None
    """The version that this one was made from."""
    date: str
    html: Markup
    others: tuple[tuple[str, str], ...]
    """What it was divided of, into or joined with: how it is cited, and its page."""


def clause_pages(site: SiteContext, document: Document) -> Iterator[Page]:
    """The list of the provisions that ever changed, a page for each, and one for each number at
    which none is told.
    """
    pages = site.provision_pages(document)
    citing = citers_with_limbs(site, site.displayed_version(document))
    yield Page(
        address=urls.clauses(document.id),
        template="clauses",
        title=_("%(document)s: provisions that changed", document=document.short_title),
        values={"document": document, "pages": pages, "last": _last_changes(site, document)},
        front_matter=NOT_INDEXED,
    )
    for life in pages.lives:
        if not pages.is_of_table_page(life):
            yield _clause_page(site, document, life, citing)
    for address, bearers in pages.numbers.items():
        yield _number_page(site, document, address, bearers)


def _clause_page(
    site: SiteContext,
    document: Document,
    life: ProvisionLife,
    citing: Mapping[str, tuple[Citer, ...]],
) -> Page:
    pages = site.provision_pages(document)
    block = pages.shown_block(life)
    return Page(
        address=pages.address(life),
        template="clause",
        title=f"{document.short_title} {block.citation}",
        values={
            "document": document,
            "life": life,
            "name": block.citation,
            "numbers": list(_numbers(site, document, life)),
            "states": list(_shown_states(site, document, life)),
            "is_term": bool(block.terms),
            "citing": _citing(site, document, life, citing),
            "days": days_of_provision(site, document, life),
            "pages": pages,
        },
        front_matter={
            **NOT_INDEXED,
            "script": "day",
            "feed": {
                "title": f"{document.short_title} {block.citation}",
                "href": urls.link(
                    pages.address(life), urls.provision_feed(document.id, life.id, urls.ATOM)
                ),
            },
        },
    )


def _number_page(
    site: SiteContext, document: Document, address: str, bearers: list[tuple[ProvisionLife, int]]
) -> Page:
    history = site.history(document)
    told = []
    for life, members in bearers:
        runs = list(_runs(history.versions, members))
        then = site.provision_pages(document).provisions.block_at(
            history.number(runs[-1][-1]), life.id
        )
        assert then is not None
        told.append((life, then, runs))
    then = told[-1][1]
    return Page(
        address=address,
        template="clause_number",
        title=_(
            "%(provision)s: who bore this number",
            provision=f"{document.short_title} {then.citation}",
        ),
        values={
            "document": document,
            "name": then.citation,
            "bearers": told,
            "pages": site.provision_pages(document),
        },
        front_matter=NOT_INDEXED,
    )


def _numbers(
    site: SiteContext, document: Document, life: ProvisionLife
) -> Iterator[tuple[str, str, list[Run]]]:
    """Every citation that a provision had, the newest first, with its anchor and the versions in
    which it had it.
    """
    history = site.history(document)
    provisions = site.provision_pages(document).provisions
    for anchor, members in reversed(list(life.anchors.items())):
        runs = list(_runs(history.versions, members))
        block = provisions.block_at(history.number(runs[-1][-1]), life.id)
        yield (block.citation if block else anchor), anchor, runs


def _runs(versions: Sequence[Version], members: Members) -> Iterator[Run]:
    """The versions of a set: those that follow each other by the first and the last of them, where
    they are more than a few.
    """
    for _key, pairs in groupby(enumerate(members_of(members)), key=lambda pair: pair[1] - pair[0]):
        run = [versions[at] for _count, at in pairs]
        if len(run) > _FEW:
            yield run[0], run[-1]
        else:
            yield from ((version,) for version in run)


def _shown_states(
    site: SiteContext, document: Document, life: ProvisionLife
) -> Iterator[ShownState]:
    history, pages = site.history(document), site.provision_pages(document)
    for state in pages.provisions.through(life):
        version = history.versions[state.version]
        others = [pages.provisions.lives[id_] for id_ in state.others]
        passages = state.passages or [_unchanged(state.shown)]
        yield ShownState(
            state=state,
            version=version,
            before=site.predecessor(document, version),
            date=provision_date(
                document, version, state.shown.anchor, site.as_of, is_gone=state.block is None
            ),
            html=excerpt_html(passages),
            others=tuple([(pages.shown_block(o).citation, pages.address(o)) for o in others]),
        )


def _unchanged(block: Block) -> Passage:
    return Passage(old=block, new=block, edits=unchanged(block.content))


def _last_changes(site: SiteContext, document: Document) -> dict[str, Version]:
    """The version that last changed each provision in substance, by its id; what only followed
    since the first leaves it with that which brought it.
    """
    versions = site.history(document).versions
    found = {}
    for life in site.provision_pages(document).lives:
        states = [state for state in life.states if not state.consequential]
        found[life.id] = versions[states[0].version]
    return found


def _citing(
    site: SiteContext,
    document: Document,
    life: ProvisionLife,
    citing: Mapping[str, tuple[Citer, ...]],
) -> tuple[Citer, ...]:
    """Who cites a provision of the version shown; nobody where that does not have it: another may
    bear its number there.
    """
    provisions = site.provision_pages(document).provisions
    shown = site.history(document).number(site.displayed_version(document))
    block = provisions.block_at(shown, life.id)
    return citing.get(block.anchor, ()) if block else ()
