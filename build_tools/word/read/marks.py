"""Inline content → markdown: the signs of marks, set where CommonMark lets them begin and end.

`WAYS` are the ways to write a content, each safer and poorer than the one before; the last keeps
the words alone.
"""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from build_tools.model import Content, Mark, MarkKind, Run, plain
from build_tools.word.read.escapes import code, escaped, link_address, thoroughly

LOOSE: tuple[MarkKind, ...] = ("strong", "emphasis", "strike")
"""The marks that are written as signs before and after."""
_SIGNS = {"strong": "**", "emphasis": "*", "strike": "~~"}


def with_marks(content: Content) -> str:
    """All marks."""
    return "".join(_marked(_viable(content)))


def with_bold(content: Content) -> str:
    """Bold alone, for where signs of several marks meet and cannot be told apart."""
    kept = (
        Run(run.text, tuple(mark for mark in run.marks if mark.kind not in ("emphasis", "strike")))
        for run in content
    )
    return with_marks(tuple(kept))


def without_marks(content: Content) -> str:
    """The words and the notes."""
    return with_marks(tuple(Run(run.text, notes_only(run)) for run in content))


def guarded(content: Content) -> str:
    """The words and the notes, with all escaped that can be."""
    return "".join(_atom(run) if notes_only(run) else thoroughly(run.text) for run in content)


def notes_only(run: Run) -> tuple[Mark, ...]:
    """The mark that makes a run a reference to a note."""
    return tuple(mark for mark in run.marks if mark.kind == "footnote")


def _marked(runs: Sequence[Run]) -> Iterator[str]:
    """The runs with the signs of their marks, those that stay open longest outside."""
    text = plain(tuple(runs))
    bracketed = "](" in text or "][" in text
    open_: list[Mark] = []
    at = 0
    for index, run in enumerate(runs):
        wanted = [mark for mark in run.marks if mark.kind in (*LOOSE, "link")]
        keep = 0
        while keep < len(open_) and open_[keep] in wanted:
            keep += 1
        yield from (_closing(mark) for mark in reversed(open_[keep:]))
        del open_[keep:]
        opening = [mark for mark in wanted if mark not in open_]
        opening.sort(key=lambda mark: (mark.kind != "link", -_reach(runs, index, mark)))
        yield from (_opening(mark) for mark in opening)
        open_ += opening
        if _is_atom(run):
            yield _atom(run)
        else:
            within_link = any(mark.kind == "link" for mark in open_)
            yield escaped(
                run.text,
                text[at - 1 : at],
                text[at + len(run.text) :][:1],
                brackets=bracketed or within_link,
            )
        at += len(run.text)
    yield from (_closing(mark) for mark in reversed(open_))


def _reach(runs: Sequence[Run], index: int, mark: Mark) -> int:
    """How many runs from `index` on have `mark`."""
    count = 0
    while index + count < len(runs) and mark in runs[index + count].marks:
        count += 1
    return count


def _opening(mark: Mark) -> str:
    return "[" if mark.kind == "link" else _SIGNS[mark.kind]


def _closing(mark: Mark) -> str:
    return f"]({link_address(mark.target)})" if mark.kind == "link" else _SIGNS[mark.kind]


def _is_atom(run: Run) -> bool:
    return any(mark.kind in ("code", "footnote") for mark in run.marks)


def _atom(run: Run) -> str:
    if any(mark.kind == "footnote" for mark in run.marks):
        return f"[^{run.text}]"
    return "<br>".join(code(line) if line.strip() else line for line in run.text.split("\n"))


def _viable(content: Content) -> list[Run]:
    """The runs with marks drawn in from signs at which CommonMark would not let them begin or end
    (6.2, flanking).
    """
    runs = list(content)
    for kind in LOOSE:
        mark = Mark(kind)
        if any(mark in run.marks for run in runs):
            runs = _drawn_in(runs, mark)
    return runs


def _drawn_in(runs: list[Run], mark: Mark) -> list[Run]:
    if _fits(runs, mark):
        return runs
    letters = [
        (letter, run.marks)
        for run in runs
        for letter in ([run.text] if _is_atom(run) else run.text)
    ]
    at = 0
    while at < len(letters):
        if mark not in letters[at][1]:
            at += 1
            continue
        end = at
        while end < len(letters) and mark in letters[end][1]:
            end += 1
        start, stop = at, end
        while start < stop and not _may_stand(_neighbour(letters, start - 1), letters[start]):
            letters[start] = _without(letters[start], mark)
            start += 1
        while start < stop and not _may_stand(_neighbour(letters, stop), letters[stop - 1]):
            stop -= 1
            letters[stop] = _without(letters[stop], mark)
        at = end
    merged: list[Run] = []
    for letter, marks in letters:
        if merged and merged[-1].marks == marks and not _is_atom(merged[-1]):
            merged[-1] = Run(merged[-1].text + letter, marks)
        else:
            merged.append(Run(letter, marks))
    return merged


def _fits(runs: Sequence[Run], mark: Mark) -> bool:
    """Whether the mark may begin and end where it does."""
    bare = Run("", ())
    for before, after in pairwise((bare, *runs, bare)):
        left, right = (before.text[-1:], before.marks), (after.text[:1], after.marks)
        begins, ends = (
            mark in after.marks and mark not in before.marks,
            mark in before.marks and mark not in after.marks,
        )
        if (begins and not _may_stand(left, right)) or (ends and not _may_stand(right, left)):
            return False
    return True


_Letter = tuple[str, tuple[Mark, ...]]


def _neighbour(letters: Sequence[_Letter], at: int) -> _Letter:
    return letters[at] if 0 <= at < len(letters) else ("", ())


def _without(letter: _Letter, mark: Mark) -> _Letter:
    return letter[0], tuple(each for each in letter[1] if each != mark)


def _may_stand(outside: _Letter, inside: _Letter) -> bool:
    """Whether a sign may stand between two letters, to mark what is on the side of the second."""
    if not inside[0] or inside[0].isspace():
        return False
    before = outside[0][-1:]
    return not _is_sign(inside) or not before or before.isspace() or _is_sign(outside)


def _is_sign(letter: _Letter) -> bool:
    """Whether CommonMark takes the letter for punctuation; code, notes and links are written in
    such signs.
    """
    solid = any(mark.kind in ("code", "footnote", "link") for mark in letter[1])
    return solid or unicodedata.category(letter[0][:1] or " ")[0] in "PS"


WAYS: tuple[tuple[Callable[[Content], str], bool], ...] = (
    (with_marks, True),
    (with_bold, True),
    (without_marks, False),
    (guarded, False),
)
"""Each way with whether it keeps marks."""
