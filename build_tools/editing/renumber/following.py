"""A text whose provisions have other numbers, and what its references mean → the text in which each
reference prints the number of what it means, and where a program cannot say.
"""

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TypeAlias

from build_tools.check.cited import Cited
from build_tools.check.context import row_lines, texts_of
from build_tools.check.followed import Numbers, followed_numbers, line_with_numbers
from build_tools.editing.renumber.meanings import LINK, Meant
from build_tools.editing.renumber.own_numbers import own_number
from build_tools.model import Block
from build_tools.text.labels import Pointer, Provisions, Reference, joined_anchor, references

_RANGE = re.compile(r"\s*(?:to|through|bis|–|—|-)\s*(?:[A-Z]\w+\s+)?")
"""What stands between the two ends of a range."""
_BAR = re.compile(r"(?<!\\)\|")
Moved: TypeAlias = tuple[Cited, Meant]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file that is to read otherwise."""

    path: str
    number: int
    """Counted from 1."""
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Undecided:
    """A reference of which a program cannot say what it should print."""

    path: str
    line: int
    reference: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Text:
    """A text whose references are to follow."""

    path: str
    blocks: Sequence[Block]
    """As they stand, under their new labels if they have any."""
    bodies: tuple[str, ...]
    """That it may name, and which are no documents."""
    target: Sequence[Block]
    """Those of the text in which the provisions are, under their new labels."""
    provisions: Provisions
    """Of the same."""
    means: Callable[[Cited], Meant | None]
    is_same_range: Callable[[Cited, Cited], bool]
    is_own: Callable[[Reference], bool]
    """Whether a reference is one to a provision of that text."""
    is_target: bool
    """Whether the two texts are one."""

    @cached_property
    def _by_anchor(self) -> dict[str, Block]:
        return {each.anchor: each for each in self.target if each.anchor}

    def numbers_above(self, block: Block) -> list[str]:
        """The number of a provision, after those of all that it stands in."""
        numbers: list[str] = []
        above: Block | None = block
        while above is not None:
            own = own_number(above)
            numbers += [own.bare if own.kind != "limb" else own.core] if own else []
            above = self._by_anchor.get(above.within) if above.within != above.anchor else None
        return numbers[::-1]

    def reads(self, pointer: Pointer, at: int) -> str:
        """At what a number in the block at a position points, as it reads now."""
        anchor, left = self.provisions.nearest(pointer, at if self.is_target else None)
        return joined_anchor(anchor, *left) if anchor else ""

    def read(self, reference: Reference, at: int) -> str:
        """The same of a reference; of one to another text only that it is one."""
        if self.is_own(reference):
            return self.reads(reference.pointers[0], at)
        return f"{reference.document} {reference.anchor}"


def follow(text: Text) -> tuple[dict[int, str], list[Undecided]]:
    """The sources of the blocks that are to read otherwise, by their positions; and what nobody can
    say.
    """
    sources: dict[int, str] = {}
    undecided: list[Undecided] = []
    for at, block in enumerate(text.blocks):
        source = block.source
        for place, (lines, words) in enumerate(texts_of(block)):
            cited = [Cited(each, at, words, lines) for each in references(words, text.bodies)]
            moved, unsure = _moved(text, cited)
            made = _with_numbers(text, source, Place(block, place), moved)
            if made is None:
                why = "a program cannot tell where in the line its number stands"
                unsure += [(each, why) for each, _ in moved]
            source = made or source
            undecided += [_undecided(text, each, why) for each, why in unsure]
        if source != block.source:
            sources[at] = source
    return sources, undecided


def changed_lines(path: str, before: str, after: str, passed: Container[int] = ()) -> list[Line]:
    """The lines of a file that read otherwise, but for some, by their numbers."""
    pairs = zip(before.split("\n"), after.split("\n"), strict=True)
    return [
        Line(path, number, was, now)
        for number, (was, now) in enumerate(pairs, 1)
        if was != now and number not in passed
    ]


def _moved(text: Text, cited: Sequence[Cited]) -> tuple[list[Moved], list[tuple[Cited, str]]]:
    """Of the references in one stretch of words, those that do not read as what they mean; and
    those of which nobody can say what they mean.
    """
    moved: list[Moved] = []
    unsure: list[tuple[Cited, str]] = []
    own = [each for each in cited if text.is_own(each.reference)]
    ranges = dict(_other_ranges(text, own))
    for each in own:
        meant = text.means(each)
        if meant is None:
            continue
        if meant.at is None:
            unsure.append((each, meant.why))
        elif _is_new_already(text, each, meant):
            unsure.append((each, _NEW_ALREADY))
        elif text.reads(each.reference.pointers[0], each.at) != _anchor(text, meant):
            if each.reference.start in ranges:
                unsure.append((each, ranges[each.reference.start]))
            else:
                moved.append((each, meant))
    return moved, unsure


_NEW_ALREADY = "it was written anew, and may be the number that what it meant is to have now"


def _is_new_already(text: Text, cited: Cited, meant: Meant) -> bool:
    """Whether a number that was written anew will be that of what it meant before, and is that of
    something else now.
    """
    before = meant.before
    if before is None or before.at is None or before.at == meant.at:
        return False
    return text.reads(cited.reference.pointers[0], cited.at) == _anchor(text, before)


def _other_ranges(text: Text, own: Sequence[Cited]) -> Iterator[tuple[int, str]]:
    """The ends of ranges that do not take in what they did, by their first characters."""
    for first, last in pairwise(own):
        between = first.text[first.reference.pointers[0].end : last.reference.pointers[0].start]
        if _RANGE.fullmatch(between) and not text.is_same_range(first, last):
            why = "provisions came into its range or left it"
            yield first.reference.start, why
            yield last.reference.start, why


def _anchor(text: Text, meant: Meant) -> str:
    assert meant.at is not None
    return joined_anchor(text.target[meant.at].anchor, *meant.left)


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of words of a block, counted from 0: that of a table is its caption, then its
    cells.
    """

    block: Block
    at: int

    def replaced(self, source: str, words: str, numbers: Numbers) -> str | None:
        """The source of the block with other numbers in these words; None where it is not certain
        where they stand.
        """
        table = self.block.table
        if table is None:
            return line_with_numbers(source, words, numbers)
        lines = source.split("\n")
        row, column = divmod(self.at - 1, table.width) if self.at else (0, 0)
        line = row_lines(self.block)[row][0] - self.block.line if self.at else 0
        parts = _BAR.split(lines[line]) if self.at else [lines[line]]
        column += bool(self.at and lines[line].lstrip().startswith("|"))
        made = line_with_numbers(parts[column], words, numbers) if column < len(parts) else None
        if made is None:
            return None
        lines[line] = "|".join([*parts[:column], made, *parts[column + 1 :]])
        return "\n".join(lines)


