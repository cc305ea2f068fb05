"""The series of labels that are open at one point of a text: (a), (b), (c) under 17.6.

A label goes on with one of them or begins another. Whether "(i)" is a roman numeral under (h) or
the letter after it is settled by the labels that follow, never by one label alone. A label is never
changed or refused: one that fits nowhere opens a series of its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

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
    listed: bool = False
    """Whether a markdown list prints the label, so that text at the margin is no part of it."""
    goes_on: bool = False
    """Whether a text without a label begins in the middle of a sentence."""
    leads_in: bool = False
    """Whether a text without a label ends as what leads in to labels does: "in either case:"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelPosition:
    """Where an entry stands in the hierarchy of its text."""

    depth: int = 0
    path: tuple[str, ...] = ()
    """The parts of its anchor, outermost first; empty without a label that can be cited."""
    absolute: bool = False
    """Whether the path begins with a number that is unique by itself, as 17.6 is and (a) is not."""
    labels: tuple[str, ...] = ()
    """The parts of the label itself as printed: one, or two in "57.— (1)"."""
    level: int = 0
    """How many labels are open above the entry: those that it stands under when it has one itself,
    and those that it belongs to when it has none. What follows a list belongs to what the list
    does."""
    ends: int = 0
    """From which level on the label ends what is open: from its own, or a number from an outer
    one."""
    numbers: bool = False
    """Whether the label is a number that stands under no other: 17.6, or clause 2. after 1.2."""


@dataclass(frozen=True, slots=True)
class Series:
    """An open series of labels: (a), (b), (c)."""

    reading: Reading | None
    """Of its latest label; None for a number such as 17.6, which says its depth by itself."""
    label: str
    depth: int
    nest: int
    listed: bool = False


Relation: TypeAlias = Literal["number", "opens", "continues", "restarts"]
"""What a label does to the open series: 17.7 ends them all."""


@dataclass(frozen=True, slots=True)
class Step:
    """What the series came to by one label."""

    relation: Relation
    level: int
    """The position of the label in the stack."""
    ends: int
    """From which position on it ends what is open."""


_Choice: TypeAlias = tuple[Reading, int]
"""A reading of a label, and the position in the stack that it takes; the stack's length when it
opens a series."""
_Continuation: TypeAlias = tuple[Reading, int, Value]
"""A reading of a label in the style of an open series, the position of that, and what it has come
to."""

_PART = re.compile(r"\([^)]*\)|[^\s(]+")
_LOOKAHEAD = 60
"""How many entries the choice between two readings may look ahead; a provision is seldom longer."""


@lru_cache(maxsize=4096)
def label_parts(label: str) -> tuple[str, ...]:
    """The parts of a compound label, as in "57.— (1)"."""
    return (label,) if DESIGNATED.fullmatch(label) else tuple(_PART.findall(label))


