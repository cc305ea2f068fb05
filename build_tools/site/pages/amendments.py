"""The page of an amendment: its steps, its dates, and what other proposals touch as well."""

from collections.abc import Iterator
from typing import NamedTuple

from build_tools.lineage.comparisons import step_redlines
from build_tools.lineage.together import Together
from build_tools.model import Amendment, Document, Redline, Step, Version
from build_tools.render.changes_in_words import changes_in_words
from build_tools.render.consultation import consultation_of
from build_tools.site import urls
from build_tools.site.context import SiteContext
from build_tools.site.pages.page import Page, feed_link


class StepValues(NamedTuple):
    """One step of an amendment, in the order in which the template takes it apart."""

    step: Step
    document: Document
    new: Version
    redline: Redline | None
    """None where the step makes the first version."""


class OverlapValues(NamedTuple):
    """What this amendment and another proposal both touch, in the same way."""

    document: Document
    mine: Version
    other: Version
    citations: list[str]


def amendment_page(site: SiteContext, amendment: Amendment) -> Page:
    """One amendment whole."""
    address = urls.amendment(amendment.id)
    return Page(
        address=address,
        template="amendment",
        title=amendment.title,
        values={
            "amendment": amendment,
            "changes": changes_in_words(
                step_redlines(site.corpus, amendment, site.as_of, site.comparisons)
            ),
            "steps": list(_steps(site, amendment)),
            "overlaps": list(_overlaps(site, amendment)),
            "consultation": consultation_of(amendment, site.stage(amendment)),
            "respond": _where_to_respond(site, amendment, address),
            "together": list(_together(site, amendment)),
        },
        front_matter=feed_link(site, address, address),
    )


def _where_to_respond(site: SiteContext, amendment: Amendment, address: str) -> str:
    """The address, seen from `address`, of the page on which a response is written: that of the
    last redline; "" where every version is a first one.
    """
    made = [step for step in amendment.steps if step.old]
    if not made:
        return ""
    step = made[-1]
    return urls.link(address, urls.redline(step.document, str(step.old), step.new), "page-respond")


def _steps(site: SiteContext, amendment: Amendment) -> Iterator[StepValues]:
    for step in amendment.steps:
        document = site.corpus.document(step.document)
        new = document.version(step.new)
        redline = site.redline_between(document.version(step.old), new) if step.old else None
        yield StepValues(step, document, new, redline)


def _together(site: SiteContext, amendment: Amendment) -> Iterator[tuple[Document, Together]]:
    """An amendment and each other open proposal that was made from the same text."""
    for document in site.corpus.documents:
        for both in site.together(document):
            made_by = {each.amendment.id for each in (both.first, both.second) if each.amendment}
            if amendment.id in made_by:
                yield document, both


def _overlaps(site: SiteContext, amendment: Amendment) -> Iterator[OverlapValues]:
    """Each other proposal that touches what this one does, once for each pair of versions."""
    found: dict[tuple[str, str], OverlapValues] = {}
    for each in site.overlaps:
        for mine, other in ((each.one, each.other), (each.other, each.one)):
            if mine.amendment and mine.amendment.id == amendment.id:
                pair = mine.name, other.name
                values = found.setdefault(pair, OverlapValues(each.document, mine, other, []))
                values.citations.append(each.where)
    yield from found.values()
