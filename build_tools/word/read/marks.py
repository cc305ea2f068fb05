"""Inline content → markdown: the delimiters of marks, set where CommonMark lets them begin and end.

`INLINE_WRITERS` are the ways to write a content, each safer and poorer than the one before; the
last keeps the words alone.
"""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from build_tools.model import Content, Mark, MarkKind, Run, plain
from build_tools.text.markdown.escapes import code, escaped, escaped_everywhere, link_address

DELIMITED: tuple[MarkKind, ...] = ("strong", "emphasis", "strike")
"""The marks that are written as delimiters before and after."""
_DELIMITERS = {"strong": "**", "emphasis": "*", "strike": "~~"}


def with_marks(content: Content) -> str:
    """All marks."""
    return "".join(_marked(_with_valid_delimiters(content)))


def with_bold(content: Content) -> str:
    """Bold alone, for where delimiters of several marks meet and cannot be told apart."""
    return with_marks(tuple(Run(run.text, _bold_only(run)) for run in content))


def _bold_only(run: Run) -> tuple[Mark, ...]:
    return tuple(mark for mark in run.marks if mark.kind not in ("emphasis", "strike"))


def without_marks(content: Content) -> str:
    """The words and the notes."""
    return with_marks(tuple(Run(run.text, notes_only(run)) for run in content))


def fully_escaped(content: Content) -> str:
    """The words and the notes, with all escaped that can be."""
    return "".join(
        _atom(run) if notes_only(run) else escaped_everywhere(run.text) for run in content
    )


def notes_only(run: Run) -> tuple[Mark, ...]:
    """The mark that makes a run a reference to a note."""
    return tuple(mark for mark in run.marks if mark.kind == "footnote")


def _marked(runs: Sequence[Run]) -> Iterator[str]:
    """The runs with the delimiters of their marks, those that stay open longest outside."""
    text = plain(tuple(runs))
    bracketed = "](" in text or "][" in text
    opened: list[Mark] = []
    start = 0
    for index, run in enumerate(runs):
        end = start + len(run.text)
        wanted = [mark for mark in run.marks if mark.kind in (*DELIMITED, "link")]
        kept = next((at for at, mark in enumerate(opened) if mark not in wanted), len(opened))
        yield from map(_closing, reversed(opened[kept:]))
        del opened[kept:]
        opening = [mark for mark in wanted if mark not in opened]
        opening.sort(key=lambda mark: (mark.kind != "link", -_reach(runs, index, mark)))
        yield from map(_opening, opening)
        opened += opening
        if _is_atom(run):
            yield _atom(run)
        else:
            brackets = bracketed or any(mark.kind == "link" for mark in opened)
            before, after = text[start - 1 : start], text[end : end + 1]
            yield escaped(run.text, before, after, brackets=brackets)
        start = end
    yield from map(_closing, reversed(opened))


def _reach(runs: Sequence[Run], index: int, mark: Mark) -> int:
    """How many runs from `index` on have `mark`."""
    count = 0
    while index + count < len(runs) and mark in runs[index + count].marks:
        count += 1
    return count


def _opening(mark: Mark) -> str:
    return "[" if mark.kind == "link" else _DELIMITERS[mark.kind]


def _closing(mark: Mark) -> str:
    return f"]({link_address(mark.target)})" if mark.kind == "link" else _DELIMITERS[mark.kind]


def _is_atom(run: Run) -> bool:
    return any(mark.kind in ("code", "image", "footnote") for mark in run.marks)


def _atom(run: Run) -> str:
    if any(mark.kind == "footnote" for mark in run.marks):
        return f"[^{run.text}]"
    picture = next((mark for mark in run.marks if mark.kind == "image"), None)
    if picture is not None:
        return f"![{escaped(run.text, brackets=True)}]({link_address(picture.target)})"
    return "<br>".join(code(line) if line.strip() else line for line in run.text.split("\n"))


def _with_valid_delimiters(content: Content) -> list[Run]:
    """The runs with marks narrowed so that they begin and end where CommonMark lets them (6.2,
    flanking).
    """
    runs = list(content)
    for kind in DELIMITED:
        mark = Mark(kind)
        if any(mark in run.marks for run in runs):
            runs = _narrowed(runs, mark)
    return runs


def _narrowed(runs: list[Run], mark: Mark) -> list[Run]:
    if _has_valid_delimiters(runs, mark):
        return runs
    letters = list(_letters(runs))
    for start, stop in _stretches(letters, mark):
        _narrow(letters, start, stop, mark)
    merged: list[Run] = []
    for letter, marks in letters:
        if merged and merged[-1].marks == marks and not _is_atom(merged[-1]):
            merged[-1] = Run(merged[-1].text + letter, marks)
        else:
            merged.append(Run(letter, marks))
    return merged


def _letters(runs: Sequence[Run]) -> Iterator["_Letter"]:
    """The letters of runs, code and notes as one each, with their marks."""
    for run in runs:
        for letter in [run.text] if _is_atom(run) else run.text:
            yield letter, run.marks


def _stretches(letters: Sequence["_Letter"], mark: Mark) -> list[tuple[int, int]]:
    """From where to where letters that follow one another have a mark."""
    found: list[tuple[int, int]] = []
    for at, (_, marks) in enumerate(letters):
        if mark not in marks:
            continue
        if found and found[-1][1] == at:
            found[-1] = found[-1][0], at + 1
        else:
            found.append((at, at + 1))
    return found


def _narrow(letters: list["_Letter"], start: int, stop: int, mark: Mark) -> None:
    """Take a mark from the ends of a stretch of letters until it may begin and end there."""
    while start < stop and not _may_delimit(_neighbour(letters, start - 1), letters[start]):
        letters[start] = _without(letters[start], mark)
        start += 1
    while start < stop and not _may_delimit(_neighbour(letters, stop), letters[stop - 1]):
        stop -= 1
        letters[stop] = _without(letters[stop], mark)


def _has_valid_delimiters(runs: Sequence[Run], mark: Mark) -> bool:
    """Whether the mark may begin and end where it does."""
    bare = Run("", ())
    for before, after in pairwise((bare, *runs, bare)):
        if (mark in before.marks) == (mark in after.marks):
            continue
        left, right = (before.text[-1:], before.marks), (after.text[:1], after.marks)
        outside, inside = (left, right) if mark in after.marks else (right, left)
        if not _may_delimit(outside, inside):
            return False
    return True


_Letter = tuple[str, tuple[Mark, ...]]


def _neighbour(letters: Sequence[_Letter], at: int) -> _Letter:
    return letters[at] if 0 <= at < len(letters) else ("", ())


def _without(letter: _Letter, mark: Mark) -> _Letter:
    return letter[0], tuple(each for each in letter[1] if each != mark)


def _may_delimit(outside: _Letter, inside: _Letter) -> bool:
    """Whether a delimiter may stand between two letters, for what is on the side of the second."""
    if not inside[0] or inside[0].isspace():
        return False
    before = outside[0][-1:]
    return not _is_sign(inside) or not before or before.isspace() or _is_sign(outside)


def _is_sign(letter: _Letter) -> bool:
    """Whether CommonMark takes the letter for punctuation; code, notes and links are written in
    such signs.
    """
    bracketed = any(mark.kind in ("code", "image", "footnote", "link") for mark in letter[1])
    return bracketed or unicodedata.category(letter[0][:1] or " ")[0] in "PS"


INLINE_WRITERS: tuple[tuple[Callable[[Content], str], bool], ...] = (
    (with_marks, True),
    (with_bold, True),
    (without_marks, False),
    (fully_escaped, False),
)
"""Each way with whether it keeps marks."""
