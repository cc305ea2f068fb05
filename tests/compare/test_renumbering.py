"""What only follows from a renumbering is consequential, all of it and nothing else."""

from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.model import Change
from tests.compare.renumbering_plants import Planted, plants
from tests.paths import ROOT
from tests.real_pairs import CORPORA
from tests.reviewing import compared, was_now

RECORD = sorted(ROOT.glob("versions/*/*.md"))
LONGEST = 40_000
"""So many characters of a text are planted in at most."""
ENOUGH = 0.98
"""The share of what follows that is told so."""


def follows(change: Change, planted: Planted) -> bool | None:
    """Whether a change is told to be consequential; None for the provision that was planted."""
    if planted.words in (change.old, change.new):
        return None
    heading = not (change.old or change.new) and change.kinds in (("insert",), ("delete",))
    return None if heading else change.consequential


def tell(texts: list[Path], count: int, seed: int) -> tuple[int, Counter[bool | None], list[str]]:
    """How many plants there were, how many changes of each kind they made, and those that should
    have been consequential."""
    told: Counter[bool | None] = Counter()
    wrong: list[str] = []
    made = 0
    for path in texts:
        rng = Random(f"{seed} {path.name}")
        text = path.read_text(encoding="utf-8")
        for planted in plants(text[: text.rfind("\n\n", 0, LONGEST)], count, rng):
            made += 1
            result = compared(planted.old, planted.new)
            assert result.aligned
            for change in result.changes:
                kind = follows(change, planted)
                told[kind] += 1
                if kind is False:
                    wrong.append(f"{path.parent.name} {change.where}: {was_now(change)}")
    return made, told, wrong


def share(told: Counter[bool | None]) -> float:
    return told[True] / (told[True] + told[False])


def test_what_follows_a_planted_provision_is_consequential() -> None:
    made, told, wrong = tell(RECORD, 2, seed=1)
    assert made >= 20
    assert told[None] >= made
    assert share(told) >= ENOUGH, wrong


@pytest.mark.sweep
def test_what_follows_is_consequential_in_texts_of_others() -> None:
    others = sorted(CORPORA.glob("*/old.md"))
    if not others:
        pytest.skip("the corpora are not on this machine")
    made, told, wrong = tell([*RECORD, *others], 10, seed=2)
    assert made >= 500
    assert share(told) >= ENOUGH, wrong


def test_a_number_does_not_follow_from_a_text_without_one_that_came_elsewhere() -> None:
    oars = "1. A raft carries one keeper.\n\n{}. Every oar is kept dry in the shed.\n\n"
    lamp = "A lamp burns at the landing stage from dusk until dawn.\n"
    for more in ("", lamp):
        found = compared(oars.format(2), oars.format(3) + more)
        (number,) = [change for change in found.changes if change.kinds == ("renumber",)]
        assert not number.consequential


PROVISIONS = ("The fee is £1.", "The levy is £2 a day.", "The toll is due.", "A lamp burns here.")


@given(st.lists(st.tuples(st.integers(1, 4), st.booleans()), min_size=2, unique_by=lambda x: x[0]))
def test_references_of_one_text_follow_together_or_are_of_substance(
    numbers: list[tuple[int, bool]],
) -> None:
    """Each is the number of a provision, and whether it follows."""
    numbers.sort()
    before = [number for number, _ in numbers]
    after = [number + follows for number, follows in numbers]
    found = compared(
        _numbered([*PROVISIONS, f"Clauses {_listed(before)} bind each keeper."]),
        _numbered(
            ["An oar is kept dry.", *PROVISIONS, f"Clauses {_listed(after)} bind each keeper."]
        ),
    )
    all_follow = all(follows for _, follows in numbers)
    (change,) = [change for change in found.changes if "Clauses" in change.new]
    assert change.consequential == (all_follow or before == after)


def _numbered(provisions: list[str]) -> str:
    return "\n\n".join(f"4.{number} {text}" for number, text in enumerate(provisions, 1))


def _listed(numbers: list[int]) -> str:
    *rest, last = (f"4.{number}" for number in numbers)
    return f"{', '.join(rest)} and {last}"
