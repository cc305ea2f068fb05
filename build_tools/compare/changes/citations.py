"""Where something stands, in the words of a citation: blocks of one version in, "Clause 17.6(a)"
out.

A cell is cited by its table, the name of its row and the header of its column: "Table 17.6, row
MOC (Secure), End date".
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from build_tools.compare import thresholds
from build_tools.compare.tables import is_sequential, numbering_column
from build_tools.model import Block, Table, wording
from build_tools.text.labels import BULLET

_NUMBERED = re.compile(r"[A-Z]{0,2}\d+[A-Z]*(\.\d+[A-Z]*)+\.*")
_ATTRIBUTES = re.compile(r"\s*\{#[^{}]*\}\s*$")
"""What some writers of markdown put after a heading, for a program to read."""


@dataclass(frozen=True, slots=True)
class _Place:
    """What a citation of one block is made of."""

    path: tuple[Block, ...]
    """The provisions that it stands in, itself last when it is one; bullets are none."""
    heading: Block | None
    anchor: str
    """Its own, or the nearest above it."""
    nth: int
    """Which it is among the blocks of its sort that have no label of their own and stand in the
    same provision."""


class Citations:
    """The citations of one version's blocks, worked out section by section as they are asked
    for.
    """

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._sections: list[list[Block]] = []
        """Each heading with what stands under it, and what stands before the first."""
        for block in blocks:
            if block.kind == "heading" or not self._sections:
                self._sections.append([])
            self._sections[-1].append(block)
        self._lines = [section[0].line for section in self._sections]
        self._places: dict[int, _Place] = {}
        """By the line that a block begins on."""
        self._alike: Counter[tuple[str, int, int]] = Counter()

    def _place(self, block: Block) -> _Place:
        if block.line not in self._places:
            self._work_out(self._sections[bisect_right(self._lines, block.line) - 1])
        return self._places[block.line]

    def _work_out(self, section: Sequence[Block]) -> None:
        heading, anchor = None, ""
        path: tuple[Block, ...] = ()
        for block in section:
            if block.kind == "heading":
                heading = block
            elif _labelled(block):
                path = (*(above for above in path if above.depth < block.depth), block)
            anchor = block.anchor or anchor
            series = _series(block, path, heading)
            self._alike[series] += _is_nameless(block)
            self._places[block.line] = _Place(path, heading, anchor, self._alike[series])

    def of(self, block: Block) -> str:
        """The citation of a block of this version."""
        place = self._place(block)
        heading = _heading(place.heading) if place.heading else ""
        if block.kind == "footnote":
            return f"Footnote {block.label}"
        if block.table is not None and block.label:
            return block.label
        if block.kind == "heading":
            return f"{heading}, heading" if block.label else f"Heading “{heading}”"
        if block.term:
            return f"Definition of {block.term}"
        if place.path and place.path[-1] is block:
            return _clause(place.path, place.heading)
        several = self._alike[_series(block, place.path, place.heading)] > 1
        what = f"{_sort(block).capitalize()} {place.nth}" if several else _sort(block).capitalize()
        above = _clause(place.path, place.heading) if place.path else heading
        return f"{what} under {above}" if above else f"{what} at the beginning"

    def anchor(self, block: Block) -> str:
        """The anchor of a block, or for one without of the nearest above it."""
        return self._place(block).anchor


def _labelled(block: Block) -> bool:
    """Whether a block is a provision, with a label that tells it from its neighbours."""
    return (
        bool(block.label) and block.label != BULLET and not block.table and block.kind != "footnote"
    )


def _is_nameless(block: Block) -> bool:
    """Whether nothing in a block says which it is."""
    named = _labelled(block) or block.kind in ("heading", "footnote") or block.term
    return not (named or (block.table is not None and block.label))


def _sort(block: Block) -> str:
    """What a block without a label of its own is called."""
    if block.label == BULLET:
        return "bullet"
    return block.kind if block.kind in ("table", "code") else "paragraph"


def _series(block: Block, path: Sequence[Block], heading: Block | None) -> tuple[str, int, int]:
    """What a block without a label is counted in: its sort, the provision and the heading it stands
    under.
    """
    return _sort(block), path[-1].line if path else 0, heading.line if heading else 0


def _heading(block: Block) -> str:
    if _NUMBERED.fullmatch(block.label) or block.label.isdigit():
        return f"Clause {block.label}"
    return block.label or _short(_ATTRIBUTES.sub("", wording(block.content)))


def _clause(path: Sequence[Block], heading: Block | None) -> str:
    """A labelled provision: from its last full number down, or from its heading."""
    start = max(
        (at for at, block in enumerate(path) if _NUMBERED.fullmatch(block.label)), default=-1
    )
    labels = _joined_labels([block.label for block in path[max(start, 0) :]])
    above = _heading(heading) if heading else ""
    if start >= 0 and (heading is None or not heading.label or above.startswith("Clause ")):
        return f"Clause {labels}"
    return ", ".join(filter(None, (above, labels)))


def _joined_labels(labels: Sequence[str]) -> str:
    """ "17.6(a)(i)", but "6.5 2) d)": only brackets on both sides keep labels apart."""
    return "".join(label if label.startswith("(") else f" {label}" for label in labels).strip()


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return (
        flat
        if len(flat) <= thresholds.MAX_NAME_LENGTH
        else f"{flat[: thresholds.MAX_NAME_LENGTH].rsplit(' ', 1)[0]} …"
    )


class TableCitations:
    """The names of one table's rows and columns."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.numbers = numbering_column(table)
        self._counting = {
            self.numbers,
            *(at for at in range(table.width) if is_sequential(table, at)),
        }

    def row(self, at: int) -> str:
        """ "row MOC (Secure)", after the first cell that does not count the rows."""
        if at < self.table.header_rows:
            return "header row"
        name = self.name(at)
        return (
            f"row {name}"
            if name and self._count[name] == 1
            else f"row {at} ({name})"
            if name
            else f"row {at}"
        )

    def name(self, at: int) -> str:
        """What a row is called, which another row may be called too; "" when nothing stands in
        it.
        """
        return self._names[at]

    def column(self, at: int) -> str:
        """The header of a column; "column 3", counted from 1, when it has none."""
        return self.table.header(at) or f"column {at + 1}"

    def named_column(self, at: int) -> str:
        """ "column End date", for a column that is cited as a whole."""
        header = self.table.header(at)
        return f"column {header}" if header else self.column(at)

    @cached_property
    def _names(self) -> list[str]:
        """The first text of each row; where it is shared with the row above, or with any other, the
        next one too.
        """
        texts = [list(self._texts(at)) for at in range(len(self.table.rows))]
        names = [
            next((at for at, (_, own) in enumerate(row) if own), len(row)) + 1 for row in texts
        ]
        count = Counter(tuple(row[:length]) for row, length in zip(texts, names, strict=True))
        return [
            ", ".join(text for text, _ in row[: length + (count[tuple(row[:length])] > 1)])
            for row, length in zip(texts, names, strict=True)
        ]

    @cached_property
    def _count(self) -> Counter[str]:
        return Counter(self._names)

    def _texts(self, at: int) -> Iterator[tuple[str, bool]]:
        """What a row may be called by: each text that does not count the rows, and whether it is
        the row's own.
        """
        for column, cell in enumerate(self.table.rows[at]):
            if (
                column not in self._counting
                and cell.merge != "<<"
                and (text := self.table.seen(at, column))
            ):
                yield _short(text), cell.merge != "^^"
