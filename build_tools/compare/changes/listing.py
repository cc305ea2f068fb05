"""Passages in; the same passages with the ids of their changes, and the changes, out."""

from collections.abc import Sequence
from dataclasses import replace

from build_tools.compare.changes import blocks
from build_tools.compare.changes.block_numbers import BlockNumbers
from build_tools.compare.changes.ids import ChangeList
from build_tools.compare.changes.levels import Levels
from build_tools.compare.changes.moved_sections import moved_sections
from build_tools.compare.changes.tables import list_table_changes, moved_to_another_table
from build_tools.model import Block, BlockPlace, Change, Passage, RowTie, Tie, is_consequential


def list_changes(passages: Sequence[Passage]) -> tuple[tuple[Passage, ...], tuple[Change, ...]]:
    """The passages with the ids of their changes, and the changes in reading order."""
    lister = _Lister(passages)
    marked = tuple(lister.marked(passage) for passage in passages)
    return marked, tuple(lister.changes.changes)


class _Lister:
    """What grows while the passages are gone through: the changes, and which tie has which."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.changes = ChangeList()
        self._numbers = BlockNumbers(passages)
        self._levels = Levels(passages)
        self._of_ties: dict[int, str] = {}
        """By tie, the id of its change."""
        self._of_rows: dict[tuple[BlockPlace, int], str] = {}
        """By the place of the old table and the old row, the rows that went to another table."""
        self._sections = {id(head): rest for head, *rest in moved_sections(passages)}
        """By the move of what heads a section, those of what stands under it."""

    def marked(self, passage: Passage) -> Passage:
        """The passage with the ids of its changes."""
        id_ = self._block_id(passage)
        passage = replace(passage, change=id_) if id_ else passage
        if passage.table is None:
            return passage

        def id_of_tie(tie: RowTie) -> str:
            if passage.tie and _holds(passage.tie, tie):
                return self._tie_id(passage.tie)
            return self._row_tie_id(tie)

        table = list_table_changes(passage, self.changes, id_of_tie, self._numbers.relabelled)
        return replace(passage, table=table)

    def _block_id(self, passage: Passage) -> str:
        """The id of the change of a block, the rows and cells of its table aside; "" for none."""
        if passage.tie:
            return self._tie_id(passage.tie)
        if passage.old is None:
            return self._add(blocks.inserted(passage))
        if passage.new is None:
            return self._add(blocks.deleted(passage))
        level = self._levels.change(passage.old, passage.new)
        change = blocks.changed(passage, level)
        if change is None:
            return ""
        renumbered = "renumber" in change.kinds
        if renumbered and not self._only_follows(passage.old, passage.new):
            change = blocks.of_substance(change)
        return self._add(change)

    def _only_follows(self, old: Block, new: Block) -> bool:
        """Whether the number of a block follows, and it stands under what it stood under."""
        follows = self._numbers.follows(old, new)
        return follows and not self._levels.is_under_another(old, new)

    def _tie_id(self, tie: Tie) -> str:
        """The id of the one change of all the passages that a tie holds together; of what heads a
        section that moved, also of what did nothing but move with it.
        """
        if id(tie) not in self._of_ties:
            rest = [*filter(self._only_moved, self._sections.get(id(tie), ()))]
            change = self._tied(tie)
            if rest:
                change = blocks.section_moved(change, [*map(self._tied, rest)])
            self._of_ties.update(dict.fromkeys(map(id, (tie, *rest)), self._add(change)))
        return self._of_ties[id(tie)]

    def _only_moved(self, tie: Tie) -> bool:
        """Whether nothing of substance befell a block that moved but the move."""
        level = self._levels.change(tie.old[0], tie.new[0])
        return is_consequential(tie.edits) and (level is None or level.follows)

    def _tied(self, tie: Tie) -> Change:
        level = self._levels.change(tie.old[0], tie.new[0])
        return blocks.tied(tie, level)

    def _row_tie_id(self, tie: RowTie) -> str:
        """The id of the move of a row to another table, the same at both of its places."""
        key = (tie.old.place, tie.old_row)
        if key not in self._of_rows:
            change = moved_to_another_table(tie)
            self._of_rows[key] = self.changes.add(change, ("row", change.old, change.new))
        return self._of_rows[key]

    def _add(self, change: Change) -> str:
        return self.changes.add(change, ("block", change.old, change.new))


def _holds(tie: Tie, row: RowTie) -> bool:
    """Whether both tables of a row are held together by a split or a merge."""
    olds, news = [block.place for block in tie.old], [block.place for block in tie.new]
    return row.old.place in olds and row.new.place in news
