"""Where the words of a version come from: the version itself, its words marked with the numbers of
notes, and these notes.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from build_tools.model.amendments import Moment
from build_tools.model.parts import NotBegun
from build_tools.model.record import Version
from build_tools.model.redline import Passage, Redline


class Came(StrEnum):
    """How something came to stand in a version."""

    INSERTED = "inserted"
    BROUGHT_BACK = "brought back"
    """It was there, was taken out, and is there again."""
    CHANGED = "changed"
    """Of a provision or a cell out of which words were taken, or that was moved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginNote:
    """By which version something came."""

    came: Came
    by: Version
    part: str | None = None
    """The step with which that begins, where what made the version takes effect in parts; None
    where it does not, or that is not recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastChange:
    """The version that last changed a block in substance, where that is not the first."""

    by: Version
    anchor: str
    """The address that the block had there."""
    note: int
    """The number of the note that says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """A version that brought a block, made something of it other, or gave it a number."""

    by: Version
    anchor: str
    """The address that the block had there."""
    is_under: bool
    """Whether it was changed in substance since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedVersion:
    """A version in which each part that is not of the first version has the number of a note."""

    version: Version
    """Its contents have marks of the kind `origin`, whose targets are these numbers; its text and
    its hash are what they were."""
    first: Version
    """The first version of the record, from which the rest comes."""
    notes: tuple[OriginNote, ...]
    """The note of number 1 first."""
    blocks: Mapping[int, LastChange]
    """By the places of blocks in the body."""
    touched: Mapping[int, tuple[Touch, ...]]
    """The same; all that made a block what it is, the last first, of versions that take effect in
    parts alone; what a later change made as it was before is left out. No note belongs to any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RedlineInPart:
    """A redline to a version of which some is not in force, or began on other days, for a file that
    marks where.
    """

    redline: Redline
    not_begun: tuple[NotBegun, ...]
    """Of its new version, and of its old one what is taken out."""
    days: Mapping[int, Mapping[str, Moment]] = field(default_factory=dict)
    """By the places of passages, and by the labels of versions that take effect in parts, when what
    these made of the passages began, as far as the record holds the day."""

    def marked(self) -> Iterator[tuple[Passage, NotBegun | None]]:
        """The passages in their order, each with what of it is not in force, or is law still."""
        of_new = {each.at: each for each in self.not_begun if not each.is_taken_out}
        of_old = {each.at: each for each in self.not_begun if each.is_taken_out}
        for passage, old, new in self.redline.placed():
            if new is not None:
                yield passage, of_new.get(new)
            elif old is not None:
                yield passage, of_old.get(old)

    def by_change(self) -> Mapping[str, NotBegun]:
        """The same by the ids of changes; of what went elsewhere, or was divided, what comes is
        told before what goes.
        """
        found: dict[str, NotBegun] = {}
        for passage, waits in self.marked():
            if waits is None:
                continue
            for change in passage.change_ids():
                if change not in found or found[change].is_taken_out:
                    found[change] = waits
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionInPart:
    """A version of which some is not in force, for a file that marks where."""

    version: Version
    told: "VersionOnDay"
    """The same on the day of the file."""
    origins: tuple[str, ...] = ()
    """The notes of a `NotedVersion`, in words, where the version is that of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StillInForce:
    """What is law in the place of what a version says, while that is not in force, or may be."""

    citation: str
    """How it is cited."""
    excerpt: Version
    """The version that says it, with this text alone."""
    is_certain: bool
    """Whether the record settles that it is."""
    is_composed: bool = False
    """Whether, where it does not, no version has the words that are law: it is law but for a later
    change that has begun."""
    at: str = ""
    """The address of what says otherwise in the other version, or where that has nothing in its
    place, of what stands before that; empty where it stands by itself, or at the beginning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionOnDay:
    """A version of which some was not in force on a day, with what was law in its place."""

    version: Version
    day: dt.date
    not_begun: tuple[NotBegun, ...]
    still_in_force: tuple[StillInForce, ...]
    """In reading order; both texts where the record does not settle which was law."""
