"""The edits of a paragraph in, the same so ordered that LibreOffice keeps its paragraph mark out.

LibreOffice 7.4 makes one of two insertions when one ends a paragraph and the other begins the next,
and on reject the paragraph mark between them goes too. So what is inserted there at a paragraph's
end stands before a deletion. Nor does it keep the mark when a reference to a note, alone in its
revision, ends the paragraph behind another revision: so the word before both is struck and written
anew with them.
"""

from collections.abc import Iterable, Sequence
from itertools import chain

from build_tools.model import Edit, Edits, Run, atom_kind, joined, plain
from build_tools.word.write.runs import maker_of


def inserts_first(edits: Edits) -> bool:
    """Whether edits begin with an insertion."""
    return bool(edits) and edits[0].op == "+"


def end(edits: Edits) -> Edits:
    """Edits that end a paragraph as LibreOffice can read them."""
    changed = edits[_last_change_start(edits) :]
    return _last_word_rewritten(edits) if _ends_in_note(changed) else edits


def end_before_insertion(edits: Edits) -> Edits:
    """The same, where the next paragraph begins with an insertion."""
    start = _last_change_start(edits)
    inserted = [edit for edit in edits[start:] if edit.op == "+"]
    deleted = [edit for edit in edits[start:] if edit.op == "-"]
    changed = (*inserted, *deleted)
    reordered = (*edits[:start], *changed)
    if _ends_in_note(changed) or (inserted and not deleted):
        return _last_word_rewritten(reordered)
    return reordered


def _last_change_start(edits: Sequence[Edit]) -> int:
    """The index behind the last edit that is kept: from there on all is inserted or deleted."""
    return max((at + 1 for at, edit in enumerate(edits) if edit.op in "=~"), default=0)


def _ends_in_note(changed: Edits) -> bool:
    """Whether a reference to a note, alone in its revision, stands behind another revision."""
    return len(changed) > 1 and _is_note((*changed[-1].old, *changed[-1].new))


def _last_word_rewritten(edits: Edits) -> Edits:
    """Edits with their last kept word, and all revisions that touch it, inserted and then deleted,
    if there is a word.
    """
    parted = _parted_before_last_word(edits)
    if parted is None:
        return edits
    before, word = parted
    start = _last_change_start(before)
    rewritten = [*before[start:], *word]
    new = joined(chain.from_iterable(edit.new for edit in rewritten))
    old = joined(chain.from_iterable(edit.old for edit in rewritten))
    by = maker_of(rewritten)
    return (*before[:start], Edit("+", (), new, by=by), Edit("-", old, (), by=by))


def _parted_before_last_word(edits: Edits) -> tuple[list[Edit], list[Edit]] | None:
    """What stands before the last kept word, and the word with all behind it; None where there is
    no word, or something else is kept behind it than references to notes.
    """
    before, behind = list(edits), list[Edit]()
    while before:
        edit = before.pop()
        if edit.op in "+-":
            behind.insert(0, edit)
            continue
        if not _ends_in_kept_text(edit):
            return None
        words = plain(edit.new)
        cut = words.rstrip().rfind(" ") + 1
        if cut:
            before.append(edit.sliced(0, cut))
        last = edit.sliced(cut, len(words))
        behind.insert(0, last)
        if not _is_note(last.new):
            return before, behind
    return None


def _ends_in_kept_text(edit: Edit) -> bool:
    """Whether an edit keeps its text, and ends in words or a reference to a note."""
    last = edit.new[-1].marks
    return plain(edit.old) == plain(edit.new) and atom_kind(last) in ("", "footnote")


def _is_note(content: Iterable[Run]) -> bool:
    """Whether there is nothing but references to notes."""
    return all(atom_kind(run.marks) == "footnote" for run in content)
