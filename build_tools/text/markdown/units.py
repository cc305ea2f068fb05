"""What a leaf of a text may stand in, and where it stands there: the values that an outline is made
of.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from build_tools.text.markdown.leaf_reader import Leaf

UnitKind: TypeAlias = Literal[
    "text", "heading", "number", "limb", "bullet", "definition", "footnote"
]
Called: TypeAlias = Literal[
    "paragraph", "bullet", "table", "code", "figure", "dividing line", "front matter"
]
"""What is called that nothing names."""

_OUTSIDE = -1
"""The level of what no label of its scope ends."""


@dataclass(slots=True, eq=False)
class Unit:
    """What other text may stand in: a provision, a heading, a definition with limbs, a bullet."""

    kind: UnitKind
    label: str = ""
    """As printed; of a definition the term, of a heading without a label its words."""
    parent: "Unit | None" = None
    """What it stands in; None for the text as a whole alone."""
    level: int = _OUTSIDE
    """The number of labels of its scope that stand above it."""
    titled: bool = False
    """Whether it is a heading without a label."""
    quoted: bool = False
    """Whether it is the first that a quotation in its parent holds."""
    ordinal: int = 0
    """Which of the bullets, or of the limbs with its label, it is in its parent."""
    has_limbs: bool = False
    """Whether limbs or bullets have come in it."""
    restarts: bool = False
    """Whether a label has come in it a second time."""
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    """How many stand in it of what nothing names, and of each label."""
    after_limbs: int = 0
    """How many paragraphs that nothing names stand in it after its limbs."""
    unfinished: int = 0
    """How many of these begin in the middle of a sentence."""
    anchor: str = ""
    """Its address, once that is given; none for a bullet."""
    lead: str = ""
    own: str = ""
    """How it is cited, once that is settled: what is said first, and its own name."""

    @property
    def name(self) -> str:
        """How it is cited."""
        return self.lead + self.own

    @property
    def address(self) -> str:
        """Its anchor, or the nearest of what it stands in."""
        unit = self
        while not unit.anchor and unit.parent is not None:
            unit = unit.parent
        return unit.anchor

    @property
    def heading(self) -> "Unit":
        """The heading that it is or stands under; the text as a whole where there is none."""
        unit = self
        while unit.kind not in ("heading", "text"):
            assert unit.parent is not None
            unit = unit.parent
        return unit


@dataclass(slots=True, eq=False)
class Place:
    """Where one leaf stands."""

    leaf: Leaf
    within: Unit
    """What it stands in, or is itself."""
    begun: tuple[Unit, ...] = ()
    """The units that it begins, outermost first; none for text that stands in another."""
    is_unit: bool = False
    """Whether it is what it stands in: the text of a provision, or of the number of a heading."""
    called: Called = "paragraph"
    ordinal: int = 0
    """Which it is of those that are called the same where it stands; 0 of what has a name."""
    closes: bool = False
    """Whether it comes after the limbs of what it stands in."""

    @property
    def around(self) -> Unit:
        """What it stands in, itself excluded."""
        parent = self.begun[0].parent if self.begun and self.is_unit else self.within
        assert parent is not None
        return parent


@dataclass(frozen=True, slots=True)
class Outline:
    """The places of all leaves, in reading order, and the units of a text."""

    places: list[Place]
    units: list[Unit]
