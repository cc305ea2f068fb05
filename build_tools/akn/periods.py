"""A version that takes effect in parts in; out, since when each part has been in force, as Akoma
Ntoso tells it: an event of the lifecycle for the day of each, and a period that begins with it.

What waits is in a period in which it is not in force yet; what nobody knows to be in force is in
one that says so. A part that began on a day which is not recorded has no event.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from build_tools.akn.elements import child, element

IN_FORCE, NOT_YET, NOT_RECORDED = "in-force", "not-in-force-yet", "force-not-recorded"
_CALLED = {
    IN_FORCE: "In force",
    NOT_YET: "Not in force yet",
    NOT_RECORDED: "Whether in force is not recorded",
}
"""The temporal concepts, and how each is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AknPart:
    """A part of a version, as it stood on a day."""

    version: str
    """The label of that version."""
    amendment: str
    """The id of what made it."""
    id: str = ""
    """That of the step; empty for what the record holds to be of no part."""
    began: dt.date | None = None
    """The day on which it did; None where it has not, or no one day is recorded."""
    has_begun: bool | None = None
    """None where nobody knows."""

    @property
    def concept(self) -> str:
        """How it stands."""
        if self.has_begun is None:
            return NOT_RECORDED
        return IN_FORCE if self.has_begun else NOT_YET

    @property
    def event(self) -> str:
        """The eId of the event of its day; empty where there is none."""
        return f"event-{self.version}-{self.id}" if self.began else ""

    @property
    def period(self) -> str:
        """The eId of its period."""
        return "-".join(filter(None, ("period", self.version, self.id)))


def part_events(parts: Iterable[AknPart]) -> Iterator[etree._Element]:
    """The day of each part, as an event."""
    for part in parts:
        if part.began:
            yield element(
                "eventRef",
                eId=part.event,
                date=part.began.isoformat(),
                source=f"#amendment-{part.amendment}",
                type="amendment",
            )


def write_periods(meta: etree._Element, parts: Sequence[AknPart], source: str) -> None:
    """The period of each part; nothing without parts."""
    if not parts:
        return
    data = child(meta, "temporalData", source=source)
    for part in parts:
        group = child(data, "temporalGroup", eId=part.period)
        start = f"#{part.event}" if part.event else ""
        child(group, "timeInterval", start=start, refersTo=f"#{part.concept}")


def write_concepts(references: etree._Element, parts: Iterable[AknPart]) -> None:
    """What the periods refer to."""
    for concept in sorted({part.concept for part in parts}):
        href = f"/akn/ontology/concepts/{concept}"
        child(references, "TLCConcept", eId=concept, href=href, showAs=_CALLED[concept])


def period_eids(parts: Sequence[AknPart]) -> set[str]:
    """The eIds of all that, which nothing of the text may have."""
    eids = {part.concept for part in parts}
    eids |= {part.event for part in parts} | {part.period for part in parts}
    return eids - {""}