def _with_numbers(text: Text, source: str, place: Place, moved: Sequence[Moved]) -> str | None:
    """The source of a block with the numbers of what references in one stretch of its words mean;
    None where a program cannot be certain.
    """
    if not moved:
        return source
    first = moved[0][0]
    starts = [each.start for each in references(first.text, text.bodies)]
    meant = {starts.index(each.reference.start): _cited_as(text, it) for each, it in moved}

    def means(reference: Reference) -> str:
        return text.read(reference, first.at)

    numbers = followed_numbers(first.text, meant, means, text.bodies)
    return place.replaced(source, first.text, numbers) if numbers else None


def _cited_as(text: Text, meant: Meant) -> Block:
    """The provision that is meant, and what of it is no block, as one that is; cited by its number
    and those of all that it stands in, "(17)(17.6)(b)".
    """
    assert meant.at is not None
    block = text.target[meant.at]
    parts = [*text.numbers_above(block), *meant.left]
    return replace(
        block, anchor=_anchor(text, meant), citation="".join([f"({part})" for part in parts])
    )


def _undecided(text: Text, cited: Cited, why: str) -> Undecided:
    line, _ = cited.locate()
    return Undecided(text.path, line, cited.reference.name, why)


# --- Addresses and notes --------------------------------------------------------------------------

_NOTE = re.compile(r"(\[\^)([^\]\s]+)(?=\])")


def with_addresses(source: str, moved: Mapping[str, str]) -> str:
    """A source whose links lead to the addresses that provisions have now."""
    return LINK.sub(lambda found: moved.get(found[0], found[0]), source)


def with_notes(source: str, moved: Mapping[str, str]) -> str:
    """A source whose notes, and what calls them, have the numbers that they have now."""
    return _NOTE.sub(lambda found: found[1] + moved.get(found[2], found[2]), source)
