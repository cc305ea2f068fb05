"""The page that tells which version of a document was in force on which days, as surely as the
record holds it.
"""

import json
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from build_tools.language import gettext as _
from build_tools.language import listed
from build_tools.lineage.provenance import (
    ProvisionLife,
    ProvisionOnDay,
    held_by,
    provision_spells,
    provision_texts,
)
from build_tools.model import Document, Moment, Spell, escaped_controls_json
from build_tools.record.parts import begins_in_parts
from build_tools.record.point_in_time import spells, taken_effect
from build_tools.site import urls
from build_tools.site.context import SiteContext
from build_tools.site.pages.page import Page, feed_link


def day_page(site: SiteContext, document: Document) -> Page:
    """Every day there is, in spells that have one answer, the last first."""
    address = urls.on_a_day(document.id)
    told = [(days_in_words(spell), spell) for spell in spells(document, site.as_of)]
    return Page(
        address=address,
        template="day",
        title=_("The %(document)s on a day", document=document.short_title),
        values={
            "document": document,
            "spells": list(reversed(told)),
            "effects": list(reversed(taken_effect(document, site.as_of))),
            "pages": site.provision_pages(document),
            "in_parts": begins_in_parts(document),
            "provisions": _provisions_data(site, document),
        },
        front_matter={**feed_link(site, address, urls.document(document.id)), "script": "day"},
    )


def _provisions_data(site: SiteContext, document: Document) -> Markup:
    """Of each provision that ever changed its lasting id, its name, its page and what it said, as
    JSON that may stand in a script element.
    """
    pages = site.provision_pages(document)
    data = [
        [
            life.id,
            pages.name(life),
            urls.link(urls.on_a_day(document.id), pages.address(life)),
            list(_said(site, document, life)),
        ]
        for life in pages.lives
    ]
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(escaped_controls_json(written).replace("<", "\\u003c"))


def _said(site: SiteContext, document: Document, life: ProvisionLife) -> Iterator[list[Any]]:
    """Each text that a provision ever had, by its number: the versions that have it, its anchor in
    them and how it is cited there; where these do not have it, the labels alone, or with no anchor
    and what it was part of there.
    """
    pages = site.provision_pages(document)
    provisions = pages.provisions
    found = provision_texts(provisions, life.id, provisions.history.versions)
    for number, text in enumerate(found):
        places: dict[tuple[str, ...], list[str]] = {}
        for version in text.versions:
            at = provisions.history.number(version)
            block = provisions.block_at(at, life.id)
            holders = () if block else held_by(provisions, life.id, at)
            place: tuple[str, ...] = (
                ("", listed(pages.names_in(version, holders))) if holders else ()
            )
            if block:
                place = (block.anchor, provisions.cited_at(at, life.id))
            places.setdefault(place, []).append(version.label)
        yield from ([number, labels, *place] for place, labels in places.items())


def days_of_provision(
    site: SiteContext, document: Document, life: ProvisionLife
) -> list[tuple[str, Spell, ProvisionOnDay]]:
    """Every day there is, in stretches that have one answer each, with what the provision said."""
    provisions = site.provision_pages(document).provisions
    found = provision_spells(provisions, life.id, site.as_of)
    return [(days_in_words(spell), spell, answer) for spell, answer in found]


def days_in_words(spell: Spell) -> str:
    """The days of a spell: "1 June 2022 to 3 August 2022", "until 30 April 2022"."""
    first, last = Moment(spell.first), Moment(spell.last)
    match spell.first, spell.last:
        case None, None:
            return _("all days")
        case None, _:
            return _("until %(day)s", day=last)
        case _, None:
            return _("from %(day)s on", day=first)
    if first == last:
        return str(first)
    return _("%(first)s to %(last)s", first=first, last=last)