class OpenSeries:
    """The series that are open at one point of a text."""

    def __init__(self) -> None:
        self._stack: list[Series] = []
        """Outermost first."""

    @property
    def depth(self) -> int:
        """That of the innermost."""
        return self._stack[-1].depth

    @property
    def open(self) -> tuple[Series, ...]:
        """The series, outermost first."""
        return tuple(self._stack)

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

    def position(self, depth: int, step: Step, parts: tuple[str, ...]) -> LabelPosition:
        """The position of the label that the innermost series has come to, by a step with its first
        part.
        """
        stack = self._stack
        if stack[-1].label == BULLET:
            return LabelPosition(depth=depth, labels=parts, level=step.level, ends=step.level)
        start = max((at for at, series in enumerate(stack) if series.reading is None), default=0)
        labels = [series.label for series in stack[start:] if series.label != BULLET]
        absolute = stack[start].reading is None
        return LabelPosition(
            depth=depth,
            path=tuple(map(label_anchor, labels)),
            absolute=absolute,
            labels=parts,
            level=step.level,
            ends=step.ends,
            numbers=step.relation == "number",
        )

    def continue_or_begin(self, label: str, entries: Sequence[OutlineEntry], index: int) -> Step:
        """Come to `label`, the first part of that of the entry at a position, in a series, which is
        then the innermost: one that goes on or begins.
        """
        entry = entries[index]
        stack, nest = self._stack, entry.nest
        possible = readings(label)
        if label != BULLET:
            while stack and stack[-1].nest == nest and (not possible or stack[-1].label == BULLET):
                stack.pop()
        choices = self._choices(possible, nest)
        if not choices:
            self.begin(label, nest)
            return Step("number", len(stack) - 1, len(stack) - 1)
        reading, at = choices[0]
        if len(choices) > 1:
            following = entries[index + 1 : index + 1 + _LOOKAHEAD]
            reading, at = _supported(choices, following, nest)
        step = self._step(reading, at, nest)
        if at == len(stack):
            self.begin(label, nest, reading, listed=entry.listed)
        else:
            depth = stack[at].depth
            stack[at:] = [Series(reading, label, depth=depth, nest=nest, listed=entry.listed)]
        return step

    def _step(self, reading: Reading, at: int, nest: int) -> Step:
        """What a label that is read so does to the series that are open, at that position."""
        stack = self._stack
        before = stack[at].reading if at < len(stack) else None
        if before is not None and before[0] == reading[0]:
            goes_on = reading[1] > before[1] or reading[0] == BULLET
            return Step("continues" if goes_on else "restarts", at, at)
        if self._follows_number(reading):
            return Step("number", at, sum(series.nest < nest for series in stack))
        return Step("opens" if at == len(stack) else "restarts", at, at)

    def _follows_number(self, reading: Reading) -> bool:
        """Whether a label that opens a series, as "2.", is the next number after those that begin
        with the last one, as 1.2.
        """
        numbers = [series.label for series in self._stack if series.reading is None]
        if not numbers or reading[0] != "1." or reading[1] == FIRST:
            return False
        before = re.match(r"\d+", numbers[-1])
        return before is not None and reading[1][0] - int(before[0]) in (0, 1)

    def begin(
        self, label: str, nest: int, reading: Reading | None = None, *, listed: bool = False
    ) -> None:
        """Begin a series with `label`; without a `reading` it is taken for a first if it can be
        one.
        """
        possible = readings(label)
        if reading is None and possible:
            reading = next((each for each in possible if each[1] == FIRST), possible[0])
        depth = self.depth + 1 if self._stack else 0
        if reading is None:
            depth = max(depth, len(re.findall(r"\.\d", label)))
        self._stack.append(
            Series(reading=reading, label=label, depth=depth, nest=nest, listed=listed)
        )

    def begin_at_margin(self, label: str) -> None:
        """Begin a series with `label` that stands under no other."""
        self._stack.append(Series(reading=readings(label)[0], label=label, depth=0, nest=0))

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


def counts_on(last: str, label: str) -> bool:
    """Whether the part of an anchor is the very next after `last`: "b" after "a", "4" after "3"."""
    reached = dict(readings(f"({last})"))
    possible = readings(f"({label})")
    return any(style in reached and _follows(value, reached[style]) for style, value in possible)


def _supported(choices: Sequence[_Choice], following: Sequence[OutlineEntry], nest: int) -> _Choice:
    """The choice that the labels after it support; the likeliest when they support none.

    A series that would open here, and opens again before it goes on, supports nothing: after "(h)",
    "(i)" is a letter where the next is another "(i)".
    """
    possible = list(choices)
    for entry in following:
        if entry.heading or entry.nest < nest:
            break
        if entry.nest == nest and entry.label:
            next_readings = readings(label_parts(entry.label)[0])
            for choice in possible:
                if _leads_to(choice[0], next_readings):
                    return choice
            opened = [each for each in next_readings if each[1] == FIRST]
            possible = [choice for choice in possible if choice[0] not in opened]
            if not next_readings or choices[0] not in possible:  # a number ends every series
                break
    return choices[0]


def _leads_to(reading: Reading, next_readings: Sequence[Reading]) -> bool:
    style, value = reading
    return any(each[0] == style and _follows(each[1], value) for each in next_readings)
