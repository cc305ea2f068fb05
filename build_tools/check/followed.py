"""A text and the provisions that references in it mean → the numbers that it should print for them;
none where a program cannot be certain.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from build_tools.model import Block
from build_tools.text.labels import Reference, references

_COMPONENT = re.compile(r"\([^()\s]+\)|[^()\s]+")
"""A part of a number: of "17.6(a)(i)" these are "17.6", "(a)" and "(i)"."""

_WITHIN = re.compile(r"[^()]+")

_REACHES = (60, 30, 15, 8)
"""So many characters before a number tell where it stands in a line; fewer, where markup stands
among them."""

Numbers: TypeAlias = dict[tuple[int, int], str]
"""What is to be printed between two positions of a text."""


def followed_numbers(
    text: str,
    meant: Mapping[int, Block],
    means: Callable[[Reference], str],
    bodies: tuple[str, ...],
) -> Numbers:
    """What to print in place of the numbers of some references of a text, known by their positions
    among all of it, so that each points at the provision that it means; `means` gives the anchor at
    which a reference points, and `bodies` are those of its version.

    It is certain where each provision is cited in as many parts as before, and the text, read
    again, has the same references: these pointing at what they mean, all others at what they did.
    """
    found = list(references(text, bodies))
    numbers: Numbers = {}
    for at, block in meant.items():
        for place, printed in _printed(text, found[at], block):
            if numbers.setdefault(place, printed) != printed:
                return {}
    wanted = [meant[at].anchor if at in meant else means(each) for at, each in enumerate(found)]
    read_again = references(_with_numbers(text, numbers), bodies)
    return numbers if [means(each) for each in read_again] == wanted else {}


def line_with_numbers(line: str, text: str, numbers: Numbers) -> str | None:
    """A line that holds a text, markup round its words, with other numbers in it; None where there
    are none, or where it is not certain where one of them stands.
    """
    for (start, end), printed in sorted(numbers.items(), reverse=True):
        windows = (text[max(0, start - reach) : end] for reach in _REACHES)
        window = next((window for window in windows if line.count(window) == 1), None)
        if window is None:
            return None
        at = line.index(window) + len(window)
        line = f"{line[: at - (end - start)]}{printed}{line[at:]}"
    return line if numbers else None


def _with_numbers(text: str, numbers: Numbers) -> str:
    for (start, end), printed in sorted(numbers.items(), reverse=True):
        text = text[:start] + printed + text[end:]
    return text


def _printed(
    text: str, reference: Reference, block: Block
) -> Iterator[tuple[tuple[int, int], str]]:
    """The numbers of a reference, each with the parts of the block's own number that go there, the
    outermost first.

    A member of a list prints what tells it from the member before: "Clauses 1.2(a) or (b)". What it
    leaves out is left out.
    """
    number = block.citation.partition(", heading")[0].rpartition(" ")[2]
    left = _COMPONENT.findall(number)
    counts = [len(_COMPONENT.findall(text[p.start : p.end])) for p in reference.pointers]
    left = left[max(0, len(left) - sum(counts)) :]
    for pointer, count in zip(reference.pointers[::-1], counts[::-1], strict=True):
        printed = text[pointer.start : pointer.end]
        yield (pointer.start, pointer.end), _in_the_form_of(printed, left[:count])
        left = left[count:]


def _in_the_form_of(printed: str, parts: Sequence[str]) -> str:
    """The parts of a number, each in brackets where the part in its place is printed so."""
    left = iter(parts)
    return _COMPONENT.sub(
        lambda found: _WITHIN.sub(next(left, "").strip("()").replace("\\", ""), found[0]), printed
    )
