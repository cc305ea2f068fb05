"""Passages in; the same passages with the ids of their changes, and the changes, out."""

from collections.abc import Sequence
from dataclasses import replace

from build_tools.compare.changes import blocks
from build_tools.compare.changes.block_numbers import BlockNumbers
from build_tools.compare.changes.citations import Citations
from build_tools.compare.changes.ids import ChangeList
from build_tools.compare.changes.levels import Levels
from build_tools.compare.changes.tables import list_table_changes
from build_tools.model import Change, Passage, Tie


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
        self._of_ties: dict[tuple[str, int, int], str] = {}

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
        """The id of the one change of all the passages that a tie holds together."""
        key = (tie.kind, tie.old[0].line, tie.new[0].line)
        if key not in self._of_ties:
            level = self._levels.change(tie.old[0], tie.new[0])
            self._of_ties[key] = self._add(blocks.tied(tie, level, self._new))
        return self._of_ties[key]

    def _add(self, change: Change) -> str:
        return self.changes.add(change, ("block", change.old, change.new))
