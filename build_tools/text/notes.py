"""The blocks of a text in; which notes a part of it refers to, out. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from build_tools.model import Block


def noted_of(block: Block) -> Iterator[str]:
    """The labels of the notes that a block refers to."""
    for run in chain.from_iterable(block.contents):
        if run.marks:
            yield from (mark.target for mark in run.marks if mark.kind == "footnote")


def positions_of_notes(body: Sequence[Block]) -> dict[str, list[int]]:
    """The positions of the blocks of each note, by its label; a note in a note is part of it."""
    found: dict[str, list[int]] = {}
    label = ""
    for at, block in enumerate(body):
        if block.kind == "footnote" and block.note_level <= 1:
            label = block.label
        if block.kind == "footnote" or block.note_level:
            found.setdefault(label, []).append(at)
    return found


def called_notes(
    body: Sequence[Block], part: Iterable[Block], notes: Mapping[str, Sequence[int]]
) -> Iterator[int]:
    """The positions of the notes that a part of a body refers to, and of those that they refer to;
    `notes` are those of the body.
    """
    labels = list(dict.fromkeys(chain.from_iterable(map(noted_of, part))))
    for label in labels:
        for at in notes.get(label, ()):
            yield at
            labels += [each for each in noted_of(body[at]) if each not in labels]
