"""What a file of Akoma Ntoso says of a version beside its words, and how it is named among all the
law of the world.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from build_tools.akn.periods import AknPart
from build_tools.model import Document, Redline, TakingEffect, Version

NOT_RECORDED = dt.date(1, 1, 1)
"""What stands where a date must, and the record has none: programs for Akoma Ntoso know it as no
date."""

_PLACE = re.compile(r"[a-z]{2}(-[a-z0-9]+)?/[a-z]{3}")


@dataclass(frozen=True, slots=True)
class AknPlace:
    """Where a code is law, and in which language."""

    country: str
    """By its code of ISO 3166-1, in small letters, and a part of it after a hyphen: "gb"."""
    language: str
    """By its code of ISO 639-2: "eng"."""

    @classmethod
    def read(cls, text: str) -> "AknPlace":
        """That of `gb/eng`; ValueError for any other form."""
        if not _PLACE.fullmatch(text):
            raise ValueError(f"{text!r} is no country and language, such as gb/eng")
        country, _, language = text.partition("/")
        return cls(country, language)

    def __str__(self) -> str:
        """As it is read."""
        return f"{self.country}/{self.language}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AknInstead:
    """What is law in the place of something that waits, or that is to be taken out."""

    name: str
    """"Clause 2.1 of 1.0"."""
    version: str
    """The label of the version that says it."""
    anchor: str
    """Where it stands there."""
    lines: tuple[str, ...]
    """What it says, paragraph by paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AknFacts:
    """A version, and all that its file says of it."""

    version: Version
    document: Document
    place: AknPlace
    effects: tuple[TakingEffect, ...]
    """Of the versions that led to this one and of itself, as far as they took effect, the first
    first."""
    redline: Redline | None = None
    """What it changed of that from which it was made; None for a first version."""
    beside: Mapping[str, Version] = field(default_factory=dict)
    """The versions of other documents beside which it is read, by the names that its text may give
    them."""
    works: Mapping[str, str] = field(default_factory=dict)
    """The IRIs of these documents, by their ids."""

    parts: tuple[AknPart, ...] = ()
    """Those in which it takes effect, where it does, and those of the versions before it that it
    still waits for; one without an id for what is recorded to be of no part."""
    instead: tuple[AknInstead, ...] = ()
    """What is law in the place of what waits."""
    part_of_change: Mapping[str, AknPart] = field(default_factory=dict)
    """With which of these each change of the redline begins, by its id."""
    part_of_block: Mapping[int, AknPart] = field(default_factory=dict)
    """With which of them what a block says begins, by its position in the body, where that is not
    certainly in force."""

    @property
    def took_effect(self) -> dt.date:
        """The day on which the version did; NOT_RECORDED where no one day is."""
        last = self.effects[-1] if self.effects else None
        is_own = last is not None and last.version == self.version
        return last.latest if last and is_own and last.is_dated else NOT_RECORDED

    @property
    def began(self) -> dt.date:
        """The day on which the document first took effect; NOT_RECORDED where no one day is."""
        return began(self.document, self.effects)

    @property
    def work(self) -> str:
        """The IRI of the document, whatever its version."""
        return work_iri(self.document, self.place, self.effects)

    @property
    def expression(self) -> str:
        """The IRI of the version: `/akn/gb/act/2018/svtad/eng@1.0`."""
        return self.expression_of(self.version.label)

    def expression_of(self, label: str) -> str:
        """The IRI of another version of the document."""
        return f"{self.work}/{self.place.language}@{label}"

    def elsewhere(self, other: Version, anchor: str) -> str:
        """The IRI of a provision of another document."""
        work = self.works[other.document]
        return f"{work}/{self.place.language}@{other.label}#{anchor}"


def began(document: Document, effects: Sequence[TakingEffect]) -> dt.date:
    """The day on which the first version took effect; NOT_RECORDED where no one day is."""
    first = effects[0] if effects else None
    is_first = first is not None and first.version == document.versions[0]
    return first.latest if first and is_first and first.is_dated else NOT_RECORDED


def work_iri(document: Document, place: AknPlace, effects: Sequence[TakingEffect]) -> str:
    """How a document is named, whatever its version: `/akn/gb/act/2018/svtad`."""
    return f"/akn/{place.country}/act/{began(document, effects).year:04}/{document.id}"
