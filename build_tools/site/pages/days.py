"""The page that tells which version of a document was in force on which days, as surely as the
record holds it.
"""

from build_tools.model import Document, Moment, Spell
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
        title=f"The {document.short_title} on a day",
        values={
            "document": document,
            "spells": list(reversed(told)),
            "effects": list(reversed(taken_effect(document, site.as_of))),
        },
        front_matter={**feed_link(site, address, urls.document(document.id)), "script": "day"},
    )


def days_in_words(spell: Spell) -> str:
    """The days of a spell: "1 June 2022 to 3 August 2022", "until 30 April 2022"."""
    first, last = Moment(spell.first), Moment(spell.last)
    match spell.first, spell.last:
        case None, None:
            return "all days"
        case None, _:
            return f"until {last}"
        case _, None:
            return f"from {first} on"
    return str(first) if first == last else f"{first} to {last}"
