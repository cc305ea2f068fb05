"""Labels in reading order → the depth of each and the path to it.

Whether "(i)" is a roman numeral under (h) or the letter after it is settled by the labels that
follow, never by one label alone. A label is never changed or refused: one that fits nowhere opens a
series of its own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from build_tools.text.labels.anchors import label_anchor
from build_tools.text.labels.grammar import BULLET, DESIGNATED, FIRST, Reading, Value, readings


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A block as the sequence sees it."""

    label: str = ""
    nest: int = 0
    """How many markdown lists it stands in, beyond those that it is the first text of an item
    of."""
    heading: bool = False
    """A heading begins a new provision: no series runs across it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an entry stands."""

    depth: int = 0
    path: tuple[str, ...] = ()
    """The parts of its anchor, outermost first; empty without a label that can be cited."""
    absolute: bool = False
    """Whether the path begins with a number that is unique by itself, as 17.6 is and (a) is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    """An open series."""

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


def settle(entries: Sequence[Entry]) -> list[Place]:
    """The depth and path of each entry, in reading order.

    A stack holds the open series. A label continues the series whose next it is, or opens one when
    it is a first; when it could be either, the next label that fits only one of the two decides.
    Gaps and restarts stay on their level.
    """
    levels: list[_Level] = []
    places: list[Place] = []
    after_margin_text = False
    for index, entry in enumerate(entries):
        while levels and (entry.heading or levels[-1].nest > entry.nest):
            levels.pop()
        if entry.heading or not entry.label:
            places.append(Place(depth=_depth_within(levels, entry.nest)))
            after_margin_text = not entry.heading and entry.nest == 0
            continue
        if after_margin_text and entry.label == BULLET and entry.nest == 0:
            # Bullets after a paragraph at the margin belong to that paragraph, not to the limb
            # before it.
            levels.append(_Level(reading=readings(BULLET)[0], label=BULLET, depth=0, nest=0))
        first, *rest = _parts(entry.label)
        _enter(levels, first, entry.nest, entries[index + 1 : index + 1 + _LOOKAHEAD])
        depth = levels[-1].depth
        for part in rest:
            _open(levels, part, entry.nest)
        places.append(_place(levels, depth))
        after_margin_text = False
    return places


def _parts(label: str) -> list[str]:
    """The parts of a compound label, as in "57.— (1)"."""
    return [label] if DESIGNATED.fullmatch(label) else re.findall(r"\([^)]*\)|[^\s(]+", label)


def _depth_within(levels: Sequence[_Level], nest: int) -> int:
    """The depth of unlabelled text: under the list item that it stands in, else at the margin."""
    return next((level.depth + 1 for level in reversed(levels) if level.nest < nest), nest)


def _place(levels: Sequence[_Level], depth: int) -> Place:
    if levels[-1].label == BULLET:
        return Place(depth=depth)
    start = max((at for at, level in enumerate(levels) if level.reading is None), default=0)
    path = tuple(label_anchor(level.label) for level in levels[start:] if level.label != BULLET)
    return Place(depth=depth, path=path, absolute=levels[start].reading is None)


def _enter(levels: list[_Level], label: str, nest: int, following: Sequence[Entry]) -> None:
    """Leave on top of `levels` the level of `label`."""
    possible = readings(label)
    if label != BULLET:
        while levels and levels[-1].nest == nest and (not possible or levels[-1].label == BULLET):
            levels.pop()
    choices = _choices(levels, possible, nest)
    if not choices:
        _open(levels, label, nest)
        return
    reading, at = choices[0] if len(choices) == 1 else _borne_out(choices, following, nest)
    if at == len(levels):
        _open(levels, label, nest, reading)
    else:
        levels[at:] = [_Level(reading=reading, label=label, depth=levels[at].depth, nest=nest)]


def _open(levels: list[_Level], label: str, nest: int, reading: Reading | None = None) -> None:
    """Put `label` on top of `levels`; without a `reading` it is taken for a first of its series if
    it can be one.
    """
    possible = readings(label)
    if reading is None and possible:
        reading = next((each for each in possible if each[1] == FIRST), possible[0])
    depth = levels[-1].depth + 1 if levels else 0
    if reading is None:
        depth = max(depth, len(re.findall(r"\.\d", label)))
    levels.append(_Level(reading=reading, label=label, depth=depth, nest=nest))


def _choices(levels: Sequence[_Level], possible: Sequence[Reading], nest: int) -> list[_Choice]:
    """The places that a label may take, likeliest first: the next of a series, a first, a gap, a
    restart, an orphan.
    """
    series = [
        (at, *level.reading)
        for at, level in enumerate(levels)
        if level.nest == nest and level.reading
    ][::-1]
    same = [(each, at, last) for at, style, last in series for each in possible if each[0] == style]
    styles = {style for _, style, _ in series}
    follows = [
        (each, at) for each, at, last in same if each[0] == BULLET or _follows(each[1], last)
    ]
    opens = [(each, len(levels)) for each in possible if each[1] == FIRST and each[0] not in styles]
    gaps = [(each, at) for each, at, last in same if each[1] > last]
    restarts = [(each, at) for each, at, _ in same]
    return (
        follows + opens + gaps
        or restarts
        or [(each, _orphanage(series, each, len(levels))) for each in possible[:1]]
    )


def _orphanage(series: Sequence[tuple[int, str, Value]], reading: Reading, top: int) -> int:
    """Where a label goes whose series nobody saw begin: (c) under what stands open, (2) back at the
    margin.
    """
    return series[-1][0] if series and "1" in reading[0] else top


def _follows(value: Value, last: Value) -> bool:
    """Whether `value` is the very next in a series that has come to `last`, or an insertion right
    after it.
    """
    return value in ((last[0] + 1,), (*last[:-1], last[-1] + 1), (*last, 1))


def _borne_out(choices: Sequence[_Choice], following: Sequence[Entry], nest: int) -> _Choice:
    """The choice that the labels after it bear out; the likeliest when none does."""
    for entry in following:
        if entry.heading or entry.nest < nest:
            break
        if entry.nest == nest and entry.label:
            nexts = readings(_parts(entry.label)[0])
            for reading, at in choices:
                if any(
                    style == reading[0] and _follows(value, reading[1]) for style, value in nexts
                ):
                    return reading, at
    return choices[0]
