"""What the front page tells of the record beside what is in force, proposed and due: what came
last, and what has changed most often. A corpus on a day in, values out.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from build_tools.model import Amendment, Document, Moment
from build_tools.site.context import SiteContext
from build_tools.site.often_changed import MOST, OftenChanged


class Came(NamedTuple):
    """A step of an amendment that came on a known day or in a known month."""

    when: Moment
    event: str
    amendment: Amendment


def came_last(site: SiteContext, documents: Iterable[Document]) -> list[Came]:
    """What came last, the latest first."""
    ids = {document.id for document in documents}
    found: list[Came] = []
    for amendment in site.corpus.amendments:
        if any(step.document in ids for step in amendment.steps):
            found += _came(site, amendment)
    return sorted(found, key=_when, reverse=True)[:MOST]


def _came(site: SiteContext, amendment: Amendment) -> Iterator[Came]:
    for event in amendment.procedure.ids:
        when = amendment.actual(event)
        if when is not None and when.day is not None and amendment.has_come(event, site.as_of):
            yield Came(when, event, amendment)


def _when(came: Came) -> tuple[dt.date, int]:
    return came.when.last_day, came.amendment.procedure.ids.index(came.event)


def changed_most(
    site: SiteContext, documents: Iterable[Document]
) -> list[tuple[Document, OftenChanged]]:
    """The provisions of all of them that most versions changed."""
    found: list[tuple[Document, OftenChanged]] = []
    for document in documents:
        found += [(document, each) for each in site.often_changed(document)]
    return sorted(found, key=lambda each: each[1].rank, reverse=True)[:MOST]
