"""What comes to stand under another heading or provision is told, though not a word of it differs,
and what it was put under stays where it is.
"""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from build_tools.model import Change
from tests.reviewing import compared

HEADINGS = ("§ {}", "§ {} Fees", "{} Fees", "Art. {}", "Schedule {}", "Annex {} Fees")
"""Bare ones, and such as all have one title."""
THINGS = "oar lamp sluice ferry toll bridge sack rope anchor bell tower stall fish net sail".split()


@dataclass(frozen=True)
class Draft:
    """Two sections of numbered provisions, each of so many limbs, and which boundary moves."""

    heading: str
    first: list[int]
    second: list[int]
    of_limbs: bool
    downwards: bool


DRAFTS = st.builds(
    Draft,
    heading=st.sampled_from(HEADINGS),
    first=st.lists(st.integers(2, 4), min_size=2, max_size=3),
    second=st.lists(st.integers(2, 4), min_size=2, max_size=3),
    of_limbs=st.booleans(),
    downwards=st.booleans(),
)


@given(DRAFTS)
def test_what_comes_to_stand_under_another_is_a_change_of_substance(draft: Draft) -> None:
    before, after, moved = _versions(draft)
    found = compared(_drawn(draft.heading, before), _drawn(draft.heading, after))
    of_substance = [change for change in found.changes if not change.consequential]
    assert any(_tells(change, moved[0]) for change in of_substance)
    assert all(any(_tells(change, each) for each in moved) for change in of_substance)


def _versions(draft: Draft) -> tuple[list[list[list[str]]], list[list[list[str]]], list[str]]:
    """The sections before and after, each provision its own words and those of its limbs; and the
    words of what was put under another."""
    counts = [*draft.first, *draft.second]
    provisions = [_worded(at, limbs) for at, limbs in enumerate(counts)]
    cut = len(draft.first)
    before = [provisions[:cut], provisions[cut:]]
    if draft.of_limbs:
        above, below = provisions[0], provisions[1]
        if draft.downwards:
            changed, moved = [above[:-1], [below[0], above[-1], *below[1:]]], above[-1:]
        else:
            changed, moved = [[*above, below[1]], [below[0], *below[2:]]], [below[1]]
        return before, [[*changed, *provisions[2:cut]], provisions[cut:]], moved
    shift = -1 if draft.downwards else 1
    moved = provisions[cut - 1 if draft.downwards else cut]
    return before, [provisions[: cut + shift], provisions[cut + shift :]], moved


def _worded(at: int, limbs: int) -> list[str]:
    things = (THINGS[(at * 5 + limb) % len(THINGS)] for limb in range(limbs + 1))
    return [f"The {thing} of keeper {'I' * (at + 1)} is shown in winter" for thing in things]


def _drawn(heading: str, sections: list[list[list[str]]]) -> str:
    lines: list[str] = []
    for number, provisions in enumerate(sections, 1):
        lines.append(f"## {heading.format(number)}")
        for at, (words, *limbs) in enumerate(provisions, 1):
            lines.append(f"({at}) {words}:")
            lines += (f"({letter}) {limb};" for letter, limb in zip("abcdef", limbs, strict=False))
    return "\n\n".join(lines) + "\n"


def _tells(change: Change, words: str) -> bool:
    return words in change.old or words in change.new
