"""Runs in, where they lead out.

A picture is not carried, only its description, which leads to it.
"""

from collections.abc import Iterable
from itertools import chain

from build_tools.model import Run

_LINKING = ("link", "image")


def address_of(run: Run) -> str:
    """Where a run leads; empty where it leads nowhere."""
    for mark in run.marks:
        if mark.kind in _LINKING:
            return mark.target
    return ""


def has_link(runs: Iterable[Run]) -> bool:
    """Whether any of the runs is a link or a picture."""
    marks = chain.from_iterable(run.marks for run in runs)
    return any(mark.kind in _LINKING for mark in marks)
