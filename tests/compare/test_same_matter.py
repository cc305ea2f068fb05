"""A reference follows a provision only while that is the same matter: with more of its words gone
than left, the new number names something else."""

from hypothesis import assume, given
from hypothesis import strategies as st

from build_tools.compare import thresholds
from build_tools.model import Change
from tests.examples import repeatable
from tests.reviewing import compared

WORDS = (
    "chalk flour deceives buyer fraud mill loses guild"
    " reeve keeps key weir hands over spring warden oar boat lamp dusk"
).split()
MILL = """\
{first}4.{before} A miller grinds on weekdays.

4.{at} {said}

4.{after} The carter pays a fine under Clause 4.{at} within a month.
"""

texts = st.lists(st.sampled_from(WORDS), min_size=8, max_size=14, unique=True)


def mill(said: str, *, renumbered: bool) -> str:
    """A text whose last clause names the one before it, which has another number where a clause was
    put in before what stands before it: so it is paired with what stands at its place now."""
    first = "4.1 The sluice is opened at dawn by the youngest hand.\n\n" if renumbered else ""
    return MILL.format(
        first=first, said=said, before=1 + renumbered, at=2 + renumbered, after=3 + renumbered
    )


def reference_in(changes: tuple[Change, ...]) -> Change:
    (found,) = [change for change in changes if "The carter pays" in change.new]
    return found


@repeatable(100)
@given(texts, texts)
def test_a_reference_to_what_was_mostly_rewritten_is_of_substance(
    old: list[str], new: list[str]
) -> None:
    # What both have is at least what they have in one order.
    kept = 2 * len(set(old) & set(new))
    assume(kept < thresholds.MIN_SIMILARITY * (len(old) + len(new)))
    before, after = mill(" ".join(old), renumbered=False), mill(" ".join(new), renumbered=True)
    assert not reference_in(compared(before, after).changes).consequential


@repeatable(40)
@given(texts, st.sampled_from(WORDS))
def test_a_reference_to_what_was_reworded_follows(words: list[str], more: str) -> None:
    before = mill(" ".join(words), renumbered=False)
    after = mill(" ".join([*words, more]), renumbered=True)
    assert reference_in(compared(before, after).changes).consequential
