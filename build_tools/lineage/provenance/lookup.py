"""What a person calls a provision, and the versions of a document, in; its anchor out, or what
stands nearest and who used to bear the number.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from build_tools.lineage.provenance.provisions import Provisions
from build_tools.model import Block, Version
from build_tools.text.labels import Provisions as NumberedText
from build_tools.text.labels import joined_anchor, one_reference, references

_SHORT_WORD = re.compile(
    r"\b(?:c(?:l{1,2}|ls|lauses?)|paras?|ss?|sec|arts?|regs?)\.?\s+(?=[\dA-Z(])", re.I
)
"""What people write for the word before a number: "cl 17.7(a)"."""
_PIECE = re.compile(r"\d+|[^\W\d]+")


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
    17.7(a)", by its citation, or by the term that it defines; UnknownProvisionError where there is
    none.
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
    return ""


def _names(block: Block) -> set[str]:
    return {each.lower() for each in (block.citation, *block.terms) if each}


def _written(name: str, version: Version) -> Iterator[str]:
    """The ways in which a text would refer to what is called so: last by the record's own word."""
    yield name
    yield f"Clause {_SHORT_WORD.sub('', name)}"
    yield f"{version.citation_words.provision} {name}"


def _neighbours(version: Version, name: str) -> tuple[Block, ...]:
    """The numbered provision before the place where a number would stand, and the one after it."""
    numbered = [block for block in version.body if block.label and block.anchor[:1].isdigit()]
    numbered.sort(key=lambda block: _key(block.anchor))
    cited = references(f"Clause {_SHORT_WORD.sub('', name)}", version.bodies)
    wanted = next((_key(joined_anchor(*each.pointers[0].path)) for each in cited), ())
    at = bisect_left([_key(block.anchor) for block in numbered], wanted)
    found = numbered[max(0, at - 1) : at + 1]
    return tuple(found) if wanted and not wanted[0][0] else ()


def _key(anchor: str) -> tuple[tuple[int, int, str], ...]:
    """What sorts numbers as people do: 17.9 before 17.10."""
    pieces = _PIECE.findall(anchor)
    return tuple([(0, int(piece), "") if piece.isdigit() else (1, 0, piece) for piece in pieces])
