"""The witnesses of what a branch touches, as markdown beside the summary of its changes."""

from collections.abc import Iterator, Sequence
from itertools import chain

from build_tools.lineage.witnesses import Disagreement, Witnesses
from build_tools.render.markdown import escape_markdown

_MOST = 40
"""So many places where the witnesses of one step differ are told."""
_CUT = "\nThere is no room here for what else they say, which `corpus verify` tells.\n"


def witness_summary(found: Sequence[Witnesses], limit: int) -> str:
    """Which witnesses each step has, and what each says where they differ; cut between two of
    these where it would have more than about `limit` bytes.
    """
    told, room = "", limit
    for part in chain.from_iterable(map(_step, found)):
        room -= len(part.encode()) + 1
        if room < 0:
            return told + _CUT
        told += f"{part}\n"
    return told


def sources_differ(found: Sequence[Witnesses]) -> bool:
    """Whether any of them do not say the same."""
    return any(each.disagreements for each in found)


def _step(each: Witnesses) -> Iterator[str]:
    name = f"{escape_markdown(each.amendment.id)}, {escape_markdown(each.redline.new.name)}"
    *others, last = each.names
    names = f"{', '.join(others)} and {last}" if others else last
    if not each.disagreements:
        counted = {1: "one witness", 2: "two witnesses", 3: "three witnesses"}[len(each.names)]
        same = ", which say the same" if others else ""
        yield f"{name}: {counted}, {names}{same}.\n"
        return
    yield f"> [!WARNING]\n> **Sources differ** in {name}, of which tell {names}.\n"
    instrument = escape_markdown(each.instrument.title)
    yield f"| Where | The text | The scope | {instrument} |\n|---|---|---|---|"
    yield from map(_row, each.disagreements[:_MOST])
    if (left := len(each.disagreements) - _MOST) > 0:
        yield f"\nAnd {left} more, which `corpus verify` tells."
    yield ""


def _row(each: Disagreement) -> str:
    cells = (each.where, each.text, each.scope, each.direction)
    return f"| {' | '.join(map(escape_markdown, cells))} |"
