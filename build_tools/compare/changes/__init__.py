"""Passages in, the list of changes out: each as a reviewer would cite it, with an id that its
content gives it.

A change is one thing: a paragraph reworded, a row inserted, a cell filled. What only follows from
another change (numbers, references to them, markup, punctuation) is classed as noise, counted, and
never left out.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from build_tools.compare.changes.citations import Citations
from build_tools.compare.changes.tables import GridCiter
from build_tools.model import (
    Block,
    Change,
    Edits,
    Kind,
    Passage,
    Tie,
    is_consequential,
    noise_of,
    plain,
)
from build_tools.text.labels import BULLET, core


def list_changes(passages: Sequence[Passage]) -> tuple[tuple[Passage, ...], tuple[Change, ...]]:
    """The passages with the ids of their changes, and the changes in reading order."""
    citer = _Citer(
        Citations([passage.old for passage in passages if passage.old]),
        Citations([passage.new for passage in passages if passage.new]),
    )
    cited = tuple(citer.cite(passage) for passage in passages)
    return cited, tuple(citer.changes)


@dataclass(slots=True)
class _Citer:
    """What grows while the passages are gone through: the changes so far, and the ids given to
    them.
    """

    old_citations: Citations
    new_citations: Citations
    changes: list[Change] = field(default_factory=list)
    _given: dict[str, int] = field(default_factory=dict)
    _tied: dict[tuple[str, int, int], str] = field(default_factory=dict)

    def cite(self, passage: Passage) -> Passage:
        if passage.tie:
            return replace(passage, change=self._tie(passage.tie))
        if passage.old is None or passage.new is None:
            return replace(passage, change=self._lone(passage))
        change = self._pair(passage, passage.old, passage.new)
        cited = replace(passage, change=change) if change else passage
        if cited.table is None:
            return cited
        where, anchor = self.new_citations.of(passage.new), self.new_citations.anchor(passage.new)
        return replace(cited, table=GridCiter(cited.table, where, anchor, self.add).cited())

    def add(self, identity: Iterable[str], change: Change) -> str:
        """List a change under an id made from what it is, not from where it stands."""
        digest = "c-" + hashlib.sha256("\x1f".join(identity).encode()).hexdigest()[:8]
        self._given[digest] = count = self._given.get(digest, 0) + 1
        id_ = digest if count == 1 else f"{digest}-{count}"
        self.changes.append(replace(change, id=id_))
        return id_

    def _lone(self, passage: Passage) -> str:
        """A block that stands in one text only."""
        block, gone = passage.block, passage.side == "old"
        citations = self.old_citations if gone else self.new_citations
        kind: Kind = "delete" if gone else "insert"
        table_kind: Kind = "table-delete" if gone else "table-insert"
        change = Change(
            id="",
            kinds=(table_kind if block.table else kind,),
            where=citations.of(block),
            anchor=citations.anchor(block),
            old_label=(block.label or None) if gone else None,
            new_label=None if gone else (block.label or None),
            old=block.text if gone else "",
            new="" if gone else block.text,
            edits=passage.edits,
        )
        return self.add(("block", change.old, change.new), change)

    def _pair(self, passage: Passage, old: Block, new: Block) -> str:
        """A block that stands in both texts, its table's cells aside."""
        edits = passage.table.caption if passage.table else passage.edits
        kinds = _kinds(old, new, edits)
        if not kinds:
            return ""
        change = self._change(kinds, old, new, edits)
        if old.table and new.table:
            old_text, new_text = plain(old.table.caption), plain(new.table.caption)
            where = change.where if kinds == ("renumber",) else f"{change.where}, caption"
            change = replace(change, where=where, old=old_text, new=new_text)
        return self.add(("block", change.old, change.new), change)

    def _tie(self, tie: Tie) -> str:
        """One change for all the passages that a move, a split or a merge holds together."""
        key = (tie.kind, tie.old[0].line, tie.new[0].line)
        if key not in self._tied:
            edits = tie.edits
            seen = tuple(edit for edit in edits if edit.op == "~" or edit.text.strip())
            found = (kind for kind in _kinds(tie.old[0], tie.new[0], seen) if kind != "renumber")
            change = replace(
                self._change((tie.kind, *found), tie.old[0], tie.new[0], edits),
                old="\n".join(block.text for block in tie.old),
                new="\n".join(block.text for block in tie.new),
            )
            self._tied[key] = self.add(("block", change.old, change.new), change)
        return self._tied[key]

    def _change(self, kinds: tuple[Kind, ...], old: Block, new: Block, edits: Edits) -> Change:
        noise = dict.fromkeys(noise_of(edits))
        if "renumber" in kinds:
            noise["renumbering"] = None
        if "format" in kinds and is_consequential(edits):
            noise["formatting"] = None
        return Change(
            id="",
            kinds=kinds,
            where=self.new_citations.of(new),
            anchor=self.new_citations.anchor(new),
            old_label=old.label or None,
            new_label=new.label or None,
            old=old.text,
            new=new.text,
            edits=edits,
            noise=tuple(noise),
            consequential=set(kinds) <= {"reword", "renumber", "format"}
            and is_consequential(edits),
        )


def _kinds(old: Block, new: Block, edits: Edits) -> tuple[Kind, ...]:
    """What befell a block that stands in both texts, its table's cells aside."""
    ops = {edit.op for edit in edits}
    marked_up = "~" in ops or (old.kind, old.quoted) != (new.kind, new.quoted)
    if old.kind == new.kind == "heading":
        marked_up |= old.depth != new.depth
    labels = {old.label, new.label}
    same_number = (
        len(labels) > 1 and len({core(label).replace(BULLET, "") for label in labels}) == 1
    )
    marked_up |= same_number
    found: list[tuple[bool, Kind]] = [
        (bool(ops & {"+", "-"}), "reword"),
        (len(labels) > 1 and not same_number, "renumber"),
        (marked_up, "format"),
    ]
    return tuple(kind for is_so, kind in found if is_so)
