"""What a person calls a provision, and the versions of a document, in; its anchor out, or what
stands nearest and who used to bear the number.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from operator import itemgetter
from typing import TypeAlias

from build_tools.lineage.provenance.provisions import Provisions
from build_tools.model import Block, Version
from build_tools.text.labels import Provisions as NumberedText
from build_tools.text.labels import joined_anchor, one_reference, references

_SHORT_WORD = re.compile(
    r"\b(?:c(?:l{1,2}|ls|lauses?)|paras?|ss?|sec|arts?|regs?)\.?\s+(?=[\dA-Z(])", re.I
)
"""What people write for the word before a number: "cl 17.7(a)"."""
_PIECE = re.compile(r"\d+|[^\W\d]+")
_Key: TypeAlias = tuple[tuple[int, int, str], ...]
"""An address in the order in which people count."""


class UnknownProvisionError(LookupError):
    """No provision of a version is called so."""

    def __init__(
        self, name: str, neighbours: Sequence[Block], elsewhere: Sequence[tuple[int, str]]
    ) -> None:
        """`neighbours` stand nearest to where it would stand; `elsewhere` are the versions in which
        a provision was called so, the newest first, each with its anchor.
        """
        super().__init__(name)
        self.neighbours = neighbours
        self.elsewhere = elsewhere


def find_anchor(provisions: Provisions, version: int, name: str) -> str:
    """The anchor in a version of the provision that somebody calls "17.6", "Table 17.6", "cl
    17.7(a)", by its citation, by the term that it defines, or by the words of a heading that no
    other has; UnknownProvisionError where there is none.
    """
    anchors = [_anchor(text, name) for text in provisions.history.versions]
    if anchors[version]:
        return anchors[version]
    elsewhere = [(at, anchor) for at, anchor in enumerate(anchors) if anchor]
    near = _neighbours(provisions.history.versions[version], name)
    raise UnknownProvisionError(name, near, elsewhere[::-1])


def _anchor(version: Version, name: str) -> str:
    blocks = [block for block in version.body if block.anchor and block.kind != "footnote"]
    wanted = " ".join(name.split())
    for block in blocks:
        if wanted == block.anchor or wanted.lower() in _names(block):
            return block.anchor
    text = NumberedText.of(version.body, version.bodies)
    for written in _written(wanted, version):
        one = one_reference(written, version.bodies)
        for reference in [one] if one else references(written, version.bodies):
            if anchor := text.named(reference.pointers[0]):
                return anchor
    headed = [block for block in blocks if wanted.lower() in _headings(block)]
    return headed[0].anchor if len(headed) == 1 else ""


def _names(block: Block) -> set[str]:
    is_numbered = block.kind == "heading" and block.label
    whole = block.citation.rpartition(", ")[0] if is_numbered else ""  # in the text's language
    return {each.lower() for each in (block.citation, whole, *block.terms) if each}


def _headings(block: Block) -> set[str]:
    """The words of a heading, as people know it where no other has them."""
    words = " ".join(block.text.split()).lower() if block.kind == "heading" else ""
    return {words, f"{block.label.lower()} {words}"} if words else set()


def _written(name: str, version: Version) -> Iterator[str]:
    """The ways in which a text would refer to what is called so: last by the record's own word."""
    yield name
    yield f"Clause {_SHORT_WORD.sub('', name)}"
    yield f"{version.citation_words.provision} {name}"


def _neighbours(version: Version, name: str) -> tuple[Block, ...]:
    """What has a number of that kind before the place where one would stand, and after it, and
    stands in no more than it would: a provision, a paragraph of a statute, a table.
    """
    numbered = [block for block in version.body if _is_numbered(block)]
    for written in _written(name, version):
        for reference in [*references(written, version.bodies)][-1:]:
            wanted = joined_anchor(*reference.pointers[0].path)
            alike = [block for block in numbered if _is_alike(block.anchor, wanted)]
            if wanted and alike:
                return _beside(alike, wanted)
    return ()


def _is_numbered(block: Block) -> bool:
    return bool(block.label and block.anchor) and block.kind != "footnote"


def _is_alike(anchor: str, wanted: str) -> bool:
    is_as_deep = anchor.count("-") <= wanted.count("-")
    return is_as_deep and _kind(anchor) == _kind(wanted)


def _kind(anchor: str) -> _Key:
    """The words before its first number: of a table "table", of a clause none."""
    return tuple(takewhile(itemgetter(0), _key(anchor)))


def _beside(numbered: Iterable[Block], wanted: str) -> tuple[Block, ...]:
    ordered = sorted(numbered, key=lambda block: _key(block.anchor))
    at = bisect_left([_key(block.anchor) for block in ordered], _key(wanted))
    return tuple(ordered[max(0, at - 1) : at + 1])


def _key(anchor: str) -> _Key:
    """What sorts numbers as people do: 17.9 before 17.10."""
    pieces = _PIECE.findall(anchor)
    return tuple([(0, int(piece), "") if piece.isdigit() else (1, 0, piece) for piece in pieces])
