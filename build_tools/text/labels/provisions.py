"""The anchors of a text in reading order → which of its provisions a reference in it names."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Self

from build_tools.model import BODIES, Block
from build_tools.text.labels.anchors import joined_anchor
from build_tools.text.labels.cross_references import Pointer, references
from build_tools.text.labels.reference_words import NO_CLAUSES, kind_of

_NO_PROVISION = ("table-", "def-")
"""What the anchors begin with of what stands in a provision, and is none."""
_LAST_PART = re.compile(r"[-.]?[^-.]*$")
_DROPPED = re.compile(r"(?:part|chapter|kapitel)-")
"""What a reference may name, and an anchor leaves out, because numbers run through it."""
_DESIGNATED = re.compile(r"(?:art|section)-(\d.*)")
_NUMBERED = re.compile(r"(?:art-|section-)?\d")
"""What the anchor of a provision begins with that has a number of its own."""
_DESIGNATIONS = {"clause": "clause", "section": "section", "§": "section", "article": "art"}


class Provisions:
    """The provisions of one text, each known by its anchor."""

    def __init__(
        self,
        anchors: Sequence[str],
        texts: Iterable[str] = (),
        bodies: tuple[str, ...] = BODIES,
        citations: Iterable[str] = (),
    ) -> None:
        """`anchors` are those of all blocks of a text, empty for a block that has none; `texts` are
        the texts of the blocks and `citations` the words by which those with a number are cited,
        which tell what it calls its provisions. `bodies` as `references` takes them.
        """
        self._texts, self._bodies, self._citations = texts, bodies, citations
        self._positions = {anchor: at for at, anchor in enumerate(anchors) if anchor}
        self._within = list(accumulate(anchors, _innermost, initial=""))[1:]
        """The provision in which each block stands."""

    @classmethod
    def of(cls, blocks: Sequence[Block], bodies: tuple[str, ...]) -> Self:
        """Those of the blocks of a text."""
        texts = (block.text for block in blocks)
        cited = (block.citation for block in blocks if _NUMBERED.match(block.anchor))
        return cls([block.anchor for block in blocks], texts, bodies, cited)

    def named(self, pointer: Pointer, at: int | None = None) -> str:
        """The anchor of the provision at which a number in the block at a position points; "" where
        there is none.

        Without a position, the number stands in another document.
        """
        return self._found(pointer, pointer.path, at)

    def nearest(self, pointer: Pointer, at: int | None) -> tuple[str, tuple[str, ...]]:
        """The same, or the innermost provision round it that has an anchor; and what of the path is
        left, as "(a)" where the limbs of a clause are no blocks.
        """
        path = pointer.path
        found = (self._found(pointer, path[:end], at) for end in range(len(path), 0, -1))
        for left, anchor in enumerate(found):
            if anchor:
                return anchor, path[len(path) - left :]
        return "", ()

    @cached_property
    def _endings(self) -> dict[str, list[tuple[int, str]]]:
        """The anchors that end in each part, with their positions, in order."""
        endings: dict[str, list[tuple[int, str]]] = {}
        for anchor, at in self._positions.items():
            endings.setdefault(anchor.rsplit("-", 1)[-1], []).append((at, anchor))
        return endings

    @cached_property
    def _has_clauses(self) -> bool:
        """Whether the text calls its provisions clauses: then a section is one of an Act. One whose
        record calls them otherwise has none, though it may name one by mistake.
        """
        called = (kind_of(citation.partition(" ")[0]) for citation in self._citations)
        return NO_CLAUSES.isdisjoint(called) and any(map(self._names_a_clause, self._texts))

    def _names_a_clause(self, text: str) -> bool:
        return "lause" in text and any(
            reference.kind == "clause"
            and not reference.document
            and self.named(reference.pointers[0])
            for reference in references(text, self._bodies)
        )

    def _found(self, pointer: Pointer, path: Sequence[str], at: int | None) -> str:
        lettered = pointer.kind == "section" and pointer.path[0].isalpha()
        if pointer.kind in NO_CLAUSES and not lettered and self._has_clauses:
            return ""
        enclosing = list(self._around(at)) if at is not None else [""]
        if pointer.scope == "text":
            enclosing.insert(0, "")
        for variant in _variants(pointer.kind, path):
            for outer in enclosing:
                anchor = joined_anchor(outer, *variant)
                if anchor in self._positions:
                    return anchor if at is None or not outer else self._copy(anchor, at)
        if at is None or pointer.scope not in ("above", "below"):
            return ""
        return self._beside(joined_anchor(*path), at, above=pointer.scope == "above")

    def _around(self, at: int) -> Iterator[str]:
        """What stands round a position, as `_enclosing` says; the word "schedule" of schedule-1 is
        no provision, so that in it paragraph 2 is not Schedule 2.
        """
        for outer in _enclosing(self._within[at]):
            if not outer or outer in self._positions:
                yield outer

    def _copy(self, anchor: str, at: int) -> str:
        """Of the anchors that repeat one, because two provisions print one number, that of the
        last before a position.
        """
        if f"{anchor}-1" in self._positions:  # then "17.6-a-2" is a part of "17.6-a"
            return anchor
        nearest, number = anchor, 2
        while (copied := f"{anchor}-{number}") in self._positions and self._positions[copied] <= at:
            nearest, number = copied, number + 1
        return nearest

    def _beside(self, ending: str, at: int, *, above: bool) -> str:
        """The anchor nearest before or after a position that ends so; "" where none does."""
        places = self._endings.get(ending.rsplit("-", 1)[-1], [])
        middle = bisect_left(places, (at, ""))
        near = reversed(places[:middle]) if above else iter(places[middle:])
        return next((anchor for _, anchor in near if anchor.endswith(f"-{ending}")), "")


def _innermost(before: str, anchor: str) -> str:
    """The provision in which a block stands that has an anchor, or none; a note may be one to any
    provision.
    """
    if anchor.startswith("fn-"):
        return ""
    return before if not anchor or anchor.startswith(_NO_PROVISION) else anchor


def _enclosing(anchor: str) -> Iterator[str]:
    """A provision and those of which it is a part, innermost first, and at last the whole text."""
    while anchor:
        yield anchor
        anchor = _LAST_PART.sub("", anchor)
    yield ""


def _variants(kind: str, path: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """What the anchor of a path may be made of."""
    first, *rest = path
    yield (first, *rest)
    if without := _DESIGNATED.fullmatch(first):
        yield (without[1], *rest)
    elif kind in _DESIGNATIONS and first[:1].isdigit():
        yield (f"{_DESIGNATIONS[kind]}-{first.lower()}", *rest)
    elif kind == "section" and first.isalpha():
        yield (f"section-{first.lower()}", *rest)
    if any(map(_DROPPED.match, path[:-1])):
        yield (*(part for part in path[:-1] if not _DROPPED.match(part)), path[-1])
