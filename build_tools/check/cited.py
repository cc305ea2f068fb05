"""The blocks of a text → the cross-references in them, each where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.check.context import Line, locate, texts_of
from build_tools.model import Block, Corpus, Document
from build_tools.text.labels import Reference, references

_REACH = 30
"""So many characters before a reference tell it from another that reads the same."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A reference where it stands."""

    reference: Reference
    at: int
    """The position of its block among those of its version."""
    text: str
    lines: list[Line]
    """Those of the text."""

    @property
    def printed(self) -> str:
        """The words of the reference."""
        return self.text[self.reference.start : self.reference.end]

    def locate(self) -> tuple[int, int]:
        """Its line and column; of the words that are there more than once, by those before them."""
        before = self.text[max(0, self.reference.start - _REACH) : self.reference.start]
        number, column = locate(f"{before}{self.printed}", self.lines)
        return (number, column + len(before)) if column else locate(self.printed, self.lines)


def all_cited(block: Block, at: int, bodies: tuple[str, ...]) -> Iterator[Cited]:
    """The references of a block, which stands at a position of its version, in which these are
    bodies; in a table, those of each cell.
    """
    for lines, text in texts_of(block):
        for reference in references(text, bodies):
            yield Cited(reference, at, text, lines)


def document_called(corpus: Corpus, name: str) -> Document | None:
    """The document of the record that has a name; None where there is none."""
    for document in corpus.documents:
        if name in (document.short_title, document.title):
            return document
    return None
