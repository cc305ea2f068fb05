"""Two open proposals that were made from one text → that text with both laid over it: each mark by
the proposal that makes it, and each place where they clash as both have it.

Neither law nor a proposal: nobody has proposed what the two make together. The weave attributes the
marks: the first proposal is folded in after the base, and what the second adds to it after that.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from typing import TypeAlias

from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.merge import CONFLICT_MARKER, Conflict, merge
from build_tools.lineage.merge.chunks import Fingerprint, fingerprint
from build_tools.lineage.weave import Placed, fold, woven_redline
from build_tools.model import (
    Block,
    Change,
    Document,
    Passage,
    Redline,
    Version,
    deletion,
    insertion,
    plain,
)
from build_tools.record.status import predecessor, proposals
from build_tools.text.markdown import with_text

_SIDES = "in force|as proposed|moved or taken out by both"
_MARKER = re.compile(rf"{re.escape(CONFLICT_MARKER)} (.*), ({_SIDES})(; .*)?\]")
_END = f"{CONFLICT_MARKER} end]"
_Alternatives: TypeAlias = tuple[tuple[Passage, ...], tuple[Passage, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A place of which two proposals make different things."""

    where: str
    """For people: "Clause 17.6", "Table 17.6, row MOC (Secure), End date"."""
    alternatives: _Alternatives
    """What the first makes of the base there, and what the second does; nothing where it leaves
    nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """A text, and two proposals laid over it."""

    base: Version
    first: Version
    second: Version
    redline: Redline
    """From the base to both together; what is in dispute stands in it under marks."""
    parts: tuple[Passage | Clash, ...]
    """All of it in reading order, each clash at its place and without a mark."""
    unresolved: tuple[str, ...]
    """Where the two clash, in words."""
    agreed: tuple[str, ...]
    """Where they make the same change, in words."""

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes that nobody disputes, in reading order."""
        shown: set[str] = set()
        for part in self.parts:
            if isinstance(part, Passage):
                shown.update(part.change_ids())
        return tuple([change for change in self.redline.changes if change.id in shown])


def pairs_of_proposals(document: Document, as_of: dt.date) -> Iterator[tuple[Version, Version]]:
    """The open proposals of a day that were made from the same text, two by two."""
    for first, second in combinations(proposals(document, as_of), 2):
        base, other = predecessor(document, first), predecessor(document, second)
        if base is not None and other is not None and base.label == other.label:
            yield first, second


def together(
    document: Document, first: Version, second: Version, comparisons: Comparisons
) -> Together:
    """Two proposals over what both were made from; RedlineError and WeaveError when the result
    cannot be proved.
    """
    base = predecessor(document, first)
    assert base is not None
    own, other = comparisons.between(base, first), comparisons.between(base, second)
    merged = merge(other, own)
    both = with_text(second, merged.text)
    steps = [Placed(base, None), Placed(first, 0), Placed(both, 1)]
    redline = woven_redline(fold(document.id, steps, comparisons), base, both)
    sides = _Side(own), _Side(other)
    clashes = _Clashes(sides, merged.unresolved)
    return Together(
        base=base,
        first=first,
        second=second,
        redline=redline,
        parts=tuple(clashes.parts(redline.passages)),
        unresolved=tuple(dict.fromkeys(each.where for each in merged.unresolved)),
        agreed=tuple(_agreed(merged.conflicts)),
    )


def _agreed(conflicts: Iterable[Conflict]) -> Iterator[str]:
    agreed = [each for each in conflicts if each.agreed and not each.consequential]
    yield from dict.fromkeys(each.where for each in agreed)


class _Side:
    """What one of the proposals makes of the base."""

    def __init__(self, redline: Redline) -> None:
        self._by_new: dict[tuple[str, Fingerprint], list[Passage]] = {}
        self._by_old = {each.old.place: each for each in redline.passages if each.old}
        for each in redline.passages:
            if each.new:
                self._by_new.setdefault((each.new.label, fingerprint(each.new)), []).append(each)

    def of_new(self, block: Block) -> Passage:
        """The passage that a block of the proposal stands in."""
        found = self._by_new.get((block.label, fingerprint(block)))
        return found[0] if found else Passage(new=block, edits=insertion(block.content))

    def of_old(self, block: Block) -> Passage | None:
        """The passage that a block of the base stands in."""
        return self._by_old.get(block.place)


class _Clashes:
    """What it takes to find what is in dispute between its marks."""

    def __init__(self, sides: tuple[_Side, _Side], unresolved: Sequence[Conflict]) -> None:
        self._sides = sides
        self._unresolved = unresolved

    def parts(self, passages: Iterable[Passage]) -> Iterator[Passage | Clash]:
        """Passages in reading order, each place in dispute as a clash."""
        disputed: list[Passage] = []
        for passage in passages:
            if not disputed and not _marked(passage):
                yield self._table(passage) or passage
                continue
            disputed.append(passage)
            if _marked(passage) == _END:
                yield from self._clash(disputed)
                disputed = []
        yield from disputed

    def _clash(self, disputed: Sequence[Passage]) -> Iterator[Passage | Clash]:
        """A place in dispute, after what both took out there."""
        where, at = "", 0
        blocks: tuple[list[Block], list[Block]] = ([], [])
        for passage in disputed:
            if found := _MARKER.fullmatch(_marked(passage)):
                where, at = found[1], int(found[2] == "as proposed")
            elif passage.new is None:
                yield passage
            elif not _marked(passage):
                blocks[at].append(passage.new)
        yield Clash(where=where, alternatives=self._alternatives(blocks))

    def _alternatives(self, blocks: tuple[list[Block], list[Block]]) -> _Alternatives:
        """Both as their own redlines have them; the one that leaves nothing as taking out what the
        other goes from.
        """
        (one, other), (of_one, of_other) = self._sides, blocks
        first, second = tuple(map(one.of_new, of_one)), tuple(map(other.of_new, of_other))
        return first or tuple(_taken_out(second)), second or tuple(_taken_out(first))

    def _table(self, passage: Passage) -> Clash | None:
        """A table with cells in dispute as a whole, as each of the two has it; None for any other
        passage.
        """
        if passage.old is None or passage.new is None or not _has_marked_cell(passage.new):
            return None
        first, second = (side.of_old(passage.old) for side in self._sides)
        if first is None or second is None:
            return None
        cells = [each.where for each in self._unresolved if each.ours == second.new]
        where = "; ".join(cells) or passage.new.citation
        return Clash(where=where, alternatives=((first,), (second,)))


def _marked(passage: Passage) -> str:
    """The mark that a passage is, as the merge wrote it; empty for any other."""
    block = passage.new
    if block is None or block.table or not block.text.startswith(CONFLICT_MARKER):
        return ""
    return block.text


def _has_marked_cell(block: Block) -> bool:
    if block.table is None:
        return False
    cells = chain.from_iterable(block.table.rows)
    return any(plain(cell.content).startswith(CONFLICT_MARKER) for cell in cells)


def _taken_out(passages: Iterable[Passage]) -> Iterator[Passage]:
    for passage in passages:
        if passage.old is not None:
            yield Passage(old=passage.old, edits=deletion(passage.old.content))
