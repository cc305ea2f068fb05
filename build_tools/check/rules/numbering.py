"""Rules on labels: what stands twice, what is missing from a series, what stands out of order."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, pairwise
from typing import TypeAlias

from build_tools.check.context import TextContext
from build_tools.check.reordered import reordered_lines
from build_tools.model import Block, Version
from build_tools.model.problems import LineRange, Problem
from build_tools.text.labels import bare_label, original_anchor, readings


def duplicates(context: TextContext) -> Iterator[Problem]:
    """No provision, table or definition stands twice in the same place."""
    lists: set[str] = set()
    reported = ""
    for original, block in _repeated(context.version):
        if _begins_list(block):
            lists.add(block.within)
        if _is_limb(block) and block.within in lists:  # told of by a rule of its own
            continue
        # The limbs of a clause that stands twice do so for its sake.
        if not reported or not original.anchor.startswith(f"{reported}-"):
            reported = original.anchor
            name = _identity(block)
            message = f"`{name}` stands here a second time; the first is on line {original.line}"
            line, _ = context.locate(name, block)
            yield context.problem(line, message)


def second_lists(context: TextContext) -> Iterator[Problem]:
    """A provision has one list of limbs: of two, a reference to (a) may mean either."""
    for original, block in _repeated(context.version):
        if _begins_list(block):
            line, column = context.locate(block.label, block)
            message = (
                f"another list begins with `{block.label}`, after that on line {original.line}, and"
                f" only a citation such as `{block.citation}` tells them apart"
            )
            yield context.problem(line, message, column)


def _repeated(version: Version) -> Iterator[tuple[Block, Block]]:
    """Each block that is named as one before it in the same place, with that."""
    seen: dict[str, Block] = {}
    for block in version.blocks:
        repeated = original_anchor(block.anchor)
        original = seen.get(repeated) if repeated else None
        name = _identity(block)
        seen[block.anchor] = block
        if original is None or not name or _identity(original) != name:
            continue
        if not _is_limb(block) or block.within == original.within:
            yield original, block


def _is_limb(block: Block) -> bool:
    return block.kind == "paragraph" and not block.terms and bool(readings(block.label))


def _begins_list(block: Block) -> bool:
    """Whether a block has the first label of a list: "(a)", "1."."""
    return _is_limb(block) and (1,) in [value for _, value in readings(block.label)]


def _identity(block: Block) -> str:
    """What a person would cite the block by; a footnote has a rule of its own."""
    if block.kind == "footnote":
        return ""
    return block.term or block.label


# --- Series ---------------------------------------------------------------------------------------

_Value: TypeAlias = tuple[int, ...]
"""Where a label stands in its series: 17.6 is (6,), 17.6A is (6, 1), 17.6AB is (6, 1, 2), and
17.6ZA, which was put in before 17.6A, is (6, 0, 1); (c) is (3,)."""
_Member: TypeAlias = tuple[Block, _Value]
_NUMBER = re.compile(r"((?:[A-Z]{0,2}\d+[A-Z]{0,3}\.)*[A-Z]{0,2})(\d+)([A-Z]{0,3})\.?")


_MOST_Z = 2
"""How many Z tell that a label was put in before others: 1ZZA before 1ZA before 1A."""


def gaps(context: TextContext) -> Iterator[Problem]:
    """Each label follows from the one before it in its series; a gap that the version before had
    may stay.
    """
    known: set[tuple[str, str]] = set()
    if context.redline is not None:
        known = {(before, after.label) for before, after in _gaps(context.redline.old)}
    for before, block in _gaps(context.version):
        if (before, block.label) in known:
            continue
        line, column = context.locate(block.label, block)
        message = "is the first here"
        if before:
            message = f"follows `{before}`, and what is between them is missing"
        yield context.problem(line, f"`{block.label}` {message}", column)


def disorder(context: TextContext) -> Iterator[Problem]:
    """No label stands after one that it comes before."""
    for members in _series(context.version):
        reordered = _reordered(context, members)
        for (before, earlier), (block, value) in pairwise(members):
            if value < earlier:
                line, column = context.locate(block.label, block)
                message = f"`{block.label}` stands after `{before.label}`"
                yield replace(context.problem(line, message, column), reordered=reordered)
                reordered = ()  # one problem of a series mends it


def _reordered(context: TextContext, members: list[_Member]) -> tuple[LineRange, ...]:
    """The lines of the provisions of a series in the order of their labels, where that is certain:
    in that order they follow from one another, and those that got another number are in it, so that
    no number of theirs is a slip.
    """
    values = [value for _, value in members]
    in_order = sorted(values)
    follow = all(after in _next_values(before) for before, after in pairwise(in_order))
    if values == in_order or not follow:
        return ()
    renumbered = [value for block, value in members if block.place in context.renumbered_places]
    if renumbered != sorted(renumbered):
        return ()
    ranks = [in_order.index(value) for value in values]
    return reordered_lines(context.version.blocks, [block for block, _ in members], ranks)


def _gaps(version: Version) -> Iterator[tuple[str, Block]]:
    """The label before each gap, "" where the first of a series is missing, and the block after
    it.
    """
    for members in _series(version):
        block, value = members[0]
        # A provision that stands alone may be an extract; a series of limbs begins with its first.
        if value > (1,) and len(members) > 1:
            yield "", block
        for (before, earlier), (after, value) in pairwise(members):
            if value > earlier and value not in _next_values(earlier):
                yield before.label, after


def _next_values(value: _Value) -> set[_Value]:
    """What may follow a label in its series: 17.6 is followed by 17.6A or 17.7, or by 17.6ZA, which
    was put in before 17.6A; 17.6AB by 17.6AC, 17.6B or 17.7.
    """
    following = {(*value[:depth], value[depth] + 1) for depth in range(len(value))}
    return following | {(*value, *([0] * zeros), 1) for zeros in range(_MOST_Z + 1)}


def _series(version: Version) -> Iterator[list[_Member]]:
    """The blocks whose labels belong to one series, in reading order, each with where its label
    stands in it.
    """
    families: dict[str, list[Block]] = {}
    seen: set[tuple[str, str]] = set()
    for block in version.blocks:
        if block.kind not in ("heading", "paragraph") or (family := _family(block)) is None:
            continue
        if (family, block.label) not in seen:  # what stands twice is told of by a rule of its own
            seen.add((family, block.label))
            families.setdefault(family, []).append(block)
    for blocks in families.values():
        yield _placed(blocks)


def _family(block: Block) -> str | None:
    """What the labels of one series have in common; None where labels such as "Annex B" and bullets
    are in none.
    """
    is_limb = bool(readings(block.label))
    if (number := _NUMBER.fullmatch(block.label)) and not is_limb:
        return number[1]
    if is_limb and "-" in block.anchor:
        return block.anchor.rpartition("-")[0] + "()"
    return None


def _placed(blocks: list[Block]) -> list[_Member]:
    """The blocks of a family with their values."""
    if not _NUMBER.fullmatch(blocks[0].label):
        return _placed_limbs(blocks)
    numbers = [(block, _NUMBER.fullmatch(block.label)) for block in blocks]
    members: list[_Member] = []
    past_z: set[str] = set()
    """The numbers of which a label with Z alone has come by."""
    for block, number in numbers:
        if number:
            members.append((block, _value(number, is_past_z=number[2] in past_z)))
            past_z.update([number[2]] if number[3] == "Z" else [])
    return members


def _placed_limbs(blocks: list[Block]) -> list[_Member]:
    """Limbs with their values: of letters that may be numerals, those that most of them can be."""
    possible = [_letters(block.label) for block in blocks]
    styles = Counter(chain.from_iterable(possible))
    style = max(styles, key=lambda style: (styles[style], (1,) in possible[0].get(style, ())))
    members: list[_Member] = []
    for block, values_by_style in zip(blocks, possible, strict=True):
        values = values_by_style.get(style)
        if values:
            before = members[-1][1] if members else ()
            value = next((value for value in values if value > before), values[0])
            members.append((block, value))
    return _before_the_first(members)


def _before_the_first(members: list[_Member]) -> list[_Member]:
    """The members, those at the head told apart from what follows (z): (za) and (zb) were put in
    before (a).
    """
    placed = list(members)
    for index, (block, value) in enumerate(members):
        if len(value) == 1 or bare_label(block.label)[:1] not in ("z", "Z"):
            return placed if value < (26,) else members
        placed[index] = block, (0, *value[1:])
    return members


def _letters(label: str) -> dict[str, list[_Value]]:
    """What a limb may be in each style. (ii) is no letter: among letters it would be of another
    series.
    """
    likeliest, _ = readings(label)[0]
    values: dict[str, list[_Value]] = {}
    for style, value in readings(label):
        if style == likeliest or (len(value) == 1 and value[0] <= 26):
            values.setdefault(style, []).append(value)
    return values


def _value(number: re.Match[str], *, is_past_z: bool) -> _Value:
    """17AB was put in after 17A, and 17ZA before it; behind 17Z their kinds go on with the
    alphabet.
    """
    values = [ord(letter) - ord("A") + 1 for letter in number[3]]
    if is_past_z and len(values) > 1:
        return int(number[2]), 26, *values
    before = [0 if value == 26 else value for value in values[:-1]]
    return int(number[2]), *before, *values[-1:]
