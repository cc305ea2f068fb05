"""Hunks in, the edits that a redline shows out: each with the content that it strikes, inserts or
keeps.
"""

from collections.abc import Iterator
from itertools import chain, groupby

from build_tools.compare.words.token_diff import Hunk
from build_tools.compare.words.tokens import Tokens
from build_tools.model import Content, Edit, atom_kind, joined


def edits(hunks: list[Hunk], old: Tokens, new: Tokens) -> Iterator[Edit]:
    """The edits in order; replayed, they give both contents back exactly."""
    for hunk in hunks:
        if hunk.kept:
            yield from _kept(hunk, old, new)
            continue
        if deleted := old.content_of(hunk.old):
            yield Edit("-", deleted, (), hunk.noise)
        if inserted := new.content_of(hunk.new):
            yield Edit("+", (), inserted, hunk.noise)


def _kept(hunk: Hunk, old: Tokens, new: Tokens) -> Iterator[Edit]:
    """What is kept, in stretches whose marks, or kind of space, are the same on both sides or are
    not.
    """
    before, after = old.content_of(hunk.old), new.content_of(hunk.new)
    if before == after:
        if before:
            yield Edit("=", before, after)
        return
    pairs = [
        (old.content_of(range(i, i + 1)), new.content_of(range(j, j + 1)))
        for i, j in zip(hunk.old, hunk.new, strict=True)
    ]
    for _, group in groupby(pairs, key=_is_same_and_kind):
        olds, news = zip(*group, strict=True)
        yield from _in_other_marks(_joined(olds), _joined(news))


def _is_same_and_kind(pair: tuple[Content, Content]) -> tuple[bool, str]:
    old, new = pair
    return old == new, atom_kind(old[0].marks)


def _joined(contents: tuple[Content, ...]) -> Content:
    return joined(chain.from_iterable(contents))


def _in_other_marks(old: Content, new: Content) -> Iterator[Edit]:
    """A stretch of one text in both contents; a footnote with another number is renumbered, other
    marks are formatting.
    """
    if old == new:
        yield Edit("=", old, new)
    elif atom_kind(old[0].marks) == "footnote":
        yield Edit("-", old, (), "renumbering")
        yield Edit("+", (), new, "renumbering")
    else:
        yield Edit("~", old, new, None if _leads_elsewhere(old, new) else "formatting")


def _leads_elsewhere(old: Content, new: Content) -> bool:
    """Whether a link or picture has another address on the web, which is more than formatting."""
    before, after = _targets(old), _targets(new)
    on_the_web = all("://" in target for target in (*before, *after))
    return before != after and len(before) == len(after) and on_the_web


def _targets(content: Content) -> list[str]:
    marks = chain.from_iterable(run.marks for run in content)
    return [mark.target for mark in marks if mark.kind in ("link", "image")]
