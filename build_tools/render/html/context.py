"""What the writers of one page of text share: what each change is, which ids are given already, how
headings and references are written.

An `HtmlContext` is made for one page and changes while the page is written; nothing else in
`render.html` keeps state.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from build_tools.model import Block, Change, Kind, Redline


class TextLink(NamedTuple):
    """A cross-reference in a text, or the use of a defined term."""

    start: int
    end: int
    address: str
    """Of the provision, or of the definition."""
    is_term: bool = False
    """A term is no link: it is marked, so that a script can show what it means."""
    continues: bool = False
    """Whether it is the rest of one that began in another run."""


LinkFinder: TypeAlias = Callable[[str], Iterable[TextLink]]
"""Finds the cross-references and the uses of terms in a text; no two of them overlap."""


def no_links(_text: str) -> Iterable[TextLink]:
    """The `LinkFinder` of a text whose cross-references lead nowhere."""
    return ()


@dataclass(slots=True)
class HtmlContext:
    """One page of text as it is being written."""

    changes: Mapping[str, Change] = field(default_factory=dict)
    """The changes that the page shows, by their ids."""
    find_links: LinkFinder = no_links
    heading_offset: int = 0
    """How many levels below their own headings are written."""
    permalinks: bool = False
    """Whether the number of each provision is a link to it."""
    foldable: bool = False
    """Whether unchanged rows stand in groups that a reader can fold."""
    makers: Mapping[str, int] = field(default_factory=dict)
    """The versions whose marks are told apart, each with its number; empty where nobody asks."""
    behind: str = ""
    """What stands after the words of the block that is written, as HTML: links, or a sign."""
    row_addresses: Sequence[str] = ()
    """Those of the rows of the table that is written; none where its rows have none."""
    in_parts: bool = False
    """Whether the table that is written is laid out in parts, so that each says what it is."""
    grid_row: int = 0
    """The number of the next row in a part of it that is one grid, from 1; elsewhere 0."""
    _given: set[str] = field(default_factory=set)

    @classmethod
    def of(
        cls, redline: Redline, *, heading_offset: int = 0, foldable: bool = False
    ) -> "HtmlContext":
        """The context for the text of a redline."""
        changes = {change.id: change for change in redline.changes}
        return cls(changes, heading_offset=heading_offset, foldable=foldable)

    def id_attribute(self, id_: str) -> str:
        """` id="…"` for an id that no element has yet, otherwise nothing."""
        if not id_ or id_ in self._given:
            return ""
        self._given.add(id_)
        return f' id="{id_}"'

    def role(self, role: str) -> str:
        """The attribute that says what a part of a table is that is not laid out as one."""
        return f' role="{role}"' if self.in_parts else ""

    def place_attribute(self) -> str:
        """The attribute that says where the next row stands in a part that is one grid."""
        if not self.grid_row:
            return ""
        self.grid_row += 1
        return f' style="--row:{self.grid_row - 1}"'

    def href_attribute(self, id_: str) -> str:
        """The attribute of a link to the element that has an id."""
        return f' href="#{id_}"'

    def anchor(self, block: Block) -> str:
        """The address of a provision on the page."""
        return block.anchor

    def heading_level(self, block: Block) -> int:
        """The level of a heading on the page."""
        return min(block.depth + self.heading_offset, 6)

    def is_of_kind(self, change: str, kind: Kind) -> bool:
        """Whether a change that the page shows is of a kind."""
        return change in self.changes and kind in self.changes[change].kinds

    def noise(self, *changes: str) -> str:
        """The classes of consequential change that changes are of; nothing where one of them is of
        substance.
        """
        known = [self.changes[change] for change in changes if change in self.changes]
        if not known:
            return ""
        if not all(change.consequential for change in known):
            return ""
        classes: dict[str, None] = {}
        for change in known:
            classes |= dict.fromkeys(change.noise)
        return " ".join(classes)

    def made_by(self, *labels: str) -> str:
        """The attributes that say which versions made a mark."""
        known = [label for label in dict.fromkeys(labels) if label in self.makers]
        if not known:
            return ""
        maker = str(self.makers[known[0]])
        return attribute("data-by", ", ".join(known)) + attribute("data-maker", maker)

    def makers_of(self, change: str) -> tuple[str, ...]:
        """The versions that made a change that the page shows."""
        known = self.changes.get(change)
        return known.by if known else ()

    def level(self, change: str) -> str:
        """What became of the level of a block, in words; nothing where that is no change of its
        own.
        """
        known = self.changes.get(change)
        return known.level if known else ""

    def label_noise(self, change: str) -> str:
        """The class of a changed number: renumbered, or only written otherwise."""
        known = self.changes.get(change)
        if known is None:
            return ""
        return "renumbering" if "renumbering" in known.noise else "formatting"


class DetachedContext(HtmlContext):
    """For a part of a redline shown on another page: its changes and provisions have their
    addresses on their own page.
    """

    def id_attribute(self, id_: str) -> str:
        """No id."""
        return ""

    def href_attribute(self, id_: str) -> str:
        """No link: what leads nowhere is only a sign, and its name is read as that of a picture."""
        return ' role="img"'

    def anchor(self, block: Block) -> str:
        """No address."""
        return ""


def attribute(name: str, value: str) -> str:
    """An attribute as it stands in a tag, nothing for an empty one; `value` is written as it is."""
    return f' {name}="{value}"' if value else ""
