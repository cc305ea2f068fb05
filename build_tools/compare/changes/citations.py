"""Where something stands, in the words of a citation: blocks of one version in, "Clause 17.6(a)"
out.

A row, column or cell is cited by its table and what `table_citations` calls it in it: "Table 17.6,
row MOC (Secure), End date".
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from build_tools.compare import thresholds
from build_tools.model import Block, wording
from build_tools.text.labels import BULLET

_NUMBERED = re.compile(r"[A-Z]{0,2}\d+[A-Z]*(\.\d+[A-Z]*)+\.*")
_ATTRIBUTES = re.compile(r"\s*\{#[^{}]*\}\s*$")
"""What some writers of markdown put after a heading, for a program to read."""


@dataclass(frozen=True, slots=True)
class _CitationPosition:
    """What a citation of one block is made of."""

    path: tuple[Block, ...]
    """The provisions that it stands in, itself last when it is one; bullets are none."""
    heading: Block | None
    anchor: str
    """Its own, or the nearest above it."""
    ordinal: int
    """Which it is among the blocks of its series that nothing names."""

    @property
    def above(self) -> str:
        """The citation of what the block stands in, or under."""
        if self.path:
            return _provision(self.path, self.heading)
        return _heading(self.heading) if self.heading else ""


_Series: TypeAlias = tuple[str, int, int]
"""What a block that nothing names is counted in: what it is called, and the lines of the provision
and the heading that it stands under."""


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
        self._positions: dict[int, _CitationPosition] = {}
        """By the line that a block begins on."""
        self._nameless: Counter[_Series] = Counter()

    def of(self, block: Block) -> str:
        """The citation of a block of this version."""
        position = self._position(block)
        if name := _name(block, position):
            return name
        what = _what(block).capitalize()
        if self._nameless[_series(block, position.path, position.heading)] > 1:
            what = f"{what} {position.ordinal}"
        return f"{what} under {position.above}" if position.above else f"{what} at the beginning"

    def anchor(self, block: Block) -> str:
        """The anchor of a block, or for one without of the nearest above it."""
        return self._position(block).anchor

    def _position(self, block: Block) -> _CitationPosition:
        if block.line not in self._positions:
            self._work_out(self._sections[bisect_right(self._lines, block.line) - 1])
        return self._positions[block.line]

    def _work_out(self, section: Sequence[Block]) -> None:
        """Find the position of each block of a section."""
        heading, anchor = None, ""
        paths: list[tuple[Block, ...]] = [()]
        """Of the text itself, and of the notes that stand open."""
        for block in section:
            paths[block.note_level + (block.kind != "footnote") :] = []
            if block.kind == "footnote":
                paths.append((block,))
            elif block.kind == "heading":
                heading = block
            elif _is_provision(block):
                path = (above for above in paths[-1] if above.depth < block.depth)
                paths[-1] = (*path, block)
            anchor = block.anchor or anchor
            series = _series(block, paths[-1], heading)
            self._nameless[series] += _is_nameless(block)
            self._positions[block.line] = _CitationPosition(
                paths[-1], heading, anchor, self._nameless[series]
            )


def _name(block: Block, position: _CitationPosition) -> str:
    """The citation of a block that says itself which it is; "" for another."""
    if block.kind == "footnote":
        return f"Footnote {block.label}"
    if block.table is not None and block.label:
        return block.label
    if block.kind == "heading":
        heading = _heading(block)
        return f"{heading}, heading" if block.label else f"Heading “{heading}”"
    if block.term:
        return f"Definition of {block.term}"
    if position.path and position.path[-1] is block:
        return position.above
    return ""


def _is_provision(block: Block) -> bool:
    """Whether a block has a label that tells it from its neighbours."""
    if block.table or block.kind == "footnote":
        return False
    return bool(block.label) and block.label != BULLET


def _is_nameless(block: Block) -> bool:
    """Whether nothing in a block says which it is."""
    if block.kind in ("heading", "footnote") or block.term or _is_provision(block):
        return False
    return block.table is None or not block.label


def _what(block: Block) -> str:
    """What a block that nothing names is called."""
    if block.label == BULLET:
        return "bullet"
    return block.kind if block.kind in ("table", "code") else "paragraph"


def _series(block: Block, path: Sequence[Block], heading: Block | None) -> _Series:
    return _what(block), path[-1].line if path else 0, heading.line if heading else 0


def _heading(block: Block) -> str:
    if _NUMBERED.fullmatch(block.label) or block.label.isdigit():
        return f"Clause {block.label}"
    return block.label or shortened(_ATTRIBUTES.sub("", wording(block.content)))


def _provision(path: Sequence[Block], heading: Block | None) -> str:
    """A labelled provision: from its last full number down, or from its note or its heading."""
    if path[0].kind == "footnote":
        return f"Footnote {_joined_labels([block.label for block in path])}"
    numbered = [at for at, block in enumerate(path) if _NUMBERED.fullmatch(block.label)]
    start = numbered[-1] if numbered else 0
    labels = _joined_labels([block.label for block in path[start:]])
    above = _heading(heading) if heading else ""
    under_a_clause = heading is None or not heading.label or above.startswith("Clause ")
    if numbered and under_a_clause:
        return f"Clause {labels}"
    return ", ".join(filter(None, (above, labels)))


def _joined_labels(labels: Sequence[str]) -> str:
    """ "17.6(a)(i)", but "6.5 2) d)": only brackets on both sides keep labels apart."""
    return "".join(label if label.startswith("(") else f" {label}" for label in labels).strip()


def shortened(text: str) -> str:
    """A text on one line; the first words of a long one, and "…"."""
    flat = " ".join(text.split())
    if len(flat) <= thresholds.MAX_NAME_LENGTH:
        return flat
    return f"{flat[: thresholds.MAX_NAME_LENGTH].rsplit(' ', 1)[0]} …"
