"""A corpus and a day → the clauses, rows and cells that two open proposals both touch.

A proposal that another amendment has overtaken is carried on to the version in force first, so that
two proposals are always held against one text. What only follows from something else is no overlap.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TypeAlias

from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.merge import merge, row_offset
from build_tools.model import Block, Corpus, Document, Version
from build_tools.record.status import ancestry, in_force, predecessor, proposals
from build_tools.text.markdown import parse

_Spot: TypeAlias = tuple[Block, int | None]
"""A block, and the row of its table that is meant, if one is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """A place that two proposals touch."""

    document: Document
    one: Version
    other: Version
    where: str
    """As the text that both go from numbers it: "Table 17.6, row MOC (Secure), End date"."""
    one_line: int
    other_line: int
    """The line of each proposal on which it stands; the first where it is gone."""


def overlaps(corpus: Corpus, as_of: dt.date, comparisons: Comparisons) -> Iterator[Overlap]:
    """Every overlap of two open proposals, in the order of their versions and of the text."""
    for document in corpus.documents:
        open_ = [
            version for version in proposals(document, as_of) if predecessor(document, version)
        ]
        for one, other in combinations(open_, 2):
            lines = (ancestry(document, one), ancestry(document, other))
            # A proposal that builds on another is meant to touch what it touches.
            if one.label not in _labels(lines[1]) and other.label not in _labels(lines[0]):
                yield from _between(document, one, other, as_of, comparisons)


def _labels(versions: list[Version]) -> set[str]:
    return {version.label for version in versions}


def _between(
    document: Document, one: Version, other: Version, as_of: dt.date, comparisons: Comparisons
) -> Iterator[Overlap]:
    base = in_force(document, as_of) or predecessor(document, other)
    assert base is not None
    first, second = (_carried(document, version, base, comparisons) for version in (one, other))
    if first is None or second is None:
        return
    met = merge(comparisons.between(base, first), comparisons.between(base, second), decide="ours")
    told: dict[str, tuple[list[_Spot], list[_Spot]]] = {}
    for clash in met.clashes:
        if not clash.slight:
            spots = told.setdefault(clash.where, ([], []))
            spots[0].extend([(clash.ours, clash.rows[0])] if clash.ours else [])
            spots[1].extend([(clash.theirs, clash.rows[1])] if clash.theirs else [])
    for where, (mine, theirs) in told.items():
        yield Overlap(
            document=document,
            one=one,
            other=other,
            where=where,
            one_line=_line(one, mine),
            other_line=_line(other, theirs),
        )


def _carried(
    document: Document, proposal: Version, base: Version, comparisons: Comparisons
) -> Version | None:
    """The proposal as it would stand if it went from `base`."""
    begun = predecessor(document, proposal)
    if begun is None or begun.label == base.label:
        return proposal if begun else None
    text = merge(
        comparisons.between(begun, proposal), comparisons.between(begun, base), decide="ours"
    ).text
    return replace(proposal, blocks=parse(text))


def _line(version: Version, spots: list[_Spot]) -> int:
    """Where a place, of this version or of one carried on from it, stands in the file; 1 when it is
    gone.
    """
    if not spots:
        return 1
    block, row = spots[0]
    own = (
        block
        if block in version.blocks
        else next((b for b in version.blocks if b.anchor == block.anchor), None)
    )
    if own is None:
        return 1
    return own.line + (row_offset(own, block, row) if row is not None else 0)
