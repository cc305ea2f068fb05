"""What the front page tells of the record beside what is in force, proposed and due: what came
last, and what has changed most often. A corpus on a day in, values out.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import NamedTuple

from build_tools.lineage.provenance import ProvisionLife, ProvisionState
from build_tools.model import Amendment, Document, Moment, Stage
from build_tools.site.context import SiteContext

_MOST = 3
"""How many of each are told."""


class Came(NamedTuple):
    """A step of an amendment that came on a known day or in a known month."""

    when: Moment
    event: str
    amendment: Amendment


class OftenChanged(NamedTuple):
    """A provision that several versions changed in substance."""

    document: Document
    citation: str
    anchor: str
    within: str
    """The anchor of what it stands in."""
    page: str
    versions: list[str]
    """The labels of those that made law, the first of them first."""
    changes: int
    """How many changes they made in it."""


def came_last(site: SiteContext, documents: Iterable[Document]) -> list[Came]:
    """What came last, the latest first."""
    ids = {document.id for document in documents}
    found: list[Came] = []
    for amendment in site.corpus.amendments:
        if any(step.document in ids for step in amendment.steps):
            found += _came(site, amendment)
    return sorted(found, key=_when, reverse=True)[:_MOST]


def _came(site: SiteContext, amendment: Amendment) -> Iterator[Came]:
    for event in amendment.procedure.ids:
        when = amendment.actual(event)
        if when is not None and when.day is not None and amendment.has_come(event, site.as_of):
            yield Came(when, event, amendment)


def _when(came: Came) -> tuple[dt.date, int]:
    return came.when.last_day, came.amendment.procedure.ids.index(came.event)


def changed_most(site: SiteContext, documents: Iterable[Document]) -> list[OftenChanged]:
    """The provisions that most versions changed, of those that more than one did; renumbering and
    what only follows are no change, and what is only proposed has changed nothing. Where all that
    changed in a provision stands in a table or a limb of it, that alone is told.
    """
    found: list[OftenChanged] = []
    for document in documents:
        changed = list(_often_changed(site, document))
        whole = {(each.within, each.changes) for each in changed}
        found += [each for each in changed if (each.anchor, each.changes) not in whole]
    return sorted(found, key=lambda each: (len(each.versions), each.changes), reverse=True)[:_MOST]


def _often_changed(site: SiteContext, document: Document) -> Iterator[OftenChanged]:
    pages = site.provision_pages(document)
    versions = site.history(document).versions
    for life in pages.lives:
        states = list(_changed_by_law(site, document, life))
        if len(states) > 1:
            block = pages.shown_block(life)
            yield OftenChanged(
                document=document,
                citation=block.citation,
                anchor=block.anchor,
                within=block.within,
                page=pages.address(life),
                versions=[versions[state.version].label for state in states],
                changes=sum(len(state.changes) for state in states),
            )


def _changed_by_law(
    site: SiteContext, document: Document, life: ProvisionLife
) -> Iterator[ProvisionState]:
    versions = site.history(document).versions
    for state in sorted(life.states, key=attrgetter("version")):
        stage = site.version_stage(document, versions[state.version])
        is_law = stage in (Stage.IN_FORCE, Stage.SUPERSEDED)
        if is_law and state.changes and not state.consequential:
            yield state
