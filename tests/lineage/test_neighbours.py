"""Two neighbouring versions have one list of changes: that of their step, and that of the weave."""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NoReturn

import pytest

from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.weave import weave_of_files, woven_redline
from build_tools.model import Redline, Version
from tests.lineage.planted_chains import planted_chain
from tests.paths import SHARED
from tests.reviewing import version_of

CHAINS = SHARED / "corpora" / "chains"
_NOON = "A keeper may open the lock at noon and must close it before the evening bell rings."
_ROW = "A visitor may row a boat on the inner water where the lantern of the harbour is lit."
_WHOLE = f"1.1 {_NOON} {_ROW}\n\n1.2 Huts.\n"
_DIVIDED = f"1.1 {_NOON}\n\n{_ROW}\n\n1.2 Huts.\n"
_LINK = "1.1 It goes by [{0}](https://acts.test/{1}) alone.\n"
_HEAD = "| Boat | Time |\n|---|---|\n"
_ROWS = [f"| Boat {name} | from {name} to dusk |\n" for name in ("ash", "elm", "fir", "oak", "yew")]
_LONG = f"1.1 Boats.\n\n{_HEAD}{''.join(_ROWS)}\n1.2 Huts.\n"
_SHORT = f"1.1 Boats.\n\n{_HEAD}{''.join(_ROWS[:3])}\nOthers:\n\n{_HEAD}{''.join(_ROWS[3:])}"
_TWO = f"{_SHORT}\n1.2 Huts.\n"


def versions_of(texts: Sequence[str]) -> list[Version]:
    return [version_of(text, f"v{at}") for at, text in enumerate(texts)]


def kinds_of(redline: Redline) -> Counter[tuple[str, ...]]:
    """How many changes there are of each kind."""
    return Counter(change.kinds for change in redline.changes)


def agree(texts: Sequence[str]) -> None:
    versions, comparisons = versions_of(texts), Comparisons()
    weave = weave_of_files(versions, comparisons)
    for at, (old, new) in enumerate(pairwise(versions)):
        step, read_off = comparisons.between(old, new), woven_redline(weave, old, new)
        assert kinds_of(read_off) == kinds_of(step), at


@pytest.mark.parametrize(
    ("texts", "kinds"),
    [
        ([_WHOLE, _DIVIDED], {("split",): 1}),
        ([_DIVIDED, _WHOLE], {("merge",): 1}),
        ([_LONG, _TWO], {("split",): 1, ("insert",): 1}),
        ([_TWO, _LONG], {("merge",): 1, ("delete",): 1}),
        ([_WHOLE, _WHOLE.replace("keeper may", "keeper  may")], {("format",): 1}),
        (
            [_LINK.format("Act 17 of 2009", "2009-17"), _LINK.format("Act 11 of 2012", "2012-11")],
            {("reword", "format"): 1},
        ),
    ],
    ids=["divided", "joined", "table-divided", "table-joined", "white-space", "link"],
)
def test_what_was_divided_where_it_stands_is_one_change(
    texts: Sequence[str], kinds: dict[tuple[str, ...], int]
) -> None:
    old, new = versions_of(texts)
    assert kinds_of(woven_redline(weave_of_files([old, new]), old, new)) == kinds
    agree(texts)


def test_of_distant_versions_too() -> None:
    texts = [_WHOLE, _DIVIDED, _DIVIDED.replace("Huts", "Sheds")]
    versions = versions_of(texts)
    found = woven_redline(weave_of_files(versions), versions[0], versions[2])
    assert kinds_of(found) == {("split",): 1, ("reword",): 1}


SEEDS = [*range(4), *[pytest.param(seed, marks=pytest.mark.sweep) for seed in range(4, 40)]]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_steps_of_planted_chains_are_listed_alike(seed: int) -> None:
    kinds = ("reword", "insert", "delete", "move", "split", "join", "cell", "row")
    agree(planted_chain(seed, 3, kinds, clauses=40, rows=8).texts)


@pytest.mark.sweep
def test_the_steps_of_real_chains_are_listed_alike(missing: Callable[[str], NoReturn]) -> None:
    if not CHAINS.is_dir():
        missing(f"there are no chains at {CHAINS}")
    for folder in sorted(each for each in CHAINS.iterdir() if each.is_dir()):
        agree([path.read_text(encoding="utf-8") for path in sorted(folder.glob("v*.md"))][:10])
