"""A redline in, what changed without a word out, in words: provisions whose words stay, and which
rest on a change.
"""

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Any

from build_tools.lineage.graph import Resting, RestingStep, graph_of, resting_on
from build_tools.model import Change, Redline

_ID = attrgetter("id")
_MOST = 3
"""So many of the changes on which a provision rests are named; the others are counted."""


def without_a_word(redline: Redline) -> tuple[Resting, ...]:
    """What changed without a word within the document; nothing where nothing of substance did."""
    if all(change.consequential for change in redline.changes):
        return ()
    return resting_on(redline, graph_of(redline.new))


def resting_in_words(resting: Resting) -> str:
    """Why a provision rests on a change: `uses “Open Cohort”, whose definition refers to Table
    17.6`.
    """
    verbs = {"uses-term": "uses “{}”", "refers-to": "refers to {}"}
    return ", whose definition ".join(
        verbs[step.kind].format(" ".join(step.words.split())) for step in resting.steps
    )


def named_changes(resting: Resting) -> tuple[Sequence[Change], int]:
    """The changes to name as what it rests on, and how many more there are."""
    return resting.changes[:_MOST], len(resting.changes[_MOST:])


def resting_lines(redline: Redline) -> Iterator[str]:
    """A line for each provision: its citation, why, and what changed there."""
    for each in without_a_word(redline):
        named, more = named_changes(each)
        places = "; ".join(change.where for change in named)
        others = f"; and {more} more" if more else ""
        yield f"{each.node.citation} {resting_in_words(each)}: {places}{others}"


def resting_data(redline: Redline) -> list[dict[str, Any]]:
    """The same as plain data."""
    return [
        {
            "anchor": each.node.key.anchor,
            "where": each.node.citation,
            "steps": list(map(_step_data, each.steps)),
            "changes": list(map(_ID, each.changes)),
        }
        for each in without_a_word(redline)
    ]


def _step_data(step: RestingStep) -> dict[str, str]:
    return {
        "kind": step.kind,
        "words": step.words,
        "anchor": step.target.key.anchor,
        "where": step.target.citation,
    }
