"""Labels in reading order → the depth of each and the path to it.

Whether "(i)" is a roman numeral under (h) or the letter after it is settled by the labels that
follow, never by one label alone. A label is never changed or refused: one that fits nowhere opens a
series of its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from build_tools.text.labels.anchors import label_anchor
from build_tools.text.labels.grammar import BULLET, DESIGNATED, FIRST, Reading, Value, readings


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineEntry:
    """A block as the sequence sees it."""

    label: str = ""
    nest: int = 0
    """How many markdown lists it stands in, beyond those that it is the first text of an item
    of."""
    heading: bool = False
    """A heading begins a new provision: no series runs across it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelPosition:
    """Where an entry stands in the hierarchy of its text."""

    depth: int = 0
    path: tuple[str, ...] = ()
    """The parts of its anchor, outermost first; empty without a label that can be cited."""
    absolute: bool = False
    """Whether the path begins with a number that is unique by itself, as 17.6 is and (a) is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Series:
    """An open series of labels: (a), (b), (c)."""

    reading: Reading | None
    """Of its latest label; None for a number such as 17.6, which says its depth by itself."""
    label: str
    depth: int
    nest: int


_Choice: TypeAlias = tuple[Reading, int]
"""A reading of a label, and the position in the stack that it takes; the stack's length when it
opens a series."""

_LOOKAHEAD = 60
"""How many entries the choice between two readings may look ahead; a provision is seldom longer."""


def infer_positions(entries: Sequence[OutlineEntry]) -> list[LabelPosition]:
    """The depth and path of each entry, in reading order.

    A stack holds the open series. A label continues the series whose next it is, or opens one when
    it is a first; when it could be either, the next label that fits only one of the two decides.
    Gaps and restarts stay on their level.
    """
    stack: list[_Series] = []
    positions: list[LabelPosition] = []
    after_margin_text = False
    for index, entry in enumerate(entries):
        while stack and (entry.heading or stack[-1].nest > entry.nest):
            stack.pop()
        if entry.heading or not entry.label:
            positions.append(LabelPosition(depth=_depth_within(stack, entry.nest)))
            after_margin_text = not entry.heading and entry.nest == 0
            continue
        if after_margin_text and entry.label == BULLET and entry.nest == 0:
            # Bullets after a paragraph at the margin belong to that paragraph, not to the limb
            # before it.
            stack.append(_Series(reading=readings(BULLET)[0], label=BULLET, depth=0, nest=0))
        first, *rest = _parts(entry.label)
        following = entries[index + 1 : index + 1 + _LOOKAHEAD]
        _continue_or_open(stack, first, entry.nest, following)
        depth = stack[-1].depth
        for part in rest:
            _open(stack, part, entry.nest)
        positions.append(_position(stack, depth))
        after_margin_text = False
    return positions


def _parts(label: str) -> list[str]:
    """The parts of a compound label, as in "57.— (1)"."""
    return [label] if DESIGNATED.fullmatch(label) else re.findall(r"\([^)]*\)|[^\s(]+", label)


def _depth_within(stack: Sequence[_Series], nest: int) -> int:
    """The depth of unlabelled text: under the list item that it stands in, else at the margin."""
    return next((series.depth + 1 for series in reversed(stack) if series.nest < nest), nest)


def _position(stack: Sequence[_Series], depth: int) -> LabelPosition:
    """The position of the label that the top of the stack has come to."""
    if stack[-1].label == BULLET:
        return LabelPosition(depth=depth)
    start = max((at for at, series in enumerate(stack) if series.reading is None), default=0)
    labels = [series.label for series in stack[start:] if series.label != BULLET]
    absolute = stack[start].reading is None
    return LabelPosition(depth=depth, path=tuple(map(label_anchor, labels)), absolute=absolute)


def _continue_or_open(
    stack: list[_Series], label: str, nest: int, following: Sequence[OutlineEntry]
) -> None:
    """Leave on top of the stack the series of `label`, come to it."""
    possible = readings(label)
    if label != BULLET:
        while stack and stack[-1].nest == nest and (not possible or stack[-1].label == BULLET):
            stack.pop()
    choices = _choices(stack, possible, nest)
    if not choices:
        _open(stack, label, nest)
        return
    reading, at = choices[0] if len(choices) == 1 else _supported(choices, following, nest)
    if at == len(stack):
        _open(stack, label, nest, reading)
    else:
        stack[at:] = [_Series(reading=reading, label=label, depth=stack[at].depth, nest=nest)]


def _open(stack: list[_Series], label: str, nest: int, reading: Reading | None = None) -> None:
    """Open a series with `label`; without a `reading` it is taken for a first if it can be one."""
    possible = readings(label)
    if reading is None and possible:
        reading = next((each for each in possible if each[1] == FIRST), possible[0])
    depth = stack[-1].depth + 1 if stack else 0
    if reading is None:
        depth = max(depth, len(re.findall(r"\.\d", label)))
    stack.append(_Series(reading=reading, label=label, depth=depth, nest=nest))


def _choices(stack: Sequence[_Series], possible: Sequence[Reading], nest: int) -> list[_Choice]:
    """What a label may be, likeliest first: the next of a series, a first, a gap, a restart; or
    else one of a series that nobody saw begin.
    """
    follows: list[_Choice] = []
    gaps: list[_Choice] = []
    restarts: list[_Choice] = []
    styles: set[str] = set()
    for at, (style, last) in _open_series(stack, nest):
        styles.add(style)
        for reading in possible:
            if reading[0] != style:
                continue
            if style == BULLET or _follows(reading[1], last):
                follows.append((reading, at))
            if reading[1] > last:
                gaps.append((reading, at))
            restarts.append((reading, at))
    firsts = [reading for reading in possible if reading[1] == FIRST and reading[0] not in styles]
    opens = [(reading, len(stack)) for reading in firsts]
    return follows + opens + gaps or restarts or _orphaned(stack, possible, nest)


def _open_series(stack: Sequence[_Series], nest: int) -> Iterator[tuple[int, Reading]]:
    """The series of one list that are open, the innermost first: where each stands in the stack,
    and the reading of its latest label.
    """
    for at in reversed(range(len(stack))):
        reading = stack[at].reading
        if stack[at].nest == nest and reading is not None:
            yield at, reading


def _orphaned(stack: Sequence[_Series], possible: Sequence[Reading], nest: int) -> list[_Choice]:
    """Where a label goes whose series nobody saw begin: (c) under what stands open, (2) back at the
    margin.
    """
    if not possible:
        return []
    outermost = [at for at, _ in _open_series(stack, nest)][-1:]
    at = outermost[0] if outermost and "1" in possible[0][0] else len(stack)
    return [(possible[0], at)]


def _follows(value: Value, last: Value) -> bool:
    """Whether `value` is the very next in a series that has come to `last`, or an insertion right
    after it.
    """
    return value in ((last[0] + 1,), (*last[:-1], last[-1] + 1), (*last, 1))


def _supported(choices: Sequence[_Choice], following: Sequence[OutlineEntry], nest: int) -> _Choice:
    """The choice that the labels after it support; the likeliest when they support none."""
    for entry in following:
        if entry.heading or entry.nest < nest:
            break
        if entry.nest == nest and entry.label:
            next_readings = readings(_parts(entry.label)[0])
            for choice in choices:
                if _leads_to(choice[0], next_readings):
                    return choice
    return choices[0]


def _leads_to(reading: Reading, next_readings: Sequence[Reading]) -> bool:
    style, value = reading
    return any(each[0] == style and _follows(each[1], value) for each in next_readings)
