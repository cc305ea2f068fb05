"""What is kept in mind while the text of a page is written: the ids already given, and what each
change is.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from build_tools.model import Block, Change, Redline

Link: TypeAlias = Callable[[str], Iterable[tuple[int, int, str]]]
"""Finds the cross-references in a text: from, to, address."""


def no_links(_text: str) -> Iterable[tuple[int, int, str]]:
    """The `Link` of a text whose cross-references lead nowhere."""
    return ()


@dataclass(slots=True)
class Sheet:
    """One page of text as it is being written."""

    changes: Mapping[str, Change] = field(default_factory=dict)
    """The changes that the page shows, by their ids."""
    link: Link = no_links
    lower: int = 0
    """How many levels below where they stand headings are written."""
    permalinks: bool = False
    """Whether each provision has a link to itself."""
    folds: bool = False
    """Whether unchanged rows stand in groups that a reader can fold."""
    _given: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, redline: Redline, *, lower: int = 0, folds: bool = False) -> "Sheet":
        """The sheet for the text of a redline."""
        return cls({change.id: change for change in redline.changes}, lower=lower, folds=folds)

    def id(self, place: str) -> str:
        """` id="…"` for the place of a change that has none yet, otherwise nothing."""
        if not place or place in self._given:
            return ""
        self._given.add(place)
        return f' id="{place}"'

    def href(self, place: str) -> str:
        """The attribute of a link to the element that has an id."""
        return f' href="#{place}"'

    def anchor(self, block: Block) -> str:
        """The address of a provision on the page."""
        return block.anchor

    def depth(self, block: Block) -> int:
        """The level of a heading on the page."""
        return min(block.depth + self.lower, 6)

    def noise(self, *changes: str) -> str:
        """The classes of consequential change that changes are of; nothing where one of them is of
        substance.
        """
        found = [self.changes[change] for change in changes if change in self.changes]
        if not found or not all(change.consequential for change in found):
            return ""
        return " ".join(dict.fromkeys(noise for change in found for noise in change.noise))

    def noise_of_label(self, change: str) -> str:
        """The class of a changed number: renumbered, or only written otherwise."""
        known = self.changes.get(change)
        return (
            "" if known is None else "renumbering" if "renumbering" in known.noise else "formatting"
        )


class Detached(Sheet):
    """For a piece of a redline shown elsewhere: its changes and provisions have their addresses on
    their own page.
    """

    def id(self, place: str) -> str:
        """No id."""
        return ""

    def href(self, place: str) -> str:
        """No link: what leads nowhere is only a sign, and its name is read as that of a picture."""
        return ' role="img"'

    def anchor(self, block: Block) -> str:
        """No address."""
        return ""


def attribute(name: str, value: str) -> str:
    """An attribute as it stands in a tag, nothing for an empty one; `value` is written as it is."""
    return f' {name}="{value}"' if value else ""
