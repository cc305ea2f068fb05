"""Words: two contents in, the edits between them out.

The contents are cut into `tokens`, compared token by token into `hunks`, settled into what reads
best, and classed by `noise`. `likeness` says how much two texts share. Nothing here knows of
blocks.
"""

from collections.abc import Iterator
from itertools import groupby

from build_tools.compare import thresholds
from build_tools.compare.words.consequential import NOTHING_RENUMBERED, Renumbering, class_noise
from build_tools.compare.words.hunks import Hunk, absorb, close_brackets, difference, shared, slide
from build_tools.compare.words.similarity import (
    Vocabulary,
    containment,
    dice_similarity,
    longest_common_subsequence,
    similarity,
)
from build_tools.compare.words.tokens import Cut, cut
from build_tools.model import Content, Edit, Edits, atom_kind, joined

__all__ = [
    "NOTHING_RENUMBERED",
    "Renumbering",
    "Vocabulary",
    "compare_content",
    "containment",
    "dice_similarity",
    "longest_common_subsequence",
    "similarity",
]


def compare_content(
    old: Content, new: Content, renumbering: Renumbering = NOTHING_RENUMBERED
) -> Edits:
    """The edits that make `new` of `old`; replayed, they give both contents back exactly."""
    if old == new:
        return (Edit("=", old, new),) if old else ()
    before, after = cut(old, renumbering.notes), cut(new)
    found = difference(before, after)
    slide(found, before, after)
    class_noise(found, before, after, renumbering)
    absorb(found, before, after)
    close_brackets(found, before, after)
    if shared(found, before, after) < thresholds.MIN_KEPT_SHARE and not _only_one_way(found):
        found = [Hunk(range(len(before.keys)), range(len(after.keys)), kept=False)]
        class_noise(found, before, after, renumbering)
    return tuple(edit for hunk in found for edit in _edits(hunk, before, after))


def _only_one_way(hunks: list[Hunk]) -> bool:
    """Whether one text stands whole in the other, which has one thing more."""
    changed = [hunk for hunk in hunks if not hunk.kept]
    return len(changed) == 1 < len(hunks) and not (changed[0].old and changed[0].new)


def _edits(hunk: Hunk, old: Cut, new: Cut) -> Iterator[Edit]:
    if hunk.kept:
        yield from _kept(hunk, old, new)
        return
    if deleted := old.part(hunk.old):
        yield Edit("-", deleted, (), hunk.noise)
    if inserted := new.part(hunk.new):
        yield Edit("+", (), inserted, hunk.noise)


def _kept(hunk: Hunk, old: Cut, new: Cut) -> Iterator[Edit]:
    """The kept pieces; those whose marks, or kind of space, are not the same on both sides as
    `~`.
    """
    if (before := old.part(hunk.old)) == (after := new.part(hunk.new)):
        if before:
            yield Edit("=", before, after)
        return
    pairs = [
        (old.part(range(i, i + 1)), new.part(range(j, j + 1)))
        for i, j in zip(hunk.old, hunk.new, strict=True)
    ]
    for (same, _), group in groupby(
        pairs, key=lambda pair: (pair[0] == pair[1], atom_kind(pair[0][0].marks))
    ):
        stretch = list(group)
        before, after = (joined(run for pair in stretch for run in pair[side]) for side in (0, 1))
        if same or before == after:
            yield Edit("=", before, after)
        elif atom_kind(before[0].marks) == "footnote":
            yield Edit("-", before, (), "renumbering")
            yield Edit("+", (), after, "renumbering")
        else:
            yield Edit(
                "~", before, after, None if _leads_elsewhere(before, after) else "formatting"
            )


def _leads_elsewhere(old: Content, new: Content) -> bool:
    """Whether a link or picture has another address on the web, which is more than formatting."""
    before, after = (
        [mark.target for run in side for mark in run.marks if mark.kind in ("link", "image")]
        for side in (old, new)
    )
    return (
        before != after
        and len(before) == len(after)
        and all("://" in target for target in (*before, *after))
    )
