"""Passages in, the body of a Word file out: paragraphs and tables in reading order, and an empty paragraph at the end.

The last paragraph of a file can be neither deleted nor inserted, so it is one that both versions have. Paragraphs that
were split or merged where they stand share one tracked paragraph mark, and only the words that differ are marked;
otherwise each half stands as deleted or inserted.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, chain

from build_tools.model import Edit, Edits, Passage, Tie, plain
from build_tools.word.write.flow import Paragraph, Tabulation, flowed
from build_tools.word.write.notes import Notes
from build_tools.word.write.paragraphs import label_xml, labels_xml, paired, paragraph_of
from build_tools.word.write.runs import edits_xml, exact, part_of
from build_tools.word.write.sheet import Revision, Sheet
from build_tools.word.write.tables import spacer, table_parts
from build_tools.words import compare


def body_xml(passages: Sequence[Passage], sheet: Sheet) -> str:
    """The blocks of a redline, or of one version as a redline of it against itself has them."""
    notes = Notes.of(passages, edits_xml)
    left = [found for passage in passages if (found := notes.leaves(passage)) is not None]
    return flowed([*_parts(left, sheet, notes), spacer()], sheet)


def _parts(passages: Sequence[Passage], sheet: Sheet, notes: Notes) -> Iterator[Paragraph | Tabulation]:
    at = 0
    while at < len(passages):
        together = _together(passages, at)
        if together:
            yield from _joint(passages[at : at + together], sheet, notes)
        elif passages[at].block.table is not None:
            yield from table_parts(passages[at], sheet, notes)
        else:
            yield paragraph_of(passages[at], sheet, notes)
        at += together or 1


# --- Splits and merges -----------------------------------------------------------------------------------------------


def _together(passages: Sequence[Passage], at: int) -> int:
    """How many passages from here on are one split or merge and nothing else; 0 when they are none."""
    tie = passages[at].tie
    if tie is None or tie.kind == "move":
        return 0
    count = max(len(tie.old), len(tie.new))
    found = passages[at : at + count]
    olds = [passage.old for passage in found if passage.old]
    news = [passage.new for passage in found if passage.new]
    whole = all(passage.tie == tie for passage in found) and (olds, news) == (list(tie.old), list(tie.new))
    blocks = (*tie.old, *tie.new)
    written = all(block.kind in ("paragraph", "heading") and block.content for block in blocks)
    return count if whole and written and all(run.text for block in blocks for run in block.content) else 0


def _joint(passages: Sequence[Passage], sheet: Sheet, notes: Notes) -> Iterator[Paragraph]:
    """A split as one paragraph with inserted paragraph marks, a merge as one with deleted ones (17.13.5.20, .15).

    What is left once a mark goes has the properties of the paragraph that followed it, so those of the last one are
    tracked.
    """
    tie = passages[0].tie
    assert tie is not None
    mark: Revision = "ins" if tie.kind == "split" else "del"
    many, one = (tie.new, tie.old[0]) if mark == "ins" else (tie.old, tie.new[0])
    for at, (block, edits) in enumerate(zip(many, _parted(tie), strict=True)):
        ends = Passage(old=one, new=block) if mark == "ins" else Passage(old=block, new=one)
        label = labels_xml(ends, sheet) if at == 0 else label_xml(block.label, mark, sheet)
        yield paired(ends, label + edits_xml(edits, sheet, notes), mark if at < len(many) - 1 else "")


def _parted(tie: Tie) -> list[Edits]:
    """The edits between the two sides of a tie, parted where the paragraphs of the side with more of them end.

    A line break of the other side that is kept there, and ends a paragraph here, is deleted or inserted.
    """
    split = tie.kind == "split"
    ends = list(accumulate(len(plain(block.content)) + 1 for block in (tie.new if split else tie.old)))
    parts: list[list[Edit]] = [[]]
    at = 0
    for edit in chain.from_iterable(map(exact, compare(tie.content("old"), tie.content("new")))):
        length, start = len(plain(edit.new if split else edit.old)), 0
        while len(parts) < len(ends) and (end := ends[len(parts) - 1] - 1 - at) < length:
            parts[-1].append(_cut(edit, start, end))
            if edit.op in "=~":
                gone, come = part_of(edit.old, end, end + 1), part_of(edit.new, end, end + 1)
                parts[-1].append(Edit("-", gone, ()) if split else Edit("+", (), come))
            parts.append([])
            start = end + 1
        parts[-1].append(_cut(edit, start, length) if length else edit)
        at += length
    return [tuple(part) for part in parts]


def _cut(edit: Edit, start: int, stop: int) -> Edit:
    """A part of an edit, of a kept one on both sides."""
    return Edit(edit.op, part_of(edit.old, start, stop), part_of(edit.new, start, stop), edit.noise)
