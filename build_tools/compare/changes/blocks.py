"""A passage in, the change of its block out, without an id: what happened to it, and where it
stands.

The rows, columns and cells of a table are in `tables`; here it is one block with a caption.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from build_tools.compare.changes.levels import LevelChange
from build_tools.compare.label_in_text import labels_in_text
from build_tools.language import gettext as _
from build_tools.model import (
    Block,
    Change,
    Content,
    Edits,
    Kind,
    Noise,
    Passage,
    Run,
    Tie,
    is_consequential,
    joint_content,
    noise_of,
    unchanged,
    with_note_signs,
)
from build_tools.text.labels import BULLET, bare_label
from build_tools.text.markdown.citation_words import without_heading

_MAY_BE_CONSEQUENTIAL: frozenset[Kind] = frozenset(("reword", "renumber", "level", "format"))


def inserted(passage: Passage) -> Change:
    """The change of a block that stands in the new text only."""
    block = passage.block
    return Change(
        id="",
        kinds=("table-insert" if block.table else "insert",),
        where=block.citation,
        anchor=block.address,
        new_label=block.label or None,
        new=block.text,
        edits=passage.edits,
    )


def deleted(passage: Passage) -> Change:
    """The change of a block that stands in the old text only."""
    block = passage.block
    return Change(
        id="",
        kinds=("table-delete" if block.table else "delete",),
        where=block.citation,
        anchor=block.address,
        old_label=block.label or None,
        old=block.text,
        edits=passage.edits,
    )


def changed(passage: Passage, level: LevelChange | None) -> Change | None:
    """The change of a block that stands in both texts; None where it is as it was."""
    old, new = passage.old, passage.new
    assert old
    assert new
    edits = passage.table.caption if passage.table else passage.edits
    if level is None and _is_as_it_was(old, new, edits):
        return None
    kinds = tuple(_kinds(old, new, edits, level))
    if not kinds:
        return None
    change = _change(kinds, (old, new), edits, level)
    if old.table is None or new.table is None:
        return change
    if old.has_other_headers(new):
        change = of_substance(change)
    return replace(
        change,
        where=change.where if kinds == ("renumber",) else f"{change.where}, {_part(edits)}",
        old=with_note_signs(old.table.caption),
        new=with_note_signs(new.table.caption),
    )


def _is_as_it_was(old: Block, new: Block, edits: Edits) -> bool:
    """Whether nothing happened to a block that kept its level: most blocks are so."""
    if old.label != new.label or old.kind != new.kind:
        return False
    if old.has_other_headers(new):
        return False
    return all(edit.op == "=" for edit in edits)


def _part(caption: Edits) -> str:
    """What was changed of a table as a whole."""
    return _("header rows") if all(edit.op == "=" for edit in caption) else _("caption")


def of_substance(change: Change) -> Change:
    """A change of a block that nothing explains, as of its number or of its header rows."""
    return replace(change, noise=noise_of(change.edits), consequential=False)


def tied(tie: Tie, level: LevelChange | None) -> Change:
    """The change of all the blocks that a move, a split or a merge holds together; it is cited, and
    its markup and its level judged, by the first of each side.
    """
    old, new = tie.old[0], tie.new[0]
    seen = _judged(tie)
    unsaid = {"renumber", "reword"} if _only_numbers_follow(seen) else {"renumber"}
    others = (kind for kind in _kinds(old, new, seen, level) if kind not in unsaid)
    return replace(
        _change((tie.kind, *others), (old, new), tie.edits, level),
        old=with_note_signs(joint_content(tie.old)),
        new=with_note_signs(joint_content(tie.new)),
    )


def kinds_of_words(tie: Tie) -> tuple[Kind, ...]:
    """What befell the words of a tie, and their markup, beside it."""
    seen = _judged(tie)
    reworded: tuple[Kind, ...] = ("reword",)
    if not is_reworded(seen) or _only_numbers_follow(seen):
        reworded = ()
    return (*reworded, *(("format",) if any(edit.op == "~" for edit in seen) else ()))


def _only_numbers_follow(edits: Edits) -> bool:
    """Whether no words were changed but references and numbers of notes that follow."""
    return all(
        edit.op in "=~" or edit.noise in ("cross-reference", "renumbering") for edit in edits
    )


def is_reworded(edits: Edits) -> bool:
    """Whether words changed, and not only the numbers of notes or how a label is written."""
    follows = ("renumbering", "formatting")
    return any(edit.op in "+-" and edit.noise not in follows for edit in edits)


def section_moved(head: Change, rest: Sequence[Change]) -> Change:
    """The change of a section that moved, of those of what heads it and of what did nothing but
    move with it.
    """
    changes = [head, *rest]
    edits = list(head.edits)
    for each in rest:
        edits += [*unchanged((Run("\n"),)), *each.edits]
    form: tuple[Kind, ...] = ("format",) if any("format" in each.kinds for each in rest) else ()
    return replace(
        head,
        kinds=tuple(dict.fromkeys((*head.kinds, *form))),
        where=without_heading(head.where),
        old="\n".join(each.old for each in changes),
        new="\n".join(each.new for each in changes),
        edits=tuple(edits),
        noise=tuple(dict.fromkeys(chain.from_iterable(each.noise for each in changes))),
    )


def _judged(tie: Tie) -> Edits:
    """The edits of a tie by which it is judged whether anything was reworded.

    In a table that was divided or joined, every row and cell that changed is a change of its own;
    here its caption counts, unless that of one of the tables stayed.
    """
    if tie.kind == "move" or tie.old[0].table is None:
        return tuple(edit for edit in tie.edits if edit.op == "~" or edit.text.strip())
    old, new = set(_captions(tie.old)), set(_captions(tie.new))
    return () if old & new else tie.edits


def _captions(blocks: Iterable[Block]) -> Iterator[Content]:
    for block in blocks:
        yield block.table.caption if block.table else ()


def _change(
    kinds: tuple[Kind, ...],
    blocks: tuple[Block, Block],
    edits: Edits,
    level: LevelChange | None,
) -> Change:
    old, new = blocks
    shown = level if "level" in kinds else None
    of_form = _MAY_BE_CONSEQUENTIAL.issuperset(kinds) and (shown is None or shown.follows)
    return Change(
        id="",
        kinds=kinds,
        where=new.citation,
        anchor=new.address,
        old_label=old.label or None,
        new_label=new.label or None,
        old=old.text,
        new=new.text,
        edits=edits,
        level=shown.words if shown else "",
        noise=tuple(dict.fromkeys(_noise(kinds, edits, shown))),
        consequential=of_form and is_consequential(edits),
    )


def _noise(kinds: tuple[Kind, ...], edits: Edits, level: LevelChange | None) -> Iterator[Noise]:
    yield from noise_of(edits)
    if "renumber" in kinds or (level and level.follows):
        yield "renumbering"
    if "format" in kinds and is_consequential(edits):
        yield "formatting"


def _kinds(old: Block, new: Block, edits: Edits, level: LevelChange | None) -> Iterator[Kind]:
    """What happened to a block that stands in both texts, its table's cells aside; a number that
    follows says its level with it. Where nothing but numbers of notes changed, it is not reworded.
    """
    ops = {edit.op for edit in edits}
    same_number = _same_number(old.label, new.label)
    reworded = is_reworded(edits)
    if reworded:
        yield "reword"
    renumbered = old.label != new.label and not same_number and not labels_in_text(old, new)
    if renumbered or (any(edit.noise == "renumbering" for edit in edits) and not reworded):
        yield "renumber"
    if level and not (renumbered and level.follows):
        yield "level"
    other_form = old.kind != new.kind or old.has_other_headers(new)
    if "~" in ops or same_number or other_form:
        yield "format"


def _same_number(old: str, new: str) -> bool:
    """Whether two labels are written differently and are one number: "(a)", "a)"."""
    return old != new and _number(old) == _number(new)


def _number(label: str) -> str:
    return bare_label(label).replace(BULLET, "")
