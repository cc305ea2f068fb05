"""The documents of a site on its day in; out, what of each version that is in force in part, and of
each redline to one, is not in force or law still, and what is law in its place. Worked out once.
"""

import datetime as dt
from collections.abc import Callable

from build_tools.lineage.provenance import (
    History,
    NotBegunInWeave,
    Provisions,
    ReadingOtherwise,
    not_begun_between,
    not_begun_in_weave,
    part_days,
    reading_otherwise,
    still_in_force,
)
from build_tools.model import Document, NotBegun, Redline, RedlineInPart, Version, VersionOnDay
from build_tools.record.parts import begins_in_parts
from build_tools.record.status import in_force


class LawInPart:
    """What waits on a day, and what is law until it has begun."""

    def __init__(
        self,
        as_of: dt.date,
        history: Callable[[Document], History],
        provisions: Callable[[Document], Provisions],
    ) -> None:
        """`history` and `provisions` give those of a document, and are asked only where some
        version of it takes effect in parts.
        """
        self._as_of, self._history, self._provisions = as_of, history, provisions
        self._in_weave: dict[str, NotBegunInWeave | None] = {}
        self._in_its_place: dict[str, list[ReadingOtherwise]] = {}

    def in_weave(self, document: Document) -> NotBegunInWeave | None:
        """What waits of the version in force, and of those before it what is law still; None where
        all of it is in force.
        """
        if document.id not in self._in_weave:
            waits = begins_in_parts(document) and not_begun_in_weave
            self._in_weave[document.id] = (
                waits(self._history(document), self._as_of) if waits else None
            )
        return self._in_weave[document.id]

    def of_version(self, document: Document, version: Version) -> tuple[NotBegun, ...]:
        """What of a version is not in force, where it is in force in part."""
        found = self.in_weave(document)
        return found.of_version(self._history(document), version) if found else ()

    def of_redline(self, document: Document, redline: Redline) -> tuple[NotBegun, ...]:
        """What of the new version of a redline is not in force, and of its old one law still."""
        found = self.in_weave(document)
        return not_begun_between(self._history(document), redline, found) if found else ()

    def told_version(self, document: Document, version: Version) -> VersionOnDay | None:
        """A version with that, and with what is law in its place; None where all is in force."""
        waits, others = self.of_version(document, version), self.in_its_place(document, version)
        if not waits and not others:
            return None
        return VersionOnDay(
            version=version,
            day=self._as_of,
            not_begun=waits,
            still_in_force=tuple(still_in_force(others)),
        )

    def told_of(self, document: Document, redline: Redline) -> RedlineInPart | None:
        """A redline with that, and with the days on which the parts of its versions began; None
        where there is nothing of either.
        """
        waits = self.of_redline(document, redline)
        days = part_days(self._history(document), redline) if begins_in_parts(document) else {}
        if not waits and not days:
            return None
        return RedlineInPart(redline=redline, not_begun=waits, days=days)

    def in_its_place(self, document: Document, version: Version) -> list[ReadingOtherwise]:
        """What is law in the place of what of the version in force is not."""
        if not self.in_weave(document) or in_force(document, self._as_of) != version:
            return []
        if document.id not in self._in_its_place:
            found = reading_otherwise(self._provisions(document), version, self._as_of)
            self._in_its_place[document.id] = found
        return self._in_its_place[document.id]
