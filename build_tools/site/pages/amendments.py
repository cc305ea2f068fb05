"""The page of an amendment: its steps, its dates, and what other proposals touch as well."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from build_tools.lineage.comparisons import consulted_redlines, revised_redlines, step_redlines
from build_tools.lineage.together import Together
from build_tools.model import Amendment, Document, Redline, Step, Version
from build_tools.render.changes_in_words import changes_in_words
from build_tools.render.consultation import consultation_of
from build_tools.site import urls
from build_tools.site.context import SiteContext
from build_tools.site.pages.instructions import StepInstructions, step_instructions
from build_tools.site.pages.page import Page, feed_link


class StepValues(NamedTuple):
    """One step of an amendment, in the order in which the template takes it apart."""

    step: Step
    document: Document
    new: Version
    redline: Redline | None
    """None where the step makes the first version."""
    said: StepInstructions | None
    """The same in words; None as above, and for a text that was carried on."""


class OverlapValues(NamedTuple):
    """What this amendment and another that is to come both touch, in the same way."""

    document: Document
    mine: Version
    other: Version
    citations: list[str]
    decided: str
    """Of the other, once it has been decided, that and that it is not in force yet; else empty."""


class ChangeLink(NamedTuple):
    """A change, as a page leads to it."""

    where: str
    page: str
    """The address of the page of its redline; empty for what is no change between the drafts."""
    id: str


class DecisionValues(NamedTuple):
    """One thing that was asked or spoken to, and what was decided on it."""

    title: str
    """The question, or how the change is cited; empty for what nobody asked for."""
    said: str
    decision: str
    """The outcome; empty for what nobody asked for."""
    reason: str
    elsewhere: str
    changed: list[ChangeLink]
    """What was changed for it."""


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
            "decided": list(_decided(site, amendment)),
            "together": list(_together(site, amendment)),
        },
        front_matter={**feed_link(site, address, address), "style": "instructions"},
    )


def _decided(site: SiteContext, amendment: Amendment) -> Iterator[DecisionValues]:
    """What was decided after the consultation, once it is concluded: each question, then each
    change that was spoken to, then what nobody asked for.
    """
    decisions = amendment.decisions
    if decisions is None or not amendment.is_concluded(site.as_of):
        return
    consulted = _changes(consulted_redlines(site.corpus, amendment, site.comparisons))
    revised = _changes(revised_redlines(site.corpus, amendment, site.comparisons))

    def changed(ids: Iterable[str]) -> list[ChangeLink]:
        return [revised.get(id_) or _no_change(id_) for id_ in ids]

    for decision in (*decisions.questions, *decisions.changes):
        if isinstance(decision.about, int):
            title = f"{decision.about}. {amendment.questions[decision.about - 1]}"
        else:
            known = consulted.get(decision.about)
            title = known.where if known else decision.where or decision.about
        yield DecisionValues(
            title=title,
            said=decision.said,
            decision=decision.outcome,
            reason=decision.reason,
            elsewhere=decision.elsewhere,
            changed=changed(decision.changed),
        )
    for unasked in decisions.unasked:
        yield DecisionValues("", "", "", unasked.reason, "", changed(unasked.changed))


def _no_change(id_: str) -> ChangeLink:
    return ChangeLink(f"{id_}, which is no change of the draft as made", "", id_)


def _changes(redlines: Iterable[Redline]) -> dict[str, ChangeLink]:
    """The changes of redlines by their ids."""
    found: dict[str, ChangeLink] = {}
    for redline in redlines:
        page = urls.redline(redline.old.document, redline.old.label, redline.new.label)
        found |= {each.id: ChangeLink(each.where, page, each.id) for each in redline.changes}
    return found


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
        said = None
        if step.old and step == amendment.steps_of(step.document)[-1]:
            said = step_instructions(site, urls.amendment(amendment.id), amendment, step)
        yield StepValues(step, document, new, redline, said)


def _together(site: SiteContext, amendment: Amendment) -> Iterator[tuple[Document, Together]]:
    """An amendment and each other open proposal that was made from the same text."""
    for document in site.corpus.documents:
        for both in site.together(document):
            made_by = {each.amendment.id for each in (both.first, both.second) if each.amendment}
            if amendment.id in made_by:
                yield document, both


def _overlaps(site: SiteContext, amendment: Amendment) -> Iterator[OverlapValues]:
    """Each other amendment to come that touches what this one does, once for each two versions."""
    found: dict[tuple[str, str], OverlapValues] = {}
    for each in site.overlaps:
        for mine, other in ((each.one, each.other), (each.other, each.one)):
            if mine.amendment and mine.amendment.id == amendment.id:
                pair = mine.name, other.name
                values = found.setdefault(pair, _other(site, each.document, mine, other))
                values.citations.append(each.where)
    yield from found.values()


def _other(site: SiteContext, document: Document, mine: Version, other: Version) -> OverlapValues:
    return OverlapValues(document, mine, other, [], site.decided_in_words(document, other))
