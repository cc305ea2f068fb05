"""What a plant claims to have changed, and the same as the JSON of a redline should state it.

A `Claim` names blocks, rows and columns by keys that stay theirs while other plants move them
about; `Expected` is the claim once both texts stand, with the texts, labels and numbers of the
contract.
"""

import re
from dataclasses import dataclass
from typing import TypeAlias

FRESH = 1_000_000
"""Keys from here on are of what was inserted; lower ones are positions in the old text or table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One change, by keys."""

    kinds: tuple[str, ...]
    old: tuple[int, ...] = ()
    """Positions of the old blocks that it is about."""
    new: tuple[int, ...] = ()
    """Keys of the new ones."""
    row: int | None = None
    column: int | None = None
    """Keys of the row and column of the table, when it is about no more than these."""
    deleted: tuple[str, ...] = ()
    inserted: tuple[str, ...] = ()
    """The words that were taken out and put in, where that is not the text as a whole."""
    whole: bool = False
    """Whether it may as well be shown as the old text struck out and the new inserted, so much of
    it was changed."""
    consequential: bool | None = None
    """Whether a reader may mute it; None where that is not asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One change as a report should state it."""

    kinds: tuple[str, ...]
    old: str = ""
    new: str = ""
    old_label: str = ""
    new_label: str = ""
    rows: frozenset[int | None] = frozenset((None,))
    columns: frozenset[int | None] = frozenset((None,))
    """Any of these is right: of several rows that read the same, nobody can say which was
    inserted."""
    old_rows: frozenset[int | None] = frozenset((None,))
    old_columns: frozenset[int | None] = frozenset((None,))
    anchors: frozenset[str] = frozenset()
    deleted: tuple[str, ...] = ()
    inserted: tuple[str, ...] = ()
    whole: bool = False
    consequential: bool | None = None

    @property
    def minimum(self) -> int:
        """The visible characters that must be marked."""
        return sum(visible(text) for text in (*self.deleted, *self.inserted))

    @property
    def tolerated(self) -> int:
        """The visible characters that may be marked before it is too much."""
        return (
            max(self.minimum, visible(self.old) + visible(self.new)) if self.whole else self.minimum
        )


Reading: TypeAlias = tuple[Expected, ...]
"""One way to put a plant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A block, row or column that stands in both texts, among others that changed their order."""

    rank: int
    """Where it stood in the old text."""
    text: str
    expected: Expected
    """Its move, should it be the one that is said to have moved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shuffle:
    """Neighbours in the new text, in their order there, of which some were put elsewhere."""

    things: tuple[Thing, ...]
    planted: frozenset[int]
    """The positions in `things` of those that were put elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What a redline should report: for each plant its readings, the planted one first; and what
    changed its order."""

    readings: tuple[tuple[Reading, ...], ...] = ()
    shuffles: tuple[Shuffle, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plant:
    """One amendment: the readings of it that a lawyer would accept, the planted one first."""

    name: str
    readings: tuple[tuple[Claim, ...], ...]

    @property
    def keys(self) -> frozenset[int]:
        """Of the blocks that it touches."""
        return frozenset(
            key for claims in self.readings for claim in claims for key in (*claim.old, *claim.new)
        )


def visible(text: str) -> int:
    """How many characters there are to see."""
    return len(re.sub(r"\s", "", text))
