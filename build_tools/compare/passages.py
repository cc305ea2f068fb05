"""The blocks of two versions and their matching in, passages out: every block of both in reading
order, its words or its table's cells compared.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from build_tools.compare.align import Matching
from build_tools.compare.code_layout import of_code
from build_tools.compare.label_in_text import beside_label, line_by_line
from build_tools.compare.renumbering import Renumberings
from build_tools.compare.tables import compare_tables, is_replaced, same_table, tie_rows
from build_tools.compare.words import Renumbering, compare_content, compare_words
from build_tools.model import (
    Block,
    Edit,
    Edits,
    Passage,
    Run,
    TableRedline,
    Tie,
    TieKind,
    Version,
    deletion,
    insertion,
    joint_content,
    unchanged,
)


def unchanged_passages(version: Version) -> list[Passage]:
    """The text of one version, as a redline of it against itself would have it."""
    return [unchanged_passage(block) for block in version.body]


def unchanged_passage(block: Block) -> Passage:
    """One block of it."""
    return Passage(old=block, new=block, edits=unchanged(block.content))


def whole_passages(old: Iterable[Block], new: Iterable[Block]) -> list[Passage]:
    """The old text deleted whole, and then the new inserted whole."""
    deleted = [Passage(old=block, edits=deletion(block.content)) for block in old]
    inserted = [Passage(new=block, edits=insertion(block.content)) for block in new]
    return deleted + inserted


def compared_passages(old: Version, new: Version, matching: Matching) -> list[Passage]:
    """Every block of both versions in reading order; a moved one at both of its places, and so a
    row that went to another table.
    """
    return tie_rows(list(_compared_passages(old, new, matching)))


def _compared_passages(old: Version, new: Version, matching: Matching) -> Iterator[Passage]:
    old_blocks, new_blocks = old.body, new.body
    renumberings = Renumberings(old, new, matching.pairs)
    old_ties, new_ties = _ties(old_blocks, new_blocks, matching, renumberings)
    for i, j in matching.reading_order():
        before, after = _block_at(old_blocks, i), _block_at(new_blocks, j)
        edits, table = _compared(before, after, renumberings.between(i, j))
        tie = _tie_at(old_ties, i) or _tie_at(new_ties, j)
        if before and after and table and tie is None and is_replaced(table):
            yield from whole_passages([before], [after])
            continue
        yield Passage(
            old=before,
            new=after,
            edits=edits,
            table=table,
            stage=_stage_of(matching, i),
            tie=tie,
        )


def _block_at(blocks: Sequence[Block], position: int | None) -> Block | None:
    return None if position is None else blocks[position]


def _tie_at(ties: Mapping[int, Tie], position: int | None) -> Tie | None:
    return None if position is None else ties.get(position)


def _stage_of(matching: Matching, old_position: int | None) -> str:
    """The name of the stage that paired an old block; empty where none did."""
    return "" if old_position is None else matching.stages.get(old_position, "")


def _ties(
    old: Sequence[Block], new: Sequence[Block], matching: Matching, renumberings: Renumberings
) -> tuple[dict[int, Tie], dict[int, Tie]]:
    """The moves, splits and merges, by each old and each new position that takes part in one."""
    old_ties: dict[int, Tie] = {}
    new_ties: dict[int, Tie] = {}
    for kind, olds, news in _correspondences(matching):
        renumbering = renumberings.between(olds[0], news[0])
        tie = _tie(kind, [old[i] for i in olds], [new[j] for j in news], renumbering)
        old_ties.update(dict.fromkeys(olds, tie))
        new_ties.update(dict.fromkeys(news, tie))
    return old_ties, new_ties


def _tie(
    kind: TieKind, old: Sequence[Block], new: Sequence[Block], renumbering: Renumbering
) -> Tie:
    edits = compared_tie(kind, old, new, renumbering)
    return Tie(kind=kind, old=tuple(old), new=tuple(new), edits=edits)


def compared_tie(
    kind: TieKind, old: Sequence[Block], new: Sequence[Block], renumbering: Renumbering
) -> Edits:
    """The edits between the joint contents of blocks that were moved, divided or joined."""
    if lines := line_by_line(old, new) if kind != "move" else ():
        return _compared_lines(lines, renumbering)
    # The rows of tables that were divided or joined are lines; a paragraph is broken anywhere.
    by_line = kind == "move" or old[0].table is not None
    compare = compare_content if by_line else compare_words
    return of_code(old, new, compare(joint_content(old), joint_content(new), renumbering))


def _compared_lines(lines: Iterable[tuple[Block, Block]], renumbering: Renumbering) -> Edits:
    """The edits between the lines of code and what they became, or were."""
    edits: list[Edit] = []
    for before, after in lines:
        edits += unchanged((Run("\n"),)) if edits else ()
        edits += _compared_words(before, after, renumbering)
    return tuple(edits)


def _correspondences(
    matching: Matching,
) -> Iterator[tuple[TieKind, tuple[int, ...], tuple[int, ...]]]:
    """The moves, splits and merges, each with its old and its new positions."""
    in_order = set(matching.pairs_in_order())
    for i, j in matching.pairs.items():
        if (i, j) not in in_order:
            yield "move", (i,), (j,)
    for i, parts in matching.splits.items():
        yield "split", (i,), parts
    for j, parts in matching.merges.items():
        yield "merge", parts, (j,)


def _compared(
    old: Block | None, new: Block | None, renumbering: Renumbering
) -> tuple[Edits, TableRedline | None]:
    """The edits of a block that stands in one text or in both; for a table that stands in both and
    is not the same in them, its redline.
    """
    if old is None:
        return insertion(new.content if new else ()), None
    if new is None:
        return deletion(old.content), None
    if old.table and new.table and not _is_same(old, new):
        return (), compare_tables(old.table, new.table, renumbering)
    return _compared_words(old, new, renumbering), None


def _compared_words(old: Block, new: Block, renumbering: Renumbering) -> Edits:
    label, old_rest, new_rest = beside_label(old, new)
    edits = compare_content(old_rest, new_rest, renumbering)
    return of_code((old,), (new,), (*label, *edits))


def _is_same(old: Block, new: Block) -> bool:
    return old.label == new.label and same_table(old.table, new.table)
