"""Two versions in, a `Redline` out: aligned, compared word by word, cited change by change, and
proved.

The stages stand below in order. A redline whose replay does not give back both texts exactly falls
back to the old text whole and the new text whole, and says so; one that fails even then is an error
and is not published.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache, partial
from typing import Literal

from build_tools.compare.align import (
    Matching,
    Unit,
    align,
    match_bare_headings,
    match_identical,
    match_in_place,
    match_moved,
    match_similar,
    match_splits,
    match_verbatim_splits,
)
from build_tools.compare.changes import cite
from build_tools.compare.tables import compare_tables, kept, signs, whole
from build_tools.compare.words import Renumbering, compare_content
from build_tools.model import (
    Block,
    Edits,
    Passage,
    Redline,
    Table,
    TableRedline,
    Tie,
    TieKind,
    Version,
    joined,
    new_content,
    old_content,
    plain,
    wording,
)
from build_tools.model.problems import RedlineError
from build_tools.text.labels import Reference, references

STAGES = (
    match_identical,
    match_verbatim_splits,
    match_similar,
    match_moved,
    match_bare_headings,
    match_splits,
    match_in_place,
)
"""How blocks are paired, each stage on what the earlier ones left."""


def redline(old: Version, new: Version) -> Redline:
    """Compare two versions; RedlineError when the result breaks a law, which is a defect of this
    program.
    """
    result = _cited(old, new, _aligned(old.body, new.body))
    if broken := broken_laws(result):
        result = replace(
            _cited(old, new, _whole(old.body, new.body)), aligned=False, broken=tuple(broken)
        )
        if broken := broken_laws(result):
            raise RedlineError(old, new, broken)
    return replace(result, verified=True)


def _cited(old: Version, new: Version, passages: Sequence[Passage]) -> Redline:
    cited, changes = cite(passages)
    return Redline(old=old, new=new, passages=cited, changes=changes)


def _aligned(old: Sequence[Block], new: Sequence[Block]) -> list[Passage]:
    matching = align([unit(block) for block in old], [unit(block) for block in new], STAGES)
    return list(_passages(old, new, matching))


def _whole(old: Sequence[Block], new: Sequence[Block]) -> list[Passage]:
    """The old text struck out whole, and the new inserted whole."""
    return [*(_lone(block, None) for block in old), *(_lone(None, block) for block in new)]


def unchanged(version: Version) -> list[Passage]:
    """The text of one version, as a redline of it against itself would have it."""
    return [Passage(old=block, new=block, edits=kept(block.content)) for block in version.body]


def broken_laws(result: Redline) -> list[str]:
    """The laws that a redline breaks, in words; none for one that may be published."""
    broken = []
    if not _gives(result.passages, "old", result.old.body):
        broken.append("rejecting every change does not give the old text")
    if not _gives(result.passages, "new", result.new.body):
        broken.append("accepting every change does not give the new text")
    ids = [change.id for change in result.changes]
    if len(ids) != len(set(ids)):
        broken.append("two changes have one id")
    if set(ids) != set(_marked(result.passages)):
        broken.append("what is marked is not what is listed")
    if any(_hides_a_difference(passage) for passage in result.passages):
        broken.append("the texts differ where nothing is marked")
    return broken


def _gives(passages: Sequence[Passage], side: Literal["old", "new"], text: Sequence[Block]) -> bool:
    """Whether replaying the passages for one side gives the blocks of that text, their contents in
    normal form.
    """
    content = old_content if side == "old" else new_content
    found = [
        (block, passage)
        for passage in passages
        if (block := passage.old if side == "old" else passage.new)
    ]
    if [block for block, _ in found] != list(text):
        return False
    for block, passage in found:
        if content(passage.edits) != joined(block.content):
            return False
        if passage.table is not None:
            table = passage.table.rejected() if side == "old" else passage.table.accepted()
            if block.table is None or table != _normal(block.table):
                return False
    return True


def _marked(passages: Sequence[Passage]) -> Iterator[str]:
    """The ids of the changes that the passages are marked with."""
    for passage in passages:
        table = passage.table
        axes = (*table.rows, *table.columns) if table else ()
        cells = [cell for row in table.cells for cell in row] if table else []
        yield from filter(
            None,
            [passage.change, *(axis.change for axis in axes), *(cell.change for cell in cells)],
        )


def _hides_a_difference(passage: Passage) -> bool:
    """Whether anything that is shown as kept is not the same, but for white space, in both
    texts.
    """
    if passage.old is None or passage.new is None:
        return not passage.change
    return (
        (passage.old.label != passage.new.label and not passage.change)
        or _keeps_what_differs(passage.edits)
        or (
            _grid_hides_a_difference(passage.table)
            if passage.table
            else not _same_table(passage.old, passage.new)
        )
    )


def _grid_hides_a_difference(table: TableRedline) -> bool:
    cells = [cell for row in table.cells for cell in row]
    return (
        any(axis.side != "both" and not axis.change for axis in (*table.rows, *table.columns))
        or any(
            cell.side == "both" and cell.old_merge != cell.new_merge and not cell.change
            for cell in cells
        )
        or any(
            _keeps_what_differs(edits) for edits in (table.caption, *(cell.edits for cell in cells))
        )
    )


def _keeps_what_differs(edits: Edits) -> bool:
    kept_edits = (edit for edit in edits if edit.op in "=~" and edit.old != edit.new)
    return any(plain(edit.old).split() != plain(edit.new).split() for edit in kept_edits)


def _normal(table: Table) -> Table:
    """A table with its contents in normal form."""
    rows = tuple(
        tuple(replace(cell, content=joined(cell.content)) for cell in row) for row in table.rows
    )
    return replace(table, rows=rows, caption=joined(table.caption))


# --- Units ----------------------------------------------------------------------------------------


def unit(block: Block) -> Unit:
    """A block as the aligner sees it: words without the label and the numbers of notes, which
    change by themselves.
    """
    group = block.kind if block.kind in ("table", "code", "rule", "footnote") else "text"
    whole = block.text
    text = whole if block.table else wording(block.content)
    return Unit(
        key=(group, text),
        group=group,
        label=block.anchor if block.label or block.term or block.table else "",
        texts=(text,),
        features=cache(partial(signs, block.table)) if block.table else None,
        full_text=whole,
        is_bare_heading=bool(block.label) and not text.strip(),
    )


# --- Passages -------------------------------------------------------------------------------------


def _passages(old: Sequence[Block], new: Sequence[Block], matching: Matching) -> Iterator[Passage]:
    """Every block of both versions in reading order; a moved one at both of its places."""
    joins = ((i, j) for j, parts in matching.merges.items() for i in parts)
    renumbering = _renumbering([(old[i], new[j]) for i, j in (*matching.pairs.items(), *joins)])
    ties_old, ties_new = _ties(old, new, matching)
    for i, j in matching.reading_order():
        stage = matching.stages.get(i, "") if i is not None else ""
        tie = (ties_old.get(i) if i is not None else None) or (
            ties_new.get(j) if j is not None else None
        )
        before, after = old[i] if i is not None else None, new[j] if j is not None else None
        if before is None or after is None:
            yield replace(_lone(before, after), tie=tie, stage=stage)
            continue
        passage = _pair(before, after, stage, renumbering)
        yield replace(passage, tie=tie) if tie else passage


def _ties(
    old: Sequence[Block], new: Sequence[Block], matching: Matching
) -> tuple[dict[int, Tie], dict[int, Tie]]:
    """The moves, splits and merges, by each old and each new position that takes part in one."""
    in_order = set(matching.pairs_in_order())
    found: list[tuple[TieKind, tuple[int, ...], tuple[int, ...]]] = [
        *(("move", (i,), (j,)) for i, j in matching.pairs.items() if (i, j) not in in_order),
        *(("split", (i,), parts) for i, parts in matching.splits.items()),
        *(("merge", parts, (j,)) for j, parts in matching.merges.items()),
    ]
    ties_old: dict[int, Tie] = {}
    ties_new: dict[int, Tie] = {}
    for kind, olds, news in found:
        tie = Tie(kind=kind, old=tuple(old[i] for i in olds), new=tuple(new[j] for j in news))
        ties_old.update(dict.fromkeys(olds, tie))
        ties_new.update(dict.fromkeys(news, tie))
    return ties_old, ties_new


def _pair(old: Block, new: Block, stage: str, renumbering: Renumbering) -> Passage:
    if old.table and new.table and not _same_table(old, new):
        return Passage(
            old=old, new=new, table=compare_tables(old.table, new.table, renumbering), stage=stage
        )
    return Passage(
        old=old, new=new, edits=compare_content(old.content, new.content, renumbering), stage=stage
    )


def _same_table(old: Block, new: Block) -> bool:
    """Whether two blocks hold the same table, or none; how its columns are aligned is
    presentation.
    """
    if old.table is None or new.table is None:
        return old.table is new.table
    return replace(old.table, aligns=()) == replace(new.table, aligns=())


def _lone(old: Block | None, new: Block | None) -> Passage:
    edits = whole("-", old.content) if old else whole("+", new.content if new else ())
    return Passage(old=old, new=new, edits=edits)


def _renumbering(pairs: Sequence[tuple[Block, Block]]) -> Renumbering:
    """What the pairs say of provisions and notes that only changed their number."""
    moved = {
        old.anchor: new.anchor
        for old, new in pairs
        if old.anchor and new.anchor and old.anchor != new.anchor
    }
    notes = {old.label: new.label for old, new in pairs if old.kind == new.kind == "footnote"}

    def same_provision(old: str, old_at: int, new: str, new_at: int) -> bool:
        before, after = _pointed_at(old, old_at), _pointed_at(new, new_at)
        return before in moved and moved[before] == after

    return Renumbering(notes, same_provision) if moved else Renumbering(notes)


def _pointed_at(text: str, at: int) -> str | None:
    """The anchor that the cross-reference at an offset of a text points at."""
    return next(
        (found.anchor for found in _references(text) if found.start <= at < found.end), None
    )


@lru_cache(maxsize=16)
def _references(text: str) -> tuple[Reference, ...]:
    return tuple(references(text))
