"""What a lawyer pairs, as properties: planted in generated texts, what was replaced at its place is
one reword, a section that moved is one move, and a text divided with others between its parts is
one split; nothing else is of substance.
"""

import random
from collections.abc import Callable, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.model import Change, Redline
from tests.reviewing import compared

WORDS = (
    "access account amount balance capacity certificate charge claim consent contract credit "
    "customer damage deadline delivery deposit device document duty energy estimate expense "
    "failure gateway hazard income invoice journal keeper ledger licence margin meter network "
    "notice officer operator payment penalty premises profit quality rebate record register "
    "relief remedy report reserve revenue schedule security service signal station supply "
    "surplus tariff testing transfer trustee utility valuation vendor voucher warranty witness"
).split()
OTHER_WORDS = (
    "autumn barley canyon desert eagle forest granite harbour island jungle lagoon meadow "
    "mountain ocean pebble river shadow thunder valley winter"
).split()
PLACEHOLDERS = ("[Not used]", "[Reserved]", "Deleted.", "Intentionally left blank.", "Aufgehoben")
Section = list[str]
"""The text of a heading, and those of the clauses under it."""


def sentence(source: random.Random, words: int = 12, *, of: Sequence[str] = WORDS) -> str:
    """A sentence that has few words in common with any other."""
    return " ".join(source.sample(of, words)).capitalize() + "."


def sections(source: random.Random) -> list[Section]:
    return [
        [sentence(source, 3).rstrip("."), *(sentence(source) for _ in range(source.randint(2, 5)))]
        for _ in range(source.randint(3, 6))
    ]


def printed(text: list[Section]) -> str:
    """A text with its numbers."""
    blocks = []
    for number, (title, *clauses) in enumerate(text, start=1):
        blocks.append(f"## {number} {title}")
        blocks += [f"{number}.{at} {clause}" for at, clause in enumerate(clauses, start=1)]
    return "\n\n".join(blocks) + "\n"


def of_substance(redline: Redline) -> list[Change]:
    assert redline.aligned
    return [change for change in redline.changes if not change.consequential]


Seeded = Callable[[Callable[[int], None]], Callable[[], None]]
seeded: Seeded = given(st.integers(0, 2**32))


@settings(max_examples=25, deadline=None)
@seeded
def test_what_is_replaced_under_its_number_is_one_reword(seed: int) -> None:
    source = random.Random(seed)
    old = sections(source)
    new = [section[:] for section in old]
    planted = {}
    for number, section in enumerate(new, start=1):
        at = source.randrange(len(section))
        other = source.choice([sentence(source, 6), *PLACEHOLDERS])
        planted[f"{number}.{at}" if at else str(number)] = (section[at], other)
        section[at] = other
    found = of_substance(compared(printed(old), printed(new)))
    assert {change.new_label: (change.old, change.new) for change in found} == planted
    assert all(change.kinds == ("reword",) for change in found)


@settings(max_examples=25, deadline=None)
@seeded
def test_a_section_that_moves_is_one_move(seed: int) -> None:
    source = random.Random(seed)
    old = sections(source)
    short = min(range(len(old)), key=lambda at: len(old[at]))
    # Beside one longer than itself it moved, and not that.
    old[short] = old[short][:2]
    places = [at for at in range(len(old)) if abs(at - short) > 0]
    new = [*old[:short], *old[short + 1 :]]
    new.insert(source.choice(places), old[short])
    (move,) = of_substance(compared(printed(old), printed(new)))
    assert move.kinds == ("move",)
    assert move.new == "\n".join(old[short])


@settings(max_examples=25, deadline=None)
@seeded
def test_a_text_divided_with_others_between_its_parts_is_one_split(seed: int) -> None:
    source = random.Random(seed)
    old = sections(source)
    section = source.randrange(len(old))
    at = source.randrange(1, len(old[section]))
    parts = [sentence(source, 14) for _ in range(source.randint(2, 3))]
    between = [[sentence(source, 8, of=OTHER_WORDS)] * source.randint(0, 1) for _ in parts[1:]]
    old[section][at] = " ".join(parts)
    new = [each[:] for each in old]
    divided = [parts[0]]
    for others, part in zip(between, parts[1:], strict=True):
        divided += [*others, part]
    new[section][at : at + 1] = divided
    found = of_substance(compared(printed(old), printed(new)))
    assert [change.new for change in found if change.kinds == ("split",)] == ["\n".join(parts)]
    inserted = [change.new for change in found if change.kinds == ("insert",)]
    assert inserted == [each for others in between for each in others]
    assert len(found) == 1 + len(inserted)
