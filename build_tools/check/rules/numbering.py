"""Rules on labels: what stands twice, what is missing from a series, what stands out of order."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import TypeAlias

from build_tools.check.context import TextContext, block_lines, find
from build_tools.model import Block, Version
from build_tools.model.problems import Problem
from build_tools.text.labels import readings

_COPY = re.compile(r"(.+)-\d+")


def duplicates(context: TextContext) -> Iterator[Problem]:
    """No provision, table or definition stands twice in the same place."""
    first: dict[str, Block] = {}
    told = ""
    for block in context.version.blocks:
        copy = _COPY.fullmatch(block.anchor)
        original = first.get(copy[1]) if copy else None
        name = _identity(block)
        first[block.anchor] = block
        if original is None or not name or _identity(original) != name:
            continue
        # The limbs of a clause that stands twice do so for its sake.
        if not told or not original.anchor.startswith(f"{told}-"):
            told = original.anchor
            message = f"`{name}` stands here a second time; the first is on line {original.line}"
            yield context.problem(find(name, list(block_lines(block)))[0], message)


def _identity(block: Block) -> str:
    """What a person would cite the block by; a footnote has a rule of its own."""
    if block.kind == "footnote":
        return ""
    return block.term or block.label


# --- Series ---------------------------------------------------------------------------------------

_Value: TypeAlias = tuple[int, ...]
"""Where a label stands in its series: 17.6 is (6,), 17.6A is (6, 1), (c) is (3,)."""
_Member: TypeAlias = tuple[Block, _Value]
_NUMBER = re.compile(r"((?:[A-Z]{0,2}\d+[A-Z]{0,2}\.)*[A-Z]{0,2})(\d+)([A-Z]?)\.?")


def gaps(context: TextContext) -> Iterator[Problem]:
    """Each label follows from the one before it in its series; a gap that the version before had
    may stay.
    """
    known = (
        {(before, after.label) for before, after in _gaps(context.before.old)}
        if context.before
        else set()
    )
    for before, block in _gaps(context.version):
        if (before, block.label) not in known:
            line, column = context.found(block.label, block)
            message = (
                f"follows `{before}`, and what is between them is missing"
                if before
                else "is the first here"
            )
            yield context.problem(line, f"`{block.label}` {message}", column)


def disorder(context: TextContext) -> Iterator[Problem]:
    """No label stands after one that it comes before."""
    for members in _series(context.version):
        for (before, earlier), (block, value) in pairwise(members):
            if value < earlier:
                line, column = context.found(block.label, block)
                yield context.problem(
                    line, f"`{block.label}` stands after `{before.label}`", column
                )


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
            if value > earlier and value not in {
                (*earlier[:-1], earlier[-1] + 1),
                (*earlier, 1),
                (earlier[0] + 1,),
            }:
                yield before.label, after


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
    if (number := _NUMBER.fullmatch(block.label)) and not readings(block.label):
        return number[1]
    return (
        block.anchor.rpartition("-")[0] + "()"
        if readings(block.label) and "-" in block.anchor
        else None
    )


def _placed(blocks: list[Block]) -> list[_Member]:
    """The blocks of a family with their values; of letters that may be numerals, those that most of
    them can be.
    """
    if _NUMBER.fullmatch(blocks[0].label):
        numbers = [(block, _NUMBER.fullmatch(block.label)) for block in blocks]
        return [(block, _value(found)) for block, found in numbers if found]
    possible = [_letters(block.label) for block in blocks]
    styles = Counter(style for each in possible for style in each)
    style = max(styles, key=lambda style: (styles[style], (1,) in possible[0].get(style, ())))
    members: list[_Member] = []
    for block, values in zip(blocks, (each.get(style, []) for each in possible), strict=True):
        if values:
            before = members[-1][1] if members else ()
            members.append((block, next((value for value in values if value > before), values[0])))
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


def _value(number: re.Match[str]) -> _Value:
    return (int(number[2]), ord(number[3]) - ord("A") + 1) if number[3] else (int(number[2]),)
