"""Passages in, the body of a Word file out: paragraphs and tables in reading order, and an empty
paragraph at the end.

The last paragraph of a file can be neither deleted nor inserted, so it is one that both versions
have. Paragraphs that were split or merged where they stand share one tracked paragraph mark, and
only the words that differ are marked; otherwise each half stands as deleted or inserted.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, zip_longest

from build_tools.model import Edit, Edits, Passage, Run, Tie, atom_kind, joined, plain
from build_tools.word.write.context import Revision, WriteContext
from build_tools.word.write.notes import Notes
from build_tools.word.write.paragraph_marks import Paragraph, Tabulation, flowed
from build_tools.word.write.paragraphs import label_edits, lone_paragraph, paired, revision_of
from build_tools.word.write.runs import edits_xml, exact, part_of, separated
from build_tools.word.write.tables import (
    caption_edits,
    replaced,
    replaced_parts,
    spacer,
    table_parts,
)


def body_xml(passages: Sequence[Passage], context: WriteContext) -> str:
    """The blocks of a redline, or of one version as a redline of it against itself has them."""
    notes = Notes.of(passages, edits_xml)
    left = [found for passage in passages if (found := notes.leaves(passage)) is not None]
    return flowed([*_parts(left, context, notes), spacer()], context)


def _parts(
    passages: Sequence[Passage], context: WriteContext, notes: Notes
) -> Iterator[Paragraph | Tabulation]:
    steps = list(_steps(passages))
    for step, lines in zip(steps, _as_written(steps, notes), strict=True):
        first = step[0]
        if lines:
            yield from _lines_parts(step, lines, context, notes)
        elif len(step) == 2:
            yield from replaced_parts(first, step[1], context, notes)
        elif first.block.table is not None:
            yield from table_parts(first, context, notes)
        else:
            yield lone_paragraph(first, context, notes)


def _steps(passages: Sequence[Passage]) -> Iterator[Sequence[Passage]]:
    """Passages that are written together: those of a split or a merge, two tables of which one
    replaces the other.
    """
    at = 0
    while at < len(passages):
        count = _together(passages, at) or (2 if replaced(passages, at) else 1)
        yield passages[at : at + count]
        at += count


def _joint(step: Sequence[Passage]) -> Tie | None:
    """The split or the merge that a step is."""
    return step[0].tie if len(step) > 1 and step[0].block.table is None else None


def _lines(step: Sequence[Passage]) -> list[Edits]:
    """The edits of each paragraph that both texts have, or that is a part of one, its label among
    them.
    """
    if (tie := _joint(step)) is not None:
        return _parted(tie)
    first = step[0]
    if first.old is None or first.new is None or first.block.table is not None:
        return []
    return [(*label_edits(first.old.label, first.new.label), *first.edits)]


def _lines_parts(
    step: Sequence[Passage], lines: list[Edits], context: WriteContext, notes: Notes
) -> Iterator[Paragraph]:
    """A paragraph of both texts; a split with inserted paragraph marks, a merge with deleted ones
    (17.13.5.20, .15).

    What is left once a mark goes has the properties of the paragraph that followed it, so those of
    the last one are tracked.
    """
    tie = _joint(step)
    olds = tie.old if tie else [passage.old for passage in step if passage.old]
    news = tie.new if tie else [passage.new for passage in step if passage.new]
    mark: Revision = "ins" if len(olds) == 1 else "del"
    for at, (old, new) in enumerate(
        zip_longest(olds, news, fillvalue=(olds if mark == "ins" else news)[0])
    ):
        yield paired(
            old, new, edits_xml(lines[at], context, notes), mark if at < len(lines) - 1 else ""
        )


# --- Changes that touch ---------------------------------------------------------------------------
#  LibreOffice 7.4 makes one of two insertions when one ends a paragraph and the other begins the
# next, and on reject the paragraph mark between them goes too. So what is inserted there at a
# paragraph's end stands before a deletion. Nor does it keep the mark when a reference to a note,
# alone in its revision, ends the paragraph behind another revision: so the word before both is
# struck and written anew with them.


def _as_written(steps: Sequence[Sequence[Passage]], notes: Notes) -> list[list[Edits]]:
    """The lines of each step as they are to be written; from the last to the first, as each depends
    on the next.
    """
    written = []
    beside = False
    for step in reversed(steps):
        lines = [tuple(separated(edits, notes)) for edits in _lines(step)]
        tie = _joint(step)
        for at in reversed(range(len(lines))):
            # A mark that a split inserts goes with what stands round it.
            if at == len(lines) - 1 or (tie and tie.kind == "merge"):
                lines[at] = _ending(lines[at], beside)
            beside = _inserts_first(lines[at])
        if not lines:
            beside = _begins_inserted(step[0])
        written.append(lines)
    return written[::-1]


def _begins_inserted(passage: Passage) -> bool:
    """Whether a table, or a paragraph of one text alone, begins with inserted text."""
    if passage.table is None or passage.old is None or passage.new is None:
        return revision_of(passage) == "ins"
    return _inserts_first(caption_edits(passage.old, passage.new, passage.table))


def _inserts_first(edits: Edits) -> bool:
    return bool(edits) and edits[0].op == "+"


def _ending(edits: Edits, beside: bool) -> Edits:
    """Edits that end a paragraph as LibreOffice can read them; `beside` when the next begins with
    an insertion.
    """
    start = max((at + 1 for at, edit in enumerate(edits) if edit.op in "=~"), default=0)
    changed = edits[start:]
    come, gone = ([edit for edit in changed if edit.op == op] for op in "+-")
    if beside and come and gone:
        changed = (*come, *gone)
    behind = len(changed) > 1 and _is_note((*changed[-1].old, *changed[-1].new))
    whole = (*edits[:start], *changed)
    return _anew(whole, start) if behind or (beside and come and not gone) else whole


def _anew(edits: Edits, start: int) -> Edits:
    """Edits with the last word before `start`, and all behind it, inserted and then deleted, if
    there is a word.
    """
    kept, tail = list(edits[:start]), edits[start:]
    reached = False
    while kept and (not reached or kept[-1].op in "+-"):
        last = kept.pop()
        if last.op in "=~":
            words = plain(last.new)
            if plain(last.old) != words or atom_kind(last.new[-1].marks) not in ("", "footnote"):
                return edits
            cut = words.rstrip().rfind(" ") + 1
            if cut:
                kept.append(_cut(last, 0, cut))
            last = _cut(last, cut, len(words))
            reached = not _is_note(last.new)
        tail = (last, *tail)
    if not reached:
        return edits
    new, old = (
        (run for edit in tail for run in edit.new),
        (run for edit in tail for run in edit.old),
    )
    return (*kept, Edit("+", (), joined(new)), Edit("-", joined(old), ()))


def _is_note(content: Iterable[Run]) -> bool:
    """Whether there is nothing but references to notes."""
    return all(atom_kind(run.marks) == "footnote" for run in content)


# --- Splits and merges ----------------------------------------------------------------------------


def _together(passages: Sequence[Passage], at: int) -> int:
    """How many passages from here on are one split or merge and nothing else; 0 when they are
    none.
    """
    tie = passages[at].tie
    if tie is None or tie.kind == "move":
        return 0
    count = max(len(tie.old), len(tie.new))
    found = passages[at : at + count]
    olds = [passage.old for passage in found if passage.old]
    news = [passage.new for passage in found if passage.new]
    whole = all(passage.tie == tie for passage in found) and (olds, news) == (
        list(tie.old),
        list(tie.new),
    )
    blocks = (*tie.old, *tie.new)
    written = all(block.kind in ("paragraph", "heading") and block.content for block in blocks)
    return (
        count
        if whole and written and all(run.text for block in blocks for run in block.content)
        else 0
    )


def _parted(tie: Tie) -> list[Edits]:
    """The edits between the two sides of a tie, labels among them, parted where the paragraphs of
    the longer side end.

    A line break of the other side that is kept there, and ends a paragraph here, is deleted or
    inserted.
    """
    split = tie.kind == "split"
    ends = list(
        accumulate(len(plain(block.content)) + 1 for block in (tie.new if split else tie.old))
    )
    parts: list[list[Edit]] = [[]]
    at = 0
    for edit in chain.from_iterable(map(exact, tie.edits)):
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
    labels = list(
        zip_longest(
            (block.label for block in tie.old), (block.label for block in tie.new), fillvalue=""
        )
    )
    return [(*label_edits(*each), *part) for each, part in zip(labels, parts, strict=True)]


def _cut(edit: Edit, start: int, stop: int) -> Edit:
    """A part of an edit, of a kept one on both sides."""
    return Edit(edit.op, part_of(edit.old, start, stop), part_of(edit.new, start, stop), edit.noise)
