"""What the comparison of two texts is told of provisions and notes that only changed their number:
what goes by a new number is, to the comparison of words, what it was.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowingReference:
    """The number of a cross-reference to a provision that only changed its number."""

    start: int
    end: int
    """The characters of the text's `prose` that are the number, and nothing but the number."""
    provision: str
    """The anchor that the provision has in the new version."""


Following: TypeAlias = tuple[Sequence[FollowingReference], Sequence[FollowingReference]]
"""Those of an old and a new text, each in order and apart."""


def _nothing_follows(_old: str, _new: str) -> Following:
    return (), ()


def _leads_elsewhere(_old: str, _new: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Renumbering:
    """What is known of two texts before their words are compared."""

    notes: Mapping[str, str] = field(default_factory=dict)
    """Old label of a footnote to new."""
    following: Callable[[str, str], Following] = _nothing_follows
    """The `prose` of an old and a new text → the references that follow a provision, each
    provision named in both."""
    leads_on: Callable[[str, str], bool] = _leads_elsewhere
    """Whether an old and a new target of a link are one place, whose address changed."""


NOTHING_RENUMBERED = Renumbering()
