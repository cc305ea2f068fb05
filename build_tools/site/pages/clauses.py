"""The pages that tell what became of a provision: every state of those that ever changed, and who
bore a number at which no provision is told.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from typing import TypeAlias

from markupsafe import Markup

from build_tools.language import gettext as _
from build_tools.lineage.provenance import (
    ProvisionLife,
    ProvisionOnDay,
    Provisions,
    ProvisionState,
)
from build_tools.model import Block, Document, Passage, Spell, Version, unchanged
from build_tools.model.weave import Members, member, members_of
from build_tools.render.html.excerpts import excerpt_html
from build_tools.site import urls
from build_tools.site.cited_by import Citer, citers_with_limbs
from build_tools.site.context import SiteContext
from build_tools.site.pages.days import days_of_provision
from build_tools.site.pages.page import NOT_INDEXED, Page
from build_tools.site.state_dates import Days, state_dates

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
    """When the version made it so."""
    cited_date: str
    """When what is shown was in force, as one cites it."""
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
    block, name = pages.shown_block(life), pages.shown_name(life)
    days = days_of_provision(site, document, life)
    return Page(
        address=pages.address(life),
        template="clause",
        title=f"{document.short_title} {name}",
        values={
            "document": document,
            "life": life,
            "name": name,
            "numbers": list(_numbers(site, document, life)),
            "states": list(_shown_states(site, document, life, _told(days))),
            "is_term": bool(block.terms),
            "citing": _citing(site, document, life, citing),
            "days": days,
            "pages": pages,
        },
        front_matter={
            **NOT_INDEXED,
            "script": "day",
            "feed": {
                "title": f"{document.short_title} {name}",
                "href": urls.link(
                    pages.address(life), urls.provision_feed(document.id, life.id, urls.ATOM)
                ),
            },
        },
    )


def _number_page(
    site: SiteContext, document: Document, address: str, bearers: list[tuple[ProvisionLife, int]]
) -> Page:
    told = list(
        chain.from_iterable(_borne(site, document, life, members) for life, members in bearers)
    )
    name = told[-1][2]
    return Page(
        address=address,
        template="clause_number",
        title=_(
            "%(provision)s: who bore this number",
            provision=f"{document.short_title} {name}",
        ),
        values={
            "document": document,
            "name": name,
            "bearers": told,
            "pages": site.provision_pages(document),
        },
        front_matter=NOT_INDEXED,
    )


def _borne(
    site: SiteContext, document: Document, life: ProvisionLife, members: Members
) -> Iterator[tuple[ProvisionLife, Block, str, list[Run]]]:
    """What a provision said under a number in these versions, each text once, with its citation and
    the versions that have it.
    """
    history, provisions = site.history(document), site.provision_pages(document).provisions
    said: dict[str, tuple[Members, int, Block]] = {}
    for number in members_of(members):
        then = provisions.block_at(number, life.id)
        assert then is not None
        before, _at, _then = said.get(then.text, (0, number, then))
        said[then.text] = before | member(number), number, then
    for those, last, then in said.values():
        yield life, then, provisions.cited_at(last, life.id), list(_runs(history.versions, those))


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
        number = history.number(runs[-1][-1])
        has = provisions.block_at(number, life.id) is not None
        yield (provisions.cited_at(number, life.id) if has else anchor), anchor, runs


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
    site: SiteContext, document: Document, life: ProvisionLife, own: Days
) -> Iterator[ShownState]:
    history, pages = site.history(document), site.provision_pages(document)
    lives, days = pages.provisions.lives, {life.id: own}
    for state in pages.provisions.through(life):
        version, its = history.versions[state.version], lives[state.id]
        others = [lives[id_] for id_ in state.others]
        if its.id not in days:  # of what it was divided off too, which has days of its own
            days[its.id] = _told(days_of_provision(site, document, its))
        date, cited_date = state_dates(
            document, pages.provisions, its, state, days[its.id], site.as_of
        )
        yield ShownState(
            state=state,
            version=version,
            before=site.predecessor(document, version),
            date=date,
            cited_date=cited_date,
            html=excerpt_html(_passages(pages.provisions, state)),
            others=tuple([(pages.shown_name(o), pages.address(o)) for o in others]),
        )


def _told(days: Iterable[tuple[str, Spell, ProvisionOnDay]]) -> Days:
    return [(spell, found) for _words, spell, found in days]


def _passages(provisions: Provisions, state: ProvisionState) -> list[Passage]:
    """What is shown of a state: what changed, or how it stands; of a provision under a heading of
    its own the whole.
    """
    if state.shown.kind != "heading":
        return list(state.passages) or [_unchanged(state.shown)]
    base = provisions.history.weave.versions[state.version].base
    whole = {
        **_parts(provisions, base, state.before),
        **_parts(provisions, state.version, state.block),
    }
    told = provisions.history.passages(state.version)
    return [told.get(place) or _unchanged(whole[place]) for place in sorted(whole)]


def _parts(provisions: Provisions, version: int | None, block: Block | None) -> Mapping[int, Block]:
    """A provision as a version has it, by its places in the weave; nothing where that has none."""
    return {} if version is None or block is None else provisions.parts_of(version, block.anchor)


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
