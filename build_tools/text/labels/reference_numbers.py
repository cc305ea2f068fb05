"""What stands after a word such as "Clauses" → the numbers of the list that it begins: "2.1(a), (b)
or (c)" are three.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from build_tools.text.labels.grammar import readings
from build_tools.text.labels.reference_words import (
    COMPONENTS,
    GERMAN,
    JOINER,
    LETTER,
    LETTERED,
    LIMBS,
    LISTED,
    NAMEABLE,
    NAMED,
    PROVISION,
    QUANTITY,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A member of a list of numbers."""

    start: int
    end: int
    components: tuple[str, ...]
    """As printed, with what it has in common with the member before: ("17.6", "(b)")."""


def listed_numbers(text: str, at: int, kind: str, *, named: bool, plural: bool) -> Iterator[Number]:
    """The numbers of the list that begins at an offset of a text, after a word of a kind; `named`
    where that word has a capital, `plural` where it is in the plural.
    """
    number = _first_number(text, at, kind, named=named)
    while number:
        yield number
        joiner = JOINER.match(text, number.end)
        number = _next_number(text, joiner.end(), kind, number, plural=plural) if joiner else None


def _first_number(text: str, at: int, kind: str, *, named: bool) -> Number | None:
    found = PROVISION.match(text, at)
    if found is None and kind not in ("regulation", "rule", "condition"):
        found = LIMBS.match(text, at)
    if found is None and kind in NAMEABLE and named:  # "Annex B", and not "part of"
        found = NAMED.match(text, at)
    if found is None and kind in LETTERED:
        found = LETTER.match(text, at)
    return _number(found) if found else None


def _number(found: re.Match[str], common: Sequence[str] = ()) -> Number:
    return Number(*found.span(), (*common, *COMPONENTS.findall(found[0])))


def _next_number(text: str, at: int, kind: str, before: Number, *, plural: bool) -> Number | None:
    """The member of a list after another; None where the list has ended."""
    if limbs := LIMBS.match(text, at):
        level = _level(before.components, COMPONENTS.findall(limbs[0]))
        return None if level is None else _number(limbs, before.components[:level])
    if found := PROVISION.match(text, at):
        return _number(found) if _is_member(text, found, kind, plural=plural) else None
    pattern = LETTER if kind in LETTERED else NAMED if kind in NAMEABLE else None
    found = pattern.match(text, at) if pattern and before.components[0].isalpha() else None
    return _number(found) if found and (plural or LISTED.match(text, found.end())) else None


def _is_member(text: str, found: re.Match[str], kind: str, *, plural: bool) -> bool:
    """Whether a number after a joiner is one of the list, and not the first word of what comes
    next: "Clause 4, 10 Working Days".
    """
    if found[0].endswith(")"):
        return True
    if QUANTITY.match(text, found.end()):
        return False
    if kind in GERMAN:
        return True
    if plural or "." in found[0]:
        return re.match(r"\s+[A-Z]", text[found.end() :]) is None
    return LISTED.match(text, found.end()) is not None


def _level(before: Sequence[str], limbs: Sequence[str]) -> int | None:
    """The level, among the components of the number before it in a list, at which a limb stands:
    after "2.1(a)(i)", "(iii)" at that of "(i)", "(b)" at that of "(a)", and so "(a)(iii)".
    """
    limb = limbs[0]
    if len(limbs) > 1 and limb in before:
        return list(before).index(limb)
    values = dict(readings(limb))
    alike: list[int] = []
    for level in range(len(before) - 1, -1, -1):
        shared = [(value, style) for style, value in readings(before[level]) if style in values]
        if not before[level].startswith("(") or not shared:
            continue
        if any(value < values[style] for value, style in shared):
            return level
        alike.append(level)
    return alike[0] if alike else None
