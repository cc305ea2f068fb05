"""Passages in, the body of a Word file out: paragraphs and tables in reading order, and an empty
paragraph at the end.

The last paragraph of a file can be neither deleted nor inserted, so it is one that both versions
have. Paragraphs that were split or merged where they stand share one tracked paragraph mark, and
only the words that differ are marked; otherwise each half stands as deleted or inserted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, chain, zip_longest

from build_tools.model import (
    Block,
    Edit,
    Edits,
    KeptBlock,
    Passage,
    Tie,
    content_slice,
    plain,
)
from build_tools.word.write.comments import Said, commented, said_of
from build_tools.word.write.context import Revision, WriteContext
from build_tools.word.write.notes import Footnotes
from build_tools.word.write.origins import origin_parts
from build_tools.word.write.paragraph_ends import end, end_before_insertion, inserts_first
from build_tools.word.write.paragraph_marks import BodyPart, ParagraphXml, parts_xml
from build_tools.word.write.paragraphs import (
    changed_paragraph,
    content_of,
    label_edits,
    lone_paragraph,
    revision_of,
)
from build_tools.word.write.runs import (
    HELD,
    RunWriter,
    kept_words,
    split_at_white_space,
    whole_replacement,
)
from build_tools.word.write.sheets import ends_turned, on_their_sheets, spacer
from build_tools.word.write.tables import (
    caption_edits,
    is_replaced_by_next,
    replacement_parts,
    table_parts,
)


def body_xml(passages: Sequence[Passage], context: WriteContext) -> str:
    """The blocks of a redline, or of one version as a redline of it against itself has them."""
    notes = Footnotes.of(passages, context, _NoteWriter(context))
    outside = notes.text_outside()
    in_text = [passage for passage, _ in outside]
    bookmarks = [behind for _, behind in outside]
    said = said_of(in_text, passages, context)
    parts = [
        *_parts(in_text, RunWriter(context, notes), bookmarks, said),
        *origin_parts(context),
    ]
    context.ends_turned = ends_turned(parts)
    return parts_xml([*on_their_sheets(parts), spacer()], context)


@dataclass(frozen=True, slots=True)
class _NoteWriter:
    """Writes what a note holds, as what stands in the text is written."""

    context: WriteContext

    def edits(self, edits: Edits, notes: Footnotes) -> str:
        """The text of its first paragraph."""
        return RunWriter(self.context, notes).edits(edits)

    def parts(self, passages: Sequence[Passage], notes: Footnotes) -> list[BodyPart]:
        """The paragraphs and tables after that."""
        count = len(passages)
        return list(_parts(passages, RunWriter(self.context, notes), [""] * count, [()] * count))


def _parts(
    passages: Sequence[Passage], runs: RunWriter, behind: Sequence[str], said: Sequence[Said]
) -> Iterator[BodyPart]:
    """The paragraphs and tables of passages, each with the bookmarks that stand behind it and with
    what is said of it.
    """
    groups = list(_groups(passages))
    at = 0
    for group, lines in zip(groups, _as_written(groups, runs), strict=True):
        bookmarks = "".join(behind[at : at + len(group)])
        comments = list(chain.from_iterable(said[at : at + len(group)]))
        at += len(group)
        written = list(_group_parts(group, lines, runs))
        *parts, last = commented(written, comments, runs.context)
        yield from parts
        yield replace(last, after=last.after + bookmarks) if bookmarks else last


def _group_parts(
    group: Sequence[Passage], lines: ParagraphXml | list[Edits], runs: RunWriter
) -> Iterator[BodyPart]:
    first = group[0]
    if isinstance(lines, ParagraphXml):
        yield lines
    elif lines:
        yield from _lines_parts(group, lines, runs)
    elif len(group) == 2:
        yield from replacement_parts(first, group[1], runs)
    elif first.block.table is not None:
        yield from table_parts(first, runs)
    else:
        yield lone_paragraph(first, runs)


def _groups(passages: Sequence[Passage]) -> Iterator[Sequence[Passage]]:
    """Passages that are written together: those of a split or a merge, two tables of which one
    replaces the other.
    """
    at = 0
    while at < len(passages):
        count = _joined_count(passages, at) or (2 if is_replaced_by_next(passages, at) else 1)
        yield passages[at : at + count]
        at += count


def _split_or_merge(group: Sequence[Passage]) -> Tie | None:
    """The split or the merge that a group is."""
    return group[0].tie if len(group) > 1 and group[0].block.table is None else None


def _lines(group: Sequence[Passage]) -> list[Edits]:
    """The edits of each paragraph that both texts have, or that is a part of one, its label among
    them.
    """
    if (tie := _split_or_merge(group)) is not None:
        return _split_or_merge_lines(tie, group[-1].by)
    first = group[0]
    if first.old is None or first.new is None or first.block.table is not None:
        return []
    edits = first.edits
    if () in (first.old.content, first.new.content):
        edits = whole_replacement(content_of(first.old), content_of(first.new), first.by)
    return [(*label_edits(first.old.label, first.new.label, first.by), *edits)]


def _lines_parts(
    group: Sequence[Passage], lines: list[Edits], runs: RunWriter
) -> Iterator[ParagraphXml]:
    """A paragraph of both texts; a split with inserted paragraph marks, a merge with deleted ones
    (17.13.5.20, .15).

    What is left once a mark goes has the properties of the paragraph that followed it, so those of
    the last one are tracked.
    """
    tie = _split_or_merge(group)
    olds = tie.old if tie else [passage.old for passage in group if passage.old]
    news = tie.new if tie else [passage.new for passage in group if passage.new]
    if all(block.kind == "heading" for block in (*olds, *news)):
        runs = runs.set_in_bold()
    mark: Revision = "ins" if len(olds) == 1 else "del"
    shorter = olds if mark == "ins" else news
    blocks = list(zip_longest(olds, news, fillvalue=shorter[0]))
    by = group[-1].by
    for at, ((old, new), line) in enumerate(zip(blocks, lines, strict=True), start=1):
        with runs.context.made_by(by):
            inner = runs.edits(line)
        yield changed_paragraph(old, new, inner, mark if at < len(lines) else "", by)


# --- Changes that touch ---------------------------------------------------------------------------


def _as_written(
    groups: Sequence[Sequence[Passage]], runs: RunWriter
) -> list[ParagraphXml | list[Edits]]:
    """What was kept as it was, written; of each other group the lines as they are to be written,
    made from the last to the first, as each depends on the next.
    """
    written: list[ParagraphXml | list[Edits]] = []
    next_inserts = False
    for group in reversed(groups):
        kept = group[0].kept if len(group) == 1 and not runs.context.origins else None
        if kept is not None and (paragraph := _kept_paragraph(kept)) is not None:
            written.append(paragraph)
            next_inserts = False
            continue
        lines = [
            edits if kept_words(edits) is not None else tuple(runs.separated(edits))
            for edits in _lines(group)
        ]
        tie = _split_or_merge(group)
        for at in reversed(range(len(lines))):
            # A mark that a split inserts goes with what stands round it.
            if at == len(lines) - 1 or (tie and tie.kind == "merge"):
                line = lines[at]
                lines[at] = end_before_insertion(line) if next_inserts else end(line)
            next_inserts = inserts_first(lines[at])
        if not lines:
            next_inserts = _begins_inserted(group[0])
        written.append(lines)
    return written[::-1]


@lru_cache(maxsize=HELD)
def _kept_paragraph(kept: KeptBlock) -> ParagraphXml | None:
    """A paragraph that both texts have as it is, as each file writes it that has it; None where
    there is more in it than words.
    """
    block = kept.block
    edits = (*label_edits(block.label, block.label, ""), Edit("=", block.content, block.content))
    words = kept_words(edits, in_bold=block.kind == "heading")
    return None if words is None else changed_paragraph(block, block, words)


def _begins_inserted(passage: Passage) -> bool:
    """Whether a table, or a paragraph of one text alone, begins with inserted text."""
    if passage.table is None or passage.old is None or passage.new is None:
        return revision_of(passage) == "ins"
    return inserts_first(caption_edits(passage.old, passage.new, passage.table, passage.by))


# --- Splits and merges ----------------------------------------------------------------------------


def _joined_count(passages: Sequence[Passage], at: int) -> int:
    """How many passages from here on are one split or merge and nothing else; 0 when they are
    none.
    """
    tie = passages[at].tie
    if tie is None or tie.kind == "move":
        return 0
    count = max(len(tie.old), len(tie.new))
    found = passages[at : at + count]
    olds = tuple(passage.old for passage in found if passage.old)
    news = tuple(passage.new for passage in found if passage.new)
    whole = all(passage.tie == tie for passage in found) and (olds, news) == (tie.old, tie.new)
    return count if whole and all(map(_is_running_text, (*olds, *news))) else 0


def _is_running_text(block: Block) -> bool:
    """Whether a block is a paragraph or a heading with text in each of its runs."""
    if block.kind not in ("paragraph", "heading") or not block.content:
        return False
    return all(run.text for run in block.content)


def _split_or_merge_lines(tie: Tie, by: str) -> list[Edits]:
    """The edits between the two sides of a tie, labels among them, parted where the paragraphs of
    the longer side end; `by` made the tie.
    """
    longer = tie.new if tie.kind == "split" else tie.old
    ends = accumulate(len(plain(block.content)) + 1 for block in longer[:-1])
    breaks = [end - 1 for end in ends]
    lines: list[list[Edit]] = [[]]
    start = 0
    for edit in chain.from_iterable(map(split_at_white_space, tie.edits)):
        stop = start + len(plain(edit.new if tie.kind == "split" else edit.old))
        cuts = [at - start for at in breaks if start <= at < stop]
        same_line, *next_lines = _parted_at_breaks(edit, stop - start, cuts, tie)
        lines[-1] += same_line
        lines += next_lines
        start = stop
    olds, news = [block.label for block in tie.old], [block.label for block in tie.new]
    labels = list(zip_longest(olds, news, fillvalue=""))
    return [(*label_edits(*each, by), *line) for each, line in zip(labels, lines, strict=True)]


def _parted_at_breaks(edit: Edit, length: int, cuts: list[int], tie: Tie) -> Iterator[list[Edit]]:
    """What each line has of an edit, whose text in the longer side is so long and has line breaks
    at the cuts.
    """
    start = 0
    for cut in cuts:
        yield [edit.sliced(start, cut), *_other_break(edit, cut, tie)]
        start = cut + 1
    yield [edit.sliced(start, length) if length else edit]


def _other_break(edit: Edit, at: int, tie: Tie) -> list[Edit]:
    """What becomes, where a paragraph of the longer side ends, of a kept line break: as that of the
    other side it is deleted by a split and inserted by a merge.
    """
    if edit.op not in "=~":
        return []
    if tie.kind == "split":
        return [Edit("-", content_slice(edit.old, at, at + 1), ())]
    return [Edit("+", (), content_slice(edit.new, at, at + 1))]
