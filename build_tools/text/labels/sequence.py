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
_Continuation: TypeAlias = tuple[Reading, int, Value]
"""A reading of a label in the style of an open series, the position of that, and what it has come
to."""

_LOOKAHEAD = 60
"""How many entries the choice between two readings may look ahead; a provision is seldom longer."""


def infer_positions(entries: Sequence[OutlineEntry]) -> list[LabelPosition]:
    """The depth and path of each entry, in reading order.

    A label continues the series whose next it is, or opens one when it is a first; when it could be
    either, the next label that fits only one of the two decides. Gaps and restarts stay on their
    level.
    """
    series = _OpenSeries()
    positions: list[LabelPosition] = []
    for index, entry in enumerate(entries):
        series.close_before(entry)
        if entry.heading or not entry.label:
            positions.append(LabelPosition(depth=series.depth_within(entry.nest)))
            continue
        if entry.label == BULLET and entry.nest == 0 and _follows_margin_text(entries, index):
            # Such bullets belong to that paragraph, not to the limb before it.
            series.begin_at_margin(BULLET)
        first, *rest = _parts(entry.label)
        following = entries[index + 1 : index + 1 + _LOOKAHEAD]
        series.continue_or_begin(first, entry.nest, following)
        depth = series.depth
        for part in rest:
            series.begin(part, entry.nest)
        positions.append(series.position(depth))
    return positions


def _follows_margin_text(entries: Sequence[OutlineEntry], index: int) -> bool:
    """Whether an entry comes after a paragraph at the margin that has no label."""
    if index == 0:
        return False
    before = entries[index - 1]
    return not before.heading and not before.label and before.nest == 0


def _parts(label: str) -> list[str]:
    """The parts of a compound label, as in "57.— (1)"."""
    return [label] if DESIGNATED.fullmatch(label) else re.findall(r"\([^)]*\)|[^\s(]+", label)


class _OpenSeries:
    """The series that are open at one point of a text."""

    def __init__(self) -> None:
        self._stack: list[_Series] = []
        """Outermost first."""

    @property
    def depth(self) -> int:
        """That of the innermost."""
        return self._stack[-1].depth

    def close_before(self, entry: OutlineEntry) -> None:
        """Close what does not run across an entry."""
        while self._stack and (entry.heading or self._stack[-1].nest > entry.nest):
            self._stack.pop()

    def depth_within(self, nest: int) -> int:
        """The depth of unlabelled text: under the list item that it stands in, else at the
        margin.
        """
        around = (series for series in reversed(self._stack) if series.nest < nest)
        return next((series.depth + 1 for series in around), nest)

    def position(self, depth: int) -> LabelPosition:
        """The position of the label that the innermost series has come to."""
        stack = self._stack
        if stack[-1].label == BULLET:
            return LabelPosition(depth=depth)
        start = max((at for at, series in enumerate(stack) if series.reading is None), default=0)
        labels = [series.label for series in stack[start:] if series.label != BULLET]
        absolute = stack[start].reading is None
        return LabelPosition(depth=depth, path=tuple(map(label_anchor, labels)), absolute=absolute)

    def continue_or_begin(self, label: str, nest: int, following: Sequence[OutlineEntry]) -> None:
        """Come to `label` in a series, which is then the innermost: one that goes on or begins."""
        stack = self._stack
        possible = readings(label)
        if label != BULLET:
            while stack and stack[-1].nest == nest and (not possible or stack[-1].label == BULLET):
                stack.pop()
        choices = self._choices(possible, nest)
        if not choices:
            self.begin(label, nest)
            return
        reading, at = choices[0] if len(choices) == 1 else _supported(choices, following, nest)
        if at == len(stack):
            self.begin(label, nest, reading)
        else:
            stack[at:] = [_Series(reading=reading, label=label, depth=stack[at].depth, nest=nest)]

    def begin(self, label: str, nest: int, reading: Reading | None = None) -> None:
        """Begin a series with `label`; without a `reading` it is taken for a first if it can be
        one.
        """
        possible = readings(label)
        if reading is None and possible:
            reading = next((each for each in possible if each[1] == FIRST), possible[0])
        depth = self.depth + 1 if self._stack else 0
        if reading is None:
            depth = max(depth, len(re.findall(r"\.\d", label)))
        self._stack.append(_Series(reading=reading, label=label, depth=depth, nest=nest))

    def begin_at_margin(self, label: str) -> None:
        """Begin a series with `label` that stands under no other."""
        self._stack.append(_Series(reading=readings(label)[0], label=label, depth=0, nest=0))

    def _choices(self, possible: Sequence[Reading], nest: int) -> list[_Choice]:
        """What a label may be, likeliest first: the next of a series, a first, a gap; or else a
        restart; or else one of a series that nobody saw begin.
        """
        of_one_style = list(self._of_one_style(possible, nest))
        likely = _nexts(of_one_style) + self._firsts(possible, nest) + _gaps(of_one_style)
        if likely:
            return likely
        restarts = [(reading, at) for reading, at, _ in of_one_style]
        return restarts or self._orphaned(possible, nest)

    def _firsts(self, possible: Sequence[Reading], nest: int) -> list[_Choice]:
        firsts = [reading for reading in possible if reading[1] == FIRST]
        if not firsts:
            return []
        styles = {style for _, (style, _) in self._in_list(nest)}
        return [(reading, len(self._stack)) for reading in firsts if reading[0] not in styles]

    def _of_one_style(self, possible: Sequence[Reading], nest: int) -> Iterator[_Continuation]:
        for at, (style, last) in self._in_list(nest):
            for reading in possible:
                if reading[0] == style:
                    yield reading, at, last

    def _in_list(self, nest: int) -> Iterator[tuple[int, Reading]]:
        """The series of one list, the innermost first: where each stands, and the reading of its
        latest label.
        """
        stack = self._stack
        for at in reversed(range(len(stack))):
            series = stack[at]
            if series.nest == nest and series.reading is not None:
                yield at, series.reading

    def _orphaned(self, possible: Sequence[Reading], nest: int) -> list[_Choice]:
        """Where a label goes whose series nobody saw begin: (c) under what stands open, (2) back
        at the margin.
        """
        if not possible:
            return []
        outermost = [at for at, _ in self._in_list(nest)][-1:]
        at = outermost[0] if outermost and "1" in possible[0][0] else len(self._stack)
        return [(possible[0], at)]


def _nexts(of_one_style: Sequence[_Continuation]) -> list[_Choice]:
    return [(reading, at) for reading, at, last in of_one_style if _is_next(reading, last)]


def _gaps(of_one_style: Sequence[_Continuation]) -> list[_Choice]:
    return [(reading, at) for reading, at, last in of_one_style if reading[1] > last]


def _is_next(reading: Reading, last: Value) -> bool:
    return reading[0] == BULLET or _follows(reading[1], last)


def _follows(value: Value, last: Value) -> bool:
    """Whether `value` is the very next in a series that has come to `last`, or an insertion right
    after it.
    """
    return value in ((last[0] + 1,), (*last[:-1], last[-1] + 1), (*last, 1))


def follows_in_series(label: str, last: str) -> bool:
    """Whether the part of an anchor is the very next in a series that has come to `last`, the same
    again, or the first where there is none: "b" after "a", "1" after "".
    """
    if label == last:
        return True
    possible = readings(f"({label})")
    if not last:
        return any(value == FIRST for _, value in possible)
    reached = dict(readings(f"({last})"))
    return any(style in reached and _follows(value, reached[style]) for style, value in possible)


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
