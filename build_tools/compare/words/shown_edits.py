"""Hunks in, the edits that a redline shows out: each with the content that it strikes, inserts or
keeps.
"""

from collections.abc import Iterator
from itertools import chain, groupby

from build_tools.compare.words.token_diff import Hunk
from build_tools.compare.words.tokens import FOOTNOTE, PROVISION, Tokens
from build_tools.model import Content, Edit, Noise, joined, plain


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
        (old.content_of(range(i, i + 1)), new.content_of(range(j, j + 1)), old.keys[i])
        for i, j in zip(hunk.old, hunk.new, strict=True)
    ]
    for (_, noise), group in groupby(pairs, key=_likeness):
        olds, news, _ = zip(*group, strict=True)
        yield from _under_one_key(_joined(olds), _joined(news), noise)


def _likeness(pair: tuple[Content, Content, str]) -> tuple[bool, Noise | None]:
    """Whether a token is the same in both texts, and the class of what is not: another number of
    one note, or of one provision.
    """
    old, new, key = pair
    if key.startswith(FOOTNOTE):
        return old == new, "renumbering"
    renumbered = key.startswith(PROVISION) and plain(old) != plain(new)
    return old == new, "cross-reference" if renumbered else None


def _joined(contents: tuple[Content, ...]) -> Content:
    return joined(chain.from_iterable(contents))


def _under_one_key(old: Content, new: Content, noise: Noise | None) -> Iterator[Edit]:
    """A stretch that is one thing in both contents: as it was, in other marks, or, where it has a
    class, under another number; a link that leads elsewhere is never consequential.
    """
    if old == new:
        yield Edit("=", old, new)
    elif noise:
        noise = None if _leads_elsewhere(old, new) else noise
        yield Edit("-", old, (), noise)
        yield Edit("+", (), new, noise)
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
