"""A passage that is a table in, its caption and rows as WordprocessingML out, merged cells as
`gridSpan` and `vMerge`.

Rows that were inserted, deleted or moved are tracked as rows (17.13.5.16, 17.13.5.12), words inside
cells as text. What the format cannot track, or LibreOffice cannot reject, is drawn twice, as it was
and as it is:

- a column that was inserted, deleted or moved: each row is deleted as it was, and inserted as it is
  below that; with cells merged downwards, the old table and below it the new one. What did not
  change in them has revisions of an author of its own, so that what did is seen. Who asks for it
  gets tracked cells instead (17.13.5.1), which LibreOffice 7.4 keeps whatever becomes of them;
- a merged cell that is not the same region in both, a row that became a header: the rows that it
  touches.
"""

from collections.abc import Collection, Iterator, Sequence

from build_tools.compare.tables import unchanged_table
from build_tools.compare.tables.layout import laid_out
from build_tools.model import Block, Content, Edits, Passage, Run, Table, TableRedline
from build_tools.word.write.column_widths import needs_turned_sheet
from build_tools.word.write.context import Revision, WriteContext
from build_tools.word.write.paragraph_marks import BodyPart, ParagraphXml, TableXml, TextSide
from build_tools.word.write.runs import RunWriter, whole_replacement
from build_tools.word.write.sheets import spacer
from build_tools.word.write.table_columns import with_all_columns
from build_tools.word.write.table_rows import (
    REVISIONS,
    RowGroup,
    reset_table_xml,
    table_xml,
    whole_table,
)

_CAPTION = '<w:pStyle w:val="Caption"/>'


def table_parts(passage: Passage, runs: RunWriter) -> Iterator[BodyPart]:
    """The caption, the table, and the small empty paragraph that keeps it apart from what
    follows.
    """
    lone = REVISIONS[passage.side]
    table, rows = laid_out(passage)
    with runs.context.made_by(passage.by):
        caption = list(_caption(passage, table, lone, runs))
        if all(column.side == "both" for column in table.columns):
            old_table = passage.old.table if passage.old else None
            groups = [RowGroup(table.new, rows, lone, old_table or table.new)]
            xml = table_xml(groups, runs)
        elif runs.context.tracked_columns and (joint := with_all_columns(table)):
            xml = table_xml([joint], runs)
        else:
            xml = reset_table_xml(table, runs)
    yield from caption
    olds = [passage.old.table] if passage.old else []
    news = [passage.new.table] if passage.new else []
    turned = _turned(olds, news, runs.context)
    yield TableXml(xml, revision=lone, by=passage.by, turned=turned)
    yield spacer(lone, passage.by)


def is_replaced_by_next(passages: Sequence[Passage], at: int) -> bool:
    """Whether a table that stands in one of the texts is followed by one without a caption in the
    other.
    """
    if at + 1 >= len(passages):
        return False
    one, two = passages[at], passages[at + 1]
    if one.block.table is None or two.block.table is None:
        return False
    return {one.side, two.side} == {"old", "new"} and not _captioned(two)


def replacement_parts(one: Passage, two: Passage, runs: RunWriter) -> Iterator[BodyPart]:
    """Both tables as one, so that there is no paragraph between them that only one of the texts
    has.
    """
    tables = [passage.block.table or Table(rows=()) for passage in (one, two)]
    groups = list(map(whole_table, tables, (one, two)))
    yield from _caption(one, unchanged_table(tables[0]), groups[0].revision, runs)
    old, new = tables if one.side == "old" else tables[::-1]
    turned = _turned([old], [new], runs.context)
    yield TableXml(table_xml(groups, runs), by=two.by, turned=turned)
    yield spacer()


def _turned(
    old: Sequence[Table | None], new: Sequence[Table | None], context: WriteContext
) -> Collection[TextSide]:
    """The texts in which a table stands on a turned sheet."""
    by_side: dict[TextSide, Sequence[Table | None]] = {"old": old, "new": new}
    sides: list[TextSide] = []
    for side, tables in by_side.items():
        shown = [table for table in tables if table is not None]
        sides += [side] if any(needs_turned_sheet(each, context) for each in shown) else []
    return sides


def _caption(
    passage: Passage, table: TableRedline, lone: Revision, runs: RunWriter
) -> Iterator[ParagraphXml]:
    """The caption; one that stands in one of the texts alone is inserted or deleted as a
    paragraph.
    """
    runs = runs.set_in_bold()
    old, new = passage.old or passage.block, passage.new or passage.block
    in_old, in_new = _has_caption(old.label, table.old), _has_caption(new.label, table.new)
    if not in_old and not in_new:
        return
    revision: Revision = lone or ("" if in_old and in_new else "del" if in_old else "ins")
    if revision:
        label, shown = (old.label, table.old) if revision == "del" else (new.label, table.new)
        with runs.context.made_by(passage.by):
            inner = runs.content((*_title(label, shown), *shown.caption), revision)
    else:
        inner = runs.edits(caption_edits(old, new, table, passage.by))
    yield ParagraphXml(
        revision=revision,
        by=passage.by,
        old_style=_CAPTION,
        new_style=_CAPTION,
        inner=inner,
        lone=bool(revision),
    )


def _captioned(passage: Passage) -> bool:
    block = passage.block
    return block.table is not None and _has_caption(block.label, block.table)


def _has_caption(label: str, table: Table) -> bool:
    return bool(label or table.caption)


def caption_edits(old: Block, new: Block, table: TableRedline, by: str) -> Edits:
    """The caption of a table in both texts, its label before it; by whom that changed."""
    titles = _title(old.label, table.old), _title(new.label, table.new)
    return (*whole_replacement(*titles, by), *table.caption)


def _title(label: str, table: Table) -> Content:
    if not label:
        return ()
    return (Run(f"{label}: " if table.caption else label),)
