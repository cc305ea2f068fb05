"""A redline between versions of a document that take effect in parts in; out, with which part each
of them begins what it made of a block, and on which day that began.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from build_tools.lineage.provenance.history import History
from build_tools.model import Moment, Redline, Version, parts_of
from build_tools.model.weave import state_at
from build_tools.record.part_provisions import assigned
from build_tools.record.parts import begins_in_parts

PartDays: TypeAlias = Mapping[int, Mapping[str, Moment]]
"""By the places of passages in a redline, and by the labels of versions, when what these made of
the passages began."""


def part_at(history: History, version: int, place: int) -> str | None:
    """With which part of a version begins what it made of the block at a place in the weave, or
    that it took this away; what it moved, divided or joined begins with what became of it. None
    where that is not recorded.
    """
    weave, base = history.weave, history.weave.versions[version].base
    found = assigned(history.document, history.versions[version])
    states = weave.blocks[place].states
    if shape := state_at(states, version):
        return found.part_of(shape.address)
    ties = (each for each in weave.ties if each.version == version and place in each.old)
    if tie := next(ties, None):
        after = state_at(weave.blocks[tie.new[0]].states, version)
        return found.part_of(after.address) if after else None
    before = None if base is None else state_at(states, base)
    return found.part_of(before.address, is_of_the_old=True) if before else None


def part_days(history: History, redline: Redline) -> PartDays:
    """Those of what changed, as far as the record holds the day; none of a way back."""
    old, new = history.number(redline.old), history.number(redline.new)
    path = history.weave.path(new)
    if not begins_in_parts(history.document) or old not in path:
        return {}
    made = path[path.index(old) + 1 :]
    if len(made) > 1 and not redline.makers:
        return {}
    days = dict(_days(history, redline, [each for each in made if _begins_in_parts(history, each)]))
    return {at: found for at, found in days.items() if found}


def _begins_in_parts(history: History, number: int) -> bool:
    """Whether a version does, and is the text with which its amendment ends."""
    version = history.versions[number]
    steps = version.amendment.steps_of(version.document) if version.amendment else ()
    return bool(parts_of(version.amendment)) and steps[-1].new == version.label


def _days(
    history: History, redline: Redline, makers: Sequence[int]
) -> Iterator[tuple[int, Mapping[str, Moment]]]:
    olds = history.places_at(history.number(redline.old))
    news = history.places_at(history.number(redline.new))
    for at, (passage, old, new) in enumerate(redline.placed()):
        if next(passage.change_ids(), None) is None:
            continue
        place = news[new] if new is not None else olds[old or 0]
        began = ((each, part_at(history, each, place)) for each in makers)
        versions = ((history.versions[each], part) for each, part in began)
        yield at, {by.label: day for by, part in versions if (day := _day_of(by, part))}


def _day_of(version: Version, part: str | None) -> Moment | None:
    """When a part of a version began, where the record holds the day."""
    amendment = version.amendment
    moment = amendment.actual(part) if amendment and part else None
    is_of_a_day = moment and moment.day and moment.precision != "month"
    return moment if is_of_a_day else None
