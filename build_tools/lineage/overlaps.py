"""A corpus and a day → the clauses, rows and cells that two amendments to come both touch.

To come is what is proposed, and what has been decided and is not in force yet. What another
amendment has overtaken is carried on to the version in force first, so that two are always held
against one text. What only follows from something else is no overlap.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.merge import Conflict, merge
from build_tools.model import Block, Corpus, Document, Redline, Version, row_text
from build_tools.record.status import ancestry, awaits_effect, in_force, pending, predecessor
from build_tools.text.markdown import with_text
from build_tools.text.markdown.table_source import table_source


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """A provision, row or cell that two amendments both change, proposed or decided. Where
    one of them has been decided, that is `one`: the other can still be written anew.
    """

    document: Document
    one: Version
    other: Version
    where: str
    """As the text that both go from numbers it: "Table 17.6, row MOC (Secure), End date"."""
    one_line: int
    other_line: int
    """The line of each proposal on which it stands; the first where it is gone."""


def overlaps(corpus: Corpus, as_of: dt.date, comparisons: Comparisons) -> Iterator[Overlap]:
    """Every overlap of two amendments to come, in the order of their versions and of the text."""
    for document in corpus.documents:
        carried = _CarriedOver(document, comparisons)
        made = pending(document, as_of)
        amending = [version for version in made if predecessor(document, version)]
        for one, other in combinations(amending, 2):
            # A proposal that builds on another is meant to change what that changes.
            if not (_builds_on(document, one, other) or _builds_on(document, other, one)):
                base = in_force(document, as_of) or predecessor(document, other)
                assert base is not None
                decided_first = not awaits_effect(document, other, as_of)
                pair = (one, other) if decided_first else (other, one)
                yield from _between(base, *pair, carried)


def _builds_on(document: Document, one: Version, other: Version) -> bool:
    return other.label in {version.label for version in ancestry(document, one)}


class _CarriedOver:
    """The proposals of a document as they would stand if they went from another base, each made
    once: a merge is far dearer than anything else here.
    """

    def __init__(self, document: Document, comparisons: Comparisons) -> None:
        self.document = document
        self._comparisons = comparisons
        self._made: dict[tuple[str, str], Version | None] = {}

    def redline(self, base: Version, proposal: Version) -> Redline | None:
        """What a proposal makes of a base; None where it goes from nothing."""
        key = (base.label, proposal.label)
        if key not in self._made:
            self._made[key] = self._version(base, proposal)
        made = self._made[key]
        return None if made is None else self._comparisons.between(base, made)

    def _version(self, base: Version, proposal: Version) -> Version | None:
        start = predecessor(self.document, proposal)
        if start is None or start.label == base.label:
            return proposal if start else None
        between = self._comparisons.between
        text = merge(between(start, proposal), between(start, base), on_conflict="ours").text
        return with_text(proposal, text)


def _between(
    base: Version, one: Version, other: Version, carried: _CarriedOver
) -> Iterator[Overlap]:
    ours, theirs = carried.redline(base, one), carried.redline(base, other)
    if ours is None or theirs is None:
        return
    merged = merge(ours, theirs, on_conflict="ours")
    for where, conflicts in _by_citation(merged.conflicts).items():
        yield Overlap(
            document=carried.document,
            one=one,
            other=other,
            where=where,
            one_line=_first_line(one, [(each.ours, each.rows[0]) for each in conflicts]),
            other_line=_first_line(other, [(each.theirs, each.rows[1]) for each in conflicts]),
        )


def _by_citation(conflicts: Iterable[Conflict]) -> dict[str, list[Conflict]]:
    """The conflicts of substance; two blocks put in at one place are cited alike."""
    cited: dict[str, list[Conflict]] = {}
    for conflict in conflicts:
        if not conflict.consequential:
            cited.setdefault(conflict.where, []).append(conflict)
    return cited


def _first_line(version: Version, found: Iterable[tuple[Block | None, int | None]]) -> int:
    """The line of the first block that is there, or of the row of its table; 1 when none is."""
    for block, row in found:
        if block is not None:
            return _line(version, block, row)
    return 1


def _line(version: Version, block: Block, row: int | None) -> int:
    """Where a block, of this version or of one carried over from it, or a row of its table stands
    in the file; 1 when it is gone.
    """
    own = block if block in version.blocks else _of_anchor(version, block.anchor)
    if own is None:
        return 1
    return own.line + (_row_offset(own, block, row) if row is not None else 0)


def _row_offset(block: Block, like: Block, row: int) -> int:
    """How many lines below its first a table has a row that stands at position `row` in a table
    like it; 0 if it has none.
    """
    source = table_source(block)
    if source is None or block.table is None or like.table is None:
        return 0
    rows = [row_text(cells) for cells in block.table.rows]
    text = row_text(like.table.rows[row])
    return source.line_offset(rows.index(text)) if text in rows else 0


def _of_anchor(version: Version, anchor: str) -> Block | None:
    return next((block for block in version.blocks if block.anchor == anchor), None)
