"""Labels in reading order → the depth of each and the path to it.

A text without a label belongs to what the labels round it tell of.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from build_tools.text.labels.grammar import BULLET
from build_tools.text.labels.open_series import (
    LabelPosition,
    OpenSeries,
    OutlineEntry,
    Series,
    Step,
    label_parts,
)


@dataclass(frozen=True, slots=True)
class _Unlabelled:
    """An entry without a label, of which only the next label says what it belongs to."""

    index: int
    entry: OutlineEntry
    stack: tuple[Series, ...]
    """The series that were open."""


def infer_positions(entries: Sequence[OutlineEntry]) -> list[LabelPosition]:
    """The depth and path of each entry, in reading order.

    A label continues the series whose next it is, or opens one when it is a first; when it could be
    either, the next label that fits only one of the two decides. Gaps and restarts stay on their
    level.
    """
    series = OpenSeries()
    positions: list[LabelPosition] = []
    waiting: list[_Unlabelled] = []
    for index, entry in enumerate(entries):
        series.close_before(entry)
        if entry.heading or not entry.label:
            if entry.heading:
                waiting = _settle(waiting, positions, None)
            else:
                waiting.append(_Unlabelled(index, entry, series.open))
            positions.append(_unlabelled_at(series.depth_within(entry.nest)))
            continue
        if entry.label == BULLET and entry.nest == 0 and _follows_margin_text(entries, index):
            # Such bullets belong to that paragraph, not to the limb before it.
            series.begin_at_margin(BULLET)
        first, *rest = label_parts(entry.label)
        step = series.continue_or_begin(first, entries, index)
        waiting = _settle(waiting, positions, step, entry, index)
        depth = series.depth
        for part in rest:
            series.begin(part, entry.nest)
        positions.append(series.position(depth, step, (first, *rest)))
    _settle(waiting, positions, None)
    return positions


@lru_cache
def _unlabelled_at(depth: int) -> LabelPosition:
    return LabelPosition(depth=depth)


def _settle(
    waiting: Iterable[_Unlabelled],
    positions: list[LabelPosition],
    step: Step | None,
    next_label: OutlineEntry | None = None,
    at: int = -1,
) -> list[_Unlabelled]:
    """Say of each entry that waits what it belongs to, now that the `next_label` after it, `at` a
    position, is known; those that still wait.

    Bullets say nothing, nor do lists within a list.
    """
    still: list[_Unlabelled] = []
    for each in waiting:
        if next_label and (next_label.label == BULLET or next_label.nest > each.entry.nest):
            still.append(each)
            continue
        ended = next_label is None or next_label.nest < each.entry.nest
        leads_in = each.entry.leads_in and each.index + 1 == at
        if level := _level_of_unlabelled(each, None if ended else step, leads_in=leads_in):
            depth = positions[each.index].depth
            positions[each.index] = LabelPosition(depth=depth, level=level)
    return still


def _level_of_unlabelled(entry: _Unlabelled, step: Step | None, *, leads_in: bool) -> int:
    """How many of the open series an entry without a label belongs to, which may lead in to the
    label right after it.

    Between (a) and (b) it belongs to (a); after the last limb, to what the limbs belong to.
    """
    stack, nest = entry.stack, entry.entry.nest
    if not stack:
        return 0
    around = sum(series.nest < nest for series in stack)
    within = len(stack)
    while within > around and stack[within - 1].label == BULLET:
        within -= 1
    if step is None or step.relation == "number":
        return _level_after_limbs(entry, around, within)
    # A restart begins another list beside the first; what goes on is gone on with, but for what
    # leads in to the labels after it: the sentence that the limbs stand in goes on there.
    level = {"opens": within, "continues": step.level + 1, "restarts": step.level}[step.relation]
    level = min(max(level, around), within)
    after_a_limb = level > around and stack[level - 1].reading is not None
    if leads_in and after_a_limb and _leads_on(entry.entry, step):
        level -= 1
    return level


def _leads_on(entry: OutlineEntry, step: Step) -> bool:
    """Whether a text that leads in to a label goes on with what the limb before it stands in; what
    opens a series is led in to by that limb, unless the text is the middle of a sentence.
    """
    return step.relation == "continues" or (step.relation == "opens" and entry.goes_on)


def _level_after_limbs(entry: _Unlabelled, around: int, within: int) -> int:
    level = within
    while level > around and entry.stack[level - 1].reading is not None:
        level -= 1
    if level > around or within == around:
        return level
    first = entry.stack[around]
    if first.reading is None or "1" not in first.reading[0]:
        return around
    # Limbs by figures may be provisions with a text of their own that goes on at the margin.
    alone = within == around + 1 and (first.listed or entry.entry.goes_on)
    return around if alone else around + 1


def _follows_margin_text(entries: Sequence[OutlineEntry], index: int) -> bool:
    """Whether an entry comes after a paragraph at the margin that has no label."""
    if index == 0:
        return False
    before = entries[index - 1]
    return not before.heading and not before.label and before.nest == 0
