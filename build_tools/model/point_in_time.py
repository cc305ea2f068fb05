"""Which text was in force on a day, as far as a record holds it: three answers, never a fourth."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from build_tools.language import gettext as _
from build_tools.model.amendments import Moment
from build_tools.model.parts import InPart
from build_tools.model.record import Version


class Certainty(StrEnum):
    """What a record says of a day."""

    CERTAIN = "certain"
    BOUNDED = "bounded"
    """One of several, and the record does not hold the day that would settle it."""
    OUTSIDE = "outside the record"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingEffect:
    """Between which days a version took effect, both counted in."""

    version: Version
    earliest: dt.date | None
    """None where the record holds nothing that came before."""
    latest: dt.date

    @property
    def is_dated(self) -> bool:
        """Whether the record leaves one day alone."""
        return self.earliest == self.latest

    @property
    def period(self) -> str:
        """In words: "on 18 September 2018", "between 1 May 2022 and 4 August 2022"."""
        latest = str(Moment(self.latest))
        if self.is_dated:
            return _("on %(day)s", day=latest)
        if self.earliest is None:
            return _("by %(day)s", day=latest)
        first = Moment(self.earliest)
        return _("between %(first)s and %(last)s", first=first, last=latest)

    def may_have_come(self, day: dt.date) -> bool:
        """Whether it may have come by the end of a day."""
        return self.earliest is None or self.earliest <= day

    def has_come(self, day: dt.date) -> bool:
        """Whether it had certainly come by the end of a day."""
        return self.latest <= day


@dataclass(frozen=True, slots=True, kw_only=True)
class TextOnDay:
    """What a record says of a document on a day."""

    certainty: Certainty
    versions: tuple[Version, ...] = ()
    """Those that may have been in force at the end of the day, the older first; exactly one where
    that is certain, none outside the record."""
    perhaps_none: bool = False
    """Whether, where it is bounded, none of these may have been in force yet."""
    undated: tuple[Version, ...] = ()
    """Those that may or may not have taken effect by then."""
    in_part: tuple[InPart, ...] = ()
    """Of the version that was in force, and of those that it was made from, how much of each was,
    where that was not all of it; only where it is certain."""
    perhaps_in_part: tuple[tuple[InPart, ...], ...] = ()
    """The same where it is bounded, of each of `versions` as if it had been the one in force; empty
    where all of each was."""
    why: str
    """The reason in words: "the record does not hold the day on which 2.0 took effect"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """Days that follow one another and have one answer."""

    first: dt.date | None
    """None for all days before `last`."""
    last: dt.date | None
    """None for all days after `first`."""
    text: TextOnDay

    def holds(self, day: dt.date) -> bool:
        """Whether a day is one of them."""
        begun = self.first is None or self.first <= day
        return begun and (self.last is None or day <= self.last)
