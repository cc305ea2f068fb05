"""Two versions in, a `Redline` out: aligned, compared word by word, cited change by change, and proved.

The stages stand below in order. A redline whose replay does not give back both texts exactly falls back to the old
text whole and the new text whole, and says so; one that fails even then is an error and is not published.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from build_tools.align import Matching, Unit, align, alike, identical, moved, split_and_merged
from build_tools.changes import cite
from build_tools.errors import RedlineError
from build_tools.labels import references
from build_tools.model import Block, Edits, Passage, Redline, TableRedline, Tie, TieKind, Version, joined, plain
from build_tools.tables import compare_tables, kept, whole
from build_tools.words import Renumbering, compare

STAGES = (identical, alike, moved, split_and_merged)
"""How blocks are paired, each stage on what the earlier ones left."""


def redline(old: Version, new: Version) -> Redline:
    """Compare two versions; RedlineError when the result breaks a law, which is a defect of this program."""
    result = _cited(old, new, _aligned(body(old), body(new)))
    if broken_laws(result):
        result = replace(_cited(old, new, _whole(body(old), body(new))), aligned=False)
    if broken := broken_laws(result):
        raise RedlineError(f"{old.name} to {new.name}: {'; '.join(broken)}")
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


def body(version: Version) -> list[Block]:
    """The blocks that are text: all but the front matter."""
    return [block for block in version.blocks if block.kind != "front-matter"]


def unchanged(version: Version) -> list[Passage]:
    """The text of one version, as a redline of it against itself would have it."""
    return [Passage(old=block, new=block, edits=kept(block.content)) for block in body(version)]


def broken_laws(result: Redline) -> list[str]:
    """The laws that a redline breaks, in words; none for one that may be published."""
    broken = []
    if [_normal(block) for block in result.rejected()] != [_normal(block) for block in body(result.old)]:
        broken.append("rejecting every change does not give the old text")
    if [_normal(block) for block in result.accepted()] != [_normal(block) for block in body(result.new)]:
        broken.append("accepting every change does not give the new text")
    ids = [change.id for change in result.changes]
    if len(ids) != len(set(ids)):
        broken.append("two changes have one id")
    if set(ids) != set(_marked(result.passages)):
        broken.append("what is marked is not what is listed")
    if any(_hides_a_difference(passage) for passage in result.passages):
        broken.append("the texts differ where nothing is marked")
    return broken


def _marked(passages: Sequence[Passage]) -> Iterator[str]:
    """The ids of the changes that the passages are marked with."""
    for passage in passages:
        table = passage.table
        axes = (*table.rows, *table.columns) if table else ()
        cells = [cell for row in table.cells for cell in row] if table else []
        yield from filter(None, [passage.change, *(axis.change for axis in axes), *(cell.change for cell in cells)])


def _hides_a_difference(passage: Passage) -> bool:
    """Whether anything that is shown as kept is not the same, but for white space, in both texts."""
    if passage.old is None or passage.new is None:
        return not passage.change
    return (
        (passage.old.label != passage.new.label and not passage.change)
        or _keeps_what_differs(passage.edits)
        or (passage.table is not None and _grid_hides_a_difference(passage.table))
    )


def _grid_hides_a_difference(table: TableRedline) -> bool:
    cells = [cell for row in table.cells for cell in row]
    return (
        any(axis.side != "both" and not axis.change for axis in (*table.rows, *table.columns))
        or any(cell.side == "both" and cell.old_merge != cell.new_merge and not cell.change for cell in cells)
        or any(_keeps_what_differs(edits) for edits in (table.caption, *(cell.edits for cell in cells)))
    )


def _keeps_what_differs(edits: Edits) -> bool:
    kept_edits = (edit for edit in edits if edit.op in "=~" and edit.old != edit.new)
    return any(plain(edit.old).split() != plain(edit.new).split() for edit in kept_edits)


def _normal(block: Block) -> Block:
    """A block with its content in normal form."""
    table = block.table
    if table is not None:
        rows = tuple(tuple(replace(cell, content=joined(cell.content)) for cell in row) for row in table.rows)
        table = replace(table, rows=rows, caption=joined(table.caption))
    return replace(block, content=joined(block.content), table=table)


# --- Units -----------------------------------------------------------------------------------------------------------


def unit(block: Block) -> Unit:
    """A block as the aligner sees it: its words without its label, and what it may be paired with."""
    group = block.kind if block.kind in ("table", "code", "rule", "footnote") else "text"
    return Unit(
        key=(group, block.text),
        group=group,
        label=block.anchor if block.label or block.term or block.table else "",
        parts=(block.text,),
    )


# --- Passages --------------------------------------------------------------------------------------------------------


def _passages(old: Sequence[Block], new: Sequence[Block], matching: Matching) -> Iterator[Passage]:
    """Every block of both versions in reading order; a moved one at both of its places."""
    joins = ((i, j) for j, parts in matching.merges.items() for i in parts)
    renumbering = _renumbering([(old[i], new[j]) for i, j in (*matching.pairs.items(), *joins)])
    ties_old, ties_new = _ties(old, new, matching)
    for i, j in matching.order():
        stage = matching.stages.get(i, "") if i is not None else ""
        if i is not None and j is not None:
            passage = _pair(old[i], new[j], stage, renumbering)
            yield replace(passage, tie=ties_old.get(i) or ties_new.get(j))
        elif i is not None:
            yield replace(_lone(old[i], None), tie=ties_old.get(i), stage=stage)
        elif j is not None:
            yield replace(_lone(None, new[j]), tie=ties_new.get(j))


def _ties(old: Sequence[Block], new: Sequence[Block], matching: Matching) -> tuple[dict[int, Tie], dict[int, Tie]]:
    """The moves, splits and merges, by each old and each new position that takes part in one."""
    spine = set(matching.spine())
    found: list[tuple[TieKind, tuple[int, ...], tuple[int, ...]]] = [
        *(("move", (i,), (j,)) for i, j in matching.pairs.items() if (i, j) not in spine),
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
    if old.table is not None and new.table is not None:
        return Passage(old=old, new=new, table=compare_tables(old.table, new.table, renumbering), stage=stage)
    return Passage(old=old, new=new, edits=compare(old.content, new.content, renumbering), stage=stage)


def _lone(old: Block | None, new: Block | None) -> Passage:
    edits = whole("-", old.content) if old else whole("+", new.content if new else ())
    return Passage(old=old, new=new, edits=edits)


def _renumbering(pairs: Sequence[tuple[Block, Block]]) -> Renumbering:
    """What the pairs say of provisions and notes that only changed their number."""
    moved = {old.anchor: new.anchor for old, new in pairs if old.anchor and new.anchor and old.anchor != new.anchor}
    notes = {old.label: new.label for old, new in pairs if old.kind == new.kind == "footnote"}

    def same_provision(old: str, old_at: int, new: str, new_at: int) -> bool:
        before, after = _pointed_at(old, old_at), _pointed_at(new, new_at)
        return before in moved and moved[before] == after

    return Renumbering(notes, same_provision) if moved else Renumbering(notes)


def _pointed_at(text: str, at: int) -> str | None:
    """The anchor that the cross-reference at an offset of a text points at."""
    return next((found.anchor for found in references(text) if found.start <= at < found.end), None)
