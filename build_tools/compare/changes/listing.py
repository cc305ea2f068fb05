"""Passages in; the same passages with the ids of their changes, and the changes, out."""

from collections.abc import Sequence
from dataclasses import replace

from build_tools.compare.changes import blocks
from build_tools.compare.changes.block_numbers import BlockNumbers
from build_tools.compare.changes.citations import Citations
from build_tools.compare.changes.ids import ChangeList
from build_tools.compare.changes.levels import Levels
from build_tools.compare.changes.moved_sections import moved_sections
from build_tools.compare.changes.tables import list_table_changes
from build_tools.model import Change, Passage, Tie, is_consequential


def list_changes(passages: Sequence[Passage]) -> tuple[tuple[Passage, ...], tuple[Change, ...]]:
    """The passages with the ids of their changes, and the changes in reading order."""
    lister = _Lister(passages)
    marked = tuple(lister.marked(passage) for passage in passages)
    return marked, tuple(lister.changes.changes)


class _Lister:
    """What grows while the passages are gone through: the changes, and which tie has which."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.changes = ChangeList()
        self._old = Citations([passage.old for passage in passages if passage.old])
        self._new = Citations([passage.new for passage in passages if passage.new])
        self._numbers = BlockNumbers(passages)
        self._levels = Levels(passages, self._old, self._new)
        self._of_ties: dict[int, str] = {}
        """By tie, the id of its change."""
        self._sections = {id(head): rest for head, *rest in moved_sections(passages)}
        """By the move of what heads a section, those of what stands under it."""

    def marked(self, passage: Passage) -> Passage:
        """The passage with the ids of its changes."""
        if passage.tie:
            return replace(passage, change=self._tie_id(passage.tie))
        if passage.old is None:
            return replace(passage, change=self._add(blocks.inserted(passage, self._new)))
        if passage.new is None:
            return replace(passage, change=self._add(blocks.deleted(passage, self._old)))
        level = self._levels.change(passage.old, passage.new)
        if change := blocks.changed(passage, level, self._new):
            if not self._numbers.follows(passage.old, passage.new):
                change = blocks.numbered_otherwise(change)
            passage = replace(passage, change=self._add(change))
        if passage.table is None:
            return passage
        where, anchor = self._new.of(passage.block), self._new.anchor(passage.block)
        table = list_table_changes(
            passage.table, where, anchor, self.changes, self._numbers.relabelled
        )
        return replace(passage, table=table)

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
        return blocks.tied(tie, level, self._new)

    def _add(self, change: Change) -> str:
        return self.changes.add(change, ("block", change.old, change.new))
