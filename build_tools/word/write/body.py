"""Passages in, the body of a Word file out: paragraphs and tables in reading order, and an empty paragraph at the end.

The last paragraph of a file can be neither deleted nor inserted, so it is one that both versions have. Paragraphs that
were split or merged where they stand share one tracked paragraph mark, and only the words that differ are marked;
otherwise each half stands as deleted or inserted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, chain

from build_tools.model import Edit, Edits, Passage, Tie, atom_kind, joined, plain
from build_tools.word.write.flow import Paragraph, Tabulation, flowed
from build_tools.word.write.notes import Notes
from build_tools.word.write.paragraphs import label_xml, labels_xml, paired, paragraph_of, revision_of
from build_tools.word.write.runs import edits_xml, exact, part_of
from build_tools.word.write.sheet import Revision, Sheet
from build_tools.word.write.tables import replaced, replaced_parts, spacer, table_parts
from build_tools.words import compare


def body_xml(passages: Sequence[Passage], sheet: Sheet) -> str:
    """The blocks of a redline, or of one version as a redline of it against itself has them."""
    notes = Notes.of(passages, edits_xml)
    left = [found for passage in passages if (found := notes.leaves(passage)) is not None]
    return flowed([*_parts(left, sheet, notes), spacer()], sheet)


def _parts(passages: Sequence[Passage], sheet: Sheet, notes: Notes) -> Iterator[Paragraph | Tabulation]:
    at = 0
    while at < len(passages):
        passage = passages[at]
        together = _together(passages, at)
        beside = _begins_inserted(passages, at + (together or 1))
        if together:
            yield from _joint(passages[at : at + together], beside, sheet, notes)
        elif replaced(passages, at):
            yield from replaced_parts(passage, passages[at + 1], sheet, notes)
            together = 2
        elif passage.block.table is not None:
            yield from table_parts(passage, sheet, notes)
        else:
            edits = _ending(passage.edits) if beside and passage.side == "both" else passage.edits
            yield paragraph_of(replace(passage, edits=edits), sheet, notes)
        at += together or 1


# --- Insertions that touch --------------------------------------------------------------------------------------------
#
# LibreOffice 7.4 makes one of two insertions when one ends a paragraph and the other begins the next, and on reject
# the paragraph mark between them goes too. So what is inserted there at a paragraph's end stands before a deletion.


def _begins_inserted(passages: Sequence[Passage], at: int) -> bool:
    """Whether the passage begins with inserted text; False after the last one."""
    if at >= len(passages):
        return False
    passage = passages[at]
    if passage.tie is not None and passage.tie.kind != "move" and _together(passages, at):
        return _inserts_first(passage.tie.old[0].label, passage.tie.new[0].label, _parted(passage.tie)[0])
    if passage.old is None or passage.new is None:
        return revision_of(passage) == "ins"
    if passage.table is not None:
        return _inserts_first(passage.table.old.label, passage.table.new.label, passage.table.caption)
    return _inserts_first(passage.old.label, passage.new.label, passage.edits)


def _inserts_first(old: str, new: str, edits: Edits) -> bool:
    return bool(not old and (new or (edits and edits[0].op == "+")))


def _ending(edits: Edits) -> Edits:
    """Edits that do not end with an insertion: before it, what is deleted there, or else the word before it anew."""
    if len(edits) < 2 or edits[-1].op != "+":
        return edits
    *rest, before, last = edits
    if before.op == "-":
        return (*rest, last, before)
    length = len(plain(before.new))
    start = plain(before.new).rstrip().rfind(" ") + 1
    if before.op not in "=~" or plain(before.old) != plain(before.new) or atom_kind(before.new[-1].marks):
        return edits
    gone, come = part_of(before.old, start, length), part_of(before.new, start, length)
    return (*rest, _cut(before, 0, start), Edit("+", (), joined((*come, *last.new))), Edit("-", gone, ()))


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


def _joint(passages: Sequence[Passage], beside: bool, sheet: Sheet, notes: Notes) -> Iterator[Paragraph]:
    """A split as one paragraph with inserted paragraph marks, a merge as one with deleted ones (17.13.5.20, .15).

    What is left once a mark goes has the properties of the paragraph that followed it, so those of the last one are
    tracked.
    """
    tie = passages[0].tie
    assert tie is not None
    mark: Revision = "ins" if tie.kind == "split" else "del"
    many, one = (tie.new, tie.old[0]) if mark == "ins" else (tie.old, tie.new[0])
    parted = _parted(tie)
    for at, (block, edits) in enumerate(zip(many, parted, strict=True)):
        last = at == len(many) - 1
        touches = beside if last else mark == "del" and _inserts_first(many[at + 1].label, "", parted[at + 1])
        ends = Passage(old=one, new=block) if mark == "ins" else Passage(old=block, new=one)
        label = labels_xml(ends, sheet) if at == 0 else label_xml(block.label, mark, sheet)
        yield paired(ends, label + edits_xml(_ending(edits) if touches else edits, sheet, notes), "" if last else mark)


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
