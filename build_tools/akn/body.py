"""Blocks in, the body of Akoma Ntoso out: the flat text as the hierarchy that its levels and depths
tell of, and its notes apart.

What stands first in a container is its own text; whatever has no number is a container of its own,
so that nothing changes its place. The eId of a provision is its address on the site.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from lxml import etree

from build_tools.akn.elements import add_text, child, element
from build_tools.akn.inline import InlineWriter
from build_tools.akn.tables import write_table
from build_tools.model import Block

_DEEPEST_HEADING = 6
_CALLED = {
    "Article": "article",
    "Clause": "clause",
    "Paragraph": "paragraph",
    "Rule": "rule",
    "Section": "section",
}
"""The element that a numbered provision is, by what its text calls it; any other is a `hcontainer`
of that name."""


@dataclass(slots=True)
class _Open:
    """A container that may yet hold more."""

    rank: int
    made: etree._Element
    block: Block
    at: int
    is_empty: bool = True


class BodyWriter:
    """Writes the body and the notes of one version."""

    def __init__(
        self,
        inline: InlineWriter,
        provision: str,
        eids: Sequence[str],
        periods: Mapping[int, str] = MappingProxyType({}),
    ) -> None:
        """`provision` is what its numbered provisions are called; `eids` are those of its blocks,
        empty for what has none; `periods` are what those wait for that are not in force, by their
        positions.
        """
        self._periods = periods
        self._inline = inline
        self._provision = provision
        self._eids = eids

    def body(self, blocks: Sequence[Block]) -> etree._Element:
        """All that is no note."""
        made = element("body")
        stack = [_Open(0, made, Block(kind="paragraph"), 0, is_empty=False)]
        for at, block in enumerate(blocks):
            if block.kind == "footnote" or block.note_level:
                continue
            while stack[-1].rank >= _rank(block):
                self._closed(stack.pop())
            self._opened(stack[-1])
            container = self._container(stack[-1].made, block, at)
            stack.append(_Open(_rank(block), container, block, at))
        while len(stack) > 1:
            self._closed(stack.pop())
        if not len(made):
            child(made, "hcontainer", name="empty")
        return made

    def _container(self, parent: etree._Element, block: Block, at: int) -> etree._Element:
        name, called = self._name(block)
        quoted = f"quoted-{block.quoted}" if block.quoted else ""
        period = self._periods.get(at, "")
        given = {"name": called, "eId": self._eids[at], "period": period, "class": quoted}
        made = child(parent, name, **given)
        if block.label:
            add_text(child(made, "num"), block.label)
        if block.kind == "heading":
            self._inline.write(child(made, "heading"), block.content, at)
        return made

    def _name(self, block: Block) -> tuple[str, str]:
        """The element of a block, and the name that it has where it is a `hcontainer`."""
        if block.kind not in ("heading", "paragraph") or not block.label:
            return "hcontainer", block.kind
        if not block.label[:1].isalnum():
            return ("paragraph" if block.label[:1] in "([" else "point"), ""
        called = _CALLED.get(self._provision, "hcontainer")
        return called, self._provision.casefold() if called == "hcontainer" else ""

    def _opened(self, container: _Open) -> None:
        """Before its first part: the text of a container is what introduces its parts."""
        if container.is_empty and _has_text(container.block):
            self._text(child(container.made, "intro"), container.block, container.at)
        container.is_empty = False

    def _closed(self, container: _Open) -> None:
        if container.is_empty and _has_text(container.block):
            self._text(child(container.made, "content"), container.block, container.at)

    def _text(self, parent: etree._Element, block: Block, at: int) -> None:
        if block.table is not None:
            write_table(parent, block.table, at, self._inline)
        elif block.kind == "code":
            self._inline.write(child(parent, "block", name="code"), block.content, at)
        else:
            self._inline.write(child(parent, "p"), block.content, at)

    def notes(self, blocks: Sequence[Block]) -> Iterator[etree._Element]:
        """Each note whole; one that stands in another follows it."""
        note: etree._Element | None = None
        for at, block in enumerate(blocks):
            if block.kind == "footnote":
                note = element("note", eId=self._eids[at], marker=block.label)
                self._text(note, block, at)
                yield note
            elif block.note_level and note is not None:
                if block.label:
                    add_text(child(note, "p"), block.label)
                self._text(note, block, at)


def _rank(block: Block) -> int:
    """How deep a block stands among all; a heading holds whatever is no heading."""
    if block.kind == "heading":
        return block.depth
    return _DEEPEST_HEADING + 1 + block.depth + block.quoted


def _has_text(block: Block) -> bool:
    return block.kind != "heading"
