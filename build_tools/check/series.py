"""Blocks whose labels belong to one series → where the label of each stands in it."""

import re
from collections import Counter
from itertools import chain
from typing import TypeAlias

from build_tools.model import Block
from build_tools.text.labels import bare_label, readings

Value: TypeAlias = tuple[int, ...]
"""Where a label stands in its series: 17.6 is (6,), 17.6A is (6, 1), 17.6AB is (6, 1, 2), and
17.6ZA, which was put in before 17.6A, is (6, 0, 1); (c) is (3,)."""
Member: TypeAlias = tuple[Block, Value]
NUMBER = re.compile(r"((?:[A-Z]{0,2}\d+[A-Z]{0,3}\.)*[A-Z]{0,2})(\d+)([A-Z]{0,3})\.?")
_MOST_Z = 2
"""How many Z tell that a label was put in before others: 1ZZA before 1ZA before 1A."""


def next_values(value: Value) -> set[Value]:
    """What may follow a label in its series: 17.6 is followed by 17.6A or 17.7, or by 17.6ZA, which
    was put in before 17.6A; 17.6AB by 17.6AC, 17.6B or 17.7.
    """
    following = {(*value[:depth], value[depth] + 1) for depth in range(len(value))}
    return following | {(*value, *([0] * zeros), 1) for zeros in range(_MOST_Z + 1)}


def is_next(before: str, after: str) -> bool:
    """Whether a label is the very next after another in one series: 1.2 after 1.1, (ii) after
    (i).
    """
    one, two = NUMBER.fullmatch(before), NUMBER.fullmatch(after)
    if one and two and not readings(before) and not readings(after):
        return one[1] == two[1] and int(one[2]) + 1 == int(two[2]) and not two[3]
    reached = dict(readings(before))
    return any(
        style in reached and value == (*reached[style][:-1], reached[style][-1] + 1)
        for style, value in readings(after)
    )


def placed(blocks: list[Block]) -> list[Member]:
    """The blocks of a family with their values."""
    if not NUMBER.fullmatch(blocks[0].label):
        return _placed_limbs(blocks)
    numbers = [(block, NUMBER.fullmatch(block.label)) for block in blocks]
    members: list[Member] = []
    past_z: set[str] = set()
    """The numbers of which a label with Z alone has come by."""
    for block, number in numbers:
        if number:
            members.append((block, _value(number, is_past_z=number[2] in past_z)))
            past_z.update([number[2]] if number[3] == "Z" else [])
    return members


def _placed_limbs(blocks: list[Block]) -> list[Member]:
    """Limbs with their values: of letters that may be numerals, those that most of them can be."""
    possible = [_letters(block.label) for block in blocks]
    styles = Counter(chain.from_iterable(possible))
    style = max(styles, key=lambda style: (styles[style], (1,) in possible[0].get(style, ())))
    members: list[Member] = []
    for block, values_by_style in zip(blocks, possible, strict=True):
        values = values_by_style.get(style)
        if values:
            before = members[-1][1] if members else ()
            value = next((value for value in values if value > before), values[0])
            members.append((block, _past_z(block, before) or value))
    return _before_the_first(members)


def _past_z(block: Block, before: Value) -> Value | None:
    """Where (ab) stands that goes on after (z), (aa) as the columns of a sheet do; None for what
    does not.
    """
    letters = bare_label(block.label).lower()
    if len(before) != 1 or before[0] < 26 or not re.fullmatch("a[a-z]", letters):
        return None
    return (26 + ord(letters[1]) - ord("a") + 1,)


def _before_the_first(members: list[Member]) -> list[Member]:
    """The members, those at the head told apart from what follows (z): (za) and (zb) were put in
    before (a).
    """
    placed = list(members)
    for index, (block, value) in enumerate(members):
        if len(value) == 1 or bare_label(block.label)[:1] not in ("z", "Z"):
            return placed if value < (26,) else members
        placed[index] = block, (0, *value[1:])
    return members


def _letters(label: str) -> dict[str, list[Value]]:
    """What a limb may be in each style. (ii) is no letter: among letters it would be of another
    series.
    """
    likeliest, _ = readings(label)[0]
    values: dict[str, list[Value]] = {}
    for style, value in readings(label):
        if style == likeliest or (len(value) == 1 and value[0] <= 26):
            values.setdefault(style, []).append(value)
    return values


def _value(number: re.Match[str], *, is_past_z: bool) -> Value:
    """17AB was put in after 17A, and 17ZA before it; behind 17Z their kinds go on with the
    alphabet.
    """
    values = [ord(letter) - ord("A") + 1 for letter in number[3]]
    if is_past_z and len(values) > 1:
        return int(number[2]), 26, *values
    before = [0 if value == 26 else value for value in values[:-1]]
    return int(number[2]), *before, *values[-1:]
