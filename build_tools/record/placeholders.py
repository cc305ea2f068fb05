"""The files of the amendments → what is still to be filled in, each at its line.

A draft may be loaded, compared and shown with all that is missing in it; it is only said.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from build_tools.model import Problem
from build_tools.record.loading import read_record
from build_tools.record.wanted import Wanted

TO_FILL_IN = re.compile(r"\[(?!\d+\])[^\]]*\]|\b(?:TODO|FIXME|TBC|TBD|XXX+)\b")
"""Words in square brackets, as `corpus amend` leaves them, and what people write instead; the year
of a law report is none: "[2022] UKSC 1"."""


def unfilled(root: Path) -> Iterator[Problem]:
    """Each value of an amendment's file that is a placeholder; a file that cannot be read is told
    of elsewhere.
    """
    for checked in read_record(root, Wanted(texts=frozenset())).amendments.values():
        if checked is None:
            continue
        for loc in checked.yaml.values:
            value = checked.yaml.at(loc)
            if isinstance(value, str) and (found := TO_FILL_IN.search(value)):
                name = next(str(step) for step in reversed(loc) if isinstance(step, str))
                problem = checked.problem(loc, f"`{name}` is still to be filled in: {found[0]}")
                yield replace(problem, rule="unfilled")
