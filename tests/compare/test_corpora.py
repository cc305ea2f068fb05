"""The invariants of a redline on real amendments: 164 pairs and six chains of versions, which
nobody in this house wrote.

Each pair is a test. Those outside the sample are marked `sweep`: `pytest -m sweep` takes them.
"""

import json
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

import pytest

from build_tools.compare.redline import redline
from build_tools.model import Redline
from build_tools.record.files import load_file
from tests.invariants import accepted, cited, faults, ids, links, rejected, seen
from tests.paths import SHARED
from tests.reviewing import clean_page, page, shared_citations

pytestmark = pytest.mark.long

CORPORA = SHARED / "corpora"
SAMPLE = 6
"""One pair in so many stands in the sample, unless it is a large one."""
LARGE = 120_000
"""Characters of both texts together."""
STEPS = 12
"""Of a long chain, about so many steps from one version to the next are compared."""
VISIBLE = {
    "P207": "the sign ™ was taken out",
    "P206": "two links lead to another place",
    "P211": "a link leads to another page",
    "P208": "a brace was put into a block of code",
    "P209": "backslashes were put into a block of code",
}
"""The pairs that are called format_only, and yet change a character that a reader sees, or where a
link leads."""


def _pairs(*, format_only: bool = False) -> Iterator[object]:
    """The names of the pairs, as parameters; none where the corpora are not on this machine."""
    manifest = CORPORA / "pairs" / "manifest.jsonl"
    lines = manifest.read_text().splitlines() if manifest.is_file() else []
    for at, entry in enumerate(map(json.loads, lines)):
        swept = entry["old_chars"] + entry["new_chars"] > LARGE or (not format_only and at % SAMPLE)
        if not format_only or (entry["category"] == "format_only" and entry["id"] not in VISIBLE):
            yield pytest.param(entry["id"], marks=pytest.mark.sweep if swept else ())


def _steps() -> Iterator[object]:
    """The steps of the chains, as parameters: all of a short chain, and spread evenly over a long
    one."""
    for chain in sorted(path for path in CORPORA.glob("chains/*") if path.is_dir()):
        steps = list(pairwise(sorted(chain.glob("*.md"))))
        for old, new in steps[:: -(-len(steps) // STEPS)]:
            swept = old.stat().st_size + new.stat().st_size > LARGE / STEPS
            name = f"{chain.name.rpartition('_')[2]}-{old.name[:4]}"
            yield pytest.param(old, new, id=name, marks=pytest.mark.sweep if swept else ())


def test_the_corpora_are_here(missing: Callable[[str], NoReturn]) -> None:
    if not list(_pairs()) or not list(_steps()):
        missing(f"there are no real texts at {CORPORA}")


@pytest.mark.parametrize("pair", [*_pairs()])
def test_the_invariants_hold_on_a_real_amendment(pair: str) -> None:
    _hold_to_the_invariants(_compared(pair))


@pytest.mark.parametrize(("old", "new"), [*_steps()])
def test_the_invariants_hold_on_a_step_of_a_chain(old: Path, new: Path) -> None:
    _hold_to_the_invariants(redline(load_file(old), load_file(new)))


@pytest.mark.parametrize("pair", [*_pairs(format_only=True)])
def test_an_amendment_of_form_alone_marks_nothing_of_substance(pair: str) -> None:
    changes = _compared(pair).changes
    assert {noise for change in changes for noise in change.noise} <= {"formatting", "punctuation"}
    assert all(change.consequential for change in changes)


def _compared(pair: str) -> Redline:
    folder = CORPORA / "pairs" / pair
    return redline(load_file(folder / "old.md"), load_file(folder / "new.md"))


def _hold_to_the_invariants(result: Redline) -> None:
    html = page(result)
    assert result.aligned
    assert rejected(html) == seen(clean_page(result.old))
    assert accepted(html) == seen(clean_page(result.new))
    assert not faults(html)
    assert not shared_citations(result.changes)
    found = ids(html)
    assert len(found) == len(set(found))
    assert cited(html) == {change.id for change in result.changes}
    assert cited(html) <= set(found)
    assert {link for link in links(html) if re.match("c-[0-9a-f]{8}", link)} <= set(found)
