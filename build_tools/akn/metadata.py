"""What the record says of a version in, the `meta` of Akoma Ntoso out: how it is named, when it and
its forerunners took effect, which amendments made it, and each change as a passive modification
whose eId is the id of the change.

An event on a day that the record does not hold is no part of the lifecycle.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from build_tools.akn.elements import add_text, child, element
from build_tools.akn.facts import NOT_RECORDED, AknFacts
from build_tools.akn.periods import part_events, period_eids, write_concepts, write_periods
from build_tools.model import Amendment, Change, TakingEffect

_ORIGINAL, _ORGANIZATION = "original", "sec-corpus"
_SOURCE = f"#{_ORGANIZATION}"
IN_FORCE_INSTEAD = "in-force-until-the-rest-begins"
"""The class of a note that is none of the text."""
_MODIFICATIONS = {
    "insert": "insertion",
    "table-insert": "insertion",
    "row-insert": "insertion",
    "column-insert": "insertion",
    "delete": "repeal",
    "table-delete": "repeal",
    "row-delete": "repeal",
    "column-delete": "repeal",
    "renumber": "renumbering",
    "split": "split",
    "merge": "join",
    "move": "replacement",
    "row-move": "replacement",
    "column-move": "replacement",
}
"""What Akoma Ntoso calls a kind of change; all others are substitutions."""


def meta_eids(facts: AknFacts) -> set[str]:
    """The eIds of all in it but the notes of the text, which nothing of that may have."""
    changes = facts.redline.changes if facts.redline else ()
    named = {_ORIGINAL, _ORGANIZATION, *(change.id for change in changes)}
    named |= period_eids(facts.parts)
    named |= {_instead_id(number) for number, _ in enumerate(facts.instead, 1)}
    return named | {*map(_event_id, facts.effects), *map(_amendment_id, _amendments(facts))}


def write_meta(
    facts: AknFacts, notes: Iterable[etree._Element], eids: Mapping[str, str]
) -> etree._Element:
    """The whole of it; `eids` are those of the text, by its addresses."""
    meta = element("meta")
    _identification(child(meta, "identification", source=_SOURCE), facts)
    if events := list(_events(facts)):
        child(meta, "lifecycle", source=_SOURCE).extend(events)
    changes = facts.redline.changes if facts.redline else ()
    if changes:
        analysis = child(meta, "analysis", source=_SOURCE)
        passive = child(analysis, "passiveModifications")
        for change in changes:
            passive.append(_modification(change, facts, eids))
    write_periods(meta, facts.parts, _SOURCE)
    _references(child(meta, "references", source=_SOURCE), facts)
    if written := list(notes):
        child(meta, "notes", source=_SOURCE).extend(written)
    if facts.instead:
        child(meta, "notes", source=_SOURCE).extend(_instead(facts))
    return meta


def _instead(facts: AknFacts) -> Iterator[etree._Element]:
    """What is law in the place of what waits, as notes of whoever made the file: no words of the
    text.
    """
    for number, each in enumerate(facts.instead, 1):
        note = element("note", eId=_instead_id(number), **{"class": IN_FORCE_INSTEAD})
        place = f"{facts.expression_of(each.version)}#{each.anchor}"
        add_text(child(child(note, "p"), "ref", href=place), each.name)
        for line in each.lines:
            add_text(child(note, "p"), line)
        yield note


def _instead_id(number: int) -> str:
    return f"instead-{number}"


def _identification(parent: etree._Element, facts: AknFacts) -> None:
    version, document = facts.version, facts.document
    work = _named(parent, "FRBRWork", facts.work, "/!main")
    child(work, "FRBRalias", name="title", value=document.title or document.id)
    _dated(work, facts.began, "effect")
    child(work, "FRBRcountry", value=facts.place.country)
    child(work, "FRBRnumber", value=document.id)
    expression = _named(parent, "FRBRExpression", facts.expression, "/!main")
    _dated(expression, facts.took_effect, "effect")
    child(expression, "FRBRversionNumber", value=version.label)
    child(expression, "FRBRlanguage", language=facts.place.language)
    manifestation = _named(parent, "FRBRManifestation", facts.expression, "/!main.xml")
    child(manifestation, "FRBRalias", name="sha256-of-the-text", value=version.sha256)
    _dated(manifestation, facts.took_effect, "effect")
    child(manifestation, "FRBRformat", value="application/akn+xml")


def _named(parent: etree._Element, name: str, iri: str, part: str) -> etree._Element:
    made = child(parent, name)
    child(made, "FRBRthis", value=f"{iri}{part}")
    child(made, "FRBRuri", value=iri + part.removeprefix("/!main"))
    return made


def _dated(parent: etree._Element, day: dt.date, name: str) -> None:
    """A date, which stands there even where the record has none, and who wrote it, which the record
    does not say.
    """
    told = name if day != NOT_RECORDED else "not-recorded"
    child(parent, "FRBRdate", date=day.isoformat(), name=told)
    child(parent, "FRBRauthor").set("href", "")


def _events(facts: AknFacts) -> Iterator[etree._Element]:
    for effect in facts.effects:
        if effect.is_dated:
            yield _event(effect, is_first=effect.version == facts.document.versions[0])
    yield from part_events(facts.parts)


def _event(effect: TakingEffect, *, is_first: bool) -> etree._Element:
    amendment = effect.version.amendment
    source = f"#{_amendment_id(amendment)}" if amendment else _SOURCE
    return element(
        "eventRef",
        eId=_event_id(effect),
        date=effect.latest.isoformat(),
        source=source,
        type="generation" if is_first else "amendment",
    )


def _modification(change: Change, facts: AknFacts, eids: Mapping[str, str]) -> etree._Element:
    kind = _MODIFICATIONS.get(change.kinds[0], "substitution")
    made = element("textualMod", eId=change.id, type=kind)
    amendment = facts.version.amendment
    child(made, "source", href=f"#{_amendment_id(amendment)}" if amendment else _SOURCE)
    child(made, "destination", href=_place(change, facts, eids))
    if part := facts.part_of_change.get(change.id):
        child(made, "force", period=f"#{part.period}")
    return made


def _place(change: Change, facts: AknFacts, eids: Mapping[str, str]) -> str:
    """Where a change is: here, or for a block that was taken out, in the version before; the whole
    of it for what has no address.
    """
    if change.is_of_the_old and facts.redline:
        before = facts.expression_of(facts.redline.old.label)
        return f"{before}#{change.anchor}" if change.anchor else before
    eid = eids.get(change.anchor)
    return f"#{eid}" if eid else facts.expression


def _references(parent: etree._Element, facts: AknFacts) -> None:
    document = facts.document
    child(parent, "original", eId=_ORIGINAL, href=facts.work, showAs=document.title or document.id)
    for amendment in _amendments(facts):
        child(
            parent,
            "passiveRef",
            eId=_amendment_id(amendment),
            href=f"{facts.work}/amendments/{amendment.id}",
            showAs=amendment.title,
        )
    write_concepts(parent, facts.parts)
    child(parent, "TLCOrganization", eId=_ORGANIZATION, href=_SOURCE, showAs=_ORGANIZATION)


def _amendments(facts: AknFacts) -> Iterator[Amendment]:
    """Those that made the versions which led to this one, and it."""
    made = [effect.version.amendment for effect in facts.effects]
    if facts.version.amendment not in made:
        made.append(facts.version.amendment)
    return filter(None, made)


def _event_id(effect: TakingEffect) -> str:
    return f"event-{effect.version.label}"


def _amendment_id(amendment: Amendment) -> str:
    return f"amendment-{amendment.id}"
