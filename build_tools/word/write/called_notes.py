"""The blocks of a text in; out which notes it has, and which of them it calls where."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TypeAlias

from build_tools.model import Block, Content, Run, atom_kind
from build_tools.text.notes import noted_of

Note: TypeAlias = tuple[int, ...]
"""Which passages a note is, its first paragraph's first; none for a note that is not there."""


def called_notes(blocks: Sequence[Block | None], called: Collection[str]) -> dict[str, Note]:
    """The notes that the text refers to, by label, each with those that it alone brings along."""
    notes = _notes(blocks)
    found = {label: list(notes[label]) for label in called if label in notes}
    brought: set[str] = set()
    for note in found.values():
        for at in note:  # which grows: what a note brings along may bring others
            block = blocks[at]
            for label in noted_of(block) if block else ():
                if label in notes and label not in found and label not in brought:
                    brought.add(label)
                    note.extend(notes[label])
    return {label: tuple(note) for label, note in found.items()}


def stand_behind_calls(blocks: Sequence[Block | None], notes: Mapping[str, Note]) -> bool:
    """Whether each note stands right behind the block that calls it first."""
    within = set(chain.from_iterable(notes.values()))
    wanted: list[int] = []
    called: set[str] = set()
    for at, block in enumerate(blocks):
        if block is None or at in within:
            continue
        wanted.append(at)
        for label in noted_of(block):
            if label in notes and label not in called:
                called.add(label)
                wanted += notes[label]
    return wanted == sorted(wanted)


def _notes(blocks: Iterable[Block | None]) -> dict[str, Note]:
    """The notes of one text by label, each as the positions of its blocks; of two of one label the
    first.
    """
    found: dict[str, list[int]] = {}
    open_notes: list[list[int]] = []
    for at, block in enumerate(blocks):
        if block is None:
            continue
        if _is_note(block):
            note = [at]
            open_notes[max(block.note_level - 1, 0) :] = [note]
            found.setdefault(block.label, note)
            continue
        del open_notes[block.note_level :]
        if open_notes:
            open_notes[-1].append(at)
    return {label: tuple(note) for label, note in found.items()}


def _is_note(block: Block) -> bool:
    return block.kind == "footnote"


def references(blocks: Iterable[Block | None]) -> Iterator[str]:
    """The labels of the notes that blocks refer to, in order; what notes refer to does not
    count.
    """
    texts = (block for block in blocks if block and not _is_note(block) and not block.note_level)
    return chain.from_iterable(map(noted_of, texts))


def label_of(run: Run) -> str:
    """The label of the note that a run refers to; empty where it refers to none."""
    return next((mark.target for mark in run.marks if mark.kind == "footnote"), "")


def is_reference(content: Content) -> bool:
    """Whether a content is one reference to a note."""
    return len(content) == 1 and atom_kind(content[0].marks) == "footnote"


def is_sequence(labels: Collection[str]) -> bool:
    """Whether labels are 1, 2, 3 and so on."""
    return list(labels) == [str(at) for at in range(1, len(labels) + 1)]
